import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Span } from "./span.js";

export type DocumentKind = "article" | "transcript";

/** A stretch of a transcript by one speaker. */
export interface Turn {
  /** The whole turn, its label included. */
  readonly span: Span;
  /** The printed speaker line (`MS. PSAKI:`), or null where the turn has none. */
  readonly label: Span | null;
  /** The speaker as printed, without colon, time or markup (`MS. PSAKI`, `Q`); "" where nobody is named. */
  readonly speaker: string;
  /** What was said: the turn without its label. */
  readonly content: Span;
  /** Seconds from the recording's start, where the transcript prints a time; else null. */
  readonly time: number | null;
}

/** Where in a text a time of the recording is printed. */
export interface TimeMark {
  /** Where the words begin that are said from then on. */
  readonly at: number;
  /** From the recording's start. */
  readonly seconds: number;
}

/** Where a text came from, as far as that is known. */
export interface Origin {
  readonly title: string | null;
  readonly publisher: string | null;
  readonly author: string | null;
  /** ISO 8601 date (`2021-08-31`), or null: never guessed. */
  readonly published: string | null;
  /** The path as the user gave it, or null. */
  readonly path: string | null;
  readonly url: string | null;
}

/**
 * An immutable text and where it came from. Changed text is another document.
 * `Document` would be the browser's.
 */
export interface TextDocument extends Origin {
  /** `sha256:` and the hex digest of the text's UTF-8 bytes. */
  readonly id: string;
  readonly kind: DocumentKind;
  readonly text: string;
  /** The part of `text` that is prose: all of it, but for front matter and the like. */
  readonly body: Span;
  /** In order of their place; empty for articles. */
  readonly turns: readonly Turn[];
  /** Where the text is only a part of what it was taken from: which part, in a few words. */
  readonly partial?: string;
  /** Of captions, the times of all cues, in order; elsewhere turns alone have times. */
  readonly times?: readonly TimeMark[];
}

export type DocumentParts = { readonly text: string } & Partial<Omit<TextDocument, "id" | "text">>;

/** The identity of a text: `sha256:` and 64 hex digits over its UTF-8 bytes. */
export function textId(text: string): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`;
}

/** Makes a document; what is not given is null (an article without turns, all of it prose). */
export function createDocument(parts: DocumentParts): TextDocument {
  return {
    id: textId(parts.text),
    kind: parts.kind ?? "article",
    text: parts.text,
    body: parts.body ?? { start: 0, end: parts.text.length },
    title: parts.title ?? null,
    publisher: parts.publisher ?? null,
    author: parts.author ?? null,
    published: parts.published ?? null,
    path: parts.path ?? null,
    url: parts.url ?? null,
    turns: parts.turns ?? [],
    ...(parts.partial === undefined ? {} : { partial: parts.partial }),
    ...(parts.times === undefined ? {} : { times: parts.times }),
  };
}
