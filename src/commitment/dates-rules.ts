import { DAY_RULES } from "./dates-days.js";
import type { Rule } from "./dates-rule.js";
import { SPAN_RULES } from "./dates-spans.js";

/** In order: the first whose words are still free takes them; so the longer come first. */
export const RULES: readonly Rule[] = [...DAY_RULES, ...SPAN_RULES];
