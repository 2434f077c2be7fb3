import { readFile, stat } from "node:fs/promises";
import { extname } from "node:path";
import { InputError } from "../errors.js";
import type { TextDocument } from "../text/document.js";
import { type Input, isCode, LARGEST_TEXT, NO_RIGHTS } from "./inputs.js";
import { parseArticleLine } from "./jsonl.js";
import { parseBytes } from "./parse.js";

export interface LoadOptions {
  /** Read addresses that lead into private networks or to this machine. */
  readonly allowPrivate?: boolean;
}

/** Loads an input as a document; throws `InputError` where it cannot be read. */
export async function load(input: Input, options: LoadOptions = {}): Promise<TextDocument> {
  switch (input.kind) {
    case "json":
      return parseArticleLine(input.line, input.name);
    case "bytes": {
      const { fetched } = input;
      if (!fetched) return parseBytes(input.bytes, { path: input.name });
      const document = await parseBytes(input.bytes, fetched);
      return { ...document, published: document.published ?? fetched.published };
    }
    case "url": {
      const { fetchPageTwice } = await import("./fetch.js");
      const page = await fetchPageTwice(input.url, options);
      return parseBytes(page.bytes, { url: page.url, mediaType: page.mediaType });
    }
    case "file":
      return parseBytes(await bytesOf(input.path), {
        path: input.path,
        ending: extname(input.path),
      });
  }
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > LARGEST_TEXT)
      throw new InputError(path, `has ${size} bytes; at most ${LARGEST_TEXT} are read. Split it`);
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    if (isCode(cause, "EACCES")) throw new InputError(path, NO_RIGHTS, { cause });
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new InputError(path, `cannot be read (${problem})`, { cause });
  }
}
