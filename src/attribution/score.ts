import type { LabelledSpan } from "../tagger/tagged.js";
import { logistic, logit } from "./logistic.js";

/** What a relation's score is reckoned from. */
export interface ScoredParts {
  readonly cue: LabelledSpan;
  readonly source: LabelledSpan | null;
  /** How likely the source belongs to the cue; of no account without a source. */
  readonly sourceLink: number;
  readonly content: readonly LabelledSpan[];
}

/**
 * Weights of a logistic regression from the model's own probabilities to whether a relation agrees
 * with a trained annotator's in content and source; fitted on PolNeAR dev for the shipped model by
 * `training/calibrate.py`, which reports its error on folds left out.
 */
const INTERCEPT = -2.416;
const CUE = 0.021;
const CONTENT = 0.426;
const CONTENT_LINK = 0.101;
const SOURCE = 0.409;
const SOURCE_LINK = 0.113;
const NO_SOURCE = 0.363;
const FAINT_SOURCE = -0.112;

/** The chance, 0 to 1, that a relation's content and source are right. */
export function scoreOf(parts: ScoredParts): number {
  return logistic(features(parts).reduce((sum, value, i) => sum + value * WEIGHTS[i]!, INTERCEPT));
}

const WEIGHTS = [CUE, CONTENT, CONTENT_LINK, SOURCE, SOURCE_LINK, NO_SOURCE, FAINT_SOURCE];

/** The numbers that the weights above belong to, in their order. */
export function features({ cue, source, sourceLink, content }: ScoredParts): readonly number[] {
  return [
    logit(cue.score),
    logit(Math.min(...content.map((c) => c.score))),
    logit(Math.min(...content.map((c) => c.links[0]!.score))),
    source ? logit(source.score) : 0,
    source ? logit(sourceLink) : 0,
    source ? 0 : 1,
    source?.faint ? 1 : 0,
  ];
}
