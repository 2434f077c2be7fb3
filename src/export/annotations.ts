import { codePointIndex, type CodePointIndex } from "../text/offsets.js";
import { sliceSpan, type Span } from "../text/span.js";
import { jsonList } from "./json-list.js";
import type { ExportStatement } from "./statement.js";
import { documentUrn, statementUrn } from "./urn.js";

/** Code units of context on each side. */
const CONTEXT_LENGTH = 32;
const ROLES = ["source", "cue", "content"] as const;

/**
 * Statements as a W3C Web Annotation page (https://www.w3.org/TR/annotation-model/): an annotation
 * for each of source, cue and content, tagged with its role and linked to its statement. Each piece
 * of a broken part is a target of its own, selected both by position (in Unicode code points of the
 * document's text, as the model counts) and by its words with those around. Where the document has
 * an address, or was printed at several, each page is a target too, by words alone: positions count into the text that was read,
 * not into the page. Throws `TypeError` for a statement without its document's text.
 */
export function annotations(rows: AsyncIterable<ExportStatement>): AsyncGenerator<string> {
  const head = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    id: "urn:uuid:6f6e7265-636f-8264-8061-6e6e6f746174",
    type: "AnnotationPage",
    startIndex: 0,
  };
  return jsonList(head, "items", items(rows));
}

async function* items(rows: AsyncIterable<ExportStatement>): AsyncGenerator<object> {
  let indexed = { text: "", index: codePointIndex("") };
  for await (const row of rows) {
    const { text } = row;
    if (text === undefined)
      throw new TypeError(`statement ${row.statement}: an annotation needs its document's text`);
    // Statements come document by document: one index at a time.
    if (indexed.text !== text) indexed = { text, index: codePointIndex(text) };
    const { index } = indexed;
    for (const role of ROLES) {
      const spans = row.spans[role].filter((one) => one.end > one.start);
      if (spans.length === 0) continue;
      yield {
        id: statementUrn(row, role),
        type: "Annotation",
        motivation: "tagging",
        body: bodies(row, role),
        target: spans.flatMap((span) => targets(row, text, span, index)),
      };
    }
  }
}

function bodies(row: ExportStatement, role: (typeof ROLES)[number]): readonly object[] {
  const tag = (value: string, purpose = "tagging"): object => ({
    type: "TextualBody",
    purpose,
    value,
    format: "text/plain",
  });
  return [
    tag(role),
    { type: "SpecificResource", purpose: "linking", source: statementUrn(row) },
    ...(role === "source" && row.speaker ? [tag(row.speaker.name, "identifying")] : []),
    ...(role === "content" ? [tag(row.act, "classifying"), tag(row.quotation, "classifying")] : []),
  ];
}

function targets(
  row: ExportStatement,
  text: string,
  span: Span,
  index: CodePointIndex,
): readonly object[] {
  const quote = {
    type: "TextQuoteSelector",
    exact: sliceSpan(text, span),
    prefix: text.slice(boundary(text, Math.max(0, span.start - CONTEXT_LENGTH)), span.start),
    suffix: text.slice(span.end, boundary(text, Math.min(text.length, span.end + CONTEXT_LENGTH))),
  };
  const position = {
    type: "TextPositionSelector",
    start: index.toCodePoints(span.start),
    end: index.toCodePoints(span.end),
  };
  const read = {
    type: "SpecificResource",
    source: { id: documentUrn(row.document), type: "Text", format: "text/plain" },
    selector: [position, quote],
  };
  const pages = new Set([row.document, ...row.document.alsoIn].map(({ url }) => url));
  pages.delete(null);
  return [
    read,
    ...[...pages].map((source) => ({ type: "SpecificResource", source, selector: quote })),
  ];
}

/** Never between the halves of a pair: what is cut there is no text. */
function boundary(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return at > 0 && at < text.length && unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
