import type { Span } from "../text/span.js";
import { kindOfHead } from "./kind.js";
import { words as list } from "./lexicon.js";
import { type NameMention, namesWithin } from "./entity.js";
import { type Party, partyOf } from "./party.js";

/** How far before a relative pronoun what it stands for is looked for, in code units. */
const REACH = 160;
const MOST_WORDS = 6;

const MODAL = list("will would can could may might must should");
/** Words that no noun phrase begins or goes on with. */
const BORDER = new Set([
  ...MODAL,
  ...list(
    "and or but that is are was were said says told be been as than not just even only because while when if " +
      "there have has had it he she they we you i",
  ),
]);
const PREPOSITION = list(
  "of for from in at with by on to against about among like between including near inside over into behind " +
    "under within amid without across around",
);
const DETERMINER = list(
  "the a an his her their its our my this these those any some many most all no every another one",
);
/** Nouns that only count those behind their "of": the whole is meant. */
const COUNTING = list(
  "number group majority handful couple dozens hundreds thousands series host crop generation set kind sort " +
    "pair team section part member members",
);
/** Words that an infinitive follows. */
const INFINITIVE = list(
  "likely able ready forced want wants wanted try tries tried trying seek seeks sought need needs needed hope " +
    "hopes hoped hoping plan plans planned has had have having going aim aims aimed help helps helped effort " +
    "order way chance designed used continue continues continued began unable attempt bid",
);

/** What a relative pronoun stands for: somebody named, or the noun phrase at a span. */
export type Antecedent =
  | { readonly party: Party; readonly score: number }
  | { readonly phrase: Span; readonly score: number };

interface Word {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
}

