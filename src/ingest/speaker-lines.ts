import { endsAsking } from "../text/question.js";
import { paragraphs } from "../text/segment.js";
import { isNameless, OFFICE_HOLDER } from "../text/speaker-label.js";
import type { Span } from "../text/span.js";
import { type SpeakerLine, speakerLine } from "./speaker-line.js";

/** A text is a transcript with at least so many turns … */
const FEWEST_TURNS = 4;
/** … that hold at least this share of its prose. */
const LEAST_SHARE = 0.5;
/** … of which at least this share is by somebody who speaks again. */
const LEAST_RETURNING = 0.4;
/** A label in ordinary capitals ("Jen Psaki:") counts only if it comes back this often. */
const FEWEST_RETURNS = 2;

/** The lines of a transcript that say who speaks, in order of place, and where the last turn ends. */
export interface SpeakerLines {
  readonly lines: readonly SpeakerLine[];
  readonly end: number;
}

const NONE: SpeakerLines = { lines: [], end: 0 };

/** Of the lines that look like a speaker's those that are; none where the text is no transcript. */
export function findSpeakerLines(text: string, body: Span): SpeakerLines {
  const found = withoutStrays(text, withoutSigns(text, speakerLines(text, body), body), body);
  const lines = isDialogue(text, found, body)
    ? found
    : found.filter(({ lone, sign }) => !lone && sign !== "dash");
  if (lines.length < FEWEST_TURNS) return NONE;
  // Most of them once: "WHO:", "WHAT:", "WHEN:".
  const surnames = counts(lines.map(({ speaker }) => surnameOf(speaker)));
  const returning = lines.filter(({ speaker }) => surnames.get(surnameOf(speaker))! > 1);
  if (returning.length < LEAST_RETURNING * lines.length) return NONE;
  const unknown = lines.some(({ label }) => label === null);
  if (new Set(lines.map(({ speaker }) => speaker)).size < 2 && !unknown) return NONE;
  const first = lines[0]!.start;
  const end = closing(text, body);
  if (end - first < LEAST_SHARE * (body.end - body.start)) return NONE;
  return { lines, end };
}

/**
 * Whether most paragraphs from the first speaker line on begin with one, and something is asked. What
 * articles report so stands in quotation marks.
 */
