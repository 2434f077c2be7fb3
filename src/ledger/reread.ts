import { sql, type Transaction } from "kysely";
import type { Span } from "../text/span.js";
import { eventsOf } from "./events.js";
import type { OpenLedger } from "./open.js";
import { recount } from "./name-table.js";
import { insertAll, type ReadingRows, STATEMENT_COLUMNS } from "./rows.js";
import type { LedgerTables } from "./schema.js";

/** Share of the stretch that two readings of one statement have in common, at least. */
const SAME = 0.5;

/**
 * Puts a new reading in the place of a document's earlier one, which is kept whole in
 * `earlier_readings`. A statement found again keeps its number, a promise found again too, so what
 * people decided on it stands. What is not found again leaves the tables, but for promises that
 * somebody judged and statements that a judgement rests on. Returns whether anything was changed.
 */
export async function replaceReading(
  ledger: OpenLedger,
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
  await tx
    .insertInto("earlier_readings")
    .values({ document, until: now, reading: JSON.stringify(before) })
    .execute();
  const judged = await judgedOf(ledger, tx);
  const numbers = matched(before.statements, rows.statements);
  const kept = new Map([...numbers].map(([row, id]) => [id, row]));
  const statementOf = new Map(before.statements.map(({ id, attribution }) => [attribution, id]));
  const standing = new Set(judged.statements);
  for (const { id, attribution } of before.commitments)
    if (judged.commitments.has(id)) standing.add(statementOf.get(attribution)!);

  // Attributions' names are given anew: the old ones make way first.
  await tx
    .updateTable("statements")
    .set({ attribution: sql<string>`'earlier:' || id` })
    .where("document", "=", document)
    .execute();
  const gone = before.statements.map(({ id }) => id).filter((id) => !kept.has(id));
  const removed = gone.filter((id) => !standing.has(id));
  if (removed.length > 0) await tx.deleteFrom("statements").where("id", "in", removed).execute();
  for (const [row, id] of numbers)
    await tx.updateTable("statements").set(row).where("id", "=", id).execute();
  await insertAll(
    tx,
    "statements",
    rows.statements.filter((row) => !numbers.has(row)),
  );

  const attributionOf = (id: number): string => kept.get(id)?.attribution ?? `earlier:${id}`;
  const open = [...rows.commitments];
  for (const { id, attribution } of before.commitments) {
    const now = attributionOf(statementOf.get(attribution)!);
    const at = open.findIndex((row) => row.attribution === now);
    if (at >= 0) {
      const [row] = open.splice(at, 1);
      await tx.updateTable("commitments").set(row!).where("id", "=", id).execute();
    } else if (judged.commitments.has(id))
      await tx.updateTable("commitments").set({ attribution: now }).where("id", "=", id).execute();
    else await tx.deleteFrom("commitments").where("id", "=", id).execute();
  }
  await insertAll(tx, "commitments", open);
  await tx.deleteFrom("exchanges").where("document", "=", document).execute();
  await insertAll(tx, "exchanges", rows.exchanges);

  await recount(
    tx,
    [...before.statements, ...rows.statements].map(({ speaker }) => speaker),
  );
  return true;
}

async function readingOf(tx: Transaction<LedgerTables>, document: string) {
  const statements = await tx
    .selectFrom("statements")
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
  return { statements, commitments, exchanges };
}

/** Numbers of promises that somebody judged, and of statements that a judgement rests on. */
async function judgedOf(ledger: OpenLedger, tx: Transaction<LedgerTables>) {
  const commitments = new Set<number>();
  const statements = new Set<number>();
  for (const event of await eventsOf({ ...ledger, db: tx })) {
    if (event.what !== "status" || event.undone) continue;
    commitments.add(Number(event.subject));
    const { evidence } = event.after as { evidence: { statement: number | null } | null };
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
