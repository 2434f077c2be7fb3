import type { Quotation } from "../text/quotation.js";
import { sentences } from "../text/segment.js";
import type { Span } from "../text/span.js";
import { readGenders } from "./gender.js";
import { FEMALE, MALE } from "./lexicon.js";
import type { Entity, Gender, NameMention } from "./names.js";
import type { Party } from "./party.js";
import { partyOf } from "./party.js";
import { FEATURES, WEIGHTS } from "./pronoun-weights.js";

/** Who stands around a pronoun. */
export interface Around {
  /** The party whose words the pronoun stands in, or null. */
  readonly outer?: Party | null;
  /** The party that the pronoun does not mean: the one who speaks to him. */
  readonly not?: Party | null;
}

/** One whom a pronoun may mean, and what speaks for it: a value for each of `FEATURES`. */
export interface Candidate {
  readonly party: Party;
  readonly features: readonly number[];
}

/** Resolves pronouns by what was mentioned before them, and by who spoke. */
export interface Pronouns {
  /** The person a pronoun at `place` means, and how sure that is (0 to 1); null where nobody fits. */
  readonly resolve: (
    pronoun: string,
    place: number,
    around?: Around,
  ) => { party: Party; score: number } | null;
  /** All whom it may mean. */
  readonly candidates: (pronoun: string, place: number, around?: Around) => readonly Candidate[];
  /** The body that "it" at `place` means, or null. */
  readonly body: (place: number) => Entity | null;
  /** Tells that a single person spoke, named or not, the source at the given place. */
  readonly spoke: (party: Party, source: Span) => void;
}

/** Names farther back than this, in code units, are no candidates. */
const REACH = 3000;
/** Speakers that are remembered beyond the names. */
const SPEAKERS = 4;

interface Nearest {
  readonly party: Party;
  /** Places of the nearest name and of the nearest source, -1 where there is none. */
  name: number;
  named: NameMention | null;
  source: number;
  /** How many of the names in reach are this one's. */
  count: number;
  /** 0 for the last speaker, 1 for the one before, … */
  turn: number;
}

export function createPronouns(
  text: string,
  names: readonly NameMention[],
  paragraphs: readonly Span[],
  quotations: readonly Quotation[],
): Pronouns {
  const starts: number[] = [];
  for (const paragraph of paragraphs)
    for (const s of sentences(text, paragraph)) starts.push(s.start);
  const paragraphStarts = paragraphs.map((p) => p.start);
  const quotes = quotations.filter(({ depth }) => depth === 0).map(({ outer }) => outer);
  const quoteStarts = quotes.map(({ start }) => start);
  const quoted = (place: number): boolean => {
    const quote = quotes[indexAt(quoteStarts, place)];
    return quote !== undefined && place < quote.end;
  };
  readGenders(text, names, starts);
  const people = names.filter(({ entity }) => entity.kind === "person");
  const spoken: { party: Party; place: number }[] = [];
  const most = Math.max(1, ...new Set(people.map(({ entity }) => entity.mentions.length)));

  const nearest = (place: number): Nearest[] => {
    const found = new Map<string, Nearest>();
    const of = (party: Party): Nearest => {
      let one = found.get(party.name);
      if (!one) {
        one = { party, name: -1, named: null, source: -1, count: 0, turn: SPEAKERS };
        found.set(party.name, one);
      }
      return one;
    };
    for (let i = indexOfMention(people, place); i >= 0; i--) {
      const mention = people[i]!;
      if (place - mention.span.start > REACH) break;
      const one = of(partyOf(mention.entity));
      one.count++;
      if (one.name >= 0) continue;
      one.name = mention.span.start;
      one.named = mention;
    }
    let turn = 0;
    for (let i = spoken.length - 1; i >= 0 && turn < SPEAKERS; i--) {
      const { party, place: at } = spoken[i]!;
      if (at >= place) continue;
      const one = of(party);
      if (one.source < 0) {
        one.source = at;
        one.turn = turn++;
      }
    }
    return [...found.values()];
  };

  const candidates = (pronoun: string, place: number, around: Around = {}): Candidate[] => {
    const gender: Gender | null = MALE.has(pronoun)
      ? "male"
      : FEMALE.has(pronoun)
        ? "female"
        : null;
    const sentence = indexAt(starts, place);
    const paragraph = indexAt(paragraphStarts, place);
    const inside = quoted(place);
    const opensParagraph = place - (paragraphStarts[paragraph] ?? 0) < 3;
    const all = nearest(place).filter(({ party }) => {
      const known = party.entity?.gender ?? null;
      return !(gender && known && known !== gender) && party.name !== around.not?.name;
    });
    const lastName = Math.max(...all.map(({ name }) => name));
    return all.map((one): Candidate => {
      const at = Math.max(one.name, one.source);
      const known = one.party.entity?.gender ?? null;
      const back = sentence - indexAt(starts, at);
      const apart = paragraph - indexAt(paragraphStarts, at);
      const spokeBack = one.source < 0 ? 9 : paragraph - indexAt(paragraphStarts, one.source);
      const first = starts[indexAt(starts, one.name)] ?? 0;
      const full = one.named
        ? /\s/u.test(text.slice(one.named.span.start, one.named.span.end))
        : false;
      const owner = one.named
        ? /^['’]/u.test(text.slice(one.named.span.end, one.named.span.end + 1))
        : false;
      const self = around.outer?.name === one.party.name;
      const values: Readonly<Record<(typeof FEATURES)[number], number>> = {
        sameSentence: +(back === 0),
        sentenceBefore: +(back === 1),
        twoBefore: +(back === 2),
        far: Math.min(8, Math.max(0, back - 2)) / 8,
        sameParagraph: +(apart === 0),
        paragraphBefore: +(apart === 1),
        farParagraph: Math.min(6, Math.max(0, apart - 1)) / 6,
        opensSentence: +(one.name >= 0 && one.name - first < 40),
        opensNear: +(one.name >= 0 && one.name - first < 40 && back <= 1),
        nameQuoted: +(one.name >= 0 && quoted(one.name)),
        possessive: +owner,
        lastName: +(one.name === lastName),
        fullNear: +(full && back <= 2),
        lastSpeaker: +(one.turn === 0),
        speakerBefore: +(one.turn === 1),
        everSpoke: +(one.source >= 0),
        spokeHere: +(spokeBack === 0),
        spokeParagraphBefore: +(spokeBack === 1),
        lastSpeakerOpens: +(one.turn === 0 && opensParagraph),
        lastSpeakerNear: +(one.turn === 0 && place - one.source < 250),
        gender: +(gender !== null && known === gender),
        often: Math.log2(1 + one.count) / 4,
        mainPerson: (one.party.entity?.mentions.length ?? 0) / most,
        unnamed: +(one.party.entity === null),
        selfQuoted: +(self && inside),
        selfReported: +(self && !inside),
      };
      return { party: one.party, features: FEATURES.map((name) => values[name]) };
    });
  };

  return {
    candidates,
    spoke(party, source) {
      spoken.push({ party, place: source.start });
    },
    resolve(pronoun, place, around) {
      let best: Party | null = null;
      let top = -Infinity;
      let sum = 0;
      const scored = candidates(pronoun, place, around).map(({ party, features }) => ({
        party,
        score: features.reduce((total, value, i) => total + value * WEIGHTS[i]!, 0),
      }));
      for (const { party, score } of scored)
        if (score > top) {
          best = party;
          top = score;
        }
      if (!best) return null;
      for (const { score } of scored) sum += Math.exp(score - top);
      return { party: best, score: Math.min(0.95, 1 / sum) };
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
