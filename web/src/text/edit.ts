import type { Span } from "../../../src/text/span.js";

/**
 * Where a span of `before` stands in `after`, which one edit made of it; null where the edit touched
 * the span. Linear, without allocating: it runs at every key.
 */
export function moveSpan(span: Span, before: string, after: string): Span | null {
  if (before === after) return span;
  const most = Math.min(before.length, after.length);
  let same = 0;
  while (same < most && before.charCodeAt(same) === after.charCodeAt(same)) same++;
  if (span.end <= same) return span;
  let tail = 0;
  while (
    tail < most - same &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  if (span.start < before.length - tail) return null;
  const moved = after.length - before.length;
  return { start: span.start + moved, end: span.end + moved };
}
