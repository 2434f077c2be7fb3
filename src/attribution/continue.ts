import type { TaggedText } from "../tagger/tagged.js";
import { compareSpans, hull, overlaps, type Span } from "../text/span.js";
import type { Draft } from "./draft.js";

/** Letters and digits that a paragraph may hold outside its quotation and still be nothing else. */
const LEAST_QUOTED = 20;

/**
 * Quotations that fill paragraphs without any words of attribution go on from the one before: they
 * are added to the content of the attribution whose quotation stands right before them. So does
 * what a paragraph's unclosed quotation leads into. Drafts come and go in order of place.
 */
export function continueQuotations(
  text: string,
  drafts: readonly Draft[],
  tagged: Pick<TaggedText, "paragraphs" | "quotations">,
): readonly Draft[] {
  const out = [...drafts];
  const { paragraphs, quotations } = tagged;
  /** Index of the draft that a quotation at the start of the next paragraph would go on from. */
  let before: number | null = null;
  let q = 0;
  let d = 0;
  for (const paragraph of paragraphs) {
    while (q < quotations.length && quotations[q]!.outer.end <= paragraph.start) q++;
    while (d < drafts.length && contentEnd(drafts[d]!) <= paragraph.start) d++;
    const quotation = quotations[q];
    const whole =
      quotation !== undefined &&
      quotation.depth === 0 &&
      quotation.outer.start === paragraph.start &&
      quotation.outer.end >= paragraph.end - 1 &&
      paragraph.end - paragraph.start >= LEAST_QUOTED;
    const own = lastTouching(drafts, d, paragraph);
    if (own === null && whole && before !== null) {
      const draft = out[before]!;
      out[before] = { ...draft, content: [...draft.content, quotation.outer].sort(compareSpans) };
      continue; // the same draft may go on into the next paragraph
    }
    before = own !== null && endsQuoted(text, paragraph, drafts[own]!, quotations, q) ? own : null;
  }
  return out;
}

const contentEnd = (draft: Draft): number => hull(draft.content).end;

/** The last draft, from index `from`, any part of which stands in the paragraph. */
function lastTouching(drafts: readonly Draft[], from: number, paragraph: Span): number | null {
  let found: number | null = null;
  for (let i = from; i < drafts.length; i++) {
    const parts = [...drafts[i]!.source, ...drafts[i]!.cue, ...drafts[i]!.content];
    if (hull(parts).start >= paragraph.end) break;
    if (parts.some((part) => overlaps(part, paragraph))) found = i;
  }
  return found;
}

/** Whether the paragraph ends in the draft's quotation, or with a colon that announces one. */
function endsQuoted(
  text: string,
  paragraph: Span,
  draft: Draft,
  quotations: TaggedText["quotations"],
  from: number,
): boolean {
  if (text[paragraph.end - 1] === ":") return true;
  for (let i = from; i < quotations.length; i++) {
    const { outer, closed } = quotations[i]!;
    if (outer.start >= paragraph.end) break;
    if (!closed && draft.content.some((part) => overlaps(part, outer))) return true;
  }
  return false;
}
