import { InputError } from "../errors.js";
import { eventsOf } from "./events.js";
import { type Name, namesHolding, numbered } from "./name-table.js";
import type { OpenLedger } from "./open.js";

/** Names that a filter follows: a part of a name that fits more is no name of anybody. */
const MOST = 500;

/** Names that were declared to be one person's, by the name they go under; as decided last. */
export async function mergedNames(ledger: OpenLedger): Promise<ReadonlyMap<string, string>> {
  const under = new Map<string, string>();
  for (const event of await eventsOf(ledger)) {
    if (event.undone) continue;
    const names = (event.after as { names?: string[] } | null)?.names ?? [];
    if (event.what === "merge") for (const name of names) under.set(name, event.subject);
    if (event.what === "split") for (const name of names) under.delete(name);
  }
  return under;
}

/** All names of the person who goes under `name`. */
export async function namesOf(ledger: OpenLedger, name: string): Promise<readonly string[]> {
  const under = await mergedNames(ledger);
  const main = under.get(name) ?? name;
  return [
    main,
    ...[...under].filter(([one, to]) => to === main && one !== main).map(([one]) => one),
  ];
}

/**
 * The names that a filter by `part` of a name lets through: those that hold it, and those that were
 * merged with one of them. `InputError` where it fits too many to be anybody's.
 */
export async function namesFitting(ledger: OpenLedger, part: string): Promise<readonly Name[]> {
  const found = await namesHolding(ledger, part, MOST + 1);
  if (found.length > MOST)
    throw new InputError(`"${part}"`, `fits more than ${MOST} names; write more of the name`);
  const under = await mergedNames(ledger);
  const mains = new Set(found.map(({ name }) => under.get(name) ?? name));
  const known = new Set(found.map(({ name }) => name));
  const merged = [...mains, ...[...under].filter(([, to]) => mains.has(to)).map(([one]) => one)];
  const others = merged.filter((name) => !known.has(name));
  if (others.length === 0) return found;
  return [...found, ...(await numbered(ledger, others))];
}
