import { InputError } from "../errors.js";
import { createDocument, type TextDocument, type TimeMark, type Turn } from "../text/document.js";
import { surnameLast } from "../text/speaker-label.js";
import type { Span } from "../text/span.js";
import { type Cue, findCues, unroll } from "./cues.js";
import { UNKNOWN } from "./speaker-line.js";
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
 * start of a line; a dash or `>>` without a name begins a turn of somebody unknown. Each turn is a
 * paragraph that opens with its label, or with `>>` where nobody is named, and has the time of its first
 * cue, in whole seconds. Captions without a name and a `>>` are an article without turns. Throws
 * `InputError` where there is no cue.
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
  /** By what it shows that somebody else speaks. */
  readonly turn: "name" | "arrows" | "dash" | null;
  readonly speaker: string | null;
  readonly words: string;
}

/** Where another begins to speak within a line. */
const WITHIN = /\s+(?=(?:>>+|»+)(?:\s|$))/u;

/** What is said, by whom, and whether anything but a dash tells when another speaks. */
function stretches(cues: readonly Cue[]): {
  readonly found: readonly Stretch[];
  readonly told: boolean;
} {
  const voices = cues.some(({ lines }) => lines.some(({ voice }) => voice !== null));
  const labels = labelsOf(cues);
  const out: Stretch[] = [];
  let told = voices;
  let before = "";
  for (const { lines: whole, start, end } of cues) {
    const lines = whole.flatMap(({ words, voice }) =>
      words.split(WITHIN).map((part) => ({ words: part, voice })),
    );
    const dashed = lines.filter(({ words }) => DASH.test(words)).length;
    for (const [i, { words, voice }] of lines.entries()) {
      // A single dash may be punctuation; two in a cue, or one that opens it, are speakers.
      const opening = openingOf(words, labels, before, i === 0, dashed > 1 || i === 0);
      const last = out.at(-1);
      const speaker = voice === null ? opening.speaker : calledSo(voice);
      if (opening.turn === "name" || opening.turn === "arrows") told = true;
      const changes =
        opening.turn !== null ||
        voice !== null ||
        (voices && last !== undefined && last.speaker !== null);
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
  return { found: out, told };
}

const ARROWS = /^(?:>>+|»+)\s*/u;
const DASH = /^[-–—‐]\s*(?=[\p{L}"“‘'[(¿¡\d])/u;
const CAPITALS = /^(?:[QA]|(?=[^\p{Ll}]*\p{Lu}{2})[\p{Lu}\p{N} .,’'\-–&()/#_]{2,60})$/u;
const NAME = /^\p{Lu}[\p{L}.’'-]{0,30}(?: \p{Lu}[\p{L}.’'-]{0,30}){0,4}$/u;

/** What one calls oneself in a call, without what stands behind: "Ada Lund (she/her)", "Ivo Brandt - Harbour Board". */
const calledSo = (name: string): string =>
  surnameLast(name.replace(/(?<=\p{L}) (?:\([^()]{1,30}\)|[-–—|] \p{Lu}[^()]{1,40})$/u, ""));

/** A label before a colon near the line's start, or null. */
function labelOf(words: string): { readonly name: string; readonly rest: string } | null {
  const colon = words.slice(0, 64).indexOf(":");
  if (colon < 1) return null;
  const after = words[colon + 1];
  if (after !== undefined && after !== " ") return null;
  const name = calledSo(words.slice(0, colon))
    .replace(/^[[(]|[\])]$/gu, "")
    .trim();
  if (!CAPITALS.test(name) && !NAME.test(name)) return null;
  return { name, rest: words.slice(colon + 1).trim() };
}

const withoutMark = (words: string): string => words.replace(ARROWS, "").replace(DASH, "");

/** How often each label stands at the start of a line, and whether most cues begin with one. */
interface Labels {
  readonly seen: ReadonlyMap<string, number>;
  readonly ofCues: boolean;
}

function labelsOf(cues: readonly Cue[]): Labels {
  const seen = new Map<string, number>();
  const begun = cues.filter(({ lines }) => labelOf(withoutMark(lines[0]!.words)) !== null).length;
  for (const { lines } of cues)
    for (const { words } of lines) {
      const label = labelOf(withoutMark(words));
      if (label) seen.set(label.name, (seen.get(label.name) ?? 0) + 1);
    }
  return { seen, ofCues: begun > cues.length / 2 };
}

function openingOf(
  words: string,
  { seen, ofCues }: Labels,
  before: string,
  opens: boolean,
  dashes: boolean,
): Opening {
  const arrows = ARROWS.test(words);
  const dash = !arrows && dashes && DASH.test(words);
  const rest = arrows || dash ? withoutMark(words) : words;
  const label = labelOf(rest);
  // "…the spread of\nCOVID-19: …" is a wrapped line: a bare label starts anew, or comes back.
  const anew = before === "" || ENDED.test(before);
  const often = label !== null && ((ofCues && opens) || seen.get(label.name)! >= FEWEST_RETURNS);
  const vouched = arrows || often || (label !== null && anew && CAPITALS.test(label.name));
  if (label && vouched) return { turn: "name", speaker: label.name, words: label.rest };
  return { turn: arrows ? "arrows" : dash ? "dash" : null, speaker: null, words: rest };
}

const ENDED = /[.?!…♪)\]]["”’']?$/u;

interface Written {
  readonly text: string;
  readonly turns: readonly Turn[];
  readonly times: readonly TimeMark[];
}

/** Nothing but sounds: "(Gulls.)", "[applause]", "♪ … ♪". */
const SOUNDS = /^(?:[\s.–—-]|\([^()]*\)|\[[^[\]]*\]|♪[^♪]*♪?)*$/u;

function write({ found, told }: ReturnType<typeof stretches>): Written {
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
    const isTurn = told && (speaker !== null || pieces.some(({ words }) => !SOUNDS.test(words)));
    if (isTurn && speaker === null) text += `${UNKNOWN} `;
    const content = text.length;
    for (const { words, space, start } of spaced(pieces)) {
      text += space;
      times.push({ at: text.length, seconds: Math.floor(start) });
      text += words;
    }
    if (isTurn)
      turns.push({
        span: { start, end: text.length },
        label,
        speaker: speaker ?? "",
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
