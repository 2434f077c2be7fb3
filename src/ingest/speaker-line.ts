import { type Span, trimSpan } from "../text/span.js";

/** Longest speaker line, label alone, in code units. */
const LONGEST_LABEL = 90;

/** A speaker line found at the start of a line. */
export interface SpeakerLine {
  readonly start: number;
  /** Name, colon, time and markup included. */
  readonly end: number;
  readonly label: Span;
  readonly speaker: string;
  readonly time: number | null;
  /** Sign of bold type that opens before the label, or "". */
  readonly mark: string;
  /** Plain: nothing but a capitalised name and a colon vouches for it. */
  readonly plain: boolean;
  /** In a line of its own without colon or time: a name with what it is told of it, or the name alone. */
  readonly own: "told" | "bare" | null;
  /** Plain, and the name is one word ("Lund:"): only a dialogue vouches for it. */
  readonly lone: boolean;
}

const CAPITALS = /^[\p{Lu}\p{N} .,’'\-–&()/#_\u00a0]+$/u;
const INITIALS = /^\p{Lu}\.[ \u00a0]?(?:\p{Lu}\.[ \u00a0]?)?\p{Lu}\.$/u;
const ONE_WORD = /^\p{Lu}\p{Ll}[\p{L}’'-]+(?: #?\d{1,2})?$/u;
const WORD = String.raw`\p{Lu}[\p{L}.’'-]*`;
const PARTICLE = String.raw`(?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|el|al|bin|ter|ten)[ \u00a0])*`;
/** `Ursula van der Lund`, `Ivo Marsh, Harbour Courier`. */
const NAME = new RegExp(
  `^${WORD}(?:[ \\u00a0]${PARTICLE}${WORD}){1,4}(?:, ${WORD}(?: ${WORD}){0,3})?$`,
  "u",
);

/** What may stand before a label: space, the number of a printed line, the sign of a list, a time. */
const BEFORE =
  /^[ \t\u00a0\u2002\u2003\u202f]*(?:\d{1,2}[ \t]{2,10})?(?:[-*•][ \t]+)?(?:([([]?)(?:(\d{1,2}):)?(\d{1,2}):(\d{2})[)\]]?[ \t\u00a0]+(?![ap]\.?m\b)(?:[-–—][ \t])?)?/iu;
/** Signs of bold and slanted type in Markdown. */
const EMPHASIS = /^(?:\*{1,3}|_{1,3}(?=\p{L}))/u;
/** `(02:11)`, `[1:02:11]`, `02:11` right after a label. */
const TIME = /^[ \t\u00a0]*[([]?(?:(\d{1,2}):)?(\d{1,2}):(\d{2})[)\]]?/u;
/** `Ivo Marsh (02:11):`, `**Ivo Marsh** [1:02:11]`, `Ms LUND (Selwyn) (14:02):`: the time before the colon, or no colon. */
const TIMED =
  /^([^*:([\]\n]{2,90})(?:\*{1,3}|_{1,3})?((?:[ \t\u00a0]*\([^():\n]{1,60}\))*)[ \t\u00a0]*[([](?:(\d{1,2}):)?(\d{1,2}):(\d{2})[)\]](?:\*\*)?[ \t]*:?(?:\*\*)?/u;
/** `Ivo Marsh  02:11`, in a line of its own. */
const TIMED_LINE = /^([^*:([\]\n]{2,60}?)()[ \t\u00a0]+(?:(\d{1,2}):)?(\d{1,2}):(\d{2})[ \t]*$/u;
/** In a line of its own `Ivo Marsh -- Selwyn Bank -- Analyst`, `Ivo Marsh (Selwyn) (Lab)`, and `Ivo Marsh` after it. */
const OWN_LINE =
  /^(Operator|\p{Lu}[\p{L}.’'-]*(?:[ \u00a0][\p{L}.’'-]+){1,5}?)([ \t]+(?:--|[—–])[ \t]+\p{Lu}[^\n:.?!]{1,90}|(?:[ \t]*\(\p{Lu}[^()\n]{1,40}\)){1,2})?[ \t]*$/u;
/** What is told of a speaker between his name and the colon: `(D-Selwyn)`, `(Selwyn) (Lab)`, `[crosstalk]`. */
const ASIDE = /(?:\s*[([][^()[\]]{1,40}[)\]]){1,2}$/u;

const isCapitals = (words: string): boolean =>
  CAPITALS.test(words) && (/\p{Lu}{2}/u.test(words) || INITIALS.test(words));

/** The speaker line that a line of text is or begins with, or null. */
export function speakerLine(text: string, from: number, to: number): SpeakerLine | null {
  const [before, , ...clock] = BEFORE.exec(text.slice(from, Math.min(to, from + 60)))!;
  const { start } = trimSpan(text, { start: from, end: to });
  let name = from + before.length;
  const mark = EMPHASIS.exec(text.slice(name, name + 4))?.[0] ?? "";
  name += mark.length;
  const early = clock[1] === undefined ? null : seconds(clock);
  if (text[name] === "Q" || text[name] === "A") {
    const letter = letterLine(text, start, name, to, mark);
    if (letter) return letter;
  }
  const labelled = (
    label: Span,
    end: number,
    how: { readonly time: number | null; readonly plain?: boolean; readonly own?: "told" | "bare" },
  ): SpeakerLine | null => {
    const words = text.slice(label.start, label.end);
    // The last line of all, and who examines a witness from here on.
    if (/^(?:END|BY)\b/u.test(words)) return null;
    const capitals = isCapitals(words);
    const lone = ONE_WORD.test(words);
    if (!capitals && !lone && !NAME.test(words)) return null;
    const plain = how.plain ?? (!capitals && how.time === null);
    return {
      start,
      end,
      label,
      speaker: words.replace(/[\s\u00a0]+/gu, " "),
      time: how.time,
      mark,
      plain,
      own: how.own ?? null,
      lone: lone && plain && mark === "" && how.time === null && !how.own,
    };
  };
  const rest = text.slice(name, Math.min(to, name + LONGEST_LABEL + 16));
  const timed = TIMED.exec(rest) ?? TIMED_LINE.exec(rest);
  if (timed) {
    const label = trimSpan(text, { start: name, end: name + timed[1]!.length });
    // Of a parliament's record it is the time of day.
    const time = timed[2] === "" ? seconds(timed.slice(3)) : null;
    return labelled(label, name + timed[0].length, { time, plain: !/[)\]:*]$/u.test(timed[0]) });
  }
  if (early !== null && !rest.includes(":") && name + rest.length === to)
    return labelled(trimSpan(text, { start: name, end: to }), to, { time: early, plain: true });
  const own = OWN_LINE.exec(rest);
  if (own && name + rest.length === to && standsAlone(text, from, to)) {
    const label = { start: name, end: name + own[1]!.length };
    return labelled(label, to, {
      time: null,
      plain: true,
      own: own[2] === undefined ? "bare" : "told",
    });
  }
  const colon = text.indexOf(":", name);
  if (colon <= name || colon >= Math.min(to, name + LONGEST_LABEL)) return null;
  // `**Ines Kallio**:` closes before the colon, `**Ines Kallio:**` behind it.
  const close = mark === "" ? -1 : text.slice(name, colon).indexOf(mark);
  const stop = close < 0 ? colon : name + close;
  const aside = ASIDE.exec(text.slice(name, stop));
  const label = trimSpan(text, { start: name, end: aside ? name + aside.index : stop });
  let end = colon + 1;
  if (mark !== "" && text.startsWith(mark, end)) end += mark.length;
  const time = TIME.exec(text.slice(end, end + 16));
  if (time) end += time[0].length;
  return labelled(label, end, { time: time ? seconds(time.slice(1)) : early });
}

/** Whether a line is a paragraph. */
const standsAlone = (text: string, from: number, to: number): boolean =>
  /(?:^|\n\s*\n)\s*$/u.test(text.slice(Math.max(0, from - 20), from)) &&
  /^\s*\n\s*\n/u.test(text.slice(to, to + 20));

/** `Q` or `A` and a colon or full stop, or `Q` and a gap. */
function letterLine(
  text: string,
  start: number,
  name: number,
  to: number,
  mark: string,
): SpeakerLine | null {
  let end = name + 1;
  if (/[:.]/u.test(text[end] ?? "")) end++;
  else if (text[name] === "A") return null;
  if (mark !== "" && text.startsWith(mark, end)) end += mark.length;
  const gaps = /^[ \t\u00a0\u2002\u2003\u202f]*/u.exec(text.slice(end, end + 16))![0].length;
  // "A.B. Lund" and "Q.E.D." are no letters that ask and answer.
  if (gaps === 0 && end < to && (end === name + 1 || text[name + 1] === ".")) return null;
  return {
    start,
    end: Math.min(to, end + gaps),
    label: { start: name, end: name + 1 },
    speaker: text[name]!,
    time: null,
    mark,
    plain: false,
    own: null,
    lone: false,
  };
}

function seconds([hours, minutes, rest]: readonly (string | undefined)[]): number {
  return Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(rest);
}
