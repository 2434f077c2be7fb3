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
import {
  dayNumber,
  duration,
  EDGE,
  LONG_UNIT,
  MONTH,
  monthNumber,
  NUMBER,
  numberOf,
  ORDINAL,
  ordinalNumber,
  PART,
  UNIT,
  unitOf,
  WEEKDAY,
  type Unit,
} from "./dates-words.js";

/** Types of TIMEX3. */
export type DateType = "DATE" | "TIME" | "DURATION" | "SET";

/** What a rule makes of its words; `due` is the day that a span of time from now ends. */
export interface Meaning {
  readonly type: DateType;
  readonly value: string;
  readonly due?: string;
}

/** Where the words stand. */
export interface Place {
  /** The day they are told on, or null. */
  readonly now: Day | null;
  /** Up to 60 characters of the same sentence before and after. */
  readonly before: string;
  readonly after: string;
  /** The sentence speaks of what is to come. */
  readonly future: boolean;
}

export interface Rule {
  /** A kind of word without which it cannot match, or null. */
  readonly needs: Need | null;
  readonly pattern: RegExp;
  /** The meaning of a match (its groups first), or null where it is no time after all. */
  readonly read: (groups: readonly (string | undefined)[], place: Place) => Meaning | null;
}

const date = (value: string): Meaning => ({ type: "DATE", value });
const time = (value: string): Meaning => ({ type: "TIME", value });
const capital = (word: string): boolean => word[0] !== word[0]!.toLowerCase();
const UNKNOWN_DAY = "XXXX-XX-XX";
const PARTS: Readonly<Record<string, string>> = {
  morning: "MO",
  afternoon: "AF",
  evening: "EV",
  night: "NI",
};

function onWeekday(word: string, which: string, place: Place): string {
  const { now, future, before } = place;
  if (now === null) return `XXXX-WXX-${dayNumber(word) || 7}`;
  const back = (weekday(now) - dayNumber(word) + 7) % 7;
  if (which === "last" || which === "past") return isoDay(addDays(now, -(back || 7)));
  // "Next Wednesday" told on a Monday is taken as that of the week after where it stands near.
  if (which === "next" || which === "coming") return isoDay(addDays(now, 7 - back));
  const ahead = which === "this" || future || /\b(?:by|until|till|before)(?: the)? $/i.test(before);
  return isoDay(addDays(now, ahead && back > 0 ? 7 - back : -back));
}

