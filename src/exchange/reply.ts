import type { Span } from "../text/span.js";
import type { Reply } from "./exchange.js";

/**
 * A pattern, and words in lower case one of which is in all that it matches: compiling a pattern costs a
 * millisecond, and most answers have none of them.
 */
interface Sign {
  readonly words: readonly string[];
  readonly pattern: RegExp;
}
const sign = (words: readonly string[], source: string): Sign => ({
  words,
  pattern: new RegExp(source, "i"),
});

// Apart, not joined by "|": joined, they take five times as long to compile.

/** Puts the answer off or elsewhere. */
const DEFERRED: readonly Sign[] = [
  sign(
    ["refer you", "send you", "point you", "direct you"],
    String.raw`\b(?:refer|send|point|direct) you (?:back )?(?:to|in the direction)\b`,
  ),
  sign(["defer "], String.raw`\bdefer (?:you )?to\b`),
  sign(
    ["back to you", "back with you", "circle back", "to you"],
    String.raw`\b(?:get|circle|come|report) back (?:to|with) you\b|\bcircle back\b|\bget (?:that )?to you\b`,
  ),
  sign(
    ["have more", "say more"],
    String.raw`(?<=(?:['’]ll|\bwill) )(?:have|say) (?:much |a lot |something )?more (?:on|about|to say|for you|to share)\b`,
  ),
  sign(["follow up"], String.raw`\bfollow up (?:with you|on that)\b`),
  sign(
    ["check", "talk to", "ask ", "look into", "see if", "see what", "find out"],
    String.raw`\b(?:let me|i['’]ll|i (?:can|will|could)|i['’]d|happy to|have to|need to) (?:certainly |probably |also |just |have to |need to )*(?:check|talk to|ask (?:our|the)|look into|see if|see what|find out)\b`,
  ),
  sign(
    ["check ", "look "],
    String.raw`\b(?:check|look) (?:on|into) (?:that|it)\b|\bcheck (?:with|and see)\b`,
  ),
  sign(
    ["best", "better", "question"],
    String.raw`\b(?:best|better) (?:suited|posed|directed|answered)\b|\bquestions? (?:for|best)\b`,
  ),
  sign(
    ["an announcement", "an update", "anything", "more"],
    String.raw`\b(?:as|when|once|if) (?:we|i|there['’]s|there is) (?:have )?(?:an? (?:announcement|update)|anything|more)\b`,
  ),
  sign(
    ["more "],
    String.raw`\bmore (?:to say|details|information|to share|to report|to come) (?:on that )?(?:soon|later|in the coming|shortly)\b`,
  ),
  sign(["to ask"], String.raw`\byou(?:['’](?:d|ll)| would| will)? (?:have|need) to ask\b`),
  sign(["matter for"], String.raw`\bmatter for (?:the|them|him|her)\b`),
  sign(["have more", "leave "], String.raw`\bwill have more\b|\bleave (?:that|it) (?:up )?to\b`),
];

