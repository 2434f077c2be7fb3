import { sql } from "kysely";
import {
  checkClaims,
  checkInEach,
  type Claim,
  type Difference,
  indexSources,
  type QuoteCheck,
  type Severity,
  type SourceIndex,
  type Wording,
} from "../quotecheck/index.js";
import { createDocument } from "../text/document.js";
import type { Span } from "../text/span.js";
import type { OpenLedger } from "./open.js";
import { printingsOf } from "./printings.js";
import { type Hit, HIT_COLUMNS, hitOf } from "./hits.js";
import { phrasesOf } from "./words.js";

/** One printing of an utterance, and how its words compare with those asked for. */
export interface Printing {
  readonly hit: Hit;
  readonly wording: Wording;
  readonly severity: Severity | null;
  /** Spans into the words asked for (`draft`) and into `hit.words` (`source`). */
  readonly differences: readonly Difference[];
  /** Of the words asked for, what a printing of a part of them leaves out; else empty. */
  readonly leftOut: readonly Span[];
  /** Printed first, of those with a date; copies and others of the same day too. */
  readonly first: boolean;
  /**
   * The document of an earlier printing of the same article (a wire copy), or null. A text printed
   * twice to the letter is one document: then this is the printing's own.
   */
  readonly copyOf: string | null;
}

/** Statements compared, the likeliest first. */
const MOST_COMPARED = 150;
/** Words whose statements are counted, the longest. */
const MOST_WORDS = 24;
/** Statements that hold a word, beyond which it tells too little to be looked up. */
const COMMON = 5000;
/** Statements that the chosen words may have together. */
const MOST_LOOKED_UP = 20_000;
/** Words that are rare enough, below which runs of three words are looked up too. */
const FEW = 3;
/** Words that a printing of a part must have: fewer are said by anybody. */
const FEWEST = 4;
/** Statements of so many code units are compared whatever they share: it takes little time. */
const SHORT = 500;
/**
 * Share of the words' weight that a longer one must hold, which has some of them by chance. Of one
 * that is shorter than what is asked for, so much less. A comparison asks for twice as much at least.
 */
const LEAST_SHARE = 0.2;
/** Share of the shorter article's five-word runs that a copy has too. */
const COPY = 0.6;

/**
 * Every printing of the same words, the first printed first: verbatim, shortened or changed. What is
 * not found by the comparison of quotations is left out.
 */
export async function said(ledger: OpenLedger, words: string): Promise<readonly Printing[]> {
  const shares = await sharesOf(ledger, words);
  if (shares.size === 0) return [];
  const likely = await ledger.db
    .selectFrom("statements as s")
    .innerJoin("documents as d", "d.id", "s.document")
    .where("s.id", "in", [...shares.keys()])
    .select(HIT_COLUMNS)
    .execute();
  const rows = likely.filter(
    ({ statement, words: { length } }) =>
      length <= SHORT || shares.get(statement)! >= LEAST_SHARE * Math.min(1, length / words.length),
  );
  const elsewhere = await printingsOf(
    ledger,
    rows.map(({ document }) => document),
  );
  const index = indexSources(rows.map((row) => createDocument({ text: row.words })));
  const whole = indexSources([createDocument({ text: words })]);
  const checks = await checkInEach(words, claimOf(words), index, WITHOUT_NEAREST);
  const found: Printing[] = [];
  for (const [i, row] of rows.entries()) {
    const hit = hitOf(row);
    const compared =
      comparedBy(checks[i]!) ??
      (hit.quotation === "indirect" ? null : await comparePart(hit.words, words, whole));
    if (compared)
      for (const origin of [row, ...(elsewhere.get(hit.document) ?? [])]) {
        const { title, publisher, published, path, url } = origin;
        const printed = { ...hit, title, publisher, published, path, url };
        found.push({ hit: printed, ...compared, first: false, copyOf: null });
      }
  }
  found.sort(
    (a, b) =>
      (a.hit.published ?? "9999").localeCompare(b.hit.published ?? "9999") ||
      a.hit.statement - b.hit.statement,
  );
  const day = found[0]?.hit.published ?? null;
  const runs = await runsIn(
    ledger,
    found.map(({ hit }) => hit.document),
  );
  return found.map((printing, i) => {
    const earlier = found.findIndex(
      (one, k) =>
        k < i &&
        !isOnePage(one.hit, printing.hit) &&
        likeness(runs.get(one.hit.document)!, runs.get(printing.hit.document)!) >= COPY,
    );
    return {
      ...printing,
      first: day !== null && printing.hit.published === day,
      copyOf: earlier >= 0 ? found[earlier]!.hit.document : null,
    };
  });
}

