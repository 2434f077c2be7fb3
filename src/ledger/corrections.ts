import { bratOf } from "../export/brat.js";
import { decidedStatements } from "./review.js";
import { ledgerError, type OpenLedger } from "./open.js";
import type { StatementSpans } from "./standing.js";

/** A file of the corrections' archive. */
export interface CorrectionsFile {
  readonly path: string;
  readonly text: string;
}

/** The annotator that files are named after, four characters as in PolNeAR. */
const ANNOTATOR = "desk";

/**
 * The documents on which people have decided, as PolNeAR has its articles: `text/NAME.txt` and
 * `attributions/NAME_desk.ann`, one document held at a time. Rejected statements are left out; those
 * that nobody has looked at are in, with a note that says so, for a training run to keep or drop.
 */
export async function* correctionsOf(ledger: OpenLedger): AsyncGenerator<CorrectionsFile> {
  const { db } = ledger;
  try {
    const decided = await decidedStatements(ledger);
    const documents = new Set<string>();
    for (const table of ["statements", "rejected"] as const)
      for (const id of decided) {
        const row = await db
          .selectFrom(table)
          .select("document")
          .where("id", "=", id)
          .executeTakeFirst();
        if (row) documents.add(row.document);
      }
    for (const id of [...documents].sort()) {
      const { text } = await db
        .selectFrom("documents")
        .select("text")
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
      const rows = await db
        .selectFrom("statements")
        .select(["id", "spans", "speaker"])
        .where("document", "=", id)
        .orderBy("start")
        .orderBy("id")
        .execute();
      const name = id.replace(/^sha256:/u, "").slice(0, 16);
      yield { path: `text/${name}.txt`, text };
      yield {
        path: `attributions/${name}_${ANNOTATOR}.ann`,
        text: bratOf(
          text,
          rows.map((row) => ({
            ...(JSON.parse(row.spans) as StatementSpans),
            note: [
              decided.has(row.id) ? null : "not reviewed",
              row.speaker === null ? null : `speaker: ${row.speaker}`,
            ]
              .filter((one) => one !== null)
              .join("; "),
          })),
        ),
      };
    }
  } catch (cause) {
    throw ledgerError(cause, ledger);
  }
}
