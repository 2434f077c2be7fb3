import type { EncodedText } from "./encode.js";
import { FEATURES } from "./encode.js";
import type { WordPiece } from "./wordpiece.js";

/** Most pieces of a window, its `[CLS]` and separators counted. */
export const LONGEST_WINDOW = 256;
/** Fewest pieces that a window ending early keeps: from 64 to 140 make no difference on PolNeAR `dev`. */
const SHORTEST_WINDOW = 100;

/** A run of blocks that the model sees at once. */
export interface Window {
  /** Words `from` (inclusive) to `to` (exclusive). */
  readonly from: number;
  readonly to: number;
  readonly pieces: Int32Array;
  readonly features: Int32Array;
  /** Row of the model's output for each word: that of its first piece. */
  readonly rows: Int32Array;
}

/**
 * Packs consecutive blocks into windows, in order; every word stands in exactly one. A full window ends
 * early where the next would else begin with a block that leans more on the one before it: what a window
 * does not hold, the model does not see.
 */
export function* packWindows(text: EncodedText, wordPiece: WordPiece): Generator<Window> {
  const { blocks, leans } = text;
  const last = blocks.length - 1;
  const size = (from: number, to: number): number =>
    1 + pieceAt(text, blocks[to]!) - pieceAt(text, blocks[from]!) + to - from;
  for (let start = 0; start < last;) {
    let full = start + 1;
    while (full < last && size(start, full + 1) <= LONGEST_WINDOW) full++;
    let end = full;
    if (full < last)
      for (let early = full - 1; size(start, early) >= SHORTEST_WINDOW; early--)
        if (leans[early]! < leans[end]!) end = early;
    yield fill(text, wordPiece, start, end, size(start, end));
    start = end;
  }
}

function pieceAt(text: EncodedText, word: number): number {
  return word < text.first.length ? text.first[word]! : text.pieces.length;
}

function fill(
  text: EncodedText,
  wordPiece: WordPiece,
  fromBlock: number,
  toBlock: number,
  size: number,
): Window {
  const from = text.blocks[fromBlock]!;
  const to = text.blocks[toBlock]!;
  const pieces = new Int32Array(size);
  const features = new Int32Array(size);
  const rows = new Int32Array(to - from);
  pieces[0] = wordPiece.cls;
  let at = 1;
  for (let block = fromBlock; block < toBlock; block++) {
    for (let word = text.blocks[block]!; word < text.blocks[block + 1]!; word++) {
      rows[word - from] = at;
      const feature = text.feature[word]! % FEATURES;
      for (let p = text.first[word]!; p < pieceAt(text, word + 1); p++) {
        pieces[at] = text.pieces[p]!;
        features[at++] = feature;
      }
    }
    pieces[at++] = wordPiece.sep;
  }
  return { from, to, pieces, features, rows };
}
