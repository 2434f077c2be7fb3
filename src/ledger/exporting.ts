import { InputError } from "../errors.js";
import {
  COMMITMENT_FORMATS,
  type CommitmentFormat,
  exportRegister,
  exportStatements,
  NEED_TEXT,
  STATEMENT_FORMATS,
  type StatementFormat,
} from "../export/export.js";
import { feedUrn } from "../export/urn.js";
import { exportCommitments, type ExportFilter, exportRows } from "./export-rows.js";
import type { OpenLedger } from "./open.js";

/** Every form that something of a ledger can be had in. */
export const FORMATS = [...new Set([...STATEMENT_FORMATS, ...COMMITMENT_FORMATS])] as const;

/** What of a ledger, and in which form. */
export interface ExportQuery extends Pick<ExportFilter, "speaker" | "since" | "until" | "act"> {
  readonly format: StatementFormat | CommitmentFormat;
  /** The register of promises; `ics` always gives it. */
  readonly commitments?: boolean;
  /** Entries of a feed, the newest. */
  readonly limit?: number;
  /** The instant of export, ISO 8601 in UTC. */
  readonly now: string;
  /** Where a feed itself is served, if it is. */
  readonly self?: string | null;
}

/**
 * Statements or promises of a ledger in a format, piece by piece: memory does not grow with their
 * number. Throws `InputError` for what the format has no form for.
 */
export function exportLedger(
  ledger: OpenLedger,
  { format, now, self = null, ...query }: ExportQuery,
): AsyncIterable<string | Uint8Array> {
  const { speaker = null, since = null, until = null, act = null, limit = 100 } = query;
  if (isOf(COMMITMENT_FORMATS, format) && (query.commitments || format === "ics")) {
    for (const [name, value] of Object.entries({ since, until, act }))
      if (value !== null)
        throw new InputError(name, "does not apply to promises; they are asked for by speaker");
    const rows = exportCommitments(ledger, { by: speaker, today: now.slice(0, 10) });
    return exportRegister(format, rows, { now });
  }
  if (query.commitments || !isOf(STATEMENT_FORMATS, format))
    throw new InputError(
      `format ${format}`,
      `has no form for promises; choose one of ${COMMITMENT_FORMATS.join(", ")}`,
    );
  const rows = exportRows(ledger, {
    speaker,
    since,
    until,
    act,
    newest: format === "atom" ? limit : null,
    withText: NEED_TEXT.has(format),
  });
  const title = speaker === null ? "Statements on record" : `${speaker}: statements on record`;
  // A feed of somebody's statements, or of statements of a kind, is a feed of its own.
  const id = feedUrn(...[speaker, since, until, act].map((part) => part ?? ""));
  return exportStatements(format, rows, { now, title, id, self });
}

const isOf = <T extends string>(all: readonly T[], one: string): one is T =>
  (all as readonly string[]).includes(one);
