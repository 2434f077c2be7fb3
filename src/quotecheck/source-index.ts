import type { TextDocument } from "../text/document.js";
import { createVocabulary, type Vocabulary } from "./vocabulary.js";
import { WordCollector, type Words } from "./words.js";

/** A document that quotations are compared with, and its words. */
export interface IndexedSource {
  readonly document: TextDocument;
  readonly words: Words;
  /** Where its words begin among those of all sources. */
  readonly base: number;
}

/**
 * The words of all sources and where each stands. Positions count the words of all sources, one
 * after the other.
 */
export interface SourceIndex {
  readonly vocabulary: Vocabulary;
  readonly sources: readonly IndexedSource[];
  readonly wordCount: number;
  /** How many different words; their numbers are the first ones of the vocabulary. */
  readonly wordKinds: number;
  /** How often a word stands in the sources. */
  count(id: number): number;
  /** The positions of a word, ascending; a view, not to be changed. */
  places(id: number): Int32Array;
  /** The number (in `sources`) of the source that holds a position. */
  sourceAt(position: number): number;
}

/** A word takes about five characters of running text, with its space and marks. */
const CHARACTERS_A_WORD = 5;

/**
 * Indexes all prose of the documents, speaker lines left out. Linear; 17 bytes a word besides the
 * texts themselves.
 */
export function indexSources(documents: readonly TextDocument[]): SourceIndex {
  const vocabulary = createVocabulary();
  const sources: IndexedSource[] = [];
  let total = 0;
  for (const document of documents) {
    const { text, body, turns } = document;
    const expected = Math.ceil((body.end - body.start) / CHARACTERS_A_WORD);
    const collector = new WordCollector(vocabulary, expected);
    // All but the speaker lines.
    let at = body.start;
    for (const { span, content } of turns) {
      collector.take(text, { start: at, end: span.start });
      collector.take(text, content);
      at = span.end;
    }
    collector.take(text, { start: at, end: body.end });
    const words = collector.finish();
    sources.push({ document, words, base: total });
    total += words.count;
  }
  // Postings by counting sort: the places of word w are those from first[w] to first[w + 1].
  const known = vocabulary.size;
  const first = new Int32Array(known + 1);
  for (const { words } of sources)
    for (let i = 0; i < words.count; i++) first[words.ids[i]! + 1]!++;
  for (let id = 0; id < known; id++) first[id + 1]! += first[id]!;
  const next = first.slice(0, known);
  const postings = new Int32Array(total);
  for (const { words, base } of sources)
    for (let i = 0; i < words.count; i++) postings[next[words.ids[i]!]!++] = base + i;

  return {
    vocabulary,
    sources,
    wordCount: total,
    wordKinds: known,
    count: (id) => (id < known ? first[id + 1]! - first[id]! : 0),
    places: (id) => (id < known ? postings.subarray(first[id], first[id + 1]) : NO_PLACES),
    sourceAt(position) {
      let low = 0;
      let high = sources.length;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (sources[middle]!.base <= position) low = middle;
        else high = middle;
      }
      return low;
    },
  };
}

const NO_PLACES = new Int32Array(0);
