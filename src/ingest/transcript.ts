import type { Turn } from "../text/document.js";
import { paragraphs } from "../text/segment.js";
import { type Span, trimSpan } from "../text/span.js";
import { type SpeakerLine, speakerLine } from "./speaker-line.js";

/** A text is a transcript with at least so many turns … */
const FEWEST_TURNS = 4;
/** … that hold at least this share of its prose. */
const LEAST_SHARE = 0.5;
/** A label in ordinary capitals ("Jen Psaki:") counts only if it comes back this often. */
const FEWEST_RETURNS = 2;

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
