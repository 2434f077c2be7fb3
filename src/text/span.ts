/**
 * A stretch of a document's text: 0-based, end-exclusive, counted in UTF-16 code units
 * (what a JavaScript string counts). An empty span has `start === end`.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Makes a span, or throws `RangeError` where the numbers are no span. */
export function span(start: number, end: number): Span {
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end < start)
    throw new RangeError(`Invalid span ${start} to ${end}`);
  return { start, end };
}

export const spanLength = (s: Span): number => s.end - s.start;
export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;
export const covers = (outer: Span, inner: Span): boolean =>
  outer.start <= inner.start && inner.end <= outer.end;
export const equalSpans = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end;
export const compareSpans = (a: Span, b: Span): number => a.start - b.start || a.end - b.end;

/** Code units between two spans; 0 where they touch or overlap. */
export const gap = (a: Span, b: Span): number => Math.max(0, a.start - b.end, b.start - a.end);

/** The words a span stands for; throws `RangeError` where the span leaves the text. */
export function sliceSpan(text: string, s: Span): string {
  if (s.start < 0 || s.end < s.start || s.end > text.length)
    throw new RangeError(
      `Span ${s.start} to ${s.end} does not fit a text of ${text.length} code units`,
    );
  return text.slice(s.start, s.end);
}

/** The smallest span that covers all of `spans`; throws `RangeError` where there are none. */
export function hull(spans: readonly Span[]): Span {
  let start = Infinity;
  let end = -Infinity;
  for (const s of spans) {
    if (s.start < start) start = s.start;
    if (s.end > end) end = s.end;
  }
  if (start > end) throw new RangeError("No span covers an empty list of spans");
  return { start, end };
}

const isSpace = (code: number): boolean =>
  code <= 0x20 || code === 0xa0 || code === 0x200b || code === 0xfeff || code === 0x202f;

/** The span without white space at its ends; empty (at its start) where it is nothing else. */
export function trimSpan(text: string, s: Span): Span {
  let { start, end } = s;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

/** Index of the first of `list`, whose spans lie apart in order of place, that ends after `at`. */
export function firstEndingAfter<T>(
  list: readonly T[],
  at: number,
  span: (one: T) => Span,
): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (span(list[middle]!).end > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Those of `list`, whose spans lie apart in order of place, that share a stretch with `place`. */
export function overlapping<T>(
  list: readonly T[],
  place: Span,
  span: (one: T) => Span,
): readonly T[] {
  const first = firstEndingAfter(list, place.start, span);
  let end = first;
  while (end < list.length && span(list[end]!).start < place.end) end++;
  return list.slice(first, end);
}

/** What stands at the spans, one after another with a space between. */
export const wordsAt = (text: string, spans: readonly Span[]): string =>
  spans.map(({ start, end }) => text.slice(start, end)).join(" ");
