import { sql } from "kysely";
import { InputError, MissingError } from "../errors.js";
import { append, type Decision, eventsOf } from "./events.js";
import type { OpenLedger } from "./open.js";
import { type Hit, HIT_COLUMNS, hitOf, type HitRow } from "./hits.js";
import { like } from "./words.js";

export const STATUSES = ["open", "kept", "broken", "partly", "overtaken"] as const;
export type Status = (typeof STATUSES)[number];

/** What a status rests on. */
export interface Evidence {
  /** A statement's number in the ledger, or an address. */
  readonly statement: number | null;
  readonly url: string | null;
  /** The day of the evidence, `YYYY-MM-DD`. */
  readonly date: string;
}

/** A promise on record, and what people found of it. */
export interface Registered {
  readonly id: number;
  readonly by: string;
  readonly action: string;
  readonly condition: string | null;
  readonly deadline: { readonly text: string; readonly date: string | null } | null;
  readonly status: Status;
  /** Whether anybody has looked: an open promise that nobody looked at is another thing. */
  readonly looked: boolean;
  /** Who looked last, when and why it stands so; null where nobody has. */
  readonly look: Decision | null;
  /** Open, and its day has passed. */
  readonly overdue: boolean;
  readonly evidence: Evidence | null;
  readonly hit: Hit;
}

/**
 * Where promises stand on a day: open and their day has passed, open and due within `SOON` days, open
 * otherwise, settled (kept, broken, partly, overtaken).
 */
export const REGISTER_STATES = ["overdue", "soon", "open", "settled"] as const;
export type RegisterState = (typeof REGISTER_STATES)[number];

/** Days within which something falls due soon. */
export const SOON = 30;

/** Whether a deadline to the day, month or year lies wholly before a day. */
const hasPassed = (due: string, today: string): boolean => due < today.slice(0, due.length);

export interface RegisterQuery {
  /** Due on this day or before. */
  readonly due?: string | null;
  readonly by?: string | null;
  /** Due on this day or later. */
  readonly from?: string | null;
  readonly openOnly?: boolean;
  readonly state?: RegisterState | null;
  /** The day by which "overdue" and "soon" are told. */
  readonly today: string;
  readonly limit?: number;
  readonly offset?: number;
}

/** The register of promises: those with a deadline first, the soonest first. */
export async function commitments(
  ledger: OpenLedger,
  query: RegisterQuery,
): Promise<readonly Registered[]> {
  const statuses = await statusesOf(ledger);
  let find = promises(ledger);
  if (query.due) find = find.where("c.due", "<=", query.due);
  if (query.from) find = find.where(sql<boolean>`c.due >= substr(${query.from}, 1, length(c.due))`);
  if (query.by)
    find = find.where(sql<boolean>`lower(c.by) like lower(${like(query.by)}) escape '\\'`);
  const settled = [...statuses].filter(([, { status }]) => status !== "open").map(([id]) => id);
  const { state = null, today } = query;
  if (state === "settled") find = find.where("c.id", "in", settled.length > 0 ? settled : [-1]);
  else if ((query.openOnly || state !== null) && settled.length > 0)
    find = find.where("c.id", "not in", settled);
  const passed = sql<boolean>`c.due < substr(${today}, 1, length(c.due))`;
  const near = sql<boolean>`c.due <= substr(${later(today, SOON)}, 1, length(c.due))`;
  if (state === "overdue") find = find.where(passed);
  if (state === "soon") find = find.where(near).where(sql<boolean>`not ${passed}`);
  if (state === "open") find = find.where(sql<boolean>`(c.due is null or not ${near})`);
  const rows = await find
    .select(PROMISE_COLUMNS)
    .orderBy("c.due", (by) => by.asc().nullsLast())
    .orderBy("c.id")
    .limit(query.limit ?? 50)
    .offset(query.offset ?? 0)
    .execute();
  return rows.map((row) => registered(row, statuses, today));
}

/** A promise by its number; `MissingError` where there is none. */
export async function commitment(
  ledger: OpenLedger,
  id: number,
  today: string,
): Promise<Registered> {
  const row = await promises(ledger)
    .where("c.id", "=", id)
    .select(PROMISE_COLUMNS)
    .executeTakeFirst();
  if (!row) throw notThere(id);
  return registered(row, await statusesOf(ledger), today);
}

const notThere = (id: number): MissingError =>
  new MissingError(`commitment ${id}`, "is not in the ledger; `onrecord commitments` lists them");

const promises = (ledger: OpenLedger) =>
  ledger.db
    .selectFrom("commitments as c")
    .innerJoin("statements as s", (join) =>
      join.onRef("s.document", "=", "c.document").onRef("s.attribution", "=", "c.attribution"),
    )
    .innerJoin("documents as d", "d.id", "c.document");

const PROMISE_COLUMNS = [
  ...HIT_COLUMNS,
  "c.id as number",
  "c.by",
  "c.action",
  "c.condition",
  "c.deadline",
  "c.due",
] as const;

interface PromiseRow extends HitRow {
  readonly number: number;
  readonly by: string;
  readonly action: string;
  readonly condition: string | null;
  readonly deadline: string | null;
  readonly due: string | null;
}

/** What people found of promises, by number, as decided last. */
async function statusesOf(ledger: OpenLedger) {
  const out = new Map<
    number,
    { readonly status: Status; readonly evidence: Evidence | null; readonly look: Decision }
  >();
  for (const { what, undone, subject, after, at, who, why } of await eventsOf(ledger))
    if (what === "status" && !undone)
      out.set(Number(subject), {
        ...(after as { status: Status; evidence: Evidence | null }),
        look: { at, who, why },
      });
  return out;
}

function registered(
  { number, by, action, condition, deadline, due, ...row }: PromiseRow,
  statuses: Awaited<ReturnType<typeof statusesOf>>,
  today: string,
): Registered {
  const known = statuses.get(number);
  const status = known?.status ?? "open";
  return {
    id: number,
    by,
    action,
    condition,
    deadline: deadline === null ? null : { text: deadline, date: due },
    status,
    looked: known !== undefined,
    look: known?.look ?? null,
    overdue: status === "open" && due !== null && hasPassed(due, today),
    evidence: known?.evidence ?? null,
    hit: hitOf(row),
  };
}

/** Sets what became of a promise. Only people do: `decision` says who and why, `evidence` on what. */
export async function setStatus(
  ledger: OpenLedger,
  id: number,
  status: Status,
  evidence: Evidence | null,
  decision: Decision,
): Promise<number> {
  const one = await ledger.db
    .selectFrom("commitments")
    .select("id")
    .where("id", "=", id)
    .executeTakeFirst();
  if (!one) throw notThere(id);
  if (status !== "open" && !evidence)
    throw new InputError(
      `commitment ${id}`,
      `cannot be "${status}" without evidence; give --evidence URL or a statement's number`,
    );
  if (evidence?.statement != null) {
    const statement = await ledger.db
      .selectFrom("statements")
      .select("id")
      .where("id", "=", evidence.statement)
      .executeTakeFirst();
    if (!statement)
      throw new InputError(
        `statement ${evidence.statement}`,
        "is not in the ledger; `onrecord search --format jsonl` shows numbers",
      );
  }
  const last = (await eventsOf(ledger)).findLast(
    (event) => event.what === "status" && !event.undone && event.subject === String(id),
  );
  return append(ledger, decision, {
    what: "status",
    subject: String(id),
    before: last?.after ?? { status: "open", evidence: null },
    after: { status, evidence },
  });
}

function later(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
