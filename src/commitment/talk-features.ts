import { isParty } from "./subject.js";
import { actAt, DECLINES, isAct, VERB } from "./wording.js";

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

/** Who is told of before such words. */
export interface Subject {
  readonly words: string;
  /** Where it ends, from the start of the sentence. */
  readonly end: number;
  readonly kind: "pronoun" | "office" | "party" | "other";
}

const OFFICE =
  "(?:[Tt]he|[Oo]ur|[Mm]y) (?:(?:[Vv]ice )?[Pp]resident|[Ff]irst [Ll]ady|(?:[Ff]irst|[Ss]econd) [Gg]entleman|[Aa]dministration|White House|[Gg]overnment|[Gg]overnor|[Mm]ayor|[Cc]hair(?:man|woman)|(?:[Pp]rime )?[Mm]inister|[Cc]hancellor|[Ss]ecretary|[Pp]remier|[Dd]irector|[Aa]ttorney [Gg]eneral|[Cc]ommissioner|[Cc]ouncil|[Bb]oard|[Mm]inistry|[Aa]uthority|[Aa]gency|[Cc]ommission|[Uu]nion|[Cc]ompany|[Cc]ampaign|[Cc]ity|[Dd]epartment|(?:[\\p{L}-]+ ){0,2}teams?|Department of \\p{L}+)|(?:Deputy )?(?:Secretary|President|Vice President|Administrator|Ambassador|Mayor|Governor) \\p{Lu}[\\p{L}-]+";
const ADVERB =
  "(?: (?:not|also|now|then|still|never|always|just|certainly|absolutely|definitely|obviously|probably|all|both|fully|very))";
/** What opens a sentence is no name. */
const NAME =
  "(?!(?:And|But|So|Or|Now|Then|Well|Yes|No|Okay|Again|Look|Today|Tomorrow|Tonight|I|We|You|S?[Hh]e|They|It|That|This|There|What|When|If|As|In|On|Once|Because|While)\\b)\\p{Lu}[\\p{L}.-]+(?: (?:(?:of|for) (?:the )?)?\\p{Lu}[\\p{L}.-]+){0,4}";
/** Who stands nearest before the mark: a pronoun; an office or two, a name, a noun. */
const SUBJECT = new RegExp(
  `^[^]*(?:(?<![\\p{L}’'-])(I|[Ww]e|[Yy]ou|[Ss]?[Hh]e|[Tt]hey|[Ii]t|[Tt]h(?:at|is|ese|ose|ere))|(?<![\\p{L}’'-]|(?:\\p{Lu}[\\p{L}.-]*(?<!\\b(?:And|But|So|Now|Then|Well)) |\\b(?:[Tt]he|[Oo]ur|[Mm]y) |\\b(?:of|for) (?:the )?|(?:${OFFICE}) and ))((?:${OFFICE})(?: and (?:${OFFICE}))?|${NAME}|(?:[Tt]he|[Oo]ur|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Mm]y) (?:[\\p{L}-]+ ){0,4}?[\\p{L}-]+))(?:['’](?:m|re|s|ve|ll|d)| (?:am|are|is|was|were|have|has|had|would|will))?(?: (?:be|been|remain|remains|stand|stands))?${ADVERB}{0,3} ?$`,
  "u",
);
/** Code units before the mark in which that is looked for. */
const LEAD = 80;
const PRONOUN = /^(?:I|we|s?he|they)$/i;
const OFFICES = new RegExp(`^(?:${OFFICE})`, "u");

