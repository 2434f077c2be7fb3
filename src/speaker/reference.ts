import { PERSON_NOUN } from "./kind.js";
import type { Quotation } from "../text/quotation.js";
import { sentences } from "../text/segment.js";
import type { Span } from "../text/span.js";
import {
  agreement,
  areTwo,
  type Description,
  introduces,
  isAnother,
  isCalled,
  itself,
  TWO,
} from "./agreement.js";
import { readGenders } from "./gender.js";
import { FEMALE, MALE, PRONOUNS } from "./lexicon.js";
import type { Entity, Gender, NameMention } from "./entity.js";
import { holders, isOffice, OF_STATE } from "./office.js";
import { type Party, partyOf } from "./party.js";
import { nounPhrases } from "./noun-phrases.js";
import { FEATURES, type Feature, type Manner } from "./reference-features.js";
import { WEIGHTS } from "./reference-weights.js";

/** The words that take somebody up, where they stand, and who stands around them. */
export interface Reference {
  readonly manner: Manner;
  readonly place: number;
  /** A pronoun in lower case, where it is one. */
  readonly pronoun?: string;
  readonly description?: Description;
  /** The party whose words it stands in, or null. */
  readonly outer?: Party | null;
  /** The party that it does not mean: the one who speaks to him. */
  readonly not?: Party | null;
  /** Those named in what the source tells. */
  readonly told?: ReadonlySet<Entity>;
}

/** One whom a reference may mean (null: nobody that the text names), and what speaks for it. */
export interface Candidate {
  readonly party: Party | null;
  /** The noun phrase that tells of it, where nothing else does. */
  readonly noun: Span | null;
  /** A value for each of `FEATURES`. */
  readonly features: readonly number[];
}

/** Resolves pronouns and descriptions by what was mentioned around them, and by who spoke. */
export interface References {
  /** Whom a reference means, and how sure that is (0 to 1); null where nobody fits. */
  readonly resolve: (
    reference: Reference,
  ) => { party: Party; score: number; noun: Span | null } | null;
  /** All whom it may mean. */
  readonly candidates: (reference: Reference) => readonly Candidate[];
  /** Tells that a party, named or not, is the source at the given place. */
  readonly spoke: (party: Party, source: Span) => void;
}

/** Names farther back than this, in code units, are no candidates of a pronoun. */
const REACH = 3000;
/** Names that are looked at on either side of a description; articles have fewer in all. */
const WALK = 250;
/** Speakers that are remembered beyond the names. */
const SPEAKERS = 4;
/** Sentences before a pronoun whose noun phrases it may take up. */
const SENTENCES = 2;
/** A description may take up one that was described before all of these. */
const DESCRIBED = 40;

interface Nearest {
  readonly party: Party;
  /** Places of the nearest name and of the nearest source, -1 where there is none. */
  name: number;
  named: NameMention | null;
  noun: Span | null;
  source: number;
  /** How many of the names in reach are this one's. */
  count: number;
  /** 0 for the last speaker, 1 for the one before, … */
  turn: number;
}

