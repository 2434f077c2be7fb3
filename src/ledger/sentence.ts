import { sentencesAt } from "../text/segment.js";
import { hull, type Span } from "../text/span.js";
import type { Origin } from "../text/document.js";
import type { OpenLedger } from "./open.js";
import { printingsOf } from "./printings.js";
import type { Hit } from "./search.js";

/** A statement with the sentence, or sentences, that it stands in. */
export interface FoundStatement extends Hit {
  /** Whole, with who said it and how, as far as that stands there; spans count as everywhere. */
  readonly sentence: Span & { readonly text: string };
  /** Where else its document's text was printed, to the letter. */
  readonly alsoIn: readonly Origin[];
}

/** Adds the sentences around statements, and where else they were printed; holds the texts of their documents one at a time. */
export async function withSentences(
  ledger: OpenLedger,
  hits: readonly Hit[],
): Promise<readonly FoundStatement[]> {
  const documents = [...new Set(hits.map((hit) => hit.document))];
  if (documents.length === 0) return [];
  const rows = await ledger.db
    .selectFrom("documents")
    .select(["id", "text"])
    .where("id", "in", documents)
    .execute();
  const elsewhere = await printingsOf(ledger, documents);
  const texts = new Map(rows.map(({ id, text }) => [id, text]));
  return hits.map((hit) => ({
    ...hit,
    sentence: around(texts.get(hit.document)!, hit.content),
    alsoIn: elsewhere.get(hit.document) ?? [],
  }));
}

/** The sentences of the paragraph that the spans touch. */
function around(text: string, spans: readonly Span[]): FoundStatement["sentence"] {
  const place = hull(spans);
  const before = text.lastIndexOf("\n\n", place.start);
  const after = text.indexOf("\n\n", place.end);
  const paragraph = { start: before < 0 ? 0 : before + 2, end: after < 0 ? text.length : after };
  const touched = sentencesAt(text, paragraph, place);
  const span = touched.length > 0 ? hull([place, ...touched]) : place;
  return { ...span, text: text.slice(span.start, span.end) };
}
