import { InputError } from "../errors.js";
import { createDocument, type TextDocument } from "../text/document.js";
import { isoDay } from "./day.js";
import { findTurns } from "./transcript.js";

/**
 * One line of a JSON Lines file of articles as a document: `text` is needed; `title`, `date`, `url`,
 * `source` and `author` are taken if they are there. `name` is where the line stands.
 */
export function parseArticleLine(line: string, name: string): TextDocument {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new InputError(name, `is not JSON (${problem})`, { cause });
  }
  if (typeof value !== "object" || value === null)
    throw new InputError(name, "is not a JSON object; each line holds one article");
  const fields = value as Readonly<Record<string, unknown>>;
  const field = (...keys: readonly string[]): string | null => {
    for (const key of keys) {
      const found = fields[key];
      if (typeof found === "string" && found.trim() !== "") return found;
    }
    return null;
  };
  const text = field("text", "body", "content");
  if (text === null) throw new InputError(name, 'has no "text"; each line needs one');
  const turns = findTurns(text, { start: 0, end: text.length });
  return createDocument({
    text,
    kind: turns.length > 0 ? "transcript" : "article",
    title: field("title", "headline"),
    publisher: field("source", "publisher"),
    author: field("author", "authors"),
    published: isoDay(field("date", "published", "publication_date")),
    path: name,
    url: field("url"),
    turns,
  });
}
