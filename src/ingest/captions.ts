import { InputError } from "../errors.js";
import { createDocument, type TextDocument, type TimeMark, type Turn } from "../text/document.js";
import type { Span } from "../text/span.js";
import { type Cue, findCues, unroll } from "./cues.js";
import { dateInName, type Origin, originName } from "./plain.js";

/** A pause that begins a paragraph where a sentence has ended, in seconds. */
const LONG_PAUSE = 2;
/** A paragraph of so many code units ends with the next sentence. */
const LONG_PARAGRAPH = 900;
/** A label that nothing but its capitals vouches for must come back so often. */
const FEWEST_RETURNS = 2;

/**
 * SRT or WebVTT captions as a document of their own text: the words of the cues, joined, without
 * numbers and times. Who speaks is told by `<v Name>`, or by `NAME:`, `- NAME:`, `>> NAME:` at the
 * start of a line; a dash or `>>` without a name ends a turn. Each turn is a paragraph that opens
 * with its label and has the time of its first cue, in whole seconds. Captions that name nobody are
 * an article without turns. Throws `InputError` where there is no cue.
 */
export function parseCaptions(source: string, origin: Origin = {}): TextDocument {
  const cues = unroll(findCues(source));
  if (cues.length === 0)
    throw new InputError(
      originName(origin),
      "holds no captions (a time line such as 00:00:01,000 --> 00:00:03,000, and words below it)",
    );
  const { text, turns, times } = write(stretches(cues));
  return createDocument({
    text,
    kind: turns.length > 0 ? "transcript" : "article",
    published: dateInName(origin.path ?? origin.url ?? ""),
    path: origin.path ?? null,
    url: origin.url ?? null,
    turns,
    times,
  });
}

/** What one person says on end, as pieces with the times of their cues. */
interface Stretch {
  readonly speaker: string | null;
  readonly pieces: { readonly words: string; readonly start: number; readonly end: number }[];
}

interface Opening {
  /** A dash, `>>` or a name: somebody else speaks. */
  readonly turn: boolean;
  readonly speaker: string | null;
  readonly words: string;
}

function stretches(cues: readonly Cue[]): readonly Stretch[] {
  const voices = cues.some(({ lines }) => lines.some(({ voice }) => voice !== null));
  const returns = labelsOf(cues);
  const out: Stretch[] = [];
  let before = "";
  for (const { lines, start, end } of cues) {
    const dashed = lines.filter(({ words }) => DASH.test(words)).length;
    for (const [i, { words, voice }] of lines.entries()) {
      // A single dash may be punctuation; two in a cue, or one that opens it, are speakers.
      const opening = openingOf(words, returns, before, dashed > 1 || i === 0);
      const last = out.at(-1);
      const speaker = voice ?? opening.speaker;
      const changes =
        opening.turn || voice !== null || (voices && last !== undefined && last.speaker !== null);
      const same = last && (changes ? speaker !== null && last.speaker === speaker : true);
      before = opening.words || before;
      if (same && opening.words !== "") last.pieces.push({ words: opening.words, start, end });
      else if (!same)
        out.push({
          speaker,
          pieces: opening.words === "" ? [] : [{ words: opening.words, start, end }],
        });
    }
  }
  return out;
}

const ARROWS = /^(?:>>+|»+)\s*/u;
const DASH = /^[-–—‐]\s*(?=[\p{L}"“‘'[(¿¡\d])/u;
const CAPITALS = /^(?:[QA]|(?=[^\p{Ll}]*\p{Lu}{2})[\p{Lu}\p{N} .,’'\-–&()/#_]{2,60})$/u;
const NAME = /^\p{Lu}[\p{L}.’'-]{0,30}(?: \p{Lu}[\p{L}.’'-]{0,30}){0,4}$/u;

/** A label before a colon near the line's start, or null. */
function labelOf(words: string): { readonly name: string; readonly rest: string } | null {
  const colon = words.slice(0, 64).indexOf(":");
  if (colon < 1) return null;
  const after = words[colon + 1];
  if (after !== undefined && after !== " ") return null;
  const name = words
    .slice(0, colon)
    // "Ada Lund (she/her)", "Ivo Brandt - Harbour Board": what one calls oneself in a call.
    .replace(/(?<=\p{L}) (?:\([^()]{1,30}\)|[-–—|] \p{Lu}[^()]{1,40})$/u, "")
    .replace(/^[[(]|[\])]$/gu, "")
    .trim();
  if (!CAPITALS.test(name) && !NAME.test(name)) return null;
  return { name, rest: words.slice(colon + 1).trim() };
}

const withoutMark = (words: string): string => words.replace(ARROWS, "").replace(DASH, "");

/** How often each label stands at the start of a line. */
function labelsOf(cues: readonly Cue[]): ReadonlyMap<string, number> {
  const seen = new Map<string, number>();
  for (const { lines } of cues)
    for (const { words } of lines) {
      const label = labelOf(withoutMark(words));
      if (label) seen.set(label.name, (seen.get(label.name) ?? 0) + 1);
    }
  return seen;
}

function openingOf(
  words: string,
  returns: ReadonlyMap<string, number>,
  before: string,
  dashes: boolean,
): Opening {
  const arrows = ARROWS.test(words);
  const dash = !arrows && dashes && DASH.test(words);
  const rest = arrows || dash ? withoutMark(words) : words;
  const label = labelOf(rest);
  // "…the spread of\nCOVID-19: …" is a wrapped line: a bare label starts anew, or comes back.
  const anew = before === "" || ENDED.test(before);
  const often = label !== null && returns.get(label.name)! >= FEWEST_RETURNS;
  const vouched = arrows || often || (label !== null && anew && CAPITALS.test(label.name));
  if (label && vouched) return { turn: true, speaker: label.name, words: label.rest };
  return { turn: arrows || dash, speaker: null, words: rest };
}

const ENDED = /[.?!…♪)\]]["”’']?$/u;

interface Written {
  readonly text: string;
  readonly turns: readonly Turn[];
  readonly times: readonly TimeMark[];
}

function write(found: readonly Stretch[]): Written {
  let text = "";
  const times: TimeMark[] = [];
  const turns: Turn[] = [];
  for (const { speaker, pieces } of found) {
    if (pieces.length === 0) continue;
    if (text !== "") text += "\n\n";
    const start = text.length;
    let label: Span | null = null;
    if (speaker !== null) {
      text += `${speaker}:`;
      label = { start, end: text.length };
      text += " ";
    }
    const content = text.length;
    for (const { words, space, start } of spaced(pieces)) {
      text += space;
      times.push({ at: text.length, seconds: Math.floor(start) });
      text += words;
    }
    if (speaker !== null)
      turns.push({
        span: { start, end: text.length },
        label,
        speaker,
        content: { start: content, end: text.length },
        time: Math.floor(pieces[0]!.start),
      });
  }
  return { text: `${text}\n`, turns, times };
}

/**
 * Pieces of one text with the space before each; a sentence's end before a pause, or after many
 * words, ends a paragraph.
 */
function* spaced(
  pieces: Stretch["pieces"],
): Generator<{ readonly words: string; readonly space: string; readonly start: number }> {
  let size = 0;
  for (const [i, { words, start }] of pieces.entries()) {
    const before = pieces[i - 1];
    let space = "";
    if (before) {
      const pause = start - before.end >= LONG_PAUSE;
      const ended = ENDED.test(before.words);
      const breaks = ended && (pause || size > LONG_PARAGRAPH);
      space = breaks ? "\n\n" : " ";
      if (breaks) size = 0;
    }
    yield { words, space, start };
    size += words.length;
  }
}
