import type { Draft } from "../attribution/draft.js";
import type { Clause, Told } from "./clause.js";

/** What the model's word on it is changed by (logits), chosen on PolNeAR `dev`: it knows acts better than forms. */
const REFUSED = -1;
const NOTHING_TELLS = -0.7;
const NO_SOURCE = -0.5;
/** In place of the model's word where it has none. */
const BY_ACT = 2;

/** How likely it is (0 to 1) that an attribution binds its source's side by the clause that is the likeliest to do so. */
export function bindingLikelihood(told: Told, { acts }: Draft, { tells }: Clause): number {
  let logit = acts?.binds ?? (told.act === "commitment" ? BY_ACT : -BY_ACT);
  if (told.act === "refusal") logit += REFUSED;
  if (!tells) logit += NOTHING_TELLS;
  if (told.source.length === 0) logit += NO_SOURCE;
  return 1 / (1 + Math.exp(-logit));
}
