import { InputError, MissingError } from "../errors.js";
import type { Validators } from "../ingest/fetch.js";
import type { Listed, Listing } from "../ingest/listing.js";
import type { ItemState } from "./feed-items.js";
import { explained, type OpenLedger } from "./open.js";
import { inTransaction } from "./transaction.js";

/** A feed or sitemap that is watched. Times are ISO 8601 in UTC. */
export interface Feed extends Validators {
  readonly address: string;
  /** `rss`, `atom`, `json`, `rdf`, `sitemap`; null where it has not been read yet. */
  readonly kind: string | null;
  readonly title: string | null;
  /** The sitemap index that names it, or null where a person added it. */
  readonly parent: string | null;
  readonly added: string;
  /** When it was last asked for; null for never. */
  readonly checked: string | null;
  /** Why it could not be read the last time, or null. */
  readonly problem: string | null;
  /** Failures in a row. */
  readonly failures: number;
  /** Not asked for before this time, or null. */
  readonly due: string | null;
}

const FEED = [
  "address",
  "kind",
  "title",
  "parent",
  "added",
  "checked",
  "problem",
  "failures",
  "due",
  "etag",
  "modified",
] as const;
/** Rows bound in one statement. */
const ROWS_AT_ONCE = 100;

/** Adds feeds to those that are watched; those that are already are asked for at once. */
export async function addFeeds(
  ledger: OpenLedger,
  addresses: readonly string[],
  now: string,
): Promise<void> {
  const rows = addresses.map((one) => feedRow(feedAddress(one), null, null, now));
  if (rows.length === 0) return;
  await explained(ledger, () =>
    ledger.db
      .insertInto("feeds")
      .values(rows)
      // Named by a person now, where only a sitemap index named it before.
      .onConflict((c) => c.column("address").doUpdateSet({ parent: null, wanted: 1, due: null }))
      .execute(),
  );
}

/** Watches a feed no longer, nor the sitemaps it names; what was recorded of it stays. */
export async function removeFeed(ledger: OpenLedger, address: string): Promise<void> {
  const at = feedAddress(address);
  await explained(ledger, () =>
    inTransaction(ledger.db, async (tx) => {
      const { numDeletedRows } = await tx
        .deleteFrom("feeds")
        .where((eb) => eb.or([eb("address", "=", at), eb("parent", "=", at)]))
        .executeTakeFirstOrThrow();
      if (numDeletedRows === 0n)
        throw new MissingError(address, "is not watched; `onrecord feeds` lists what is");
      // What was not fetched yet is not fetched any more.
      await tx
        .deleteFrom("feed_items")
        .where("state", "!=", "recorded")
        .where("feed", "not in", (eb) => eb.selectFrom("feeds").select("address"))
        .execute();
    }),
  );
}

/** Feeds with the numbers of their articles, in order of address. */
export async function feedsOf(
  ledger: OpenLedger,
): Promise<readonly (Feed & { readonly items: Readonly<Record<ItemState, number>> })[]> {
  return explained(ledger, async () => {
    const feeds = await ledger.db.selectFrom("feeds").select(FEED).orderBy("address").execute();
    const counts = await ledger.db
      .selectFrom("feed_items")
      .select((eb) => ["feed", "state", eb.fn.countAll<number>().as("count")])
      .groupBy(["feed", "state"])
      .execute();
    const by = new Map(counts.map(({ feed, state, count }) => [`${state} ${feed}`, count]));
    return feeds.map((feed) => {
      const count = (state: ItemState): number => by.get(`${state} ${feed.address}`) ?? 0;
      const items = {
        waiting: count("waiting"),
        recorded: count("recorded"),
        failed: count("failed"),
      };
      return { ...feed, items };
    });
  });
}

/** Lets everything that failed be tried again at once; returns how many articles that is. */
export async function retryFailures(ledger: OpenLedger, now: string): Promise<number> {
  return explained(ledger, async () => {
    await ledger.db.updateTable("feeds").set({ due: null, failures: 0 }).execute();
    const { numUpdatedRows } = await ledger.db
      .updateTable("feed_items")
      .set({ state: "waiting", tries: 0, due: now })
      .where("problem", "is not", null)
      .executeTakeFirstOrThrow();
    return Number(numUpdatedRows);
  });
}

