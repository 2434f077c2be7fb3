import type { Span } from "../text/span.js";
import { kindOfHead } from "./kind.js";
import type { NameMention } from "./names.js";
import { PERSON_NOUN } from "./roles.js";
import { type Party, partyOf } from "./party.js";

/** Words before a relative pronoun's noun phrase. */
const PHRASE_STARTS =
  /^(?:of|for|from|in|at|with|by|on|to|against|about|among|like|and|or|but|that|is|are|was|were|said|says|be|as|than|not|just|even|because|while|when|if|there|have|has|had|between|including|between|it|he|she|they|we|you|I)$/i;
const DETERMINER =
  /^(?:the|a|an|his|her|their|its|our|my|this|these|those|any|some|many|most|all)$/i;
const MOST_WORDS = 5;

/** What "who" or "which" at a source stands for: the name or the noun phrase right before it. */
export function antecedent(
  text: string,
  source: Span,
  names: readonly NameMention[],
  pronoun: string,
): { party: Party; score: number } | null {
  const near = names.filter(({ span }) => span.end <= source.start && source.start - span.end < 60);
  const last = near[near.length - 1];
  const direct = last && /^['’]?[,\s(—–-]*$/.test(text.slice(last.span.end, source.start));
  if (last && direct && (pronoun !== "who" || last.entity.kind === "person"))
    return { party: partyOf(last.entity), score: 0.9 };
  const stretch = text.slice(Math.max(0, source.start - 80), source.start);
  const run = /([\p{L}\p{N}'’\- ]+),?\s+$/u.exec(stretch)?.[1]?.trim().split(/\s+/u) ?? [];
  let first = run.length;
  while (first > 0 && !PHRASE_STARTS.test(run[first - 1]!)) {
    first--;
    if (DETERMINER.test(run[first]!)) break;
  }
  const phrase = run.slice(first);
  const head = phrase[phrase.length - 1]?.toLowerCase() ?? "";
  const kind = kindOfHead(head, phrase.join(" "));
  const one = /^(?:an?|one|another)$/i.test(phrase[0] ?? "") && PERSON_NOUN.test(head);
  const fits =
    pronoun === "who"
      ? (kind === "group" && !/^\p{Lu}/u.test(phrase[phrase.length - 1]!)) || one
      : kind === "document" ||
        kind === "group" ||
        (kind === "organization" && head === phrase[phrase.length - 1]);
  // "Lund, a clerk who": the phrase tells of the name before its comma.
  const from = source.start - stretch.length + stretch.lastIndexOf(phrase.join(" "));
  const told = near.findLast(({ span }) => span.end <= from);
  if (told && text.slice(told.span.end, from) === ", ")
    return { party: partyOf(told.entity), score: 0.8 };
  if (phrase.length > 0 && phrase.length <= MOST_WORDS && fits) {
    const name = phrase.join(" ").replace(/^(?:the|an?|these|those) (?=.)/i, "");
    return { party: { name, kind, entity: null }, score: 0.5 };
  }
  // "who" is no body: the person before it in its sentence ("Lund, a clerk at the Ferry Office, who").
  const named =
    pronoun === "who"
      ? names.findLast(
          ({ span, entity }) =>
            entity.kind === "person" && span.end <= source.start && source.start - span.end < 150,
        )
      : last;
  if (!named || /[.!?]\s/.test(text.slice(named.span.end, source.start))) return null;
  return { party: partyOf(named.entity), score: 0.6 };
}
