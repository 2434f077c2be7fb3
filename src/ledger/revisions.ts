import type { Transaction } from "kysely";
import { addressOf } from "./address.js";
import { ledgerError, type OpenLedger } from "./open.js";
import type { LedgerTables } from "./schema.js";
import { type Hit, hitsOf } from "./hits.js";

/** A text that an address gave, and what it changed in the statements. */
export interface Revision {
  readonly document: string;
  /** When it was first seen there, ISO 8601 in UTC. */
  readonly seen: string;
  /** Against the revision before; null for the first. */
  readonly changes: readonly Change[] | null;
}

/** A statement that a revision brought, took out or changed. */
export interface Change {
  readonly kind: "added" | "dropped" | "changed";
  readonly before: Hit | null;
  readonly after: Hit | null;
}

/**
 * Notes that an address gives this document now. Returns the document it gave before, or null where
 * it is new or gave the same.
 */
export async function noteRevision(
  tx: Transaction<LedgerTables>,
  document: { readonly id: string; readonly url: string | null; readonly path: string | null },
  now: string,
): Promise<string | null> {
  const address = addressOf(document);
  if (address === null) return null;
  const last = await tx
    .selectFrom("revisions")
    .select("document")
    .where("address", "=", address)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (last?.document === document.id) return null;
  await tx.insertInto("revisions").values({ address, document: document.id, seen: now }).execute();
  return last?.document ?? null;
}

/** Every text that an address (or a path) gave, the first first, with what changed; empty if none. */
export async function revisionsOf(
  ledger: OpenLedger,
  address: string,
): Promise<readonly Revision[]> {
  try {
    const rows = await ledger.db
      .selectFrom("revisions")
      .select(["document", "seen"])
      .where("address", "=", address)
      .orderBy("id")
      .execute();
    const out: Revision[] = [];
    let before: readonly Hit[] | null = null;
    for (const { document, seen } of rows) {
      const after = await statementsIn(ledger, document);
      out.push({ document, seen, changes: before && compareStatements(before, after) });
      before = after;
    }
    return out;
  } catch (cause) {
    throw ledgerError(cause, ledger);
  }
}

async function statementsIn(ledger: OpenLedger, document: string): Promise<readonly Hit[]> {
  const rows = await ledger.db
    .selectFrom("statements")
    .select("id")
    .where("document", "=", document)
    .orderBy("start")
    .orderBy("id")
    .execute();
  return hitsOf(
    ledger,
    rows.map(({ id }) => id),
  );
}

/** Words that two statements must share, of those of both, to be one statement changed. */
const KIN = 0.5;

/**
 * What became of statements from one text to the next: the same words by the same speaker are left
 * out; those that share half their words or more are one, changed; others were dropped or added.
 */
export function compareStatements(
  before: readonly Hit[],
  after: readonly Hit[],
): readonly Change[] {
  const key = (hit: Hit): string =>
    JSON.stringify([hit.speaker ?? hit.source, wordsOf(hit).join(" "), hit.quotation]);
  const gone = new Map<string, Hit[]>();
  for (const hit of before) gone.set(key(hit), [...(gone.get(key(hit)) ?? []), hit]);
  const fresh = after.filter((hit) => gone.get(key(hit))?.shift() === undefined);
  const left = new Set([...gone.values()].flat());
  const changes: Change[] = [];
  for (const hit of fresh) {
    let best: Hit | null = null;
    let most = 0;
    for (const one of left) {
      const share = likeness(wordsOf(one), wordsOf(hit));
      if (share > most) [best, most] = [one, share];
    }
    if (best === null || most < KIN) changes.push({ kind: "added", before: null, after: hit });
    else {
      left.delete(best);
      changes.push({ kind: "changed", before: best, after: hit });
    }
  }
  for (const hit of left) changes.push({ kind: "dropped", before: hit, after: null });
  return changes;
}

const wordsOf = (hit: Hit): readonly string[] =>
  hit.words.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

/** Words in common over all words (Jaccard), 0 to 1. */
function likeness(a: readonly string[], b: readonly string[]): number {
  const [one, other] = [new Set(a), new Set(b)];
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared === 0 ? 0 : shared / (one.size + other.size - shared);
}
