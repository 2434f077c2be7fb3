import type { LabelledSpan, TaggedText } from "../tagger/tagged.js";
import type { Span } from "../text/span.js";
import { logistic, logit } from "./logistic.js";

/**
 * A stretch of content whose own cue was not found goes to some other cue, since it must go
 * somewhere. A logistic regression over the stretch, the cue and the other contents of that cue says
 * whether it belongs; fitted on PolNeAR dev for the shipped model by `training/strays.py`, which
 * reports how often it is right on articles left out.
 */
const INTERCEPT = -1.827;
const WEIGHTS = [
  0.113, 0.611, 0.233, 0.283, -0.166, -0.14, -0.123, -0.393, 1.013, -0.559, -0.345, 1.917,
];

/** The contents of a cue without those that more likely belong elsewhere; at least one is left. */
export function withoutStrays(
  cue: LabelledSpan,
  contents: readonly LabelledSpan[],
  tagged: Pick<TaggedText, "paragraphs" | "quotations">,
): readonly LabelledSpan[] {
  let left = contents;
  while (left.length > 1) {
    let worst = left[0]!;
    let least = Infinity;
    for (const one of left) {
      const score = strayFeatures(cue, one, left, tagged).reduce(
        (sum, value, i) => sum + value * WEIGHTS[i]!,
        INTERCEPT,
      );
      if (score < least) [worst, least] = [one, score];
    }
    if (logistic(least) >= 0.5) break;
    left = left.filter((one) => one !== worst);
  }
  return left;
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
  const quoted = ({ span }: LabelledSpan): number => {
    for (let q = firstEndingAfter(quotations, span.start, (x) => x.outer); ; q++) {
      const { outer, inner } = quotations[q] ?? {};
      if (!outer || !inner || outer.start > span.start + 1) return 0;
      if (Math.abs(outer.start - span.start) <= 1 || inner.start === span.start) return 1;
    }
  };
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

const gap = (a: Span, b: Span): number => Math.max(0, a.start - b.end, b.start - a.end);

/** Index of the first of `list`, sorted by place, that ends after `at`. */
function firstEndingAfter<T>(list: readonly T[], at: number, span: (one: T) => Span): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (span(list[middle]!).end > at) high = middle;
    else low = middle + 1;
  }
  return low;
}
