import { isOfTalk } from "./floor.js";
import { type Subject, subjectBefore } from "./talk-subject.js";
import { actAt, isAct, VERB } from "./wording.js";

/** Words of a sentence that may tell of what is to come, and what stands around them. */
export interface Prospect {
  /** Where the words stand, from the start of the sentence. */
  readonly at: number;
  readonly end: number;
  readonly subject: Subject;
  /** Where the act begins: its verb, or the "not" without which it would be the contrary. */
  readonly act: number;
  readonly features: readonly string[];
}

/** Behind the mark, up to the verb. */
const ACT = new RegExp(`^\\s*(?:to )?${VERB}`, "i");
/** Marks that hold the verb. */
const WITH_VERB =
  /^(?:(?:can|could|have to|need to|want to) .*|(?:is|are|am|['’](?:s|re|m)) .*ing|promise|pledge|vow|swear|guarantee|commit|agree)$/i;
/** What tells of what is to come, or offers: `will`, `going to`, `let me`, `can check`, `is meeting … tomorrow`. */
const MARK = new RegExp(
  `\\b(?:${[
    "will(?! not be able)",
    "won['’]t",
    "shall",
    "going to",
    "gonna",
    "would(?! (?:say|note|refer|point|argue|add|just|reiterate)\\b)",
    "plan(?:s|ning)? (?:to|on)",
    "intends? to",
    "(?:happy|glad|willing|ready|prepared|determined|committed|eager) to",
    "[Ll]et (?:me|us)",
    "(?:can|could|have to|need to|want to) (?:\\w+ )?(?:check|get|ask|follow|look|circle|see|talk|find|venture|send|share|provide|come|do|reach|connect)",
    "(?:promise|pledge|vow|swear|guarantee|commit|agree)\\b(?! to be\\b)(?: to)?",
    "look(?:s|ing)? forward to",
    "(?:is|are|am|['’](?:s|re|m)) (?:\\w+ )?\\w+ing\\b(?=[^.?!]{0,80}\\b(?:today|tomorrow|tonight|this (?:week|afternoon|evening|month|summer|weekend)|next|later|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\\b)",
    "(?:has|have|['’]ve) (?:agreed|decided|promised|committed|pledged)",
  ].join("|")})\\b|(?<=\\w)['’](?:ll|d)\\b(?! (?:say|refer|note|point|like)\\b)`,
  "gu",
);
const WORD = /[\p{L}\p{N}]+|['’]\p{L}+|[^\s\p{L}\p{N}]/gu;
const ONGOING = /^(?:is|are|am|['’](?:s|re|m)) .*ing$/i;
const WHO = new Set("i we he she they it you that this there who which".split(" "));
/** Between the mark and its verb. */
const ADVERBS = new Set(
  "not never always also certainly absolutely definitely immediately obviously personally just then now all soon still probably actually of course continue to be have very both here again".split(
    " ",
  ),
);
const OPENERS = new Set(
  "if when whether what how why who where than until before after hope hopes think believe guess unless sure expect as because so that which once".split(
    " ",
  ),
);
const TIME =
  /^(?:today|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day|weeks?|months?|soon|later|next|shortly|afternoon)/;
/** Words behind the mark of which each counts, wherever it stands. */
const BEHIND = 10;
const ADVERBS_AT_MOST = 4;
/** Code units before and behind the mark that are looked at. */
const FAR = 300;

const wordsOf = (text: string): string[] =>
  text.toLowerCase().replace(/’/gu, "'").match(WORD) ?? [];

/** What may bind in a sentence, in the order of its words: not what is told of the talk itself. */
export function prospectsOf(sentence: string): readonly Prospect[] {
  const found: Prospect[] = [];
  for (const { 0: mark, index: at } of sentence.matchAll(MARK)) {
    const end = at + mark.length;
    const subject = subjectBefore(sentence, at, mark);
    const act = actOf(sentence, at, mark, subject);
    if (isOfTalk(sentence.slice(act))) continue;
    const features = [...featuresOf(sentence, at, mark, subject)];
    found.push({ at, end, act, subject, features });
  }
  return found;
}

function actOf(sentence: string, at: number, mark: string, subject: Subject): number {
  const end = at + mark.length;
  const [whole = "", , verb = "", behind] = ACT.exec(sentence.slice(end)) ?? [];
  const act =
    WITH_VERB.test(mark) && !/ going$/i.test(mark)
      ? at + mark.lastIndexOf(" ") + 1
      : end + actAt(whole, verb, behind);
  const negated = /\b(?:not|never)\b|\bwon['’]t\b/i.exec(sentence.slice(subject.end, act));
  if (negated !== null) return subject.end + negated.index;
  // "We will, of course, look".
  return act + (/^(?:\s|[,—–-]|of course\b)+/.exec(sentence.slice(act))?.[0].length ?? 0);
}

function featuresOf(sentence: string, at: number, mark: string, { kind }: Subject): Set<string> {
  const end = at + mark.length;
  const before = wordsOf(sentence.slice(Math.max(0, at - FAR), at));
  const behind = wordsOf(sentence.slice(end, end + FAR));
  const marked = wordsOf(mark);
  const ongoing = ONGOING.test(mark);
  if (ongoing) behind.unshift(marked.at(-1)!);
  const told = ongoing
    ? "ongoing"
    : mark.length < 16
      ? marked.join(" ")
      : `${marked[0]}…${marked.at(-1)}`;
  const out = new Set([`mark ${told}`]);
  const [last = "^", second = "^", third = "^"] = before.toReversed();
  const who = before.slice(-4).findLast((word) => WHO.has(word)) ?? "none";
  let verbAt = 0;
  while (verbAt < ADVERBS_AT_MOST && ADVERBS.has(behind[verbAt]!))
    out.add(`adverb ${behind[verbAt++]}`);
  const [verb = "$", next = "$", after = "$"] = behind.slice(verbAt);
  for (const feature of [
    `before ${last}`,
    `before ${second} ${last}`,
    `second ${third} ${second}`,
    `mark ${told} behind ${last}`,
    `who ${who}`,
    `verb ${verb}`,
    `verb ${verb} ${next}`,
    `next ${next}`,
    `next ${next} ${after}`,
    `who ${who} verb ${verb}`,
  ])
    out.add(feature);
  const act = isAct(behind.slice(0, verbAt).join(" "), verb, next === "$" ? undefined : next);
  out.add(`subject ${kind}`).add(`subject ${kind} verb ${verb}`);
  if (act) out.add("act").add(`act subject ${kind}`).add(`act ${who}`).add(`act ${told}`);
  if (verb.endsWith("ing")) out.add("ongoing").add(`ongoing ${who}`);
  if (/e[dn]$/.test(verb)) out.add("participle");
  for (const word of before.slice(0, -1)) if (OPENERS.has(word)) out.add(`opener ${word}`);
  for (const word of before.slice(-5, -1)) out.add(`near ${word}`);
  if (before.length <= 3) out.add("starts");
  for (const word of behind.slice(0, BEHIND)) out.add(`behind ${word}`);
  if (behind.some((word) => TIME.test(word))) out.add("time");
  return out;
}
