import colors from "picocolors";
import type { Attribution } from "../attribution/attribution.js";
import type { Reading } from "../read.js";
import { roleOf, type Speaker } from "../speaker/speaker.js";
import { paragraphs, positions } from "../text/segment.js";
import { overlaps, type Span } from "../text/span.js";
import { fold } from "./fold.js";
import { deadlineWords } from "./deadline.js";
import { runs } from "./layers.js";

/** How to set text on a terminal. */
export interface Style {
  /** Columns to wrap at. */
  readonly width: number;
  /** Whether marks are brackets, set once around a stretch, rather than colours of every word. */
  readonly brackets: boolean;
  readonly source: (text: string) => string;
  readonly cue: (text: string) => string;
  readonly content: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly warn: (text: string) => string;
}

/** Widest line of prose; beyond it lines are hard to follow. */
const WIDEST = 96;

/** Colours where the stream shows them; brackets of three shapes where it does not. */
export function createStyle(stream: {
  readonly columns?: number;
  readonly isTTY?: boolean;
}): Style {
  const width = Math.min(WIDEST, Math.max(40, stream.columns ?? 80));
  if (!colors.isColorSupported) {
    const same = (text: string): string => text;
    return {
      width,
      brackets: true,
      source: (text) => `{${text}}`,
      cue: (text) => `<${text}>`,
      content: (text) => `[${text}]`,
      strong: same,
      quiet: same,
      warn: same,
    };
  }
  return {
    width,
    brackets: false,
    source: (text) => colors.bold(colors.cyan(text)),
    cue: (text) => colors.italic(colors.yellow(text)),
    content: (text) => colors.underline(colors.green(text)),
    strong: colors.bold,
    quiet: colors.dim,
    warn: colors.red,
  };
}

/** A reading for a person: the text's own paragraphs with their marks, then statements by speaker. */
export function prettyReading(reading: Reading, style: Style): string {
  const { document } = reading;
  const out: string[] = [];
  const where = document.path ?? document.url ?? "text";
  const about = [document.publisher, document.published].filter((part) => part !== null);
  out.push(style.strong(document.title ?? where));
  out.push(style.quiet([where, ...about].join(" · ")), "");
  if (reading.language !== "en") {
    out.push(
      `This text is not in English (it looks like "${reading.language}"): nothing was read.`,
      "",
    );
    return out.join("\n");
  }
  const legend = `${style.source("who")} ${style.cue("says")} ${style.content("what")}`;
  out.push(style.quiet("marked: ") + legend, "");
  for (const paragraph of paragraphs(document.text, document.body)) {
    if (!reading.attributions.some((a) => a.cue.length > 0 && touches(a, paragraph))) continue;
    out.push(indent(wrap(markedWords(reading, paragraph, style), style.width - 2), "  "), "");
  }
  out.push(
    ...statements(reading, style),
    ...commitments(reading, style),
    ...exchanges(reading, style),
  );
  return `${fold(out.join("\n"), style.width)}\n`;
}

const touches = (one: Attribution, place: Span): boolean =>
  [one.source, one.cue, one.content].some((spans) => spans.some((span) => overlaps(span, place)));

/** A word as it is printed, and its width without colour. */
interface Word {
  readonly text: string;
  readonly width: number;
}

function markedWords(reading: Reading, within: Span, style: Style): Word[] {
  const { text } = reading.document;
  const words: Word[] = [];
  let joins = false; // the next piece belongs to the word before: no white space came between
  for (const run of runs(reading, within)) {
    const role = run.marks[run.marks.length - 1]?.role;
    const stretch = text.slice(run.start, run.end);
    const shown =
      role && style.brackets && /[\p{L}\p{N}]/u.test(stretch)
        ? enclose(stretch, style[role])
        : stretch;
    for (const piece of shown.split(/(\s+)/u)) {
      if (piece === "") continue;
      if (piece.trim() === "") {
        joins = false;
        continue;
      }
      const painted = role && !style.brackets ? style[role](piece) : piece;
      const width = [...piece].length;
      const last = words[words.length - 1];
      if (joins && last)
        words[words.length - 1] = { text: last.text + painted, width: last.width + width };
      else words.push({ text: painted, width });
      joins = true;
    }
  }
  return words;
}

/** Brackets around the words, the white space left outside. */
function enclose(stretch: string, bracket: (text: string) => string): string {
  const words = stretch.trim();
  const at = stretch.indexOf(words);
  return stretch.slice(0, at) + bracket(words) + stretch.slice(at + words.length);
}

function wrap(words: readonly Word[], width: number): string {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const word of words) {
    if (used > 0 && used + 1 + word.width > width) {
      lines.push(line);
      line = "";
      used = 0;
    }
    line += used > 0 ? ` ${word.text}` : word.text;
    used += word.width + (used > 0 ? 1 : 0);
  }
  if (line !== "") lines.push(line);
  return lines.join("\n");
}

