import type { Attribution } from "../attribution/attribution.js";
import { sentences } from "../text/segment.js";
import { type Span, wordsAt } from "../text/span.js";
import { agentOf, isOfPublic, partyToldOf } from "./subject.js";
import {
  boundByFirst,
  boundByThird,
  conditionIn,
  DECLINES,
  OPENING,
  type Bound,
} from "./wording.js";

/** What is read of an attribution to tell whether it binds. */
export type Told = Pick<Attribution, "act" | "quotation" | "source" | "cue" | "content">;

/** A sentence of the content, and what in it binds (null: the whole of it, if it does). */
export interface Clause {
  readonly sentence: Span;
  readonly bound: Bound | null;
  /** A condition told before it, of the clause that it is a part of. */
  readonly condition?: Span | null;
  /** Whether the cue or a verb tells of what is to come, or a clause of who will act. */
  readonly tells: boolean;
}

/** Code units of one content that are looked into: long turns are read whole, books are not. */
const MOST = 20_000;
/** Cues that bind whatever the content's form. */
const BINDING =
  /\b(?:promis|vow|pledg|plan|agree|threat|commit|inten|ready to|prepared to|decid|decis|guarante|swear|swore|oath|policy|proposal|aim|schedul|announc|volunteer|offer|propos|set to|assur|vote[ds]? to|will\b|would\b|resol)/i;
