import { sentences } from "../text/segment.js";
import type { Span } from "../text/span.js";
import { FEMALE, MALE } from "./lexicon.js";
import type { Entity, Gender, NameMention } from "./names.js";
import type { Party } from "./party.js";
import { partyOf } from "./party.js";

/** Resolves pronouns by what was mentioned before them, and by who spoke. */
export interface Pronouns {
  /** The person a pronoun at `place` means, and how sure that is (0 to 1); null where nobody fits. */
  resolve(pronoun: string, place: number): { party: Party; score: number } | null;
  /** The body that "it" at `place` means, or null. */
  body(place: number): Entity | null;
  /** Tells that a single person spoke, named or not, the source at the given place. */
  spoke(party: Party, source: Span): void;
}

/** Names farther back than this, in code units, are no candidates. */
const REACH = 3000;
/** A candidate must beat the next by this much to be taken as sure. */
const SURE = 1.5;

export function createPronouns(
  text: string,
  names: readonly NameMention[],
  paragraphs: readonly Span[],
): Pronouns {
  const starts: number[] = [];
  for (const paragraph of paragraphs)
    for (const s of sentences(text, paragraph)) starts.push(s.start);
  const paragraphStarts = paragraphs.map((p) => p.start);
  readGenders(text, names, starts);
  const people = names.filter(({ entity }) => entity.kind === "person");
  const spoken: { party: Party; place: number }[] = [];

  return {
    spoke(party, source) {
      spoken.push({ party, place: source.start });
    },
    resolve(pronoun, place) {
      const gender: Gender | null = MALE.has(pronoun)
        ? "male"
        : FEMALE.has(pronoun)
          ? "female"
          : null;
      const scores = new Map<string, { party: Party; score: number }>();
      const sentence = indexAt(starts, place);
      const paragraph = indexAt(paragraphStarts, place);
      const consider = (party: Party, at: number, bonus: number): void => {
        const known = party.entity?.gender ?? null;
        if (gender && known && known !== gender) return;
        const back = sentence - indexAt(starts, at);
        const apart = paragraph - indexAt(paragraphStarts, at);
        const opens = at - (starts[indexAt(starts, at)] ?? 0) < 40 ? 0.6 : 0;
        const score =
          2 - 0.55 * back - 0.2 * apart + opens + (gender && known === gender ? 0.8 : 0) + bonus;
        const before = scores.get(party.name);
        if (!before || before.score < score) scores.set(party.name, { party, score });
      };
      for (let i = indexOfMention(people, place); i >= 0; i--) {
        const { span, entity } = people[i]!;
        if (place - span.start > REACH) break;
        consider(partyOf(entity), span.start, 0);
      }
      for (const one of spoken.slice(-4))
        if (one.place < place) consider(one.party, one.place, 0.7);
      const ranked = [...scores.values()].sort((a, b) => b.score - a.score);
      const [best, next] = ranked;
      if (!best) return null;
      const margin = next ? best.score - next.score : SURE;
      return { party: best.party, score: 0.5 + 0.4 * Math.min(1, margin / SURE) };
    },
    body(place) {
      const before = names.findLast(
        ({ span, entity }) =>
          span.end <= place && entity.kind === "organization" && place - span.start < 600,
      );
      return before?.entity ?? null;
    },
  };
}

/** Index of the last entry that is at most `place`; -1 where none is. */
function indexAt(starts: readonly number[], place: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= place) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function indexOfMention(mentions: readonly NameMention[], place: number): number {
  let low = 0;
  let high = mentions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (mentions[middle]!.span.end <= place) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * What the text's own pronouns tell of a person: in sentences that name one person alone, and in
 * the pronouns that follow that name.
 */
function readGenders(text: string, names: readonly NameMention[], starts: readonly number[]): void {
  const votes = new Map<Entity, number>();
  let m = 0;
  starts.forEach((start, i) => {
    const end = starts[i + 1] ?? text.length;
    const here: NameMention[] = [];
    while (m < names.length && names[m]!.span.start < end) {
      if (names[m]!.span.start >= start && names[m]!.entity.kind === "person") here.push(names[m]!);
      m++;
    }
    const entities = new Set(here.map(({ entity }) => entity));
    if (entities.size !== 1) return;
    const [entity] = entities;
    const after = text
      .slice(here[0]!.span.end, Math.min(end, here[0]!.span.end + 300))
      .toLowerCase();
    let vote = 0;
    for (const [word] of after.matchAll(/\b(?:he|him|his|himself|she|her|hers|herself)\b/gu))
      vote += MALE.has(word) ? 1 : -1;
    votes.set(entity!, (votes.get(entity!) ?? 0) + vote);
  });
  for (const [entity, vote] of votes)
    if (vote !== 0) entity.gender ??= vote > 0 ? "male" : "female";
}
