import { CompiledQuery, type DatabaseConnection, Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { InputError } from "../errors.js";
import { MIGRATIONS } from "./migrations.js";
import type { OpenLedger, OpenOptions } from "./open.js";
import type { LedgerTables } from "./schema.js";
import { like, type WordIndex, type WordQuery } from "./words.js";

/** The oldest PostgreSQL that ledgers are kept in, as `server_version_num` counts. */
const OLDEST = 150_000;
/** Connections of one process: what is asked at the same time runs at the same time. */
const CONNECTIONS = 8;
/** The number that PostgreSQL gives its type of 8-byte integers. */
const INT8: number = pg.types.builtins.INT8;
/** How long to wait for a connection, in milliseconds. */
const PATIENCE = 10_000;
const TABLES = ["documents", "statements", "commitments", "exchanges", "names", "revisions"];
/** A lock of our own, so that two processes do not migrate one ledger at the same time. */
const MIGRATING = 0x0ec0;

/** Opens a ledger kept in PostgreSQL; see `openLedger`. */
export async function openPostgres(address: string, { create }: OpenOptions): Promise<OpenLedger> {
  const location = withoutPassword(address);
  const pool = new pg.Pool({
    connectionString: address,
    max: CONNECTIONS,
    connectionTimeoutMillis: PATIENCE,
    application_name: "onrecord",
    types: {
      // Counts and numbers of rows fit a JavaScript number.
      getTypeParser: ((oid: number, format: "text") =>
        oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as never,
    },
  });
  // A connection that breaks while nobody uses it: the next query gets another, or its error.
  pool.on("error", () => undefined);
  const db = new Kysely<LedgerTables>({
    dialect: new PostgresDialect({ pool, onCreateConnection: beDurable }),
  });
  try {
    await migrate(db, location, create);
  } catch (cause) {
    await db.destroy();
    throw postgresError(cause, location);
  }
  return {
    location,
    db,
    words: tsvector(db),
    damage: () => damageOf(db),
    async reindex() {
      for (const table of TABLES) await sql`reindex table ${sql.table(table)}`.execute(db);
    },
    explain: (cause) => postgresError(cause, location),
    close: () => db.destroy(),
  };
}

/** The address as it may be shown and logged. */
function withoutPassword(address: string): string {
  try {
    const url = new URL(address);
    url.password = "";
    url.searchParams.delete("password");
    return url.href;
  } catch (cause) {
    throw new InputError("--ledger", "is no address of a database; write postgres://HOST/NAME", {
      cause,
    });
  }
}

/** What is acknowledged is on the disk, even where the server's own settings ask for less. */
async function beDurable(connection: DatabaseConnection): Promise<void> {
  await connection.executeQuery(
    CompiledQuery.raw(
      "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'",
    ),
  );
}

async function migrate(db: Kysely<LedgerTables>, location: string, create: boolean): Promise<void> {
  const form = async (on: Kysely<LedgerTables>): Promise<number> => {
    const { rows } = await sql<{
      server: number;
      there: boolean;
    }>`select current_setting('server_version_num')::int as server, to_regclass('ledger_form') is not null as there`.execute(
      on,
    );
    const { server, there } = rows[0]!;
    if (server < OLDEST)
      throw new InputError(location, "is kept by a PostgreSQL older than 15; update the server");
    if (!there) return 0;
    const taken = await sql<{ form: number }>`select form from ledger_form`.execute(on);
    return taken.rows[0]?.form ?? 0;
  };
  const refuse = (at: number): number => {
    if (at > MIGRATIONS.length)
      throw new InputError(
        location,
        `was written by a newer onrecord (form ${at}, this one knows ${MIGRATIONS.length}); update onrecord`,
      );
    if (at === 0 && !create)
      throw new InputError(location, "holds no ledger; `onrecord add` makes one");
    return at;
  };
  if (refuse(await form(db)) === MIGRATIONS.length) return;
  await db.transaction().execute(async (tx) => {
    // Another process may have migrated while this one waited for the lock.
    await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATING)})`.execute(tx);
    const at = refuse(await form(tx));
    if (at === MIGRATIONS.length) return;
    for (const step of MIGRATIONS.slice(at))
      if (step.postgres !== "") await sql.raw(step.postgres).execute(tx);
    await sql`create table if not exists ledger_form (form integer not null)`.execute(tx);
    await sql`delete from ledger_form`.execute(tx);
    await sql`insert into ledger_form values (${sql.lit(MIGRATIONS.length)})`.execute(tx);
  });
}

/** PostgreSQL's own full-text search, with a configuration that keeps every word. */
function tsvector(db: Kysely<LedgerTables>): WordIndex {
  const phrase = (words: string) => sql`phraseto_tsquery('onrecord', ${words})`;
  // Marks are letters and digits: quoted, each is one lexeme.
  const marks = (some: readonly string[]) =>
    sql`${some.map((mark) => `'${mark.replaceAll(/[^\p{L}\p{N}]/gu, "")}'`).join(" | ")}::tsquery`;
  const expression = ({ phrases, any = false, facets = [] }: WordQuery) => {
    const words = sql`(${sql.join(phrases.map(phrase), any ? sql` || ` : sql` && `)})`;
    return sql.join([words, ...facets.map(marks)], sql` && `);
  };
  return {
    select(query, newest) {
      const all = sql<{
        id: number;
      }>`select id from statements where vector @@ (${expression(query)})`;
      return newest === undefined ? all : sql`${all} order by id desc limit ${newest}`;
    },
    async few(query, most) {
      const { rows } = await sql<{
        id: number;
      }>`select id from statements where vector @@ (${expression(query)}) limit ${most + 1}`.execute(
        db,
      );
      return rows.length > most ? null : rows.map(({ id }) => id);
    },
    these: (ids) => sql`select unnest(${ids}::bigint[])`,
    names: (part) => sql`select id from names where folded like ${like(part)} escape '\\'`,
    isRight: () => agrees(db),
    async rebuild() {
      await sql`reindex index statement_words`.execute(db);
      await sql`reindex index name_parts`.execute(db);
    },
  };
}

/** Statements whose words are looked for, by the index and without it. */
const SAMPLE = 200;

/**
 * The column is computed by the database and cannot be wrong; that the index finds what stands in it
 * is tried on a sample, for PostgreSQL has no check of such an index.
 */
async function agrees(db: Kysely<LedgerTables>): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx);
    await sql`set local enable_indexscan = off`.execute(tx);
    const sample = await sql<{ id: number; lexemes: string[] }>`
      select id, tsvector_to_array(vector) as lexemes from statements order by random() limit ${SAMPLE}
    `.execute(tx);
    for (const { id, lexemes } of sample.rows) {
      const query = lexemes.map((one) => `'${one.replaceAll(/['\\]/gu, "$&$&")}'`).join(" & ");
      const found = await sql<{ id: number }>`
        select id from statements where vector @@ ${query}::tsquery
      `.execute(tx);
      if (!found.rows.some((row) => row.id === id)) return false;
    }
    return true;
  });
}

