import { signal } from "@preact/signals";
import type { RegisterState, Status } from "../../src/ledger/commitments.js";
import type { Person } from "../../src/ledger/people.js";
import type { Hit } from "../../src/ledger/hits.js";
import { keep, recall } from "./keep.js";

export type { Registered, RegisterState, Status } from "../../src/ledger/commitments.js";
export type { LedgerEvent } from "../../src/ledger/events.js";
export type { Person } from "../../src/ledger/people.js";
export type { Stand } from "../../src/ledger/position.js";
export type { RecordedReading } from "../../src/ledger/reading.js";
export type { Case } from "../../src/ledger/review.js";
export type { Printing } from "../../src/ledger/said.js";
export type { Hit } from "../../src/ledger/hits.js";
export type { CommitmentRecord } from "../../src/ledger/evidence.js";
export type { FoundStatement } from "../../src/ledger/sentence.js";
export type { StatementSpans } from "../../src/ledger/standing.js";

/** A speaker as the API gives one: with the newest of their statements. */
export type PersonPage = Person & { readonly items: readonly Hit[]; readonly next: number | null };

/** What may become of a promise; the ledger's own list is not taken over, nor its database with it. */
export const STATUSES: readonly Status[] = ["open", "kept", "broken", "partly", "overtaken"];
export const REGISTER_STATES: readonly RegisterState[] = ["overdue", "soon", "open", "settled"];

const NAME = "onrecord-name";

/** Who decides: asked once, kept in this browser, written into every event. */
export const decider = signal(recall("localStorage", NAME));

export function setDecider(name: string): void {
  decider.value = name.trim();
  keep("localStorage", NAME, decider.value);
}
