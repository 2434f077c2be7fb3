import { PERSON_NOUN } from "./kind.js";
import { sentences } from "../text/segment.js";
import { GROUPS, KNOWN_BODIES, ORGANIZATIONS } from "./lexicon.js";
import type { Entity, NameMention } from "./entity.js";

/** The body that a title tells of, or null. */
export type AffiliationOf = (title: string | null) => string | null;

/** Code units around a name in which its body is looked for. */
const NEAR = 60;
/** Code units before "its" in which the body stands. */
const BACK = 300;
/** Bodies of old, and nouns of those who are no part of the body that they are told by. */
const NO_MEMBER =
  /\b(?:former|ex|late|then|retired|onetime|one-time)\b|\b(?:critic|friend|ally|opponent|supporter|backer|customer|user|client|rival|competitor|passenger|victim|donor|fan|foe|author|star|veteran|graduate|wife|husband|son|daughter|brother|sister|mother|father|hopeful|contender)\b|\bWhite House (?:nominee|candidate)/iu;
/** `Kallio News’ ` or `the Harbour Board’s new chairwoman, ` before a name. */
const OWNED = /^['’]s?\s+((?:[\p{L}-]+\s+){0,4}?(?:([\p{L}-]+),?\s+)?)$/u;
/** `a spokeswoman for the ` before a body that stands before a name. */
const SPEAKS_FOR = /([\p{L}-]+)\s+(?:of|for|at|with)\s+(?:the\s+)?$/u;
const BEHIND =
  /^,?\s+of\s+(?:the\s+)?$|^,?\s+who\s+(?:chairs|heads|leads|runs|directs|works\s+(?:for|at))\s+(?:the\s+)?$/u;
/** `, an economist at ` behind a name. */
const TOLD_BEHIND = /^,\s+((?:[\p{L}-]+\s+){0,4}?([\p{L}-]+))\s+(?:of|for|at|with)\s+(?:the\s+)?$/u;
const ITS = /\bits\s+((?:[\p{L}-]+\s+){0,3}?([\p{L}-]+),?\s+)$/iu;

/**
 * Fills the affiliations of persons from bodies named beside them: "Kallio News’ Ada Lund", "Harbour Board chairwoman Ada
 * Lund", "Ada Lund, a spokeswoman for the Harbour Board", "Ada Lund of the Harbour Board", "its chairwoman, Ada Lund".
 */
export function learnAffiliations(text: string, mentions: readonly NameMention[]): AffiliationOf {
  const ofTitle = bodiesInTitles(text, mentions);
  mentions.forEach(({ span, entity }, i) => {
    if (entity.kind !== "person" || entity.affiliation !== null) return;
    entity.affiliation =
      ofTitle(entity.title) ??
      bodyBeside(text, span.start, span.end, mentions[i - 1], mentions[i + 1]) ??
      bodyOfIts(text, span.start, mentions, i);
  });
  return ofTitle;
}

/** Bodies by the words that they are printed with, looked up by their first one. */
function bodiesInTitles(text: string, mentions: readonly NameMention[]): AffiliationOf {
  const byFirst = new Map<string, Map<string, string>>();
  for (const { span, entity } of mentions) {
    if (!isBody(entity)) continue;
    const printed = text.slice(span.start, span.end).toLowerCase();
    const first = /^[\p{L}\p{N}]+/u.exec(printed)?.[0];
    if (first === undefined) continue;
    const known = byFirst.get(first);
    if (known) known.set(printed, entity.name);
    else byFirst.set(first, new Map([[printed, entity.name]]));
  }
  return (title) => {
    if (title === null) return null;
    const lower = title.toLowerCase();
    for (const { 0: word, index } of lower.matchAll(/[\p{L}\p{N}]+/gu)) {
      const here = [...(byFirst.get(word) ?? [])].filter(
        ([printed]) =>
          lower.startsWith(printed, index) &&
          lower !== printed &&
          // "Emergency Services Minister", "Minister of Education".
          !/^ (?:minister|cabinet secretary)\b/u.test(lower.slice(index + printed.length)) &&
          !/\bminister (?:of|for) (?:the )?$/u.test(lower.slice(0, index)) &&
          !/^[\p{L}\p{N}]/u.test(lower.slice(index + printed.length)),
      );
      if (here.length > 0 && !NO_MEMBER.test(partAt(title, index)))
        return here.reduce((most, one) => (one[0].length > most[0].length ? one : most))[1];
    }
    return null;
  };
}

/** The one of a title's parts in which a place stands: "friend of Lund and head of the Harbour Board". */
const partAt = (title: string, at: number): string =>
  title.slice(title.lastIndexOf(" and ", at) + 1).split(/(?<!^) and /u)[0]!;

function bodyBeside(
  text: string,
  start: number,
  end: number,
  before: NameMention | undefined,
  behind: NameMention | undefined,
): string | null {
  if (before && isBody(before.entity) && start - before.span.end < NEAR) {
    const between = text.slice(before.span.end, start);
    const owned = OWNED.exec(between);
    if (owned && isMember(owned[1]!, owned[2])) return before.entity.name;
    const noun = SPEAKS_FOR.exec(
      text.slice(Math.max(0, before.span.start - NEAR), before.span.start),
    )?.[1];
    if (noun !== undefined && /^,\s$/u.test(between) && isMember(noun, noun))
      return before.entity.name;
  }
  if (behind && isBody(behind.entity) && behind.span.start - end < NEAR) {
    const between = text.slice(end, behind.span.start);
    // "of the Oulu police".
    const noun = /^ (\p{Ll}+)/u.exec(text.slice(behind.span.end, behind.span.end + NEAR))?.[1];
    if (noun !== undefined && (GROUPS.has(noun) || ORGANIZATIONS.has(noun))) return null;
    const told = TOLD_BEHIND.exec(between);
    if (BEHIND.test(between) || (told && isMember(told[1]!, told[2]))) return behind.entity.name;
  }
  return null;
}

/** "Lund, of Mill Lane". */
const ADDRESS = / (?:Road|Street|Avenue|Lane|Drive|Close|Terrace|Crescent|Gardens)$/u;
/** "White House" may be seen as a place. */
const isBody = ({ kind, name }: Entity): boolean =>
  (kind === "organization" && !ADDRESS.test(name)) || KNOWN_BODIES.test(name);
const isMember = (words: string, noun: string | undefined): boolean =>
  noun === undefined || (PERSON_NOUN.test(noun) && !NO_MEMBER.test(words));

/** "Its chairwoman, Ada Lund": the first body of the sentence up to there, or else of the one before. */
function bodyOfIts(
  text: string,
  start: number,
  mentions: readonly NameMention[],
  index: number,
): string | null {
  const from = Math.max(0, start - BACK);
  const its = ITS.exec(text.slice(from, start));
  if (!its || !isMember(its[1]!, its[2])) return null;
  const near = sentences(text, { start: from, end: start }).slice(-2);
  for (const { start: opens } of near.reverse()) {
    let first: string | null = null;
    for (let i = index - 1; i >= 0 && mentions[i]!.span.start >= opens; i--)
      if (isBody(mentions[i]!.entity)) first = mentions[i]!.entity.name;
    if (first !== null) return first;
  }
  return null;
}
