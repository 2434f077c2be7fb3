import type { TextDocument } from "../text/document.js";
import { PackedWords, Shapes } from "./packed.js";
import { type Places, Postings } from "./postings.js";
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
  /** The positions of a word. */
  places(id: number): Places;
  /** The number (in `sources`) of the source that holds a position. */
  sourceAt(position: number): number;
}

/** Words of one document that there is room for from the start. */
const EXPECTED = 8192;

/**
 * Indexes all prose of the documents, speaker lines left out. Linear; six bytes a word besides the
 * texts themselves.
 */
export function indexSources(documents: readonly TextDocument[]): SourceIndex {
  const vocabulary = createVocabulary();
  const sources: IndexedSource[] = [];
  const shapes = new Shapes();
  const collector = new WordCollector(vocabulary, EXPECTED);
  let total = 0;
  for (const document of documents) {
    const { text, body, turns } = document;
    // All but the speaker lines.
    let at = body.start;
    for (const { span, content } of turns) {
      collector.take(text, { start: at, end: span.start });
      collector.take(text, content);
      at = span.end;
    }
    collector.take(text, { start: at, end: body.end });
    const words = new PackedWords(collector.finish(), shapes);
    sources.push({ document, words, base: total });
    total += words.count;
  }
  const known = vocabulary.size;
  const postings = new Postings(
    sources.map(({ words }) => words),
    known,
  );
  return {
    vocabulary,
    sources,
    wordCount: total,
    wordKinds: known,
    count: (id) => postings.count(id),
    places: (id) => postings.places(id),
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
