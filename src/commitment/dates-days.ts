import {
  addDays,
  isoDay,
  isoMonth,
  isoYear,
  parseDay,
  quarterOf,
  weekday,
} from "./dates-calendar.js";
import { dayFirst } from "./dates-order.js";
import {
  UNKNOWN_DAY,
  onWeekday,
  yearFor,
  dayOf,
  period,
  shift,
  STEPS,
  type Place,
} from "./dates-resolve.js";
import { capital, date, rule, time, type Meaning, type Rule } from "./dates-rule.js";
import {
  dayNumber,
  EDGE,
  LONG_UNIT,
  DAY_IN_WORDS,
  dayOfMonth,
  MONTH,
  monthNumber,
  NUMBER,
  numberOf,
  ORDINAL,
  ordinalNumber,
  PART,
  unitOf,
  WEEKDAY,
} from "./dates-words.js";

const PARTS: Readonly<Record<string, string>> = {
  morning: "MO",
  afternoon: "AF",
  evening: "EV",
  night: "NI",
};

/** What may stand behind a clock time. */
const ZONE =
  " \\(?(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T)\\)?|,? (?:eastern|central|mountain|pacific|local)(?: (?:standard|daylight))? time";
const ON_DAY = `(?:,? (?:on )?(${WEEKDAY}|today|tomorrow|yesterday))?`;
/** The day of a time, told behind it. */
const OTHER_DAY = new RegExp(
  `^,? (?:on )?(?:${WEEKDAY}\\b|today|tomorrow|(?:the )?\\d{1,2}(?:st|nd|rd|th)? (?:of )?${MONTH}|${MONTH} \\d|the \\d|\\d{4}-)`,
  "i",
);

/** "Good Friday", "Super Tuesday". */
const OF_ITS_OWN =
  /\b(?:Good|Black|Easter|Palm|Bloody|Cyber|Super|Giving|Fat|Shrove|Ash|Maundy|Holy) $/;

const hourOf = (word: string): number => (word.toLowerCase() === "noon" ? 12 : 24);

/** An hour of a day told by its word, or of the day of telling; null where another date stands behind. */
function clock(
  hour: number,
  minute: string,
  day: string | undefined,
  place: Place,
): Meaning | null {
  const low = day?.toLowerCase();
  if (low === undefined && OTHER_DAY.test(place.after)) return null;
  const near = { today: 0, tomorrow: 1, yesterday: -1 }[low ?? "today"];
  const on = near === undefined ? onWeekday(day!, "", place) : period("D", near, place.now);
  return time(`${on}T${String(hour).padStart(2, "0")}:${minute}`);
}

/** "31st of August", "first of May". */
function dayBeforeMonth([d, m, y]: readonly (string | undefined)[], place: Place): Meaning | null {
  if (!capital(m!)) return null;
  const month = monthNumber(m!);
  const day = dayOfMonth(d!);
  const value = day > 31 ? null : dayOf(y ? Number(y) : yearFor(month, day, place), month, day);
  return value === null ? null : date(value);
}

