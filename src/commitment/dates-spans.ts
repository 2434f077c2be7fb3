import {
  addDays,
  addMonths,
  addWorkingDays,
  type Day,
  easterOf,
  isoDay,
  isoMonth,
  isoYear,
  mondayFrom,
} from "./dates-calendar.js";
import {
  yearFor,
  yearEarlier,
  dayOf,
  period,
  shift,
  dueIn,
  STEPS,
  season,
  UNKNOWN_DAY,
} from "./dates-resolve.js";
import { capital, date, rule, type Rule } from "./dates-rule.js";
import {
  dayNumber,
  duration,
  EDGE,
  LONG_UNIT,
  MONTH,
  monthNumber,
  NUMBER,
  numberOf,
  UNIT,
  unitOf,
  WEEKDAY,
} from "./dates-words.js";

const WHICH =
  "(this past|this coming|this current|the current|the previous|previous|the coming|the following|this|last|past|next|coming|upcoming)";

/** What is counted by the day, the week, the year. */
const RATED =
  /(?:%|\b(?:\d[\d,.]*|(?:m|b|tr)illion|thousand|hundred|percent|dollars?|cents?|times|people|shares?|tons|barrels|jobs|hours|miles|pounds|gallons)) $/i;

/** Before a time that is to come, whatever the tense. */
const LIMITED = /\b(?:by|before|until|till) (?:the )?(?:early |late )?$/i;

/** By the letters of TIMEX3. */
const FIRST_MONTH: Readonly<Record<string, number>> = { SP: 3, SU: 6, FA: 9, WI: 12 };

/** Month and day of the feasts that have one. */
const FEASTS: Readonly<Record<string, readonly [number, number]>> = {
  "christmas eve": [12, 24],
  christmas: [12, 25],
  "boxing day": [12, 26],
  "new year's eve": [12, 31],
  "new year's day": [1, 1],
};

/** The day of those that move, of a year. */
const MOVING: Readonly<Record<string, (year: number) => Day>> = {
  "good friday": (year) => addDays(easterOf(year), -2),
  easter: easterOf,
  "easter monday": (year) => addDays(easterOf(year), 1),
  "memorial day": (year) => mondayFrom({ year, month: 5, day: 25 }),
  "labor day": (year) => mondayFrom({ year, month: 9, day: 1 }),
};

/** A length of time from now, and the day on which it is over. */
const fallsDue: Rule["read"] = ([n, u], { now }) => {
  const due = dueIn(numberOf(n!), unitOf(u!), now);
  return {
    type: "DURATION",
    value: duration(numberOf(n!), unitOf(u!)),
    ...(due ? { due } : {}),
  };
};

