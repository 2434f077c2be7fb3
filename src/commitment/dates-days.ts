import { addDays, isoDay, isoMonth, quarterOf, weekday } from "./dates-calendar.js";
import { UNKNOWN_DAY, onWeekday, yearFor, dayOf, period, STEPS } from "./dates-resolve.js";
import { capital, date, rule, time, type Rule } from "./dates-rule.js";
import {
  dayNumber,
  EDGE,
  MONTH,
  monthNumber,
  ORDINAL,
  ordinalNumber,
  PART,
  WEEKDAY,
} from "./dates-words.js";

const PARTS: Readonly<Record<string, string>> = {
  morning: "MO",
  afternoon: "AF",
  evening: "EV",
  night: "NI",
};

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
  // 8/31/2021, 08/31/21: American order
  rule(
    "(\\d{1,2})/(\\d{1,2})/(\\d{4}|\\d\\d)",
    ([m, d, y]) => {
      const n = Number(y);
      const value = dayOf(y!.length === 4 ? n : n + (n < 50 ? 2000 : 1900), Number(m), Number(d));
      return value === null ? null : date(value);
    },
    ["/"],
  ),
  // (Tuesday,) Aug. 31(st)(, 2021)
  rule(
    `(?:${WEEKDAY},? )?(?:${EDGE})?(${MONTH}) (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?(?!,\\d)`,
    ([m, d, y], place) => {
      if (!capital(m!)) return null;
      const month = monthNumber(m!);
      const day = Number(d);
      if (day > 31) return null;
      const value = dayOf(y ? Number(y) : yearFor(month, day, place), month, day);
      return value === null ? null : date(value);
    },
  ),
  // the 31st of August, 31 August (2021)
  rule(
    `(?:${WEEKDAY},? )?(?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${MONTH})(?:,? (\\d{4}))?`,
    ([d, m, y], place) => {
      if (!capital(m!)) return null;
      const month = monthNumber(m!);
      const day = Number(d);
      const value = day > 31 ? null : dayOf(y ? Number(y) : yearFor(month, day, place), month, day);
      return value === null ? null : date(value);
    },
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
  // fiscal (year) 2021
  rule("fiscal (?:year )?(\\d{4})", ([y]) => date(y!), ["fiscal"]),
  // clock times, with or without a day: 10 p.m. (Tuesday), 10:30 a.m. EST, noon
  rule(
    `(?:about )?(\\d{1,2})(?:[:.](\\d\\d))? ?(a|p)\\.?m\\b\\.?(?: (?:[ECMP][SD]?T|GMT))?(?: (?:on )?(${WEEKDAY}|today|tomorrow|yesterday))?`,
    ([h, m, half, d], place) => {
      const hour = (Number(h) % 12) + (half!.toLowerCase() === "p" ? 12 : 0);
      if (Number(h) > 12) return null;
      const low = d?.toLowerCase();
      const on =
        low === undefined || low === "today"
          ? period("D", 0, place.now)
          : low === "tomorrow"
            ? period("D", 1, place.now)
            : low === "yesterday"
              ? period("D", -1, place.now)
              : onWeekday(d!, "", place);
      return time(`${on}T${String(hour).padStart(2, "0")}:${m ?? "00"}`);
    },
    ["am", "a.m", "pm", "p.m"],
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
  rule(`(?:(last|past|next|this coming|coming|this|early|late) )?(${WEEKDAY})`, ([w, d], place) =>
    capital(d!)
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
