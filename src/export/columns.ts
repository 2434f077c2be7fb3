import type { ExportCommitment, ExportStatement } from "./statement.js";

export type Cell = string | number | boolean | null;
export type ColumnType = "string" | "json" | "integer" | "number" | "boolean";

/** One column of a table: its name, its type and where its cells come from. */
export interface Column<Row> {
  readonly name: string;
  readonly type: ColumnType;
  readonly of: (row: Row) => Cell;
}

/** Statements as a table, a row each; `spans` as JSON, counted in UTF-16 code units. */
export const STATEMENT_COLUMNS: readonly Column<ExportStatement>[] = [
  { name: "statement", type: "integer", of: (row) => row.statement },
  { name: "speaker", type: "string", of: (row) => row.speaker?.name ?? null },
  { name: "speaker_kind", type: "string", of: (row) => row.speaker?.kind ?? null },
  { name: "speaker_title", type: "string", of: (row) => row.speaker?.title ?? null },
  { name: "source", type: "string", of: (row) => row.source },
  { name: "cue", type: "string", of: (row) => row.cue },
  { name: "words", type: "string", of: (row) => row.words },
  { name: "quotation", type: "string", of: (row) => row.quotation },
  { name: "act", type: "string", of: (row) => row.act },
  { name: "to", type: "string", of: (row) => row.to },
  { name: "hearsay", type: "boolean", of: (row) => row.hearsay },
  { name: "negated", type: "boolean", of: (row) => row.negated },
  { name: "score", type: "number", of: (row) => row.score },
  { name: "published", type: "string", of: (row) => row.document.published },
  { name: "publisher", type: "string", of: (row) => row.document.publisher },
  { name: "author", type: "string", of: (row) => row.document.author },
  { name: "title", type: "string", of: (row) => row.document.title },
  { name: "url", type: "string", of: (row) => row.document.url },
  { name: "path", type: "string", of: (row) => row.document.path },
  { name: "kind", type: "string", of: (row) => row.document.kind },
  { name: "also_in", type: "json", of: (row) => JSON.stringify(row.document.alsoIn) },
  { name: "document", type: "string", of: (row) => row.document.id },
  { name: "attribution", type: "string", of: (row) => row.attribution },
  { name: "spans", type: "json", of: (row) => JSON.stringify(row.spans) },
];

/** Promises as a table: the promise, then the statement it was made in. */
export const COMMITMENT_COLUMNS: readonly Column<ExportCommitment>[] = [
  { name: "commitment", type: "integer", of: (row) => row.id },
  { name: "by", type: "string", of: (row) => row.by },
  { name: "action", type: "string", of: (row) => row.action },
  { name: "condition", type: "string", of: (row) => row.condition },
  { name: "deadline", type: "string", of: (row) => row.deadline?.text ?? null },
  { name: "due", type: "string", of: (row) => row.deadline?.date ?? null },
  { name: "status", type: "string", of: (row) => row.status },
  { name: "looked", type: "boolean", of: (row) => row.looked },
  { name: "evidence", type: "json", of: (row) => JSON.stringify(row.evidence) },
  ...STATEMENT_COLUMNS.map(({ name, type, of }) => ({
    name,
    type,
    of: (row: ExportCommitment) => of(row.statement),
  })),
];
