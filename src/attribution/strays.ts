import type { LabelledSpan, TaggedText } from "../tagger/tagged.js";
import type { Quotation } from "../text/quotation.js";
import { covers, firstEndingAfter, gap, overlaps, type Span } from "../text/span.js";
import { logistic, logit } from "./logistic.js";

/**
 * A stretch of content whose own cue was not found goes to some other cue, since it must go
 * somewhere. A logistic regression over the stretch, the cue and the other contents of that cue says
 * whether it belongs; fitted on PolNeAR dev for the shipped model by `training/strays.py`, which
 * reports how often it is right on articles left out.
 */
const INTERCEPT = 1.409;
const WEIGHTS = [
  0.247, 0.74, 0.053, 0.171, -0.028, -0.552, -0.495, -0.503, 1.461, 0.106, -0.602, 1.241,
];

const PRONOUN = /^(?:it|this|that|so|them|these|those)$/i;

/**
 * The contents of a cue without a last pronoun that is the object of a verb of its own ("He told them that it
 * sang. She denied it"): one behind the others, with words between that are not the cue's.
 */
export function withoutObject(
  text: string,
  cue: LabelledSpan,
  contents: readonly LabelledSpan[],
): readonly LabelledSpan[] {
  const last = contents.reduce((a, b) => (b.span.start > a.span.start ? b : a));
  if (!PRONOUN.test(text.slice(last.span.start, last.span.end))) return contents;
  const others = contents.filter((one) => one !== last);
  const end = Math.max(...others.map(({ span }) => span.end));
  const between = { start: end, end: last.span.start };
  return others.length > 0 &&
    gap(last.span, cue.span) > 1 &&
    !overlaps(between, cue.span) &&
    /\p{L}{3}/u.test(text.slice(between.start, between.end))
    ? others
    : contents;
}

/**
 * The contents of a cue without those that more likely belong elsewhere; at least one is left. Parts
 * of one quotation that the cue stands outside of stay together. `outermost`: those of the text that
 * stand in no other.
 */
export function withoutStrays(
  cue: LabelledSpan,
  contents: readonly LabelledSpan[],
  tagged: Pick<TaggedText, "paragraphs" | "quotations">,
  outermost: readonly Quotation[],
): readonly LabelledSpan[] {
  let left = contents;
  while (left.length > 1) {
    let worst = left[0]!;
    let least = Infinity;
    for (const one of left) {
      if (sharesQuotation(one, left, cue, outermost)) continue;
      const score = strayFeatures(cue, one, left, tagged).reduce(
        (sum, value, i) => sum + value * WEIGHTS[i]!,
        INTERCEPT,
      );
      if (score < least) [worst, least] = [one, score];
    }
    if (logistic(least) >= 0.5) break; // of none, too: Infinity
    left = left.filter((one) => one !== worst);
  }
  return left;
}

function sharesQuotation(
  one: LabelledSpan,
  contents: readonly LabelledSpan[],
  cue: LabelledSpan,
  quotations: readonly Quotation[],
): boolean {
  const around = quotations[firstEndingAfter(quotations, one.span.start, ({ outer }) => outer)];
  return (
    around !== undefined &&
    covers(around.outer, one.span) &&
    !overlaps(around.outer, cue.span) &&
    contents.some((other) => other !== one && covers(around.outer, other.span))
  );
}

/** The numbers that the weights above belong to, in their order. Lengths and gaps in code units. */
export function strayFeatures(
  cue: LabelledSpan,
  one: LabelledSpan,
  contents: readonly LabelledSpan[],
  { paragraphs, quotations }: Pick<TaggedText, "paragraphs" | "quotations">,
): readonly number[] {
  const others = contents.filter((other) => other !== one);
  const most = (value: (other: LabelledSpan) => number): number => Math.max(...others.map(value));
  const paragraph = (s: Span): number => firstEndingAfter(paragraphs, s.start, (p) => p);
  const quoted = ({ span }: LabelledSpan): number => (startsQuoted(span, quotations) ? 1 : 0);
  const own = quoted(one);
  const theirs = most(quoted);
  const length = ({ span }: LabelledSpan): number => Math.log1p(span.end - span.start);
  return [
    logit(one.links[0]!.score),
    logit(one.score),
    most((other) => logit(other.score)),
    most((other) => logit(other.links[0]!.score)),
    Math.log1p(gap(one.span, cue.span)),
    Math.log1p(-most((other) => -gap(one.span, other.span))),
    length(one),
    most(length),
    paragraph(one.span) === paragraph(cue.span) ? 1 : 0,
    own,
    theirs,
    own * theirs,
  ];
}

/** Whether a span begins at an opening quotation mark, or right behind it. */
export function startsQuoted({ start }: Span, quotations: readonly Quotation[]): boolean {
  for (let q = firstEndingAfter(quotations, start, ({ outer }) => outer); ; q++) {
    const { outer, inner } = quotations[q] ?? {};
    if (!outer || !inner || outer.start > start + 1) return false;
    if (Math.abs(outer.start - start) <= 1 || inner.start === start) return true;
  }
}
