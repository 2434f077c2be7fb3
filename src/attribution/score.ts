import type { LabelledSpan } from "../tagger/tagged.js";
import { gap } from "../text/span.js";
import { logistic, logit } from "./logistic.js";

/** What a relation's score is reckoned from. */
export interface ScoredParts {
  readonly cue: LabelledSpan;
  readonly source: LabelledSpan | null;
  /** How likely the source belongs to the cue; of no account without a source. */
  readonly sourceLink: number;
  readonly content: readonly LabelledSpan[];
  /** Whether every content begins at an opening quotation mark. */
  readonly quoted: boolean;
}

/**
 * Weights of a logistic regression from the model's own probabilities to whether a relation agrees
 * with a trained annotator's in content and source; fitted on PolNeAR dev for the shipped model by
 * `training/calibrate.py`, which reports its error on folds left out.
 */
const INTERCEPT = -1.659;
const CUE = -0.014;
const CONTENT = 0.569;
const CONTENT_LINK = 0.071;
const SOURCE = 0.3;
const SOURCE_LINK = 0.123;
const NO_SOURCE = 0.504;
const QUOTED = -0.009;
const LENGTH = 0.002;
const GAP = -0.056;
const FAINT_SOURCE = -0.273;

/** The chance, 0 to 1, that a relation's content and source are right. */
export function scoreOf(parts: ScoredParts): number {
  return logistic(features(parts).reduce((sum, value, i) => sum + value * WEIGHTS[i]!, INTERCEPT));
}

const WEIGHTS = [
  CUE,
  CONTENT,
  CONTENT_LINK,
  SOURCE,
  SOURCE_LINK,
  NO_SOURCE,
  FAINT_SOURCE,
  QUOTED,
  LENGTH,
  GAP,
];

/** The numbers that the weights above belong to, in their order. Lengths and gaps in code units. */
export function features({
  cue,
  source,
  sourceLink,
  content,
  quoted,
}: ScoredParts): readonly number[] {
  return [
    logit(cue.score),
    logit(Math.min(...content.map((c) => c.score))),
    logit(Math.min(...content.map((c) => c.links[0]!.score))),
    source ? logit(source.score) : 0,
    source ? logit(sourceLink) : 0,
    source ? 0 : 1,
    source?.faint ? 1 : 0,
    quoted ? 1 : 0,
    Math.log1p(content.reduce((sum, { span }) => sum + span.end - span.start, 0)),
    Math.log1p(Math.min(...content.map(({ span }) => gap(span, cue.span)))),
  ];
}
