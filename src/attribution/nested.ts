import type { TaggedText } from "../tagger/tagged.js";
import { covers, hull, type Span, trimSpan } from "../text/span.js";
import type { Draft } from "./draft.js";

/** Shortest quotation, in code units, that is looked into. */
const SHORTEST = 30;
/** Inner attributions below this score are left out: there is no training data for them. */
const LEAST_SCORE = 0.75;
/** Words that attribute inside speech; without one there is nothing to look for. */
const REPORTING =
  /\b(?:said|says|saying|told|tells|asked|asks|promised|vowed|claimed|claims|wrote|writes|announced|warned|called|insisted|denied|testified|tweeted|according to|pledged|threatened)\b/i;

/**
 * Quoted contents that may hold attributions of their own ("He told me, 'I quit'"): the insides of
 * quotations that a second reading should look into, as paragraphs.
 */
export function placesToLookInto(
  text: string,
  drafts: readonly Draft[],
  { quotations }: Pick<TaggedText, "quotations">,
): readonly Span[] {
  const out: Span[] = [];
  let d = 0;
  for (const { inner, depth } of quotations) {
    if (depth > 0 || inner.end - inner.start < SHORTEST) continue;
    while (d < drafts.length && hull(drafts[d]!.content).end <= inner.start) d++;
    const within = drafts
      .slice(d, d + 4)
      .some((draft) => draft.content.some((part) => covers(part, inner)));
    if (within && REPORTING.test(text.slice(inner.start, inner.end)))
      out.push(trimSpan(text, inner));
  }
  return out;
}

/**
 * Adds the attributions found inside contents, each right after the draft it stands in and with
 * its index. Both lists are in order of place.
 */
export function addNested(outer: readonly Draft[], inner: readonly Draft[]): readonly Draft[] {
  const out: Draft[] = [];
  let next = 0;
  for (const one of outer) {
    const parent = out.length;
    out.push(one);
    const end = hull(one.content).end;
    for (; next < inner.length; next++) {
      const draft = inner[next]!;
      const place = hull([...draft.source, ...draft.cue, ...draft.content]);
      if (place.start >= end) break;
      if (draft.score < LEAST_SCORE || draft.source.length === 0) continue;
      if (one.content.some((part) => covers(part, place))) out.push({ ...draft, parent });
    }
  }
  return out;
}
