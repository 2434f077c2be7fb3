import type { Quotation } from "../text/quotation.js";
import { compareSpans, type Span, trimSpan } from "../text/span.js";

/** An end of a content span that misses a mark by no more than this many code units is moved to it. */
const REACH = 2;

/**
 * Moves the ends of content spans to the quotation marks that they nearly reach, so that a quoted
 * content starts with its opening mark and ends with its closing one, and joins parts that then
 * touch. Spans stay in order and inside the text.
 */
export function snapToMarks(
  text: string,
  content: readonly Span[],
  quotations: readonly Quotation[],
): readonly Span[] {
  const snapped = content.map((part) => {
    let { start, end } = part;
    for (const { outer, inner, closed } of quotations) {
      if (outer.start > end + REACH) break;
      if (outer.end < start - REACH) continue;
      if (start > outer.start && start <= inner.start + REACH && end > inner.start)
        start = outer.start;
      if (closed && end < outer.end && end >= inner.end - REACH && start < inner.end)
        end = outer.end;
    }
    return trimSpan(text, { start, end });
  });
  const out: { start: number; end: number }[] = [];
  for (const part of snapped.sort(compareSpans)) {
    const last = out[out.length - 1];
    if (last && part.start <= last.end) last.end = Math.max(last.end, part.end);
    else out.push({ ...part });
  }
  return out;
}
