import { type Kysely, sql } from "kysely";
import type { OpenLedger } from "./open.js";
import type { LedgerTables } from "./schema.js";
import { fold } from "./words.js";

/** A name that documents give a speaker; its number is the one that marks of the index bear. */
export interface Name {
  readonly id: number;
  readonly name: string;
}

/** At most `limit` names that hold `part`, case and accents aside, those with most statements first. */
export async function namesHolding(
  ledger: OpenLedger,
  part: string,
  limit: number,
): Promise<readonly Name[]> {
  return ledger.db
    .selectFrom("names")
    .select(["id", "name"])
    .where(sql<boolean>`id in (${ledger.words.names(fold(part))})`)
    .where("statements", ">", 0)
    .orderBy("statements", "desc")
    .orderBy("name")
    .limit(limit)
    .execute();
}

/** Names with their numbers; those that no document gives are left out. */
export function numbered(ledger: OpenLedger, names: readonly string[]): Promise<Name[]> {
  return ledger.db
    .selectFrom("names")
    .select(["id", "name"])
    .where("name", "in", [...names])
    .execute();
}

/** The number of a name, which is put into the table if it is not there. */
export async function knownName(db: Kysely<LedgerTables>, name: string): Promise<number> {
  const { id } = await db
    .insertInto("names")
    .values({ name, folded: fold(name), statements: 0 })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ folded: fold(name) }))
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** Counts anew the statements of speakers whose statements have changed. */
export async function recount(
  db: Kysely<LedgerTables>,
  speakers: readonly (string | null)[],
): Promise<void> {
  const names = [...new Set(speakers.filter((name) => name !== null))].sort();
  if (names.length === 0) return;
  await db
    .updateTable("names")
    .set({ statements: sql<number>`(select count(*) from statements where speaker = names.name)` })
    .where("name", "in", names)
    .execute();
}
