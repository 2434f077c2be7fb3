import { InputError } from "../errors.js";
import type { TextDocument } from "../text/document.js";
import { isWebVtt, looksLikeSrt } from "./cues.js";
import { decodeText, isPdf, type Origin, originName, parseText, signatureOf } from "./plain.js";

export interface Hints extends Origin {
  /** The file's ending (`.html`). */
  readonly ending?: string;
  /** The media type that a server gave (`text/html; charset=utf-8`). */
  readonly mediaType?: string;
}

type Format = "text" | "markdown" | "html" | "captions";

/**
 * Bytes as a document, by their first bytes, media type or ending. Parsers that are seldom needed
 * are loaded when they are. Throws `InputError` where the bytes are nothing that can be read.
 */
export async function parseBytes(bytes: Uint8Array, hints: Hints): Promise<TextDocument> {
  const signature = signatureOf(bytes);
  if (isPdf(bytes)) return (await import("./pdf.js")).parsePdf(bytes, hints);
  if (isZip(bytes)) return (await import("./docx.js")).parseDocx(bytes, hints);
  if (signature)
    throw new InputError(originName(hints), `is ${signature}, not text; give its text instead`);
  const text = decodeText(bytes, hints);
  switch (isWebVtt(text) ? "captions" : (formatOf(hints) ?? guess(text))) {
    case "captions":
      return (await import("./captions.js")).parseCaptions(text, hints);
    case "html":
      return (await import("./html.js")).parseHtml(text, hints);
    case "markdown":
      return (await import("./markdown.js")).parseMarkdown(text, hints);
    case "text":
      return parseText(text, hints);
  }
}

function formatOf({ ending, mediaType }: Hints): Format | null {
  const kind = mediaType?.split(";")[0]?.trim().toLowerCase();
  if (kind === "text/html" || kind === "application/xhtml+xml") return "html";
  if (kind === "text/markdown") return "markdown";
  if (kind === "text/vtt" || kind === "application/x-subrip") return "captions";
  switch (ending?.toLowerCase()) {
    case ".html":
    case ".htm":
      return "html";
    case ".md":
    case ".markdown":
      return "markdown";
    case ".srt":
    case ".vtt":
      return "captions";
    case ".txt":
    case ".text":
      return "text";
    default:
      return null;
  }
}

function guess(text: string): Format {
  const head = text.slice(0, 1000).trimStart();
  if (/^(?:<!doctype html|<html)\b/i.test(head)) return "html";
  if (looksLikeSrt(text)) return "captions";
  return /^---\r?\n/u.test(head) ? "markdown" : "text";
}

const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
