import { sql } from "kysely";
import { InputError, MissingError } from "../errors.js";
import { paragraphs } from "../text/segment.js";
import { hull, overlaps, type Span, trimSpan } from "../text/span.js";
import { append, type Decision, eventsOf, type LedgerEvent, VERDICTS } from "./events.js";
import { ledgerError, type OpenLedger } from "./open.js";
import { type Hit, HIT_COLUMNS, hitOf } from "./hits.js";
import {
  rowOf,
  type Standing,
  standingOf,
  type StatementSpans,
  type StatementSpeaker,
} from "./standing.js";

/** A stretch of a document, with its paragraphs. Spans count into the document. */
export interface Passage extends Span {
  readonly text: string;
  readonly paragraphs: readonly Span[];
}

/** A statement laid before somebody who decides whether it is right. */
export interface Case {
  readonly hit: Hit;
  readonly spans: StatementSpans;
  readonly kind: string | null;
  /** How sure the program was of the speaker (0 to 1); 1 where it named nobody. */
  readonly speakerScore: number;
  /** The paragraphs that it stands in and one on each side, as they are in the document. */
  readonly passage: Passage;
  /** Names that the document gives speakers, in alphabetical order. */
  readonly speakers: readonly string[];
  /** What was decided of it, the oldest first. */
  readonly decisions: readonly LedgerEvent[];
}

/** Statements that nobody has decided on, those first whose words and speaker are least sure together. */
export async function toReview(
  ledger: OpenLedger,
  { limit = 20, offset = 0 }: { limit?: number; offset?: number } = {},
): Promise<readonly Case[]> {
  try {
    const decided = [...(await decidedStatements(ledger))];
    let find = cases(ledger);
    if (decided.length > 0)
      // Written out: databases bind fewer values than people may decide on.
      find = find.where(sql<boolean>`s.id not in (${sql.join(decided.map((id) => sql.lit(id)))})`);
    const rows = await find
      .orderBy(sql`s.score * s.speaker_score`) // the index's own expression
      .orderBy("s.id")
      .limit(limit)
      .offset(offset)
      .execute();
    return await Promise.all(rows.map((row) => caseOf(ledger, row, [])));
  } catch (cause) {
    throw ledgerError(cause, ledger);
  }
}

/** One statement, decided or not; throws `InputError` where it is not on record, or rejected. */
export async function reviewCase(ledger: OpenLedger, statement: number): Promise<Case> {
  const row = await cases(ledger).where("s.id", "=", statement).executeTakeFirst();
  if (!row)
    throw (await rowOf(ledger.db, statement))
      ? new InputError(`statement ${statement}`, "was rejected; take that back first")
      : notThere(statement);
  const events = await eventsOf(ledger);
  return caseOf(ledger, row, events.filter((event) => isAbout(event, statement))); // prettier-ignore
}

/** Statements on record that people have decided on; what was taken back does not count. */
export async function decidedStatements(ledger: OpenLedger): Promise<ReadonlySet<number>> {
  const out = new Set<number>();
  for (const { what, subject, undone } of await eventsOf(ledger))
    if (!undone && VERDICTS.some((one) => one === what)) out.add(Number(subject));
  return out;
}

/** What somebody makes of a statement. A `correct` changes what it names and leaves the rest. */
export type Judgement =
  | { readonly verdict: "accept" | "reject" }
  | {
      readonly verdict: "correct";
      /** Another speaker's name; null: nobody that the text names. */
      readonly speaker?: string | null;
      readonly spans?: StatementSpans;
    };

/** Records what somebody makes of a statement; returns the event's number. */
export async function judge(
  ledger: OpenLedger,
  statement: number,
  judgement: Judgement,
  decision: Decision,
): Promise<number> {
  const found = await rowOf(ledger.db, statement);
  if (!found) throw notThere(statement);
  const { row, rejected } = found;
  const before = standingOf(row, rejected);
  let after: Partial<Standing> = { rejected: judgement.verdict === "reject" };
  if (judgement.verdict === "correct") {
    const { speaker, spans } = judgement;
    if (speaker === undefined && spans === undefined)
      throw new InputError(
        `statement ${statement}`,
        "is corrected in nothing; give speaker or spans",
      );
    if (speaker?.trim() === "")
      throw new InputError("speaker", "has no letters; give a name, or null for nobody");
    if (speaker !== undefined)
      after = {
        ...after,
        speaker: speaker === null ? null : await named(ledger, speaker.trim(), row.document),
      };
    if (spans) {
      const { text } = await ledger.db
        .selectFrom("documents")
        .select("text")
        .where("id", "=", row.document)
        .executeTakeFirstOrThrow();
      after = { ...after, spans: checked(text, spans) };
    }
  }
  return append(ledger, decision, {
    what: judgement.verdict,
    subject: String(statement),
    before,
    after,
  });
}