/** Days, months and clock times, in order: see `RULES`. */
export const DAY_RULES: readonly Rule[] = [
  // 2021-08-31
  rule(
    "(\\d{4})-(\\d\\d)-(\\d\\d)",
    ([y, m, d]) => {
      const value = dayOf(Number(y), Number(m), Number(d));
      return value === null ? null : date(value);
    },
    ["-"],
  ),
  // 8/31/2021, 31/08/21, 31.8.2021; 3/9/2021 by the order of the text, of the year alone where it shows none
  rule("(\\d{1,2})([/.])(\\d{1,2})\\2(\\d{4}|\\d\\d)", ([one, mark, other, y], place) => {
    const n = Number(y);
    const year = y!.length === 4 ? n : n + (n < 50 ? 2000 : 1900);
    const [a, b] = [Number(one), Number(other)];
    if (mark === "." && y!.length < 4) return null;
    const order =
      mark === "." || (a !== b && dayFirst([a, b, year], place.order(), place.now, place.future));
    if (order === null) return date(isoYear(year));
    const value = order ? dayOf(year, b, a) : dayOf(year, a, b);
    return value === null ? null : date(value);
  }),
  // three weeks from now; from a day it is to the day: two weeks from today, a week from Friday
  rule(
    `(${NUMBER}) (${LONG_UNIT}) from (?:(now)|today|(tomorrow)|(${WEEKDAY}))`,
    ([n, u, vague, tomorrow, d], place) => {
      const [amount, unit] = [numberOf(n!), unitOf(u!)];
      if (vague) return date(shift(amount, unit, 1, place.now));
      const day = d ? onWeekday(d, "this", place) : period("D", tomorrow ? 1 : 0, place.now);
      const from = parseDay(day);
      return unit === "W" && amount !== null
        ? date(shift(7 * amount, "D", 1, from))
        : date(shift(amount, unit, 1, from));
    },
    ["from"],
  ),
  // (Tuesday,) Aug. 31(st)(, 2021)
  rule(
    `(?:${WEEKDAY},? )?(?:${EDGE})?(${MONTH}) (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4})| (?:of )?(last|this|next) year)?(?!,\\d)`,
    ([m, d, y, w], place) => {
      if (!capital(m!)) return null;
      const month = monthNumber(m!);
      const day = Number(d);
      if (day > 31) return null;
      const told = w && place.now ? place.now.year + STEPS[w.toLowerCase()]! : null;
      const value = dayOf(y ? Number(y) : (told ?? yearFor(month, day, place)), month, day);
      return value === null ? null : date(value);
    },
  ),
  // the 31st of August, 31 August (2021)
  rule(
    `(?:${WEEKDAY},? )?(?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${MONTH})(?:,? (\\d{4}))?`,
    dayBeforeMonth,
  ),
  // the first of May
  rule(
    `(?:${WEEKDAY},? )?the (${DAY_IN_WORDS}) of (${MONTH})(?:,? ([12][0-9]{3}))?`,
    dayBeforeMonth,
    [" of "],
  ),
  // (early) August 2021, August of last year
  rule(`(?:${EDGE})?(${MONTH}),?(?: of)? (\\d{4})`, ([m, y]) => {
    const year = Number(y);
    return capital(m!) && year > 999 ? date(isoMonth(year, monthNumber(m!))) : null;
  }),
  rule(
    `(?:${EDGE})?(${MONTH}) (?:of )?(last|this|next) year`,
    ([m, w], { now }) =>
      capital(m!) && now
        ? date(isoMonth(now.year + STEPS[w!.toLowerCase()]!, monthNumber(m!)))
        : null,
    ["year"],
  ),
  // the third quarter (of 2021), Q3 (2021), last year's fourth quarter
  rule(
    `(?:${EDGE})?(?:the )?(?:(last year|this year|next year)'s )?(?:(?:fiscal )?(${ORDINAL})[ -](?:fiscal[ -])?quarter|Q([1-4]))(?: of)?(?:,? (\\d{4}))?(?: (last year|this year|next year))?`,
    ([a, o, q, y, b], place) => {
      const quarter = q ? Number(q) : ordinalNumber(o!);
      const which = (a ?? b)?.toLowerCase().slice(0, 4);
      const { now } = place;
      if (y) return date(`${y}-Q${quarter}`);
      if (now === null) return date(`XXXX-Q${quarter}`);
      if (which) return date(`${now.year + STEPS[which.trim()]!}-Q${quarter}`);
      const ahead = place.future || /\bby $/i.test(place.before);
      const year = ahead
        ? now.year + (quarter < quarterOf(now) ? 1 : 0)
        : now.year - (quarter > quarterOf(now) ? 1 : 0);
      return date(`${year}-Q${quarter}`);
    },
    ["quarter", "q1", "q2", "q3", "q4"],
  ),
  // the first half of 2025, the second half of next year, H1 2025
  rule(
    `(?:${EDGE})?(?:the )?(first|second) half of (?:(\\d{4})|(this|next|last) year|the year)|H([12])(?:,? (\\d{4}))?`,
    ([o, y, w, h, other], place) => {
      const half = h ? Number(h) : ordinalNumber(o!);
      const { now } = place;
      const told = y ?? other;
      if (told !== undefined) return date(`${told}-H${half}`);
      if (now === null) return date(`XXXX-H${half}`);
      const step = w
        ? STEPS[w.toLowerCase()]!
        : h && half === 1 && now.month > 6 && place.future
          ? 1
          : 0;
      return date(`${isoYear(now.year + step)}-H${half}`);
    },
    ["half of", "h1", "h2"],
  ),
  // fiscal (year) 2021
  rule(
    `(?:${EDGE})?(?:(?:fiscal|financial) (?:year )?|FY ?)(\\d{4}|\\d\\d)`,
    ([y]) => date(y!.padStart(4, "20")),
    ["fiscal", "financial", "fy"],
  ),
  // clock times, with or without a day: 10 p.m. (Tuesday), 10:30 a.m. EST, 17:00 GMT on Friday
  rule(
    `(?:about )?(\\d{1,2})(?:[:.](\\d\\d))? ?(a|p)\\.?m\\b\\.?(?:${ZONE})?${ON_DAY}`,
    ([h, m, half, d], place) =>
      Number(h) > 12
        ? null
        : clock((Number(h) % 12) + (half!.toLowerCase() === "p" ? 12 : 0), m ?? "00", d, place),
    ["am", "a.m", "pm", "p.m"],
  ),
  rule(`(\\d\\d)[:.](\\d\\d)(?:${ZONE})${ON_DAY}`, ([h, m, d], place) =>
    Number(h) > 24 ? null : clock(Number(h), m!, d, place),
  ),
  // noon, midnight on Friday
  rule(
    `(noon|midnight)(?:${ZONE})?,? (?:on )?(${WEEKDAY})`,
    ([w, d], place) => clock(hourOf(w!), "00", d, place),
    ["noon", "midnight"],
  ),
  rule(
    "(noon|midnight)(?:,? (today|tomorrow|yesterday))?",
    // "The Midnight Players".
    ([w, d], place) =>
      capital(w!) && /^ \p{Lu}/u.test(place.after) ? null : clock(hourOf(w!), "00", d, place),
    ["noon", "midnight"],
  ),
  // by the end of the day, by close of business; with a day behind it is that day
  rule(
    "(?<=\\b(?:by|before|until|till) )(?:(?:the )?(?:end|close) of (?:the )?(?:business |working )?(?:day|business|play)|the day['’]s end|day['’]s end)",
    (_, { now, after }) => (OTHER_DAY.test(after) ? null : date(period("D", 0, now)!)),
    ["end of", "close of", "s end"],
  ),
  // Monday morning, last Friday night
  rule(
    `(?:(last|next|this|early|late) )?(?:on )?(${WEEKDAY}) (${PART})`,
    ([w, d, p], place) =>
      capital(d!)
        ? time(`${onWeekday(d!, w?.toLowerCase() ?? "", place)}T${PARTS[p!.toLowerCase()]}`)
        : null,
    ["morning", "afternoon", "evening", "night"],
  ),
  rule(
    `(?:early |late |earlier |later )?(this|yesterday|tomorrow|last) (${PART})`,
    ([w, p], { now }) => {
      const low = w!.toLowerCase();
      const step = low === "this" ? 0 : low === "tomorrow" ? 1 : -1;
      return time(`${period("D", step, now)}T${PARTS[p!.toLowerCase()]}`);
    },
    ["morning", "afternoon", "evening", "night"],
  ),
  rule("(?:later )?tonight", (_, { now }) => time(`${period("D", 0, now)}TNI`), ["tonight"]),
  // (last|next|this|early) Tuesday, Tuesday last week
  rule(
    `(${WEEKDAY}) (last|this|next) week`,
    ([d, w], { now }) => {
      if (now === null) return date(UNKNOWN_DAY);
      const monday = addDays(now, -((weekday(now) + 6) % 7) + 7 * STEPS[w!.toLowerCase()]!);
      return date(isoDay(addDays(monday, (dayNumber(d!) + 6) % 7)));
    },
    ["week"],
  ),
  // Friday week
  rule(
    `(${WEEKDAY}) week(?![ -](?:long|end))`,
    ([d], place) => {
      const day = parseDay(onWeekday(d!, "this", place));
      return capital(d!) ? date(day === null ? UNKNOWN_DAY : isoDay(addDays(day, 7))) : null;
    },
    ["day week"],
  ),
  rule(`(?:(last|past|next|this coming|coming|this|early|late) )?(${WEEKDAY})`, ([w, d], place) =>
    capital(d!) && !/\b(?:every|each) $/i.test(place.before) && !OF_ITS_OWN.test(place.before)
      ? date(onWeekday(d!, w?.toLowerCase().replace("this coming", "next") ?? "", place))
      : null,
  ),
  // (later) today, yesterday, the day after tomorrow
  rule("(?:the )?day after tomorrow", (_, { now }) => date(period("D", 2, now)!), ["tomorrow"]),
  rule("(?:the )?day before yesterday", (_, { now }) => date(period("D", -2, now)!), ["yesterday"]),
  rule("(?:(?:earlier|later|early|late) )?today", (_, { now }) => date(period("D", 0, now)!), [
    "today",
  ]),
  rule("(?:early |late )?yesterday", (_, { now }) => date(period("D", -1, now)!), ["yesterday"]),
  rule("(?:early |late )?tomorrow", (_, { now }) => date(period("D", 1, now)!), ["tomorrow"]),
];
