import type { Attribution } from "../attribution/attribution.js";
import type { Draft } from "../attribution/draft.js";
import type { Speaker } from "../speaker/speaker.js";
import type { TextDocument } from "../text/document.js";
import { sentences } from "../text/segment.js";
import { hull, trimSpan, type Span } from "../text/span.js";
import type { Commitment } from "./commitment.js";
import { deadlineIn } from "./deadline.js";
import { boundByFirst, boundByThird, conditionIn, type Bound } from "./wording.js";

/** Code units of one content that are looked into: long turns are read whole, books are not. */
const MOST = 20_000;
/** Acts whose content tells of others or asks: only their own first person binds. */
const OTHERS = new Set(["question", "demand", "accusation", "prediction"]);
const LEAD =
  /^["“'‘]?(?:that )?(?:(?:he|she|they|it|I|we)(?:['’](?:ll|d)| will| would| plans? to| planned to| intend(?:s|ed)? to)|to)\s+/iu;

/** Cues that bind whatever the content's form. */
const BINDING =
  /\b(?:promis|vow|pledg|plan|agree|threat|commit|inten|decid|decis|guarante|swear|swore|oath|refus|policy|proposal|aim|schedul|announc|volunteer|offer|propos|ready|willing|set to|assur|will\b|would\b|resol)/iu;
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
  const within = contentsWithin(attributions);
  attributions.forEach((attribution, index) => {
    if (attribution.negated || isShare(document.text, attribution.source)) return;
    const turn = drafts[index]?.by === "turn";
    const theirs = within.get(attribution.id) ?? [];
    for (const one of clauses(document.text, attribution, turn)) {
      const at = one.sentence.start + (one.bound?.at ?? 0);
      if (theirs.some((span) => span.start <= at && at < span.end)) continue;
      const by = boundParty(document.text, attribution, byId, one.bound?.subject ?? "");
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
        (turn || OTHERS.has(attribution.act) || attribution.quotation === "direct"
          ? null
          : boundByThird(words));
      if (bound === null) continue;
      found.push({ sentence, bound });
      if (!turn) return found;
    }
  }
  return found.length === 0 && first !== null && told(text, attribution)
    ? [{ sentence: first, bound: null }]
    : found;
}

/** Respondents of a poll are no party that binds itself. */
const isShare = (text: string, source: readonly Span[]): boolean =>
  source.some((s) =>
    /\b(?:percent|respondents|(?:out )?of (?:10|ten))\b|\d%/iu.test(text.slice(s.start, s.end)),
  );

/** The act tells of a commitment and its words of something to come, or the cue binds to an act. */
function told(text: string, { act, cue, content }: Attribution): boolean {
  const words = (parts: readonly Span[]): string =>
    parts.map((s) => text.slice(s.start, s.end)).join(" ");
  const said = words(content).slice(0, 600);
  if (/^nothing\b/iu.test(said)) return false;
  const binding = BINDING.test(words(cue));
  return act === "commitment" ? binding || TO_COME.test(said) : binding && /^to\b/iu.test(said);
}

/** `we` is the body spoken for; everyone else speaks for himself. Null where nobody is told. */
function boundParty(
  text: string,
  attribution: Attribution,
  speakers: ReadonlyMap<string, Speaker>,
  subject: string,
): string | null {
  const speaker = attribution.speaker === null ? undefined : speakers.get(attribution.speaker);
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
