import type { Attribution } from "../attribution/attribution.js";
import { sentences } from "../text/segment.js";
import { type Span, wordsAt } from "../text/span.js";
import { boundByFirst, boundByThird, boundSpokenFor, type Bound } from "./wording.js";

/** What is read of an attribution to tell whether it binds. */
export type Told = Pick<Attribution, "act" | "quotation" | "source" | "cue" | "content">;

/** A sentence of the content, and what in it binds (null: the whole of it, if it does). */
export interface Clause {
  readonly sentence: Span;
  readonly bound: Bound | null;
  /** Whether the cue or a verb tells of what is to come, or a clause of who will act. */
  readonly tells: boolean;
}

/** Code units of one content that are looked into: long turns are read whole, books are not. */
const MOST = 20_000;
/** Cues that bind whatever the content's form. */
const BINDING =
  /\b(?:promis|vow|pledg|plan|agree|threat|commit|inten|ready to|prepared to|decid|decis|guarante|swear|swore|oath|policy|proposal|aim|schedul|announc|volunteer|offer|propos|set to|assur|vote[ds]? to|will\b|would\b|resol)/i;
const TO_COME =
  /\b(?:will|shall|would|won|wo|wouldn|going to|plan|plans|planned|intends?|intended)\b|['’](?:ll|d)\b|^["“]?to [a-z]/i;

/** The sentence around a content, behind it: `…," she vowed, by Aug. 31.` `end` is that of cue and content. */
export function restOfSentence(text: string, sentence: Span, end: number): Span {
  const start = Math.max(sentence.end, Math.min(end, sentence.end + 120));
  const rest = text.slice(start, start + 120);
  const stop = /[.!?](?=\s+["“]?\p{Lu})|\n/u.exec(rest)?.index ?? rest.length;
  return { start, end: Math.min(text.length, start + stop) };
}

/** The sentences of a turn that bind its speaker or those he speaks for. */
export function clausesOfTurn(text: string, told: Told): readonly Clause[] {
  const found: Clause[] = [];
  for (const whole of clauseSentences(text, told))
    for (const sentence of mainClauses(text, whole)) {
      const words = text.slice(sentence.start, sentence.end);
      const bound = boundByFirst(words) ?? boundSpokenFor(words);
      if (bound !== null) found.push({ sentence, bound, tells: true });
    }
  return found;
}

/** "We will pay, and if they sue, we will go to court": a condition that opens a clause belongs to that one alone. */
const OPENS_CLAUSE = /[,;]? (?:and|but|or) (?=(?:if|unless) [^,.;]*, )/giu;

function mainClauses(text: string, { start, end }: Span): readonly Span[] {
  const out: Span[] = [];
  let from = start;
  for (const match of text.slice(start, end).matchAll(OPENS_CLAUSE)) {
    out.push({ start: from, end: start + match.index });
    from = start + match.index + match[0].length;
  }
  return [...out, { start: from, end }];
}

/** The sentence of a reported content that is the likeliest to bind; null where there is none. */
export function clauseOf(text: string, told: Told): Clause | null {
  let opening: Span | null = null;
  for (const sentence of clauseSentences(text, told)) {
    opening ??= sentence;
    const words = text.slice(sentence.start, sentence.end);
    if (told.quotation !== "indirect" || /["“]/u.test(words)) {
      const bound = boundByFirst(words);
      if (bound !== null) return { sentence, bound, tells: true };
    }
    if (told.quotation === "direct") continue;
    const third = boundByThird(words);
    if (third !== null) return { sentence, bound: third, tells: true };
  }
  if (opening === null) return null;
  const tells =
    BINDING.test(wordsAt(text, told.cue)) ||
    TO_COME.test(wordsAt(text, told.content).slice(0, 600));
  return { sentence: opening, bound: null, tells };
}

/** The sentences of a content. */
export function* clauseSentences(text: string, { content }: Told): Iterable<Span> {
  for (const part of content)
    yield* sentences(text, { start: part.start, end: Math.min(part.end, part.start + MOST) });
}
