import { sentences } from "../text/segment.js";
import { trimSpan, type Span } from "../text/span.js";
import type { Deadline } from "./commitment.js";
import { findDates, type DateExpression } from "./dates.js";

/** Words before a time that belong to a deadline. */
const BEFORE =
  /\b(?:(?:no later than|as early as|as soon as|later than|prior to|by|before|until|till|within|in|on|at|from|during|after|starting|beginning|through)(?: the)?|later|over) $/iu;
/** Words that make a time outside the content one at which something falls due. */
const LIMIT = /\b(?:by|before|until|till|within|no later than)(?: the)? $/iu;
const VAGUE = /^(?:PAST_REF|PRESENT_REF|XXXX-W)/;
/** Limits told by an event; not `by` nor `after`, which mostly tell of other things. */
const EVENT =
  /\b(?:before|until|prior to|ahead of|by) (?:the|his|her|their|its|our|my) [^,.;:!?"”]{3,60}/giu;
const DEADLINE = /\b(?:by|before|until|meet|after)? ?(?:the|that) deadline\b/iu;
const EVENT_WORDS =
  /\b(?:election|vote|deadline|convention|inauguration|summit|primary|primaries|hearing|debate|trial|term|presidency|campaign|season|session|midterms|nomination|war|talks)\b/iu;

/**
 * By when: the time in `within` (a sentence of the content) or, with a word like `by`, in `beyond`
 * (the rest of its sentence). `the deadline` is dated by the last dated one before it. Null where
 * nothing is said of when; a date of null where it is said but cannot be told.
 */
export function deadlineIn(
  text: string,
  within: Span,
  beyond: Span,
  published: string | null,
): Deadline | null {
  const inner = findDates(text, within, published).filter((one) => isToCome(one, published));
  const limited = inner.find((one) => LIMIT.test(before(text, one.span.start)));
  const dated = limited ?? inner[0];
  if (dated) return worded(text, dated.span, dated.date);
  const words = text.slice(within.start, within.end);
  const back = DEADLINE.exec(words);
  if (back) {
    const span = trimSpan(text, {
      start: within.start + back.index,
      end: within.start + back.index + back[0].length,
    });
    return {
      span,
      text: text.slice(span.start, span.end),
      date: dateOfDeadline(text, span.start, published),
    };
  }
  const outer = findDates(text, beyond, published).find(
    (one) => isToCome(one, published) && LIMIT.test(before(text, one.span.start)),
  );
  if (outer) return worded(text, outer.span, outer.date);
  for (const match of words.matchAll(EVENT))
    if (EVENT_WORDS.test(match[0])) {
      const end =
        match.index + EVENT_WORDS.exec(match[0])!.index + EVENT_WORDS.exec(match[0])![0].length;
      const span = { start: within.start + match.index, end: within.start + end };
      return { span, text: text.slice(span.start, span.end), date: null };
    }
  return null;
}

const before = (text: string, at: number): string => text.slice(Math.max(0, at - 24), at);

/** A time that something can be done by: no past one, no mere length, no habit. */
function isToCome({ type, value, date }: DateExpression, published: string | null): boolean {
  if (type === "SET" || VAGUE.test(value)) return false;
  if (type === "DURATION") return date !== null;
  return date === null || published === null || date >= published.slice(0, date.length);
}

function worded(text: string, span: Span, date: string | null): Deadline {
  const lead = BEFORE.exec(before(text, span.start));
  const start = lead ? span.start - lead[0].length : span.start;
  return { span: { start, end: span.end }, text: text.slice(start, span.end), date };
}

/** The day of the last `Aug. 31 deadline` or `deadline of Aug. 31` before `at`, or null. */
function dateOfDeadline(text: string, at: number, published: string | null): string | null {
  let from = at;
  // A few steps back are enough: each is a plain search for the word.
  for (let step = 0; step < 8; step++) {
    from = text.lastIndexOf("deadline", from - 1);
    if (from < 0) return null;
    const near = { start: Math.max(0, from - 40), end: Math.min(text.length, from + 40) };
    for (const sentence of sentences(text, near)) {
      if (sentence.start > from || sentence.end < from) continue;
      const dated = findDates(text, sentence, published).find((one) => one.date !== null);
      if (dated) return dated.date;
    }
    if (from === 0) return null;
  }
  return null;
}
