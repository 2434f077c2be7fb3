import type { Transaction } from "kysely";
import type { Origin } from "../text/document.js";
import type { OpenLedger } from "./open.js";
import type { LedgerTables } from "./schema.js";

/**
 * Notes where else a text that is on record was printed, to the letter: by another publisher, or at
 * another address of the web (a wire's copy). Another path on a disk is no printing. Returns whether
 * it is one that the ledger did not know.
 */
export async function notePrinting(
  tx: Transaction<LedgerTables>,
  document: { readonly id: string } & Origin,
  now: string,
): Promise<boolean> {
  const { id, title, publisher, author, published, path, url } = document;
  const first = await tx
    .selectFrom("documents")
    .select(["publisher", "url"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  const elsewhere =
    (publisher !== null && publisher !== first.publisher) || (url !== null && url !== first.url);
  if (!elsewhere) return false;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("printings")
    .values({ document: id, title, publisher, author, published, path, url, recorded: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows !== 0n;
}

/** Where else the texts of these documents were printed, in the order in which it was noted. */
export async function printingsOf(
  { db }: Pick<OpenLedger, "db">,
  documents: readonly string[],
): Promise<ReadonlyMap<string, readonly Origin[]>> {
  const out = new Map<string, Origin[]>();
  if (documents.length === 0) return out;
  const rows = await db
    .selectFrom("printings")
    .select(["document", "title", "publisher", "author", "published", "path", "url"])
    .where("document", "in", [...new Set(documents)])
    .orderBy("id")
    .execute();
  for (const { document, ...origin } of rows)
    out.set(document, [...(out.get(document) ?? []), origin]);
  return out;
}
