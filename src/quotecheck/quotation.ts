import type { Span } from "../text/span.js";
import type { SourceIndex } from "./source-index.js";
import { stemOf } from "./lexicon.js";
import { BRACKETED, type Words, wordsOf } from "./words.js";
import type { Query } from "./align.js";

/** A part of a quotation between ellipses, ready to be looked for. */
export interface Part extends Query {
  readonly words: Words;
  /** Bits of evidence in the whole part: the sum of `weights` (an editor's words have none). */
  readonly full: number;
}

/** A quotation of a draft, ready to be compared. */
export interface DraftQuotation {
  readonly text: string;
  /** Inside the marks. */
  readonly span: Span;
  readonly parts: readonly Part[];
  readonly wordCount: number;
}

const ELLIPSIS = /[[(]?(?:…|\.\s?\.\s?\.(?:\s?\.)?)[\])]?/gu;
const SIC = /[[(]\s*sic\.?\s*[\])]/gi;
/** Marks of footnotes. */
const NOTE = /\[\d{1,3}\]|[*†‡]/gu;
/** Bits that a word's match is worth at least and at the most. */
const LEAST_WEIGHT = 3;
const MOST_WEIGHT = 14;

/** Cuts a quotation at its ellipses and takes the words of each part. */
export function prepareQuotation(text: string, span: Span, index: SourceIndex): DraftQuotation {
  const parts: Part[] = [];
  for (const piece of pieces(text, span)) {
    const words = wordsOf(text, piece, index.vocabulary);
    if (words.count > 0) parts.push(partOf(words, index));
  }
  return { text, span, parts, wordCount: parts.reduce((sum, part) => sum + part.words.count, 0) };
}

export function partOf(words: Words, index: SourceIndex): Part {
  const weights = new Int32Array(words.count);
  const stems = new Int32Array(words.count);
  const bracketed = new Uint8Array(words.count);
  let full = 0;
  for (let i = 0; i < words.count; i++) {
    const id = words.ids[i]!;
    weights[i] = weightOf(index.count(id), index.wordCount);
    stems[i] = stemNumber(index, id);
    bracketed[i] = words.flags[i]! & BRACKETED ? 1 : 0;
    if (bracketed[i]) weights[i] = 0;
    full += weights[i]!;
  }
  return { words, ids: words.ids, stems, weights, bracketed, full };
}

/** Bits by which meeting the word narrows down the place; `count` of `all` words are it. */
export function weightOf(count: number, all: number): number {
  const bits = Math.log2(all / Math.max(1, count));
  return Math.round(Math.min(MOST_WEIGHT, Math.max(LEAST_WEIGHT, bits)));
}

const stemTables = new WeakMap<SourceIndex, Int32Array>();

/** The number of a word's stem, gathered as it is asked for. */
export function stemNumber(index: SourceIndex, id: number): number {
  const { vocabulary } = index;
  let table = stemTables.get(index);
  if (!table || id >= table.length) {
    const larger = new Int32Array(Math.max(1024, vocabulary.size * 2, id + 1)).fill(-1);
    if (table) larger.set(table);
    table = larger;
    stemTables.set(index, table);
  }
  if (table[id]! < 0) table[id] = vocabulary.intern(stemOf(vocabulary.word(id)));
  return table[id]!;
}

/** The stretches between what is no word of the speaker's: ellipses, `[sic]`, footnote marks. */
function pieces(text: string, span: Span): Span[] {
  const raw = text.slice(span.start, span.end);
  const blanked = raw
    .replaceAll(SIC, (mark) => " ".repeat(mark.length))
    .replaceAll(NOTE, (mark) => " ".repeat(mark.length));
  const out: Span[] = [];
  let from = 0;
  const push = (start: number, end: number): void => {
    // What was blanked stands at the ends or splits the piece: words are taken around it.
    for (const run of blanked.slice(start, end).matchAll(/\S(?:[\s\S]*\S)?/gu))
      out.push({
        start: span.start + start + run.index,
        end: span.start + start + run.index + run[0].length,
      });
  };
  for (const mark of blanked.matchAll(ELLIPSIS)) {
    push(from, mark.index);
    from = mark.index + mark[0].length;
  }
  push(from, blanked.length);
  return out;
}