export function createReferences(
  text: string,
  names: readonly NameMention[],
  paragraphs: readonly Span[],
  quotations: readonly Quotation[],
  spokenByTurns = false,
): References {
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
  const others = names.filter(({ entity }) => entity.kind !== "person");
  const spoken: { party: Party; place: number }[] = [];
  const pairs = pairsOf(text, names);
  const besides = besidePronouns(text, people);
  const withOther = ({ pronoun, place, entity }: Beside): Party | null => {
    const beside = partyOf(entity);
    const other = resolve({ manner: "person", pronoun, place, not: beside })?.party;
    return other
      ? { name: `${other.name} | ${beside.name}`, kind: beside.kind, entity: null }
      : null;
  };
  const pairStarts = pairs.map((one) => one.place);
  const most = { person: mostNamed(people), other: mostNamed(others) };

  const holderOf = holders(text, people);

  /** Parties named or speaking before the reference, and for a description those named after it. */
  const nearest = ({ manner, place, description }: Reference): Nearest[] => {
    const found = new Map<string, Nearest>();
    const of = (party: Party): Nearest => {
      let one = found.get(party.name);
      if (!one) {
        one = { party, name: -1, named: null, noun: null, source: -1, count: 0, turn: SPEAKERS };
        found.set(party.name, one);
      }
      return one;
    };
    const all = manner === "person" ? people : manner === "description" ? names : others;
    const nearestBefore = indexOfMention(all, place);
    for (let i = nearestBefore; i >= 0 && nearestBefore - i < WALK; i--) {
      const mention = all[i]!;
      if (manner !== "description" && place - mention.span.start > REACH) break;
      // "Republican", "Islamic": no party that "they" takes up.
      if (
        manner === "plural" &&
        mention.entity.kind === "other" &&
        partyOf(mention.entity).kind !== "group"
      )
        continue;
      const one = of(partyOf(mention.entity));
      one.count++;
      if (one.name >= 0) continue;
      one.name = mention.span.start;
      one.named = mention;
    }
    if (manner === "plural" || manner === "neuter") {
      const last = indexAt(starts, place);
      for (let s = last; s >= Math.max(0, last - SENTENCES); s--) {
        const phrases = nounPhrases(text, {
          start: Math.max(starts[s]!, place - REACH),
          end: Math.min(place, starts[s + 1] ?? place),
        });
        for (const phrase of phrases) {
          const end = phrase.start + phrase.name.length;
          const person = people[indexOfMention(people, end)]?.span;
          if (phrase.plural !== (manner === "plural") || person?.end === end) continue;
          const one = of({ name: phrase.name, kind: phrase.kind, entity: null });
          one.name = Math.max(one.name, phrase.start);
          if (one.name === phrase.start) one.noun = { start: phrase.start, end };
        }
      }
    }
    if (manner === "plural" || (description && TWO.test(description.words)))
      for (let i = indexAt(pairStarts, place - 1); i >= 0; i--) {
        const { party, place: at } = pairs[i]!;
        if (place - at > REACH) break;
        const one = of(party);
        one.name = Math.max(one.name, at);
        one.count++;
      }
    if (manner === "plural" || (description && TWO.test(description.words))) {
      const last = besides.findLast((one) => one.place < place);
      const found = last && place - last.place <= REACH ? withOther(last) : null;
      if (found) {
        const one = of(found);
        one.name = last!.place;
        one.count++;
      }
    }
    if (manner === "plural" || (description && TWO.test(description.words)))
      for (const group of manner === "plural" ? [people] : [people, others]) {
        const two = lastTwo(group, place);
        if (two) of(two.party).name = Math.max(of(two.party).name, two.place);
      }
    let turn = 0;
    const remembered = manner === "description" ? DESCRIBED : SPEAKERS;
    for (let i = spoken.length - 1; i >= 0 && turn < remembered; i--) {
      const { party, place: at } = spoken[i]!;
      if (at >= place || !mayBe(manner, party)) continue;
      const one = of(party);
      if (one.source < 0) {
        one.source = at;
        one.turn = turn++;
      }
    }
    if (manner === "description")
      for (let i = nearestBefore + 1; i < all.length && i - nearestBefore <= WALK; i++) {
        const mention = all[i]!;
        const one = of(partyOf(mention.entity));
        if (one.name >= 0 || one.source >= 0) continue;
        one.named ??= mention;
      }
    return [...found.values()];
  };

  const candidates = (reference: Reference): Candidate[] => {
    const { manner, place, pronoun, description, outer, not, told } = reference;
    const gender: Gender | null = MALE.has(pronoun ?? "")
      ? "male"
      : FEMALE.has(pronoun ?? "")
        ? "female"
        : (description?.gender ?? null);
    const sentence = indexAt(starts, place);
    const paragraph = indexAt(paragraphStarts, place);
    const inside = quoted(place);
    const opensParagraph = place - (paragraphStarts[paragraph] ?? 0) < 3;
    const own = description?.words.toLowerCase();
    const stranger =
      description !== undefined &&
      introduces(text.slice(Math.max(0, place - TOLD_WITHIN), place), description);
    const all = nearest(reference).filter(({ party }) => {
      const known = party.entity?.gender ?? null;
      const misfits =
        (gender && known && known !== gender) ||
        (ALL_OF_TWO.has(pronoun ?? "") && party.kind !== "group" && !party.name.includes(" | "));
      // A body's or a document's noun means no person: the ranking alone would now and then have it so.
      const conflicts =
        ((description?.kind === "organization" || description?.kind === "document") &&
          party.kind === "person") ||
        (description?.kind === "group" && party.kind === "person" && !party.name.includes(" | ")) ||
        (description?.kind === "unnamed" &&
          PERSON_NOUN.test(description.head) &&
          (party.kind === "organization" ||
            party.kind === "document" ||
            (party.kind === "group" && !party.name.includes(" | ")))) ||
        (description !== undefined && isAnother(description, party)) ||
        (stranger && party.kind === "person" && !isCalled(party, description.head)) ||
        // In turns those are named who ask: "the mayor" is one of them only if a turn calls him so.
        (spokenByTurns &&
          description !== undefined &&
          isOffice(description.head) &&
          (OF_STATE.test(description.words)
            ? party.entity === null || holderOf(description.words) !== party.entity
            : party.kind === "person" && !isCalled(party, description.head))) ||
        // "My husband" is nobody that only a pronoun tells of.
        (description !== undefined && PRONOUNS.has(party.name.toLowerCase())) ||
        // Nobody tells of himself as "the minister".
        (description !== undefined && outer?.name === party.name && quoted(place));
      return !misfits && !conflicts && party.name !== not?.name && party.name.toLowerCase() !== own;
    });
    const lastName = Math.max(...all.map(({ name }) => name));
    const onlyRole =
      all.filter(({ party }) => party.entity?.roles.has(description?.head ?? "")).length === 1;
    // One named only later is meant by a description only if the text calls it so.
    const near = all.filter(
      ({ party, name, source }) =>
        !description ||
        Math.max(name, source) >= 0 ||
        party.entity?.roles.has(description.head) ||
        party.name.toLowerCase().includes(description.head) ||
        (party.entity?.title ?? "").toLowerCase().includes(description.head),
    );
    const out = near.map((one): Candidate => {
      const { party } = one;
      const at = Math.max(one.name, one.source);
      const known = party.entity?.gender ?? null;
      const back = at < 0 ? 99 : sentence - indexAt(starts, at);
      const apart = at < 0 ? 99 : paragraph - indexAt(paragraphStarts, at);
      const spokeBack = one.source < 0 ? 9 : paragraph - indexAt(paragraphStarts, one.source);
      const first = starts[indexAt(starts, one.name)] ?? 0;
      const named = one.name >= 0 ? one.named : null;
      const full = named ? /\s/u.test(text.slice(named.span.start, named.span.end)) : false;
      const owner = named ? /^['’]/u.test(text.slice(named.span.end, named.span.end + 1)) : false;
      const self = outer?.name === party.name;
      const isPlace = party.entity?.kind === "place";
      const main =
        (party.entity?.mentions.length ?? 0) /
        (party.entity?.kind === "person" ? most.person : most.other);
      const values: Partial<Record<Feature, number>> = {
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
        governed: +(
          one.name >= 0 && GOVERNED.test(text.slice(Math.max(0, one.name - 24), one.name))
        ),
        subject: +(
          one.name >= 0 &&
          SUBJECT.test(endOf(text, named?.span.end ?? one.name + party.name.length))
        ),
        lastName: +(one.name >= 0 && one.name === lastName),
        fullNear: +(full && back <= 2),
        onlyAfter: +(at < 0),
        lastSpeaker: +(one.turn === 0),
        speakerBefore: +(one.turn === 1),
        everSpoke: +(one.source >= 0),
        spokeHere: +(spokeBack === 0),
        spokeParagraphBefore: +(spokeBack === 1),
        lastSpeakerOpens: +(one.turn === 0 && opensParagraph),
        lastSpeakerNear: +(one.turn === 0 && place - one.source < 250),
        gender: +(gender !== null && known === gender),
        often: Math.min(1, Math.log2(1 + one.count) / 4),
        mainPerson: main,
        unnamed: +(party.entity === null),
        selfQuoted: +(self && inside),
        selfReported: +(self && !inside),
        person: +(party.kind === "person"),
        organization: +(party.kind === "organization" && !isPlace),
        place: +isPlace,
        group: +(party.kind === "group"),
        document: +(party.kind === "document"),
        noun: +(one.source < 0 && party.entity === null),
        two: +(
          description !== undefined &&
          party.name.includes(" | ") &&
          areTwo(description, party)
        ),
        several: +party.name.includes(" | "),
        told: +(party.entity !== null && (told?.has(party.entity) ?? false)),
        ...(description &&
          agreement(description, party, { back, main, last: one.turn === 0, onlyRole })),
      };
      const noun = one.source < 0 ? one.noun : null;
      return { party, noun, features: featuresOf(values) };
    });
    if (description)
      out.push({ party: description.party, noun: null, features: featuresOf(itself(description)) });
    else if (manner !== "person")
      out.push({ party: null, noun: null, features: featuresOf({ nobody: 1 }) });
    return out;
  };

  return {
    candidates,
    spoke(party, source) {
      spoken.push({ party, place: source.start });
    },
    resolve,
  };

  function resolve(reference: Reference): ReturnType<References["resolve"]> {
    const weights = WEIGHTS[reference.manner];
    let best: Party | null = null;
    let told: Span | null = null;
    let top = -Infinity;
    let sum = 0;
    const scored = candidates(reference).map(({ party, noun, features }) => ({
      party,
      noun,
      score: features.reduce((total, value, i) => total + value * weights[i]!, 0),
    }));
    for (const { party, noun, score } of scored)
      if (score > top) {
        best = party;
        told = noun;
        top = score;
      }
    if (!best) return null;
    for (const { score } of scored) sum += Math.exp(score - top);
    return { party: best, noun: told, score: Math.min(0.95, 1 / sum) };
  }
}

/** Pronouns that take up several, and no body. */
const ALL_OF_TWO = new Set(["both", "neither", "each"]);

/** How far back a text is looked through for whom it told of, in code units. */
const TOLD_WITHIN = 10_000;

/** A preposition or a verb's "to" before a mention: no subject. */
const GOVERNED =
  /(?:^| )(?:of|in|to|for|with|by|from|at|on|against|about|among|between|than|over|into|like) (?:(?:the|an?|his|her|their|its|these|those|many|some|all|most|other) )?(?:\p{Ll}+ )?$/u;
/** A verb right behind a mention. */
const SUBJECT =
  /^ (?:\p{Ll}+ly |also |who )?(?:is|are|was|were|has|have|had|will|would|can|could|may|might|do|does|did|says?|said|want|think|believe|hope|\p{Ll}{2,12}ed)\b/u;

/** Named parties of one kind that "and" joins: "Kallio and Lund". */
function pairsOf(text: string, names: readonly NameMention[]): { party: Party; place: number }[] {
  const out: { party: Party; place: number }[] = [];
  names.forEach(({ span, entity }, i) => {
    const next = names[i + 1];
    if (!next || next.entity === entity || next.span.start - span.end > 60) return;
    const one = partyOf(entity);
    const two = partyOf(next.entity);
    const between = text.slice(span.end, next.span.start);
    if (one.kind !== two.kind || !/^ and (?:[\p{L}.]+ ){0,4}$/u.test(between)) return;
    out.push({
      party: { name: `${one.name} | ${two.name}`, kind: one.kind, entity: null },
      place: span.start,
    });
  });
  return out;
}

/** One named beside a pronoun: "She and Mr. Lund". */
interface Beside {
  readonly pronoun: string;
  readonly place: number;
  readonly entity: Entity;
}

const PRONOUN_AND =
  /(?:^|[\s“"])([Hh]e|[Ss]he) and (?:(?:his|her) (?:[\p{Ll}-]+ ){1,3}?[\p{Ll}-]+, )?(?:\p{Lu}[\p{L}]*\.? )?$/u;

function besidePronouns(text: string, people: readonly NameMention[]): Beside[] {
  return people.flatMap(({ span, entity }) => {
    const before = PRONOUN_AND.exec(text.slice(Math.max(0, span.start - 60), span.start));
    return before ? [{ pronoun: before[1]!.toLowerCase(), place: span.start - 1, entity }] : [];
  });
}

/** The last two parties named before a place, where both are of one kind. */
function lastTwo(
  names: readonly NameMention[],
  place: number,
): { party: Party; place: number } | null {
  const last = indexOfMention(names, place);
  const one = names[last];
  let before = last - 1;
  while (before >= 0 && names[before]!.entity === one?.entity) before--;
  const other = names[before];
  if (!one || !other || place - other.span.start > REACH) return null;
  const [a, b] = [partyOf(other.entity), partyOf(one.entity)];
  if (a.kind !== b.kind) return null;
  return {
    party: { name: `${a.name} | ${b.name}`, kind: a.kind, entity: null },
    place: other.span.start,
  };
}

const endOf = (text: string, end: number): string => text.slice(end, end + 30);

const featuresOf = (values: Partial<Record<Feature, number>>): readonly number[] =>
  FEATURES.map((name) => values[name] ?? 0);

/** Whether one who spoke may be meant. */
function mayBe(manner: Manner, { kind, name }: Party): boolean {
  const several = name.includes(" | ");
  switch (manner) {
    case "person":
      return (
        (kind === "person" || (kind === "unnamed" && !PRONOUNS.has(name.toLowerCase()))) && !several
      );
    case "plural":
      return several || kind === "group" || kind === "organization" || kind === "document";
    case "neuter":
      return !several && (kind === "organization" || kind === "document");
    case "description":
      return true;
  }
}

const mostNamed = (mentions: readonly NameMention[]): number =>
  Math.max(1, ...new Set(mentions.map(({ entity }: { entity: Entity }) => entity.mentions.length)));

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
