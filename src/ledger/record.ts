import { sql, type Transaction } from "kysely";
import type { Reading } from "../read.js";
import { ledgerError, type OpenLedger } from "./open.js";
import { notePrinting } from "./printings.js";
import { noteRevision } from "./revisions.js";
import { replaceReading } from "./reread.js";
import { insertAll, rowsOf } from "./rows.js";
import type { LedgerTables } from "./schema.js";
import { inTransaction } from "./transaction.js";
import { fold } from "./words.js";

export interface Recorded {
  /** False where the ledger held the same text already. */
  readonly added: boolean;
  /** Statements recorded, or put in the place of an earlier reading's. */
  readonly statements: number;
  /** The document that the same address gave before, of which this is the next revision; or null. */
  readonly revises: string | null;
  /** The text was known, and what was read now differs from what was read before. */
  readonly changed: boolean;
  /** The text was known, and this says where else it was printed (a wire's copy, say). */
  readonly printedElsewhere: boolean;
}

export interface RecordOptions {
  /** Where the text is known, put this reading in the place of the earlier one, which is kept. */
  readonly again?: boolean;
}

/**
 * Records a reading, all of it or nothing. The same text is one document: recording it again notes
 * where else it was printed and changes nothing besides, unless `again` says so; then decisions on promises stand, and what they rest on stays.
 * `now` is the time of recording, ISO 8601.
 */
export async function record(
  ledger: OpenLedger,
  reading: Reading,
  now: string,
  { again = false }: RecordOptions = {},
): Promise<Recorded> {
  const { document } = reading;
  try {
    return await inTransaction(ledger.db, async (tx) => {
      const { numInsertedOrUpdatedRows } = await tx
        .insertInto("documents")
        .values({
          id: document.id,
          kind: document.kind,
          title: document.title,
          publisher: document.publisher,
          author: document.author,
          published: document.published,
          path: document.path,
          url: document.url,
          text: document.text,
          recorded: now,
        })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .executeTakeFirstOrThrow();
      const added = numInsertedOrUpdatedRows !== 0n;
      const revises = await noteRevision(tx, document, now);
      const printedElsewhere = !added && (await notePrinting(tx, document, now));
      const known = { added, revises, printedElsewhere };
      if (!added && !again) return { ...known, statements: 0, changed: false };
      const rows = rowsOf(reading, await countNames(tx, reading, added));
      if (!added) {
        const changed = await replaceReading(tx, document.id, rows, now);
        return { ...known, statements: changed ? rows.statements.length : 0, changed };
      }
      await insertAll(tx, "statements", rows.statements);
      await insertAll(tx, "commitments", rows.commitments);
      await insertAll(tx, "exchanges", rows.exchanges);
      return { ...known, statements: rows.statements.length, changed: false };
    });
  } catch (cause) {
    throw ledgerError(cause, ledger);
  }
}

/** Sees that the reading's speakers stand in the table of names, and adds their statements up. */
async function countNames(
  tx: Transaction<LedgerTables>,
  { attributions, speakers }: Reading,
  count: boolean,
): Promise<ReadonlyMap<string, number>> {
  const nameOf = new Map(speakers.map(({ id, name }) => [id, name]));
  const counts = new Map<string, number>();
  for (const { speaker } of attributions) {
    const name = speaker === null ? undefined : nameOf.get(speaker);
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  if (counts.size === 0) return new Map();
  // In one order, so that two who record at the same time wait for one another and never both.
  const names = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  const rows = await tx
    .insertInto("names")
    .values(names.map(([name, n]) => ({ name, folded: fold(name), statements: count ? n : 0 })))
    .onConflict((conflict) =>
      conflict.column("name").doUpdateSet({
        statements: sql<number>`names.statements + excluded.statements`,
      }),
    )
    .returning(["id", "name"])
    .execute();
  return new Map(rows.map(({ id, name }) => [name, id]));
}

/** Documents and statements that the ledger holds. */
export async function countAll(
  ledger: OpenLedger,
): Promise<{ documents: number; statements: number }> {
  const { documents } = await ledger.db
    .selectFrom("documents")
    .select(sql<number>`count(*)`.as("documents"))
    .executeTakeFirstOrThrow();
  const { statements } = await ledger.db
    .selectFrom("statements")
    .select(sql<number>`count(*)`.as("statements"))
    .executeTakeFirstOrThrow();
  return { documents, statements };
}