/** Spans of time, seasons, bare months and years, the vague, in order: see `RULES`. */
export const SPAN_RULES: readonly Rule[] = [
  // every year, each Monday, daily, twice a week
  rule(
    `(?:every|each) (?:(other|${NUMBER}) )?(${UNIT})`,
    ([n, u]) => ({
      type: "SET",
      value: duration(n ? (n.toLowerCase() === "other" ? 2 : numberOf(n)) : 1, unitOf(u!)),
    }),
    ["every", "each"],
  ),
  rule(
    `(?:every|each) (${WEEKDAY})`,
    ([d]) => ({
      type: "SET",
      value: `XXXX-WXX-${dayNumber(d!) || 7}`,
    }),
    ["every", "each"],
  ),
  rule(
    `(?:once|twice|three times) (?:an?|each|every) (${LONG_UNIT})`,
    ([u]) => ({
      type: "SET",
      value: duration(1, unitOf(u!)),
    }),
    ["once", "twice", "three times"],
  ),
  rule(
    "(daily|weekly|monthly|quarterly|yearly|annually|annual)",
    ([w]) => ({
      type: "SET",
      value: duration(1, w!.toLowerCase() === "daily" ? "D" : /^[ya]/i.test(w!) ? "Y" : unitOf(w!)),
    }),
    ["ly", "annual"],
  ),
  // a year ago, a year earlier, the year-earlier quarter
  rule(
    "(?:a year (?:ago|earlier|before)|(?:the )?year[- ](?:ago|earlier)(?: (?:period|quarter))?)",
    (_, place) =>
      /^ (?:today|this|in|next|on|last)\b/.test(place.after) ? null : date(yearEarlier(place)),
    ["year"],
  ),
  // three years ago, two weeks earlier
  rule(
    `(?:(?:about|nearly|almost|some|over|more than|at least|roughly|just) )?(${NUMBER})[ -](${UNIT}) (?:ago|earlier|before(?! \\w))`,
    ([n, u], { now }) => {
      const unit = unitOf(u!);
      return {
        type: unit === "S" || unit === "TM" || unit === "H" ? "TIME" : "DATE",
        value: shift(numberOf(n!), unit, -1, now),
      };
    },
    ["ago", "earlier", "before"],
  ),
  // (with)in 48 hours: how long it takes, and so when it falls due
  rule(
    `(?<=\\b(?:within|in|over|during) )(?:(?:the )?(?:next|coming) |(?<=\\b(?:within|in) )(?:about |just |as little as |${NUMBER} (?:to|or) )?)(${NUMBER}) (${UNIT})(?! (?:ago|earlier))`,
    fallsDue,
    ["within", "in ", "next", "coming"],
  ),
  // have 48 hours to leave
  rule(`(?<=\\b(?:have|has|had|given) )(${NUMBER}) (${UNIT})(?= to [a-z])`, fallsDue, [
    "have",
    "has",
    "had",
    "given",
  ]),
  // within a fortnight, in the next fortnight, two fortnights ago
  rule(
    `(?:(${NUMBER})|the (?:next|coming|past|last)) fortnights?( ago| earlier)?`,
    ([n, ago], { now, before }) => {
      const weeks = 2 * (n === undefined ? 1 : (numberOf(n) ?? 1));
      if (ago) return date(shift(weeks, "W", -1, now));
      const due = /\b(?:within|in) $/i.test(before) ? dueIn(weeks, "W", now) : undefined;
      return { type: "DURATION", value: duration(weeks, "W"), ...(due ? { due } : {}) };
    },
    ["fortnight"],
  ),
  // within ten working days
  rule(
    `(?<=\\b(?:within|in) )(?:the next )?(${NUMBER}) (?:working|business) days?`,
    ([n], { now }) => {
      const days = numberOf(n!);
      const due = days !== null && now ? { due: isoDay(addWorkingDays(now, days)) } : {};
      return { type: "DURATION", value: duration(days, "D"), ...due };
    },
    ["working day", "business day"],
  ),
  // the past three months, the next decade
  rule(
    `the (?:last|past|previous|next|coming|first|final) (?:(${NUMBER}|couple of) )(${UNIT})`,
    ([n, u]) => ({
      type: "DURATION",
      value: duration(numberOf(n!), unitOf(u!)),
    }),
    ["the last", "the past", "the previous", "the next", "the coming", "the first", "the final"],
  ),
  rule(
    `the (?:past|last) (${LONG_UNIT})(?! of\\b)`,
    ([u]) => ({
      type: "DURATION",
      value: duration(/s$/i.test(u!) && !/century$/i.test(u!) ? null : 1, unitOf(u!)),
    }),
    ["the past", "the last"],
  ),
  rule("(?:in )?recent (?:days|weeks|months|years|decades)", () => date("PAST_REF"), ["recent"]),
  rule("(?:the )?coming (?:days|weeks|months|years|decades)", () => date("FUTURE_REF"), ["coming"]),
  // the spring of next year
  rule(
    "(?:the )?(spring|summer|fall|autumn|winter) of (last|this|next) year",
    ([s, w], { now }) =>
      date(`${now ? isoYear(now.year + STEPS[w!.toLowerCase()]!) : "XXXX"}-${season(s!)}`),
    ["spring", "summer", "fall", "autumn", "winter"],
  ),
  // on the 5th of next month
  rule(
    "the (\\d{1,2})(?:st|nd|rd|th) of (this|next|last|the) month",
    ([d, w], { now }) => {
      if (now === null) return date(`XXXX-XX-${d!.padStart(2, "0")}`);
      const at = addMonths({ ...now, day: 1 }, STEPS[w!.toLowerCase()] ?? 0);
      const value = dayOf(at.year, at.month, Number(d));
      return value === null ? null : date(value);
    },
    ["month"],
  ),
  // the week after next
  rule(
    "(?:the )?(weekend|week|month|quarter|year) after next",
    ([u], { now }) => {
      const value = period(unitOf(u!), 2, now);
      return value === null ? null : date(value);
    },
    ["after next"],
  ),
  // the end of the month, later this year, next week
  rule(
    `(?:${EDGE}|later |earlier |sometime )?(?:${WHICH}) (weekend|day|week|month|quarter|year|decade|century)(?! of\\b)`,
    ([w, u], { now }) => {
      const value = period(unitOf(u!), STEPS[w!.toLowerCase()]!, now);
      return value === null ? null : date(value);
    },
    ["this", "current", "previous", "coming", "following", "last", "past", "next"],
  ),
  rule(
    `(?:${EDGE})(?:the|that) (week|month|quarter|year|decade|century)`,
    ([u], { now }) => {
      const value = period(unitOf(u!), 0, now);
      return value === null ? null : date(value);
    },
    ["of the", "of that", "early", "late", "mid"],
  ),
  // in the latest quarter: results are told of the one that is over; for the year: this one
  rule(
    "(?:in|for|during) the (?:latest )?quarter(?! (?:century|mile|final))",
    (_, { now, before }) =>
      /[ -]quarter\b/i.test(before) || now === null ? null : date(period("Q", -1, now)!),
    ["quarter"],
  ),
  rule(
    "(?<=\\b(?:for|during|so far in) )the year(?! (?:ended|ending|before|earlier|ago|of|to))",
    (_, { now }) => date(now ? isoYear(now.year) : "XXXX"),
    ["the year"],
  ),
  rule(
    "(?:the )?year[- ]end|year['’]s end|the turn of the year",
    (_, { now }) => date(now ? isoYear(now.year) : "XXXX"),
    ["year"],
  ),
  rule(
    "(?<=\\b(?:by|before|until|till|at) )(?:the )?(week|month)(?:[- ]end|['’]s end)",
    ([u], { now }) => date(period(unitOf(u!), 0, now)!),
    ["week", "month"],
  ),
  // last summer, this fall, the spring of 2021
  rule(
    `(?:${EDGE})?(?:(last|this|next|this past|the) )?(spring|summer|fall|autumn|winter)(?: of)? (\\d{4})`,
    ([, s, y]) => date(`${y}-${season(s!)}`),
    ["spring", "summer", "fall", "autumn", "winter"],
  ),
  rule(
    `(?:${EDGE}|later )?(last|this|next|this past) (spring|summer|fall|autumn|winter)`,
    ([w, s], { now }) =>
      date(now ? `${now.year + STEPS[w!.toLowerCase()]!}-${season(s!)}` : `XXXX-${season(s!)}`),
    ["spring", "summer", "fall", "autumn", "winter"],
  ),
  // by summer, in the spring
  rule(
    `(?<=\\b(?:by|before|until|till|in|during) )(?:${EDGE}|the )?(?:the )?(spring|summer|autumn|winter)(?! (?:of|and|or) | [a-z]{3,}(?:s|ing)\\b)`,
    ([s], place) =>
      place.future || LIMITED.test(place.before)
        ? date(`${yearFor(FIRST_MONTH[season(s!)]!, null, place) ?? "XXXX"}-${season(s!)}`)
        : null,
    ["spring", "summer", "autumn", "winter"],
  ),
  // by the weekend
  rule(
    "(?<=\\b(?:by|before|until|till|over|at) )the weekend",
    (_, { now, future, before }) =>
      future || LIMITED.test(before) ? date(period("WE", 0, now)!) : null,
    ["weekend"],
  ),
  // by Christmas, on New Year's Eve; those held on other days in other countries are left undated
  rule(
    "(?<=\\b(?:by|before|until|till|at|on|over|after|since|this|next|last|time for) )(?:(Christmas Eve|New Year['’]s Eve|New Year['’]s Day|Boxing Day)|(Christmas)(?: Day)?|(Easter Monday|Good Friday|Labor Day|Memorial Day)|(Easter)(?: Sunday)?|Thanksgiving|Election Day|Inauguration Day)(?! (?:[A-Z]|party|parties|tree|trees|cards?|gifts?|dinner|lunch|shopping|season|market)\\b)",
    ([eve, christmas, moving, easter], place) => {
      const feast = (eve ?? christmas ?? moving ?? easter)?.toLowerCase().replace("’", "'");
      if (feast === undefined) return date(UNKNOWN_DAY);
      const at = FEASTS[feast];
      if (at !== undefined) {
        const value = dayOf(yearFor(at[0], at[1], place), at[0], at[1]);
        return value === null ? null : date(value);
      }
      if (place.now === null) return date(UNKNOWN_DAY);
      const near = MOVING[feast]!(place.now.year);
      return date(isoDay(MOVING[feast]!(yearFor(near.month, near.day, place)!)));
    },
    [
      "christmas",
      "new year",
      "boxing day",
      "easter",
      "good friday",
      "thanksgiving",
      "labor day",
      "memorial day",
      "election day",
      "inauguration day",
    ],
  ),
  // on the 15th: the nearest to come where the sentence looks ahead
  rule(
    "(?<=\\b(?:on|by|until|before|after) )the (\\d{1,2})(?:st|nd|rd|th)(?! (?:century|anniversary|floor|amendment|district|congress|hole|inning|street|birthday|[A-Z]))",
    ([d], place) => {
      const { now } = place;
      const day = Number(d);
      if (day < 1 || day > 31) return null;
      if (now === null) return date(`XXXX-XX-${d!.padStart(2, "0")}`);
      const ahead = place.future || /\b(?:by|until|before) $/i.test(place.before);
      const at = addMonths(
        { ...now, day: 1 },
        ahead && day < now.day ? 1 : !ahead && day > now.day ? -1 : 0,
      );
      const value = dayOf(at.year, at.month, day);
      return value === null ? null : date(value);
    },
    ["the "],
  ),
  // (last|next) month names alone; March and May only after a word that calls for a time
  rule(`(?:${EDGE})?(?:(last|this|next|this past) )?(${MONTH})`, ([w, m], place) => {
    const called =
      w !== undefined ||
      /\b(?:in|since|by|until|till|from|through|during|of|to|before|after|and|early|late|mid-?) ?$/i.test(
        place.before,
      );
    if (!capital(m!) || (/^(?:mar|may)/i.test(m!) && !called)) return null;
    // "March on Washington", "in May Lee's words", "April Ryan" name no month.
    if (/^ (?:on [A-Z]|[A-Z][a-z]+ (?:said|told))/.test(place.after)) return null;
    if (!called && /^ [A-Z]/.test(place.after)) return null;
    const month = monthNumber(m!);
    const { now } = place;
    if (now === null) return date(`XXXX-${String(month).padStart(2, "0")}`);
    const low = w?.toLowerCase();
    if (low === "next") return date(isoMonth(now.year + (month <= now.month ? 1 : 0), month));
    if (low === "last" || low === "this past")
      return date(isoMonth(now.year - (month >= now.month ? 1 : 0), month));
    if (low === "this") return date(isoMonth(now.year, month));
    return date(isoMonth(yearFor(month, null, place)!, month));
  }),
  // the 1990s, the '60s, the mid-1980s
  rule(
    "(?:the )?(?:(?:early|late|mid)[ -])?(?:(\\d{3})0s|['’](\\d)0s)",
    ([y, d]) => date(y ?? `19${d}`),
    ["0s"],
  ),
  // years: 2030, 1998; no house number, no count of things
  rule(`(?:${EDGE})?((?:1[5-9]|20)\\d\\d)(?![%/]|,\\d|\\.\\d|-\\d)`, ([y], place) => {
    if (
      /^ (?:(?!elections|games|primaries|olympics|campaigns)[a-z]+s|people|percent|men|women|jobs|miles)\b/.test(
        place.after,
      ) &&
      !/\b(?:in|since|by|of|until|during) $/i.test(place.before)
    )
      return null;
    if (/(?:\bthan|\babout|\bnearly|\bsome|\bover|\bNo\.) $/i.test(place.before)) return null;
    return date(y!);
  }),
  // six-month, three years, decades
  rule(
    `(?:(?:about|nearly|almost|some|over|more than|less than|at least|up to|roughly) )?(?!some )(${NUMBER})[ -](${UNIT})(?:-long)?(?![ -]old)`,
    ([n, u], { before, after }) => {
      if (/^seconds?$/i.test(u!) && /^(?:an?|one)$/i.test(n!)) return null;
      // "12 barrels a day" is a rate, "a quarter of the pumps" a share.
      if (/^an?$/i.test(n!) && RATED.test(before)) return null;
      if (/^quarters?$/i.test(u!) && /^ (?:of|point|percent|to|past)\b/i.test(after)) return null;
      return { type: "DURATION", value: duration(numberOf(n!), unitOf(u!)) };
    },
  ),
  rule(
    "(?:the )?(hours|days|weeks|months|years|decades|centuries)(?! (?:old|of age))",
    ([u]) => ({
      type: "DURATION",
      value: duration(null, unitOf(u!)),
    }),
    ["hours", "days", "weeks", "months", "years", "decades", "centuries"],
  ),
  // vague
  rule(
    "(?:right )?now(?! that\\b)|currently|at (?:present|the moment)|presently",
    () => date("PRESENT_REF"),
    ["now", "current", "present", "the moment"],
  ),
  rule("recently|in the past", () => date("PAST_REF"), ["recently", "in the past"]),
  rule(
    "(?<!\\b(?:as|too) )soon(?! as)|in the (?:near )?future|the (?:near )?future",
    () => date("FUTURE_REF"),
    ["soon", "future"],
  ),
];
