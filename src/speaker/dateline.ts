import type { NameSpan } from "../tagger/tagged.js";

/** "PORT SELWYN, Ont. (Reuters) —" before the first sentence. */
const DATELINE =
  /(?:^|\n)(\p{Lu}[\p{Lu}.’'-]*(?: \p{Lu}[\p{Lu}.’'-]+){0,3})(?:, [\p{L}. ]{2,20}\d{0,2})?(?: \([^)\n]{2,30}\))? ?[—–-]{1,2} ?(?=\p{Lu}|["“])/u;
/** Without these it has none, and most texts are spared the pattern: a dash, a line that begins with capitals. */
const DASHED = /[—–]|[^a-z]-/;
const CAPITALS = /(?:^|\n)[^a-z\s“"‘'(][^a-z]/;
/** How far from the top a dateline is looked for, in code units. */
const TOP = 600;

/** The place that the dateline names, in lower case. */
export function datelinePlace(text: string): string | null {
  const top = text.slice(0, TOP);
  return DASHED.test(top) && CAPITALS.test(top)
    ? (DATELINE.exec(top)?.[1]!.toLowerCase() ?? null)
    : null;
}

/** "Selwyn" where "Port Selwyn" stands, if the dateline has it so: a place, not a person. */
export function placeWhole(text: string, one: NameSpan, place: string): NameSpan {
  const printed = text.slice(one.span.start, one.span.end);
  const words = printed.toLowerCase();
  const start = one.span.end - place.length;
  // A place of one word is told by its capitals: a person may be called so too.
  if (
    !place.endsWith(words) ||
    (!place.includes(" ") && printed !== printed.toUpperCase()) ||
    text.slice(Math.max(0, start), one.span.end).toLowerCase() !== place
  )
    return one;
  return { ...one, kind: "place", span: { start, end: one.span.end } };
}
