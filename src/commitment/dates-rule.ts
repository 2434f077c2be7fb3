import { LONG_UNIT, MONTH, NUMBER, UNIT, WEEKDAY } from "./dates-words.js";
import type { Place } from "./dates-resolve.js";

/** Types of TIMEX3. */
export type DateType = "DATE" | "TIME" | "DURATION" | "SET";

/** What a rule makes of its words; `due` is the day that a span of time from now ends. */
export interface Meaning {
  readonly type: DateType;
  readonly value: string;
  readonly due?: string;
}

export interface Rule {
  /** Kinds of word without which it cannot match. */
  readonly needs: readonly Need[];
  /** Words, in lower case, one of which is in all that it matches; none: only the kinds are known. */
  readonly words: readonly string[];
  readonly pattern: RegExp;
  /** The meaning of a match (its groups first), or null where it is no time after all. */
  readonly read: (groups: readonly (string | undefined)[], place: Place) => Meaning | null;
}

export const date = (value: string): Meaning => ({ type: "DATE", value });
export const time = (value: string): Meaning => ({ type: "TIME", value });
/** Of month names and weekdays: `may` and `march` are verbs, too. */
export const capital = (word: string): boolean => word[0] !== word[0]!.toLowerCase();

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
function needsOf(source: string): readonly Need[] {
  const bare = source.replaceAll(NUMBER, "");
  const digit: readonly Need[] = bare.includes("\\d") && !bare.includes("quarter") ? ["digit"] : [];
  if (source.includes(MONTH)) return ["month", ...digit];
  if (source.includes(UNIT) || source.includes(LONG_UNIT)) return ["unit"];
  if (digit.length > 0) return digit;
  return source.includes(WEEKDAY) ? ["weekday"] : [];
}

/**
 * A rule of a pattern's source: whole words, any case. Compiling a pattern takes a millisecond and looking for
 * `words` nothing: name them where a short text is likely to have the kinds of word that it needs and not these.
 */
export const rule = (source: string, read: Rule["read"], words: readonly string[] = []): Rule => ({
  needs: needsOf(source),
  words,
  // What may not stand before it (`$`, `-`) is checked by `findDates`: a look-behind here is slow.
  pattern: new RegExp(`(?:\\b|(?=['’]\\d))(?:${source})(?!\\w)`, "gi"),
  read,
});
