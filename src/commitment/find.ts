import type { Attribution } from "../attribution/attribution.js";
import type { Draft } from "../attribution/draft.js";
import type { Speaker } from "../speaker/speaker.js";
import type { TextDocument } from "../text/document.js";
import { sentences } from "../text/segment.js";
import { hull, trimSpan, type Span } from "../text/span.js";
import type { Commitment } from "./commitment.js";
import { deadlineIn } from "./deadline.js";
import {
  boundByFirst,
  boundByName,
  boundByThird,
  boundSpokenFor,
  conditionIn,
  lastOffice,
  type Bound,
} from "./wording.js";

/** Code units of one content that are looked into: long turns are read whole, books are not. */
const MOST = 20_000;
/** Acts whose content tells of others or asks: only their own first person binds. */
const OTHERS = new Set(["question", "refusal", "accusation", "denial"]);
/** Speaker lines of those who ask: they announce their questions, and that is all. */
const ASKER = /^\W*(?:Q|QUESTION|REPORTER|INTERVIEWER|AUDIENCE(?: MEMBER)?|MODERATOR)\W*$/iu;
/** Surely the source itself, not what is its. */
const ONESELF = /^(?:s?he|they|it)$/iu;
/** Cues of foresight and opinion: what they tell is no plan. */
const FORESEES =
  /\b(?:predict|forecast|expect|project|fear|doubt|believ|think|thought|hop|worri|warn|estimat|claim|argu|suspect|speculat|suggest|wish|want)/iu;
/** Sources that speak for somebody they name. */
const SPEAKS_FOR =
  /\b(?:spokes\w+|press secretary|campaign|aides?|lawyers?|attorneys?|office|advis[eo]rs?|officials|manager|strategist|representatives?)\b/iu;
