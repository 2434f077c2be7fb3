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
import { type Hit, HIT_COLUMNS, hitOf, matchExpression } from "./search.js";

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
/** Rare words that decide which statements are compared. */
const MOST_WORDS = 12;
/** Share of the shorter article's five-word runs that a copy has too. */
const COPY = 0.6;

/**
 * Every printing of the same words, the first printed first: verbatim, shortened or changed. What is
 * not found by the comparison of quotations is left out.
 */
export async function said(ledger: OpenLedger, words: string): Promise<readonly Printing[]> {
  const rare = [
    ...new Set(words.match(/[\p{L}\p{N}]{4,}/gu) ?? words.match(/[\p{L}\p{N}]+/gu) ?? []),
  ]
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST_WORDS);
  const match = matchExpression(rare.join(" "), "OR");
  const rows = await ledger.db
    .selectFrom("statements as s")
    .innerJoin("documents as d", "d.id", "s.document")
    .innerJoin(sql<{ rowid: number; rank: number }>`statement_words`.as("w"), (join) =>
      join.on(sql`w.rowid`, "=", sql.ref("s.id")),
    )
    .where(sql<boolean>`statement_words match ${match}`)
    .select([...HIT_COLUMNS, "d.text"])
    .orderBy(sql`w.rank`)
    .limit(MOST_COMPARED)
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
