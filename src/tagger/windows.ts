import type { EncodedText } from "./encode.js";
import { FEATURES } from "./encode.js";
import type { WordPiece } from "./wordpiece.js";

/** Most pieces of a window, its `[CLS]` and separators counted. */
export const LONGEST_WINDOW = 256;

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

/** Packs consecutive blocks into windows, in order; every word stands in exactly one. */
export function* packWindows(text: EncodedText, wordPiece: WordPiece): Generator<Window> {
  const { blocks } = text;
  const last = blocks.length - 1;
  let start = 0;
  let used = 1;
  for (let block = 0; block < last; block++) {
    const size = pieceAt(text, blocks[block + 1]!) - pieceAt(text, blocks[block]!) + 1;
    if (block > start && used + size > LONGEST_WINDOW) {
      yield fill(text, wordPiece, start, block, used);
      start = block;
      used = 1;
    }
    used += size;
  }
  if (start < last) yield fill(text, wordPiece, start, last, used);
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
