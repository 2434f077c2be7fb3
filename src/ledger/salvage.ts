import { existsSync } from "node:fs";
import Database from "libsql";
import { InputError } from "../errors.js";
import { MIGRATIONS } from "./migrations.js";
import { openLedger } from "./open.js";

/** What could be read of a table. */
export interface Salvaged {
  readonly table: string;
  readonly saved: number;
  /** Rows that could be read, and belong to a document, or a statement, that could not. */
  readonly orphans: number;
  /** Stretches of the table that could not be read; how many rows each held is not known. */
  readonly gaps: number;
}

/** Every table of our own, what others refer to first. */
const TABLES = [
  "documents", "printings", "revisions", "earlier_readings", "statements", "rejected",
  "commitments", "exchanges", "names", "events", "feeds", "feed_items", "tokens",
] as const; // prettier-ignore
/** Rows read at once. */
const AT_ONCE = 200;
/** No table of SQLite numbers its rows higher. */
const LAST_ROW = 2 ** 53 - 1;

type Row = Readonly<Record<string, unknown>> & { readonly "rowid of ours": number };

/**
 * Saves what can be read of a damaged ledger's file into a new one, `into`, with all numbers as they
 * were; indexes are made anew. The damaged file is only read. Throws `InputError` where `into` is there
 * already, or not even the list of tables can be read.
 */
export async function salvage(location: string, into: string): Promise<readonly Salvaged[]> {
  if (existsSync(into)) throw new InputError(into, "is there already; name a file that is not");
  const from = new Database(location, { readonly: true });
  try {
    const form = formOf(from, location);
    if (form !== MIGRATIONS.length)
      throw new InputError(
        location,
        `is of form ${form}, and only ledgers of form ${MIGRATIONS.length} can be saved by this onrecord`,
      );
    const ledger = await openLedger(into, { create: true });
    await ledger.close();
    const to = new Database(into);
    try {
      const saved = TABLES.map((table) => salvageTable(from, to, table));
      keepNumbers(from, to);
      const alone = withoutStatement(to);
      return saved.map((one) =>
        one.table === "commitments"
          ? { ...one, saved: one.saved - alone, orphans: one.orphans + alone }
          : one,
      );
    } finally {
      to.close();
    }
  } finally {
    from.close();
  }
}

/** Takes out promises whose statements could not be read; returns how many. */
function withoutStatement(to: Database.Database): number {
  const among = (table: string): string =>
    `EXISTS (SELECT 1 FROM ${table} AS s WHERE s.document = c.document AND s.attribution = c.attribution)`;
  return to
    .prepare(
      `DELETE FROM commitments AS c WHERE NOT ${among("statements")} AND NOT ${among("rejected")}`,
    )
    .run([]).changes;
}

/** Sees that numbers of rows that were lost are not given again. */
function keepNumbers(from: Database.Database, to: Database.Database): void {
  const last = readable(
    () =>
      from.prepare("SELECT name, seq FROM sqlite_sequence").all() as {
        name: string;
        seq: number;
      }[],
  );
  for (const { name, seq } of last ?? []) {
    const { changes } = to
      .prepare("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?")
      .run([seq, name]);
    if (changes === 0)
      to.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)").run([name, seq]);
  }
}

function formOf(database: Database.Database, location: string): number {
  try {
    database.prepare("SELECT count(*) FROM sqlite_schema").get();
    return (database.prepare("PRAGMA user_version").get() as { user_version: number }).user_version;
  } catch (cause) {
    throw new InputError(
      location,
      "cannot be read at all, not even the list of its tables; restore it from a copy",
      { cause },
    );
  }
}

function salvageTable(
  from: Database.Database,
  to: Database.Database,
  table: (typeof TABLES)[number],
): Salvaged {
  const columns = (
    to.prepare(`SELECT name FROM pragma_table_info('${table}')`).all() as { name: string }[]
  ).map(({ name }) => `"${name}"`);
  const select = from.prepare(
    `SELECT rowid AS "rowid of ours", ${columns.join(", ")} FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT ?`,
  );
  const insert = to.prepare(
    `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
  );
  let saved = 0;
  let orphans = 0;
  let gaps = 0;
  to.exec("PRAGMA foreign_keys = ON; BEGIN");
  for (let after = 0; ;) {
    const rows = readable(() => select.all(after, AT_ONCE) as Row[]) ?? oneByOne(select, after);
    for (const { "rowid of ours": rowid, ...row } of rows) {
      after = rowid;
      try {
        insert.run(Object.values(row));
        saved++;
      } catch (error) {
        if (!(error instanceof Error && /FOREIGN KEY/iu.test(error.message))) throw error;
        orphans++;
      }
    }
    if (rows.length > 0) continue;
    const next = afterGap(select, after);
    if (next === after) break;
    gaps++;
    if (next === null) break;
    after = next;
  }
  to.exec("COMMIT");
  return { table, saved, orphans, gaps };
}

/** What the work gives, or null where the pages that it needs are damaged. */
function readable<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && /malformed|CORRUPT|disk I\/O/iu.test(error.message)) return null;
    throw error;
  }
}

/** The rows up to the first that cannot be read. */
function oneByOne(select: Database.Statement, after: number): readonly Row[] {
  const rows: Row[] = [];
  for (let at = after; rows.length < AT_ONCE;) {
    const [row] = readable(() => select.all(at, 1) as Row[]) ?? [];
    if (!row) break;
    rows.push(row);
    at = row["rowid of ours"];
  }
  return rows;
}

/**
 * The number after which rows can be read again, past a stretch that cannot; `after` itself where the
 * table ends there, null where nothing beyond can be read.
 */
function afterGap(select: Database.Statement, after: number): number | null {
  const reads = (at: number): boolean => readable(() => select.all(at, 1)) !== null;
  if (reads(after)) return after;
  let step = 1;
  while (!reads(after + step)) {
    step *= 2;
    if (after + step > LAST_ROW) return null;
  }
  // Bad up to `low`, good from `high` on.
  let [low, high] = [after + step / 2, after + step];
  if (step === 1) return high;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (reads(middle)) high = middle;
    else low = middle;
  }
  return high;
}
