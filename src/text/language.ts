import type { Span } from "./span.js";

/** How much of a text is looked at, in code units. */
const SAMPLE = 3000;
/** English prose has about four in ten of these; a text with so few is looked at more closely. */
const LEAST_SHARE = 0.12;
const FUNCTION_WORDS = new Set(
  (
    "the of and to a in that is was for it with as on be at by this had not are but from or have an they which " +
    "you were her all she there would their we him been has when who will no more if out so said what up about " +
    "than into them can only other time new some could these two may then do any my now over did down such"
  ).split(" "),
);

/**
 * The language that the prose seems to be written in: `en`, or the ISO 639-3 code of another. Only a
 * text with hardly an English function word is taken for another, so that lists of names, capitals
 * and short texts stay English.
 */
export async function languageOf(text: string, body: Span): Promise<string> {
  const sample = text.slice(body.start, Math.min(body.end, body.start + SAMPLE));
  const words = sample.match(/\p{L}+/gu) ?? [];
  if (words.length < 12) return "en";
  const english = words.filter((word) => FUNCTION_WORDS.has(word.toLowerCase())).length;
  if (english >= LEAST_SHARE * words.length) return "en";
  // Names and capitals tell nothing of the language that they stand in.
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word)).length;
  if (capitals > 0.6 * words.length) return "en";
  const { franc } = await import("franc-min"); // English never needs its trigrams
  const found = franc(sample);
  return found === "und" || found === "eng" || found === "sco" ? "en" : found;
}