const plainWords = (text: string): Word[] =>
  text
    .split(/\s+/u)
    .filter(Boolean)
    .map((word) => ({ text: word, width: [...word].length }));

const indent = (text: string, by: string): string => text.replace(/^/gmu, by);

const MOST_SHOWN = 400;

const joined = (text: string, spans: readonly Span[]): string =>
  spans.map((s) => text.slice(s.start, s.end).replace(/\s+/gu, " ")).join(" … ");

function words(text: string, spans: readonly Span[]): string {
  const said = joined(text, spans);
  return said.length > MOST_SHOWN ? `${said.slice(0, MOST_SHOWN).trimEnd()} …` : said;
}

function heading(speaker: Speaker | undefined, mention: string, style: Style): string {
  if (!speaker)
    return style.strong(mention === "" ? "(no source named)" : `${mention} (not resolved)`);
  const facts = [
    roleOf(speaker),
    speaker.kind === "person" ? "" : speaker.kind,
    speaker.anonymity ? "asked not to be named" : "",
  ];
  const known = facts.filter((fact) => fact !== "").join(" · ");
  return style.strong(speaker.name) + (known === "" ? "" : style.quiet(`  ${known}`));
}

function statements(reading: Reading, style: Style): string[] {
  const { document, attributions, speakers } = reading;
  if (attributions.length === 0) return ["No attributed statements were found."];
  const at = positions(document.text);
  const byId = new Map(speakers.map((speaker) => [speaker.id, speaker]));
  const groups = new Map<string, { heading: string; of: Attribution[] }>();
  for (const one of attributions) {
    const mention = words(document.text, one.source);
    const key = one.speaker ?? `? ${mention}`;
    const group = groups.get(key);
    if (group) group.of.push(one);
    else
      groups.set(key, {
        heading: heading(one.speaker === null ? undefined : byId.get(one.speaker), mention, style),
        of: [one],
      });
  }
  const out: string[] = [];
  for (const group of [...groups.values()].sort((a, b) => b.of.length - a.of.length)) {
    out.push(group.heading);
    for (const one of group.of) {
      const place = at(one.content[0]!.start);
      const notes = [
        one.negated ? `not ${one.act}` : one.act,
        one.quotation,
        one.to === null ? "" : `to ${one.to}`,
        one.deadline ? style.warn(deadlineWords(one.deadline)) : "",
        one.hearsay ? style.warn("hearsay") : "",
        one.parent === null ? "" : `inside ${one.parent}`,
      ].filter((note) => note !== "");
      const cue = words(document.text, one.cue);
      const lead = style.quiet(
        `${one.id} at ${place.line}:${place.column} · ${notes.join(", ")}${cue === "" ? "" : ` · ${cue}`}`,
      );
      out.push(
        `  ${lead}`,
        indent(wrap(plainWords(words(document.text, one.content)), style.width - 4), "    "),
      );
    }
    out.push("");
  }
  return out;
}

function commitments({ document, commitments: all }: Reading, style: Style): string[] {
  if (all.length === 0) return [];
  const out = [style.strong("Commitments")];
  for (const one of all) {
    const line =
      `  ${style.quiet(one.attribution)} ${style.strong(one.by)} · ${words(document.text, [one.action])}` +
      (one.deadline ? ` · ${style.warn(deadlineWords(one.deadline))}` : "") +
      (one.condition ? ` · on condition: ${words(document.text, [one.condition])}` : "");
    out.push(fold(line, style.width, 5));
  }
  return [...out, ""];
}

/** Letters of a question that are shown: its end, where what is asked mostly stands. */
const MOST_ASKED = 240;

/** Each question with who put it, what answered it, and the answer’s words that show how. */
function exchanges(
  { document, attributions, speakers, exchanges: all }: Reading,
  style: Style,
): string[] {
  if (all.length === 0) return [];
  const byId = new Map(attributions.map((one) => [one.id, one]));
  const names = new Map(speakers.map((one) => [one.id, one.name]));
  const who = (id: string): string => names.get(byId.get(id)?.speaker ?? "") ?? "";
  const out = [style.strong("Questions and what answered them")];
  for (const { question, answer, reply, replyCue } of all) {
    const answered = [answer.join(", ") || "no answer", who(answer[0] ?? "")]
      .filter(Boolean)
      .join(" ");
    const shown = replyCue ? `${reply}: “${words(document.text, [replyCue])}”` : reply;
    const asked = joined(
      document.text,
      question.flatMap((id) => byId.get(id)?.content ?? []),
    );
    const end = asked.length > MOST_ASKED ? asked.slice(-MOST_ASKED).replace(/^\S*/u, "…") : asked;
    out.push(
      `  ${[question.join(", "), who(question[0]!)].filter(Boolean).join(" ")} → ${answered} ${style.quiet(`· ${shown}`)}`,
      indent(wrap(plainWords(end), style.width - 4), "    "),
    );
  }
  return [...out, ""];
}
