import { sql, type Transaction } from "kysely";
import type { Span } from "../text/span.js";
import { eventsOf, VERDICTS } from "./events.js";
import { recount } from "./name-table.js";
import { insertAll, type ReadingRows, STATEMENT_COLUMNS } from "./rows.js";
import type { LedgerTables } from "./schema.js";

/** Share of the stretch that two readings of one statement have in common, at least. */
const SAME = 0.5;

/**
 * Puts a new reading in the place of a document's earlier one, which is kept whole in
 * `earlier_readings`. What is found again keeps its number. What people decided stands: a statement
 * that somebody looked at stays as they left it, one that was rejected stays rejected, a promise keeps
 * its status; these, and statements that a status rests on, stay even where the new reading does not
 * find them. Anything else that it does not find leaves the tables. Returns whether anything changed.
 */
export async function replaceReading(
  tx: Transaction<LedgerTables>,
  document: string,
  rows: ReadingRows,
  now: string,
): Promise<boolean> {
  const before = await readingOf(tx, document);
  if (
    same(before.statements, rows.statements) &&
    same(before.commitments, rows.commitments) &&
    same(before.exchanges, rows.exchanges)
  )
    return false;
  const decided = await decidedOf(tx);
  const rejected = new Set(before.rejected.map(({ id }) => id));
  const all = [...before.statements, ...before.rejected];
  const numbers = matched(all, rows.statements);
  const found = new Map([...numbers].map(([row, id]) => [id, row]));
  const attributionOf = (id: number): string => found.get(id)?.attribution ?? `earlier:${id}`;
  const statementOf = new Map(all.map((one) => [one.attribution, one]));
  for (const { id, attribution } of before.commitments)
    if (decided.commitments.has(id)) decided.statements.add(statementOf.get(attribution)!.id);

  // Attributions are named anew: the old names make way first.
  for (const table of ["statements", "rejected"] as const)
    await tx
      .updateTable(table)
      .set({ attribution: sql<string>`'earlier:' || id` })
      .where("document", "=", document)
      .execute();
  for (const { id } of all) {
    const row = found.get(id);
    if (rejected.has(id) || decided.statements.has(id)) {
      const table = rejected.has(id) ? "rejected" : "statements";
      const attribution = attributionOf(id);
      await tx.updateTable(table).set({ attribution }).where("id", "=", id).execute();
    } else if (row) await tx.updateTable("statements").set(row).where("id", "=", id).execute();
    else await tx.deleteFrom("statements").where("id", "=", id).execute();
  }
  await insertAll(
    tx,
    "statements",
    rows.statements.filter((row) => !numbers.has(row)),
  );

  // A promise binds the speaker whom people named, where they did.
  const open = rows.commitments.map((row) => {
    const statement = rows.statements.find(({ attribution }) => attribution === row.attribution);
    const old = statement && all.find(({ id }) => id === numbers.get(statement));
    const corrected = old && decided.statements.has(old.id) ? old.speaker : null;
    return corrected !== null && row.by === statement?.speaker ? { ...row, by: corrected } : row;
  });
  for (const { id, attribution } of before.commitments) {
    const now = attributionOf(statementOf.get(attribution)!.id);
    const at = open.findIndex((row) => row.attribution === now);
    const [row] = at < 0 ? [] : open.splice(at, 1);
    const set = row ?? (decided.commitments.has(id) ? { attribution: now } : null);
    if (set) await tx.updateTable("commitments").set(set).where("id", "=", id).execute();
    else await tx.deleteFrom("commitments").where("id", "=", id).execute();
  }
  await insertAll(tx, "commitments", open);
  await tx.deleteFrom("exchanges").where("document", "=", document).execute();
  await insertAll(tx, "exchanges", rows.exchanges);
  await recount(
    tx,
    [...all, ...rows.statements].map(({ speaker }) => speaker),
  );
  // What people decided outweighs the reading: it may all stand as it stood.
  const after = await readingOf(tx, document);
  if (
    JSON.stringify([after.statements, after.rejected, after.commitments]) ===
      JSON.stringify([before.statements, before.rejected, before.commitments]) &&
    same(before.exchanges, rows.exchanges)
  )
    return false;
  await tx
    .insertInto("earlier_readings")
    .values({ document, until: now, reading: JSON.stringify(before) })
    .execute();
  return true;
}

async function readingOf(tx: Transaction<LedgerTables>, document: string) {
  const statements = await tx
    .selectFrom("statements")
    .select(STATEMENT_COLUMNS)
    .where("document", "=", document)
    .orderBy("id")
    .execute();
  const rejected = await tx
    .selectFrom("rejected")
    .select(STATEMENT_COLUMNS)
    .where("document", "=", document)
    .orderBy("id")
    .execute();
  const commitments = await tx
    .selectFrom("commitments")
    .selectAll()
    .where("document", "=", document)
    .orderBy("id")
    .execute();
  const exchanges = await tx
    .selectFrom("exchanges")
    .selectAll()
    .where("document", "=", document)
    .orderBy("id")
    .execute();
  return { statements, rejected, commitments, exchanges };
}

/**
 * Numbers of promises with a status; and of statements that somebody looked at, even if they took it
 * back (their decisions tell what it was), or that a status rests on.
 */
async function decidedOf(tx: Transaction<LedgerTables>) {
  const commitments = new Set<number>();
  const statements = new Set<number>();
  for (const { what, subject, after, undone } of await eventsOf({ db: tx })) {
    if (VERDICTS.some((one) => one === what)) statements.add(Number(subject));
    if (what !== "status" || undone) continue;
    commitments.add(Number(subject));
    const { evidence } = after as { evidence: { statement: number | null } | null };
    if (evidence?.statement != null) statements.add(evidence.statement);
  }
  return { commitments, statements };
}

/** The rows that are statements read before, with their numbers: those that share most first. */
function matched(
  before: readonly { readonly id: number; readonly spans: string }[],
  rows: ReadingRows["statements"],
): ReadonlyMap<ReadingRows["statements"][number], number> {
  const content = ({ spans }: { readonly spans: string }): readonly Span[] =>
    (JSON.parse(spans) as { content: Span[] }).content;
  const pairs = rows.flatMap((row) => {
    const mine = content(row);
    return before
      .map((one) => ({ row, id: one.id, share: overlap(content(one), mine) }))
      .filter(({ share }) => share >= SAME);
  });
  const numbers = new Map<ReadingRows["statements"][number], number>();
  const taken = new Set<number>();
  for (const { row, id } of pairs.sort((a, b) => b.share - a.share || a.id - b.id)) {
    if (numbers.has(row) || taken.has(id)) continue;
    numbers.set(row, id);
    taken.add(id);
  }
  return numbers;
}

/** Code units that two lists of spans share, over those of either: 0 to 1. */
function overlap(a: readonly Span[], b: readonly Span[]): number {
  const length = (spans: readonly Span[]): number =>
    spans.reduce((sum, { start, end }) => sum + end - start, 0);
  let shared = 0;
  for (const one of a)
    for (const other of b)
      shared += Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start));
  return shared === 0 ? 0 : shared / (length(a) + length(b) - shared);
}

/** Whether rows with numbers say what rows without say. */
function same<T extends object>(before: readonly T[], rows: readonly Partial<T>[]): boolean {
  return (
    before.length === rows.length &&
    rows.every((row, i) =>
      (Object.keys(row) as (keyof T)[]).every((field) => row[field] === before[i]![field]),
    )
  );
}
