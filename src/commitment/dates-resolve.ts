import {
  addDays,
  addMonths,
  daysBetween,
  isDay,
  isoDay,
  isoMonth,
  isoWeek,
  isoYear,
  quarterOf,
  weekday,
  type Day,
} from "./dates-calendar.js";
import type { DateOrder } from "./dates-order.js";
import { dayNumber, ordinalNumber, type Unit } from "./dates-words.js";

/** Where the words of a time stand: what they are read against. */
export interface Place {
  /** The day they are told on, or null. */
  readonly now: Day | null;
  /** Up to 160 characters of the same sentence before, 60 after. */
  readonly before: string;
  readonly after: string;
  /** Up to 600 characters before, of earlier sentences, too. */
  readonly earlier: string;
  /** In which order the text writes dates in numbers. */
  readonly order: () => DateOrder;
  /** The sentence speaks of what is to come. */
  readonly future: boolean;
}

export const UNKNOWN_DAY = "XXXX-XX-XX";

/** ISO day of `Wednesday`, `next Wednesday`, `last Wednesday`. */
export function onWeekday(word: string, which: string, place: Place): string {
  const { now, future, before } = place;
  if (now === null) return `XXXX-WXX-${dayNumber(word) || 7}`;
  const back = (weekday(now) - dayNumber(word) + 7) % 7;
  if (which === "last" || which === "past") return isoDay(addDays(now, -(back || 7)));
  // "Next Wednesday" told on a Monday is taken as that of the week after where it stands near.
  if (which === "next" || which === "coming") return isoDay(addDays(now, 7 - back));
  const ahead = which === "this" || future || /\b(?:by|until|till|before)(?: the)? $/i.test(before);
  return isoDay(addDays(now, ahead && back > 0 ? 7 - back : -back));
}

const QUARTER = /\b(first|second|third|fourth|1st|2nd|3rd|4th)[ -](?:fiscal[ -])?quarter\b/gi;

/**
 * `A year earlier`: of a quarter, where one is compared just before ("third-quarter sales rose from
 * a year earlier"), the same quarter of last year; else last year.
 */
export function yearEarlier({ now, earlier }: Place): string {
  if (now === null) return "XXXX";
  const compared = [...earlier.matchAll(QUARTER)].pop();
  if (compared) return `${isoYear(now.year - 1)}-Q${ordinalNumber(compared[1]!)}`;
  if (!/\bquarter(?:ly)?\b/i.test(earlier)) return isoYear(now.year - 1);
  // Results are told of the quarter that is over.
  return period("Q", -5, now)!;
}

/** The year that a month (and day) without one is of: nearest; of the past where it is a tie. */
export function yearFor(month: number, day: number | null, place: Place): number | null {
  const { now, future, before } = place;
  if (now === null) return null;
  const ahead = future || /\b(?:by|until|till|next) $/i.test(before);
  if (day === null) {
    if (month === now.month) return now.year;
    return ahead ? now.year + (month < now.month ? 1 : 0) : now.year - (month > now.month ? 1 : 0);
  }
  const gap = daysBetween(now, { year: now.year, month, day });
  if (ahead) return now.year + (gap < -31 ? 1 : 0);
  return now.year + (gap > 183 ? -1 : gap < -183 ? 1 : 0);
}

/** ISO day, the year unknown where null; null where the calendar has no such day. */
export function dayOf(year: number | null, month: number, day: number): string | null {
  if (!isDay(year ?? 2000, month, day)) return null;
  return year === null
    ? `XXXX${isoDay({ year: 2000, month, day }).slice(4)}`
    : isoDay({ year, month, day });
}

/** The period `steps` from now (0: this one) in the unit's own grain. */
export function period(unit: Unit, steps: number, now: Day | null): string | null {
  if (unit === "Y") return now ? isoYear(now.year + steps) : "XXXX";
  if (unit === "M") {
    const at = now && addMonths({ ...now, day: 1 }, steps);
    return at ? isoMonth(at.year, at.month) : "XXXX-XX";
  }
  if (unit === "W") return now ? isoWeek(addDays(now, 7 * steps)) : "XXXX-WXX";
  if (unit === "WE") return now ? `${isoWeek(addDays(now, 7 * steps))}-WE` : "XXXX-WXX-WE";
  if (unit === "D") return now ? isoDay(addDays(now, steps)) : UNKNOWN_DAY;
  if (unit === "Q") {
    const at = now && addMonths({ ...now, day: 1 }, 3 * steps);
    return at ? `${isoYear(at.year)}-Q${quarterOf(at)}` : "XXXX-QX";
  }
  if (unit === "DE") return now ? String(Math.floor(now.year / 10) + steps) : "XXX";
  if (unit === "CE") return now ? String(Math.floor(now.year / 100) + steps) : "XX";
  return null;
}

/** `amount` units from now, forth or back. */
export function shift(amount: number | null, unit: Unit, sign: 1 | -1, now: Day | null): string {
  if (amount === null || now === null) return sign < 0 ? "PAST_REF" : "FUTURE_REF";
  const n = Math.round(amount * sign);
  if (unit === "Y" && amount % 1 !== 0) return period("M", Math.round(amount * 12) * sign, now)!;
  if (unit === "DE") return isoYear(now.year + 10 * n);
  if (unit === "CE") return isoYear(now.year + 100 * n);
  return period(unit, n, now) ?? (sign < 0 ? "PAST_REF" : "FUTURE_REF");
}

/** The day on which so much time from now is over. */
export function dueIn(amount: number | null, unit: Unit, now: Day | null): string | undefined {
  if (amount === null || now === null) return undefined;
  if (unit === "H") return isoDay(addDays(now, Math.ceil(amount / 24)));
  if (unit === "D") return isoDay(addDays(now, Math.ceil(amount)));
  if (unit === "W") return isoDay(addDays(now, Math.ceil(amount * 7)));
  if (unit === "M") return isoDay(addMonths(now, Math.ceil(amount)));
  if (unit === "Y") return isoYear(now.year + Math.ceil(amount));
  return undefined;
}

/** `last` and `next` in steps. */
export const STEPS: Readonly<Record<string, number>> = {
  this: 0,
  "this current": 0,
  "the current": 0,
  "this coming": 1,
  last: -1,
  past: -1,
  "this past": -1,
  previous: -1,
  "the previous": -1,
  next: 1,
  coming: 1,
  "the coming": 1,
  upcoming: 1,
  "the following": 1,
};

/** TIMEX3's two letters of a season. */
export function season(word: string): string {
  const low = word.toLowerCase();
  return low === "spring" ? "SP" : low === "summer" ? "SU" : low === "winter" ? "WI" : "FA";
}
