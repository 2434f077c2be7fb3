import { sentences } from "../text/segment.js";
import { compareSpans, type Span } from "../text/span.js";
import { addDays, isoDay, isoMonth, parseDay, weekday } from "./dates-calendar.js";
import { dateOrder, type DateOrder } from "./dates-order.js";
import type { Place } from "./dates-resolve.js";
import { wordsOfTime, type DateType } from "./dates-rule.js";
import { RULES } from "./dates-rules.js";

/** Words that tell a time, and the time told. */
export interface DateExpression {
  readonly span: Span;
  readonly text: string;
  /** ISO 8601 day, month or year (`2021-08-31`, `2021-08`, `2021`), of a week its last day; null where none is given. */
  readonly date: string | null;
  readonly type: DateType;
  /** As TIMEX3 (ISO 8601 with its additions): `1998-W05`, `P3M`, `2021-08-31TNI`, `PAST_REF`. */
  readonly value: string;
}

/** A word without which no rule can match: found first, since few sentences have one. */
const TRIGGER =
  /\d|\b(?:today|yesterday|tomorrow|tonight|day|days|weeks?|weekends?|months?|years?|quarters?|decades?|centur(?:y|ies)|hours?|minutes?|seconds?|morning|afternoon|evening|night|(?:sun|mon|tues|wednes|thurs|fri|satur)day|(?:tues?|wed|thurs?|fri|sat)\.|January|February|March|April|May|June|July|August|September|October|November|December|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?|fortnights?|Christmas|New Year['’]s|Boxing|Easter|Thanksgiving|Labor|Memorial|Election|Inauguration|spring|summer|fall|autumn|winter|now|once|soon|future|past|recently|previously|currently|presently|present|moment|noon|midnight|business|daily|weekly|monthly|quarterly|yearly|annual(?:ly)?)\b/i;

/** Code units of a sentence before and after a time that its rule may look at. */
const BEFORE = 160;
const AFTER = 60;
/** And before it, over sentences. */
const EARLIER = 600;
/** And on both sides, where it is looked for the order of dates in numbers. */
const AROUND = 20_000;

/** The sentence looks ahead. */
const AHEAD =
  /\b(?:will|shall|['’]ll|won['’]t|going to|plans?|planned|planning|scheduled|expected|expects?|due|upcoming|set to|slated|to be held|vow(?:s|ed)?|pledge[sd]?|promise[sd]?|intends?|agreed to|have until|hopes? to|aims? to|is to|are to|must|should)\b/i;
const BEHIND = /\b(?:since|ago|earlier|was|were|had|did|went|held|said)\b[^.]{0,40}$/i;
/** "Announced Tuesday that it will": the day is that of the telling, whatever comes. */
export const TOLD =
  /(?<!\bbe )\b(?!(?:scheduled|expected|slated|planned|proposed) )(?:\w+ed|said|told|rose|fell|began|won|lost|met|left|came|went|got|wrote|sold|bought|led|made|took|gave|spoke) (?:(?:on|late|early) )*$/i;
/** "On Tuesday, the company said it will": the same, the day first. */
const TELLS = /^,? [^.;]{0,40}?\b(?:said|told|announced|reported|declared)\b/i;

/**
 * The times told in `within`, normalised against `reference` (an ISO 8601 date; null: what needs
 * one is left undated). In order of their place, none overlapping. The document says when it was
 * written; the clock does not. `ahead`: what is told is to come where no word says otherwise.
 */
export function findDates(
  text: string,
  within: Span,
  reference: string | null,
  ahead = false,
): readonly DateExpression[] {
  const now = parseDay(reference);
  const found: DateExpression[] = [];
  const around = text.slice(Math.max(0, within.start - AROUND), within.end + AROUND);
  let order: DateOrder | null = null;
  for (const sentence of sentences(text, within)) {
    const words = text.slice(sentence.start, sentence.end);
    if (!TRIGGER.test(words)) continue;
    const taken: Span[] = [];
    const has = wordsOfTime(words);
    const low = words.toLowerCase();
    for (const { needs, words: some, pattern, read } of RULES) {
      if (!needs.every((need) => has.has(need))) continue;
      if (some.length > 0 && !some.some((word) => low.includes(word))) continue;
      for (const match of words.matchAll(pattern)) {
        const start = match.index;
        const end = start + match[0].length;
        if (start > 0 && "$#.,-_".includes(words[start - 1]!)) continue;
        if (taken.some((one) => start < one.end && one.start < end)) continue;
        const at = sentence.start + start;
        const before = words.slice(Math.max(0, start - BEFORE), start);
        const place: Place = {
          now,
          before,
          earlier: text.slice(Math.max(0, at - EARLIER), at),
          after: words.slice(end, end + AFTER),
          order: () => (order ??= dateOrder(around)),
          future: looksAhead(words, start, end, ahead),
        };
        const meaning = read(match.slice(1), place);
        if (meaning === null) continue;
        taken.push({ start, end });
        const { type, value, due } = meaning;
        found.push({
          span: { start: sentence.start + start, end: sentence.start + end },
          text: match[0],
          date: due ?? isoPart(value),
          type,
          value,
        });
      }
    }
  }
  return found.toSorted((a, b) => compareSpans(a.span, b.span));
}

/** A word of the future near by (100 characters), nearer than one of the past. */
function looksAhead(words: string, at: number, end: number, ahead: boolean): boolean {
  const near = words.slice(Math.max(0, at - 100), at);
  if (TOLD.test(near)) return false;
  const told = TELLS.exec(words.slice(end, end + 60))?.[0];
  if (told !== undefined && !AHEAD.test(told) && !AHEAD.test(near)) return false;
  if (BEHIND.test(near) && !AHEAD.test(near.slice(-40))) return false;
  return ahead || AHEAD.test(near) || AHEAD.test(words.slice(at, at + 40));
}

/**
 * The day, month or year a value tells; of a week (and a weekend) its last day, a Sunday; of a quarter or
 * half its last month; null for seasons, durations and the vague.
 */
function isoPart(value: string): string | null {
  const week = /^(\d{4})-W(\d\d)/.exec(value);
  if (week) {
    const fourth = { year: Number(week[1]), month: 1, day: 4 };
    const monday = addDays(fourth, 1 - (weekday(fourth) || 7));
    return isoDay(addDays(monday, 7 * Number(week[2]) - 1));
  }
  const half = /^(\d{4})-H([12])$/.exec(value);
  if (half) return isoMonth(Number(half[1]), 6 * Number(half[2]));
  const quarter = /^(\d{4})-Q([1-4])$/.exec(value);
  if (quarter) return isoMonth(Number(quarter[1]), 3 * Number(quarter[2]));
  return /^\d{4}(?:-\d\d(?:-\d\d)?)?(?=$|T)/.exec(value)?.[0] ?? null;
}
