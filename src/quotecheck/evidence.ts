import { locateExact, type Place, slice } from "./locate.js";
import type { Part } from "./quotation.js";
import type { SourceIndex } from "./source-index.js";

/**
 * The bits of evidence that a place gives, formulas discounted: a run of words that stands in several
 * places ("not going to get ahead of") singles out none of them, however rare its words. Printings of
 * the words that stand at the place are one. At most the place's score.
 */
export function evidenceOf(part: Part, place: Place, index: SourceIndex): number {
  let bits = place.score;
  const { ids } = index.sources[place.source]!.words;
  const { pairs } = place;
  for (let i = 0; i < pairs.length; i++) {
    const first = pairs[i]!;
    if (!isSame(first)) continue;
    let end = i + 1;
    while (end < pairs.length && isSame(pairs[end]!)) end++;
    const run = slice(part, first.draft, first.draft + end - i);
    i = end;
    if (run.ids.length < 2) continue;
    const places = locateExact(run, index);
    const isPart = run.ids.length < place.to - place.from;
    const others = isPart
      ? places.filter((one) => !isPrinting(one.source, one.from - first.source + place.from)).length
      : places.length - 1;
    const least = Math.log2(index.wordCount / (1 + others));
    if (others > 0 && run.full > least) bits -= run.full - least;
  }
  return bits;

  /** Whether all words of the place stand in another source, or further on, from one of its words on. */
  function isPrinting(source: number, from: number): boolean {
    const other = index.sources[source]!.words;
    if (from < 0 || from + place.to - place.from > other.count) return false;
    for (let i = place.from; i < place.to; i++)
      if (other.ids[from + i - place.from] !== ids[i]) return false;
    return true;
  }

  function isSame({ draft, source }: Place["pairs"][number]): boolean {
    return draft >= 0 && source >= 0 && part.ids[draft] === ids[source];
  }
}
