import type { TextDocument, Turn } from "../text/document.js";
import { findQuotations } from "../text/quotation.js";
import { paragraphs } from "../text/segment.js";
import { covers, firstEndingAfter, type Span } from "../text/span.js";
import type { Pair } from "./align.js";
import type { Place, Range } from "./locate.js";
import type { Part } from "./quotation.js";
import type { Side } from "./side.js";
import type { SourceIndex } from "./source-index.js";
import { speakersOfTurns } from "./who.js";

/** A part of a quotation and the place that was found for it. */
export interface Located {
  readonly part: Part;
  readonly place: Place;
}

/** Who speaks in each turn, found once a document. */
const turnSpeakers = new WeakMap<TextDocument, readonly (string | null)[]>();

/** Who speaks in each turn of a source; null is somebody unnamed. */
export function speakersOf(index: SourceIndex, source: number): readonly (string | null)[] {
  const { document } = index.sources[source]!;
  let names = turnSpeakers.get(document);
  if (!names) {
    names = speakersOfTurns(document);
    turnSpeakers.set(document, names);
  }
  return names;
}

/** The turn whose words hold an offset, or null. */
export function turnAt({ turns }: Pick<TextDocument, "turns">, offset: number): number | null {
  let low = 0;
  let high = turns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (turns[middle]!.span.end <= offset) low = middle + 1;
    else high = middle;
  }
  const turn = turns[low];
  return turn && turn.content.start <= offset && offset <= turn.content.end ? low : null;
}

/** Seconds from the recording's start at which the words at an offset are said, or null. */
export function timeAt({ turns, times = [] }: TextDocument, offset: number): number | null {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]!.at <= offset) low = middle + 1;
    else high = middle;
  }
  const mark = times[low - 1];
  if (mark) return mark.seconds;
  const turn = turns.length > 0 ? turnAt({ turns }, offset) : null;
  return turn === null ? null : turns[turn]!.time;
}

/** All positions of one source's words. */
export function rangeOf(index: SourceIndex, source: number): Range {
  const { base, words } = index.sources[source]!;
  return { start: base, end: base + words.count };
}

/** Where a place begins, among the words of all sources. */
export const positionOf = (index: SourceIndex, { source, from }: Place): number =>
  index.sources[source]!.base + from;

/** Where a place stands in its document's text. */
export function spanOf(index: SourceIndex, { source, from, to }: Place): Span {
  const { words } = index.sources[source]!;
  return { start: words.start(from), end: words.end(to - 1) };
}

export function sideOf(index: SourceIndex, { source }: Place): Side {
  const { document, words } = index.sources[source]!;
  return { text: document.text, words };
}

/** Who speaks where a place begins, of a transcript; else null. */
export function turnSpeaker(index: SourceIndex, place: Place): string | null {
  const { document } = index.sources[place.source]!;
  if (document.turns.length === 0) return null;
  const turn = turnAt(document, spanOf(index, place).start);
  return turn === null ? null : speakersOf(index, place.source)[turn]!;
}

/** Whether a place runs over turns of different people. */
export function crossesSpeakers(index: SourceIndex, place: Place): boolean {
  const { document } = index.sources[place.source]!;
  if (document.turns.length === 0) return false;
  const span = spanOf(index, place);
  const a = turnAt(document, span.start);
  const b = turnAt(document, span.end - 1);
  if (a === b || a === null || b === null) return false;
  const names = speakersOf(index, place.source);
  if (names[b] !== names[a]) return true;
  for (let turn = a + 1; turn < b; turn++)
    if (names[turn] !== names[a] && !breaksIn(document, names, turn)) return true;
  return false;
}

/** Whether a turn only breaks into a sentence: "and it —", "By whom?", "— and it passed." */
function breaksIn(
  { text, turns }: TextDocument,
  names: readonly (string | null)[],
  turn: number,
): boolean {
  const before = turns[turn - 1]!.content.end;
  const after = turns[turn + 1]!.content.start;
  return (
    names[turn - 1] !== null &&
    names[turn - 1] === names[turn + 1] &&
    /[—–-]\s*$/u.test(text.slice(before - 3, before + 2)) &&
    /^[\s—–-]*\p{Ll}/u.test(text.slice(after, after + 8))
  );
}

/** Where others break into the sentence that a place holds, labels included. */
export function brokenIn(index: SourceIndex, place: Place): readonly Span[] {
  const { document } = index.sources[place.source]!;
  const { turns } = document;
  const { start, end } = spanOf(index, place);
  const a = turns.length > 0 ? turnAt(document, start) : null;
  const b = a === null ? null : turnAt(document, end - 1);
  if (a === null || b === null || b - a < 2 || crossesSpeakers(index, place)) return [];
  const names = speakersOf(index, place.source);
  return turns
    .slice(a + 1, b)
    .flatMap((_, i) =>
      names[a + 1 + i] === names[a]
        ? []
        : [{ start: turns[a + i]!.content.end, end: turns[a + i + 2]!.content.start }],
    );
}

/** What each turn quotes from others, found once a turn. */
const nestedIn = new WeakMap<Turn, readonly Span[]>();
/** Longer ones, in code units, are unclosed marks rather than somebody's words. */
const LONGEST_NESTED = 2000;

function nestedQuotations(text: string, turn: Turn): readonly Span[] {
  let spans = nestedIn.get(turn);
  if (!spans) {
    spans = findQuotations(text, paragraphs(text, turn.content))
      .filter(({ inner, closed }) => closed && inner.end - inner.start < LONGEST_NESTED)
      .map(({ inner }) => inner);
    nestedIn.set(turn, spans);
  }
  return spans;
}

