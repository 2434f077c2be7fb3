import type { Span } from "../text/span.js";
import type { Claim } from "./claims.js";
import { CONDITIONS, NEGATIONS } from "./lexicon.js";
import type { Place } from "./locate.js";
import type { Part } from "./quotation.js";
import type { Difference } from "./quotecheck.js";
import type { SourceIndex } from "./source-index.js";
import { lossAtEllipsis } from "./verdict.js";
import { CONTRACTED } from "./words.js";

/** More words than this, or a whole sentence, are not merely left out: the parts stand apart. */
export const LONGEST_OMISSION = 8;

/** Left out without a mark: a whole sentence, or too many words. */
export function standsApart(
  { kind, source }: Difference,
  place: Place,
  index: SourceIndex,
): boolean {
  if (kind === "filler" || source.end === source.start) return false;
  const { words, document } = index.sources[place.source]!;
  const count = document.text.slice(source.start, source.end).split(/\s+/u).length;
  const inside = source.start > words.start(place.from) && source.end < words.end(place.to - 1);
  return (
    inside && (count > LONGEST_OMISSION || (count > 3 && isWholeSentence(source, document.text)))
  );
}

function isWholeSentence({ start, end }: Span, text: string): boolean {
  return (
    /(?:[.?!…]["”’)]*|^)\s*$/u.test(text.slice(Math.max(0, start - 6), start)) &&
    /^[.?!…]/u.test(text.slice(end, end + 1))
  );
}

/** What an ellipsis after `part` leaves out: `gap`, of the source's `text`. */
export function omission(part: Part, gap: Span, text: string): Difference {
  const omitted = text.slice(gap.start, gap.end);
  const whole = /^[.?!…]["”’)]*\s/u.test(omitted) && /[.?!…]["”’)]*\s*$/u.test(omitted);
  const loss = lossAtEllipsis(omitted, whole);
  const at = part.words.end(part.words.count - 1);
  return {
    kind: loss ?? "ellipsis",
    severity: loss ? "substantive" : "none",
    draft: { start: at, end: at },
    source: gap,
  };
}

const DENIES =
  /n[’']t\b|\b(?:not?|never|none|nobody|nothing|neither|nor|without|cannot|den(?:y|ied|ies)|refus\w+|rul\w+ out)\b/i;

/** "We will [not] do it" begun after its "not", and nothing in the draft before it that denies. */
export function denialCutOff(
  text: string,
  claim: Claim,
  place: Place,
  index: SourceIndex,
): Difference | null {
  const { words, document } = index.sources[place.source]!;
  const before = place.from - 1;
  if (before < 0) return null;
  const start = words.start(place.from);
  const word = index.vocabulary.word(words.ids[before]!);
  if (!NEGATIONS.has(word) || word === "without" || word === "nor") return null;
  const between = document.text.slice(words.end(before), start);
  if (!/^[ \t\n\u00a0]*$/u.test(between) || /\n\s*\n/u.test(between)) return null;
  const at = claim.quotation.start;
  if (DENIES.test(text.slice(Math.max(0, at - 60), at))) return null;
  return {
    kind: "negation",
    severity: "substantive",
    draft: { start: at, end: at },
    source: { start: words.start(before), end: words.end(before) },
  };
}

const ELLIPSIS_AT_END = /(?:…|\.\s?\.\s?\.)[\])]?[\s,.;]*$/u;
/** How far from a quotation, in code units, the draft's own words may tell its condition. */
const BESIDE = 100;

/** "We will not do it …" for "We will not do it unless we must", and nothing beside it that tells so. */
export function conditionCutOff(
  text: string,
  { quotation: { start, end } }: Claim,
  { source, to }: Place,
  index: SourceIndex,
): Difference | null {
  const { words, document } = index.sources[source]!;
  if (to >= words.count || !ELLIPSIS_AT_END.test(text.slice(Math.max(start, end - 12), end)))
    return null;
  const at = words.end(to - 1);
  if (!/^,?\s$/u.test(document.text.slice(at, words.start(to)))) return null;
  const isCondition = (word: string): boolean => CONDITIONS.has(word.toLowerCase());
  if (!isCondition(index.vocabulary.word(words.ids[to]!))) return null;
  const before = text.slice(Math.max(0, start - BESIDE), start).split(/\n\s*\n/u);
  const after = text.slice(end, end + BESIDE).split(/\n\s*\n/u);
  const beside = `${before[before.length - 1]!} ${after[0]!}`;
  if (beside.split(/\P{L}+/u).some(isCondition)) return null;
  const rest = /^(?:[^.?!\n]|\n(?!\n))*/u.exec(
    document.text.slice(words.start(to), words.start(to) + 200),
  )![0];
  return {
    kind: "condition",
    severity: "substantive",
    draft: { start: end, end },
    source: { start: words.start(to), end: words.start(to) + rest.length },
  };
}

/** "I don't know" ended after its "do". */
export function denialCutShort(
  claim: Claim,
  { source, to, pairs }: Place,
  index: SourceIndex,
): Difference | null {
  const { words } = index.sources[source]!;
  const isContracted = (i: number): boolean => (words.flags(i) & CONTRACTED) !== 0;
  if (to >= words.count || !isContracted(to - 1) || !isContracted(to)) return null;
  if (words.start(to) !== words.end(to - 1)) return null;
  if (index.vocabulary.word(words.ids[to]!) !== "not") return null;
  if ((pairs[pairs.length - 1]?.draft ?? -1) < 0) return null;
  return {
    kind: "negation",
    severity: "substantive",
    draft: { start: claim.quotation.end, end: claim.quotation.end },
    source: { start: words.start(to), end: words.end(to) },
  };
}
