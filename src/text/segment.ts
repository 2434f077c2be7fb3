import { type Span, trimSpan } from "./span.js";

const NEWLINE = 10;
const BYTE_ORDER_MARK = 0xfeff;

/**
 * Paragraphs of a text, trimmed, in order. A blank line always ends one. A single line break does
 * too, unless the text is hard-wrapped (most of its lines end near one width).
 */
export function paragraphs(
  text: string,
  body: Span = { start: 0, end: text.length },
): readonly Span[] {
  const lines = linesOf(text, body);
  const wrapped = isHardWrapped(lines);
  const out: Span[] = [];
  let open: { start: number; end: number } | null = null;
  for (const line of lines) {
    if (line.start === line.end) {
      if (open) out.push(open);
      open = null;
    } else if (open && wrapped) open.end = line.end;
    else {
      if (open) out.push(open);
      open = { start: line.start, end: line.end };
    }
  }
  if (open) out.push(open);
  return out;
}

/** Every line, trimmed: blank lines are empty spans. */
function linesOf(text: string, body: Span): Span[] {
  const lines: Span[] = [];
  for (let at = body.start; at <= body.end;) {
    let end = text.indexOf("\n", at);
    if (end < 0 || end > body.end) end = body.end;
    lines.push(trimSpan(text, { start: at, end }));
    at = end + 1;
  }
  return lines;
}

/**
 * Whether line breaks inside blocks are wrapping: of the lines that another line follows directly,
 * at least nine in ten end short of 100 code units, and at least half are longer than 50.
 */
function isHardWrapped(lines: readonly Span[]): boolean {
  let followed = 0;
  let short = 0;
  let long = 0;
  for (let i = 0; i + 1 < lines.length; i++) {
    const line = lines[i]!;
    const next = lines[i + 1]!;
    if (line.start === line.end || next.start === next.end) continue;
    const length = line.end - line.start;
    followed++;
    if (length <= 100) short++;
    if (length > 50) long++;
  }
  return followed >= 3 && short >= 0.9 * followed && long >= 0.5 * followed;
}

const ABBREVIATIONS = new Set(
  (
    "mr mrs ms dr prof sen sens rep reps gov govs gen col lt maj capt cmdr sgt adm hon rev fr sr jr st " +
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun " +
    "inc corp co ltd llc bros dept univ assn vs etc eg ie cf al no nos vol fig approx est ave blvd rd " +
    "calif conn fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo ariz ark ala colo del"
  ).split(" "),
);
const CLOSERS = new Set(["”", "’", '"', "'", ")", "]", "»"]);
const OPENERS = new Set(["“", "‘", '"', "'", "(", "[", "«", "—", "–", "-"]);

// Made once: a pattern that stands in a loop is made anew in every turn.
const SPACE = /\s/u;
const UPPER_OR_DIGIT = /[\p{Lu}\p{N}]/u;
const OF_ABBREVIATIONS = /[\p{L}.]/u;
const INITIAL = /^\p{Lu}$/u;
const DOTTED = /^(?:\p{L}\.)+\p{L}$/u;
const LETTER = /^\p{L}/u;

/** `.`, `!`, `?` or `…`. */
const isStop = (code: number): boolean =>
  code === 0x2e || code === 0x21 || code === 0x3f || code === 0x2026;

/**
 * Sentences of a paragraph, trimmed, in order: they end at `.`, `!`, `?` or `…` (closing marks
 * taken along) before white space and a capital, a digit or an opening mark. Abbreviations,
 * initials and decimals do not end one. Linear in the span's length.
 */
export function sentences(text: string, within: Span): readonly Span[] {
  const out: Span[] = [];
  let start = within.start;
  for (let i = within.start; i < within.end; i++) {
    if (!isStop(text.charCodeAt(i))) continue;
    let after = i + 1;
    while (after < within.end && ".!?…".includes(text[after]!)) after++;
    while (after < within.end && CLOSERS.has(text[after]!)) after++;
    if (after < within.end && !SPACE.test(text[after]!)) {
      i = after - 1;
      continue;
    }
    let next = after;
    while (next < within.end && SPACE.test(text[next]!)) next++;
    const glyph = text[next];
    const opens = glyph !== undefined && (OPENERS.has(glyph) || UPPER_OR_DIGIT.test(glyph));
    if (next < within.end && (!opens || (text[i] === "." && isAbbreviation(text, start, i)))) {
      i = after - 1;
      continue;
    }
    push(out, text, start, after);
    start = next;
    i = next - 1;
  }
  push(out, text, start, within.end);
  return out;
}

/** Code units on either side of a place among which its sentences are looked for first. */
export const NEAR = 250;

/**
 * The sentences of a paragraph that a place in it touches, as `sentences` cuts them. Only so much of
 * the paragraph is looked through as it takes: a text may be one long line.
 */
export function sentencesAt(text: string, paragraph: Span, place: Span): readonly Span[] {
  for (let reach = NEAR; ; reach *= 4) {
    const touched = sentencesNear(text, paragraph, place, reach);
    if (touched) return touched;
  }
}

/** The same where they all lie within so many code units of the place; else null. */
export function sentencesNear(
  text: string,
  paragraph: Span,
  place: Span,
  reach = NEAR,
): readonly Span[] | null {
  const end = Math.min(paragraph.end, place.end + reach);
  // After white space: no word is cut in two.
  let start = Math.max(paragraph.start, place.start - reach);
  while (start > paragraph.start && !SPACE.test(text[start - 1]!)) start--;
  const near = sentences(text, { start, end });
  const touched = near.filter((one) => one.start < place.end && one.end > place.start);
  // What is first or last may go on outside.
  const begins = start === paragraph.start || touched[0] !== near[0];
  const ends = end === paragraph.end || touched.at(-1) !== near.at(-1);
  return begins && ends ? touched : null;
}

function push(out: Span[], text: string, start: number, end: number): void {
  const s = trimSpan(text, { start, end });
  if (s.start < s.end) out.push(s);
}

/** Whether the full stop at `dot` belongs to an abbreviation or a single initial. */
function isAbbreviation(text: string, from: number, dot: number): boolean {
  let at = dot;
  while (at > from && dot - at < 12 && OF_ABBREVIATIONS.test(text[at - 1]!)) at--;
  const word = text.slice(at, dot);
  if (INITIAL.test(word)) return word !== "I";
  if (DOTTED.test(word)) return true;
  return ABBREVIATIONS.has(word.toLowerCase()) && LETTER.test(word) && word !== "no";
}

/** 1-based line and column (in UTF-16 code units) of an offset, as editors count them: without a byte order mark. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A function from offsets to positions; the text is scanned once, each look-up is logarithmic. */
export function positions(text: string): (offset: number) => Position {
  const starts = [text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0];
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) === NEWLINE) starts.push(i + 1);
  return (offset) => {
    if (!Number.isInteger(offset) || offset < 0 || offset > text.length)
      throw new RangeError(`Offset ${offset} is not between 0 and ${text.length}`);
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: Math.max(offset - starts[low]!, 0) + 1 };
  };
}