/** What "who" or "which" at a source stands for: the name or the noun phrase right before it. */
export function antecedent(
  text: string,
  source: Span,
  names: readonly NameMention[],
  pronoun: string,
): Antecedent | null {
  const who = pronoun === "who" || pronoun === "whom" || pronoun === "whose";
  const reach = { start: source.start - REACH, end: source.start };
  const near = namesWithin(names, reach).filter(({ span }) => span.end <= source.start);
  const last = near[near.length - 1];
  if (/[.!?]["”’']*\s+$/u.test(text.slice(Math.max(0, source.start - 4), source.start)))
    return null;
  const fits = ({ entity }: NameMention): boolean =>
    !who || entity.kind === "person" || partyOf(entity).kind === "group";
  const direct = last && /^['’]?[,”"\s(—–-]*$/.test(text.slice(last.span.end, source.start));
  const phrase = phraseBefore(text, source.start, who, near);
  // "Lund, a clerk at the Ferry Office, who": the phrase tells of the name before its comma.
  const told = phrase && toldOf(text, phrase, near, fits);
  if (told) {
    const several = text[phrase.end - 1] === "s";
    return (
      (several ? pairOf(text, near.slice(0, near.indexOf(told) + 1)) : null) ?? {
        party: partyOf(told.entity),
        score: 0.8,
      }
    );
  }
  const followers =
    phrase !== null &&
    last &&
    partyOf(last.entity).kind === "group" &&
    !/ (?:of|for|in|among|with|by) /.test(text.slice(phrase.start, last.span.start));
  if (last && direct && fits(last) && !followers) {
    const verb = PLURAL_VERB.test(text.slice(source.end, source.end + 40));
    return (verb ? pairOf(text, near) : null) ?? { party: partyOf(last.entity), score: 0.9 };
  }
  if (phrase) return { phrase, score: 0.6 };
  const named = near.findLast(fits);
  if (!named || /[.!?]\s/.test(text.slice(named.span.end, source.start))) return null;
  return { party: partyOf(named.entity), score: 0.6 };
}

/** "who say", "who both": more than one. */
const PLURAL_VERB =
  /^ (?:\p{Ll}+ly |also )?(?:are|were|have|both|together|say|think|want|agree|show|believe|argue|hope|plan)\b/u;

/** "Lund and Brandt", where the last two names are joined and of one kind. */
function pairOf(text: string, near: readonly NameMention[]): Antecedent | null {
  const [one, two] = near.slice(-2);
  if (!one || !two || one.entity === two.entity) return null;
  const between = text.slice(one.span.end, two.span.start);
  const [a, b] = [partyOf(one.entity), partyOf(two.entity)];
  if (a.kind !== b.kind || !/^ and (?:the )?(?:\p{Lu}[\p{L}.]* )?$/u.test(between)) return null;
  return { party: { name: `${a.name} | ${b.name}`, kind: a.kind, entity: null }, score: 0.7 };
}

/** The name that an apposition right before the pronoun tells of. */
function toldOf(
  text: string,
  phrase: Span,
  near: readonly NameMention[],
  fits: (mention: NameMention) => boolean,
): NameMention | null {
  if (!/^(?:an?|the|one|his|her|its|their)\s/i.test(text.slice(phrase.start, phrase.end)))
    return null;
  const one = near.findLast((mention) => fits(mention) && mention.span.end <= phrase.start);
  return one &&
    /^(?:(?: (?:of|from|in) [\p{L} .]{2,30})?, | (?:is|was|remains) )$/u.test(
      text.slice(one.span.end, phrase.start),
    )
    ? one
    : null;
}

/**
 * The noun phrase that ends right before a place, where its noun is one that the pronoun may stand
 * for: what hangs on behind a preposition is passed over ("clerks of the Ferry Office who").
 */
function phraseBefore(
  text: string,
  place: number,
  who: boolean,
  names: readonly NameMention[],
): Span | null {
  const from = Math.max(0, place - REACH);
  const stretch = text.slice(from, place);
  const run = /([\p{L}\p{N}'’.&\- ]+)[”"’']{0,2}(?:,|\s[—–-]|\s\()?\s*$/u.exec(stretch);
  if (!run) return null;
  const words: Word[] = [];
  for (const match of run[1]!.matchAll(/[^\s]+/gu)) {
    const start = from + run.index + match.index;
    words.push({
      text: match[0],
      lower: match[0].toLowerCase(),
      start,
      end: start + match[0].length,
    });
  }
  // A sentence that ended before it: "… of the quay. Aides who".
  const ended = words.findLastIndex(
    ({ text: word }, i) => i < words.length - 1 && /\p{Ll}{2}\.$/u.test(word),
  );
  const own = words.slice(ended + 1);
  let stop = own.length;
  while (stop > 0) {
    let first = stop;
    while (first > 0 && stop - first < MOST_WORDS) {
      const { lower, start } = own[first - 1]!;
      const inName = names.some(({ span }) => span.start < start && start < span.end);
      const verb = lower.length > 5 && lower.endsWith("ing");
      if (!inName && (verb || BORDER.has(lower) || PREPOSITION.has(lower))) break;
      first--;
      if (DETERMINER.has(lower)) break;
    }
    const before = own[first - 1]?.lower ?? "";
    const earlier = own[first - 2]?.lower ?? "";
    // "needs to persuade undecided voters": the verb of the infinitive.
    const infinitive = before === "to" && INFINITIVE.has(earlier);
    if (stop - first > 1 && (infinitive || MODAL.has(before))) first++;
    const part = own.slice(first, stop);
    if (part.length === 0) return null;
    const counted = before === "of" && COUNTING.has(earlier);
    if (!counted && meant(part, who, names)) {
      const span = { start: part[0]!.start, end: own[own.length - 1]!.end };
      return own.length > stop + MOST_WORDS
        ? { start: span.start, end: part[part.length - 1]!.end }
        : span;
    }
    if (!PREPOSITION.has(before)) return null;
    stop = first - 1;
  }
  return null;
}

/** Whether a relative pronoun may stand for a phrase, by its last word. */
function meant(part: readonly Word[], who: boolean, names: readonly NameMention[]): boolean {
  const last = part[part.length - 1]!;
  const name = names.find(({ span }) => span.start <= last.start && last.start < span.end);
  if (name && name.span.start === part[0]!.start) return false;
  const head = last.lower;
  if (head === "one") return false;
  const words = part.map(({ text }) => text).join(" ");
  const kind = kindOfHead(head, words);
  if (who) return kind === "group" || kind === "unnamed" || kind === "person";
  return kind !== "unnamed" && kind !== "person";
}
