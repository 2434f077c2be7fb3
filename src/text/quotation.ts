import { type Span } from "./span.js";

/**
 * A stretch inside quotation marks, within one paragraph. A quotation that runs over several
 * paragraphs is one of these in each.
 */
export interface Quotation {
  /** Marks included. */
  readonly outer: Span;
  /** Marks left out. */
  readonly inner: Span;
  /** 0 outermost, 1 a quotation inside a quotation, … */
  readonly depth: number;
  /** Whether the closing mark is there; if not, the quotation ends with its paragraph. */
  readonly closed: boolean;
  /** Whether it takes up an unclosed quotation of the paragraph before. */
  readonly continues: boolean;
}

interface Open {
  readonly at: number;
  /** Code units of the mark: 2 for `''`, or else 1. */
  readonly width: number;
  readonly single: boolean;
  /** The mark that closes it, where that is one which opens elsewhere: „so“, »so«. */
  readonly closer?: string | undefined;
}

const DOUBLE_OPEN = "“«„‟";
const DOUBLE_CLOSE = "”»";
const CLOSED_BY: Readonly<Record<string, string>> = { "„": "“", "»": "«" };
const isWordUnit = (ch: string | undefined): boolean =>
  ch !== undefined && /[\p{L}\p{N}]/u.test(ch);
const isGap = (ch: string | undefined): boolean =>
  ch === undefined || /[\s([{—–\-/“‘"'«:,]/u.test(ch);

/**
 * Finds the quotations of each paragraph: curly, straight and angle marks, a typewriter's doubled
 * `''`, single marks where both ends are there, nested ones. Apostrophes, inches and clipped words (`'em`, `’90s`) are not marks.
 * Sorted by start, outer before inner; linear in the length of the paragraphs.
 */
export function findQuotations(text: string, within: readonly Span[]): readonly Quotation[] {
  const out: Quotation[] = [];
  let carried = false;
  for (const paragraph of within) {
    const from = out.length;
    const left = scan(text, paragraph, carried, out);
    // The stack closes inner quotations first; readers want them by place.
    if (out.length - from > 1) {
      const found = out.splice(from);
      found.sort((a, b) => a.outer.start - b.outer.start || b.outer.end - a.outer.end);
      out.push(...found);
    }
    carried = left;
  }
  return out;
}

/** Scans one paragraph; returns whether an outermost double quotation stays open at its end. */
function scan(text: string, p: Span, carried: boolean, out: Quotation[]): boolean {
  const stack: Open[] = [];
  const closers = singleClosers(text, p);
  const within = text.slice(p.start, p.end);
  const lastCloser = p.start + Math.max(...["”", "»", "«"].map((mark) => within.lastIndexOf(mark)));
  let nextCloser = 0;
  let last = false;
  const open = (at: number, width: number, single = false): void => {
    stack.push({ at, width, single, closer: CLOSED_BY[text[at]!] });
  };
  const close = (end: number, width: number): void => {
    const { at, width: opening } = stack.pop()!;
    const closed = width > 0;
    out.push({
      outer: { start: at, end: end + width },
      inner: { start: at + opening, end },
      depth: stack.length,
      closed,
      continues: carried && at === p.start,
    });
  };
  const closeDouble = (at: number, width: number): void => {
    while (stack.length > 0 && stack[stack.length - 1]!.single) close(at, 0);
    if (stack.length > 0) close(at, width);
  };
  for (let i = p.start; i < p.end; i++) {
    const ch = text[i]!;
    const doubled = ch === "'" && text[i + 1] === "'" && i + 1 < p.end;
    if (DOUBLE_OPEN.includes(ch)) {
      const outer = stack.find((o) => !o.single);
      if (!outer) open(i, 1);
      else if (outer.closer === ch) closeDouble(i, 1);
    } else if (DOUBLE_CLOSE.includes(ch)) {
      if (stack.some((o) => !o.single)) closeDouble(i, 1);
      // Finnish and Swedish (”so”, »so») open with it, Danish (»so«) too.
      else if (isGap(text[i - 1]) && isWordUnit(text[i + 1]) && i < lastCloser) open(i, 1);
    } else if (ch === '"' || doubled) {
      const width = doubled ? 2 : 1;
      const before = i > p.start ? text[i - 1] : undefined;
      const after = i + width < p.end ? text[i + width] : undefined;
      if (stack.some((o) => !o.single)) closeDouble(i, width);
      else if (isGap(before) && after !== undefined && !/\s/u.test(after)) open(i, width);
      i += width - 1;
    } else if (ch === "‘" || ch === "’" || ch === "'") {
      while (nextCloser < closers.length && closers[nextCloser]! < i) nextCloser++;
      const top = stack[stack.length - 1];
      if (top?.single) {
        if (closers[nextCloser] === i) close(i, 1);
      } else if (ch !== "’" && opensSingle(text, p, i) && closers[nextCloser] !== undefined)
        open(i, 1, true);
    }
  }
  while (stack.length > 0) {
    last = stack.length === 1 && !stack[0]!.single;
    close(p.end, 0);
  }
  return last;
}

/** Places where a single mark can close: after a word or punctuation, before a gap. */
function singleClosers(text: string, p: Span): number[] {
  const out: number[] = [];
  for (let i = p.start + 1; i < p.end; i++) {
    const ch = text[i];
    if (ch !== "’" && ch !== "'") continue;
    const before = text[i - 1]!;
    const after = i + 1 < p.end ? text[i + 1] : undefined;
    if (/\s/u.test(before) || isWordUnit(after)) continue;
    out.push(i);
  }
  return out;
}

function opensSingle(text: string, p: Span, i: number): boolean {
  const before = i > p.start ? text[i - 1] : undefined;
  const after = i + 1 < p.end ? text[i + 1] : undefined;
  if (!isGap(before) || after === undefined || /[\s\d]/u.test(after)) return false;
  return !/^(?:em|til|tis|twas|cause|bout|n)\b/i.test(text.slice(i + 1, i + 7));
}
