import type { Span } from "../text/span.js";
import type { SourceIndex } from "./source-index.js";
import { isNumber, spellingOf, stemOf } from "./lexicon.js";
import { BRACKETED, type PlainWords, wordsOf } from "./words.js";
import type { Query } from "./align.js";

/** A part of a quotation between ellipses, ready to be looked for. */
export interface Part extends Query {
  readonly words: PlainWords;
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
/**
 * What stands between a quotation's marks and is nobody's words, blanked: `[sic]`, ">" of block quotes, marks of
 * footnotes, the markup of links and of emphasis, a speaker's initials before a colon.
 */
const NO_WORDS: readonly RegExp[] = [
  /[[(]\s?sic\.?\s?[\])]/gi,
  /(?<=^|\n)>[> \t]*/g,
  /\[\^?(?:\d{1,3}|\*)\]|[*†‡⁰¹²³⁴-⁹]/g,
  /(?<=[“"‘\n.?!] ?)(?:Q|A|\p{Lu}{2,3}|(?:\p{Lu}\. ?){1,2}\p{Lu}\.):(?=\s)/gu,
];
const LINK = /!?\[([^[\]\n]{1,300})\](?:\([^()\s]{0,2000}\)|\[[^[\]\n]{0,100}\])/gu;

const blank = (words: string): string => " ".repeat(words.length);

/** The draft's text with what is nobody's words blanked: as long, so that places stay. Linear. */
export function withoutMarkup(text: string): string {
  let out = text.replaceAll(LINK, (whole, words: string) => {
    const at = whole.indexOf("[") + 1;
    return blank(whole.slice(0, at)) + words + blank(whole.slice(at + words.length));
  });
  for (const pattern of NO_WORDS) out = out.replaceAll(pattern, blank);
  return out;
}

/** Bits that a word's match is worth at least and at the most. */
const LEAST_WEIGHT = 3;
const MOST_WEIGHT = 14;

/** Cuts a quotation at its ellipses and takes the words of each part; of a text `withoutMarkup`. */
export function prepareQuotation(text: string, span: Span, index: SourceIndex): DraftQuotation {
  const parts: Part[] = [];
  for (const piece of pieces(text, span)) {
    const words = wordsOf(text, piece, index.vocabulary);
    if (words.count > 0) parts.push(partOf(words, index));
  }
  return { text, span, parts, wordCount: parts.reduce((sum, part) => sum + part.words.count, 0) };
}

export function partOf(words: PlainWords, index: SourceIndex): Part {
  const weights = new Int32Array(words.count);
  const stems = new Int32Array(words.count);
  const bracketed = new Uint8Array(words.count);
  let full = 0;
  for (let i = 0; i < words.count; i++) {
    const id = words.ids[i]!;
    weights[i] = weightOf(index.count(id), index.wordCount);
    stems[i] = stemNumber(index, id);
    bracketed[i] = words.flags(i) & BRACKETED ? 1 : 0;
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

/** What words have in common that may stand against each other: a stem, or being numbers. */
const alikeForm = (word: string): string => (isNumber(word) ? "#" : stemOf(spellingOf(word)));

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
  if (table[id]! < 0) table[id] = vocabulary.intern(alikeForm(vocabulary.word(id)));
  return table[id]!;
}

/** The stretches between ellipses. */
function pieces(text: string, span: Span): Span[] {
  const raw = text.slice(span.start, span.end);
  const out: Span[] = [];
  let from = 0;
  const push = (start: number, end: number): void => {
    if (/\S/u.test(raw.slice(start, end)))
      out.push({ start: span.start + start, end: span.start + end });
  };
  for (const mark of raw.matchAll(ELLIPSIS)) {
    push(from, mark.index);
    from = mark.index + mark[0].length;
  }
  push(from, raw.length);
  return out;
}
