import type { Kysely, Transaction } from "kysely";
import type { LedgerTables } from "./schema.js";

/**
 * Runs work all or nothing, and passes on the error that stopped it. (Kysely's own wrapper loses it
 * where SQLite has already rolled back by itself, as it does when the disk is full.)
 */
export async function inTransaction<T>(
  db: Kysely<LedgerTables>,
  work: (tx: Transaction<LedgerTables>) => Promise<T>,
): Promise<T> {
  const tx = await db.startTransaction().execute();
  try {
    const result = await work(tx);
    await tx.commit().execute();
    return result;
  } catch (error) {
    await tx
      .rollback()
      .execute()
      .catch((second: unknown) => {
        if (!(second instanceof Error && /no transaction is active/u.test(second.message)))
          throw second;
      });
    throw error;
  }
}
