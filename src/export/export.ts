import { annotations } from "./annotations.js";
import { atom } from "./atom.js";
import { calendar } from "./calendar.js";
import { COMMITMENT_COLUMNS, STATEMENT_COLUMNS } from "./columns.js";
import { csv } from "./csv.js";
import { commitmentLines, statementLines } from "./jsonl.js";
import { parquet } from "./parquet.js";
import { claimReviews, schemaOrg } from "./schema-org.js";
import type { ExportCommitment, ExportStatement } from "./statement.js";
import { feedUrn } from "./urn.js";

/** Forms that statements can be had in. */
export const STATEMENT_FORMATS = [
  "jsonl",
  "csv",
  "parquet",
  "jsonld",
  "claimreview",
  "annotations",
  "atom",
] as const;
export type StatementFormat = (typeof STATEMENT_FORMATS)[number];

/** Forms that promises can be had in. */
export const COMMITMENT_FORMATS = ["jsonl", "csv", "parquet", "ics"] as const;
export type CommitmentFormat = (typeof COMMITMENT_FORMATS)[number];

/** Formats that look at the documents' texts. */
export const NEED_TEXT: ReadonlySet<string> = new Set<StatementFormat>(["annotations"]);

export const MEDIA_TYPES: Readonly<Record<StatementFormat | CommitmentFormat, string>> = {
  jsonl: "application/jsonl",
  csv: "text/csv; charset=utf-8; header=present",
  parquet: "application/vnd.apache.parquet",
  jsonld: "application/ld+json",
  claimreview: "application/ld+json",
  annotations: 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
  ics: "text/calendar; charset=utf-8",
  atom: "application/atom+xml; charset=utf-8",
};

export interface ExportOptions {
  /** The instant of export, ISO 8601 in UTC: the core has no clock. */
  readonly now: string;
  /** Of a feed: its title and what names it, an IRI. */
  readonly title?: string;
  readonly id?: string;
  readonly self?: string | null;
}

/** Writes statements in a format, piece by piece: memory does not grow with their number. */
export function exportStatements(
  format: StatementFormat,
  rows: AsyncIterable<ExportStatement>,
  options: ExportOptions,
): AsyncIterable<string | Uint8Array> {
  switch (format) {
    case "jsonl":
      return statementLines(rows);
    case "csv":
      return csv(STATEMENT_COLUMNS, rows);
    case "parquet":
      return parquet(STATEMENT_COLUMNS, rows);
    case "jsonld":
      return schemaOrg(rows);
    case "claimreview":
      return claimReviews(rows);
    case "annotations":
      return annotations(rows);
    case "atom":
      return atom(rows, {
        now: options.now,
        title: options.title ?? "Statements on record",
        id: options.id ?? feedUrn(),
        self: options.self ?? null,
      });
  }
}

/** Writes promises in a format, piece by piece. */
export function exportRegister(
  format: CommitmentFormat,
  rows: AsyncIterable<ExportCommitment>,
  options: ExportOptions,
): AsyncIterable<string | Uint8Array> {
  switch (format) {
    case "jsonl":
      return commitmentLines(rows);
    case "csv":
      return csv(COMMITMENT_COLUMNS, rows);
    case "parquet":
      return parquet(COMMITMENT_COLUMNS, rows);
    case "ics":
      return calendar(rows, options);
  }
}
