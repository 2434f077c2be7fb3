import type { Turn } from "../text/document.js";
import { paragraphs } from "../text/segment.js";
import { type Span, trimSpan } from "../text/span.js";

/** Longest speaker line, label alone, in code units. */
const LONGEST_LABEL = 90;
/** A text is a transcript with at least so many turns … */
const FEWEST_TURNS = 4;
/** … that hold at least this share of its prose. */
const LEAST_SHARE = 0.5;
/** A label in ordinary capitals ("Jen Psaki:") counts only if it comes back this often. */
const FEWEST_RETURNS = 2;

/** A speaker line found at the start of a line. */
interface SpeakerLine {
  readonly start: number;
  /** Name, colon, time and markup included. */
  readonly end: number;
  readonly label: Span;
  readonly speaker: string;
  readonly time: number | null;
  /** Plain: nothing but a capitalised name and a colon vouches for it. */
  readonly plain: boolean;
  /** Plain, and the name is one word ("Lund:"): only a dialogue vouches for it. */
  readonly lone: boolean;
}

/**
 * The turns of a transcript, in order of place, or none where the text is no transcript. Speaker
 * lines are `MS. PSAKI:`, `Q` and a gap, `JEN PSAKI, PRESS SECRETARY:`, `Jen Psaki: (02:11)`,
 * `Jen Psaki (02:11):`, `Psaki:` in a dialogue, `SEN. WARREN (D-Mass.):`,
 * `**MS. PSAKI:**`, `THE PRESIDENT:`, `Q:` and `A:`, indented or not. What stands before the first
 * is no turn. Linear in the text.
 */
export function findTurns(text: string, body: Span): readonly Turn[] {
  const found = withoutStrays(text, speakerLines(text, body));
  const lines = isDialogue(text, found, body) ? found : found.filter(({ lone }) => !lone);
  if (lines.length < FEWEST_TURNS) return [];
  if (new Set(lines.map((line) => line.speaker)).size < 2) return [];
  const first = lines[0]!.start;
  const end = closing(text, body);
  if (end - first < LEAST_SHARE * (body.end - body.start)) return [];
  return lines.map((line, i) => {
    const stop = lines[i + 1]?.start ?? Math.max(line.end, end);
    const content = withoutScene(text, trimSpan(text, { start: line.end, end: stop }));
    return {
      span: { start: line.start, end: content.end },
      label: line.label,
      speaker: line.speaker,
      content,
      time: line.time,
    };
  });
}

/** What is told behind a turn and said by nobody: "(Laughter.)", "[Crosstalk]" in lines of their own. */
const SCENE = /(?:\n\s*(?:\([^()\n]{1,80}\)|\[[^[\]\n]{1,80}\]))+$/u;

function withoutScene(text: string, content: Span): Span {
  const from = Math.max(content.start, content.end - 400);
  const scene = SCENE.exec(text.slice(from, content.end))?.[0];
  return scene === undefined
    ? content
    : trimSpan(text, { start: content.start, end: content.end - scene.length });
}

/**
 * Whether most paragraphs from the first speaker line on begin with one, and something is asked. What
 * articles report so stands in quotation marks.
 */
