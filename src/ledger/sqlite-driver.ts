import { CompiledQuery, type DatabaseConnection, type Driver, type QueryResult } from "kysely";
import type Database from "libsql";

/** Statements kept ready: more than this program has shapes of, but for lists of many lengths. */
const KEPT = 200;

/**
 * The one connection of a ledger's file. Beside Kysely's own driver it keeps prepared statements, and
 * gives the connection to whoever has waited longest: of many requests at once none starves.
 */
export class OneConnection implements Driver {
  readonly #database: Database.Database;
  readonly #connection: DatabaseConnection;
  readonly #waiting: (() => void)[] = [];
  #taken = false;
  #wrote = false;

  constructor(database: Database.Database) {
    this.#database = database;
    this.#connection = new Connection(database);
  }

  async init(): Promise<void> {
    // The file is open already.
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#taken) await new Promise<void>((next) => this.#waiting.push(next));
    this.#taken = true;
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#taken = false;
  }

  /** Takes the lock at once: all transactions of ours write, and one that asks later may be refused. */
  beginTransaction(connection: DatabaseConnection): Promise<void> {
    this.#wrote = true;
    return run(connection, "begin immediate");
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return run(connection, "commit");
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return run(connection, "rollback");
  }

  async destroy(): Promise<void> {
    // What was written is brought into the file, as far as no other process hinders it: SQLite does so
    // by itself only once all prepared statements are gone, and nobody says when they are.
    if (this.#wrote) this.#database.exec("PRAGMA wal_checkpoint(PASSIVE)");
    this.#database.close();
  }
}

async function run(connection: DatabaseConnection, script: string): Promise<void> {
  await connection.executeQuery(CompiledQuery.raw(script));
}

class Connection implements DatabaseConnection {
  readonly #database: Database.Database;
  /** By their text, the last used last. */
  readonly #statements = new Map<string, Database.Statement>();

  constructor(database: Database.Database) {
    this.#database = database;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const kept = this.#statements.get(sql);
    // Out while it runs: a statement that fails is not used again.
    if (kept) this.#statements.delete(sql);
    const statement = kept ?? this.#database.prepare(sql);
    const result = statement.reader
      ? { rows: statement.all(parameters) as R[] }
      : { rows: [], numAffectedRows: BigInt(statement.run(parameters).changes) };
    this.#statements.set(sql, statement);
    if (this.#statements.size > KEPT)
      for (const [oldest] of this.#statements) {
        this.#statements.delete(oldest);
        break;
      }
    return result;
  }

  streamQuery(): never {
    throw new Error("rows are fetched page by page, never streamed");
  }
}
