import type { Span } from "../text/span.js";

/** A clause in which somebody binds himself or his side to act. */
export interface Bound {
  /** The one bound, as worded: the pronoun or noun before the verb. */
  readonly subject: string;
  /** Where the act begins, from the start of the sentence. */
  readonly at: number;
}

/** First person, with what makes it a matter of one's own will. */
const FIRST =
  /\b(I|we)(?:['’]ll| will| shall| won['’]t|['’](?:m|re) (?:not )?(?:going to|gonna|planning to)| (?:am|are) (?:not )?(?:going to|planning to)| (?:plan|intend|promise|pledge|vow|agree|swear|commit|are committed|am committed) to)\s+((?:(?:not|never|always|also|certainly|absolutely|immediately|continue to|just|then|now|all|soon) )*)([a-z]+)(?: ([a-z]+))?/giu;
/** The source's own plan in reported speech: near the start of the content. */
const THIRD =
  /^(?:that )?(?:[^.!?"“”]{0,40}, )?((?:s?he|they|it|his|her|their|its)(?: [a-z]+){0,2}?)(?:['’](?:ll|d)| will| would| won['’]t| wouldn['’]t| (?:plan|intend)(?:s|ed)? to| (?:is|are|was|were) (?:not )?(?:going|planning) to)\s+((?:(?:not|never|also|immediately|continue to) )*)([a-z]+)(?: ([a-z]+))?/iu;
/** Verbs of what befalls one or of how one talks: none is promised. */
const NO_ACT = new Set(
  "see have need know find be say note add admit remember regret lose win get become like love hate prefer want think feel believe hear understand die suffer happen miss guess assume tell remind point reiterate repeat argue concede acknowledge confess end take leave go come look wake learn face make live cross survive prevail succeed fail vote rather matter convey mention echo stress highlight welcome owe been".split(
    " ",
  ),
);
/** With the word behind, those verbs do bind. */
const ACT_AFTER = new Set(
  "action steps care back forward sure legal measures there releasing announcing sending making putting working taking doing holding providing continuing voting giving".split(
    " ",
  ),
);
/** Before it, the clause is a question, a condition or a comparison. */
const OPENERS =
  /\b(?:if|when|whether|what|where|how|why|who|whom|which|as|than|until|before|after|hope|hopes|hoping|think|thinks|believe|guess|unless)(?: (?:that|and|or))?(?: [a-z]{1,8})? $/iu;

/** The first clause of a sentence that binds its speaker, or null. */
export function boundByFirst(sentence: string): Bound | null {
  if (/\?["”’')\]]*\s*$/u.test(sentence)) return null;
  for (const match of sentence.matchAll(FIRST)) {
    const [whole, subject, , verb, behind] = match;
    if (OPENERS.test(sentence.slice(Math.max(0, match.index - 30), match.index))) continue;
    if (!acts(verb!, behind)) continue;
    return { subject: subject!, at: match.index + actAt(whole, verb!, behind) };
  }
  return null;
}

/** The same for reported speech (`that she would …`), told of the source by a pronoun. */
export function boundByThird(sentence: string): Bound | null {
  const match = THIRD.exec(sentence);
  if (match === null) return null;
  const [whole, subject, , verb, behind] = match;
  if (!acts(verb!, behind)) return null;
  return { subject: subject!, at: actAt(whole, verb!, behind) };
}

const acts = (verb: string, behind: string | undefined): boolean =>
  !NO_ACT.has(verb.toLowerCase()) || (behind !== undefined && ACT_AFTER.has(behind.toLowerCase()));

/** Where the act begins: at its verb, or at the "not" without which it would be the contrary. */
function actAt(whole: string, verb: string, behind: string | undefined): number {
  const negation = /\b(?:not|never|won['’]t|wouldn['’]t)\b/iu.exec(whole);
  return negation
    ? negation.index
    : whole.length - verb.length - (behind === undefined ? 0 : behind.length + 1);
}

const CONDITION =
  /\b(?:if|unless|provided(?: that)?|as long as|so long as|in case|on condition that|only when|until such time as)\b(?! (?:not|you will|any)\b)[^.;!?"”]*/iu;

/** The words that make it conditional, from the start of the sentence, or null. */
export function conditionIn(sentence: string): Span | null {
  const match = CONDITION.exec(sentence);
  if (match === null) return null;
  // A leading clause ends at its comma; a trailing one with the sentence.
  const comma = match.index < 3 ? match[0].indexOf(",") : -1;
  const words = (comma > 0 ? match[0].slice(0, comma) : match[0]).replace(/[\s,—-]+$/u, "");
  return words.split(" ").length < 3
    ? null
    : { start: match.index, end: match.index + words.length };
}
