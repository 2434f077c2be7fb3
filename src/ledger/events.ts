import type { Kysely } from "kysely";
import { InputError, MissingError } from "../errors.js";
import { ledgerError, type OpenLedger } from "./open.js";
import type { LedgerTables } from "./schema.js";
import { project } from "./standing.js";
import { inTransaction } from "./transaction.js";

/** What a decision is about: a person's names, a promise, a statement, an earlier decision. */
export type EventKind = "merge" | "split" | "status" | Verdict | "undo";

/** What people say of a statement: that it is right, is none, or stands otherwise. */
export const VERDICTS = ["accept", "reject", "correct"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What somebody decided. */
export interface LedgerEvent {
  readonly id: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly who: string;
  readonly what: EventKind;
  /** A name, or the number of a commitment, a statement, an event: what it is about. */
  readonly subject: string;
  readonly why: string | null;
  readonly before: unknown;
  readonly after: unknown;
  /** Taken back by a later event. */
  readonly undone: boolean;
}

export interface Decision {
  readonly at: string;
  readonly who: string;
  readonly why: string | null;
}

/** Every event, in order; those taken back are marked. */
export async function eventsOf({
  db,
}: {
  readonly db: Kysely<LedgerTables>;
}): Promise<LedgerEvent[]> {
  const rows = await db.selectFrom("events").selectAll().orderBy("id").execute();
  // An undo can be taken back itself: the last word counts.
  const undone = new Set<number>();
  for (const row of [...rows].reverse())
    if (row.what === "undo" && !undone.has(row.id)) undone.add(Number(row.subject));
  return rows.map((row) => ({
    ...row,
    what: row.what as LedgerEvent["what"],
    before: JSON.parse(row.before) as unknown,
    after: JSON.parse(row.after) as unknown,
    undone: undone.has(row.id),
  }));
}

/**
 * Appends an event and lets the statement that it is about stand as now decided, all or nothing;
 * returns its number.
 */
export async function append(
  ledger: OpenLedger,
  decision: Decision,
  event: Pick<LedgerEvent, "what" | "subject" | "before" | "after">,
): Promise<number> {
  try {
    return await inTransaction(ledger.db, async (db) => {
      const { id } = await db
        .insertInto("events")
        .values({
          at: decision.at,
          who: decision.who,
          why: decision.why,
          what: event.what,
          subject: event.subject,
          before: JSON.stringify(event.before),
          after: JSON.stringify(event.after),
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      const statement = await statementOf(db, event);
      if (statement !== null)
        await project(
          db,
          statement,
          (await eventsOf({ db })).filter(
            ({ what, subject }) => isVerdict(what) && Number(subject) === statement,
          ),
        );
      return id;
    });
  } catch (cause) {
    throw ledgerError(cause, ledger);
  }
}

const isVerdict = (what: string): what is Verdict => VERDICTS.some((one) => one === what);

/** The statement that a decision is about, itself or through those it takes back; null if none. */
async function statementOf(
  db: Kysely<LedgerTables>,
  { what, subject }: { readonly what: string; readonly subject: string },
): Promise<number | null> {
  if (isVerdict(what)) return Number(subject);
  if (what !== "undo") return null;
  const undone = await db
    .selectFrom("events")
    .select(["what", "subject"])
    .where("id", "=", Number(subject))
    .executeTakeFirst();
  return undone ? statementOf(db, undone) : null;
}

/** Takes a decision back; throws `InputError` where there is no such event, or it is taken back already. */
export async function undo(ledger: OpenLedger, id: number, decision: Decision): Promise<number> {
  const events = await eventsOf(ledger);
  const one = events.find((event) => event.id === id);
  if (!one)
    throw new MissingError(`event ${id}`, "is not in the ledger; `onrecord log` lists them");
  if (one.undone) throw new InputError(`event ${id}`, "is taken back already");
  return append(ledger, decision, {
    what: "undo",
    subject: String(id),
    before: one.after,
    after: one.before,
  });
}
