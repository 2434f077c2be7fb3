import { type Act, ACTS } from "./attribution.js";
import type { Draft } from "./draft.js";

/** Labels of an attribution, by the guide's order of acts. */
export interface Labels {
  readonly act: Act;
  readonly hearsay: boolean;
  readonly negated: boolean;
}

const HEARSAY =
  /\b(?:reportedly|allegedly|apparently|supposedly|purportedly|is said to|are said to|was said to|were said to|rumou?red|it is (?:alleged|rumou?red))\b/iu;
const NEGATED =
  /\b(?:not|never|n['’]t|no longer|nor|neither|without|stopped short of)\b|n['’]t\b/iu;
/** A negated cue of these declines or denies by itself: the act says so, the attribution stands. */
const DECLINES = /\b(?:comment|respond|answer|say|disclose|discuss|reply|elaborate)\b/iu;

/** Act, hearsay and negation of an attribution, by the model's votes and the cue's own words. */
export function labelsOf(text: string, draft: Draft): Labels {
  const cue = draft.cue.map((s) => text.slice(s.start, s.end)).join(" ");
  const last = draft.content[draft.content.length - 1]!;
  if (draft.by === "turn") {
    const question = /\?["”’)]*\s*$/u.test(text.slice(last.start, last.end));
    return { act: question ? "question" : "assertion", hearsay: false, negated: false };
  }
  const act = likeliest(draft.acts);
  return {
    act,
    hearsay: HEARSAY.test(cue),
    negated: act !== "refusal" && NEGATED.test(cue) && !DECLINES.test(cue),
  };
}

function likeliest(logits: readonly number[]): Act {
  let best = ACTS.length - 1;
  logits.forEach((value, i) => {
    if (value > logits[best]!) best = i;
  });
  return ACTS[best]!;
}
