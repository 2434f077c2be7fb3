// Ledgers for tests: suites that use `freshLedger` are run over SQLite, and again over PostgreSQL
// where ONRECORD_TEST_POSTGRES names a database (`vitest.config.ts`).
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";

/** The database in which this run makes its ledgers, or undefined for SQLite. */
export const postgres: string | undefined = process.env["ONRECORD_TEST_ON"];

/** An address for a ledger that is not there yet, and a way to take it out again. */
export interface Place {
  readonly location: string;
  remove(): Promise<void>;
}

export async function freshPlace(server = postgres): Promise<Place> {
  if (server === undefined) {
    const folder = mkdtempSync(join(tmpdir(), "onrecord-ledger-"));
    return {
      location: join(folder, "deep", "ledger.db"),
      remove: async () => rmSync(folder, { recursive: true }),
    };
  }
  const schema = `test_${randomBytes(6).toString("hex")}`;
  const url = new URL(server);
  url.searchParams.set("options", `-c search_path=${schema}`);
  await execute(server, `create schema ${schema}`);
  return {
    location: url.href,
    remove: () => execute(server, `drop schema ${schema} cascade`),
  };
}

/** Runs statements on a connection of their own. */
export async function execute(url: string, script: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`set client_min_messages = warning; ${script}`);
  } finally {
    await client.end();
  }
}
