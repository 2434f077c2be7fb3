import type { Span } from "../../../src/text/span.js";

/** One edit: what was before `start` is as it was; what was from `end` on has moved by `moved`. */
export interface Edit extends Span {
  readonly moved: number;
}

/** The one edit that made `after` of `before`. Linear, without allocating: it runs at every key. */
export function editOf(before: string, after: string): Edit {
  const most = Math.min(before.length, after.length);
  const moved = after.length - before.length;
  if (before === after) return { start: before.length, end: before.length, moved };
  let same = 0;
  while (same < most && before.charCodeAt(same) === after.charCodeAt(same)) same++;
  let end = before.length;
  while (
    end > same &&
    end + moved > same &&
    before.charCodeAt(end - 1) === after.charCodeAt(end - 1 + moved)
  )
    end--;
  return { start: same, end, moved };
}

/** Where a span stands after an edit; null where the edit touched it. */
export function moveSpan(span: Span, { start, end, moved }: Edit): Span | null {
  if (span.end <= start) return span;
  return span.start < end ? null : { start: span.start + moved, end: span.end + moved };
}
