import { parseMarkdown } from "../ingest/markdown.js";
import { parseText } from "../ingest/plain.js";
import type { TextDocument } from "../text/document.js";
import { findTurns } from "../ingest/transcript.js";
import type { OpenLedger } from "./open.js";
import type { LedgerTables } from "./schema.js";

/** What a Markdown file's front matter starts with: it is no prose. */
const FRONT_MATTER = /^\ufeff?---[ \t]*\r?\n/u;
/** Documents fetched at once. */
const AT_ONCE = 50;

/** Every document of the ledger as it was read, in order of its identity; a few are held at a time. */
export async function* documentsOf(ledger: OpenLedger): AsyncGenerator<TextDocument> {
  for (let after = ""; ;) {
    const rows = await ledger.db
      .selectFrom("documents")
      .selectAll()
      .where("id", ">", after)
      .orderBy("id")
      .limit(AT_ONCE)
      .execute();
    for (const row of rows) yield documentOf(row);
    const last = rows[rows.length - 1];
    if (!last || rows.length < AT_ONCE) return;
    after = last.id;
  }
}

/** A document's row as it was when it was read. */
export function documentOf(row: LedgerTables["documents"]): TextDocument {
  const origin = { path: row.path, url: row.url };
  const parsed = FRONT_MATTER.test(row.text)
    ? parseMarkdown(row.text, origin)
    : parseText(row.text, origin);
  return {
    ...parsed,
    id: row.id,
    kind: row.kind === "transcript" ? "transcript" : "article",
    title: row.title,
    publisher: row.publisher,
    author: row.author,
    published: row.published,
    path: row.path,
    url: row.url,
    turns: row.kind === "transcript" ? findTurns(row.text, parsed.body) : [],
  };
}
