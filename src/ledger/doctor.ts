import { sql } from "kysely";
import { textId } from "../text/document.js";
import { positions } from "../text/segment.js";
import type { Span } from "../text/span.js";
import { ledgerError, type OpenLedger } from "./open.js";
import { facetsOf, fold } from "./words.js";

/** What was found of a ledger's health. */
export interface Diagnosis {
  /** What cannot be mended from the rest, one sentence each; empty for a sound ledger. */
  readonly damage: readonly string[];
  /** What was wrong and is made anew from the rest, one sentence each. */
  readonly mended: readonly string[];
  readonly documents: number;
  readonly statements: number;
}

/** Documents looked at together. */
const AT_ONCE = 50;
/** Complaints that are told; of more, only how many. */
const TOLD = 20;

/**
 * Checks a ledger: the database's own check, keys, every text against its SHA-256, every span against
 * its text, counts of names, and the indexes of words and names; and makes anew what follows from the rest.
 * `step` is told of each document looked at, of so many.
 */
export async function examine(
  ledger: OpenLedger,
  step: (of: number) => void = () => undefined,
): Promise<Diagnosis> {
  const mended: string[] = [];
  try {
    if (!(await ledger.words.isRight())) {
      await ledger.words.rebuild();
      mended.push("an index of words or names did not match its table");
    }
    let damage = await ledger.damage();
    if (damage.length > 0) {
      await ledger.reindex();
      const left = await ledger.damage();
      if (left.length < damage.length) mended.push("an index did not match its table");
      damage = left;
    }
    // Pages that cannot be trusted are not worked over.
    if (damage.length > 0) return { damage, mended, documents: 0, statements: 0 };
    await mendNames(ledger, mended);
    const found = await examineDocuments(ledger, mended, step);
    const more = found.damage.length - TOLD;
    return {
      ...found,
      damage: [...found.damage.slice(0, TOLD), ...(more > 0 ? [`and ${more} more`] : [])],
      mended,
    };
  } catch (cause) {
    throw ledgerError(cause, ledger);
  }
}

/** Sees that every speaker's name is in the table of names, with the number of its statements. */
async function mendNames({ db }: OpenLedger, mended: string[]): Promise<void> {
  const { rows } = await sql<{ name: string; counted: number; kept: number | null }>`
    select c.name, c.counted, n.statements as kept from
      (select speaker as name, count(*) as counted from statements where speaker is not null group by speaker) as c
      left join names as n on n.name = c.name
    where n.statements is null or n.statements <> c.counted
  `.execute(db);
  for (const { name, counted } of rows)
    await db
      .insertInto("names")
      .values({ name, folded: fold(name), statements: counted })
      .onConflict((conflict) => conflict.column("name").doUpdateSet({ statements: counted }))
      .execute();
  if (rows.length > 0) mended.push(`counts of ${rows.length} names were wrong`);
}

async function examineDocuments(
  { db }: OpenLedger,
  mended: string[],
  step: (of: number) => void,
): Promise<Omit<Diagnosis, "mended">> {
  const damage: string[] = [];
  let statements = 0;
  let documents = 0;
  let misplaced = 0;
  const names = new Map(
    (await db.selectFrom("names").select(["id", "name"]).execute()).map((n) => [n.name, n.id]),
  );
  const { all } = await db
    .selectFrom("documents")
    .select(sql<number>`count(*)`.as("all"))
    .executeTakeFirstOrThrow();
  for (let after = ""; ;) {
    const texts = await db
      .selectFrom("documents")
      .select(["id", "text", "published"])
      .where("id", ">", after)
      .orderBy("id")
      .limit(AT_ONCE)
      .execute();
    for (const { id, text, published } of texts) {
      documents++;
      step(all);
      if (textId(text) !== id) damage.push(`document ${id}: its text is not the one recorded`);
      const at = positions(text);
      const rows = await db
        .selectFrom("statements")
        .select(["id", "speaker", "source", "cue", "words", "act", "quotation", "start", "spans"])
        .select(["line", "column", "facets"])
        .where("document", "=", id)
        .execute();
      for (const row of rows) {
        statements++;
        const wrong = fault(row, text);
        if (wrong !== null) {
          damage.push(`statement ${row.id} (document ${id}): ${wrong}`);
          continue;
        }
        const { line, column } = at(row.start);
        const name = row.speaker === null ? null : (names.get(row.speaker) ?? null);
        const facets = facetsOf(row, published, name);
        if (line === row.line && column === row.column && facets === row.facets) continue;
        misplaced++;
        await db
          .updateTable("statements")
          .set({ line, column, facets })
          .where("id", "=", row.id)
          .execute();
      }
    }
    if (texts.length < AT_ONCE) break;
    after = texts[texts.length - 1]!.id;
  }
  if (misplaced > 0) mended.push(`places or marks of ${misplaced} statements were wrong`);
  const orphans = await sql<{ id: number }>`
    select c.id from commitments as c where not exists
      (select 1 from statements as s where s.document = c.document and s.attribution = c.attribution)
      and not exists
      (select 1 from rejected as r where r.document = c.document and r.attribution = c.attribution)
  `.execute(db);
  for (const { id } of orphans.rows) damage.push(`commitment ${id}: its statement is not there`);
  return { damage, documents, statements };
}

/** What is wrong with a statement's spans, or null. */
function fault(
  row: {
    readonly source: string;
    readonly cue: string;
    readonly words: string;
    readonly spans: string;
  },
  text: string,
): string | null {
  let spans: Record<"source" | "cue" | "content", readonly Span[]>;
  try {
    spans = JSON.parse(row.spans) as typeof spans;
  } catch (cause) {
    return `its spans cannot be read (${cause instanceof Error ? cause.message : String(cause)})`;
  }
  const words = (list: readonly Span[]): string =>
    list.map(({ start, end }) => text.slice(start, end)).join(" … ");
  for (const [part, kept] of [
    ["content", row.words],
    ["source", row.source],
    ["cue", row.cue],
  ] as const)
    if (words(spans[part] ?? []) !== kept)
      return `its ${part} is not what the text has at its place`;
  return null;
}