/** Feeds to ask for now, in order of address. */
export async function dueFeeds(ledger: OpenLedger, now: string): Promise<readonly Feed[]> {
  return explained(ledger, () =>
    ledger.db
      .selectFrom("feeds")
      .select(FEED)
      .where("wanted", "=", 1)
      .where((eb) => eb.or([eb("due", "is", null), eb("due", "<=", now)]))
      .orderBy("address")
      .execute(),
  );
}

/** Where a feed stands after it was asked for. */
export interface FeedChecked {
  readonly now: string;
  readonly validators: Validators;
  /** What it lists, or null where it is as it was. */
  readonly listing: Listing | null;
  /** Only articles published, or changed, on this day or later; null for all. */
  readonly since: string | null;
}

/** Records what a feed lists; returns how many articles are new, or new again since they changed. */
export async function feedChecked(
  ledger: OpenLedger,
  feed: Feed,
  { now, validators, listing, since }: FeedChecked,
): Promise<number> {
  return explained(ledger, () =>
    inTransaction(ledger.db, async (tx) => {
      const fresh = listing ?? { kind: feed.kind, title: feed.title, items: [], sitemaps: [] };
      await tx
        .updateTable("feeds")
        .set({
          ...validators,
          kind: fresh.kind,
          title: fresh.title,
          checked: now,
          problem: null,
          failures: 0,
          due: null,
        })
        .where("address", "=", feed.address)
        .execute();
      // A sitemap whose index tells of its changes is left alone until there is one.
      if (feed.parent !== null)
        await tx
          .updateTable("feeds")
          .set({ wanted: 0 })
          .where("address", "=", feed.address)
          .where("stamp", "is not", null)
          .execute();
      const recent = ({ published, stamp }: Listed): boolean => {
        const day = stamp?.slice(0, 10) ?? published;
        return since === null || day === null || day >= since;
      };
      for (const { url, stamp } of fresh.sitemaps.filter(recent))
        await tx
          .insertInto("feeds")
          .values(feedRow(url, feed.address, stamp, now))
          .onConflict((c) =>
            c
              .column("address")
              .doUpdateSet({ stamp, wanted: 1 })
              .where((eb) =>
                eb.or([eb("feeds.stamp", "is", null), eb("feeds.stamp", "!=", stamp ?? "")]),
              ),
          )
          .execute();
      const rows = fresh.items.filter(recent).map((item) => ({
        address: item.url,
        host: new URL(item.url).host,
        feed: feed.address,
        title: item.title,
        published: item.published,
        stamp: item.stamp,
        found: now,
        state: "waiting",
        due: now,
        tries: 0,
        problem: null,
        document: null,
        etag: null,
        modified: null,
      }));
      let changed = 0;
      for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
        const { numInsertedOrUpdatedRows } = await tx
          .insertInto("feed_items")
          .values(rows.slice(at, at + ROWS_AT_ONCE))
          .onConflict((c) =>
            c
              .column("address")
              .doUpdateSet((eb) => ({
                stamp: eb.ref("excluded.stamp"),
                state: "waiting",
                due: now,
                tries: 0,
              }))
              // The same stamp, or none, is the same article.
              .whereRef("excluded.stamp", "!=", "feed_items.stamp"),
          )
          .executeTakeFirstOrThrow();
        changed += Number(numInsertedOrUpdatedRows ?? 0n);
      }
      return changed;
    }),
  );
}

/** Records that a feed could not be read, why, and before when it is not asked for again. */
export async function feedFailed(
  ledger: OpenLedger,
  address: string,
  { now, problem, due }: { readonly now: string; readonly problem: string; readonly due: string },
): Promise<void> {
  await explained(ledger, () =>
    ledger.db
      .updateTable("feeds")
      .set((eb) => ({ checked: now, problem, due, failures: eb("failures", "+", 1) }))
      .where("address", "=", address)
      .execute(),
  );
}

function feedRow(address: string, parent: string | null, stamp: string | null, now: string) {
  return {
    address,
    kind: null,
    title: null,
    parent,
    added: now,
    checked: null,
    problem: null,
    failures: 0,
    due: null,
    wanted: 1,
    stamp,
    etag: null,
    modified: null,
  };
}

function feedAddress(address: string): string {
  try {
    const at = new URL(address);
    at.hash = "";
    if (at.protocol === "http:" || at.protocol === "https:") return at.href;
  } catch {
    // told below
  }
  throw new InputError(address, "is no web address; write it as https://example.org/feed.xml");
}
