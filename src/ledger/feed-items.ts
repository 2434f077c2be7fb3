import type { Validators } from "../ingest/fetch.js";
import { explained, type OpenLedger } from "./open.js";

export type ItemState = "waiting" | "recorded" | "failed";

/** An article that a feed told of, and what became of it. */
export interface FeedItem extends Validators {
  readonly address: string;
  readonly feed: string;
  readonly title: string | null;
  readonly published: string | null;
  readonly found: string;
  readonly state: ItemState;
  readonly due: string;
  readonly tries: number;
  /** Why the last try failed, or null. */
  readonly problem: string | null;
  readonly document: string | null;
}

const ITEM = [
  "address",
  "feed",
  "title",
  "published",
  "found",
  "state",
  "due",
  "tries",
  "problem",
  "document",
  "etag",
  "modified",
] as const;

/** Articles with a failure on record, the latest found first: given up, or to be tried again. */
export async function failuresOf(
  ledger: OpenLedger,
  { limit = 50, offset = 0 } = {},
): Promise<readonly FeedItem[]> {
  return explained(ledger, async () => {
    const rows = await ledger.db
      .selectFrom("feed_items")
      .select(ITEM)
      .where("problem", "is not", null)
      .orderBy("found", "desc")
      .orderBy("address")
      .limit(limit)
      .offset(offset)
      .execute();
    return rows.map(itemOf);
  });
}

/** Hosts that have articles to fetch now. */
export async function dueHosts(ledger: OpenLedger, now: string): Promise<readonly string[]> {
  return explained(ledger, async () => {
    const rows = await ledger.db
      .selectFrom("feed_items")
      .select("host")
      .distinct()
      .where("state", "=", "waiting")
      .where("due", "<=", now)
      .orderBy("host")
      .execute();
    return rows.map(({ host }) => host);
  });
}

/**
 * Takes the next article of a host in hand: nobody else gets it until `until`, by when it is settled
 * or, its taker having died, free again. Null where there is none.
 */
export async function takeItem(
  ledger: OpenLedger,
  host: string,
  now: string,
  until: string,
): Promise<FeedItem | null> {
  return explained(ledger, async () => {
    for (;;) {
      const row = await ledger.db
        .selectFrom("feed_items")
        .select(ITEM)
        .where("state", "=", "waiting")
        .where("host", "=", host)
        .where("due", "<=", now)
        .orderBy("due")
        .orderBy("address")
        .executeTakeFirst();
      if (!row) return null;
      const { numUpdatedRows } = await ledger.db
        .updateTable("feed_items")
        .set({ due: until })
        .where("address", "=", row.address)
        .where("state", "=", "waiting")
        .where("due", "=", row.due)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows > 0n) return itemOf(row);
      // Another process was quicker: the next one.
    }
  });
}

/** Records what became of an article. */
export async function itemSettled(
  ledger: OpenLedger,
  address: string,
  became: Partial<
    Pick<FeedItem, "state" | "due" | "tries" | "problem" | "document" | "etag" | "modified">
  >,
): Promise<void> {
  await explained(ledger, () =>
    ledger.db.updateTable("feed_items").set(became).where("address", "=", address).execute(),
  );
}

/** Leaves a host's articles alone until a time that the host asked for. */
export async function holdHost(ledger: OpenLedger, host: string, until: string): Promise<void> {
  await explained(ledger, () =>
    ledger.db
      .updateTable("feed_items")
      .set({ due: until })
      .where("state", "=", "waiting")
      .where("host", "=", host)
      .where("due", "<", until)
      .execute(),
  );
}

const itemOf = (row: Omit<FeedItem, "state"> & { readonly state: string }): FeedItem => ({
  ...row,
  state: row.state as ItemState,
});