const NOT = ["not ", "n't ", "n’t "];
/** Says that it will not or cannot be answered. */
const DECLINED: readonly Sign[] = [
  sign(
    ["going to", "gonna"],
    String.raw`(?:\bnot|n['’]t) (?:(?:think|believe) (?:i|we|he|she)['’](?:m|re|s) )?(?:going to|gonna) (?:be )?(?:comment|speculat|get(?:ting)? (?:into|ahead)|discuss|go(?:ing)? into|engag|preview|speak|giv(?:e|ing) (?:you|any)|negotiat|outlin|weigh|provid|predict|have (?:anything|more|any)|read out|litigat|rank|detail|confirm|answer|talk about|say (?:more|much|anything|who|what|when|where|how|whether)\b|characteri[sz]e|disclos|reveal|name (?:names|any)|second-guess|relitigat|parse|do (?:hypotheticals|yes or no))`,
  ),
  sign(["not here"], String.raw`\bnot here to (?:predict|speak|speculate|comment)\b`),
  sign(["decline", "no comment"], String.raw`\bdeclined? to\b|\bno comment\b`),
  sign(
    ["won't", "won’t", "can't", "can’t"],
    String.raw`\b(?:wo|ca)n['’]t (?:be drawn|comment|speculate|speak to|discuss|get into|get ahead|tell you|say|confirm|do (?:that )?from here)\b`,
  ),
  sign(
    ["cannot", "can not"],
    String.raw`\b(?:cannot|can not) (?:comment|discuss|say|speak|speculate|confirm)\b`,
  ),
  sign(
    NOT,
    String.raw`\b(?:do|did|would)(?:n['’]t| not) (?:think (?:i|we) )?(?:currently |really )?have (?:(?:really |quite )?(?:anything|any|the (?:details|specifics|numbers?)|details|specifics|more|much more|additional|further|information|new)\b|an? (?:new |specific )?(?:number|comment|timeline|date|prediction|update|answer|readout|response|assessment|position))`,
  ),
  sign(
    [
      "nothing",
      "no further",
      "no additional",
      "no new",
      "no more",
      "no other",
      "no update",
      "no comment",
      "no information",
      "no announcement",
      "no prediction",
      "no details",
      "no specifics",
    ],
    String.raw`\b(?:have |having )?(?:nothing|no (?:further|additional|new|more|other|update|comment|information|announcement|prediction|details|specifics)) ?(?:further |more |new |else )?(?:specifics |details |updates? )?(?:for you|to (?:read out|add|share|say|offer|announce|preview|predict|report)|i can add)\b`,
  ),
  sign(["have nothing "], String.raw`\bhave nothing (?:on|about) (?:that|this)\b`),
  sign(
    ["know", "recall", "remember"],
    String.raw`^\W*(?:(?:well|look|honestly|sorry)[, ]+)*(?:i (?:don['’]t|do not)|(?:that )?(?:he|she|they) (?:didn['’]t|did not)) (?:know|recall|remember)(?=\.|,?["”’]|$)`,
  ),
  sign(
    ["have no "],
    String.raw`\bhave no (?:update|comment|information|announcement|prediction)\b`,
  ),
  sign(["specifics"], String.raw`\bnot (?:additional |any )?specifics\b`),
  sign(
    ["want to", "wanted to", "prepared to", "position to"],
    String.raw`(?:\bnot|n['’]t) (?:want|wanted|prepared|in a position) to (?:get (?:into|ahead)|comment|speculate|discuss|say|speak|preview)\b`,
  ),
  sign(
    NOT,
    String.raw`\b(?:we|i)(?: (?:do|would) not| don['’]t)(?: generally| typically| usually| ever)? (?:(?:give|provide|offer|issue) (?:any |specific )?guidance|(?:comment|speculate|discuss|disclose)\b)`,
  ),
  sign(
    ["getting ahead", "would"],
    String.raw`\b(?:would|['’]d) be getting ahead\b|\bwould(?:n['’]t| not) (?:want to )?(?:comment|speculate|get into|get ahead)\b`,
  ),
];

/** Marks, and what is done and not said: "(Laughs.) Yes." */
const START = String.raw`^(?:[“"‘'\s]|\([^()]{1,40}\)|\[[^[\]]{1,40}\])*`;
const STARTS = new RegExp(START);
const FILLERS = String.raw`(?:(?:well|look|so|oh|thank you|thanks|sure|and|again|i mean|i think|you know|as (?:i|we|you)(?:['’]ve)? (?:just )?(?:said|noted|mentioned|know)(?: \w+)?)[,.—– ]+){0,4}`;

/** "That’s — that’s not right." */
const STUTTER = String.raw`(?:([a-z’']+) [—–-]+ (?=\1\b))?`;

