/** Sources of patterns and what their words mean; all are matched without regard to case. */

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

export const MONTH =
  "(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?:\\.|\\b))";
export const WEEKDAY =
  "(?:(?:sun|mon|tues|wednes|thurs|fri|satur)day|(?:mon|tues?|wed|thurs?|fri|sat)\\.)";
export const UNIT =
  "(?:second|minute|hour|day|week|weekend|month|quarter|year|decade|century|centurie)s?";
export const LONG_UNIT = "(?:day|week|month|quarter|year|decade|century|centurie)s?";
const SMALL =
  "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)";
export const NUMBER = `(?:\\d{1,4}(?:,\\d{3})?(?:\\.\\d)?(?:[ -]1/2)?|${SMALL}(?:-${SMALL})?|(?:a|one) hundred|a couple(?: of)?|several|(?:a )?few|some|many|an?|half an?)`;
export const ORDINAL = "(?:first|second|third|fourth|1st|2nd|3rd|4th)";
const DAYS_OF_MONTH = (
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth " +
  "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third " +
  "twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
).split(" ");
/** "ninth" of "the ninth of May". */
export const DAY_IN_WORDS = `(?:${DAYS_OF_MONTH.toReversed().join("|")})`;
/** 1 to 31, of figures or words. */
export const dayOfMonth = (day: string): number =>
  DAYS_OF_MONTH.indexOf(day.toLowerCase()) + 1 || Number(day);
export const PART = "(?:morning|afternoon|evening|night)";
/** What narrows a time without changing its value (`early 1997`, `the end of 1999`). */
export const EDGE =
  "(?:(?:the )?(?:(?:very )?(?:end|beginning|start|middle|close|last day) of|(?:early|late|middle|latter) part of|(?:first|second|latter) half of) |(?:early|late|mid)(?: in)?[ -])";

const WORDS = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
  "thirteen",
  "fourteen",
  "fifteen",
  "sixteen",
  "seventeen",
  "eighteen",
  "nineteen",
];
const TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/** 1 to 12. */
export const monthNumber = (word: string): number =>
  MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1;
/** 0 (Sunday) to 6. */
export const dayNumber = (word: string): number => DAYS.indexOf(word.slice(0, 3).toLowerCase());
export const ordinalNumber = (word: string): number => {
  const at = ["first", "second", "third", "fourth"].indexOf(word.toLowerCase());
  return at >= 0 ? at + 1 : Number.parseInt(word, 10);
};

/** The number words stand for, or null for a vague amount (`several`). */
export function numberOf(words: string): number | null {
  const low = words.toLowerCase();
  if (low === "a" || low === "an") return 1;
  if (low.startsWith("half")) return 0.5;
  if (low.endsWith("hundred")) return 100;
  if (/^\d/.test(low)) {
    const n = Number.parseFloat(low.replace(",", ""));
    return low.endsWith("1/2") ? n + 0.5 : n;
  }
  let sum = 0;
  for (const part of low.split("-")) {
    const small = WORDS.indexOf(part);
    const ten = TENS.indexOf(part);
    if (small < 0 && ten < 0) return null;
    sum += small >= 0 ? small : (ten + 2) * 10;
  }
  return sum;
}

export type Unit = "S" | "TM" | "H" | "D" | "W" | "M" | "Q" | "Y" | "DE" | "CE" | "WE";

export function unitOf(word: string): Unit {
  const low = word.toLowerCase();
  if (low.startsWith("weekend")) return "WE";
  if (low.startsWith("mi")) return "TM";
  if (low.startsWith("de")) return "DE";
  if (low.startsWith("ce")) return "CE";
  return low[0]!.toUpperCase() as Unit;
}

/** A TIMEX3 duration: `P3Y`, `PT2H`, `PXM` where the amount is vague. */
export function duration(amount: number | null, unit: Unit): string {
  const n = amount === null ? "X" : String(amount);
  if (unit === "S" || unit === "TM" || unit === "H") return `PT${n}${unit === "TM" ? "M" : unit}`;
  if (unit === "Y" && amount === 0.5) return "P6M";
  return `P${n}${unit}`;
}
