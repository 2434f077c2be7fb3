import type { Attribution } from "../attribution/attribution.js";
import type { Reading } from "../read.js";
import { findQuotations } from "../text/quotation.js";
import { paragraphs } from "../text/segment.js";
import { overlaps, type Span } from "../text/span.js";

/** A quotation and whom it is given to. */
export interface Claim {
  /** The words inside the marks. */
  readonly quotation: Span;
  /** The speaker's name, or null where the draft names nobody. */
  readonly by: string | null;
  /** Whether the draft says that somebody said it. */
  readonly attributed: boolean;
}

/** Something in quotation marks that is no quotation. */
export interface Skipped {
  readonly quotation: Span;
  readonly reason: "title of a work" | "no words";
}

export interface Claims {
  readonly claims: readonly Claim[];
  readonly skipped: readonly Skipped[];
}

/** The quotations of a draft with their speakers, in order; quotations inside others are not among them. */
export function claimsOf(reading: Reading): Claims {
  const { document, attributions, speakers } = reading;
  const { text, body } = document;
  const names = new Map(speakers.map((speaker) => [speaker.id, speaker.name]));
  const sorted = attributions
    .flatMap((one) => one.content.map((content) => ({ one, content })))
    .sort((a, b) => a.content.start - b.content.start);
  const claims: Claim[] = [];
  const skipped: Skipped[] = [];
  let low = 0;
  const longest = sorted.reduce(
    (most, { content }) => Math.max(most, content.end - content.start),
    0,
  );
  for (const { inner, depth } of findQuotations(text, paragraphs(text, body))) {
    if (depth > 0) continue;
    const words = text.slice(inner.start, inner.end);
    if (!/[\p{L}\p{N}]/u.test(words)) {
      skipped.push({ quotation: inner, reason: "no words" });
      continue;
    }
    while (low < sorted.length && sorted[low]!.content.start + longest < inner.start) low++;
    let best: Attribution | null = null;
    let most = 0;
    for (let i = low; i < sorted.length && sorted[i]!.content.start < inner.end; i++) {
      const { one, content } = sorted[i]!;
      if (!overlaps(content, inner)) continue;
      const shared = Math.min(content.end, inner.end) - Math.max(content.start, inner.start);
      // Of nested ones that hold all of it the innermost is the closest, so the shortest.
      const fit = shared / (inner.end - inner.start) + 0.1 / (1 + content.end - content.start);
      if (fit > most) {
        most = fit;
        best = one;
      }
    }
    if (!best && isTitle(text, inner)) {
      skipped.push({ quotation: inner, reason: "title of a work" });
      continue;
    }
    const by = best?.speaker ? (names.get(best.speaker) ?? null) : null;
    claims.push({ quotation: inner, by, attributed: best !== null });
  }
  return { claims, skipped };
}

const WORK =
  /\b(?:book|novel|film|movie|song|album|play|musical|opera|series|show|episode|podcast|programme|program|magazine|poem|essay|painting|exhibition|game|titled|entitled|called|named|dubbed|headlined|article|column|documentary)\s*,?\s*$/i;

/** Capitals throughout, without a verb's full stop, or right after the name of a kind of work. */
function isTitle(text: string, { start, end }: Span): boolean {
  const words = text.slice(start, end).replace(/[.,]$/u, "").split(/\s+/u);
  const capitals = words.filter((word) => /^[\p{Lu}\p{N}]/u.test(word)).length;
  const small = words.filter((word) =>
    /^(?:a|an|the|of|in|on|and|or|to|for|at|by|with|from|as|is)$/u.test(word),
  ).length;
  const titled = words.length > 1 && capitals + small === words.length && capitals >= 2;
  const introduced = WORK.test(text.slice(Math.max(0, start - 40), start - 1));
  return (
    (titled && !/[?!]$/u.test(text.slice(start, end))) ||
    (introduced && capitals >= 1 && words.length <= 8)
  );
}
