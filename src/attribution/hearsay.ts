import { sentences } from "../text/segment.js";
import { firstEndingAfter, hull, type Span, trimSpan } from "../text/span.js";

/** For patterns: adverbs by which a text tells that it has a statement at second hand. */
export const HEARSAY_ADVERBS = "(?:reportedly|allegedly|apparently|supposedly|purportedly)";
/** The adverb that makes its own clause hearsay; annotators take it alone as the cue. */
const REPORTEDLY = /\breportedly\b/iu;
/** What a clause may begin after. */
const BORDER = /[,;:(—–]\s|\s[—–-]\s|[“"]/gu;

/**
 * "Two firms are reportedly negotiating a deal", attributed to nobody: the cue is the adverb, the
 * content its clause on both sides ("Two firms are" … "negotiating a deal"), as PolNeAR's annotators
 * have it. Null where the cue does not hold the adverb.
 */
export function reportedClause(
  text: string,
  cue: Span,
  content: readonly Span[],
  paragraphs: readonly Span[],
): { readonly cue: Span; readonly content: readonly Span[] } | null {
  const found = REPORTEDLY.exec(text.slice(cue.start, cue.end));
  if (!found) return null;
  const adverb = { start: cue.start + found.index, end: cue.start + found.index + found[0].length };
  const around = paragraphs[firstEndingAfter(paragraphs, adverb.start, (p) => p)] ?? adverb;
  const sentence = sentences(text, around).find((s) => s.end > adverb.start) ?? around;
  let start = sentence.start;
  for (const { index, 0: border } of text.slice(start, adverb.start).matchAll(BORDER))
    start = Math.max(start, sentence.start + index + border.length);
  const end = Math.max(adverb.end, cue.end, Math.min(hull(content).end, sentence.end));
  const parts = [
    trimSpan(text, { start, end: adverb.start }),
    trimSpan(text, { start: skipComma(text, adverb.end), end }),
  ].filter((part) => part.end > part.start);
  return parts.length > 0 ? { cue: adverb, content: parts } : null;
}

const skipComma = (text: string, at: number): number => (text[at] === "," ? at + 1 : at);
