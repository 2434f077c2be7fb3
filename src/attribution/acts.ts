import { actFeatures } from "./act-features.js";
import { BIAS, WEIGHTS } from "./act-weights.js";
import { type Act, ACTS } from "./attribution.js";
import type { Draft } from "./draft.js";

/** Labels of an attribution, by the guide's order of acts. */
export interface Labels {
  readonly act: Act;
  readonly hearsay: boolean;
  readonly negated: boolean;
}

const HEARSAY =
  /\b(?:reportedly|allegedly|apparently|supposedly|purportedly|(?:is|are|was|were) said to|rumou?red|it is alleged)\b/iu;
const NEGATED =
  /\b(?:not|never|cannot|no longer|nor|neither|without|stopped short of)\b|n['’]t\b/iu;
/** Negated, these are declined, not denied: the act says so, and the attribution stands. */
const DECLINED = /\b(?:comment|respond|answer|say|disclose|discuss|reply|elaborate|return)\b/iu;

/** Act, hearsay and negation of an attribution, by its own words. */
export function labelsOf(text: string, draft: Draft): Labels {
  const last = draft.content[draft.content.length - 1]!;
  if (draft.by === "turn") {
    const asks = /\?["”’)]*\s*$/u.test(text.slice(Math.max(last.start, last.end - 20), last.end));
    return { act: asks ? "question" : "assertion", hearsay: false, negated: false };
  }
  const cue = draft.cue.map((s) => text.slice(s.start, s.end)).join(" ");
  return {
    act: likeliestAct(text, draft),
    hearsay: HEARSAY.test(cue),
    negated: NEGATED.test(cue) && !DECLINED.test(cue),
  };
}

function likeliestAct(text: string, draft: Draft): Act {
  const scores = [...BIAS];
  for (const [feature, value] of actFeatures(text, draft)) {
    const weights = WEIGHTS[feature];
    if (weights)
      for (let act = 0; act < scores.length; act++) scores[act]! += value * weights[act]!;
  }
  let best = 0;
  for (let act = 1; act < scores.length; act++) if (scores[act]! > scores[best]!) best = act;
  return ACTS[best]!;
}
