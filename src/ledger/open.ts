import type { Kysely } from "kysely";
import type { LedgerTables } from "./schema.js";
import { openSqlite } from "./sqlite.js";
import type { WordIndex } from "./words.js";

/** Where a ledger is kept unless another place is named. */
export const DEFAULT_LEDGER = ".onrecord/ledger.db";

/** An open ledger: a connection that must be closed. */
export interface OpenLedger {
  /** The file, or the address of the PostgreSQL database without its password. */
  readonly location: string;
  readonly db: Kysely<LedgerTables>;
  /** Full-text search: the one thing that the two databases do each in its own way. */
  readonly words: WordIndex;
  /** Complaints of the database's own check of what it keeps; empty where it has none. */
  damage(): Promise<readonly string[]>;
  /** Makes the database's own indexes anew. */
  reindex(): Promise<void>;
  /** An error of the database as one sentence about the ledger; other errors as they are. */
  explain(cause: unknown): unknown;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Make the ledger if it is not there; else its absence is an `InputError`. */
  readonly create: boolean;
}

const POSTGRES = /^postgres(?:ql)?:\/\//u;

/** Whether a ledger's place is a file, not the address of a database. */
export const isFile = (location: string): boolean => !POSTGRES.test(location);

/**
 * Opens the ledger at `location`, a file (SQLite) or `postgres://…` (PostgreSQL 15 or later), taking
 * the migrations it lacks. Every acknowledged write is on the disk. Throws `InputError` where it is
 * no ledger, is damaged, is held by another process, cannot be reached or was made by a newer program.
 */
export async function openLedger(location: string, options: OpenOptions): Promise<OpenLedger> {
  if (isFile(location)) return openSqlite(location, options);
  // Loaded here: who keeps the ledger in a file needs none of it, and starts faster.
  const { openPostgres } = await import("./postgres.js");
  return openPostgres(location, options);
}

/** An error met while asking a ledger, for people: a database's complaint becomes one sentence. */
export const ledgerError = (cause: unknown, ledger: OpenLedger): unknown => ledger.explain(cause);

/** Does the work; what the database complains of becomes one sentence about the ledger. */
export async function explained<T>(ledger: OpenLedger, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw ledgerError(cause, ledger);
  }
}
