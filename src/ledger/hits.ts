import { sql } from "kysely";
import type { Span } from "../text/span.js";
import type { OpenLedger } from "./open.js";

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

/** Statements by their numbers, in the order asked for. */
export async function hitsOf(ledger: OpenLedger, ids: readonly number[]): Promise<readonly Hit[]> {
  if (ids.length === 0) return [];
  const rows = await ledger.db
    .selectFrom("statements as s")
    .innerJoin("documents as d", "d.id", "s.document")
    .where(sql<boolean>`s.id in (${ledger.words.these(ids)})`)
    .select(HIT_COLUMNS)
    .execute();
  const hits = new Map(rows.map((row) => [row.statement, hitOf(row)]));
  return ids.flatMap((id) => hits.get(id) ?? []);
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
  "s.line",
  "s.column",
] as const;

/** A row of `HIT_COLUMNS`. */
export type HitRow = Omit<Hit, "content"> & { readonly spans: string };

export function hitOf({ spans, ...row }: HitRow): Hit {
  return { ...row, content: (JSON.parse(spans) as { content: Span[] }).content };
}
