import { InputError } from "../errors.js";
import type { Claim } from "../quotecheck/index.js";
import { createDocument, type TextDocument } from "../text/document.js";
import { positions } from "../text/segment.js";

/** Quotations that somebody claims, laid out as a document of one line each so that each has a place. */
export interface ClaimedQuotations {
  readonly document: TextDocument;
  readonly claims: readonly Claim[];
  /** Line and column, from 1, of the quotation in the file that claims it. */
  readonly at: (offset: number) => { readonly line: number; readonly column: number };
}

/** Classes of LangExtract's extractions that are words somebody said. */
const SAID = /quot|statement|utterance|remark|claim|said|speech|dialog/iu;

/**
 * Reads quotations and speakers from JSON: a list of `{quotation, speaker}` (also `text`, `quote`;
 * `by`, `source`), or LangExtract's output (`extractions` with `extraction_text` and `attributes`),
 * as one value or a line each. Untrusted: whatever else the file says is not looked at.
 */
export function parseClaims(text: string, name: string): ClaimedQuotations {
  const claims: Claim[] = [];
  let lines = "";
  const starts: number[] = [];
  const find = stringFinder(text);
  const all = records(text, name);
  const classOf = (one: Fields): string => first(one, ["extraction_class"]) ?? "";
  const some = all.filter((one) => SAID.test(classOf(one)));
  for (const one of some.length > 0 ? some : all) {
    const words = first(one, ["quotation", "quote", "text", "extraction_text"]);
    if (words === null) continue;
    const attributes = isRecord(one["attributes"]) ? one["attributes"] : {};
    const by =
      first(one, ["speaker", "by", "source", "saidBy"]) ??
      first(attributes, ["speaker", "by", "source", "name"]);
    const trimmed = words
      .trim()
      .replace(/^[“"«]/u, "")
      .replace(/[”"»]$/u, "");
    if (trimmed === "") continue;
    claims.push({
      quotation: { start: lines.length, end: lines.length + trimmed.length },
      by,
      attributed: true,
    });
    lines += `${trimmed}\n`;
    starts.push(find(words) + Math.max(0, words.indexOf(trimmed)));
  }
  if (claims.length === 0)
    throw new InputError(
      name,
      'holds no quotations; give a list of {"quotation": …, "speaker": …}',
    );
  const place = positions(text);
  const at = (offset: number): ReturnType<typeof place> => {
    let i = claims.findLastIndex(({ quotation }) => quotation.start <= offset);
    i = Math.max(0, i);
    return place(starts[i]! + offset - claims[i]!.quotation.start);
  };
  return { document: createDocument({ text: lines, path: name }), claims, at };
}

/** Finds strings of a JSON text in their order: the offset of the first character inside the marks. */
function stringFinder(text: string): (value: string) => number {
  const strings = text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"/gu);
  let last = 0;
  return (value) => {
    for (let one = strings.next(); !one.done; one = strings.next()) {
      const { 0: literal, index } = one.value;
      if (literal.length < value.length || parsed(literal) !== value) continue;
      last = index + 1;
      break;
    }
    return last;
  };
}

function parsed(literal: string): unknown {
  try {
    return JSON.parse(literal);
  } catch {
    return null; // no string of the file's: it was read as JSON before
  }
}

type Fields = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function first(one: Fields, keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = one[key];
    if (typeof value === "string" && value !== "") return value;
    // A quotation in the form that `check` itself writes.
    if (isRecord(value) && typeof value["text"] === "string") return value["text"];
  }
  return null;
}

function records(text: string, name: string): Fields[] {
  const parse = (piece: string): unknown => {
    try {
      return JSON.parse(piece);
    } catch (cause) {
      const problem = cause instanceof Error ? cause.message : String(cause);
      throw new InputError(name, `is not JSON (${problem})`, { cause });
    }
  };
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const isLines =
    lines.length > 1 && lines.every((line) => line.startsWith("{") && line.trimEnd().endsWith("}"));
  const roots = isLines ? lines.map(parse) : [parse(text)];
  return roots.flatMap(listOf);
}

function listOf(value: unknown): Fields[] {
  if (Array.isArray(value)) return value.flatMap(listOf);
  if (!isRecord(value)) return [];
  for (const key of ["extractions", "quotations", "quotes", "checks", "items"])
    if (Array.isArray(value[key])) return listOf(value[key]);
  return [value];
}
