import { sql } from "kysely";
import { NEAR, sentencesAt, sentencesNear } from "../text/segment.js";
import { hull, type Span } from "../text/span.js";
import type { Origin } from "../text/document.js";
import type { Hit } from "./hits.js";
import type { OpenLedger } from "./open.js";
import { printingsOf } from "./printings.js";

/** A statement with the sentence, or sentences, that it stands in. */
export interface FoundStatement extends Hit {
  /** Whole, with who said it and how, as far as that stands there; spans count as everywhere. */
  readonly sentence: Span & { readonly text: string };
  /** Where else its document's text was printed, to the letter. */
  readonly alsoIn: readonly Origin[];
}

/** Adds the sentences around statements, and where else they were printed. */
export async function withSentences(
  ledger: OpenLedger,
  hits: readonly Hit[],
): Promise<readonly FoundStatement[]> {
  if (hits.length === 0) return [];
  const sentences = await sentencesOf(ledger, hits);
  const elsewhere = await printingsOf(
    ledger,
    hits.map(({ document }) => document),
  );
  return hits.map((hit) => ({
    ...hit,
    sentence: sentences.get(hit)!,
    alsoIn: elsewhere.get(hit.document) ?? [],
  }));
}

type Sentence = FoundStatement["sentence"];

/** Of each document only as much is fetched as shows its statements' sentences, unless that is not enough. */
async function sentencesOf(
  ledger: OpenLedger,
  hits: readonly Hit[],
): Promise<ReadonlyMap<Hit, Sentence>> {
  const out = new Map<Hit, Sentence>();
  const windows = await windowsOf(ledger, hits);
  const left = hits.filter((hit) => {
    const window = windows.get(hit.document);
    const sentence = window && aroundIn(window, hit.content);
    if (sentence) out.set(hit, sentence);
    return !sentence;
  });
  if (left.length === 0) return out;
  const rows = await ledger.db
    .selectFrom("documents")
    .select(["id", "text"])
    .where("id", "in", [...new Set(left.map(({ document }) => document))])
    .execute();
  const texts = new Map(rows.map(({ id, text }) => [id, text]));
  for (const hit of left) out.set(hit, around(texts.get(hit.document)!, hit.content));
  return out;
}

/** A stretch of a text that begins at `from` in it. */
interface Window {
  readonly text: string;
  readonly from: number;
  /** It reaches the end of the text. */
  readonly ends: boolean;
}

/** Characters before a document's first statement, and behind its last, that are fetched with them. */
const BEFORE = NEAR + 100;
const BEHIND = NEAR + 300;

/** Of each document the stretch in which its statements stand, where it is sure which stretch that is. */
async function windowsOf(
  { db, words }: OpenLedger,
  hits: readonly Hit[],
): Promise<ReadonlyMap<string, Window>> {
  const ids = words.these(hits.map(({ statement }) => statement));
  const { rows } = await sql<{ id: string; first: number; asked: number; text: string }>`
    select d.id, w.first, w.asked, substr(d.text, w.first + 1, w.asked) as text
    from (
      select document, first, last - first + ${sql.lit(BEHIND)} as asked from (
        select document, max(start + length(words)) as last,
          case when min(start) > ${sql.lit(BEFORE)} then min(start) - ${sql.lit(BEFORE)} else 0 end as first
        from statements where id in (${ids}) group by document
      ) as s
    ) as w
    join documents as d on d.id = w.document
  `.execute(db);
  const inside = new Map<string, Hit[]>();
  for (const hit of hits) inside.set(hit.document, [...(inside.get(hit.document) ?? []), hit]);
  const out = new Map<string, Window>();
  for (const { id, first: from, asked, text } of rows)
    if (isAt(from, text, inside.get(id)!)) out.set(id, { text, from, ends: text.length < asked });
  return out;
}

/**
 * Whether a stretch begins at `from` in its text. A database counts code points: behind characters of
 * two code units a stretch lies further on than was asked for, and all words stand further to the left
 * in it. So they must stand where they should, and those of one nowhere before.
 */
function isAt(from: number, text: string, hits: readonly Hit[]): boolean {
  let sure = false;
  for (const { words, content } of hits) {
    const [{ start, end }] = content as readonly [Span];
    const first = words.slice(0, end - start);
    if (!text.startsWith(first, start - from)) return false;
    sure ||= text.indexOf(first) === start - from;
  }
  return sure;
}

/** The sentences of the paragraph that the spans touch. */
function around(text: string, spans: readonly Span[]): Sentence {
  const place = hull(spans);
  const paragraph = { start: beginOf(text, place) ?? 0, end: endOf(text, place) ?? text.length };
  return sentence(text, [place, ...sentencesAt(text, paragraph, place)]);
}

/** The same from a stretch of the text; null where it may not show all that counts. */
function aroundIn({ text, from, ends }: Window, spans: readonly Span[]): Sentence | null {
  const whole = hull(spans);
  const place = { start: whole.start - from, end: whole.end - from };
  const begin = beginOf(text, place);
  const end = endOf(text, place);
  // `sentencesNear` looks so far to either side, and on to the white space before.
  const begins = from === 0 || begin !== null || /\s/u.test(text.slice(1, Math.max(1, place.start - NEAR))); // prettier-ignore
  const isWhole = begins && (ends || end !== null || place.end + NEAR < text.length);
  const touched =
    isWhole && sentencesNear(text, { start: begin ?? 0, end: end ?? text.length }, place);
  return touched ? sentence(text, [place, ...touched], from) : null;
}

function sentence(text: string, spans: readonly Span[], from = 0): Sentence {
  const { start, end } = hull(spans);
  return { start: start + from, end: end + from, text: text.slice(start, end) };
}

/** Where the paragraph of a place begins and ends; null at the ends of the text. */
function beginOf(text: string, place: Span): number | null {
  const at = text.lastIndexOf("\n\n", place.start);
  return at < 0 ? null : at + 2;
}
function endOf(text: string, place: Span): number | null {
  const at = text.indexOf("\n\n", place.end);
  return at < 0 ? null : at;
}
