import { findQuotations, type Quotation } from "../text/quotation.js";
import { sentences } from "../text/segment.js";
import type { Span } from "../text/span.js";
import { pieceSink, type PieceSink, type WordPiece } from "./wordpiece.js";

/**
 * A text as the encoder sees it: words with their pieces and features, cut into blocks (paragraphs,
 * or parts of a long one) that windows are packed from.
 */
export interface EncodedText extends PieceSink {
  /** One of `FEATURES` for each word: its letters' case, and whether it stands in quotation marks. */
  readonly feature: number[];
  /** Index of each block's first word; the last entry is the number of words. */
  readonly blocks: readonly number[];
  /** What each block leans on the one before it by, one of `LEANS`. */
  readonly leans: readonly number[];
  readonly quotations: readonly Quotation[];
}

/** Features: case (0 lower, 1 capital first, 2 capitals, 3 with digits) plus 4 inside quotation marks. */
export const FEATURES = 8;
const QUOTED = 4;
/**
 * What a block leans on the one before it by: who speaks in a paragraph that opens with a quotation, or goes on
 * with one that was cut, stands there; less so where it only holds a quotation.
 */
export const LEANS = { none: 0, quoting: 1, opening: 2 } as const;

/** Most pieces of a block; a longer paragraph is cut at a sentence end, a longer sentence anywhere. */
export const LONGEST_BLOCK = 160;

/** Encodes the given paragraphs (trimmed, in order, apart from each other) of a text. */
export function encodeText(
  text: string,
  within: readonly Span[],
  wordPiece: WordPiece,
): EncodedText {
  const quotations = findQuotations(text, within);
  const sink = pieceSink();
  const blocks: number[] = [];
  const begun = new Set<number>();
  for (const paragraph of within) {
    const firstWord = sink.first.length;
    wordPiece.encode(text, paragraph, sink);
    const words = sink.first.length;
    if (words === firstWord) continue;
    blocks.push(firstWord);
    begun.add(firstWord);
    if (sink.pieces.length - sink.first[firstWord]! > LONGEST_BLOCK)
      cutLong(text, paragraph, sink, firstWord, blocks);
  }
  blocks.push(sink.first.length);
  const feature = features(text, sink, quotations);
  return {
    ...sink,
    feature,
    blocks,
    leans: blocks.slice(0, -1).map((from, i) => {
      if (!begun.has(from) || feature[from]! >= QUOTED) return LEANS.opening;
      const quoting = feature.slice(from, blocks[i + 1]).some((one) => one >= QUOTED);
      return quoting ? LEANS.quoting : LEANS.none;
    }),
    quotations,
  };
}

/** Cuts a long paragraph into blocks of at most `LONGEST_BLOCK` pieces (a word is never cut). */
function cutLong(
  text: string,
  paragraph: Span,
  sink: PieceSink,
  firstWord: number,
  blocks: number[],
): void {
  const ends = sentences(text, paragraph).map((s) => s.end);
  const words = sink.first.length;
  const pieceAt = (word: number): number => (word < words ? sink.first[word]! : sink.pieces.length);
  let from = firstWord;
  let boundary = 0;
  let lastEnd = -1; // first word after the last sentence that still fits
  for (let word = firstWord; word < words; word++) {
    while (boundary < ends.length && ends[boundary]! <= sink.start[word]!) {
      boundary++;
      if (word > from) lastEnd = word;
    }
    if (pieceAt(word + 1) - pieceAt(from) <= LONGEST_BLOCK || word === from) continue;
    const cut = lastEnd > from ? lastEnd : word;
    blocks.push(cut);
    from = cut;
    lastEnd = -1;
  }
}

function features(text: string, sink: PieceSink, quotations: readonly Quotation[]): number[] {
  const out: number[] = [];
  let q = 0;
  const outermost = quotations.filter((one) => one.depth === 0);
  for (let word = 0; word < sink.start.length; word++) {
    const start = sink.start[word]!;
    // Of a doubled closing mark the first alone counts, as the shipped weights learned it.
    while (q < outermost.length && outermost[q]!.inner.end < start) q++;
    const inside = q < outermost.length && outermost[q]!.outer.start <= start;
    out.push(caseOf(text, start, sink.end[word]!) + (inside ? QUOTED : 0));
  }
  return out;
}

function caseOf(text: string, start: number, end: number): number {
  let upper = 0;
  let lower = 0;
  let first = false;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 48 && unit <= 57) return 3;
    if (unit >= 97 && unit <= 122) lower++;
    else if (unit >= 65 && unit <= 90) {
      upper++;
      if (i === start) first = true;
    } else if (unit >= 0xc0) {
      const ch = text[i]!;
      if (ch !== ch.toLowerCase()) {
        upper++;
        if (i === start) first = true;
      } else if (ch !== ch.toUpperCase()) lower++;
    }
  }
  if (upper >= 2 && lower === 0) return 2;
  return first ? 1 : 0;
}
