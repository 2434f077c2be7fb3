import type { Kysely, Selectable } from "kysely";
import { quotationKind } from "../attribution/attribute.js";
import { findQuotations } from "../text/quotation.js";
import { paragraphs, positions } from "../text/segment.js";
import type { Span } from "../text/span.js";
import type { LedgerEvent } from "./events.js";
import { knownName, recount } from "./name-table.js";
import { STATEMENT_COLUMNS } from "./rows.js";
import type { LedgerTables, StatementRow } from "./schema.js";
import { facetsOf } from "./words.js";

type Row = Selectable<StatementRow>;

/** The places of a statement's parts; UTF-16 code units of the document's text. */
export interface StatementSpans {
  readonly source: readonly Span[];
  readonly cue: readonly Span[];
  readonly content: readonly Span[];
}

/** Who said it; kind and title as the documents give them. */
export interface StatementSpeaker {
  readonly name: string;
  readonly kind: string | null;
  readonly title: string | null;
  /** Left out by decisions of before it was kept. */
  readonly affiliation?: string | null;
}

/** What people may decide of a statement. */
export interface Standing {
  readonly speaker: StatementSpeaker | null;
  readonly spans: StatementSpans;
  readonly rejected: boolean;
}

export const standingOf = (row: Row, rejected: boolean): Standing => ({
  speaker:
    row.speaker === null
      ? null
      : {
          name: row.speaker,
          kind: row.speaker_kind,
          title: row.speaker_title,
          affiliation: row.speaker_affiliation,
        },
  spans: JSON.parse(row.spans) as StatementSpans,
  rejected,
});

/** A statement's row, whether it stands or was rejected; null where there is none. */
export async function rowOf(
  db: Kysely<LedgerTables>,
  id: number,
): Promise<{ readonly row: Row; readonly rejected: boolean } | null> {
  for (const table of ["statements", "rejected"] as const) {
    const row = await db
      .selectFrom(table)
      .select(STATEMENT_COLUMNS)
      .where("id", "=", id)
      .executeTakeFirst();
    if (row) return { row, rejected: table === "rejected" };
  }
  return null;
}

/**
 * Makes a statement's row what its decisions make of it: as it was read, then each that was not
 * taken back, in order. `decisions` are all there are about it, the oldest first.
 */
export async function project(
  db: Kysely<LedgerTables>,
  id: number,
  decisions: readonly LedgerEvent[],
): Promise<void> {
  const found = await rowOf(db, id);
  const [first] = decisions;
  if (!found || !first) return;
  let now = first.before as Standing;
  for (const { after, undone } of decisions)
    if (!undone) now = { ...now, ...(after as Partial<Standing>) };
  await toTable(db, id, now.rejected, found.rejected);
  await change(db, found.row, now);
}

async function toTable(
  db: Kysely<LedgerTables>,
  id: number,
  rejected: boolean,
  was: boolean,
): Promise<void> {
  if (rejected === was) return;
  const [from, to] = rejected
    ? (["statements", "rejected"] as const)
    : (["rejected", "statements"] as const);
  const row = await db
    .selectFrom(from)
    .select(STATEMENT_COLUMNS)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  await db.deleteFrom(from).where("id", "=", id).execute();
  await db.insertInto(to).values(row).execute();
}

async function change(
  db: Kysely<LedgerTables>,
  row: Row,
  { speaker, spans, rejected }: Standing,
): Promise<void> {
  const moved = row.spans !== JSON.stringify(spans);
  const { text, kind, published } = await db
    .selectFrom("documents")
    .select(["text", "kind", "published"])
    .where("id", "=", row.document)
    .executeTakeFirstOrThrow();
  const words = (parts: readonly Span[]): string =>
    parts.map(({ start, end }) => text.slice(start, end)).join(" … ");
  // A transcript's turn is direct without quotation marks.
  const quotation =
    moved && kind === "article"
      ? quotationKind(text, spans.content, { quotations: findQuotations(text, paragraphs(text)) })
      : row.quotation;
  const name = speaker === null ? null : await knownName(db, speaker.name);
  await db
    .updateTable(rejected ? "rejected" : "statements")
    .set({
      speaker: speaker?.name ?? null,
      speaker_kind: speaker?.kind ?? null,
      speaker_title: speaker?.title ?? null,
      speaker_affiliation: speaker?.affiliation ?? null,
      quotation,
      facets: facetsOf({ act: row.act, quotation }, published, name),
      ...(moved && {
        source: words(spans.source),
        cue: words(spans.cue),
        words: words(spans.content),
        start: spans.content[0]!.start,
        spans: JSON.stringify(spans),
        ...positions(text)(spans.content[0]!.start),
      }),
    })
    .where("id", "=", row.id)
    .execute();
  await recount(db, [row.speaker, speaker?.name ?? null]);
  // A promise that bound the speaker binds whoever the speaker turned out to be.
  if (row.speaker !== null && speaker !== null && row.speaker !== speaker.name)
    await db
      .updateTable("commitments")
      .set({ by: speaker.name })
      .where("document", "=", row.document)
      .where("attribution", "=", row.attribution)
      .where("by", "=", row.speaker)
      .execute();
}
