import { createReadStream, type Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { InputError } from "../errors.js";
import { linesOf } from "./lines.js";

/** One thing to read, not yet loaded: small enough to queue by the million, plain enough to post. */
export type Input =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "url"; readonly url: string }
  | {
      readonly kind: "bytes";
      readonly name: string;
      readonly bytes: Uint8Array;
      /** Of bytes that were fetched: the address, the server's media type, the date in the feed. */
      readonly fetched?: {
        readonly url: string;
        readonly mediaType: string;
        readonly published: string | null;
      };
    }
  /** A line of a JSON Lines file; `name` is `file.jsonl#12`. */
  | { readonly kind: "json"; readonly name: string; readonly line: string };

/** What an argument came to: an input, or why there is none. */
export type Found = Input | InputError;

/** Endings that a folder is searched for. */
export const ENDINGS: readonly string[] = [
  ".txt",
  ".text",
  ".md",
  ".markdown",
  ".html",
  ".htm",
  ".docx",
  ".pdf",
  ".srt",
  ".vtt",
  ".jsonl",
  ".ndjson",
];
const JSON_LINES = new Set([".jsonl", ".ndjson"]);

/**
 * The inputs that arguments name, in order: files, folders (searched through, in order of name),
 * globs, `-` for standard input, addresses. An argument that names nothing gives an `InputError`
 * in its place; the others still come. Only names are held, never contents.
 */
export async function* findInputs(
  args: readonly string[],
  stdin: () => AsyncIterable<Uint8Array> = () => process.stdin,
): AsyncGenerator<Found> {
  for (const arg of args) {
    if (arg === "-") yield* standardInput(stdin());
    else if (/^https?:\/\//i.test(arg)) yield { kind: "url", url: arg };
    else yield* fromPath(arg);
  }
}

async function* fromPath(arg: string): AsyncGenerator<Found> {
  const about = await stat(arg).catch((error: unknown) =>
    isCode(error, "EACCES") ? NO_RIGHTS : null,
  );
  if (about === NO_RIGHTS) yield new InputError(arg, about);
  else if (about?.isDirectory()) {
    let count = 0;
    for await (const path of walk(arg)) {
      count++;
      if (path instanceof InputError) yield path;
      else yield* fromFile(path);
    }
    if (count === 0)
      yield new InputError(arg, `is a folder without articles (${ENDINGS.join(", ")})`);
  } else if (about) yield* fromFile(arg);
  else {
    const { glob, isDynamicPattern } = await import("tinyglobby");
    if (isDynamicPattern(arg)) {
      const paths = await glob(arg, { absolute: false, onlyFiles: true, expandDirectories: false });
      if (paths.length === 0)
        yield new InputError(arg, "matches no file; quote the pattern and check it");
      for (const path of paths.sort()) yield* fromFile(path);
    } else if (/^[a-z]+:\/\//iu.test(arg))
      yield new InputError(arg, "is no address that is read; give one of http or https");
    else yield new InputError(arg, "is not there; check the path");
  }
}

export const NO_RIGHTS = "may not be read; check its rights and its folder's";
export const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;

/** A file, or a link to one. */
const isText = async (entry: Dirent, path: string): Promise<boolean> =>
  entry.isSymbolicLink()
    ? ((await stat(path).catch(() => null))?.isFile() ?? false)
    : entry.isFile();

/** The files of a folder and those in it; an `InputError` for each that may not be looked into. */
async function* walk(folder: string): AsyncGenerator<string | InputError> {
  let entries;
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    if (!isCode(cause, "EACCES")) throw cause;
    return yield new InputError(folder, NO_RIGHTS, { cause });
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else if (ENDINGS.includes(extname(entry.name).toLowerCase()) && (await isText(entry, path)))
      yield path;
  }
}

async function* fromFile(path: string): AsyncGenerator<Found> {
  if (!JSON_LINES.has(extname(path).toLowerCase())) return yield { kind: "file", path };
  try {
    yield* jsonLines(createReadStream(path), path);
  } catch (cause) {
    if (!isCode(cause, "EACCES")) throw cause;
    yield new InputError(path, NO_RIGHTS, { cause });
  }
}

async function* jsonLines(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Found> {
  let count = 0;
  for await (const line of linesOf(chunks, name)) {
    count++;
    if (line instanceof InputError) yield line;
    else if (line.trim() !== "") yield { kind: "json", name: `${name}#${count}`, line };
  }
}

/** A byte order mark of UTF-8. */
const hasMark = ([a, b, c]: Uint8Array): boolean => a === 0xef && b === 0xbb && c === 0xbf;

/** Standard input: JSON Lines if it opens with a brace, else one text. */
async function* standardInput(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Found> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    size += chunk.length;
    if (size > LARGEST_TEXT) {
      yield new InputError("-", `is larger than ${LARGEST_TEXT / 1e6} MB; give it as files`);
      return;
    }
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  if (bytes[hasMark(bytes) ? 3 : 0] === 0x7b) yield* jsonLines(one(bytes), "-");
  else yield { kind: "bytes", name: "-", bytes };
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Largest text that is read whole, in bytes. */
export const LARGEST_TEXT = 64e6;
