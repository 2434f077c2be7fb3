import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import type { TextDocument } from "../text/document.js";
import { positions } from "../text/segment.js";
import { parseHtmlDraft } from "./html-draft.js";
import type { Input } from "./inputs.js";
import { load, type LoadOptions } from "./load.js";
import { decodeText } from "./plain.js";

/** Line and column, both from 1; columns count UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A document and where its words stand in the file as its writer has it. */
export interface Draft {
  readonly document: TextDocument;
  readonly at: (offset: number) => Position;
}

/**
 * Loads what somebody is writing: of an HTML file all of its text, not only what looks like the
 * article, with lines and columns of the file itself. Of a Word document a line is a paragraph,
 * empty ones not counted. Throws `InputError` where it cannot be read.
 */
export async function loadDraft(input: Input, options: LoadOptions = {}): Promise<Draft> {
  const ending = input.kind === "file" ? extname(input.path).toLowerCase() : "";
  if (input.kind === "file" && (ending === ".html" || ending === ".htm")) {
    // What cannot be read is told by the ordinary way.
    const bytes = await readFile(input.path).catch(() => null);
    if (bytes) {
      const html = decodeText(bytes, { path: input.path });
      const { document, offsetInFile } = parseHtmlDraft(html, { path: input.path });
      const at = positions(html);
      return { document, at: (offset) => at(offsetInFile(offset)) };
    }
  }
  const document = await load(input, options);
  const at = positions(document.text);
  if (ending !== ".docx") return { document, at };
  // Paragraphs stand apart by an empty line, and may hold line breaks.
  const starts = [...document.text.matchAll(/\n\n/gu)].map(({ index }) => index + 2);
  return {
    document,
    at(offset) {
      let low = 0;
      let high = starts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (starts[middle]! <= offset) low = middle + 1;
        else high = middle;
      }
      return { line: low + 1, column: offset - (starts[low - 1] ?? 0) + 1 };
    },
  };
}
