import { InputError } from "../errors.js";
import { FetchFailure, type Page, type Validators } from "../ingest/fetch.js";
import { FEED_TYPES, parseListing } from "../ingest/listing.js";
import { load } from "../ingest/load.js";
import type { PoliteFetch } from "../ingest/polite.js";
import { read, type Reading } from "../read.js";
import type { Progress, Tagger } from "../tagger/tagger.js";
import { dueHosts, type FeedItem, holdHost, itemSettled, takeItem } from "./feed-items.js";
import { dueFeeds, type Feed, feedChecked, feedFailed } from "./feeds.js";
import type { OpenLedger } from "./open.js";
import { record } from "./record.js";

export interface WatchOptions {
  readonly fetch: PoliteFetch;
  /** Reads a fetched article; throws `InputError` where it cannot be read. */
  readonly read: (page: Page, item: FeedItem) => Promise<Reading>;
  /** Only articles published, or changed, on this day or later (`YYYY-MM-DD`); null for all. */
  readonly since: string | null;
  /** The time, ISO 8601 in UTC. */
  readonly now: () => string;
  readonly signal: AbortSignal;
  /** Told of everything that happens, one thing after the other. */
  readonly tell: (event: WatchEvent) => void;
}

/** Reads fetched articles in this thread (`WatchOptions.read`); `progress` is told as `read` tells it. */
export function articleReader(tagger: Tagger, progress?: Progress): WatchOptions["read"] {
  return async ({ bytes, mediaType, url }, { published }) => {
    const fetched = { url, mediaType, published };
    return read(await load({ kind: "bytes", name: url, bytes, fetched }), tagger, progress);
  };
}

/** Something that happened in a round of watching. `again` is when it is tried anew, null: never. */
export type WatchEvent =
  | { readonly kind: "checked"; readonly feed: string; readonly listed: number | null; readonly fresh: number } // prettier-ignore
  | { readonly kind: "recorded"; readonly url: string; readonly statements: number; readonly added: boolean } // prettier-ignore
  | { readonly kind: "unchanged"; readonly url: string }
  | { readonly kind: "failed"; readonly url: string; readonly problem: string; readonly again: string | null }; // prettier-ignore

/** Hosts that are asked at the same time; each is asked one thing at a time. */
const HOSTS_AT_ONCE = 8;
/** After so many failures in a row an article is given up. A feed never is. */
const MOST_TRIES = 8;
/** The first wait after a failure, doubled with each more; and the longest. In milliseconds. */
const FIRST_WAIT = 5 * 60e3;
const LONGEST_WAIT = 24 * 3600e3;
/** No host is believed that wants to be left alone for longer. */
const LONGEST_HELD = 7 * LONGEST_WAIT;
/** Nobody else takes an article in hand for so long. */
const IN_HAND = 10 * 60e3;

/**
 * One round: every feed that is due is asked for, every article that is due is fetched, read and
 * recorded. All state is in the ledger: a round that ends midway goes on where it was. Holds a few
 * articles at a time, however many are waiting.
 */
export async function watchRound(ledger: OpenLedger, options: WatchOptions): Promise<void> {
  const { now, signal } = options;
  const check = async (feeds: readonly Feed[]): Promise<void> => {
    for (const feed of feeds) if (!signal.aborted) await checkFeed(ledger, feed, options);
  };
  const first = await dueFeeds(ledger, now());
  await eachOf(byHost(first), check);
  // Sitemaps that an index has just named, or told of a change in.
  const asked = new Set(first.map(({ address }) => address));
  const named = (await dueFeeds(ledger, now())).filter(({ address }) => !asked.has(address));
  await eachOf(byHost(named), check);
  await eachOf(await dueHosts(ledger, now()), async (host) => {
    for (;;) {
      if (signal.aborted) return;
      const item = await takeItem(ledger, host, now(), later(now(), IN_HAND));
      if (!item) return;
      await fetchItem(ledger, item, host, options);
    }
  });
}