/** Opens with what was asked for: yes or no, or the question's own verb taken up. */
const DIRECT = new RegExp(
  String.raw`${START}${FILLERS}${STUTTER}(?:` +
    [
      String.raw`(?:yes|no(?! (?!i\b|we\b|you\b|he\b|she\b|it\b|they\b|that\b|there\b|this\b|not\b|no\b|but\b|and\b|because\b|sir\b|ma['’]am\b|[—–-]))|yep|nope|yeah(?=[.!])|correct|absolutely|of course|definitely|exactly|indeed)(?=[,.!;—– ]|$)`,
      String.raw`certainly(?=[.!;]|$)`,
      String.raw`(?:that|this)(?:['’]s|['’]s not| is| is not| isn['’]t| was| was not) (?:\w+ )?(?:right|correct|true|accurate|fair|the case|our (?:messaging|view|position|hope|plan)|the advice|the plan)`,
      String.raw`not (?:yet|at all|that i know of|to my knowledge)`,
      String.raw`never(?=[,.!;]|$)`,
      String.raw`(?:that )?(?:he|she|it|they|we|i) (?:does|do|did|is|are|was|were|has|have|had|will|would|can|could)(?:n['’]t| not)?(?=[.,;—–]|$)`,
      String.raw`(?:we|i|he|she|they) (?:strongly |certainly |fully )?(?:agree|disagree)s?`,
    ].join("|") +
    String.raw`)(?![a-z\d\u00c0-\u024f])`,
  "i",
);
/** A yes or no a little later, set off from what is around it. */
const SET_OFF =
  /(?:[.:;—–]|\bso,?|\b(?:and|but),) (?:yes|no)[,.](?! (?:no|one)\b)|\bthe facts? (?:dis)?agree\b/i;

