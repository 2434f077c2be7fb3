/** A day of the proleptic Gregorian calendar, months counted from 1. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const MS = 86_400_000;
const pad = (n: number, width: number): string => String(n).padStart(width, "0");
const toNumber = (d: Day): number => Math.round(Date.UTC(d.year, d.month - 1, d.day) / MS);

function fromNumber(n: number): Day {
  const at = new Date(n * MS);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}

/** Days of a month (1 to 12) of a year. */
export const daysOfMonth = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The day an ISO 8601 date or date-time begins with, or null where it gives no whole day. */
export function parseDay(iso: string | null): Day | null {
  const found = iso === null ? null : /^(\d{4})-?(\d\d)-?(\d\d)/.exec(iso);
  if (!found) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  return isDay(year, month, day) ? { year, month, day } : null;
}

export const isDay = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysOfMonth(year, month);

export const isoYear = (year: number): string => pad(year, 4);
export const isoMonth = (year: number, month: number): string => `${pad(year, 4)}-${pad(month, 2)}`;
export const isoDay = (d: Day): string => `${isoMonth(d.year, d.month)}-${pad(d.day, 2)}`;
export const addDays = (d: Day, days: number): Day => fromNumber(toNumber(d) + days);

/** The day so many weekdays later. */
export function addWorkingDays(d: Day, days: number): Day {
  let at = d;
  for (let left = Math.ceil(days); left > 0;) {
    at = addDays(at, 1);
    if (weekday(at) % 6 !== 0) left--;
  }
  return at;
}
export const daysBetween = (from: Day, to: Day): number => toNumber(to) - toNumber(from);
/** 0 for Sunday to 6 for Saturday. */
export const weekday = (d: Day): number => (((toNumber(d) + 4) % 7) + 7) % 7;

/** The first Monday from a day on. */
export const mondayFrom = (d: Day): Day => addDays(d, (8 - weekday(d)) % 7);

/** Easter Sunday of the western churches (Meeus, Jones and Butcher). */
export function easterOf(year: number): Day {
  const century = Math.floor(year / 100);
  const golden = year % 19;
  const moon =
    (19 * golden +
      century -
      Math.floor(century / 4) -
      Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) +
      15) %
    30;
  const sunday =
    (32 + 2 * (century % 4) + 2 * Math.floor((year % 100) / 4) - moon - ((year % 100) % 4)) % 7;
  const late = Math.floor((golden + 11 * moon + 22 * sunday) / 451);
  const days = moon + sunday - 7 * late + 114;
  return { year, month: Math.floor(days / 31), day: (days % 31) + 1 };
}

/** The day `months` later; the last day of its month where the month is too short. */
export function addMonths(d: Day, months: number): Day {
  const at = d.year * 12 + d.month - 1 + months;
  const year = Math.floor(at / 12);
  const month = (at % 12) + 1;
  return { year, month, day: Math.min(d.day, daysOfMonth(year, month)) };
}

/** ISO week (`1998-W05`). */
export function isoWeek(d: Day): string {
  const thursday = addDays(d, 4 - (weekday(d) || 7));
  const first = { year: thursday.year, month: 1, day: 1 };
  return `${pad(thursday.year, 4)}-W${pad(Math.floor(daysBetween(first, thursday) / 7) + 1, 2)}`;
}

export const quarterOf = (d: Day): number => Math.ceil(d.month / 3);
