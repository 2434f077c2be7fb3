import { type RawBuilder, sql } from "kysely";
import type { DocumentKind } from "../text/document.js";
import { hitsOf } from "./hits.js";
import { namesFitting } from "./names.js";
import { ledgerError, type OpenLedger } from "./open.js";
import { type FoundStatement, withSentences } from "./sentence.js";
import { checkDays, facet, like, phrasesOf, type WordQuery } from "./words.js";

export interface SearchQuery {
  /** Words that must all stand in the statement; "words in quotes" must stand together. */
  readonly words: string;
  /** A speaker's name or a part of it, case and accents aside; null for anybody. Merges count. */
  readonly speaker?: string | null;
  /** First and last day of publication, `YYYY-MM-DD`. Documents without a date are left out. */
  readonly since?: string | null;
  readonly until?: string | null;
  readonly act?: string | null;
  /** The speaker's kind: `person`, `organization` … */
  readonly kind?: string | null;
  /** A publisher's name or a part of it, in any case. */
  readonly publisher?: string | null;
  /** Only statements of articles, or of transcripts. */
  readonly from?: DocumentKind | null;
  readonly directOnly?: boolean;
  /** At most so many (20 if left out), after so many. */
  readonly limit?: number;
  readonly offset?: number;
}

/**
 * Matches that are looked up one by one to be put in order; more are sought day by day, and whether
 * their words stand together does not count.
 */
const LOOKED_UP = 1000;
/** Days looked through at once, at most. */
const DAYS = 256;

/**
 * Finds statements: those in which the words stand together first, then the others; of each, the
 * newest first, those of documents without a date last, the last recorded first among equals. Where
 * more than 1,000 match, all the newest first. Nothing that matches is left out, and pages do not
 * overlap, whatever the size of the ledger.
 */
export async function search(
  ledger: OpenLedger,
  query: SearchQuery,
): Promise<readonly FoundStatement[]> {
  const { speaker, act, directOnly, limit = 20, offset = 0 } = query;
  const phrases = phrasesOf(query.words);
  checkDays(query.since, query.until);
  try {
    const facets: string[][] = [];
    if (speaker) {
      const names = await namesFitting(ledger, speaker);
      if (names.length === 0) return [];
      facets.push(names.map(({ id }) => facet.speaker(id)));
    }
    if (act) facets.push([facet.act(act)]);
    if (directOnly) facets.push([facet.quotation("direct")]);
    const most = limit + offset;
    const all: WordQuery = { phrases, facets };
    const few = await ledger.words.few(all, LOOKED_UP);
    const ids =
      few === null
        ? await newest(ledger, all, query, most)
        : await togetherFirst(ledger, all, few, query, most);
    return await withSentences(ledger, await hitsOf(ledger, ids.slice(offset)));
  } catch (cause) {
    throw ledgerError(cause, ledger);
  }
}

/** What the marks of the index do not tell. */
type Rest = Pick<SearchQuery, "since" | "until" | "kind" | "publisher" | "from">;

/** Of a few matches the first `most`: those in which the words stand together, then the others. */
async function togetherFirst(
  ledger: OpenLedger,
  { phrases, facets }: WordQuery,
  few: readonly number[],
  rest: Rest,
  most: number,
): Promise<readonly number[]> {
  if (few.length === 0) return [];
  const inOrder = (ids: readonly number[], most: number) =>
    lookedUp(ledger, ledger.words.these(ids), rest, most);
  if (phrases.length === 1) return inOrder(few, most);
  const whole = { phrases: [phrases.join(" ")], ...(facets && { facets }) };
  const together = (await ledger.words.few(whole, LOOKED_UP)) ?? [];
  const first = together.length === 0 ? [] : await inOrder(together, most);
  if (first.length === most) return first;
  const apart = new Set(few);
  for (const id of together) apart.delete(id);
  return [...first, ...(await inOrder([...apart], most - first.length))];
}

/** Of these statements the first `most` that pass the rest of the query, by looking up each. */
async function lookedUp(
  ledger: OpenLedger,
  ids: RawBuilder<unknown>,
  { since, until, kind, publisher, from }: Rest,
  most: number,
): Promise<number[]> {
  // The day is the first mark of a statement: documents need not be looked up for it.
  const day = sql<string>`substr(s.facets, 1, ${sql.lit(facet.day("2024-05-14").length)})`;
  const dated = sql<boolean>`s.facets not like ${`${facet.day(null)}%`}`;
  let find = ledger.db.selectFrom("statements as s").where(sql<boolean>`s.id in (${ids})`);
  if (since || until) find = find.where(dated);
  if (since) find = find.where(day, ">=", facet.day(since));
  if (until) find = find.where(day, "<=", facet.day(until));
  if (kind) find = find.where("s.speaker_kind", "=", kind);
  if (publisher || from) {
    let documents = ledger.db.selectFrom("documents as d").select("d.id");
    if (publisher) {
      const fits = sql<boolean>`lower(publisher) like lower(${like(publisher)}) escape '\\'`;
      const elsewhere = ledger.db.selectFrom("printings").select("document").where(fits);
      documents = documents.where((eb) => eb.or([fits, eb("d.id", "in", elsewhere)]));
    }
    if (from) documents = documents.where("d.kind", "=", from);
    find = find.where("s.document", "in", documents);
  }
  const rows = await find
    .select("s.id")
    .orderBy(dated, "desc")
    .orderBy(day, "desc")
    .orderBy("s.id", "desc")
    .limit(most)
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Numbers of the newest `most` matches, day by day from the last: a common word matches more
 * statements than can be put in order, but those of one day are soon told.
 */
async function newest(
  ledger: OpenLedger,
  words: WordQuery,
  { since, until, kind = null, publisher = null, from = null }: Rest,
  most: number,
): Promise<number[]> {
  const ids: number[] = [];
  const on = (days: readonly (string | null)[], most?: number) =>
    ledger.words.select({ ...words, facets: [...(words.facets ?? []), days.map(facet.day)] }, most);
  const rest = { kind, publisher, from };
  const filtered = kind !== null || publisher !== null || from !== null;
  const lastOf = async (day: string | null): Promise<void> => {
    if (filtered) ids.push(...(await lookedUp(ledger, on([day]), rest, most - ids.length)));
    else {
      const found = await on([day], most - ids.length).execute(ledger.db);
      for (const { id } of found.rows) ids.push(id);
    }
  };
  let before: string | null = null;
  for (let chunk = 1; ids.length < most; chunk = Math.min(2 * chunk, DAYS)) {
    let find = ledger.db.selectFrom("documents").where("published", "is not", null);
    if (before !== null) find = find.where("published", "<", before);
    if (since) find = find.where("published", ">=", since);
    if (until) find = find.where("published", "<=", until);
    const rows = await find
      .select("published")
      .distinct()
      .orderBy("published", "desc")
      .limit(chunk)
      .execute();
    const days = rows.map(({ published }) => published!);
    if (days.length === 1) await lastOf(days[0]!);
    else if (days.length > 1)
      ids.push(...(await lookedUp(ledger, on(days), rest, most - ids.length)));
    if (days.length < chunk) break;
    before = days[days.length - 1]!;
  }
  if (ids.length < most && !since && !until) await lastOf(null);
  return ids;
}
