import { daysBetween, isDay, type Day } from "./dates-calendar.js";
import { MONTH } from "./dates-words.js";

/** Dates in numbers of which only one order makes a day: `25/8/2021`, `8/25/2021`. */
const NUMERIC = /(?<![\d/])(\d{1,2})\/(\d{1,2})\/(?:\d{4}|\d\d)(?![\d/])/g;
const DAY_MONTH = new RegExp(`\\b\\d{1,2}(?:st|nd|rd|th)? (?:of )?${MONTH}(?! \\d{1,2}\\b)`, "gi");
const MONTH_DAY = new RegExp(`(?<!\\d )\\b${MONTH} \\d{1,2}(?!\\d)`, "gi");
/** Spellings of those who write the day first, and of those who do not; in small letters, so that no name tells. */
const BRITISH =
  /\b(?:colour|labour|harbour|neighbour|behaviour|favour|honour|rumour|endeavour|centre|theatre|metre|litre|defence|offence|programme|cheque|kerb|tyre|plough|whilst|grey|travell|cancell|councillor|(?:organi|recogni|reali|apologi|critici|priorit[iy])s(?:e|ed|es|ing)\b)/g;
const AMERICAN =
  /\b(?:color|labor|harbor|neighbor|behavior|favor|honor|rumor|endeavor|center|theater|defense|offense|checkbook|plow|gray|travel(?:ed|ing)|cancel(?:ed|ing)|councilman|councilwoman|(?:organi|recogni|reali|apologi|critici|prioriti)z(?:e|ed|es|ing)\b)/g;

/** What a text shows of the order in which it writes dates: true where the day comes first, null where nothing shows. */
export interface DateOrder {
  /** By other dates in numbers. */
  readonly numbers: boolean | null;
  /** By dates in words, else by spelling. */
  readonly habit: boolean | null;
}

export function dateOrder(text: string): DateOrder {
  let balance = 0;
  let mixed = false;
  for (const [, a, b] of text.matchAll(NUMERIC)) {
    if (Number(a) > 12 === Number(b) > 12) continue;
    const step = Number(a) > 12 ? 1 : -1;
    mixed ||= balance * step < 0;
    balance += step;
  }
  const words = count(text, DAY_MONTH) - count(text, MONTH_DAY);
  const most = words === 0 ? count(text, BRITISH) - count(text, AMERICAN) : words;
  return {
    numbers: mixed || balance === 0 ? null : balance > 0,
    habit: most === 0 ? null : most > 0,
  };
}

/**
 * Whether in `one/other/year` the day comes first. Where both could be: as in the other dates of its text in numbers;
 * else so that it lies ahead, or behind, as it is told; else by the text's habit. Null where nothing shows.
 */
export function dayFirst(
  [one, other, year]: readonly [number, number, number],
  { numbers, habit }: DateOrder,
  now: Day | null,
  future: boolean,
): boolean | null {
  const [british, american] = [isDay(year, other, one), isDay(year, one, other)];
  if (british !== american) return british;
  if (numbers !== null) return numbers;
  if (now === null) return habit;
  const fits = (month: number, day: number): boolean =>
    daysBetween(now, { year, month, day }) >= 0 === future;
  const [first, second] = [fits(other, one), fits(one, other)];
  return first === second ? habit : first;
}

const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;
