import { sql } from "kysely";
import { ledgerError, type OpenLedger } from "./open.js";

/** What was found of a ledger's health. */
export interface Diagnosis {
  /** Complaints of SQLite's own check; empty where it has none. */
  readonly damage: readonly string[];
  /** Whether the word index matched the statements before it was made anew. */
  readonly indexWasRight: boolean;
}

/** Checks a ledger's file and makes anew what can be made from the rest: the index of words. */
export async function examine(ledger: OpenLedger): Promise<Diagnosis> {
  try {
    const { rows } = await sql<{ integrity_check: string }>`PRAGMA integrity_check`.execute(
      ledger.db,
    );
    const damage = rows.map((row) => row.integrity_check).filter((line) => line !== "ok");
    let indexWasRight = true;
    try {
      await sql`INSERT INTO statement_words (statement_words, rank) VALUES ('integrity-check', 1)`.execute(
        ledger.db,
      );
    } catch {
      indexWasRight = false; // told to the caller; what follows mends it
    }
    if (!indexWasRight)
      await sql`INSERT INTO statement_words (statement_words) VALUES ('rebuild')`.execute(
        ledger.db,
      );
    await sql`PRAGMA optimize`.execute(ledger.db);
    return { damage, indexWasRight };
  } catch (cause) {
    throw ledgerError(cause, ledger.location);
  }
}
