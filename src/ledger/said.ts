import { sql } from "kysely";
import {
  checkThese,
  type Difference,
  indexSources,
  type Severity,
  type Wording,
} from "../quotecheck/index.js";
import { createDocument } from "../text/document.js";
import type { OpenLedger } from "./open.js";
import { type Hit, HIT_COLUMNS, hitOf } from "./search.js";
import { phrasesOf } from "./words.js";

/** One printing of an utterance, and how its words compare with those asked for. */
export interface Printing {
  readonly hit: Hit;
  readonly wording: Wording;
  readonly severity: Severity | null;
  /** Spans into the words asked for (`draft`) and into `hit.words` (`source`). */
  readonly differences: readonly Difference[];
  /** Another printing's document that prints the same article (a wire copy), or null. */
  readonly copyOf: string | null;
}

/** Statements compared, the likeliest first. */
const MOST_COMPARED = 150;
/** Words whose statements are counted, the longest. */
const MOST_WORDS = 24;
/** Statements that hold a word, beyond which it tells too little to be looked up. */
const COMMON = 5000;
/** Words that are rare enough, below which runs of three words are looked up too. */
const FEW = 3;
/** Share of the shorter article's five-word runs that a copy has too. */
const COPY = 0.6;

/**
 * Every printing of the same words, the first printed first: verbatim, shortened or changed. What is
 * not found by the comparison of quotations is left out.
 */
export async function said(ledger: OpenLedger, words: string): Promise<readonly Printing[]> {
  const ids = await likeliest(ledger, words);
  if (ids.length === 0) return [];
  const rows = await ledger.db
    .selectFrom("statements as s")
    .innerJoin("documents as d", "d.id", "s.document")
    .where("s.id", "in", [...ids])
    .select([...HIT_COLUMNS, "d.text"])
    .execute();
  const index = indexSources(rows.map((row) => createDocument({ text: row.words })));
  const draft = createDocument({ text: words });
  const claim = { quotation: { start: 0, end: words.length }, by: null, attributed: true };
  const found: { printing: Printing; text: string }[] = [];
  for (const [only, { text, ...row }] of rows.entries()) {
    const hit = hitOf(row);
    const { checks } = await checkThese(draft, [claim], index, { only });
    const { wording, severity, differences } = checks[0]!;
    if (wording === "not-found" || wording === "unchecked") continue;
    found.push({ printing: { hit, wording, severity, differences, copyOf: null }, text });
  }
  found.sort(
    (a, b) =>
      (a.printing.hit.published ?? "9999").localeCompare(b.printing.hit.published ?? "9999") ||
      a.printing.hit.statement - b.printing.hit.statement,
  );
  const runs = found.map(({ text }) => runsOf(text));
  return found.map(({ printing }, i) => {
    const earlier = runs.findIndex((one, k) => k < i && likeness(one, runs[i]!) >= COPY);
    const copy = earlier >= 0 ? found[earlier]!.printing.hit.document : null;
    return { ...printing, copyOf: copy === printing.hit.document ? null : copy };
  });
}

/**
 * Numbers of the statements that share most of these words, a word counting for more the fewer hold
 * it. Common words are left out: what is said in common words alone is found by its runs of words.
 */
async function likeliest(ledger: OpenLedger, words: string): Promise<readonly number[]> {
  const all = words.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  const long = [...new Set(all)].filter((word) => word.length >= 4);
  const chosen = (long.length > 0 ? long : [...new Set(all)])
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST_WORDS);
  phrasesOf(words); // refuses what holds no word
  let rare = await rareOf(ledger, chosen);
  if (rare.length < FEW)
    rare = [...rare, ...(await rareOf(ledger, runsOfThree(all).slice(0, MOST_WORDS)))];
  if (rare.length === 0) return [];
  const lists = rare.map(
    ({ phrase, count }) =>
      sql`select id, ${sql.lit(1 + Math.log(COMMON / count))} as weight from (${ledger.words.select({ phrases: [phrase] })}) as w`,
  );
  const { rows } = await sql<{ id: number }>`
    select id from (${sql.join(lists, sql` union all `)}) as l
    group by id order by sum(weight) desc, id limit ${MOST_COMPARED}
  `.execute(ledger.db);
  return rows.map(({ id }) => id);
}

/** Those of the phrases that some statements hold, and not too many. */
async function rareOf(ledger: OpenLedger, phrases: readonly string[]) {
  const counted: { readonly phrase: string; readonly count: number }[] = [];
  for (const phrase of phrases) {
    const { rows } = await sql<{
      count: number;
    }>`select count(*) as count from (${ledger.words.select({ phrases: [phrase] })} limit ${COMMON + 1}) as w`.execute(
      ledger.db,
    );
    counted.push({ phrase, count: rows[0]!.count });
  }
  return counted.filter(({ count }) => count > 0 && count <= COMMON);
}

const runsOfThree = (words: readonly string[]): readonly string[] =>
  words.length < 3
    ? [words.join(" ")]
    : words.slice(2).map((_, i) => words.slice(i, i + 3).join(" "));

/** Hashes of an article's runs of five words. */
function runsOf(text: string): ReadonlySet<number> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const out = new Set<number>();
  for (let i = 0; i + 5 <= words.length && i < 4000; i++) {
    let hash = 7;
    for (const word of words.slice(i, i + 5))
      for (let k = 0; k < word.length; k++) hash = Math.imul(hash ^ word.charCodeAt(k), 0x01000193);
    out.add(hash);
  }
  return out;
}

function likeness(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const one of small) if (large.has(one)) shared++;
  return shared / small.size;
}
