import type { Claim } from "./claims.js";
import { findDifferences } from "./differences.js";
import type { QuoteCheck } from "./quotecheck.js";
import { LONGEST_OMISSION } from "./cuts.js";
import type { SourceIndex } from "./source-index.js";
import { verdictOf } from "./verdict.js";
import { crossesSpeakers, isTag, SAYS, sideOf } from "./where.js";
import { PlainWords } from "./words.js";

/** The words of all sources that a quotation was laid against: from one position to another. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Longest stretch of the draft, in code units, that only says who speaks. */
const LONGEST_TAG = 60;
/**
 * Whether one claim's sentence goes on in the next's: “We bought sandbags,” she said, “and rope.” A
 * word that joins or introduces ("and", "called it") makes them two quotations.
 */
export function goesOn(text: string, one: Claim, next: Claim): boolean {
  const { end } = one.quotation;
  const { start } = next.quotation;
  if (one.by !== next.by || start - end > LONGEST_TAG || start <= end) return false;
  const tag = text.slice(end, start);
  if (!/^,?[”"’]?,?\s[^.?!;:\n“”"]{2,},\s?[“"]$/u.test(tag) || !SAYS.test(tag)) return false;
  if (/\b(?:and|but|or|then|while|that|as|to|of|for|by|it|them|him|her)\b/iu.test(tag))
    return false;
  return (
    /[\p{L}\p{N},—–-]$/u.test(text.slice(Math.max(0, end - 2), end)) &&
    /^\p{Ll}/u.test(text.slice(start, start + 2))
  );
}

/**
 * The check of the second half of a sentence that the draft splits ("she said"): what was said
 * between the halves has been left out without a mark. `one`, `next`: where the halves stand.
 */
export function joinHalves(
  first: QuoteCheck,
  second: QuoteCheck,
  one: Stretch,
  next: Stretch,
  index: SourceIndex,
): QuoteCheck {
  if (!first.found || !second.found || second.wording === "stitched" || one.to === next.from)
    return second;
  const source = index.sourceAt(one.from);
  const { base, words, document } = index.sources[source]!;
  const gap = { source, from: one.to - base, to: next.from - base, pairs: [], score: 0 };
  if (isTag(index, source, gap.from, gap.to)) return second;
  const between = { ...gap, from: gap.from - 1, to: gap.to + 1 };
  const joins =
    source === index.sourceAt(next.from) &&
    gap.to > gap.from &&
    gap.to - gap.from <= LONGEST_OMISSION &&
    !/[.?!]\s/u.test(document.text.slice(words.end(gap.from - 1), words.start(gap.to))) &&
    !crossesSpeakers(index, between);
  if (!joins)
    return { ...second, wording: "stitched", severity: null, parts: [first.found, second.found] };
  const at = second.quotation.start;
  const lost = findDifferences(
    { text: "", words: NO_WORDS },
    sideOf(index, gap),
    Array.from({ length: gap.to - gap.from }, (_, i) => ({ draft: -1, source: gap.from + i })),
    index.vocabulary,
  ).map((difference) => ({ ...difference, draft: { start: at, end: at } }));
  const differences = [...lost, ...second.differences];
  const isMarked = second.wording === "marked";
  const { wording, severity } = verdictOf(differences, isMarked, "", "");
  return {
    ...second,
    wording: wording === "typographic" ? "cleaned" : wording,
    severity,
    differences,
  };
}

const NO_WORDS = new PlainWords(
  new Int32Array(0),
  new Int32Array(0),
  new Int32Array(0),
  new Uint8Array(0),
);