const LEAD =
  /^["“'‘]?(?:that )?(?:(?:he|she|they|it|I|we)(?:['’](?:ll|d)| will| would| plans? to| planned to| intend(?:s|ed)? to)|to)\s+/iu;

/** Cues that bind whatever the content's form. */
const BINDING =
  /\b(?:promis|vow|pledg|plan|agree|threat|commit|inten|decid|decis|guarante|swear|swore|oath|policy|proposal|aim|schedul|announc|volunteer|offer|propos|set to|assur|vote[ds]? to|will\b|would\b|resol)/iu;
const TO_COME =
  /\b(?:will|shall|would|won|wo|wouldn|going to|plan|plans|planned|intends?|intended)\b|['’](?:ll|d)\b|^["“]?to [a-z]/iu;

interface Found {
  readonly sentence: Span;
  readonly bound: Bound | null;
}

/**
 * What the attributions bind their sources to: promises, vows, threats to act, announced plans,
 * agreements, whatever else they do. In the order of the attributions; one each, but for the turns
 * of transcripts, which may promise several things. A denied attribution binds nobody.
 */
export function findCommitments(
  document: TextDocument,
  attributions: readonly Attribution[],
  drafts: readonly Draft[],
  speakers: readonly Speaker[],
): readonly Commitment[] {
  const byId = new Map(speakers.map((one) => [one.id, one]));
  const found: Commitment[] = [];

  const own = ownWords(document.text, attributions);
  const within = contentsWithin(attributions.filter((one) => !own.has(one.id)));
  attributions.forEach((attribution, index) => {
    if (asks(document.text, attribution) || own.has(attribution.id)) return;
    if (attribution.negated || isShare(document.text, attribution.source)) return;
    const turn = drafts[index]?.by === "turn";
    const theirs = within.get(attribution.id) ?? [];
    for (const one of clauses(document.text, attribution, turn)) {
      const at = one.sentence.start + (one.bound?.at ?? 0);
      if (theirs.some((span) => span.start <= at && at < span.end)) continue;
      const subject = subjectOf(document.text, one, turn);
      const by = subject === null ? null : boundParty(document.text, attribution, byId, subject);
      if (by === null) continue;
      found.push({
        id: `c${found.length + 1}`,
        attribution: attribution.id,
        by,
        ...details(document, attribution, one),
      });
    }
  });
  return found;
}

/** Attributions inside a turn in which its speaker tells of himself: the turn tells the same. */
function ownWords(text: string, attributions: readonly Attribution[]): ReadonlySet<string> {
  const turns = new Set(
    attributions.filter((one) => one.parent === null && one.cue.length === 0).map((one) => one.id),
  );
  return new Set(
    attributions
      .filter(
        ({ parent, source }) =>
          parent !== null &&
          turns.has(parent) &&
          source.length > 0 &&
          source.every((s) => /^(?:I|we|us|me)$/iu.test(text.slice(s.start, s.end).trim())),
      )
      .map((one) => one.id),
  );
}

/** Of each attribution what those inside it say: not its own speaker's words. */
function contentsWithin(
  attributions: readonly Attribution[],
): ReadonlyMap<string, readonly Span[]> {
  const out = new Map<string, Span[]>();
  for (const { parent, content } of attributions)
    if (parent !== null) out.set(parent, [...(out.get(parent) ?? []), ...content]);
  return out;
}

/** The sentences of the content that bind. */
function clauses(text: string, attribution: Attribution, turn: boolean): readonly Found[] {
  const found: Found[] = [];
  let first: Span | null = null;
  for (const part of attribution.content) {
    const reach = { start: part.start, end: Math.min(part.end, part.start + MOST) };
    for (const sentence of sentences(text, reach)) {
      first ??= sentence;
      const words = text.slice(sentence.start, sentence.end);
      const own = turn || attribution.quotation !== "indirect" || /["“]/u.test(words);
      const bound =
        (own ? boundByFirst(words) : null) ??
        (turn ? boundSpokenFor(words) : reported(text, attribution, words));
      if (bound === null) continue;
      found.push({ sentence, bound });
      if (!turn) return found;
    }
  }
  return found.length === 0 && first !== null && told(text, attribution)
    ? [{ sentence: first, bound: null }]
    : found;
}

/** What the source's words in another's mouth bind it to. */
function reported(
  text: string,
  { act, quotation, source, cue }: Attribution,
  words: string,
): Bound | null {
  if (OTHERS.has(act) || quotation === "direct") return null;
  const third = boundByThird(words);
  if (third !== null)
    return act === "commitment" ||
      (ONESELF.test(third.subject) && !FORESEES.test(wordsOf(text, cue)))
      ? third
      : null;
  return source.some((s) => SPEAKS_FOR.test(text.slice(s.start, s.end)))
    ? boundByName(words)
    : null;
}

const asks = (text: string, { cue, source }: Attribution): boolean =>
  cue.length === 0 && source.some((s) => ASKER.test(text.slice(s.start, s.end)));

/** Respondents of a poll are no party that binds itself. */
const isShare = (text: string, source: readonly Span[]): boolean =>
  source.some((s) =>
    /\b(?:percent|respondents|voters|(?:out )?of (?:10|ten)|one in \w+|half|thirds?|quarters?|majority|polls?|survey)\b|\d%/iu.test(
      text.slice(s.start, s.end),
    ),
  );

/** The act tells of a commitment, and its cue or its words of something to come. */
function told(text: string, { act, cue, content }: Attribution): boolean {
  if (act !== "commitment") return false;
  const said = wordsOf(text, content).slice(0, 600);
  if (/^nothing\b/iu.test(said)) return false;
  return BINDING.test(wordsOf(text, cue)) || TO_COME.test(said);
}

const wordsOf = (text: string, parts: readonly Span[]): string =>
  parts.map((s) => text.slice(s.start, s.end)).join(" ");

/** How far back in a turn it is looked for who `he` is, in code units. */
const BACK = 1500;

/** The one bound, as worded; `he` in a turn is the office last named, or null where none is. */
function subjectOf(text: string, { sentence, bound }: Found, turn: boolean): string | null {
  const subject = bound?.subject ?? "";
  if (!turn || !/^s?he$/iu.test(subject)) return subject;
  const at = sentence.start + bound!.at;
  return lastOffice(text.slice(Math.max(0, at - BACK), at));
}

/** `we` is the body spoken for; everyone else speaks for himself. Null where nobody is told. */
function boundParty(
  text: string,
  attribution: Attribution,
  speakers: ReadonlyMap<string, Speaker>,
  subject: string,
): string | null {
  const speaker = attribution.speaker === null ? undefined : speakers.get(attribution.speaker);
  // Said of another by name: that one is bound.
  if (subject.length > 3 && !/^(?:they|s?he|its?|his|her|their)\b/iu.test(subject))
    return subject.replace(/^the (?=(?:vice )?president|white house)/iu, "").replace(/^our /iu, "");
  if (speaker)
    return subject.toLowerCase() === "we" ? (speaker.affiliation ?? speaker.name) : speaker.name;
  if (attribution.source.length === 0) return null;
  const { start, end } = attribution.source[0]!;
  return text.slice(start, end).trim().replace(/,$/u, "") || null;
}

function details(
  document: TextDocument,
  attribution: Attribution,
  { sentence, bound }: Found,
): Pick<Commitment, "action" | "condition" | "deadline"> {
  const { text } = document;
  const words = text.slice(sentence.start, sentence.end);
  const at = bound?.at ?? LEAD.exec(words)?.[0].length ?? 0;
  const conditional = conditionIn(words);
  const trailing = conditional !== null && conditional.start > at + 2;
  const whole = {
    start: sentence.start + at,
    end: trailing ? sentence.start + conditional.start : sentence.end,
  };
  const condition =
    conditional === null
      ? null
      : {
          start: sentence.start + conditional.start,
          end: sentence.start + conditional.end,
        };
  const behind = beyond(text, attribution, sentence);
  return {
    action: withoutMarks(text, whole) ?? trimSpan(text, sentence),
    condition,
    deadline: deadlineIn(text, sentence, condition, behind, document.published),
  };
}

/** The sentence around a content, behind it: `…," she vowed, by Aug. 31.` */
function beyond(text: string, attribution: Attribution, sentence: Span): Span {
  const { end } = hull([...attribution.cue, ...attribution.content]);
  const start = Math.max(sentence.end, Math.min(end, sentence.end + 120));
  const rest = text.slice(start, start + 120);
  const stop = /[.!?](?=\s+["“]?\p{Lu})|\n/u.exec(rest)?.index ?? rest.length;
  return { start, end: Math.min(text.length, start + stop) };
}

/** The words without closing marks and stops; null where nothing is left. */
function withoutMarks(text: string, s: Span): Span | null {
  let { start, end } = trimSpan(text, s);
  while (end > start && /[\s.,;:!"”“—-]/u.test(text[end - 1]!)) end--;
  while (start < end && /[\s"“]/u.test(text[start]!)) start++;
  return end > start ? { start, end } : null;
}
