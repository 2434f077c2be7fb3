import { sql } from "kysely";
import type { Reading } from "../read.js";
import type { Span } from "../text/span.js";
import { ledgerError, type OpenLedger } from "./open.js";
import { inTransaction } from "./transaction.js";

export interface Recorded {
  /** False where the ledger held the same text already: nothing was changed. */
  readonly added: boolean;
  readonly statements: number;
}

/** SQLite binds a bounded number of values in one statement. */
const ROWS_AT_ONCE = 500;

/**
 * Records a reading, all of it or nothing. The same text is one document: recording it again
 * changes nothing. `now` is the time of recording, ISO 8601.
 */
export async function record(ledger: OpenLedger, reading: Reading, now: string): Promise<Recorded> {
  const { document, attributions, commitments } = reading;
  const speakers = new Map(reading.speakers.map((speaker) => [speaker.id, speaker]));
  const words = (spans: readonly Span[]): string =>
    spans.map((s) => document.text.slice(s.start, s.end)).join(" … ");
  try {
    return await inTransaction(ledger.db, async (tx) => {
      const { numInsertedOrUpdatedRows } = await tx
        .insertInto("documents")
        .values({
          id: document.id,
          kind: document.kind,
          title: document.title,
          publisher: document.publisher,
          author: document.author,
          published: document.published,
          path: document.path,
          url: document.url,
          text: document.text,
          recorded: now,
        })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .executeTakeFirstOrThrow();
      if (numInsertedOrUpdatedRows === 0n) return { added: false, statements: 0 };
      const rows = attributions.map((one) => {
        const speaker = one.speaker === null ? undefined : speakers.get(one.speaker);
        return {
          document: document.id,
          attribution: one.id,
          speaker: speaker?.name ?? null,
          speaker_kind: speaker?.kind ?? null,
          speaker_title: speaker?.title ?? null,
          source: words(one.source),
          cue: words(one.cue),
          words: words(one.content),
          act: one.act,
          quotation: one.quotation,
          addressee: one.to,
          hearsay: Number(one.hearsay),
          negated: Number(one.negated),
          score: one.score,
          start: one.content[0]!.start,
          spans: JSON.stringify({ source: one.source, cue: one.cue, content: one.content }),
        };
      });
      for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
        await tx
          .insertInto("statements")
          .values(rows.slice(at, at + ROWS_AT_ONCE))
          .execute();
      const promises = commitments.map((one) => ({
        document: document.id,
        attribution: one.attribution,
        by: one.by,
        action: words([one.action]),
        deadline: one.deadline?.text ?? null,
        due: one.deadline?.date ?? null,
        condition: one.condition ? words([one.condition]) : null,
      }));
      if (promises.length > 0) await tx.insertInto("commitments").values(promises).execute();
      const asked = reading.exchanges.map((one) => ({
        document: document.id,
        question: JSON.stringify(one.question),
        answer: JSON.stringify(one.answer),
        reply: one.reply,
      }));
      for (let at = 0; at < asked.length; at += ROWS_AT_ONCE)
        await tx
          .insertInto("exchanges")
          .values(asked.slice(at, at + ROWS_AT_ONCE))
          .execute();
      return { added: true, statements: rows.length };
    });
  } catch (cause) {
    throw ledgerError(cause, ledger.location);
  }
}

/** Documents and statements that the ledger holds. */
export async function countAll(
  ledger: OpenLedger,
): Promise<{ documents: number; statements: number }> {
  const { documents } = await ledger.db
    .selectFrom("documents")
    .select(sql<number>`count(*)`.as("documents"))
    .executeTakeFirstOrThrow();
  const { statements } = await ledger.db
    .selectFrom("statements")
    .select(sql<number>`count(*)`.as("statements"))
    .executeTakeFirstOrThrow();
  return { documents, statements };
}