/** Whether two statements stand in the same text of the same publisher at the same address. */
export const isOnePage = (a: Hit, b: Hit): boolean =>
  a.document === b.document && a.publisher === b.publisher && a.url === b.url;

type Compared = Pick<Printing, "wording" | "severity" | "differences" | "leftOut">;

/** Words as a quotation, whoever said them. */
const claimOf = (words: string): Claim => ({
  quotation: { start: 0, end: words.length },
  by: null,
  attributed: true,
});

/** What does not hold the words is no printing, and what comes nearest to them there is not asked. */
const WITHOUT_NEAREST = { nearest: false } as const;

/** What a check showed; null where the source does not hold the words. */
function comparedBy({ wording, severity, differences }: QuoteCheck): Compared | null {
  if (wording === "not-found" || wording === "unchecked") return null;
  return { wording, severity, differences, leftOut: [] };
}

/** A printing as a quotation of a part of the words asked for; null where it is none. */
async function comparePart(
  printed: string,
  asked: string,
  whole: SourceIndex,
): Promise<Compared | null> {
  const words = printed.replaceAll(/^[“"‘']+|[”"’']+$/gu, "");
  if (words.length >= asked.length || (words.match(/[\p{L}\p{N}]+/gu) ?? []).length < FEWEST)
    return null;
  const [check] = await checkClaims(words, [claimOf(words)], whole, WITHOUT_NEAREST);
  const compared = comparedBy(check!);
  const at = check!.found?.span;
  if (!compared || !at) return null;
  const shift = printed.indexOf(words);
  return {
    ...compared,
    // Compared the other way round.
    differences: compared.differences.map(({ draft: inPrinted, source, ...one }) => ({
      ...one,
      draft: source,
      source: { start: inPrinted.start + shift, end: inPrinted.end + shift },
    })),
    leftOut: [
      { start: 0, end: at.start },
      { start: at.end, end: asked.length },
    ].filter(({ start, end }) => /[\p{L}\p{N}]/u.test(asked.slice(start, end))),
  };
}

/**
 * Numbers of the statements that share most of these words, a word counting for more the fewer hold
 * it. Common words are left out: what is said in common words alone is found by its runs of words.
 */
export async function likeliest(ledger: OpenLedger, words: string): Promise<readonly number[]> {
  return [...(await sharesOf(ledger, words)).keys()];
}

/** The same, each with the share (0 to 1) of the words' weight that it holds. */
async function sharesOf(ledger: OpenLedger, words: string): Promise<ReadonlyMap<number, number>> {
  const all = words.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  const long = [...new Set(all)].filter((word) => word.length >= 4);
  const chosen = (long.length > 0 ? long : [...new Set(all)])
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST_WORDS);
  phrasesOf(words); // refuses what holds no word
  let rare = await rareOf(ledger, chosen);
  if (rare.length < FEW)
    rare = [...rare, ...(await rareOf(ledger, runsOfThree(all).slice(0, MOST_WORDS)))];
  if (rare.length === 0) return new Map();
  const weights = rare.map(({ count }) => 1 + Math.log(COMMON / count));
  const total = weights.reduce((sum, one) => sum + one, 0);
  const lists = rare.map(
    ({ phrase }, i) =>
      sql`select id, ${sql.lit(weights[i])} as weight from (${ledger.words.select({ phrases: [phrase] })}) as w`,
  );
  const { rows } = await sql<{ id: number; weight: number }>`
    select id, sum(weight) as weight from (${sql.join(lists, sql` union all `)}) as l
    group by id order by sum(weight) desc, id limit ${MOST_COMPARED}
  `.execute(ledger.db);
  return new Map(rows.map(({ id, weight }) => [id, weight / total]));
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
  // The rarest first, as many as can be looked up in time.
  let held = 0;
  return counted
    .filter(({ count }) => count > 0 && count <= COMMON)
    .sort((a, b) => a.count - b.count)
    .filter(({ count }, i) => (held += count) <= MOST_LOOKED_UP || i < FEW);
}

const runsOfThree = (words: readonly string[]): readonly string[] =>
  words.length < 3
    ? [words.join(" ")]
    : words.slice(2).map((_, i) => words.slice(i, i + 3).join(" "));

/** Of each document the hashes of its runs of words. */
async function runsIn(
  { db }: OpenLedger,
  documents: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
  if (documents.length === 0) return new Map();
  const texts = await db
    .selectFrom("documents")
    .select(["id", "text"])
    .where("id", "in", [...new Set(documents)])
    .execute();
  return new Map(texts.map(({ id, text }) => [id, runsOf(text)]));
}

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
