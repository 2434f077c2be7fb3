import type { ExportCommitment, ExportStatement } from "./statement.js";
import { statementUrn } from "./urn.js";

/** Octets of a line without its break (RFC 5545, 3.1). */
const LINE = 75;

/**
 * Deadlines as an iCalendar (RFC 5545): an all-day event for each promise with a date, over the
 * whole month or year where the text names no day. Promises without a date are left out. `now`: the
 * instant of export, ISO 8601 in UTC, as `DTSTAMP`. The same promise keeps its `UID`.
 */
export async function* calendar(
  rows: AsyncIterable<ExportCommitment>,
  { now }: { readonly now: string },
): AsyncGenerator<string> {
  const stamp = stampOf(now);
  yield lines([
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Onrecord//Commitments//EN",
    "CALSCALE:GREGORIAN",
  ]);
  for await (const row of rows) {
    const period = periodOf(row.deadline?.date ?? null, row.statement.document.published);
    if (!period) continue;
    const { url } = row.statement.document;
    yield lines([
      "BEGIN:VEVENT",
      `UID:${statementUrn(row.statement, `commitment ${row.action}`).slice("urn:uuid:".length)}`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${period.start}`,
      `DTEND;VALUE=DATE:${period.end}`,
      `SUMMARY:${text(`${row.by}: ${row.action}`)}`,
      `DESCRIPTION:${text(description(row))}`,
      `CATEGORIES:${text(row.status)}`,
      ...(url !== null && /^https?:\/\/[!-~]+$/u.test(url) ? [`URL:${url}`] : []),
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ]);
  }
  yield lines(["END:VCALENDAR"]);
}

function description(row: ExportCommitment): string {
  const { statement, deadline } = row;
  return [
    `“${oneLine(statement.words)}” (${oneLine(statement.cue) || "no words attribute it"})`,
    `Deadline as worded: ${deadline!.text}`,
    ...(row.condition === null ? [] : [`On condition: ${row.condition}`]),
    `Status: ${row.looked ? row.status : "open, nobody has looked"}`,
    ...row.evidence.map(
      (one) =>
        `Evidence, ${one.date}: ${one.url ?? `statement ${one.statement}`}${one.note === null ? "" : `, ${one.note}`}`,
    ),
    `On record: ${where(statement)}`,
  ].join("\n");
}

const where = ({ document }: ExportStatement): string =>
  [document.publisher, document.title, document.published, document.url ?? document.path]
    .filter((part) => part !== null)
    .join(", ");

const oneLine = (words: string): string => words.replaceAll(/\s+/gu, " ").trim();

/**
 * First day and the day after the last, as `VALUE=DATE`; null for what is no date. A month or year
 * begins with the day of the statement, if that falls into it: nothing is due before it is promised.
 */
function periodOf(
  date: string | null,
  published: string | null,
): { readonly start: string; readonly end: string } | null {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/u.exec(date ?? "");
  if (!parts) return null;
  const year = Number(parts[1]);
  const month = parts[2] === undefined ? null : Number(parts[2]);
  const dayOfMonth = parts[3] === undefined ? null : Number(parts[3]);
  const start = utc(year, (month ?? 1) - 1, dayOfMonth ?? 1);
  // A day that no month has (February 30) would come out as another.
  if (parts[0] !== start.toISOString().slice(0, parts[0].length)) return null;
  const end =
    month === null
      ? utc(year + 1, 0, 1)
      : dayOfMonth === null
        ? utc(year, month, 1)
        : utc(year, month - 1, dayOfMonth + 1);
  const first = start.toISOString().slice(0, 10);
  const last = end.toISOString().slice(0, 10);
  const within = published !== null && published > first && published < last;
  return { start: compact(within ? published : first), end: compact(last) };
}

/** `Date.UTC` takes years below 100 for those of the 1900s. */
function utc(year: number, month: number, dayOfMonth: number): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month, dayOfMonth);
  return date;
}

const compact = (day: string): string => day.replaceAll("-", "");

function stampOf(now: string): string {
  const date = new Date(now);
  if (Number.isNaN(date.getTime())) throw new RangeError(`"${now}" is no instant in ISO 8601`);
  return date.toISOString().replaceAll(/[-:]/gu, "").replace(/\.\d+/u, "");
}

/** A value of type TEXT: escaped, and without control characters, which it may not hold. */
const text = (value: string): string =>
  value
    .replaceAll(/\r\n?/gu, "\n")
    .replaceAll(/(?![\t\n])\p{Cc}|\p{Surrogate}/gu, "\ufffd")
    .replaceAll(/[\\;,]/gu, "\\$&")
    .replaceAll("\n", "\\n");

const lines = (all: readonly string[]): string => all.map(fold).join("");

/** Breaks a line so that none has more than 75 octets, and no character is torn. */
function fold(line: string): string {
  let out = "";
  let room = LINE;
  for (const character of line) {
    const point = character.codePointAt(0)!;
    const length = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4; // in UTF-8
    if (length > room) {
      out += "\r\n ";
      room = LINE - 1;
    }
    out += character;
    room -= length;
  }
  return `${out}\r\n`;
}