/** PostgreSQL checks its own pages and keys; what it can be asked is read whole here. */
async function damageOf(db: Kysely<LedgerTables>): Promise<readonly string[]> {
  const { rows } = await sql<{ index: string }>`
    select c.relname as index from pg_index i join pg_class c on c.oid = i.indexrelid
    where not i.indisvalid and c.relnamespace = current_schema()::regnamespace
  `.execute(db);
  return rows.map(({ index }) => `index ${index} is not valid; it was never finished`);
}

/** Codes of PostgreSQL and of the network, and what each means to who asked. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [/^(?:ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ETIMEDOUT|EAI_AGAIN|ENOENT)$/u, "cannot be reached"],
  [/^(?:28P01|28000)$/u, "refuses this user or password"],
  [/^3D000$/u, "is not there; `createdb` makes a database"],
  [/^(?:42501)$/u, "does not let this user do so"],
  [/^(?:42P07|42710)$/u, "holds tables of another program; name an empty database"],
  [/^(?:53100|53200)$/u, "cannot grow: the server is out of space; nothing recorded is lost"],
  [/^53300$/u, "has no connection free; try again"],
  [/^(?:XX001|XX002)$/u, "is damaged; `onrecord doctor` mends its indexes, else restore it"],
  [
    /^(?:57P0[123]|08\w{3}|ECONNRESET|EPIPE)$/u,
    "broke the connection; what was acknowledged is kept, try again",
  ],
  [/^22021$/u, "cannot keep a text with a NUL character; take it out"],
  [/^(?:40001|40P01|55P03)$/u, "is busy with another process; try again"],
  [/^25006$/u, "may only be read"],
];

function postgresError(cause: unknown, location: string): unknown {
  if (cause instanceof InputError || !(cause instanceof Error)) return cause;
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
  const meaning =
    MEANINGS.find(([codes]) => codes.test(code))?.[1] ??
    (/Connection terminated|Client has encountered a connection error/u.test(cause.message)
      ? "broke the connection; what was acknowledged is kept, try again"
      : /timeout exceeded when trying to connect/u.test(cause.message)
        ? "cannot be reached"
        : null);
  if (meaning === null) return cause;
  const said = cause.message === "" ? code : cause.message;
  return new InputError(location, `${meaning} (${said})`, { cause });
}
