import { parse as parseYaml } from "yaml";
import { InputError } from "../errors.js";
import { createDocument, type TextDocument } from "../text/document.js";
import { isoDay } from "./day.js";
import { dateInName, type Origin, originName } from "./plain.js";
import { findTurns } from "./transcript.js";

/**
 * Markdown as a document: `text` is the whole file, so that spans count into it; front matter is
 * outside `body` and gives title, publisher, author, date and address. Markup stays in the text.
 */
export function parseMarkdown(text: string, origin: Origin = {}): TextDocument {
  const start = text.startsWith("\ufeff") ? 1 : 0;
  const fence = /^---[ \t]*\r?\n/u.exec(text.slice(start, start + 16));
  const close = fence ? /\n---[ \t]*(?:\r?\n|$)/u.exec(text.slice(start)) : null;
  const end = fence && close ? start + close.index + close[0].length : start;
  const body = { start: end, end: text.length };
  const matter =
    fence && close
      ? frontMatter(text.slice(start + fence[0].length, start + close.index), origin)
      : {};
  const turns = findTurns(text, body);
  const url = pick(matter, "source_url", "url", "canonical_url", "link") ?? origin.url ?? null;
  return createDocument({
    text,
    body,
    kind: turns.length > 0 ? "transcript" : "article",
    title: pick(matter, "title", "headline") ?? heading(text, body.start),
    publisher: pick(matter, "publisher", "source", "site_name", "site", "outlet"),
    author: pick(matter, "author", "authors", "byline"),
    published:
      isoDay(pick(matter, "date", "published", "published_time", "publication_date", "pubdate")) ??
      dateInName(origin.path ?? url ?? ""),
    path: origin.path ?? null,
    url,
    turns,
  });
}

function frontMatter(source: string, origin: Origin): Record<string, unknown> {
  let value: unknown;
  try {
    value = parseYaml(source);
  } catch (cause) {
    const problem =
      cause instanceof Error ? cause.message.split("\n")[0]!.replace(/:$/u, "") : String(cause);
    throw new InputError(originName(origin), `has front matter that is not YAML (${problem})`, {
      cause,
    });
  }
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** The first of the keys that holds words (a list is joined, a date printed as such). */
function pick(matter: Record<string, unknown>, ...keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = matter[key];
    const words =
      value instanceof Date ? value.toISOString() : Array.isArray(value) ? value.join(", ") : value;
    if (typeof words === "string" && words.trim() !== "")
      return words.replace(/[\s\u00a0]+/gu, " ").trim();
  }
  return null;
}

/** The first level-one heading of the body, if it opens it. */
function heading(text: string, start: number): string | null {
  return /^\s*#[ \t]+(\S[^\n]*)/u.exec(text.slice(start, start + 500))?.[1]?.trim() ?? null;
}
