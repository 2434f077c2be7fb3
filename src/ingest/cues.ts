import { decodeEntities } from "./entities.js";

/** A line of a cue, markup taken off, and who the markup or the line says is speaking. */
export interface CueLine {
  readonly words: string;
  /** The name in `<v Name>`, or null. */
  readonly voice: string | null;
}

/** What is shown from `start` to `end`, in seconds from the recording's start. */
export interface Cue {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly CueLine[];
}

const TIMING =
  /^[ \t]*(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?[ \t]*-->[ \t]*(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?/u;
/** Blocks of WebVTT that hold no cue. */
const ASIDE = /^(?:NOTE|STYLE|REGION|WEBVTT)(?:[ \t]|$)/u;

/**
 * The cues of SRT or WebVTT captions, in the file's order. Numbers, times, settings, notes and
 * styles are left out; a cue without words is too. Lenient as players are: numbers may be missing,
 * blank lines may be missing between cues or stand inside one (SRT). Linear in the text.
 */
export function findCues(text: string): readonly Cue[] {
  const strict = isWebVtt(text);
  const cues: Cue[] = [];
  let open: { start: number; end: number; raw: string[]; inside: boolean } | null = null;
  let aside = false;
  const close = (): void => {
    if (open) {
      const lines = linesOf(open.raw);
      if (lines.length > 0) cues.push({ start: open.start, end: open.end, lines });
    }
    open = null;
  };
  for (const line of text.replace(/^\ufeff/u, "").split(/\r\n|\n|\r/u)) {
    const timing = TIMING.exec(line);
    if (timing) {
      // The number before the times is the next cue's, not the last words of this one.
      if (open && /^\s*\d+\s*$/u.test(open.raw.at(-1) ?? "")) open.raw.pop();
      close();
      aside = false;
      open = {
        start: seconds(timing.slice(1, 5)),
        end: seconds(timing.slice(5, 9)),
        raw: [],
        inside: true,
      };
    } else if (line.trim() === "") {
      aside = false;
      if (open && strict) open.inside = false;
    } else if (strict && !open?.inside && ASIDE.test(line)) aside = true;
    else if (open?.inside && !aside) open.raw.push(line);
  }
  close();
  return cues;
}

/** Whether the text opens as WebVTT must. */
export function isWebVtt(text: string): boolean {
  return /^\ufeff?WEBVTT(?:[ \t\r\n]|$)/u.test(text.slice(0, 16));
}

/** Whether the text opens as SRT does: a number, and times on the next line. */
export function looksLikeSrt(text: string): boolean {
  return /^\ufeff?\s{0,20}\d{1,6}[ \t]*\r?\n[ \t]*\d{1,3}:\d{2}:\d{2},\d{3}[ \t]*-->/u.test(
    text.slice(0, 100),
  );
}

function seconds([hours, minutes, whole, part]: readonly (string | undefined)[]): number {
  const fraction = part === undefined ? 0 : Number(part) / 10 ** part.length;
  return Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(whole) + fraction;
}

/** Lines without markup; a `<v Name>` opens a line of its own and holds until the next. */
function linesOf(raw: readonly string[]): CueLine[] {
  const out: CueLine[] = [];
  let voice: string | null = null;
  for (const line of raw) {
    let words = "";
    const flush = (): void => {
      const clean = tidy(words);
      if (clean !== "") out.push({ words: clean, voice });
      words = "";
    };
    let at = 0;
    while (at < line.length) {
      const open = line.indexOf("<", at);
      const shut = open < 0 ? -1 : line.indexOf(">", open);
      if (shut < 0) break;
      words += line.slice(at, open);
      const tag = line.slice(open + 1, shut);
      if (/^v[ \t.]/u.test(tag)) {
        if (/^\s*[-–—‐]\s*$/u.test(words)) words = "";
        flush();
        voice = tidy(tag.replace(/^v[^ \t]*/u, "")) || null;
      } else if (tag === "/v") {
        flush();
        voice = null;
      } else if (!/^\/?(?:[bcfirsu]|rt|ruby|lang|font|\d)(?:[ \t.:\d]|$)/i.test(tag))
        words += line.slice(open, shut + 1);
      at = shut + 1;
    }
    words += line.slice(at);
    flush();
  }
  return out;
}

/** Without override codes (`{\an8}`), invisible marks of direction and runs of blanks. */
function tidy(words: string): string {
  return decodeEntities(words)
    .replace(/\{\\[^{}]{0,200}\}/gu, "")
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff\0]/gu, "")
    .replace(/[\s\u00a0]+/gu, " ")
    .trim();
}

/** Fewest cues and least share of them that repeat the line before, in captions that roll. */
const FEWEST_REPEATS = 3;
const LEAST_REPEATS = 0.25;
/** Longest gap between cues that repeat, in seconds. */
const ROLLING_GAP = 0.5;

/**
 * Cues that show each line once. Live captions roll: a cue opens with the lines that the one before
 * closed with, or writes a line out word by word; only what is new is kept, with the time at which
 * it first stood. Captions that do not roll are untouched, for people do repeat themselves.
 */
export function unroll(cues: readonly Cue[]): readonly Cue[] {
  let repeats = 0;
  for (let i = 1; i < cues.length; i++) if (grown(cues[i - 1]!, cues[i]!) !== null) repeats++;
  if (repeats < FEWEST_REPEATS || repeats < LEAST_REPEATS * cues.length) return cues;
  const out: Cue[] = [];
  let shown: Cue | null = null;
  for (const cue of cues) {
    const kept: number = shown ? (grown(shown, cue)?.same ?? 0) : 0;
    const longer = shown ? (grown(shown, cue)?.longer ?? false) : false;
    const lines = cue.lines.slice(kept);
    const last = out.at(-1);
    if (longer && last && lines.length > 0) {
      // The line being written replaces its shorter self.
      out[out.length - 1] = {
        start: last.start,
        end: cue.end,
        lines: [...last.lines.slice(0, -1), lines[0]!],
      };
      if (lines.length > 1) out.push({ ...cue, lines: lines.slice(1) });
    } else if (lines.length > 0) out.push({ ...cue, lines });
    shown = cue;
  }
  return out;
}

/** How many lines at the head of `next` stood at the foot of `last`, and whether one more grew. */
function grown(last: Cue, next: Cue): { readonly same: number; readonly longer: boolean } | null {
  if (next.start > last.end + ROLLING_GAP || next.start < last.start) return null;
  for (let same = Math.min(last.lines.length, next.lines.length); same > 0; same--) {
    const from = last.lines.length - same;
    const equal = (i: number): boolean => last.lines[from + i]!.words === next.lines[i]!.words;
    let i = 0;
    while (i < same && equal(i)) i++;
    if (i === same) return { same, longer: false };
    if (i === same - 1 && next.lines[i]!.words.startsWith(`${last.lines[from + i]!.words} `))
      return { same: i, longer: true };
  }
  return null;
}