/** What one who has the floor in talk tells of the talk itself: `I’ll stop there`, `we’ll go to Lund at the Herald`. */
const FLOOR = new RegExp(
  `^(?:(?:just|very|quickly|briefly) )*(?:${[
    "(?:stop|pause)(?: (?:there|here|talking)\\b|[.,;]?$)",
    "leave it (?:there|here|at that)",
    "(?:wrap|sum|finish) (?:(?:it|this|things) )?up\\b",
    "kick (?:(?:it|this|things|us) )?off\\b",
    "open (?:it |this |the (?:floor|call|line|lines) )?(?:up )?(?:to|for)\\b.*\\bquestions?",
    "(?:close|end|conclude|finish) (?:there|here|with|by \\p{L}+ing)\\b",
    "(?:hand|turn|pass|throw) (?:(?:it|this|that|things|the (?:floor|call|mic|microphone|podium)) )?(?:over|back|off) to\\b",
    "(?:hand|turn|pass) (?:it|things) (?:over|to|back)\\b",
    "take (?:(?:some|any|a|an|few|couple|of|your|their|one|two|three|more|another|the|next|last|first|final|other) )*questions?\\b",
    "take (?:one|two|a few|a couple) more(?=[.,;]|$| and\\b)",
    "(?:go|walk you|run you|run|take you) (?:(?:very|quickly|briefly) )*through\\b",
    "(?:go|move|turn) (?:(?:on|over|right|straight|back) )*to (?:you\\b|questions?\\b|the (?:phones?|next (?:question|one|caller|slide))\\b|(?:\\p{Lu}[\\p{L}’-]+ ){1,3}(?:at|with) (?:the )?\\p{Lu})",
    "come (?:(?:right|back|around|over) )*to you(?: (?:next|now|first))?(?=[.,;]|$| \\p{Lu})",
    "give (?:you|everyone)(?: all| guys)? (?:just )?(?:an?|one|two|some) (?:(?:quick|brief|rough|little|short|few|good|bit of an?) )*(?:examples?|approximation|overview|sense|summary|idea|background)\\b",
    "(?:ask|invite) (?:\\p{L}+\\.? ){1,3}to (?:(?:take|answer|address|speak to) (?:that|this|it|your)|comment|weigh in|add)\\b",
    "spend (?:the next|a|just a) (?:(?:few|couple|of) )*(?:minutes?|moments?|seconds?)\\b",
    "try to (?:just )?(?:answer|explain|summarize|give you)\\b",
    "(?:answer|take|repeat) (?:that|this|your)(?: (?:question|one|first|quickly))*(?=[.,;]|$| and\\b)",
    "(?:summarize|point out)\\b",
  ].join("|")})`,
  "u",
);
/** Code units of an act by which it is told whether it is one of talk. */
const TALKING = 80;
const isOfTalk = (act: string): boolean => FLOOR.test(act) || DECLINES.exec(act)?.index === 0;

/** Behind the mark, up to the verb. */
const ACT = new RegExp(`^\\s*${VERB}`, "i");
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
    if (isOfTalk(sentence.slice(act, act + TALKING))) continue;
    const features = [...featuresOf(sentence, at, mark, subject)];
    found.push({ at, end, act, subject, features });
  }
  return found;
}

function actOf(sentence: string, at: number, mark: string, subject: Subject): number {
  const end = at + mark.length;
  const [whole = "", , verb = "", behind] = ACT.exec(sentence.slice(end)) ?? [];
  const act = WITH_VERB.test(mark)
    ? at + mark.lastIndexOf(" ") + 1
    : end + actAt(whole, verb, behind);
  const negated = /\b(?:not|never)\b|\bwon['’]t\b/i.exec(sentence.slice(subject.end, act));
  return negated === null ? act : subject.end + negated.index;
}

function subjectBefore(sentence: string, at: number, mark: string): Subject {
  if (/^let/i.test(mark)) {
    const words = mark.endsWith("us") ? "we" : "I";
    return { words, end: at, kind: "pronoun" };
  }
  const lead = sentence.slice(Math.max(0, at - LEAD), at);
  const match = SUBJECT.exec(lead);
  const words = match?.[1] ?? match?.[2];
  if (words === undefined) return { words: "", end: at, kind: "other" };
  const end = at - lead.length + lead.lastIndexOf(words) + words.length;
  const kind = PRONOUN.test(words)
    ? "pronoun"
    : match![1] === undefined && OFFICES.test(words)
      ? "office"
      : match![1] === undefined && isParty(words)
        ? "party"
        : "other";
  return { words, end, kind };
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
