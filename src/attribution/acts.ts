import { endsAsking } from "../text/question.js";
import { wordsAt } from "../text/span.js";
import { actFeatures } from "./act-features.js";
import { BIAS, RAISED, TABLE } from "./act-weights.js";
import { type Act, ACTS } from "./attribution.js";
import type { Draft } from "./draft.js";
import { HEARSAY_ADVERBS } from "./hearsay.js";
import { isAsker } from "./turns.js";

/** Labels of an attribution, by the guide's order of acts. */
export interface Labels {
  readonly act: Act;
  readonly hearsay: boolean;
  readonly negated: boolean;
}

const HEARSAY = new RegExp(
  `\\b(?:${HEARSAY_ADVERBS}|(?:is|are|was|were) said to|rumou?red|it is alleged)\\b`,
  "i",
);
const NEGATED =
  /\b(?:not|never|cannot|no longer|nor|neither|stopped short of)\b|^without\b|n['’]t\b/i;
/** Negated, these are declined, not denied: the act says so, and the attribution stands. */
const DECLINED = /\b(?:comment|respond|answer|say|disclose|discuss|reply|elaborate|return)\b/i;

/** Act, hearsay and negation of an attribution, by its own words. */
export function labelsOf(text: string, draft: Draft): Labels {
  if (draft.by === "turn")
    return { act: asks(text, draft) ? "question" : "assertion", hearsay: false, negated: false };
  const cue = wordsAt(text, draft.cue);
  const act = likeliestAct(text, draft);
  return {
    act,
    hearsay: HEARSAY.test(cue),
    negated: act !== "refusal" && NEGATED.test(cue) && !DECLINED.test(cue),
  };
}

/** A turn asks that ends in a question; one of a reporter that holds one, whatever he adds. */
function asks(text: string, { source, content }: Draft): boolean {
  const words = wordsAt(text, content);
  return source.some((s) => isAsker(text.slice(s.start, s.end)))
    ? words.includes("?")
    : endsAsking(words);
}

/** The character of a weight of nothing, and how much the next one is worth. */
const ZERO = 80;
const STEP = 0.055;
/** Weights of each feature, one character an act; read from the table when first asked for. */
let weightsByFeature: ReadonlyMap<string, string> | null = null;

function readTable(): ReadonlyMap<string, string> {
  const out = new Map<string, string>();
  for (const line of TABLE.split("\n")) {
    const tab = line.indexOf("\t");
    out.set(line.slice(0, tab), line.slice(tab + 1));
  }
  return out;
}

/** How much the table counts beside the model's word on the act: both have learnt from the same labels. */
const BESIDE = 0.3;

function logSoftmax(scores: readonly number[]): readonly number[] {
  const most = Math.max(...scores);
  const norm = most + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - most), 0));
  return scores.map((score) => score - norm);
}

/**
 * Log-probabilities of the acts, in the order of `ACTS`, by the table of features and, where the
 * model has a word on it, by the model; up to a constant.
 */
export function actScores(text: string, draft: Draft): readonly number[] {
  weightsByFeature ??= readTable();
  const scores = [...BIAS];
  for (const [feature, value] of actFeatures(text, draft)) {
    const weights = weightsByFeature.get(feature);
    if (weights !== undefined)
      for (let act = 0; act < scores.length; act++)
        scores[act]! += value * STEP * (weights.charCodeAt(act) - ZERO);
  }
  const table = logSoftmax(scores);
  const model = draft.acts && logSoftmax(draft.acts.act);
  if (!model) return table;
  return table.map((score, act) => BESIDE * score + model[act]! + RAISED[act]!);
}

function likeliestAct(text: string, draft: Draft): Act {
  const scores = actScores(text, draft);
  return ACTS[scores.indexOf(Math.max(...scores))]!;
}