/** What asks for a cause, a number, a time or a stance, and how an answer opens that gives it. */
const GIVEN: readonly (readonly [RegExp, RegExp])[] = [
  [/\bwhy\b/i, /^(?:because|due to|owing to)\b/i],
  [
    /\bhow (?:many|much|long|old|far|often)\b|\bwhat\b[^?]{0,80}\bcosts?\b/i,
    /^(?:(?:about|around|some|roughly|nearly|almost|at least|more than|over|under|up to|it (?:is|was|took|takes|cost|costs|will take|will cost)|it['’]s|(?:there|they|we) (?:are|were|have|had)) ){0,3}(?:[$€£]?\d[\d,.]*|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|dozens|hundreds|thousands|millions)(?! of the things\b)|(?:once|twice|multiple times|several times|every (?:day|week|month|year)|daily|weekly))\b(?! (?:is|of the) )/i,
  ],
  [
    /\b(?:when|what (?:time|day|date|year))\b/i,
    /^(?:(?:in|on|by|at|since|around|about|early|late|later|it (?:is|was|will be)|it['’]s) ){0,3}(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tomorrow|yesterday|(?:last|next|this) (?:week|month|year|spring|summer|fall|autumn|winter)|(?:19|20)\d\d|\d{1,2}(?::\d\d)? ?[ap]\.?m)\b/i,
  ],
  [
    /\b(?:response|reaction|position|view|stance)\b/i,
    /^our (?:response|reaction|position|view|stance)\b[^.!?]{0,80}\b(?:is|remains|has been|hasn['’]t)\b/i,
  ],
];
const OPENS = new RegExp(String.raw`${START}${FILLERS}${STUTTER}`, "i");

/** Verbs that open an answer whatever was asked. */
const IDLE =
  /^(?:am|are|is|was|were|does|did|has|had|will|would|can|could|should|answer|answered|think|thought|know|believe|say|said|see|seen|saw|look|looking|want|mean|guess|hope|understand|have|get|make|go|do|be|been|not|like|just|also|that|this|there|the|a|an|in|on|at|of|to|for|so|very|going|able|here|one|you|it|about|well)$/;
/** Subject, what helps the verb, the verb. */
const ADVERBS = String.raw`(?: (?:not|\p{L}+ly|also|always|never|still|already|been|be))*`;
const CLAUSE = new RegExp(
  String.raw`^(?:i|we|you|he|she|it|they)${ADVERBS}(?:['’](?:m|re|s|ve|ll|d)| (?:am|are|is|was|were|do|does|did|has|have|had|will|would|can|could|should))?(?:n['’]t| not)?${ADVERBS} (\p{L}+)(?![\p{L}’'])`,
  "iu",
);

const stem = (word: string): string =>
  word
    .toLowerCase()
    .replace(/(?:ies|ied)$/u, "y")
    .replace(/(?:ing|ed|es|s|e)$/u, "");

/** Code units of a question in which its last sentence is looked for. */
const MOST_ASKED = 600;

/** Gives what the question asks for: a cause for "why", or takes up the verb of a question of yes or no. */
function given(question: string, words: string): RegExpExecArray | null {
  const opening = OPENS.exec(words)![0].length;
  const rest = words.slice(opening);
  const shifted = (match: RegExpExecArray): RegExpExecArray =>
    Object.assign(match, { index: match.index + opening });
  const asked =
    /[^.?!]*\?[^.?!\p{L}]*$/u.exec(question.slice(-MOST_ASKED))?.[0] ??
    /^(?:whether|if|why|when|how|what)\b.*/i.exec(question)?.[0];
  if (asked === undefined) return null;
  for (const [asks, gives] of GIVEN) {
    const match = asks.test(asked) ? gives.exec(rest) : null;
    if (match) return shifted(match);
  }
  if (/\b(?:what|why|how|who|whom|whose|when|where|which|or)\b/i.test(asked)) return null;
  const match = CLAUSE.exec(rest);
  const verb = match?.[1] ?? "";
  if (!match || verb.length < 3 || IDLE.test(verb.toLowerCase())) return null;
  const same = (asked.match(/\p{L}+/gu) ?? []).some(
    (word) => !IDLE.test(word.toLowerCase()) && stem(word) === stem(verb),
  );
  return same ? shifted(match) : null;
}

/** How much of an answer is looked at, in code units: a long one wanders. */
const OPENING = 700;
/** And for a yes or no that does not open it. */
const NEAR = 350;

/** The match that begins first; of several, that of the pattern named first. */
function earliest(signs: readonly Sign[], words: string): RegExpExecArray | null {
  const low = words.toLowerCase();
  let out: RegExpExecArray | null = null;
  for (const { words: some, pattern } of signs) {
    if (!some.some((word) => low.includes(word))) continue;
    const match = pattern.exec(words);
    if (match && (!out || match.index < out.index)) out = match;
  }
  return out;
}

/** What the answer's own words show to the question, and the words that it rests on. */
export function replyOf(
  text: string,
  answer: Span,
  question: Span | null = null,
): { reply: Reply; cue: Span | null } {
  const words = text
    .slice(answer.start, Math.min(answer.end, answer.start + OPENING))
    .replace(/\s/gu, " ");
  // Patterns may begin at a mark and end at one or within a word: the cue does not.
  const at = (match: RegExpExecArray): Span => {
    const [matched] = match;
    const done = STARTS.exec(matched)![0].length;
    const start = match.index + done + Math.max(0, matched.slice(done).search(/[\p{L}\p{N}]/u));
    const end = match.index + matched.replace(/[^\p{L}\p{N}]+$/u, "").length;
    const rest = /^[\p{L}\p{N}]*/u.exec(words.slice(end))![0];
    return { start: answer.start + start, end: answer.start + end + rest.length };
  };
  const direct = DIRECT.exec(words);
  if (direct) return { reply: "direct", cue: at(direct) };
  const declined = earliest(DECLINED, words);
  const deferred = earliest(DEFERRED, words);
  if (declined && (!deferred || declined.index <= deferred.index))
    return { reply: "declined", cue: at(declined) };
  if (deferred) return { reply: "deferred", cue: at(deferred) };
  const fits =
    question && given(text.slice(question.start, question.end).replace(/\s/gu, " "), words);
  if (fits) return { reply: "direct", cue: at(fits) };
  const later = SET_OFF.exec(words.slice(0, NEAR));
  return later ? { reply: "direct", cue: at(later) } : { reply: "none found", cue: null };
}
