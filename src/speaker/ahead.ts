import { firstEndingAfter, type Span } from "../text/span.js";
import { FEMALE, MALE } from "./lexicon.js";
import { type Entity, type NameMention, namesWithin } from "./entity.js";

/** How far before and behind a pronoun its sentence's opening is read, in code units. */
const BEFORE = 100;
const BEHIND = 160;

/** A clause on which a sentence opens, up to a pronoun: "As he", "In a speech after her". */
const OPENING =
  /(?:^|\n|[.!?]["”’']*\s)(?:(?:But|And|Yet|Still),? )?(?:As|When|While|After|Before|Since|If|Although|Though|Even (?:as|though|when)|Despite|In|At|On|During|With)\s(?:\p{Ll}[^.!?\n“”",]{0,60}\s)?$/u;
const REST = /^[^.!?\n“”"]{3,140}?,\s(?:\p{L}[\p{L}.]*\s){0,3}$/u;
const FOLLOWS = /^ (?:also |\p{Ll}+ly )?\p{Ll}{2,}/u;

/** The subject whom a pronoun in the clause before it tells of: "As he spoke, Ivo Lund wept". */
export function namedAhead(
  text: string,
  { start, end }: Span,
  pronoun: string,
  names: readonly NameMention[],
): Entity | null {
  const gender = MALE.has(pronoun) ? "male" : FEMALE.has(pronoun) ? "female" : null;
  if (!gender) return null;
  const fits = ({ entity }: NameMention): boolean =>
    entity.kind === "person" && (entity.gender ?? gender) === gender;
  const last = names[firstEndingAfter(names, start, ({ span }) => span) - 1];
  const opening = OPENING.exec(text.slice(Math.max(0, start - BEFORE), start));
  if (!opening || (last && last.span.end > start - opening[0].length)) return null;
  const next = namesWithin(names, { start: end, end: end + BEHIND + 1 }).find(
    ({ span, entity }) => span.start >= end && entity.kind === "person",
  );
  if (!next || !fits(next)) return null;
  return REST.test(text.slice(end, next.span.start)) &&
    FOLLOWS.test(text.slice(next.span.end, next.span.end + 30))
    ? next.entity
    : null;
}
