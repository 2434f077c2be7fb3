import type { Attribution } from "../attribution/attribution.js";
import type { Reading } from "../read.js";
import { findQuotations } from "../text/quotation.js";
import { paragraphs } from "../text/segment.js";
import { compareSpans, overlaps, type Span, trimSpan } from "../text/span.js";

/** A quotation and whom it is given to. */
export interface Claim {
  /** The words inside the marks. */
  readonly quotation: Span;
  /** The speaker's name, or null where the draft names nobody. */
  readonly by: string | null;
  /** Whether the draft says that somebody said it. */
  readonly attributed: boolean;
  /** Others whom the draft's words may mean ("she", two names before one "said"). */
  readonly maybe?: readonly string[];
  /** Given to a body, for which persons speak. */
  readonly body?: boolean;
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
  const byId = new Map(speakers.map((speaker) => [speaker.id, speaker]));
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
  const marked = findQuotations(text, paragraphs(text, body))
    .filter(({ depth }) => depth === 0)
    .map(({ inner }) => inner);
  const blocks = new Set(blockQuotes(text, body, marked));
  for (const inner of [...marked, ...blocks].sort(compareSpans)) {
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
    if (isWork(text, inner) || (!best && isTitle(text, inner))) {
      skipped.push({ quotation: inner, reason: "title of a work" });
      continue;
    }
    const speaker = best?.speaker ? byId.get(best.speaker) : undefined;
    const by = speaker?.name ?? null;
    const maybe = best && by !== null ? othersMeant(reading, best, by, inner) : [];
    claims.push({
      quotation: inner,
      by,
      attributed: best !== null || blocks.has(inner),
      ...(maybe.length > 0 ? { maybe } : {}),
      ...(speaker?.kind === "organization" ? { body: true } : {}),
    });
  }
  return { claims, skipped };
}

/** Lines set off by ">", as Markdown and letters quote. */
const BLOCK = /^>[^\n]*(?:\n>[^\n]*)*/gmu;
/** A paragraph of them; not "> — Ada Lund" and no list. */
const PARAGRAPH = /^>[ \t]*(?![—–\-*•>\s])[^\n]+(?:\n>[ \t]*(?![—–\-*•>\s])[^\n]+)*/gmu;
/** Fewer words are a heading or a call. */
const SHORTEST_BLOCK = 5;

/** The paragraphs of block quotes in which nothing stands in quotation marks: quotations by themselves. */
function blockQuotes(text: string, { start, end }: Span, marked: readonly Span[]): Span[] {
  const out: Span[] = [];
  for (const { index, 0: block } of text.slice(start, end).matchAll(BLOCK)) {
    const at = start + index;
    const isMarked = marked.some((one) => overlaps(one, { start: at, end: at + block.length }));
    if (isMarked || /^>[ \t]*\[!/u.test(block)) continue;
    for (const { index, 0: paragraph } of block.matchAll(PARAGRAPH)) {
      if ((paragraph.match(/[\p{L}\p{N}]+/gu) ?? []).length < SHORTEST_BLOCK) continue;
      out.push(
        trimSpan(text, {
          start: at + index + paragraph.search(/[^>\s]/u),
          end: at + index + paragraph.length,
        }),
      );
    }
  }
  return out;
}

/** How far before and behind a quotation, in code units, somebody meant by "she" may be named. */
const BEFORE = 1500;
const BEHIND = 300;

const surname = (name: string): string => name.split(/\s+/u).pop()!;

/**
 * Whom else an attribution may mean: somebody named in its source beside the one it was resolved to;
 * anybody of a surname that is told in full only later; and where the source is no name ("she"),
 * everybody named close by.
 */
function othersMeant(
  { document: { text }, speakers }: Reading,
  { source }: Attribution,
  by: string,
  quotation: Span,
): string[] {
  const words = source.map(({ start, end }) => text.slice(start, end)).join(" ");
  const isNamed = words.includes(surname(by));
  const end = Math.max(0, ...source.map((span) => span.end));
  const namesake = isNamed && text.slice(0, end).includes(by) ? [] : [surname(by)];
  const others = speakers
    .filter(({ kind, name, mentions }) => {
      if (kind !== "person" || name === by) return false;
      if (words.includes(surname(name))) return true;
      return (
        !isNamed &&
        mentions.some(
          ({ start, end }) =>
            start >= quotation.start - BEFORE &&
            end <= quotation.end + BEHIND &&
            text.slice(start, end).includes(surname(name)),
        )
      );
    })
    .map(({ name }) => name);
  return [...namesake, ...others];
}

const WORK =
  /\b(?:book|novel|film|movie|song|album|play|musical|opera|series|show|episode|podcast|programme|program|magazine|poem|essay|painting|exhibition|game|titled|entitled|called|named|dubbed|headlined|article|column|documentary)\s*,?\s*$/i;

/** Right after the name of a kind of work: the novel “The Long Tide”. */
function isWork(text: string, { start, end }: Span): boolean {
  const words = text.slice(start, end).split(/\s+/u);
  return (
    WORK.test(text.slice(Math.max(0, start - 40), start - 1)) &&
    words.length <= 8 &&
    isCapital(words[0]!)
  );
}

/** Capitals throughout, and no question or cry. */
function isTitle(text: string, { start, end }: Span): boolean {
  const words = text.slice(start, end).replace(/[.,]$/u, "").split(/\s+/u);
  const capitals = words.filter(isCapital).length;
  const small = words.filter((word) =>
    /^(?:a|an|the|of|in|on|and|or|to|for|at|by|with|from|as|is)$/u.test(word),
  ).length;
  return capitals >= 2 && capitals + small === words.length && !/[?!]/u.test(text[end - 1] ?? "");
}

const isCapital = (word: string): boolean => /^[\p{Lu}\p{N}]/u.test(word);
