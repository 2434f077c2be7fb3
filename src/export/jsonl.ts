import type { ExportCommitment, ExportStatement } from "./statement.js";

/** Statements as JSON Lines, schema `onrecord/statement@1`; without the documents' texts. */
export async function* statementLines(
  rows: AsyncIterable<ExportStatement>,
): AsyncGenerator<string> {
  for await (const row of rows)
    yield `${JSON.stringify({ schema: "onrecord/statement@1", ...withoutText(row) })}\n`;
}

/** Promises as JSON Lines, schema `onrecord/commitment@1`. */
export async function* commitmentLines(
  rows: AsyncIterable<ExportCommitment>,
): AsyncGenerator<string> {
  for await (const row of rows)
    yield `${JSON.stringify({ schema: "onrecord/commitment@1", ...row, statement: withoutText(row.statement) })}\n`;
}

function withoutText(row: ExportStatement): object {
  return { ...row, text: undefined }; // which JSON leaves out
}
