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
  /** Sign of bold type that opens before the label, or "". */
  readonly mark: string;
  /** Plain: nothing but a capitalised name and a colon vouches for it. */
  readonly plain: boolean;
  /** In a line of its own without colon or time: a name with what it is told of it, or the name alone. */
  readonly own: "told" | "bare" | null;
  /** Plain, and the name is one word ("Lund:"): only a dialogue vouches for it. */
  readonly lone: boolean;
}

/**
 * The turns of a transcript, in order of place, or none where the text is no transcript. Speaker
 * lines are `MS. PSAKI:`, `Q` and a gap, `JEN PSAKI, PRESS SECRETARY:`, `Jen Psaki: (02:11)`,
 * `Jen Psaki (02:11):`, `[00:02:11] Jen Psaki:`, `Psaki:` in a dialogue,
 * `SEN. WARREN (D-Mass.):`, `**MS. PSAKI:**`, `THE PRESIDENT:`, `Q:` and `A:`, `Q.` and `A.`, indented or
 * not; and in lines of their own `Jen Psaki  02:11`, `Ivo Brandt -- Analyst`. What stands before the first
 * is no turn. Linear in the text.
 */
export function findTurns(text: string, body: Span): readonly Turn[] {
  const found = withoutStrays(text, speakerLines(text, body));
  const lines = isDialogue(text, found, body) ? found : found.filter(({ lone }) => !lone);
  if (lines.length < FEWEST_TURNS) return [];
  // Each once: "WHO:", "WHAT:", "WHEN:".
  if (new Set(lines.map(({ speaker }) => surnameOf(speaker))).size === lines.length) return [];
  if (new Set(lines.map(({ speaker }) => speaker)).size < 2) return [];
  const first = lines[0]!.start;
  const end = closing(text, body);
  if (end - first < LEAST_SHARE * (body.end - body.start)) return [];
  return lines.map((line, i) => {
    const stop = lines[i + 1]?.start ?? Math.max(line.end, end);
    const content = withoutMark(
      text,
      withoutScene(text, trimSpan(text, { start: line.end, end: stop })),
      text.slice(line.label.end, line.end).includes(line.mark) ? "" : line.mark,
    );
    return {
      span: { start: line.start, end: content.end },
      label: line.label,
      speaker: line.speaker,
      content,
      time: line.time,
    };
  });
}

/**
 * What stands behind a turn in lines of its own and is said by nobody: "(Laughter.)", "[Crosstalk]", and
 * what parts a hearing, "CROSS-EXAMINATION", "BY MR. LUND:".
 */
const SCENE =
  /(?:\n\s*(?:\([^()\n]{1,80}\)|\[[^[\]\n]{1,80}\]|(?:(?:RE-?)?(?:DIRECT|CROSS)[- ])?EXAMINATION\b[^\n\p{Ll}]{0,60}|BY [^\n\p{Ll}]{2,60}:))+$/u;

function withoutScene(text: string, content: Span): Span {
  const from = Math.max(content.start, content.end - 400);
  const scene = SCENE.exec(text.slice(from, content.end))?.[0];
  return scene === undefined
    ? content
    : trimSpan(text, { start: content.start, end: content.end - scene.length });
}

/** `**Ines Kallio: Why?**`: bold that the label opened. */
function withoutMark(text: string, content: Span, open: string): Span {
  const within = text.slice(content.start, content.end);
  return open !== "" && within.endsWith(open)
    ? trimSpan(text, { start: content.start, end: content.end - open.length })
    : content;
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

function speakerLine(text: string, from: number, to: number): SpeakerLine | null {
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

/** Leaves out names that only look like speakers: capitalised words before a colon, seen once. */
function withoutStrays(text: string, lines: readonly SpeakerLine[]): readonly SpeakerLine[] {
  const told = new Set(lines.flatMap(({ own, speaker }) => (own === "told" ? [speaker] : [])));
  const vouched = lines.filter(({ own, speaker }) => own !== "bare" || told.has(speaker));
  const printed = counts(vouched.map(({ speaker }) => speaker));
  const names = counts(vouched.map(({ speaker }) => nameOf(speaker)));
  const surnames = counts(vouched.map(({ speaker }) => surnameOf(speaker)));
  /** Comes back, or is called by the surname alone elsewhere. */
  const returns = (speaker: string): boolean => {
    const name = nameOf(speaker);
    const surname = surnameOf(speaker);
    const times = name === surname ? surnames.get(surname)! : names.get(name)!;
    return times >= FEWEST_RETURNS || (name !== surname && names.has(surname));
  };
  const kept = vouched.filter(({ speaker, plain, own, time, end }) => {
    if (own) return printed.get(speaker)! >= FEWEST_RETURNS;
    if (plain) return returns(speaker);
    // Items of a list are no answers.
    if (speaker === "A") return printed.has("Q");
    // A heading in capitals that ends with a colon has nothing behind it on its line; but
    // "ADA LUND, HOST:" is "LUND:" from then on.
    if (printed.get(speaker)! > 1 || time !== null || text[end] !== "\n") return true;
    return speaker.includes(",") && names.has(surnameOf(speaker));
  });
  if (kept.length < FEWEST_TURNS) return kept;
  const sure = new Set(kept);
  const owns = kept.some(({ own }) => own);
  return lines.filter((line) => {
    if (sure.has(line)) return true;
    if (line.own) return owns && (line.own === "told" || line.speaker === "Operator");
    return line.plain && (line.mark !== "" || TITLED.test(line.speaker));
  });
}

function counts(words: readonly string[]): ReadonlyMap<string, number> {
  const out = new Map<string, number>();
  for (const word of words) out.set(word, (out.get(word) ?? 0) + 1);
  return out;
}

const TITLE =
  /^(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Lord|Lady|Baroness|Hon|Sen|Senator|Rep|Representative|Gov|Governor|Mayor|President|Secretary|Minister|Justice|Judge)\.? )+(?=\p{Lu})/u;
/** Among other turns sure to speak, though they do so once: `Mr Lund`, `The Speaker`, `Ivo Marsh, Harbour Courier`. */
const TITLED = new RegExp(
  TITLE.source +
    String.raw`|^The (?:(?:Acting|Deputy|Vice|Prime|Presiding|Hon\.?) )?(?:Speaker|SPEAKER|Chair(?:man|woman|person)?|CHAIR|PRESIDENT|President|Minister|Officer|Clerk|Mayor|Court|Witness)$|^[^,]+ [^,]+, `,
  "u",
);

/** "Ada Lund" of "Ms Ada Lund" and of "Ada Lund, Harbour Board". */
const nameOf = (speaker: string): string => speaker.replace(TITLE, "").split(",")[0]!;

/** "Lund", by which Ada Lund is called after the first time. */
function surnameOf(speaker: string): string {
  const name = nameOf(speaker);
  return name.slice(name.lastIndexOf(" ") + 1);
}

/** Where the last turn ends: before a closing `END` line and the time printed with it. */
function closing(text: string, body: Span): number {
  const tail = text.slice(Math.max(body.start, body.end - 200), body.end);
  const end = /\n[ \t\u00a0]*END\b[^\n]*\s*$/u.exec(tail);
  return end ? body.end - tail.length + end.index : body.end;
}
