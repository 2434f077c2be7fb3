import type { Transaction } from "kysely";
import type { Reading } from "../read.js";
import { positions } from "../text/segment.js";
import type { Span } from "../text/span.js";
import type { LedgerTables } from "./schema.js";
import { facetsOf } from "./words.js";

/** Databases bind a bounded number of values in one statement. */
const ROWS_AT_ONCE = 500;

/** Columns of a statement, but for what a database keeps for its index. */
export const STATEMENT_COLUMNS = [
  "id", "document", "attribution", "speaker", "speaker_kind", "speaker_title",
  "speaker_affiliation", "source", "cue", "words", "act", "quotation", "addressee", "hearsay", "negated", "score", "speaker_score", "start", "spans", "line",
  "column", "facets",
] as const; // prettier-ignore

/** A reading as rows of the tables, without their numbers. */
export type ReadingRows = ReturnType<typeof rowsOf>;

/** The reading's rows; `names` gives the number of each speaker's name. */
export function rowsOf(reading: Reading, names: ReadonlyMap<string, number>) {
  const { document } = reading;
  const speakers = new Map(reading.speakers.map((speaker) => [speaker.id, speaker]));
  const words = (spans: readonly Span[]): string =>
    spans.map((s) => document.text.slice(s.start, s.end)).join(" … ");
  const at = positions(document.text);
  return {
    statements: reading.attributions.map((one) => {
      const speaker = one.speaker === null ? undefined : speakers.get(one.speaker);
      const start = one.content[0]!.start;
      return {
        document: document.id,
        attribution: one.id,
        speaker: speaker?.name ?? null,
        speaker_kind: speaker?.kind ?? null,
        speaker_title: speaker?.title ?? null,
        speaker_affiliation: speaker?.affiliation ?? null,
        source: words(one.source),
        cue: words(one.cue),
        words: words(one.content),
        act: one.act,
        quotation: one.quotation,
        addressee: one.to,
        hearsay: Number(one.hearsay),
        negated: Number(one.negated),
        score: one.score,
        speaker_score: one.speaker === null ? 1 : one.resolved.score,
        start,
        spans: JSON.stringify({
          source: one.source,
          cue: one.cue,
          content: one.content,
          ...(one.deadline && { deadline: one.deadline }),
        }),
        ...at(start),
        facets: facetsOf(one, document.published, speaker ? names.get(speaker.name)! : null),
      };
    }),
    commitments: reading.commitments.map((one) => ({
      document: document.id,
      attribution: one.attribution,
      by: one.by,
      action: words([one.action]),
      deadline: one.deadline?.text ?? null,
      due: one.deadline?.date ?? null,
      condition: one.condition ? words([one.condition]) : null,
    })),
    exchanges: reading.exchanges.map((one) => ({
      document: document.id,
      question: JSON.stringify(one.question),
      answer: JSON.stringify(one.answer),
      reply: one.reply,
    })),
  };
}

/** Inserts rows, however many. */
export async function insertAll<T extends "statements" | "commitments" | "exchanges">(
  tx: Transaction<LedgerTables>,
  table: T,
  rows: ReadingRows[T],
): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
    await tx
      .insertInto(table as "statements")
      .values(rows.slice(at, at + ROWS_AT_ONCE) as ReadingRows["statements"])
      .execute();
}
