import { isoDate } from "./plain.js";

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
