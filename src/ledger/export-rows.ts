import { sql } from "kysely";
import type { ExportCommitment, ExportStatement } from "../export/statement.js";
import type { Origin } from "../text/document.js";
import type { Span } from "../text/span.js";
import { commitments, type RegisterQuery } from "./commitments.js";
import { namesFitting } from "./names.js";
import { ledgerError, type OpenLedger } from "./open.js";
import { printingsOf } from "./printings.js";
import { STATEMENT_COLUMNS } from "./rows.js";
import { checkDays } from "./words.js";

/** Rows fetched at once. */
const AT_ONCE = 500;
/** Promises fetched at once: each page looks through the register anew, so larger pages are better. */
const PROMISES_AT_ONCE = 1000;

export interface ExportFilter {
  /** A speaker's name or a part of it; names merged with those that fit count too. */
  readonly speaker?: string | null;
  /** First and last day of publication, `YYYY-MM-DD`; documents without a date are left out. */
  readonly since?: string | null;
  readonly until?: string | null;
  readonly act?: string | null;
  /** The newest first, at most so many; null for all, in the order of recording. */
  readonly newest?: number | null;
  /** Give each statement its document's text. */
  readonly withText?: boolean;
}

/** The statements that pass the filter, a few held at a time. Rows recorded meanwhile may be among them. */
export async function* exportRows(
  ledger: OpenLedger,
  filter: ExportFilter = {},
): AsyncGenerator<ExportStatement> {
  try {
    const select = await filtered(ledger, filter);
    const texts = filter.withText ? lastText(ledger) : null;
    const newest = filter.newest ?? null;
    if (newest !== null) {
      const rows = await select
        .orderBy("d.published", (order) => order.desc().nullsLast())
        .orderBy("s.id", "desc")
        .limit(newest)
        .execute();
      yield* exported(ledger, rows, texts);
      return;
    }
    for (let after = 0; ;) {
      const rows = await select.where("s.id", ">", after).orderBy("s.id").limit(AT_ONCE).execute();
      yield* exported(ledger, rows, texts);
      if (rows.length < AT_ONCE) return;
      after = rows[rows.length - 1]!.id;
    }
  } catch (cause) {
    throw ledgerError(cause, ledger);
  }
}

/** The register of promises, those with a deadline first, each with the statement it was made in. */
export async function* exportCommitments(
  ledger: OpenLedger,
  query: Omit<RegisterQuery, "limit" | "offset">,
): AsyncGenerator<ExportCommitment> {
  try {
    for (let offset = 0; ; offset += PROMISES_AT_ONCE) {
      const found = await commitments(ledger, { ...query, limit: PROMISES_AT_ONCE, offset });
      const ids = [...new Set(found.map(({ hit }) => hit.statement))];
      const rows =
        ids.length === 0 ? [] : await statements(ledger).where("s.id", "in", ids).execute();
      const elsewhere = await printingsOf(
        ledger,
        rows.map(({ document }) => document),
      );
      const byId = new Map(rows.map((row) => [row.id, statementOf(row, elsewhere, null)]));
      for (const { hit, overdue: _, evidence, ...one } of found)
        yield {
          ...one,
          evidence: evidence ? [{ ...evidence, note: null }] : [],
          statement: byId.get(hit.statement)!,
        };
      if (found.length < PROMISES_AT_ONCE) return;
    }
  } catch (cause) {
    throw ledgerError(cause, ledger);
  }
}

const statements = (ledger: OpenLedger) =>
  ledger.db
    .selectFrom("statements as s")
    .innerJoin("documents as d", "d.id", "s.document")
    .select(STATEMENT_COLUMNS.map((column) => `s.${column}` as const))
    .select(["d.kind", "d.title", "d.publisher", "d.author", "d.published", "d.path", "d.url"]);

async function filtered(ledger: OpenLedger, filter: ExportFilter) {
  checkDays(filter.since, filter.until);
  let select = statements(ledger);
  if (filter.speaker) {
    const names = await namesFitting(ledger, filter.speaker);
    if (names.length === 0) return select.where(sql<boolean>`false`);
    select = select.where(
      "s.speaker",
      "in",
      names.map(({ name }) => name),
    );
  }
  if (filter.since) select = select.where("d.published", ">=", filter.since);
  if (filter.until) select = select.where("d.published", "<=", filter.until);
  if (filter.act) select = select.where("s.act", "=", filter.act);
  return select;
}

type Row = Awaited<ReturnType<ReturnType<typeof statements>["execute"]>>[number];

async function* exported(
  ledger: OpenLedger,
  rows: readonly Row[],
  texts: ((document: string) => Promise<string>) | null,
): AsyncGenerator<ExportStatement> {
  const elsewhere = await printingsOf(
    ledger,
    rows.map(({ document }) => document),
  );
  for (const row of rows)
    yield statementOf(row, elsewhere, texts === null ? null : await texts(row.document));
}

function statementOf(
  row: Row,
  elsewhere: ReadonlyMap<string, readonly Origin[]>,
  text: string | null,
): ExportStatement {
  return {
    statement: row.id,
    document: {
      id: row.document,
      title: row.title,
      publisher: row.publisher,
      author: row.author,
      published: row.published,
      url: row.url,
      path: row.path,
      kind: row.kind,
      alsoIn: elsewhere.get(row.document) ?? [],
    },
    attribution: row.attribution,
    speaker:
      row.speaker === null
        ? null
        : { name: row.speaker, kind: row.speaker_kind, title: row.speaker_title },
    source: row.source,
    cue: row.cue,
    words: row.words,
    spans: JSON.parse(row.spans) as { source: Span[]; cue: Span[]; content: Span[] },
    quotation: row.quotation,
    act: row.act,
    to: row.addressee,
    hearsay: row.hearsay !== 0,
    negated: row.negated !== 0,
    score: row.score,
    ...(text !== null && { text }),
  };
}

/** A document's text; the last one is kept, for statements mostly come document by document. */
function lastText(ledger: OpenLedger): (document: string) => Promise<string> {
  let last: { readonly id: string; readonly text: string } | null = null;
  return async (document) => {
    last =
      last?.id === document
        ? last
        : await ledger.db
            .selectFrom("documents")
            .select(["id", "text"])
            .where("id", "=", document)
            .executeTakeFirstOrThrow();
    return last.text;
  };
}
