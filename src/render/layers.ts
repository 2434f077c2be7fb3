import type { Reading } from "../read.js";
import type { Role } from "../tagger/tagged.js";
import { overlaps, type Span } from "../text/span.js";

/** A stretch of text under the same marks: outermost first. */
export interface Run extends Span {
  readonly marks: readonly Mark[];
}

/** One role of one attribution over a stretch of text. */
export interface Mark {
  readonly role: Role;
  /** Index into the reading's attributions. */
  readonly attribution: number;
}

/**
 * Cuts a stretch of the text where marks begin and end. Every character of it comes in exactly one
 * run. Turns of a transcript are left out: they would cover everything.
 */
export function runs(reading: Reading, within: Span): readonly Run[] {
  const marked: { span: Span; mark: Mark }[] = [];
  reading.attributions.forEach((one, attribution) => {
    if (one.cue.length === 0) return;
    for (const role of ["content", "source", "cue"] as const)
      for (const span of one[role])
        if (overlaps(span, within)) marked.push({ span, mark: { role, attribution } });
  });
  const borders = new Set([within.start, within.end]);
  for (const { span } of marked) {
    if (span.start > within.start) borders.add(span.start);
    if (span.end < within.end) borders.add(span.end);
  }
  const places = [...borders].sort((a, b) => a - b);
  return places.slice(0, -1).map((start, i) => {
    const end = places[i + 1]!;
    const marks = marked
      .filter(({ span }) => span.start <= start && end <= span.end)
      .sort((a, b) => b.span.end - b.span.start - (a.span.end - a.span.start))
      .map(({ mark }) => mark);
    return { start, end, marks };
  });
}
