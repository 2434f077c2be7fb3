import { endsAsking } from "../text/question.js";
import type { Span } from "../text/span.js";

/** A clause in which somebody binds himself or his side to act. */
export interface Bound {
  /** The one bound, as worded: the pronoun or noun before the verb. */
  readonly subject: string;
  /** Where the act begins, from the start of the sentence. */
  readonly at: number;
}

const ADVERBS =
  "(?:(?:not|never|always|also|certainly|absolutely|definitely|immediately|obviously|personally|" +
  "continue to|just|then|now|all|soon|still|probably|actually|of course,?) )*";
/** Three groups: adverbs, the verb, the word behind it. */
export const VERB = `((?:${ADVERBS}))([a-z]+)(?: ([a-z]+))?`;

/** First person, with what makes it a matter of one's own will. */
const FIRST = new RegExp(
  `\\b(I|we)(?: (?:obviously|certainly|also|absolutely|definitely|both|all))?(?:${[
    "['’]ll",
    " will",
    " shall",
    " won['’]t",
    "['’](?:m|re) (?:not )?(?:going to|gonna|planning to)",
    " (?:am|are) (?:not )?(?:(?:also|obviously|certainly) )?(?:going to|planning to)",
    "(?:['’](?:m|re)| am| are|['’]d be| would be| (?:remain|stand|stay)) (?:also |fully |still )?(?:happy|glad|willing|ready|prepared|determined|committed) to",
    " (?:plan|intend|promise|pledge|vow|agree|swear|commit|have to promise|have agreed|have decided) to",
  ].join("|")})\\s+${VERB}`,
  "gi",
);
/** Offers to look after something: `Let me check`, `I can get back to you`. */
const OFFER =
  /\b(?:let (me|us)|(I|we)(?: can| could|['’]ll have to| will have to))\s+((?:(?:certainly|just|definitely|probably|also) )*)(check|ask|follow up|look into|find out|get back|get you|circle back|see if|see what|talk to|pass that|come back)\b/gi;
/** `I promise you that there will be no cuts`. */
const VOW =
  /\b(I|we) (?:can )?(?:promise|pledge|vow|swear|guarantee)(?: you| them| everyone)?(?:,| that)? (?=(?:there|this|that|it|no|not|the|every|all)\b[^.;!?]{0,40}? (?:will|won['’]t)\b)/i;
/** The source's own plan in reported speech: near the start of the content. */
export const AUXILIARY =
  "(?:['’](?:ll|d)| will| would| won['’]t| wouldn['’]t| (?:do )?(?:plan|intend)(?:s|ed|ned)? to|(?: (?:has|have|had))? (?:agreed|decided|promised|offered|pledged|vowed|threatened) to|['’](?:s|re) (?:not )?(?:going|planning) to| (?:is|are) (?:not )?to| (?:is|are|was|were) (?:not )?(?:going to|planning to|preparing to|willing to|ready to|prepared to|committed to|determined to)| remain(?:s|ed)? (?:ready|committed|determined|prepared) to| (?:has|have|had) no (?:plans? to|intention (?:to|of)))";
/** One of its words: where none stands, the patterns with it need not be compiled. */
const AUXILIARY_WORD =
  /['’](?:ll|d|s|re)\b|\b(?:will|would|wo|plan|inten[dt]|agreed|decided|promised|offered|pledged|vowed|threatened|going|planning|preparing|willing|ready|prepared|committed|determined)|\b(?:is|are) (?:not )?to\b/i;
/** A clause that opens a sentence: what has to be first. */
export const WHEN = '(?:[Ii]f|[Uu]nless|[Oo]nce|[Ww]hen|[Aa]s long as) [^.!?"“”,]{0,120}, ';
const THIRD = new RegExp(
  `^(?:["“'‘])?(?:that )?(?:${WHEN}|[^.!?"“”]{0,40}, |(?:in|on|by|from|after|before|within|until|next|this) (?:[\\w.’'-]+ ){1,5}?)?((?:s?he|they|it|his|her|their|its)(?: (?!thinks?\\b|believes?\\b|hopes?\\b|expects?\\b|knows?\\b)[a-z]+){0,2}?)${AUXILIARY}\\s+${VERB}`,
  "i",
);
/** Verbs of what befalls one or of how one talks: none is promised. */
const NO_ACT = new Set(
  "see have need know find be say note add admit remember regret lose win become like love hate prefer want think feel believe hear understand die suffer happen miss guess assume tell remind point reiterate repeat argue concede acknowledge confess end wake learn face cross survive prevail succeed fail rather matter mention echo stress owe been get let prove likely quote refer defer start first turn only weigh comment speculate negotiate read preview detail outline result affect require cause lead mean remain deserve draw help hurt show depend cost suffer reach include apply rise fall grow happen begin wait handle expect state blame you them him her us me it".split(
    " ",
  ),
);
/** With the word behind, those verbs do bind. */
const ACT_AFTER = new Set(
  "action steps care forward sure legal measures there releasing announcing sending making putting working taking doing holding providing continuing voting giving more if ready transparent committed out".split(
    " ",
  ),
);
/** What one does not talk about is a refusal, no act: `I’m not going to get into that`. */
export const DECLINES =
  /(?:\b(?:not|never) (?:going to |planning to )?|\b(?:won|wouldn)['’]t )(?:get into|go into|comment|speculate|discuss|(?:talk|speak)(?! (?:with|to (?!(?:that|this|it|any|specifics)\b)))|say|answer|respond|elaborate|characterize|prejudge|confirm|name|read out|give you|tell you|set an? (?:new )?(?:timeline|deadline))\b/i;
/** Verbs that bind only oneself when said of others, and seldom of oneself in talk. */
const IDIOM =
  /^(?:go|come|take|look|make|leave) (?:ahead|first|next|down|on|it|that|away|this|note|like|at)\b/i;
const GLAD_TO_BE = /\b(?:happy|glad) to\s+be\b(?! \p{L}+ing$)/iu;
/** Before it, the clause is a question, a condition or a comparison. */
const OPENERS =
  /\b(?:if|when|whether|what|where|how|why|who|whom|than|until|before|after|hope|hopes|hoping|think|thinks|believe|guess|unless|sure|as if|expect|hear|see)(?: (?:that|and|or))?(?: [a-z]{1,8})? $/i;

/** The first clause of a sentence that binds its speaker, or null. */
export function boundByFirst(sentence: string): Bound | null {
  if (endsAsking(sentence)) return null;
  for (const match of sentence.matchAll(FIRST)) {
    const [whole, subject, adverbs, verb, behind] = match;
    if (OPENERS.test(before(sentence, match.index))) continue;
    if (!isAct(adverbs!, verb!, behind)) continue;
    // "I’m glad to be here".
    if (GLAD_TO_BE.test(whole)) continue;
    return { subject: subject!, at: match.index + actAt(whole, verb!, behind) };
  }
  for (const match of sentence.matchAll(OFFER)) {
    if (OPENERS.test(before(sentence, match.index))) continue;
    const at = match.index + match[0].length - match[4]!.length;
    return { subject: match[1] === "us" ? "we" : (match[2] ?? "I"), at };
  }
  const vow = VOW.exec(sentence);
  return vow === null ? null : { subject: vow[1]!, at: vow.index + vow[0].length };
}

/** The same for reported speech (`that she would …`), told of the source by a pronoun. */
export function boundByThird(sentence: string): Bound | null {
  if (!AUXILIARY_WORD.test(sentence)) return null;
  const match = THIRD.exec(sentence);
  if (match === null) return null;
  const [whole, subject, adverbs, verb, behind] = match;
  if (!isAct(adverbs!, verb!, behind)) return null;
  return { subject: subject!.trim(), at: match.index + actAt(whole, verb!, behind) };
}

const before = (sentence: string, at: number): string => sentence.slice(Math.max(0, at - 30), at);

/** Before a dash or a stop: "he will certainly — ". */
const BROKEN_OFF = /^(?:just|also|not|that)$|(?<!\b(?:app|re|supp|comp|rep|mult|f|a|ra|ta))ly$/i;

/** Whether a verb tells an act: not what befalls one, nor how one talks. */
export function isAct(adverbs: string, verb: string, behind: string | undefined): boolean {
  if (/\bcontinue to\b/i.test(adverbs)) return verb !== "be" || behind !== undefined;
  const next = behind?.toLowerCase() ?? "";
  if (next === "" && BROKEN_OFF.test(verb)) return false;
  if (/^rule (?:out|anything|it|that)$/i.test(`${verb} ${next}`)) return false;
  if (IDIOM.test(`${verb} ${next}`) && !ACT_AFTER.has(next)) return false;
  // "By then we will have paid".
  if (verb.toLowerCase() === "have" && next.endsWith("ed")) return true;
  // "I’d send you to the ministry" refers.
  if (verb.toLowerCase() === "send") return next !== "you";
  if (verb.toLowerCase() === "get") return /^(?:to|you|back)$/u.test(next);
  if (verb.toLowerCase() === "be")
    return /^(?:\p{L}{2,}ing|back)$/u.test(next) || ACT_AFTER.has(next);
  return !NO_ACT.has(verb.toLowerCase()) || ACT_AFTER.has(next);
}

/** Where the act begins: at its verb, or at the "not" without which it would be the contrary. */
export function actAt(whole: string, verb: string, behind: string | undefined): number {
  const negation = /\b(?:not|never|won['’]t|wouldn['’]t|no (?:plan|intention))/i.exec(whole);
  return negation
    ? negation.index
    : whole.length - verb.length - (behind === undefined ? 0 : behind.length + 1);
}

const CONDITION =
  /(?<!\b(?:see|check|know|wonder|determine|out|sure|as|even|for) )\b(?:(?:only )?if|unless|provid(?:ed|ing)(?: that\b| (?=(?:the|that|s?he|it|they|we|no|there|our|his|her|its|their)\b))|(?:as|so) long as|in case|in the event (?:of|that)|on (?:the )?condition that|assuming|subject to|contingent on|pending|only when|until such time as|should (?:s?he|they|it|we|you|there|(?:the|an|any|no) [a-z]+) [a-z]+)\b(?! (?:not|you will|any)\b)(?:[^.;!?"”]|(?<=\b(?:[a-z]|[dms]r|m[rs]s|sen|gov|rep|gen|st))\.|\.(?=\d))*/gi;
/** Before `if`, whom it is put to: "ask the council if it would pay". */
const ASKS = /\b(?:ask(?:ed|ing)?|tell|told) (?:[\w’'-]+ ){0,3}$/i;
/** Before `should`, what makes it a question. */
const QUESTION = /\b(?:how|what|when|where|who|whom|why|which|and|or|but) $/i;
/** Behind a condition, what does not belong to it. */
const BEYOND_CONDITION =
  /, but\b.*$| but (?:will|would|not)\b.*$|, and (?:s?he|they|it|we|I|the \w+)(?:['’]ll| will| would)\b.*$/i;

/** Before a condition that opens its sentence. */
export const OPENING = /^\W*(?:(?:that|and|but|so|yes|no|well|now|then),? )*$/i;
const ASIDE = /, (?:which|who|whose|where)\b[^,]*,/gi;
/** Where one ends: at a comma, a dash, or one who acts. */
const ACTS =
  /,|\s?[—–]|- | (?=(?:I|we|s?he|they|it)(?:['’]ll| will| would)\b)|(?<!\b(?:thinks?|believes?|says?|said|knows?|sure|that)) (?=the [\w.-]+ (?:[\w.-]+ )?(?:will|would|won['’]t|wouldn['’]t)\b)/i;

/** The words that make it conditional, from the start of the sentence, or null; `act` is where the act begins. */
export function conditionIn(sentence: string, act: number): Span | null {
  for (const { 0: whole, index } of sentence.matchAll(CONDITION)) {
    const lead = sentence.slice(Math.max(0, index - 60), index);
    if ((/^if/i.test(whole) && ASKS.test(lead)) || (/^should/i.test(whole) && QUESTION.test(lead)))
      continue;
    // A reason is none of the act's own clauses.
    if (/\bbecause,? $/i.test(lead)) continue;
    const opens = index < act || OPENING.test(sentence.slice(0, Math.min(index, 60)));
    const stop = opens ? whole.replace(ASIDE, (one) => " ".repeat(one.length)).search(ACTS) : -1;
    const words = (stop > 0 ? whole.slice(0, stop) : whole)
      .replace(BEYOND_CONDITION, "")
      .replace(/[\s,—-]+$/u, "");
    // "If — I will follow up": he says it otherwise.
    if (/^\w+ ?[—–-]/u.test(words)) continue;
    if (words.split(" ").length >= 3 || /^(?:if|unless) (?!need)[a-z]+ed$/i.test(words))
      return { start: index, end: index + words.length };
  }
  return null;
}
