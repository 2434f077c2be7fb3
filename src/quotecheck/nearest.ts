import { paragraphs, sentences } from "../text/segment.js";
import { covers, type Span } from "../text/span.js";
import type { TextDocument } from "../text/document.js";
import { type Part, weightOf } from "./quotation.js";
import type { SourceIndex } from "./source-index.js";

/** A sentence that shares rare words with a quotation. */
export interface Near {
  readonly source: number;
  readonly span: Span;
  /** Share of the quotation's matter that stands there too, 0 to 1. */
  readonly likeness: number;
}

/** Words of matter have at least this share of the bits that single out one word of the sources. */
const LEAST_BITS = 0.4;
const BUDGET = 8_000;
/** Places are gathered in stretches of so many words (a power of two, as bits). */
const STRETCH = 5;
const LEAST_LIKENESS = 0.25;

/**
 * The sentences that share most of a quotation's rare words, in whatever order, best first, at most
 * `most`; only those for which `may` holds.
 */
export function nearest(
  parts: readonly Part[],
  index: SourceIndex,
  may: (source: number, offset: number) => boolean,
  most: number,
): Near[] {
  const bits = new Map<number, number>();
  for (const part of parts)
    for (const id of part.ids) {
      const weight = weightOf(index.count(id), index.wordCount);
      if (weight >= LEAST_BITS * Math.log2(index.wordCount)) bits.set(id, weight);
    }
  const total = [...bits.values()].reduce((sum, one) => sum + one, 0);
  if (total === 0) return [];
  const votes = new Map<number, { bits: number; at: number }>();
  let used = 0;
  for (const [id, weight] of [...bits].sort(
    (a, b) => index.count(a[0]) - index.count(b[0]) || a[0] - b[0],
  )) {
    const places = index.places(id);
    if (used + places.length > BUDGET) break;
    used += places.length;
    let last = -1;
    for (let k = 0; k < places.length; k++) {
      const position = places.at(k);
      const stretch = position >> STRETCH;
      if (stretch === last) continue;
      last = stretch;
      const one = votes.get(stretch);
      if (one) one.bits += weight;
      else votes.set(stretch, { bits: weight, at: position });
    }
  }
  const ranked = [...votes.values()].sort((a, b) => b.bits - a.bits || a.at - b.at);
  const out: Near[] = [];
  for (const { bits: sum, at } of ranked.slice(0, 200)) {
    const likeness = sum / total;
    if (out.length === most || likeness < LEAST_LIKENESS) break;
    const source = index.sourceAt(at);
    const { words, base, document } = index.sources[source]!;
    const offset = words.start(at - base);
    if (!may(source, offset)) continue;
    const span = sentenceAt(document, offset);
    if (out.some((one) => one.source === source && one.span.start === span.start)) continue;
    out.push({ source, span, likeness: Math.min(1, likeness) });
  }
  return out;
}

/** Only so many code units around an offset are cut into sentences: a source may be one long line. */
const AROUND = 2000;

/** The sentence that holds an offset, of a turn without its label. */
export function sentenceAt({ text, turns, body }: TextDocument, offset: number): Span {
  const point = { start: offset, end: offset };
  const turn = turns.find(({ content }) => covers(content, point));
  const words = turn?.content ?? body;
  const clipped = ({ start, end }: Span, to: Span): Span => ({
    start: Math.max(start, to.start),
    end: Math.min(end, to.end),
  });
  // Not the turn alone: whether lines are wrapped is seen from many of them.
  const around = clipped({ start: offset - AROUND, end: offset + AROUND }, body);
  const paragraph = paragraphs(text, around).find((one) => covers(one, point)) ?? around;
  const said = clipped(paragraph, words);
  return sentences(text, said).find((one) => covers(one, point)) ?? said;
}