function isDialogue(text: string, lines: readonly SpeakerLine[], body: Span): boolean {
  const [first] = lines;
  const lone = lines.filter((line) => line.lone || line.sign === "dash");
  const quoted = lone.filter(({ end }) => /^\s*["“‘'«]/u.test(text.slice(end, end + 4)));
  if (!first || 2 * quoted.length >= lone.length) return false;
  const talk = { start: first.start, end: closing(text, body) };
  const alone = lines.filter(({ end }) => text[end] === "\n" && text[end + 1] !== "\n");
  const dashes = lines.filter(({ sign }) => sign === "dash").length;
  const asked = lines.filter(({ end }, i) =>
    endsAsking(text.slice(end, lines[i + 1]?.start ?? talk.end)),
  );
  return (
    text.slice(talk.start, talk.end).includes("?") &&
    lines.length > LEAST_SHARE * (paragraphs(text, talk).length - alone.length) &&
    (dashes === 0 || (dashes >= LEAST_DASHED * lines.length && asked.length >= FEWEST_ASKED))
  );
}

/** A dash stands for a colon only where it does so in this share of the lines, and so many turns end in a question. */
const LEAST_DASHED = 1 / 3;
const FEWEST_ASKED = 2;

/**
 * Leaves out lines whose sign is not one here: `>>` of a mail that quotes another, `A` where it does not
 * follow most lines of `Q`, a full stop that few names have.
 */
function withoutSigns(
  text: string,
  lines: readonly SpeakerLine[],
  body: Span,
): readonly SpeakerLine[] {
  const mail = /^>(?!>)/mu.test(text.slice(body.start, body.end));
  const after = lines.filter(({ sign }, i) => sign === "gap" && lines[i - 1]?.speaker === "Q");
  const answers = 2 * after.length >= lines.filter(({ speaker }) => speaker === "Q").length;
  const stops = lines.filter(({ sign }) => sign === "stop").length >= FEWEST_TURNS;
  return lines.filter(({ sign }, i) => {
    if (sign === "arrows") return !mail;
    if (sign === "gap") return answers && lines[i - 1]?.speaker !== "A";
    return sign !== "stop" || stops;
  });
}

function speakerLines(text: string, body: Span): SpeakerLine[] {
  const out: SpeakerLine[] = [];
  for (let at = body.start; at < body.end;) {
    let end = text.indexOf("\n", at);
    if (end < 0 || end > body.end) end = body.end;
    const line = startsAnew(text, at, body) ? speakerLine(text, at, end) : null;
    const above =
      line && line.time === null ? CLOCK.exec(text.slice(Math.max(body.start, at - 24), at)) : null;
    if (line && above)
      out.push({
        ...line,
        start: at - above[0].length + above[1]!.length,
        time: secondsOf(above[2]!),
      });
    else if (line) out.push(line);
    at = end + 1;
  }
  return out;
}

/** A time in the line above. */
const CLOCK = /(^|\n)[ \t]*[([]?((?:\d{1,2}:)?\d{1,2}:\d{2})[)\]]?[ \t]*\r?\n$/u;

const secondsOf = (clock: string): number =>
  clock.split(":").reduce((sum, part) => 60 * sum + Number(part), 0);

/** Whether the line before is blank or ends a sentence: a wrapped one goes on ("…of\nCOVID-19: …"). */
function startsAnew(text: string, at: number, body: Span): boolean {
  let before = at - 1;
  if (before < body.start) return true;
  while (before > body.start && text[before - 1] !== "\n" && /\s/u.test(text[before - 1]!))
    before--;
  const glyph = text[before - 1];
  if (glyph === undefined || before <= body.start || /[\n.?!…)\]”"’'—–:-]/u.test(glyph))
    return true;
  return CLOCK.test(text.slice(Math.max(body.start, at - 24), at));
}

/** Leaves out names that only look like speakers: capitalised words before a colon, seen once. */
function withoutStrays(
  text: string,
  lines: readonly SpeakerLine[],
  body: Span,
): readonly SpeakerLine[] {
  const told = new Set(
    lines.flatMap(({ own, speaker }) => (own === "told" ? [nameOf(speaker)] : [])),
  );
  const talking = bareNames(text, lines);
  const vouched = lines.filter(
    ({ own, speaker }) => own !== "bare" || told.has(speaker) || talking.has(speaker),
  );
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
  const timed = isTimed(text, vouched, returns);
  const kept = vouched.filter(({ speaker, plain, own, time, end }) => {
    if (own) return names.get(nameOf(speaker))! >= FEWEST_RETURNS;
    if (plain) return returns(speaker) || (timed && time !== null);
    // Items of a list are no answers.
    if (speaker === "A") return printed.has("Q");
    // A heading in capitals that ends with a colon has nothing behind it on its line; but
    // "ADA LUND, HOST:" is "LUND:" from then on.
    if (printed.get(speaker)! > 1 || time !== null || text[end] !== "\n") return true;
    return speaker.includes(",") && names.has(surnameOf(speaker));
  });
  const blocks = kept.length > 0 && opensBlocks(text, lines, body);
  if (kept.length < (blocks ? FEWEST_RETURNS : FEWEST_TURNS)) return kept;
  const sure = new Set(kept);
  const owns = kept.some(({ own }) => own);
  return lines.filter((line) => {
    if (sure.has(line)) return true;
    if (line.own) return owns && (line.own === "told" || line.speaker === "Operator");
    if (!line.plain) return false;
    const { speaker } = line;
    if (line.mark !== "" || line.sign === "stop") return true;
    if (TITLED.test(speaker) || isNameless(speaker)) return true;
    return OFFICE_HOLDER.test(speaker) || (blocks && !line.lone && !NO_NAME.test(speaker));
  });
}

/** Names that return, each in a paragraph of its own, where there are several and something is asked. */
function bareNames(text: string, lines: readonly SpeakerLine[]): ReadonlySet<string> {
  const own = lines.filter(
    ({ own, end }) => own !== null && /^\s*\n\s*\n/u.test(text.slice(end, end + 20)),
  );
  const printed = counts(own.map(({ speaker }) => speaker));
  const returning = new Set(
    [...printed].flatMap(([name, n]) => (n < FEWEST_RETURNS ? [] : [name])),
  );
  const asked = own.filter(({ end }, i) => endsAsking(text.slice(end, own[i + 1]?.start)));
  return returning.size > 1 && asked.length >= FEWEST_ASKED ? returning : new Set();
}

/** Not in the manner of a name: "The Weather", "Media Contact". */
const NO_NAME =
  /^(?:The|An?|This|That|Our|Your|About|For|In|On)\b|\b(?:Note|Contact|Update|Transcript|Date|Time|Location|Subject|Source|Question|Topic|Part|Section|Chapter|Item|Title)s?$/u;

/** Whether times vouch for their lines, in which some name returns and behind which words stand; a timetable has none. */
function isTimed(
  text: string,
  lines: readonly SpeakerLine[],
  returns: (speaker: string) => boolean,
): boolean {
  const timed = lines.filter(({ plain, time }) => plain && time !== null);
  return (
    timed.length >= FEWEST_TURNS &&
    4 * withWords(text, timed).length > 3 * timed.length &&
    timed.some(({ speaker }) => returns(speaker))
  );
}

/** What most of the blocks between blank lines must open with, so that each opens with who speaks. */
const OF_BLOCKS = 0.8;

function opensBlocks(text: string, lines: readonly SpeakerLine[], body: Span): boolean {
  const first = lines[0]!.start;
  const blocks = text.slice(first, closing(text, body)).match(/\n[ \t\r]*\n\s*\S/gu)?.length ?? 0;
  return blocks >= FEWEST_TURNS - 1 && withWords(text, lines).length >= OF_BLOCKS * (blocks + 1);
}

/** Those behind which words stand before the next. */
const withWords = (text: string, lines: readonly SpeakerLine[]): readonly SpeakerLine[] =>
  lines.filter(({ end }, i) => text.slice(end, lines[i + 1]?.start).trim() !== "");

function counts(words: readonly string[]): ReadonlyMap<string, number> {
  const out = new Map<string, number>();
  for (const word of words) out.set(word, (out.get(word) ?? 0) + 1);
  return out;
}

const TITLE =
  /^(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Lord|Lady|Baroness|Hon|Sen|Senator|Rep|Representative|Gov|Governor|Mayor|President|Secretary|Minister|Justice|Judge|Chair(?:man|woman)?|Commissioner)\.? )+(?=\p{Lu})/u;
/** Among other turns sure to speak, though they do so once: `Mr Lund`, `The Speaker`, `Ivo Marsh, Harbour Courier`. */
const TITLED = new RegExp(
  TITLE.source +
    String.raw`|^The (?:(?:Acting|Deputy|Vice|Prime|Presiding|Hon\.?) )?(?:Speaker|SPEAKER|Chair(?:man|woman|person)?|CHAIR|PRESIDENT|President|Minister|Officer|Clerk|Mayor|Court|Witness)$|^[^,]+ [^,]+, `,
  "u",
);

/** "Ada Lund" of "Ms Ada Lund", of "Ada Lund, Harbour Board" and of "The Minister (Ada Lund)". */
const nameOf = (speaker: string): string =>
  (OFFICE_HOLDER.exec(speaker)?.[2] ?? speaker).replace(TITLE, "").split(",")[0]!;

/** "Lund", by which Ada Lund is called after the first time. */
function surnameOf(speaker: string): string {
  const name = nameOf(speaker);
  return name.slice(name.lastIndexOf(" ") + 1);
}

/** Where the last turn ends: before a closing `END` line and the time printed with it. */
function closing(text: string, body: Span): number {
  const tail = text.slice(Math.max(body.start, body.end - 200), body.end);
  const end =
    /\n[ \t\u00a0]*(?:END\b|[[(*_]?(?:This|The) (?:interview|conversation|Q&A|transcript) (?:has been|was) (?:lightly )?(?:edited|condensed)\b)[^\n]*\s*$/u.exec(
      tail,
    );
  return end ? body.end - tail.length + end.index : body.end;
}