/** The year that a month (and day) without one is of: nearest; of the past where it is a tie. */
function yearFor(month: number, day: number | null, place: Place): number | null {
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

function dayOf(year: number | null, month: number, day: number): string | null {
  if (!isDay(year ?? 2000, month, day)) return null;
  return year === null
    ? `XXXX${isoDay({ year: 2000, month, day }).slice(4)}`
    : isoDay({ year, month, day });
}

/** The period `steps` from now (0: this one) in the unit's own grain. */
function period(unit: Unit, steps: number, now: Day | null): string | null {
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
function shift(amount: number | null, unit: Unit, sign: 1 | -1, now: Day | null): string {
  if (amount === null || now === null) return sign < 0 ? "PAST_REF" : "FUTURE_REF";
  const n = Math.round(amount * sign);
  if (unit === "Y" && amount % 1 !== 0) return period("M", Math.round(amount * 12) * sign, now)!;
  if (unit === "DE") return isoYear(now.year + 10 * n);
  if (unit === "CE") return isoYear(now.year + 100 * n);
  return period(unit, n, now) ?? (sign < 0 ? "PAST_REF" : "FUTURE_REF");
}

/** The day on which so much time from now is over. */
function dueIn(amount: number | null, unit: Unit, now: Day | null): string | undefined {
  if (amount === null || now === null) return undefined;
  if (unit === "H") return isoDay(addDays(now, Math.ceil(amount / 24)));
  if (unit === "D") return isoDay(addDays(now, Math.ceil(amount)));
  if (unit === "W") return isoDay(addDays(now, Math.ceil(amount * 7)));
  if (unit === "M") return isoDay(addMonths(now, Math.ceil(amount)));
  if (unit === "Y") return isoYear(now.year + Math.ceil(amount));
  return undefined;
}

const STEPS: Readonly<Record<string, number>> = {
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
const WHICH =
  "(this past|this coming|this current|the current|the previous|previous|the coming|the following|this|last|past|next|coming|upcoming)";
/** Each kind of word found once a sentence spares the rules that cannot match. */
const NEEDS = {
  month: new RegExp(`\\b${MONTH}`, "i"),
  unit: new RegExp(`\\b${UNIT}\\b`, "i"),
  digit: /\d/,
  weekday: new RegExp(`\\b${WEEKDAY}`, "i"),
};
export type Need = keyof typeof NEEDS;

/** Which kinds of word a sentence has. */
export const wordsOfTime = (sentence: string): ReadonlySet<Need> =>
  new Set((Object.keys(NEEDS) as Need[]).filter((need) => NEEDS[need].test(sentence)));

/** What no match of the pattern can do without. */
function needsOf(source: string): Need | null {
  if (source.includes(MONTH)) return "month";
  if (source.includes(UNIT) || source.includes(LONG_UNIT)) return "unit";
  if (source.includes("\\d") && !source.includes("quarter")) return "digit";
  return source.includes(WEEKDAY) ? "weekday" : null;
}

const rule = (source: string, read: Rule["read"]): Rule => ({
  needs: needsOf(source),
  // What may not stand before it (`$`, `-`) is checked by `findDates`: a look-behind here is slow.
  pattern: new RegExp(`(?:\\b|(?=['’]\\d))(?:${source})(?!\\w)`, "gi"),
  read,
});

/** In order: the first whose words are still free takes them; so the longer come first. */
export const RULES: readonly Rule[] = [
  // 2021-08-31
  rule("(\\d{4})-(\\d\\d)-(\\d\\d)", ([y, m, d]) => {
    const value = dayOf(Number(y), Number(m), Number(d));
    return value === null ? null : date(value);
  }),
  // 8/31/2021, 08/31/21: American order
  rule("(\\d{1,2})/(\\d{1,2})/(\\d{4}|\\d\\d)", ([m, d, y]) => {
    const n = Number(y);
    const value = dayOf(y!.length === 4 ? n : n + (n < 50 ? 2000 : 1900), Number(m), Number(d));
    return value === null ? null : date(value);
  }),
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
  rule(`(?:${EDGE})?(${MONTH}) (?:of )?(last|this|next) year`, ([m, w], { now }) =>
    capital(m!) && now
      ? date(isoMonth(now.year + STEPS[w!.toLowerCase()]!, monthNumber(m!)))
      : null,
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
  ),
  // fiscal (year) 2021
  rule("fiscal (?:year )?(\\d{4})", ([y]) => date(y!)),
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
  ),
  // Monday morning, last Friday night
  rule(`(?:(last|next|this|early|late) )?(?:on )?(${WEEKDAY}) (${PART})`, ([w, d, p], place) =>
    capital(d!)
      ? time(`${onWeekday(d!, w?.toLowerCase() ?? "", place)}T${PARTS[p!.toLowerCase()]}`)
      : null,
  ),
  rule(
    `(?:early |late |earlier |later )?(this|yesterday|tomorrow|last) (${PART})`,
    ([w, p], { now }) => {
      const low = w!.toLowerCase();
      const step = low === "this" ? 0 : low === "tomorrow" ? 1 : -1;
      return time(`${period("D", step, now)}T${PARTS[p!.toLowerCase()]}`);
    },
  ),
  rule("(?:later )?tonight", (_, { now }) => time(`${period("D", 0, now)}TNI`)),
  // (last|next|this|early) Tuesday, Tuesday last week
  rule(`(${WEEKDAY}) (last|this|next) week`, ([d, w], { now }) => {
    if (now === null) return date(UNKNOWN_DAY);
    const monday = addDays(now, -((weekday(now) + 6) % 7) + 7 * STEPS[w!.toLowerCase()]!);
    return date(isoDay(addDays(monday, (dayNumber(d!) + 6) % 7)));
  }),
  rule(`(?:(last|past|next|this coming|coming|this|early|late) )?(${WEEKDAY})`, ([w, d], place) =>
    capital(d!)
      ? date(onWeekday(d!, w?.toLowerCase().replace("this coming", "next") ?? "", place))
      : null,
  ),
  // (later) today, yesterday, the day after tomorrow
  rule("(?:the )?day after tomorrow", (_, { now }) => date(period("D", 2, now)!)),
  rule("(?:the )?day before yesterday", (_, { now }) => date(period("D", -2, now)!)),
  rule("(?:(?:earlier|later|early|late) )?today", (_, { now }) => date(period("D", 0, now)!)),
  rule("(?:early |late )?yesterday", (_, { now }) => date(period("D", -1, now)!)),
  rule("(?:early |late )?tomorrow", (_, { now }) => date(period("D", 1, now)!)),
  // every year, each Monday, daily, twice a week
  rule(`(?:every|each) (?:(other|${NUMBER}) )?(${UNIT})`, ([n, u]) => ({
    type: "SET",
    value: duration(n ? (n.toLowerCase() === "other" ? 2 : numberOf(n)) : 1, unitOf(u!)),
  })),
  rule(`(?:every|each) (${WEEKDAY})`, ([d]) => ({
    type: "SET",
    value: `XXXX-WXX-${dayNumber(d!) || 7}`,
  })),
  rule(`(?:once|twice|three times) (?:an?|each|every) (${LONG_UNIT})`, ([u]) => ({
    type: "SET",
    value: duration(1, unitOf(u!)),
  })),
  rule("(daily|weekly|monthly|quarterly|yearly|annually|annual)", ([w]) => ({
    type: "SET",
    value: duration(1, w!.toLowerCase() === "daily" ? "D" : /^[ya]/i.test(w!) ? "Y" : unitOf(w!)),
  })),
  // three years ago, two weeks earlier
  rule(
    `(?:(?:about|nearly|almost|some|over|more than|at least|roughly|just) )?(${NUMBER})[ -](${UNIT}) (?:ago|earlier|before)`,
    ([n, u], { now }) => {
      const unit = unitOf(u!);
      return {
        type: unit === "S" || unit === "TM" || unit === "H" ? "TIME" : "DATE",
        value: shift(numberOf(n!), unit, -1, now),
      };
    },
  ),
  // (with)in 48 hours: how long it takes, and so when it falls due
  rule(
    `(?<=\\b(?:within|in) (?:the next |about |just |as little as )?)(${NUMBER}) (${UNIT})(?! (?:ago|earlier))`,
    ([n, u], { now }) => {
      const due = dueIn(numberOf(n!), unitOf(u!), now);
      return {
        type: "DURATION",
        value: duration(numberOf(n!), unitOf(u!)),
        ...(due ? { due } : {}),
      };
    },
  ),
  rule(`(${NUMBER}) (${LONG_UNIT}) from (?:now|today)`, ([n, u], { now }) =>
    date(shift(numberOf(n!), unitOf(u!), 1, now)),
  ),
  // the past three months, the next decade
  rule(
    `the (?:last|past|previous|next|coming|first|final) (?:(${NUMBER}|couple of) )(${UNIT})`,
    ([n, u]) => ({
      type: "DURATION",
      value: duration(numberOf(n!), unitOf(u!)),
    }),
  ),
  rule(`the (?:past|last) (${LONG_UNIT})`, ([u]) => ({
    type: "DURATION",
    value: duration(/s$/i.test(u!) && !/century$/i.test(u!) ? null : 1, unitOf(u!)),
  })),
  rule("(?:in )?recent (?:days|weeks|months|years|decades)", () => date("PAST_REF")),
  rule("(?:the )?coming (?:days|weeks|months|years|decades)", () => date("FUTURE_REF")),
  // the end of the month, later this year, next week
  rule(
    `(?:${EDGE}|later |earlier |sometime )?(?:${WHICH}) (weekend|day|week|month|quarter|year|decade|century)`,
    ([w, u], { now }) => {
      const value = period(unitOf(u!), STEPS[w!.toLowerCase()]!, now);
      return value === null ? null : date(value);
    },
  ),
  rule(`(?:${EDGE})(?:the|that) (week|month|quarter|year|decade|century)`, ([u], { now }) => {
    const value = period(unitOf(u!), 0, now);
    return value === null ? null : date(value);
  }),
  rule(`(?:the )?year[- ]end|year's end|the turn of the year`, (_, { now }) =>
    date(now ? isoYear(now.year) : "XXXX"),
  ),
  rule(`(?:month[- ]end|month's end)`, (_, { now }) => date(period("M", 0, now)!)),
  // last summer, this fall, the spring of 2021
  rule(
    `(?:${EDGE})?(?:(last|this|next|this past|the) )?(spring|summer|fall|autumn|winter)(?: of)? (\\d{4})`,
    ([, s, y]) => date(`${y}-${season(s!)}`),
  ),
  rule(
    `(?:${EDGE}|later )?(last|this|next|this past) (spring|summer|fall|autumn|winter)`,
    ([w, s], { now }) =>
      date(now ? `${now.year + STEPS[w!.toLowerCase()]!}-${season(s!)}` : `XXXX-${season(s!)}`),
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
  rule("(?:the )?(?:(?:early|late|mid)[ -])?(?:(\\d{3})0s|['’](\\d)0s)", ([y, d]) =>
    date(y ?? `19${d}`),
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
    ([n, u]) => {
      if (/^seconds?$/i.test(u!) && /^(?:an?|one)$/i.test(n!)) return null;
      return { type: "DURATION", value: duration(numberOf(n!), unitOf(u!)) };
    },
  ),
  rule("(?:the )?(hours|days|weeks|months|years|decades|centuries)(?! (?:old|of age))", ([u]) => ({
    type: "DURATION",
    value: duration(null, unitOf(u!)),
  })),
  // vague
  rule("(?:right )?now|currently|at (?:present|the moment)|presently", () => date("PRESENT_REF")),
  rule("recently|in the past|previously|once", (_, { after }) =>
    /^ (?:again|the|more)/.test(after) ? null : date("PAST_REF"),
  ),
  rule("soon|in the (?:near )?future|the (?:near )?future", () => date("FUTURE_REF")),
];

function season(word: string): string {
  const low = word.toLowerCase();
  return low === "spring" ? "SP" : low === "summer" ? "SU" : low === "winter" ? "WI" : "FA";
}
