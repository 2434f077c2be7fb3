import { countExact, type Place, slice } from "./locate.js";
import type { Part } from "./quotation.js";
import type { SourceIndex } from "./source-index.js";

/**
 * The bits of evidence that a place gives, formulas discounted: a run of words that stands in several
 * places ("not going to get ahead of") singles out none of them, however rare its words.
 * At most the place's score.
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
    const places = countExact(run, index);
    const least = Math.log2(index.wordCount / Math.max(1, places));
    if (places > 1 && run.full > least) bits -= run.full - least;
  }
  return bits;

  function isSame({ draft, source }: Place["pairs"][number]): boolean {
    return draft >= 0 && source >= 0 && part.ids[draft] === ids[source];
  }
}
