import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { type Driver, Kysely, sql, SqliteDialect } from "kysely";
import Database from "libsql";
import { InputError } from "../errors.js";
import { MIGRATIONS } from "./migrations.js";
import type { OpenLedger, OpenOptions } from "./open.js";
import type { LedgerTables } from "./schema.js";
import { OneConnection } from "./sqlite-driver.js";
import type { WordIndex, WordQuery } from "./words.js";

/** How long to wait for another process that holds the ledger, in milliseconds. */
const PATIENCE = 5000;
/**
 * Pages of the log (4 kB each) after which they are brought into the file. Eight times SQLite's own:
 * the index of words changes the same pages again and again, and recording is a fifth faster.
 */
const CHECKPOINT = 8000;

/** Opens a ledger kept in a file; see `openLedger`. */
export function openSqlite(location: string, { create }: OpenOptions): OpenLedger {
  let database: Database.Database | null = null;
  try {
    if (create) mkdirSync(dirname(location), { recursive: true });
    else if (!existsSync(location))
      throw new InputError(
        location,
        "is not there; `onrecord add` makes a ledger, --ledger names one",
      );
    database = new Database(location);
    database.exec(`PRAGMA busy_timeout = ${PATIENCE}`);
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
    database.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT}`);
    migrate(database, location);
    const db = new Kysely<LedgerTables>({ dialect: new Dialect(database) });
    return {
      location,
      db,
      words: fts5(db),
      damage: () => damageOf(db),
      reindex: async () => void (await sql`REINDEX`.execute(db)),
      explain: (cause) => sqliteError(cause, location),
      close: () => db.destroy(),
    };
  } catch (cause) {
    database?.close();
    throw sqliteError(cause, location);
  }
}

class Dialect extends SqliteDialect {
  readonly #database: Database.Database;
  constructor(database: Database.Database) {
    super({ database });
    this.#database = database;
  }
  override createDriver(): Driver {
    return new OneConnection(this.#database);
  }
}

function migrate(database: Database.Database, location: string): void {
  const version = (): number => {
    const row = database.prepare("PRAGMA user_version").get() as { user_version: number };
    return row.user_version;
  };
  const refuse = (at: number): void => {
    if (at > MIGRATIONS.length)
      throw new InputError(
        location,
        `was written by a newer onrecord (form ${at}, this one knows ${MIGRATIONS.length}); update onrecord`,
      );
  };
  refuse(version());
  if (version() === MIGRATIONS.length) return;
  database.exec("BEGIN IMMEDIATE");
  try {
    // Another process may have migrated while this one waited for the lock.
    refuse(version());
    for (const step of MIGRATIONS.slice(version())) {
      database.exec(step.sqlite);
      step.fill?.(database);
    }
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
    database.exec("COMMIT");
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}

/** Tables of FTS5. */
const INDEXES = ["statement_words", "name_parts"].map((name) => sql.ref(name));

/** SQLite's FTS5. */
function fts5(db: Kysely<LedgerTables>): WordIndex {
  const quoted = (words: readonly string[]): string =>
    words.map((word) => `"${word.replaceAll('"', "")}"`).join(" OR ");
  const expression = ({ phrases, any = false, facets = [] }: WordQuery): string =>
    [
      ...(any
        ? [`words : (${quoted(phrases)})`]
        : phrases.map((one) => `words : ${quoted([one])}`)),
      ...facets.map((marks) => `facets : (${quoted(marks)})`),
    ].join(" AND ");
  return {
    select(query, newest) {
      const all = sql<{
        id: number;
      }>`select rowid as id from statement_words where statement_words match ${expression(query)}`;
      return newest === undefined ? all : sql`${all} order by rowid desc limit ${newest}`;
    },
    async few(query, most) {
      // One row that lists them: a row for each takes four times as long to hand over.
      const { rows } = await sql<{
        ids: string;
      }>`select json_group_array(rowid) as ids from (select rowid from statement_words where statement_words match ${expression(query)} limit ${most + 1})`.execute(
        db,
      );
      const ids = JSON.parse(rows[0]!.ids) as number[];
      return ids.length > most ? null : ids;
    },
    these: (ids) => sql`select value from json_each(${JSON.stringify(ids)})`,
    // The index knows runs of three letters; and its questions hold no NUL.
    names: (part) =>
      [...part].length < 3 || part.includes("\0")
        ? sql`select id from names where instr(folded, ${part})`
        : sql`select rowid from name_parts where name_parts match ${`"${part.replaceAll('"', '""')}"`}`,
    async isRight() {
      try {
        for (const index of INDEXES)
          await sql`INSERT INTO ${index} (${index}, rank) VALUES ('integrity-check', 1)`.execute(
            db,
          );
        return true;
      } catch (cause) {
        // What FTS5 says of an index that does not match; anything else is another trouble.
        if (cause instanceof Error && /malformed|CORRUPT/iu.test(codeAndMessage(cause)))
          return false;
        throw cause;
      }
    },
    async rebuild() {
      for (const index of INDEXES)
        await sql`INSERT INTO ${index} (${index}) VALUES ('rebuild')`.execute(db);
    },
  };
}

async function damageOf(db: Kysely<LedgerTables>): Promise<readonly string[]> {
  const whole = await sql<{ integrity_check: string }>`PRAGMA integrity_check`.execute(db);
  const keys = await sql<{
    table: string;
    rowid: number;
    parent: string;
  }>`PRAGMA foreign_key_check`.execute(db);
  return [
    ...whole.rows.map((row) => row.integrity_check).filter((line) => line !== "ok"),
    ...keys.rows.map((row) => `${row.table} ${row.rowid} is of no row in ${row.parent}`),
  ];
}

const codeAndMessage = (cause: Error): string =>
  `${"code" in cause && typeof cause.code === "string" ? cause.code : ""} ${cause.message}`;

function sqliteError(cause: unknown, location: string): unknown {
  if (cause instanceof InputError || !(cause instanceof Error)) return cause;
  const words = codeAndMessage(cause);
  if (/BUSY|locked/iu.test(words))
    return new InputError(location, "is held by another process; try again when it is done", {
      cause,
    });
  if (/NOTADB|not a database/iu.test(words))
    return new InputError(location, "is not a ledger; name another with --ledger", { cause });
  if (/CORRUPT|malformed/iu.test(words))
    return new InputError(
      location,
      "is damaged; `onrecord doctor` mends its indexes, `onrecord doctor --save FILE` saves what can be read of it",
      { cause },
    );
  if (/FULL|ENOSPC|disk is full/iu.test(words))
    return new InputError(location, "cannot grow: the disk is full; nothing recorded is lost", {
      cause,
    });
  if (/CANTOPEN|unable to open|ENOENT|EACCES|EPERM|READONLY|readonly|ENOTDIR|EROFS/iu.test(words))
    return new InputError(location, "cannot be opened; it must be a file you may write", { cause });
  return cause;
}
