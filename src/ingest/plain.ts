import { createDocument, type TextDocument } from "../text/document.js";
import { InputError } from "../errors.js";
import { paragraphs } from "../text/segment.js";
import { dayAtTop, isoDate } from "./day.js";
import { findTurns } from "./transcript.js";

/** Where a text came from, as far as its bearer knows. */
export interface Origin {
  readonly path?: string | null;
  readonly url?: string | null;
}

/** The name by which errors call an input. */
export const originName = (origin: Origin): string => origin.path ?? origin.url ?? "the text";

const SIGNATURES: readonly (readonly [string, string])[] = [
  ["%PDF-", "a PDF file"],
  ["\x89PNG", "a PNG image"],
  ["\xff\xd8\xff", "a JPEG image"],
  ["GIF8", "a GIF image"],
  ["PK\x03\x04", "a ZIP archive or an office document"],
  ["\xd0\xcf\x11\xe0", "an old Word document, or one with a password"],
  ["\x1f\x8b", "a gzip archive"],
  ["SQLite format 3", "a SQLite database"],
];

/** What the bytes are by their first ones, in words, or null for what may be text. */
export function signatureOf(bytes: Uint8Array): string | null {
  let head = "";
  for (const byte of bytes.subarray(0, 16)) head += String.fromCharCode(byte);
  return SIGNATURES.find(([start]) => head.startsWith(start))?.[1] ?? null;
}

/** Whether the bytes open as a PDF file does. */
export function isPdf(bytes: Uint8Array): boolean {
  return [0x25, 0x50, 0x44, 0x46, 0x2d].every((byte, i) => bytes[i] === byte);
}

/**
 * Decodes UTF-8 to the very text the bytes stand for, a byte order mark included. Throws
 * `InputError` for other encodings, binary files, NUL bytes and texts without a word.
 */
export function decodeText(bytes: Uint8Array, origin: Origin): string {
  const name = originName(origin);
  const signature = signatureOf(bytes);
  if (signature) throw new InputError(name, `is ${signature}, not text; give its text instead`);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new InputError(name, "is not UTF-8 text; convert it first (for example with iconv)", {
      cause,
    });
  }
  const nul = text.indexOf("\0");
  if (nul >= 0)
    throw new InputError(name, `holds a NUL byte at offset ${nul}; it is not a text file`);
  if (!/\S/u.test(text.replace(/^\ufeff/u, "")))
    throw new InputError(name, "is empty; there is nothing to read");
  return text;
}

/** A plain text as a document: the text untouched, its turns found if it is a transcript. */
export function parseText(
  text: string,
  origin: Origin & { readonly published?: string | null } = {},
): TextDocument {
  const turns = findTurns(text, { start: 0, end: text.length });
  return createDocument({
    text,
    kind: turns.length > 0 ? "transcript" : "article",
    title: turns.length > 0 ? null : titleOf(text),
    published: origin.published ?? dateInName(origin.path ?? origin.url ?? "") ?? dayAtTop(text),
    path: origin.path ?? null,
    url: origin.url ?? null,
    turns,
  });
}

/** Longest first line, in words, that is taken for a title. */
const LONGEST_TITLE = 25;

/** What stands above the title of a press release. */
const ABOVE = /^(?:FOR (?:IMMEDIATE )?RELEASE|(?:PRESS|NEWS|MEDIA) RELEASE|EMBARGOED\b[^\n]*):?$/i;

/** A lead: "PORT SELWYN, June 2 — The ban will stay." */
const LEAD = /^\p{Lu}[\p{Lu} .’'-]+(?:,[^—–\n]{1,40}?|\s\([^)\n]{1,30}\))?\s+(?:—|–|--?)\s.*\.$/u;

/** The first paragraph, if it looks like a title: one short line apart, no lead, no more than a sentence. */
function titleOf(text: string): string | null {
  const all = paragraphs(text, { start: 0, end: text.length });
  const top = all[0] && ABOVE.test(text.slice(all[0].start, all[0].end)) ? 1 : 0;
  const [first, second] = [all[top], all[top + 1]];
  if (!first || !second) return null;
  const line = text.slice(first.start, first.end).replace(/^\ufeff/u, "");
  const words = line.split(/\s+/u).length;
  if (line.includes("\n") || words > LONGEST_TITLE || words < 2) return null;
  const sentences = line.match(/[.!?]["”’')]*\s+\p{Lu}/gu)?.length ?? 0;
  if (sentences > 0 || /[;,:]$/u.test(line) || LEAD.test(line)) return null;
  return line.replace(/\.$/u, "");
}

/** The date that a file name or address carries (`2021-08-31`, `2021/08/31`), or null. */
export function dateInName(name: string): string | null {
  const found = /(?:^|[^\d])((?:19|20)\d{2})([-_/])(\d{2})\2(\d{2})(?!\d)/u.exec(name);
  return found ? isoDate(Number(found[1]), Number(found[3]), Number(found[4])) : null;
}