const notThere = (statement: number): MissingError =>
  new MissingError(
    `statement ${statement}`,
    "is not in the ledger; `onrecord search --format jsonl` shows numbers",
  );

const isAbout = ({ what, subject }: LedgerEvent, statement: number): boolean =>
  VERDICTS.some((one) => one === what) && Number(subject) === statement;

const cases = (ledger: OpenLedger) =>
  ledger.db
    .selectFrom("statements as s")
    .innerJoin("documents as d", "d.id", "s.document")
    .select([...HIT_COLUMNS, "s.speaker_kind", "s.speaker_score", "d.text"]);

type Row = Awaited<ReturnType<ReturnType<typeof cases>["execute"]>>[number];

async function caseOf(
  ledger: OpenLedger,
  { text, speaker_kind: kind, speaker_score: speakerScore, ...row }: Row,
  decisions: readonly LedgerEvent[],
): Promise<Case> {
  const spans = JSON.parse(row.spans) as StatementSpans;
  const named = await ledger.db
    .selectFrom("statements")
    .select("speaker")
    .distinct()
    .where("document", "=", row.document)
    .where("speaker", "is not", null)
    .orderBy("speaker")
    .execute();
  return {
    hit: hitOf(row),
    spans,
    kind,
    speakerScore,
    passage: passageOf(text, hull([...spans.source, ...spans.cue, ...spans.content])),
    speakers: named.map(({ speaker }) => speaker!),
    decisions,
  };
}

function passageOf(text: string, place: Span): Passage {
  const blocks = paragraphs(text);
  const first = blocks.findIndex((block) => block.end > place.start);
  const last = blocks.findLastIndex((block) => block.start < place.end);
  const around = blocks.slice(Math.max(0, first - 1), last + 2);
  const { start, end } = hull([place, ...around]);
  return { start, end, text: text.slice(start, end), paragraphs: around };
}

/** A speaker as the ledger knows one of this name, in this document before others. */
async function named(
  ledger: OpenLedger,
  name: string,
  document: string,
): Promise<StatementSpeaker> {
  const known = await ledger.db
    .selectFrom("statements")
    .select([
      "speaker_kind as kind",
      "speaker_title as title",
      "speaker_affiliation as affiliation",
    ])
    .where("speaker", "=", name)
    .orderBy((eb) => eb("document", "=", document), "desc")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return {
    name,
    kind: known?.kind ?? null,
    title: known?.title ?? null,
    affiliation: known?.affiliation ?? null,
  };
}

/** The spans without white space at their ends, in order; `InputError` where they are no places of the text. */
function checked(text: string, spans: StatementSpans): StatementSpans {
  const one = (role: keyof StatementSpans): readonly Span[] => {
    const list = spans[role].map((span) => {
      if (span.end > text.length || span.start >= span.end)
        throw new InputError(
          `${role} ${span.start} to ${span.end}`,
          `is no place in a text of ${text.length} characters`,
        );
      return trimSpan(text, span);
    });
    list.sort((a, b) => a.start - b.start);
    for (const [index, span] of list.entries()) {
      if (span.start === span.end)
        throw new InputError(`${role} at ${span.start}`, "holds no words; mark some");
      const last = list[index - 1];
      if (last && overlaps(last, span))
        throw new InputError(`${role} at ${span.start}`, "overlaps another piece of the same part");
    }
    return list;
  };
  if (spans.content.length === 0)
    throw new InputError("content", "is empty; what says nothing is rejected, not corrected");
  return { source: one("source"), cue: one("cue"), content: one("content") };
}
