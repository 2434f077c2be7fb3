import type { LabelledSpan, TaggedText } from "../tagger/tagged.js";
import { firstEndingAfter, type Span, trimSpan } from "../text/span.js";

/** "10:42 a.m. BST —", "PORT SELWYN, March 3, 2025 —", "OULU, Ont. (Northwire) –": what stands before a paragraph's first words. */
const OPENING =
  /^(?:\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\b\.?)?(?: (?:GMT|BST|UTC|CES?T|[ECMP][SD]?T)\b)?|\p{Lu}{2,}[\p{L} .'’/-]*, [^\n—–]{0,20}\d[^\n—–]{0,12}?(?=[—–-]{1,2} )|\p{Lu}{2,}[\p{Lu} .'’/-]*(?:, \p{Lu}[\p{L}. ]{1,20})?(?: \([^)\n]{2,30}\))? ?(?=[—–-]{1,2} ["“'‘]?\p{Lu}[\p{Ll} ]))[ \t:|—–-]+/u;
/** Longest opening, in code units. */
const MOST = 80;

/**
 * The spans without a time or dateline that opens their paragraph: a span that is nothing else
 * belongs to no cue. In PolNeAR train no annotated source or content holds any of 324 such openings.
 */
export function behindOpenings(
  text: string,
  { spans, paragraphs }: Pick<TaggedText, "spans" | "paragraphs">,
): readonly LabelledSpan[] {
  return spans.map((one) => {
    const { start, end } = one.span;
    const paragraph = paragraphs[firstEndingAfter(paragraphs, start, (p: Span) => p)];
    if (one.role === "cue" || !paragraph || start - paragraph.start > MOST) return one;
    const opening = OPENING.exec(text.slice(paragraph.start, paragraph.start + MOST));
    const from = paragraph.start + (opening?.[0].length ?? 0);
    if (from <= start) return one;
    if (from >= end) return { ...one, links: [] };
    return { ...one, span: trimSpan(text, { start: from, end }) };
  });
}
