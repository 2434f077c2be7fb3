import { actFeatures } from "../attribution/act-features.js";
import { actScores } from "../attribution/acts.js";
import { ACTS } from "../attribution/attribution.js";
import type { Draft } from "../attribution/draft.js";
import type { Span } from "../text/span.js";
import { BIAS, WEIGHTS } from "./binding-weights.js";
import { type Manner, type Told, wordsOf } from "./clause.js";

/** Cues of foresight and opinion: what they tell is seldom a plan. */
const FORESEES =
  /\b(?:predict|forecast|expect|project|fear|doubt|believ|think|thought|hop|worri|warn|estimat|claim|argu|suspect|speculat|suggest|wish|want)/i;
const PRONOUN = /^(?:I|we|s?he|they|it|who|which|that)$/i;
/** Groups of act features that say nothing of binding that so few labels could teach. */
const LEFT_OUT = /^(?:b|w|cb|cp|c3|v|Nv|N|s)=?/u;
/** Beyond so much for or against, more certainty of the act is no more certainty of the bond. */
const MOST = 5;
const within = (logit: number): number => Math.max(-MOST, Math.min(MOST, logit)) / 2;

/**
 * What tells whether an attribution binds its source's side: names of features with their values.
 * `manner` is how its likeliest clause may bind.
 */
export function bindingFeatures(
  text: string,
  told: Told,
  draft: Draft,
  manner: Manner,
): ReadonlyMap<string, number> {
  const out = new Map<string, number>();
  for (const [name, value] of actFeatures(text, told))
    if (!LEFT_OUT.test(name)) out.set(name, value);
  const scores = actScores(text, draft);
  const commitment = ACTS.indexOf("commitment");
  const others = scores.filter((_, act) => act !== commitment);
  const lead = within(scores[commitment]! - Math.max(...others));
  out.set("lead", lead);
  // Without the model's word the table's stands for it.
  out.set("head", draft.acts ? within(draft.acts.binds) : lead);
  out.set(`act=${told.act}`, 1);
  out.set(`manner=${manner}`, 1);
  out.set(`${manner}|${told.act === "commitment"}`, 1);
  out.set(`quotation=${told.quotation}`, 1);
  if (FORESEES.test(wordsOf(text, told.cue))) out.set("foresees", 1);
  out.set(`source=${kindOfSource(text, told.source)}`, 1);
  return out;
}

/** How likely it is (0 to 1) that the attribution binds, by features as above. */
export function bindingLikelihood(features: ReadonlyMap<string, number>): number {
  let sum = BIAS;
  for (const [name, value] of features) sum += value * (WEIGHTS[name] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}

function kindOfSource(text: string, source: readonly Span[]): string {
  if (source.length === 0) return "none";
  const words = wordsOf(text, source);
  if (PRONOUN.test(words)) return "pronoun";
  return /^(?:his|her|their|its|my|our)$|['’]s?$/i.test(words) ? "possessive" : "other";
}
