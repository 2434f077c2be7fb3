import type { LabelledSpan, TaggedText } from "../tagger/tagged.js";
import { firstEndingAfter, gap, type Span } from "../text/span.js";

/**
 * What counts for a cue as a span's own: the model's word (a logarithm), the gap between them and a
 * paragraph's end in it. A conditional logistic regression, fitted on PolNeAR train for the shipped
 * model by `training/links.py`, which reports how often it is right on dev.
 */
const SOURCE = [1.49, -0.76, -2.33];
const CONTENT = [1.69, -0.32, -1.82];
/** Likelihoods below are not told apart. */
const LEAST = 1e-9;

/** The spans with the cues that each may belong to ranked anew: nearer ones are likelier. */
export function nearerCues({
  spans,
  paragraphs,
}: Pick<TaggedText, "spans" | "paragraphs">): readonly LabelledSpan[] {
  return spans.map((one) => {
    const weights = one.role === "source" ? SOURCE : CONTENT;
    const scores = one.links.map((link) =>
      linkFeatures(one.span, spans[link.cue]!.span, link.score, paragraphs).reduce(
        (sum, value, i) => sum + value * weights[i]!,
        0,
      ),
    );
    const most = Math.max(...scores);
    const total = scores.reduce((sum, score) => sum + Math.exp(score - most), 0);
    const links = one.links
      .map(({ cue }, i) => ({ cue, score: Math.exp(scores[i]! - most) / total }))
      .sort((a, b) => b.score - a.score);
    return { ...one, links };
  });
}

/** The numbers that the weights above belong to, in their order. Gaps in code units. */
export function linkFeatures(
  span: Span,
  cue: Span,
  link: number,
  paragraphs: readonly Span[],
): readonly number[] {
  const paragraph = ({ start }: Span): number => firstEndingAfter(paragraphs, start, (p) => p);
  return [
    Math.log(Math.max(LEAST, link)),
    Math.log1p(gap(span, cue)),
    paragraph(span) === paragraph(cue) ? 0 : 1,
  ];
}