/** Inside somebody else's words that the turn quotes. */
export function isNested(index: SourceIndex, place: Place): boolean {
  const { document } = index.sources[place.source]!;
  const span = spanOf(index, place);
  const turn = document.turns.length > 0 ? turnAt(document, span.start) : null;
  if (turn === null) return false;
  const spans = nestedQuotations(document.text, document.turns[turn]!);
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.start <= span.start) low = middle + 1;
    else high = middle;
  }
  for (let i = low - 1; i >= 0 && span.start - spans[i]!.start < LONGEST_NESTED; i--)
    if (covers(spans[i]!, span)) return true;
  return false;
}

/** What an article has in quotation marks, found once a document. */
const quotedIn = new WeakMap<TextDocument, readonly Span[]>();

function quotationsOf(document: TextDocument): readonly Span[] {
  let spans = quotedIn.get(document);
  if (!spans) {
    const { text, body } = document;
    spans = findQuotations(text, paragraphs(text, body))
      .filter(({ depth }) => depth === 0)
      .map(({ outer }) => outer);
    quotedIn.set(document, spans);
  }
  return spans;
}

/** Words of a quotation that may stand outside the source's marks: “the” of a name, a “that”. */
const LOOSE = 1;

/** Whether the words that a place shares with a draft are somebody's there: of a turn, or in quotation marks. */
export function isSpoken(index: SourceIndex, { source, pairs }: Place): boolean {
  const { document, words } = index.sources[source]!;
  let shared = 0;
  let outside = 0;
  for (const pair of pairs) {
    if (pair.draft < 0 || pair.source < 0) continue;
    shared++;
    const at = words.start(pair.source);
    if (document.turns.length > 0 && turnAt(document, at) !== null) continue;
    const quotations = quotationsOf(document);
    const one = quotations[firstEndingAfter(quotations, at, (span) => span)];
    if (!one || one.start > at) outside++;
  }
  return outside <= LOOSE && (outside === 0 || outside < shared);
}

/** Words by which an article tells that somebody goes on speaking. */
export const SAYS =
  /\b(?:sa(?:id|ys)|t(?:old|ells)|add(?:ed|s|ing)|wr(?:ote|ites)|ask(?:ed|s)|went on|goes on|continue[ds]|explain(?:ed|s)|note[ds]|repl(?:ied|ies)|recall(?:ed|s)|argue[ds]|insist(?:ed|s)|warn(?:ed|s)|admit(?:ted|s)|acknowledge[ds]|joke[ds]|quip(?:ped|s)|stress(?:ed|es)|state[ds]|declare[ds]|announce[ds]|concede[ds]|confirm(?:ed|s)|observe[ds]|remark(?:ed|s)|conclude[ds]|tweet(?:ed|s)|shout(?:ed|s)|testif(?:ied|ies)|claim(?:ed|s)|promise[ds]|vow(?:ed|s)|according to)\b/i;
/** Longest stretch, in code units, between two quotations that only says who speaks. */
const LONGEST_TAG = 100;
/** One clause, and nothing that makes what follows a quotation of its own ("called it"). */
const TAG =
  /^[.,?!…—–-]?[”"»'’]+[.,]?\s(?:[^.?!;:“”"«»]|\bM(?:r|s|rs)\.|\bDr\.)+[.,:]?\s[“"«'‘]+$/u;
const INTRODUCES = /\b(?:and|but|or|while|that|as|to|of|for|by|it)[,:]?\s[“"«'‘]+$/i;

/** Whether the words `from` to `to` of an article only say who speaks: “…,” she said. “…” */
export function isTag(index: SourceIndex, source: number, from: number, to: number): boolean {
  const { document, words } = index.sources[source]!;
  if (document.turns.length > 0 || from === 0 || to <= from || to >= words.count) return false;
  const start = words.end(from - 1);
  const end = words.start(to);
  const between = document.text.slice(start, end);
  return (
    between.length <= LONGEST_TAG &&
    !/\n\s*\n/u.test(between) &&
    SAYS.test(between) &&
    TAG.test(between) &&
    !INTRODUCES.test(between)
  );
}

/** A place's pairs without words that are not its speaker's: “she said” of an article, and what others break in. */
export function ownPairs(
  index: SourceIndex,
  place: Place,
  broken = brokenIn(index, place),
): Place["pairs"] {
  const { source, pairs } = place;
  const { words } = index.sources[source]!;
  const out: Pair[] = [];
  for (let i = 0; i < pairs.length; i++) {
    let end = i;
    if (pairs[i - 1]?.draft !== -1) while (end < pairs.length && pairs[end]!.draft < 0) end++;
    const inside = end > i && end < pairs.length;
    if (inside && isTag(index, source, pairs[i]!.source, pairs[end - 1]!.source + 1)) i = end;
    const at = words.start(pairs[i]!.source);
    if (pairs[i]!.draft < 0 && broken.some((one) => one.start <= at && at < one.end)) continue;
    out.push(pairs[i]!);
  }
  return out;
}

/** The words between two parts that an ellipsis joins; null where they do not follow each other. */
export function gapBetween(index: SourceIndex, one: Place, next: Place): Span | null {
  if (one.source !== next.source || next.from < one.to) return null;
  const { document } = index.sources[one.source]!;
  const gap = { start: spanOf(index, one).end, end: spanOf(index, next).start };
  if (document.turns.length > 0) {
    const names = speakersOf(index, one.source);
    const a = turnAt(document, gap.start - 1);
    const b = turnAt(document, gap.end);
    if (a !== b && (a === null || b === null || names[a] !== names[b])) return null;
  }
  return next.from === one.to ? { start: gap.end, end: gap.end } : gap;
}
