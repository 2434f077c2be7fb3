import { sql } from "kysely";
import { InputError } from "../errors.js";
import type { Span } from "../text/span.js";
import { ledgerError, type OpenLedger } from "./open.js";

export interface SearchQuery {
  /** Words that must all stand in the statement; "words in quotes" must stand together. */
  readonly words: string;
  /** A speaker's name or a part of it, in any case; null for anybody. */
  readonly speaker?: string | null;
  /** First and last day of publication, `YYYY-MM-DD`. Documents without a date are left out. */
  readonly since?: string | null;
  readonly until?: string | null;
  readonly act?: string | null;
  readonly directOnly?: boolean;
  /** At most so many (20 if left out), after so many. */
  readonly limit?: number;
  readonly offset?: number;
}

/** A statement found, and where it stands. */
export interface Hit {
  /** The statement's number in the ledger. */
  readonly statement: number;
  readonly document: string;
  readonly title: string | null;
  readonly publisher: string | null;
  readonly published: string | null;
  readonly path: string | null;
  readonly url: string | null;
  readonly attribution: string;
  readonly speaker: string | null;
  readonly source: string;
  readonly cue: string;
  readonly words: string;
  readonly act: string;
  readonly quotation: string;
  readonly score: number;
  readonly content: readonly Span[];
  /** 1-based line and column of the first word. */
  readonly line: number;
  readonly column: number;
}

/** Finds statements, the best match first, the newer first among equals; stable over pages. */
export async function search(ledger: OpenLedger, query: SearchQuery): Promise<readonly Hit[]> {
  const match = matchExpression(query.words);
  let find = ledger.db
    .selectFrom("statements as s")
    .innerJoin("documents as d", "d.id", "s.document")
    .innerJoin(sql<{ rowid: number; rank: number }>`statement_words`.as("w"), (join) =>
      join.on(sql`w.rowid`, "=", sql.ref("s.id")),
    )
    .where(sql<boolean>`statement_words match ${match}`);
  if (query.speaker)
    find = find.where(
      sql<boolean>`s.speaker in (select name from names where name like ${like(query.speaker)} escape '\\')`,
    );
  if (query.since) find = find.where("d.published", ">=", query.since);
  if (query.until) find = find.where("d.published", "<=", query.until);
  if (query.act) find = find.where("s.act", "=", query.act);
  if (query.directOnly) find = find.where("s.quotation", "=", "direct");
  try {
    const rows = await find
      .select(HIT_COLUMNS)
      .orderBy(sql`w.rank`)
      .orderBy("d.published", "desc")
      .orderBy("s.id")
      .limit(query.limit ?? 20)
      .offset(query.offset ?? 0)
      .execute();
    return rows.map(hitOf);
  } catch (cause) {
    throw ledgerError(cause, ledger.location);
  }
}

/** Columns of `statements as s` joined with `documents as d` that make a hit. */
export const HIT_COLUMNS = [
  "s.id as statement",
  "s.document",
  "d.title",
  "d.publisher",
  "d.published",
  "d.path",
  "d.url",
  "s.attribution",
  "s.speaker",
  "s.source",
  "s.cue",
  "s.words",
  "s.act",
  "s.quotation",
  "s.score",
  "s.spans",
  sql<string>`substr(d.text, 1, s.start)`.as("before"),
] as const;

type Row = Omit<Hit, "content" | "line" | "column"> & {
  readonly spans: string;
  readonly before: string;
};

export function hitOf({ spans, before, ...row }: Row): Hit {
  return {
    ...row,
    content: (JSON.parse(spans) as { content: Span[] }).content,
    line: before.split("\n").length,
    column: before.length - before.lastIndexOf("\n"),
  };
}

/** The user's words as a full-text expression: every word bound as text, phrases kept together. */
export function matchExpression(words: string, joiner: "AND" | "OR" = "AND"): string {
  const terms = words.match(/"[^"]*"|[^\s"]+/gu) ?? [];
  const quoted = terms
    .map((term) => term.replaceAll('"', "").trim())
    .filter((term) => /[\p{L}\p{N}]/u.test(term))
    .map((term) => `"${term}"`);
  if (quoted.length === 0)
    throw new InputError(`"${words}"`, "holds no word to search for; give at least one");
  return quoted.join(` ${joiner} `);
}

/** A pattern that holds `part`, whatever it is made of; for `like … escape '\\'`. */
export const like = (part: string): string => `%${part.replace(/[\\%_]/gu, "\\$&")}%`;
