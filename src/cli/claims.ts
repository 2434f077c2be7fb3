import { InputError } from "../errors.js";
import type { Claim } from "../quotecheck/index.js";
import { createDocument, type TextDocument } from "../text/document.js";

/** Quotations that somebody claims, laid out as a document of one line each so that each has a place. */
export interface ClaimedQuotations {
  readonly document: TextDocument;
  readonly claims: readonly Claim[];
}

/**
 * Reads quotations and speakers from JSON: a list of `{quotation, speaker}` (also `text`, `quote`;
 * `by`, `source`), or LangExtract's output (`extractions` with `extraction_text` and `attributes`),
 * as one value or a line each. Untrusted: whatever else the file says is not looked at.
 */
export function parseClaims(text: string, name: string): ClaimedQuotations {
  const claims: Claim[] = [];
  let lines = "";
  for (const one of records(text, name)) {
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
  }
  if (claims.length === 0)
    throw new InputError(
      name,
      'holds no quotations; give a list of {"quotation": …, "speaker": …}',
    );
  return { document: createDocument({ text: lines, path: name }), claims };
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
