import { compareSpans, hull, type Span } from "../text/span.js";
import type { LabelledSpan, TaggedText } from "../tagger/tagged.js";

/** A relation found: its spans, and the labelled spans that it was made from. */
export interface Relation {
  readonly source: LabelledSpan | null;
  readonly cue: LabelledSpan;
  readonly content: readonly LabelledSpan[];
  /** 0 to 1, not yet calibrated. */
  readonly score: number;
}

/** A source is taken for a cue only if it belongs there at least this likely. */
const LEAST_LINK = 0.2;

/**
 * Puts spans together: every content goes to the cue it most likely belongs to, every cue takes the
 * source most likely its own. A cue that is left without content is no attribution.
 */
export function assemble(tagged: TaggedText): readonly Relation[] {
  const { spans } = tagged;
  const contents = new Map<number, LabelledSpan[]>();
  const sources = new Map<number, { readonly source: LabelledSpan; readonly score: number }>();
  for (const one of spans) {
    const best = one.links[0];
    if (one.role === "cue" || !best || best.score < LEAST_LINK) continue;
    if (one.role === "content") {
      const list = contents.get(best.cue);
      if (list) list.push(one);
      else contents.set(best.cue, [one]);
    } else {
      const score = best.score * one.score;
      const rival = sources.get(best.cue);
      if (!rival || rival.score < score) sources.set(best.cue, { source: one, score });
    }
  }
  return spans.flatMap((cue, index) => {
    if (cue.role !== "cue") return [];
    const content = contents.get(index);
    if (!content) return [];
    const source = sources.get(index)?.source ?? null;
    const parts = [cue.score, ...content.map((c) => c.score * c.links[0]!.score)];
    if (source) parts.push(source.score * source.links[0]!.score);
    const score = parts.reduce((product, s) => product * s, 1) ** (1 / parts.length);
    return [{ source, cue, content, score }];
  });
}

/** The stretch of text from a relation's first character to its last. */
export function extent(relation: Relation): Span {
  const spans = [relation.cue, ...relation.content, ...(relation.source ? [relation.source] : [])];
  return hull(spans.map((s) => s.span));
}

export const inOrder = (spans: readonly Span[]): readonly Span[] => [...spans].sort(compareSpans);