const TO_COME =
  /\b(?:will|shall|would|won|wo|wouldn|going to|plan|plans|planned|intends?|intended)\b|['’](?:ll|d)\b|\b(?:is|are) to [a-z]|^["“]?to [a-z]/i;

/** `She would not rule out a strike`, `she had never promised to pay`. */
const LEAVES_OPEN =
  /\b(?:refus|declin)\w+ to rule out\b|(?:\b(?:not|never)|n['’]t) (?:rule out\b|(?:ever |yet )?(?:promise|pledge|vow|agree|commit|offer|threaten)\w* to\b)/i;
/** Code units of a sentence, behind the start of its act, in which that is told. */
const TELLING = 30;
/** What one tells of oneself as to come, whether it binds or not. */
const OWN_TIME_TO_COME =
  /\b(?:I|we)(?:['’]ll| (?:\w+ )?(?:will|would|shall|won['’]t|might|may)\b|(?:['’](?:m|re)| am| are) (?:\w+ )?(?:going|planning) to\b)/i;

const LEAD = new RegExp(
  `^["“'‘]?(?:then )?(?:that )?(?:${[
    "(?:(?:he|she|they|it|I|we)(?:['’](?:ll|d)| will| would)|to)",
    "(?:it['’]?s? (?:is )?(?:my|our) (?:plan|intention)|(?:my|our|the) (?:plan|intention|promise|pledge) is) to",
    "(?:an?|the|his|her|its|their|our|my) (?:[a-z-]+ )?(?:plans?|promises?|pledges?|vows?|proposals?|intentions?|offers?|threats?|commitments?|decisions?|willingness)(?: (?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)?(?: to|(?= not to\\b))",
    "(?:(?:he|she|they|it|I|we)\\s+)?(?:(?:['’](?:s|re)|is|are|was|were)\\s+)?(?:(?:also|still|now) )*(?:going|plans|planned|planning|plan|intends?|intended|agreed|promised|pledged|vowed|decided|willing|ready|prepared|preparing) to",
    "(?:he|she|they|it)(?:['’](?:s|re)| is| are| was| were)(?: (?:also|still|now))*(?= (?:not )?[a-z]+ing\\b)",
    "that(?! (?:is|was|will|would)\\b| [\"“'‘])",
  ].join("|")})\\s+`,
  "i",
);

const OF_ANOTHER = /^\W*(s?he)(?:['’]ll| will| would) /i;

/**
 * The sentence around a content, behind it: `…," she vowed, by Aug. 31.` `end` is that of cue and
 * content. Empty where another sentence of the content follows.
 */
export function restOfSentence(text: string, sentence: Span, end: number): Span {
  const start = Math.max(sentence.end, Math.min(end, sentence.end + 120));
  const between = text.slice(Math.max(0, sentence.end - 1), start);
  if (/[.!?]["”’)]*\s+["“‘(]*\p{Lu}|\n\s*\n/u.test(between)) return { start, end: start };
  const rest = text.slice(start, start + 120);
  const stop = /[.!?](?=\s+["“]?\p{Lu})|\n/u.exec(rest)?.index ?? rest.length;
  return { start, end: Math.min(text.length, start + stop) };
}

/** A space that cannot break, the end of a line within a sentence. */
const SPACE = /\u00a0|(?<=[\p{L}\p{N},’'—–-])\n(?=[\p{L}\p{N}“"$£€—–])/gu;

/** The text with plain spaces between the words of a sentence, of the same length: words are looked for in it. */
export const evenlySpaced = (text: string): string => text.replace(SPACE, " ");

const WILL = "(?:['’]ll| will| would| won['’]t| wouldn['’]t)";
/** Where a main clause begins behind another: one with its own condition, or with who will act. */
const OPENS_CLAUSE = new RegExp(
  ";(?: (?:and|but|or|so))? |,? (?:and|but|or) (?=(?:if|unless|once|when|until|after|as long as) [^,.;]*, )|,? (?:and|but|so) (?:then )?(?=(?:that )?(?:(?:in|on|by|next|this|from|until|before|after|within) (?:[\\w.’'-]+ ){1,5}?)?" +
    `(?:I|we|s?he|they|it)(?:${WILL}|(?:['’](?:m|re|s)| am| are| is) (?:not )?(?:going|planning) to)\\b)|,? and (?=that (?:[\\w’'-]+ ){1,6}?(?:will|would|won['’]t|wouldn['’]t)\\b)`,
  "giu",
);

/** "We will pay, and if they sue, we will go to court": the main clauses of a sentence, each with its own condition. */
export function mainClauses(text: string, { start, end }: Span): readonly Span[] {
  const out: Span[] = [];
  let from = start;
  for (const match of text.slice(start, end).matchAll(OPENS_CLAUSE)) {
    out.push({ start: from, end: start + match.index });
    from = start + match.index + match[0].length;
  }
  return [...out, { start: from, end }];
}

/**
 * The clauses of a reported content that may bind: the first by which the attribution is judged, then those that bind
 * in so many words. None where there is no content.
 */
export function clausesOf(text: string, told: Told): readonly Clause[] {
  const found: Clause[] = [];
  const indirect = told.quotation === "indirect";
  let opening: Span | null = null;
  let ahead: Span | null = null;
  const tells =
    BINDING.test(wordsAt(text, told.cue)) ||
    TO_COME.test(wordsAt(text, told.content).slice(0, 600));
  for (const whole of clauseSentences(text, told)) {
    opening ??= whole;
    for (const sentence of mainClauses(text, whole)) {
      const words = text.slice(sentence.start, sentence.end);
      if (OWN_TIME_TO_COME.test(words)) ahead ??= sentence;
      const first = !indirect || /["“]/u.test(words) ? boundByFirst(words) : null;
      const own = first ?? (isQuoted(text, told, sentence) ? null : boundByThird(words));
      if (LEAVES_OPEN.test(words.slice(0, (own?.at ?? 0) + TELLING)) || isOfPublic(words)) continue;
      if (own !== null) found.push({ sentence, bound: own, tells: true });
      else if (told.quotation !== "direct") {
        const opens =
          sentence.start === opening.start || (found.length > 0 && words.startsWith("to "));
        // "That it would pay and that the boats would be sold".
        const passive = found.length > 0 && words.startsWith("that ") && agentOf(words) !== null;
        const bound = partyToldOf(words) ?? (opens || passive ? led(words) : null);
        if (bound !== null) found.push({ sentence, bound, tells });
      }
    }
  }
  if (found.length > 0 || opening === null) return found;
  const sentence = indirect ? opening : (ahead ?? opening);
  const words = text.slice(sentence.start, sentence.end);
  if (LEAVES_OPEN.test(words.slice(0, 2 * TELLING)) || isOfPublic(words)) return [];
  if (told.quotation === "direct") {
    if (DECLINES.test(words)) return [];
    // "The council affirms that it owns the pier": nothing is to come.
    if (ahead === null && ![words, wordsAt(text, told.cue)].some(looksAhead)) return [];
  }
  const lead = led(words);
  // "She will pay," told of another.
  const other = told.quotation === "direct" ? OF_ANOTHER.exec(words)?.[1] : undefined;
  const bound = lead === null || other === undefined ? lead : { ...lead, subject: other };
  return [{ sentence, bound: partyToldOf(words) ?? bound, tells }];
}

const looksAhead = (words: string): boolean => BINDING.test(words) || TO_COME.test(words);

/** Whether a sentence of a content begins inside a quotation: "they" there is not who speaks. */
function isQuoted(text: string, { content, quotation }: Told, { start }: Span): boolean {
  if (quotation !== "mixed") return quotation === "direct";
  const part = content.find((one) => one.start <= start && start < one.end);
  const marks = text.slice(part?.start ?? start, start + 1).match(/["“”]/gu) ?? [];
  return marks.at(-1) === "“" || (marks.at(-1) === '"' && marks.length % 2 === 1);
}

/** Where the act of a content begins that tells of no one: "to repair the pier"; null where it is told by no verb. */
function led(words: string): Bound | null {
  const opening = conditionIn(words, 0);
  const from =
    opening !== null && OPENING.test(words.slice(0, opening.start))
      ? words.slice(opening.end).search(/[^\s,—–-]/u) + opening.end
      : 0;
  const lead = LEAD.exec(words.slice(from));
  return lead === null && from === 0 ? null : { subject: "", at: from + (lead?.[0].length ?? 0) };
}

/** The sentences of a content. */
export function* clauseSentences(text: string, { content }: Told): Iterable<Span> {
  for (const part of content)
    yield* sentences(text, { start: part.start, end: Math.min(part.end, part.start + MOST) });
}