async function checkFeed(ledger: OpenLedger, feed: Feed, options: WatchOptions): Promise<void> {
  const { fetch, now, signal, since, tell } = options;
  const { address } = feed;
  try {
    const page = await fetch(address, { known: feed, readable: FEED_TYPES });
    const listing = page && parseListing(page, address);
    const { etag, modified } = page ?? feed;
    const fresh = await feedChecked(ledger, feed, {
      now: now(),
      validators: { etag, modified },
      listing,
      since,
    });
    tell({ kind: "checked", feed: address, listed: listing?.items.length ?? null, fresh });
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof InputError)) throw error;
    const due = later(now(), wait(feed.failures, error, now()));
    await feedFailed(ledger, address, { now: now(), problem: problemOf(error), due });
    tell({ kind: "failed", url: address, problem: problemOf(error), again: due });
  }
}

async function fetchItem(
  ledger: OpenLedger,
  item: FeedItem,
  host: string,
  options: WatchOptions,
): Promise<void> {
  const { fetch, read, now, signal, tell } = options;
  const { address } = item;
  try {
    const known: Validators = item.document === null ? { etag: null, modified: null } : item;
    const page = await fetch(address, { known });
    const done = { state: "recorded", problem: null, tries: 0 } as const;
    if (page === null) {
      await itemSettled(ledger, address, done);
      tell({ kind: "unchanged", url: address });
      return;
    }
    const reading = await read(page, item);
    const { added, statements } = await record(ledger, reading, now());
    const { etag, modified } = page;
    await itemSettled(ledger, address, { ...done, document: reading.document.id, etag, modified });
    tell({ kind: "recorded", url: address, statements, added });
  } catch (error) {
    if (signal.aborted) return itemSettled(ledger, address, { due: item.due });
    const tries = item.tries + 1;
    const again =
      error instanceof FetchFailure && error.passing && tries < MOST_TRIES
        ? later(now(), wait(item.tries, error, now()))
        : null;
    const problem = problemOf(error);
    await itemSettled(ledger, address, {
      tries,
      problem,
      state: again === null ? "failed" : "waiting",
      ...(again !== null && { due: again }),
    });
    // A fault of ours: the article is on record as failed, and will not stop the next run.
    if (!(error instanceof InputError)) throw error;
    tell({ kind: "failed", url: address, problem, again });
    // A host that wants to be left alone is, with all that waits for it.
    if (again !== null && error instanceof FetchFailure && isBusy(error))
      await holdHost(ledger, host, again);
  }
}

/** Too Many Requests, or Service Unavailable. */
const isBusy = ({ status }: FetchFailure): boolean => status === 429 || status === 503;

/** Milliseconds to wait after so many failures before the last: longer each time, or as the host asks. */
function wait(failures: number, error: InputError, now: string): number {
  const ours = Math.min(FIRST_WAIT * 2 ** failures, LONGEST_WAIT);
  const asked = error instanceof FetchFailure ? error.retryAfter : null;
  if (asked === null) return ours;
  const theirs = /^\d+$/u.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - Date.parse(now);
  return Number.isFinite(theirs) ? Math.min(Math.max(ours, theirs), LONGEST_HELD) : ours;
}

/** The problem without the address, which stands beside it. */
function problemOf(error: unknown): string {
  if (error instanceof InputError)
    return error.message.startsWith(`${error.input}: `)
      ? error.message.slice(error.input.length + 2)
      : error.message;
  return `onrecord failed at it (${error instanceof Error ? error.message : String(error)})`;
}

const later = (time: string, milliseconds: number): string =>
  new Date(Date.parse(time) + milliseconds).toISOString();

function byHost(feeds: readonly Feed[]): readonly (readonly Feed[])[] {
  const out = new Map<string, Feed[]>();
  for (const feed of feeds) {
    const { host } = new URL(feed.address);
    const known = out.get(host);
    if (known) known.push(feed);
    else out.set(host, [feed]);
  }
  return [...out.values()];
}

/** Does the work for each, a few at a time; the first error ends it once those in hand are done. */
async function eachOf<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = all[Symbol.iterator]();
  const failed: unknown[] = [];
  await Promise.all(
    Array.from({ length: Math.min(HOSTS_AT_ONCE, all.length) }, async () => {
      for (let next = left.next(); !next.done && failed.length === 0; next = left.next())
        try {
          await work(next.value);
        } catch (error) {
          failed.push(error);
        }
    }),
  );
  if (failed.length > 0) throw failed[0];
}
