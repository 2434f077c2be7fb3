import { InputError } from "../errors.js";
import { ledgerError, type OpenLedger } from "./open.js";
import { inTransaction } from "./transaction.js";

/** What somebody decided. */
export interface LedgerEvent {
  readonly id: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly who: string;
  readonly what: "merge" | "split" | "status" | "undo";
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
export async function eventsOf(ledger: OpenLedger): Promise<readonly LedgerEvent[]> {
  const rows = await ledger.db.selectFrom("events").selectAll().orderBy("id").execute();
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

/** Appends an event; returns its number. */
export async function append(
  ledger: OpenLedger,
  decision: Decision,
  event: Pick<LedgerEvent, "what" | "subject" | "before" | "after">,
): Promise<number> {
  try {
    return await inTransaction(ledger.db, async (tx) => {
      const { id } = await tx
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
      return id;
    });
  } catch (cause) {
    throw ledgerError(cause, ledger.location);
  }
}

/** Takes a decision back; throws `InputError` where there is no such event, or it is taken back already. */
export async function undo(ledger: OpenLedger, id: number, decision: Decision): Promise<number> {
  const events = await eventsOf(ledger);
  const one = events.find((event) => event.id === id);
  if (!one) throw new InputError(`event ${id}`, "is not in the ledger; `onrecord log` lists them");
  if (one.undone) throw new InputError(`event ${id}`, "is taken back already");
  return append(ledger, decision, {
    what: "undo",
    subject: String(id),
    before: one.after,
    after: one.before,
  });
}