function isDialogue(text: string, lines: readonly SpeakerLine[], body: Span): boolean {
  const [first] = lines;
  const lone = lines.filter((line) => line.lone);
  const quoted = lone.filter(({ end }) => /^\s*["“‘'«]/u.test(text.slice(end, end + 4)));
  if (!first || 2 * quoted.length >= lone.length) return false;
  const talk = { start: first.start, end: closing(text, body) };
  return (
    text.slice(talk.start, talk.end).includes("?") &&
    lines.length > LEAST_SHARE * paragraphs(text, talk).length
  );
}

function speakerLines(text: string, body: Span): SpeakerLine[] {
  const out: SpeakerLine[] = [];
  for (let at = body.start; at < body.end;) {
    let end = text.indexOf("\n", at);
    if (end < 0 || end > body.end) end = body.end;
    const line = startsAnew(text, at, body) ? speakerLine(text, at, end) : null;
    if (line) out.push(line);
    at = end + 1;
  }
  return out;
}

/** Whether the line before is blank or ends a sentence: a wrapped one goes on ("…of\nCOVID-19: …"). */
function startsAnew(text: string, at: number, body: Span): boolean {
  let before = at - 1;
  if (before < body.start) return true;
  while (before > body.start && text[before - 1] !== "\n" && /\s/u.test(text[before - 1]!))
    before--;
  const glyph = text[before - 1];
  return glyph === undefined || before <= body.start || /[\n.?!…)\]”"’'—–:-]/u.test(glyph);
}

const GAP = /[ \t\u00a0\u2002\u2003\u202f]/u;
/** `(02:11)`, `[1:02:11]`, `02:11` right after a label. */
const TIME = /^[ \t\u00a0]*[([]?(?:(\d{1,2}):)?(\d{1,2}):(\d{2})[)\]]?/u;
const CAPITALS = /^[\p{Lu}\p{N} .,’'\-–&()/\u00a0]+$/u;
const INITIALS = /^\p{Lu}\.[ \u00a0]?(?:\p{Lu}\.[ \u00a0]?)?\p{Lu}\.$/u;
const ONE_WORD = /^\p{Lu}\p{Ll}[\p{L}’'-]+(?: \d{1,2})?$/u;
const NAME = /^\p{Lu}[\p{L}.’'-]*(?:[ \u00a0]\p{Lu}[\p{L}.’'-]*){1,4}$/u;

/** `Ivo Marsh (02:11):`, `**Ivo Marsh** [1:02:11]`: the time before the colon, or no colon. */
const TIMED =
  /^([^*:([\]\n]{2,90})(?:\*\*)?[ \t\u00a0]*[([](?:(\d{1,2}):)?(\d{1,2}):(\d{2})[)\]](?:\*\*)?[ \t]*:?(?:\*\*)?/u;
/** What is told of a speaker between his name and the colon: `(D-Selwyn)`, `[crosstalk]`. */
const ASIDE = /\s*[([][^()[\]]{1,30}[)\]]$/u;

const isCapitals = (words: string): boolean =>
  CAPITALS.test(words) && (/\p{Lu}{2}/u.test(words) || INITIALS.test(words));

function timedLine(
  text: string,
  start: number,
  name: number,
  timed: RegExpExecArray,
): SpeakerLine | null {
  const label = trimSpan(text, { start: name, end: name + timed[1]!.length });
  const words = text.slice(label.start, label.end);
  if (!isCapitals(words) && !NAME.test(words) && !ONE_WORD.test(words)) return null;
  return {
    start,
    end: name + timed[0].length,
    label,
    speaker: words.replace(/[\s\u00a0]+/gu, " "),
    time: seconds([timed[0], timed[2], timed[3], timed[4]]),
    plain: false,
    lone: false,
  };
}

function speakerLine(text: string, from: number, to: number): SpeakerLine | null {
  let start = from;
  while (start < to && GAP.test(text[start]!)) start++;
  let name = start;
  const bold = text.startsWith("**", name);
  if (bold) name += 2;
  if (text[name] === "Q" || text[name] === "A") {
    const question = letterLine(text, start, name, to, bold);
    if (question) return question;
  }
  const timed = TIMED.exec(text.slice(name, Math.min(to, name + LONGEST_LABEL + 16)));
  if (timed) return timedLine(text, start, name, timed);
  const colon = text.indexOf(":", name);
  if (colon <= name || colon >= Math.min(to, name + LONGEST_LABEL)) return null;
  // `**Ines Kallio**:` closes before the colon, `**Ines Kallio:**` behind it.
  const stars = bold ? text.slice(name, colon).indexOf("**") : -1;
  const stop = stars < 0 ? colon : name + stars;
  const aside = ASIDE.exec(text.slice(name, stop));
  const label = trimSpan(text, { start: name, end: aside ? name + aside.index : stop });
  const words = text.slice(label.start, label.end);
  if (/^END\b/u.test(words)) return null;
  let end = colon + 1;
  if (bold && text.startsWith("**", end)) end += 2;
  const time = TIME.exec(text.slice(end, end + 16));
  if (time) end += time[0].length;
  const capitals = isCapitals(words);
  const lone = ONE_WORD.test(words);
  if (!capitals && !lone && !NAME.test(words)) return null;
  const plain = !capitals && !bold && !time;
  return {
    start,
    end,
    label,
    speaker: words.replace(/[\s\u00a0]+/gu, " "),
    time: time ? seconds(time) : null,
    plain,
    lone: lone && plain,
  };
}

/** `Q` or `A` and a colon, or `Q` and a gap. */
function letterLine(
  text: string,
  start: number,
  name: number,
  to: number,
  bold: boolean,
): SpeakerLine | null {
  let end = name + 1;
  if (text[end] === ":") end++;
  else if (text[name] === "A") return null;
  if (bold && text.startsWith("**", end)) end += 2;
  const gaps = /^[ \t\u00a0\u2002\u2003\u202f]*/u.exec(text.slice(end, end + 16))![0].length;
  const marked = end > name + 1;
  if (!marked && gaps === 0 && end < to) return null;
  return {
    start,
    end: Math.min(to, end + gaps),
    label: { start: name, end: name + 1 },
    speaker: text[name]!,
    time: null,
    plain: false,
    lone: false,
  };
}

function seconds([, hours, minutes, rest]: readonly (string | undefined)[]): number {
  return Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(rest);
}

/** Leaves out names that only look like speakers: capitalised words before a colon, seen once. */
function withoutStrays(text: string, lines: readonly SpeakerLine[]): readonly SpeakerLine[] {
  const seen = new Map<string, number>();
  const count = (word: string): void => void seen.set(word, (seen.get(word) ?? 0) + 1);
  for (const { speaker, plain } of lines) count(plain ? surnameOf(speaker) : speaker);
  return lines.filter((line) =>
    line.plain
      ? seen.get(surnameOf(line.speaker))! >= FEWEST_RETURNS
      : // A heading in capitals that ends with a colon has nothing behind it on its line.
        seen.get(line.speaker)! > 1 || line.time !== null || text[line.end] !== "\n",
  );
}

/** "Lund" of "Ada Lund", by which one is called after the first time. */
const surnameOf = (speaker: string): string => speaker.slice(speaker.lastIndexOf(" ") + 1);

/** Where the last turn ends: before a closing `END` line and the time printed with it. */
function closing(text: string, body: Span): number {
  const tail = text.slice(Math.max(body.start, body.end - 200), body.end);
  const end = /\n[ \t\u00a0]*END\b[^\n]*\s*$/u.exec(tail);
  return end ? body.end - tail.length + end.index : body.end;
}
