import type { Cell, Column } from "./columns.js";

/**
 * What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection"), the full-width
 * forms that some take too among them.
 */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/u;

/**
 * A table as CSV (RFC 4180): a header, CRLF, cells quoted where they must be. A cell of words that
 * a spreadsheet would run as a formula gets a `'` before it; null is an empty cell.
 */
export async function* csv<Row>(
  columns: readonly Column<Row>[],
  rows: AsyncIterable<Row>,
): AsyncGenerator<string> {
  yield line(columns.map(({ name }) => name));
  for await (const row of rows) yield line(columns.map(({ of }) => of(row)));
}

const line = (cells: readonly Cell[]): string => `${cells.map(written).join(",")}\r\n`;

function written(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
