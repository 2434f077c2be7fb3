import { isNameless, OFFICE_HOLDER } from "../text/speaker-label.js";
import { type Span, trimSpan } from "../text/span.js";

/** Longest speaker line, label alone, in code units. */
const LONGEST_LABEL = 90;

/** A speaker line found at the start of a line. */
export interface SpeakerLine {
  readonly start: number;
  /** Name, colon, time and markup included. */
  readonly end: number;
  /** Null where nobody is named (`>>`). */
  readonly label: Span | null;
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
  /** What stands in place of a colon: `Ada Lund – words`, `Mr. LUND. Words`, `A words`, `>> words`. */
  readonly sign: "dash" | "stop" | "gap" | "arrows" | null;
}

/** What opens the turn of somebody unknown, in captions and texts made from them. */
export const UNKNOWN = ">>";

const CAPITALS = /^[\p{Lu}\p{N} .,’'\-–&()/#_\u00a0]+$/u;
const INITIALS = /^\p{Lu}\.[ \u00a0]?(?:\p{Lu}\.[ \u00a0]?)?\p{Lu}\.$/u;
const ONE_WORD = /^\p{Lu}\p{Ll}[\p{L}’'-]+(?: #?\d{1,2})?$/u;
const WORD = String.raw`(?:[dl][’']|[ae]l-)?\p{Lu}[\p{L}.’'-]*`;
const PARTICLE = String.raw`(?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|el|al|bin|ter|ten)[ \u00a0])*`;
/** `Ursula van der Lund`, `Ivo Marsh, Harbour Courier`. */
const NAME = new RegExp(
  `^${WORD}(?:[ \\u00a0]${PARTICLE}${WORD}){1,4}(?:, ${WORD}(?: ${WORD}){0,3}| #?\\d{1,2})?$`,
  "u",
);
/** In scripts without capitals: `יעל כהן`. */
const UNCASED = /^\p{Lo}[\p{Lo}\p{M}’'"״׳-]*(?:[ \u00a0][\p{Lo}\p{M}’'"״׳-]+){0,3}$/u;
/** `Lund, Ada`, with a time behind. */
const SURNAME_FIRST = new RegExp(`^${WORD}, ${WORD}(?: ${WORD})?$`, "u");
/** Of the record of a congress: `Mr. LUND of Selwyn. Words`, `Senator Lund. Words`, `The CHAIRMAN. Words`. */
const STOPPED =
  /^((?:(?:Mr|Mrs|Ms|Miss|Dr|Senator|Representative|Chair(?:man|woman)?|Secretary|General|Admiral|Governor|Ambassador|Commissioner|Mayor|Judge|Justice|Director|Administrator)\.? (?:\p{Lu}[\p{L}’'-]+ ){0,2}\p{Lu}[\p{L}’'-]+(?: of \p{Lu}\p{L}+)?)|The (?:(?:ACTING |VICE |Acting |Vice )?(?:CHAIR|Chair)(?:MAN|WOMAN|PERSON|man|woman|person)?|SPEAKER(?: pro tempore)?|PRESIDING OFFICER|Presiding Officer|VICE PRESIDENT|CLERK|Clerk)|(?:\p{Lu}[\p{Lu}.’'-]+ ){1,3}\p{Lu}{3}[\p{Lu}’'-]*)\.[ \t]+(?=[\p{Lu}“"([])/u;
/** Of the record of the European Parliament: `Ada Lund (PPE). – Words`, `Ada Lund, rapporteur. – Words`. */
const REPORTED = new RegExp(
  `^(President|${WORD}(?:[ \\u00a0]${PARTICLE}${WORD}){1,4})(?:,[^.\\n]{3,90}| \\([^()\\n]{1,60}\\))?\\.[ \\t]+[–—][ \\t]+(?=\\S)`,
  "u",
);
/** ` – ` or a tab between a label and the words. */
const DASH = /(?:[ \t\u00a0](?:[–—]|-{1,2})[ \t\u00a0]+|\t+)(?=\S)/u;
/** `[SPEAKER_00]:`, and without the colon behind a time. */
const BOXED = /^\[([^[\]\n]{2,60})\][ \t]*(:?)[ \t]*(?=\S)/u;

/** What is told of the whole at its head. */
const HEADS =
  /^(?:author|date|time|location|place|venue|subject|to|from|note|contact|title|headline|source|attendees|present|participants)$/i;

/** What may stand before a label: space, the sign of a quotation, the number of a question, the number of a printed line, the sign of a list, a time. */
const BEFORE =
  /^[ \t\u00a0\u2002\u2003\u202f]*(?:>[ \t]+)?(?:\d{1,2}[ \t]{2,10}|T?\d{1,3}\.[ \t]+|Q\d{1,4}[ \t]+(?=\*{0,2}\p{L}[^:\n?]{1,50}:))?(?:(?:[-*•]|#{1,6})[ \t]+)?(?:([([]?)(?:\d[\d./-]{5,9},? )?(?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?:[.,]\d{1,3})?(?: ?(?:-->|[-–—]) ?[\d:.,]{4,12})?[)\]]?[ \t\u00a0]+(?![ap]\.?m\b)(?:[-–—][ \t])?|[([]\d{1,2}:\d{2}(?::\d{2})? ?[ap]\.?m\.?[)\]][ \t]+)?/iu;
/** Signs of bold and slanted type in Markdown. */
const EMPHASIS = /^(?:\*{1,3}|_{1,3}(?=\p{L}))/u;
/** `(02:11)`, `[1:02:11]`, `02:11` right after a label. */
const TIME = /^[ \t\u00a0]*[([]?(?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?:[.,]\d{1,3})?[)\]]?/u;
/** The same in a line of its own below the label's. */
const TIME_BELOW = /^[ \t]*\r?\n[ \t]*[([]?(?:(\d{1,2}):)?(\d{1,2}):(\d{2})[)\]]?[ \t]*(?=\r?\n)/u;
/** `Ivo Marsh (02:11):`, `**Ivo Marsh** [1:02:11]`, `Ms LUND (Selwyn) (14:02):`: the time before the colon, or no colon. */
const TIMED =
  /^([^*:([\]\n]{2,90})(?:\*{1,3}|_{1,3})?((?:[ \t\u00a0]*\([^():\n]{1,60}\))*)[ \t\u00a0]*[([](?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?:[.,]\d{1,3})?[)\]](?:\*\*)?[ \t]*:?(?:\*\*)?/u;
/** `Ivo Marsh  02:11`, `Ivo Marsh | 02:11`, in a line of its own. */
const TIMED_LINE =
  /^([^*:([\]\n]{2,60}?)(),?[ \t\u00a0]+(?:[|•·–—-][ \t]+)?(?:(\d{1,2}):)?(\d{1,2}):(\d{2})( [AP]M)?[ \t]*$/u;
/** In a line of its own `Ivo Marsh -- Selwyn Bank -- Analyst`, `Ivo Marsh (Selwyn) (Lab)`, and `Ivo Marsh` after it. */
const OWN_LINE =
  /^(Operator|(?:Mr|Madam) (?:Deputy )?Speaker|\p{Lu}[\p{L}.’'-]*(?:[ \u00a0][\p{L}.’'-]+){1,5}?)([ \t]+(?:--|[—–])[ \t]+\p{Lu}[^\n:.?!]{1,90}|, \p{Lu}[^\n:.?!]{2,90}|(?:[ \t]*\(\p{Lu}[^()\n]{1,40}\)){1,2})?[ \t]*$/u;
/** What is told of a speaker between his name and the colon: `(D-Selwyn)`, `(Selwyn) (Lab)`, `[crosstalk]`. */
const ASIDE = /(?:\s*[([][^()[\]]{1,40}[)\]]){1,2}$/u;

const isCapitals = (words: string): boolean =>
  CAPITALS.test(words) && (/\p{Lu}{2}/u.test(words) || INITIALS.test(words));

/** The speaker line that a line of text is or begins with, or null. */
export function speakerLine(text: string, from: number, to: number): SpeakerLine | null {
  const arrows = /^[ \t]*>>+[ \t]*/u.exec(text.slice(from, Math.min(to, from + 40)));
  if (!arrows) return namedLine(text, from, to);
  const end = from + arrows[0].length;
  const { start } = trimSpan(text, { start: from, end: to });
  const named = namedLine(text, end, to);
  if (named && !named.own && named.sign !== "dash")
    return { ...named, start, plain: false, lone: false, sign: "arrows" };
  const how = { time: null, mark: "", plain: false, own: null, lone: false } as const;
  return { start, end, label: null, speaker: "", ...how, sign: "arrows" };
}

function namedLine(text: string, from: number, to: number): SpeakerLine | null {
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
    how: {
      readonly time: number | null;
      readonly plain?: boolean;
      readonly own?: "told" | "bare";
      readonly sign?: "dash" | "stop";
    },
  ): SpeakerLine | null => {
    const words = text.slice(label.start, label.end);
    // The last line of all, and who examines a witness from here on.
    if (/^(?:END|B[Yy])\b/u.test(words) || HEADS.test(words)) return null;
    const capitals = isCapitals(words);
    const lone = ONE_WORD.test(words);
    const known =
      capitals ||
      lone ||
      how.sign === "stop" ||
      isNameless(words) ||
      UNCASED.test(words) ||
      (how.time !== null && SURNAME_FIRST.test(words));
    if (!known && !NAME.test(words) && !OFFICE_HOLDER.test(words)) return null;
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
      lone: lone && plain && mark === "" && how.time === null && !how.own && how.sign !== "stop",
      sign: how.sign ?? null,
    };
  };
  const rest = text.slice(name, Math.min(to, name + LONGEST_LABEL + 16));
  const boxed = BOXED.exec(rest);
  if (boxed && (boxed[2] !== "" || early !== null)) {
    const label = { start: name + 1, end: name + 1 + boxed[1]!.length };
    return labelled(label, name + boxed[0].length, { time: early });
  }
  const timed = TIMED.exec(rest) ?? TIMED_LINE.exec(rest);
  if (timed) {
    const label = trimSpan(text, { start: name, end: name + timed[1]!.length });
    // Of a parliament's record it is the time of day.
    const time = timed[2] === "" && timed[6] === undefined ? seconds(timed.slice(3)) : null;
    return labelled(label, name + timed[0].length, { time, plain: !/[)\]:*]$/u.test(timed[0]) });
  }
  if (early !== null && !rest.includes(":") && name + rest.length === to)
    return labelled(trimSpan(text, { start: name, end: to }), to, { time: early, plain: true });
  const holder = OFFICE_HOLDER.exec(rest.trimEnd());
  if (holder && name + rest.length === to && isFirst(text, from)) {
    const label = { start: name, end: name + holder[0].length };
    return labelled(label, to, { time: null, plain: true, own: "told" });
  }
  const own = OWN_LINE.exec(rest);
  if (own && name + rest.length === to && isFirst(text, from) && isApart(text, to, own[2])) {
    const label = { start: name, end: name + own[1]!.length };
    return labelled(label, to, {
      time: null,
      plain: true,
      own: own[2] === undefined && !own[1]!.endsWith(" Speaker") ? "bare" : "told",
    });
  }
  const stopped = STOPPED.exec(rest) ?? REPORTED.exec(rest);
  if (stopped) {
    const label = trimSpan(text, { start: name, end: name + stopped[1]!.length });
    const how = { time: null, plain: true, sign: "stop" } as const;
    return labelled(label, name + stopped[0].length, how);
  }
  return (
    colonLine(text, name, to, mark, early, labelled) ?? dashLine(text, name, rest, mark, labelled)
  );
}

type Labelled = (
  label: Span,
  end: number,
  how: { readonly time: number | null; readonly plain?: boolean; readonly sign?: "dash" },
) => SpeakerLine | null;

function colonLine(
  text: string,
  name: number,
  to: number,
  mark: string,
  early: number | null,
  labelled: Labelled,
): SpeakerLine | null {
  const length = text.slice(name, Math.min(to, name + LONGEST_LABEL)).indexOf(":");
  if (length <= 0) return null;
  const colon = name + length;
  // `**Ines Kallio**:` closes before the colon, `**Ines Kallio:**` behind it.
  const close = mark === "" ? -1 : text.slice(name, colon).indexOf(mark);
  const stop = close < 0 ? colon : name + close;
  const aside = ASIDE.exec(text.slice(name, stop));
  const whole = trimSpan(text, { start: name, end: stop });
  const label =
    aside && !OFFICE_HOLDER.test(text.slice(whole.start, whole.end))
      ? trimSpan(text, { start: name, end: name + aside.index })
      : whole;
  let end = colon + 1;
  if (mark !== "" && text.startsWith(mark, end)) end += mark.length;
  const time = TIME.exec(text.slice(end, end + 16)) ?? TIME_BELOW.exec(text.slice(end, end + 24));
  if (time) end += time[0].length;
  return labelled(label, end, { time: time ? seconds(time.slice(1)) : early });
}

/** `Ada Lund – words`, `**Lund** – words`. */
function dashLine(
  text: string,
  name: number,
  rest: string,
  mark: string,
  labelled: Labelled,
): SpeakerLine | null {
  const dash = DASH.exec(rest);
  if (!dash) return null;
  const before = rest.slice(0, dash.index);
  const close = mark === "" ? before.length : before.indexOf(mark);
  if (close < 0) return null;
  const label = trimSpan(text, { start: name, end: name + close });
  const how = { time: null, plain: true, sign: "dash" } as const;
  return labelled(label, name + dash.index + dash[0].length, how);
}

/** Whether a line begins a paragraph. */
const isFirst = (text: string, from: number): boolean =>
  /(?:^|\n\s*\n)\s*$/u.test(text.slice(Math.max(0, from - 20), from));
/** Whether a paragraph ends with the line, or the line tells no more than a seat or a party. */
const isApart = (text: string, to: number, told = ""): boolean =>
  /^\s*\n\s*\n/u.test(text.slice(to, to + 20)) || !/^[^(]*[—–,-]/u.test(told);

/** `Q` or `A` and a colon, a full stop or a gap, numbered or not. */
function letterLine(
  text: string,
  start: number,
  name: number,
  to: number,
  mark: string,
): SpeakerLine | null {
  const number = /^\d{0,2}(?=[:.])/u.exec(text.slice(name + 1, name + 4))?.[0].length ?? 0;
  let end = name + 1 + number;
  const sign = /^[:.]/u.exec(text[end] ?? "")?.[0] ?? "";
  end += sign.length;
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
    sign: sign === "" && text[name] === "A" ? "gap" : null,
  };
}

function seconds([hours, minutes, rest]: readonly (string | undefined)[]): number {
  return Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(rest);
}
