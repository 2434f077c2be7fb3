import type { TaggedText } from "../tagger/tagged.js";
import { compareSpans, type Span } from "../text/span.js";
import { assemble, type Relation } from "./assemble.js";
import type { QuotationKind } from "./attribution.js";
import { continueQuotations } from "./continue.js";
import type { Draft } from "./draft.js";
import { snapToMarks } from "./marks.js";

/**
 * Relations less likely to be right are left out. On dev F1 still rises a little up to 0.4, at the
 * cost of a tenth of what is found: a quarter keeps most of both.
 */
const LEAST_SCORE = 0.25;
/** Kept for what they tell all the same: hearsay, and the question that an answer follows. */
const KEPT = /\b(?:reportedly|allegedly|purportedly|supposedly)\b|^asked\b/i;

const cueOf = (text: string, { cue }: Relation): string => text.slice(cue.span.start, cue.span.end);

/** Labelled spans and quotation marks to attributions, in order of place. */
export function attribute(text: string, tagged: TaggedText): readonly Draft[] {
  const drafts = assemble(text, tagged)
    .filter((relation) => relation.score >= LEAST_SCORE || KEPT.test(cueOf(text, relation)))
    .map((relation) => draft(text, tagged, relation))
    .sort((a, b) => compareSpans(first(a), first(b)));
  return continueQuotations(text, drafts, tagged);
}

function draft(text: string, tagged: TaggedText, relation: Relation): Draft {
  const content = snapToMarks(
    text,
    relation.content.map((c) => c.span),
    tagged.quotations,
  );
  return {
    source: relation.source ? [relation.source.span] : [],
    cue: [relation.cue.span],
    content,
    quotation: quotationKind(text, content, tagged),
    parent: null,
    score: relation.score,
    acts: actsOf(relation),
    by: "model",
  };
}

/** The sum over the parts of the mean of their words' scores, as the model was trained. */
function actsOf({ source, cue, content }: Relation): readonly number[] | null {
  let out: number[] | null = null;
  for (const part of [source ? [source] : [], [cue], content]) {
    const scores = part.flatMap(({ acts }) => (acts === null ? [] : [acts]));
    const words = scores.reduce((n, one) => n + one.words, 0);
    for (const { sum } of scores) out = sum.map((score, act) => (out?.[act] ?? 0) + score / words);
  }
  return out;
}

function first(draft: Draft): Span {
  return [...draft.source, ...draft.cue, ...draft.content].reduce((a, b) =>
    a.start <= b.start ? a : b,
  );
}

/** Whether all, some or none of the content's letters and digits stand in quotation marks. */
export function quotationKind(
  text: string,
  content: readonly Span[],
  { quotations }: Pick<TaggedText, "quotations">,
): QuotationKind {
  let inside = 0;
  let outside = 0;
  for (const part of content) {
    let at = part.start;
    for (const { outer, inner, depth } of quotations) {
      if (depth > 0 || outer.end <= at) continue;
      if (outer.start >= part.end) break;
      outside += letters(text, at, Math.min(outer.start, part.end));
      inside += letters(text, Math.max(at, inner.start), Math.min(inner.end, part.end));
      at = Math.min(outer.end, part.end);
    }
    outside += letters(text, at, part.end);
  }
  if (inside === 0) return "indirect";
  return outside === 0 ? "direct" : "mixed";
}

function letters(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xaa || (unit >= 48 && unit <= 57) || ((unit | 32) >= 97 && (unit | 32) <= 122))
      if (unit < 0x2000 || unit > 0x206f) count++;
  }
  return count;
}
