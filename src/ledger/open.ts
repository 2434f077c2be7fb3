import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { Kysely, SqliteDialect } from "kysely";
import Database from "libsql";
import { InputError } from "../errors.js";
import { type LedgerTables, MIGRATIONS } from "./schema.js";

/** Where a ledger is kept unless another place is named. */
export const DEFAULT_LEDGER = ".onrecord/ledger.db";
/** How long to wait for another process that holds the ledger, in milliseconds. */
const PATIENCE = 5000;

/** An open ledger: a connection that must be closed. */
export interface OpenLedger {
  readonly location: string;
  readonly db: Kysely<LedgerTables>;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Make the ledger if it is not there; else its absence is an `InputError`. */
  readonly create: boolean;
}

/**
 * Opens the SQLite ledger at `location`, taking the migrations it lacks. Every acknowledged write
 * is on the disk (WAL, `synchronous=FULL`). Throws `InputError` where the file is no ledger, is
 * damaged, is held by another process or was made by a newer program.
 */
export function openLedger(location: string, { create }: OpenOptions): OpenLedger {
  try {
    if (create) mkdirSync(dirname(location), { recursive: true });
    else if (!existsSync(location))
      throw new InputError(
        location,
        "is not there; `onrecord add` makes a ledger, --ledger names one",
      );
    const database = new Database(location);
    database.exec(`PRAGMA busy_timeout = ${PATIENCE}`);
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
    migrate(database, location);
    const db = new Kysely<LedgerTables>({ dialect: new SqliteDialect({ database }) });
    return { location, db, close: () => db.destroy() };
  } catch (cause) {
    throw ledgerError(cause, location);
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
    for (let step = version(); step < MIGRATIONS.length; step++) database.exec(MIGRATIONS[step]!);
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
    database.exec("COMMIT");
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}

/** A database's complaint as one sentence about the ledger; other errors as they are. */
export function ledgerError(cause: unknown, location: string): unknown {
  if (cause instanceof InputError || !(cause instanceof Error)) return cause;
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
  const words = `${code} ${cause.message}`;
  if (/BUSY|locked/iu.test(words))
    return new InputError(location, "is held by another process; try again when it is done", {
      cause,
    });
  if (/NOTADB|not a database/iu.test(words))
    return new InputError(location, "is not a ledger; name another with --ledger", { cause });
  if (/CORRUPT|malformed/iu.test(words))
    return new InputError(location, "is damaged; restore it from a copy", { cause });
  if (/FULL|ENOSPC|disk is full/iu.test(words))
    return new InputError(location, "cannot grow: the disk is full; nothing recorded is lost", {
      cause,
    });
  if (/CANTOPEN|unable to open|ENOENT|EACCES|EPERM|READONLY|readonly|ENOTDIR|EROFS/iu.test(words))
    return new InputError(location, `cannot be opened (${cause.message})`, { cause });
  return cause;
}
