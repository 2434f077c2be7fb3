import type { ActLogits, TaggedText } from "../tagger/tagged.js";
import type { Quotation } from "../text/quotation.js";
import { compareSpans, covers, firstEndingAfter, type Span } from "../text/span.js";
import { assemble, type Relation } from "./assemble.js";
import type { QuotationKind } from "./attribution.js";
import { continueQuotations } from "./continue.js";
import type { Draft } from "./draft.js";
import { reportedClause } from "./hearsay.js";
import { snapToMarks, wholeQuotations } from "./marks.js";

/**
 * Relations less likely to be right are left out. On dev F1 still rises a little up to 0.4, at the
 * cost of a tenth of what is found: a quarter keeps most of both.
 */
const LEAST_SCORE = 0.25;
/** Kept for what they tell all the same: hearsay, and the question that an answer follows. */
const KEPT = /\b(?:reportedly|allegedly|purportedly|supposedly)\b|^asked\b/i;

const cueOf = (text: string, { cue }: Relation): string => text.slice(cue.span.start, cue.span.end);

/** Labelled spans and quotation marks to attributions, in order of place. */
export function attribute(text: string, tagged: TaggedText): readonly Draft[] {
  const outermost = tagged.quotations.filter(({ depth }) => depth === 0);
  const drafts = assemble(text, tagged)
    .filter((relation) => relation.score >= LEAST_SCORE || KEPT.test(cueOf(text, relation)))
    .map((relation) => draft(text, relation, outermost, tagged.paragraphs))
    .sort((a, b) => compareSpans(first(a), first(b)));
  return continueQuotations(text, withoutInner(drafts, outermost), tagged);
}

function draft(
  text: string,
  relation: Relation,
  outermost: readonly Quotation[],
  paragraphs: readonly Span[],
): Draft {
  const linked = relation.content.map((c) => behindAddressee(text, relation.cue.span, c.span));
  const own = linked.filter((part) => !introducedAnew(text, relation.cue.span, part));
  const parts = own.length > 0 ? own : linked;
  const clause = relation.source
    ? null
    : reportedClause(text, relation.cue.span, parts, paragraphs);
  const cue = clause?.cue ?? relation.cue.span;
  const content = wholeQuotations(
    clause?.content ?? snapToMarks(text, parts, outermost),
    cue,
    outermost,
  );
  return {
    source: relation.source ? [relation.source.span] : [],
    cue: [cue],
    content,
    quotation: quotationKind(text, content, { quotations: outermost }),
    parent: null,
    score: relation.score,
    acts: actsOf(relation),
    by: "model",
  };
}

/** How far before a quotation the sentence that introduces it may begin, in code units. */
const LEAD = 200;

/**
 * "“It rattled,” said Lund. His wife was less sure: “It sang.”": a sentence behind the cue introduces another
 * quotation (1 of the contents of 500 PolNeAR train articles stands so).
 */
function introducedAnew(text: string, cue: Span, part: Span): boolean {
  if (part.start <= cue.end || !/["“‘']/u.test(text.slice(part.start - 1, part.start + 1)))
    return false;
  const before = text.slice(Math.max(cue.end, part.start - LEAD), part.start);
  return /(?:[.!?]["”’']*\s[^.!?\n]+|\n[^\n]+):\s*["“‘']?$/u.test(before);
}

const TELLING = /\b(?:tell|tells|told|telling|assured|informed|reminded|warned)$/iu;
const ADDRESSEE = /^(?!that\b)(?:[\p{L}\p{N}’'.-]+ ){1,4}(?=that\b)/u;

/** "Told the inquiry that …": the content begins at "that" (207 of 210 in PolNeAR train). */
function behindAddressee(text: string, cue: Span, { start, end }: Span): Span {
  if (start < cue.end || start > cue.end + 1) return { start, end };
  if (!TELLING.test(text.slice(cue.start, cue.end))) return { start, end };
  const content = text.slice(start, end);
  const addressee = content.includes(" that") ? ADDRESSEE.exec(content) : null;
  return { start: start + (addressee?.[0].length ?? 0), end };
}

/**
 * Without the attributions that stand inside a quotation which another, from outside, attributes:
 * a second reading looks into it (see `placesToLookInto`).
 */
function withoutInner(
  drafts: readonly Draft[],
  quotations: readonly Quotation[],
): readonly Draft[] {
  const around = ({ cue }: Draft): Quotation | null => {
    const [words] = cue;
    const one = quotations[firstEndingAfter(quotations, words!.start, ({ outer }) => outer)];
    return one && covers(one.inner, words!) ? one : null;
  };
  const attributed = new Set<Quotation>();
  for (const { content } of drafts)
    for (const part of content) {
      let q = firstEndingAfter(quotations, part.start, ({ outer }) => outer);
      for (; q < quotations.length && quotations[q]!.outer.end <= part.end; q++)
        if (covers(part, quotations[q]!.outer)) attributed.add(quotations[q]!);
    }
  return drafts.filter((one) => {
    const quotation = around(one);
    return quotation === null || !attributed.has(quotation);
  });
}

/** The sum over the parts of the mean of their words' scores, as the model was trained. */
function actsOf({ source, cue, content }: Relation): ActLogits | null {
  let out: { act: number[]; binds: number } | null = null;
  for (const part of [source ? [source] : [], [cue], content]) {
    const scores = part.flatMap(({ acts }) => (acts === null ? [] : [acts]));
    const words = scores.reduce((n, one) => n + one.words, 0);
    for (const one of scores) {
      out ??= { act: one.act.map(() => 0), binds: 0 };
      for (const [k, logit] of one.act.entries()) out.act[k]! += logit / words;
      out.binds += one.binds / words;
    }
  }
  return out;
}

function first(draft: Draft): Span {
  return [...draft.source, ...draft.cue, ...draft.content].reduce((a, b) =>
    a.start <= b.start ? a : b,
  );
}

/** Whether all, some or none of the content's letters and digits stand in (outermost) quotations. */
export function quotationKind(
  text: string,
  content: readonly Span[],
  { quotations }: Pick<TaggedText, "quotations">,
): QuotationKind {
  let inside = 0;
  let outside = 0;
  for (const part of content) {
    let at = part.start;
    for (let q = firstEndingAfter(quotations, at, ({ outer }) => outer); ; q++) {
      const quotation = quotations[q];
      if (!quotation || quotation.outer.start >= part.end) break;
      const { outer, inner } = quotation;
      outside += letters(text, at, Math.min(outer.start, part.end));
      inside += letters(text, Math.max(at, inner.start), Math.min(inner.end, part.end));
      at = Math.min(outer.end, part.end);
    }
    outside += letters(text, at, part.end);
  }
  if (inside === 0) return "indirect";
  return outside === 0 ? "direct" : "mixed";
}

function letters(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xaa || (unit >= 48 && unit <= 57) || ((unit | 32) >= 97 && (unit | 32) <= 122))
      if (unit < 0x2000 || unit > 0x206f) count++;
  }
  return count;
}
