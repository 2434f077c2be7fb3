const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/** The day that a metadata field names, as printed (no shift of time zone), or null. */
export function isoDay(value: string | null | undefined): string | null {
  if (!value) return null;
  const iso = /^\s*(\d{4})-(\d{2})-(\d{2})/u.exec(value);
  if (iso) return isoDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const american = /\b([A-Z][a-z]{2})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b/u.exec(
    value,
  );
  const british = /\b(\d{1,2})\s+([A-Z][a-z]{2})[a-z]*\.?,?\s+(\d{4})\b/u.exec(value);
  const [month, day, year] = american
    ? [american[1]!, american[2]!, american[3]!]
    : british
      ? [british[2]!, british[1]!, british[3]!]
      : ["", "", ""];
  const index = MONTHS.indexOf(month.toLowerCase());
  return index < 0 ? null : isoDate(Number(year), index + 1, Number(day));
}

/** How far from a text's top its date is looked for, in code units. */
const TOP = 800;
const DAY =
  "(?:\\p{Lu}\\p{Ll}{2,8}\\.? \\d{1,2},? \\d{4}|\\d{1,2} \\p{Lu}\\p{Ll}{2,8} \\d{4}|\\d{4}-\\d{2}-\\d{2})";
/** A line that is nothing but a date, or a dateline that gives it: `PORT SELWYN, June 2, 2025 —`. */
const AT_TOP = new RegExp(
  `^(?:(?:Published|Updated|Posted|Date)(?: on)?:? )?(?:\\p{Lu}\\p{Ll}{2,5}day,? )?(${DAY})(?:,? (?:at )?\\d{1,2}:\\d{2}.{0,20})?\\s*$|` +
    `^\\p{Lu}[\\p{L}.’'-]*(?: \\p{Lu}[\\p{L}.’'-]*){0,3}(?:, \\p{Lu}[\\p{L}. ]{1,20})?(?:,| \\() ?(${DAY})\\)?(?: \\([^)\\n]{2,30}\\))? ?[—–-]`,
  "mu",
);

/** The day that a text prints at its top as its own, or null. */
export function dayAtTop(text: string): string | null {
  const top = text.slice(0, TOP);
  if (!/\b(?:19|20)\d{2}\b/u.test(top)) return null;
  const found = AT_TOP.exec(top);
  return isoDay(found?.[1] ?? found?.[2]);
}

/** `YYYY-MM-DD`, or null where the calendar has no such day. */
export function isoDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}
