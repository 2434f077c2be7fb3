import type { Registered } from "../../src/ledger/commitments.js";
import type { Person } from "../../src/ledger/people.js";
import type { Hit } from "../../src/ledger/search.js";

export type { LedgerEvent } from "../../src/ledger/events.js";
export type { Stand } from "../../src/ledger/position.js";
export type { Printing } from "../../src/ledger/said.js";
export type { Hit, Person, Registered };

/** A speaker as the API gives one: with the newest of their statements. */
export type PersonPage = Person & { readonly items: readonly Hit[]; readonly next: number | null };

export const STATUSES: readonly Registered["status"][] = [
  "open",
  "kept",
  "broken",
  "partly",
  "overtaken",
];

const NAME = "onrecord-name";

/** Who decides: asked once, kept in this browser, written into every event. */
export const deciderName = (): string => localStorage.getItem(NAME) ?? "";
export const setDeciderName = (name: string): void => localStorage.setItem(NAME, name.trim());
