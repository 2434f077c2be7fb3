import { setTimeout as sleep } from "node:timers/promises";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import { failuresOf } from "../ledger/feed-items.js";
import { addFeeds, feedsOf, removeFeed, retryFailures } from "../ledger/feeds.js";
import type { WatchEvent, WatchOptions } from "../ledger/watch.js";
import { answers, body, paged } from "./answers.js";
import type { Services } from "./app.js";
import * as result from "./results.js";
import * as schema from "./schemas.js";

/** Milliseconds between two requests to a host; `robots.txt` may ask for more. */
const DELAY = 2000;

/** What is watched, and a round of watching, as `onrecord watch --once` makes it. */
export function addWatching(app: OpenAPIHono, services: Services): void {
  const { ledger, tagger, now, version, allowPrivate = false, stopping } = services;
  /** What ends the round that is under way; one at a time, for hosts are asked one thing at a time. */
  let round: AbortSignal | null = null;
  let guest: Pick<WatchOptions, "fetch" | "read"> | null = null;
  /** Loaded by the first round: a server that makes none starts faster and smaller. */
  const visit = async () => {
    const [{ createPoliteFetch, PRODUCT }, { articleReader }] = await Promise.all([
      import("../ingest/polite.js"),
      import("../ledger/watch.js"),
    ]);
    const fetch = createPoliteFetch({
      delay: DELAY,
      agent: `${PRODUCT}/${version}`,
      allowPrivate,
      now: () => performance.now(),
      wait: (ms) => sleep(ms, undefined, round ? { signal: round } : {}),
    });
    // Other requests are let in while an article is read.
    const read = articleReader(tagger, () => new Promise((next) => setImmediate(next)));
    return { fetch, read };
  };

  app.openapi(
    createRoute({
      method: "post",
      path: "/api/watch",
      summary: "Watch feeds and sitemaps from now on, and make a round over all that is due",
      request: body(schema.WatchBody),
      responses: answers(result.Round, "What happened, in order"),
    }),
    async (c) => {
      const { addresses, since, seconds } = c.req.valid("json");
      if (round) throw new HTTPException(409, { message: "a round is under way; ask when it is over" }); // prettier-ignore
      // Not `AbortSignal.any` over a timeout: nothing else holds that one, and Node 24 may collect it before its time.
      const ending = new AbortController();
      const { signal } = ending;
      const end = (): void => ending.abort();
      const timer = setTimeout(end, seconds * 1000);
      const others = [c.req.raw.signal, ...(stopping ? [stopping] : [])];
      for (const one of others) {
        if (one.aborted) end();
        one.addEventListener("abort", end);
      }
      round = signal;
      try {
        await addFeeds(ledger, addresses, now());
        const events: WatchEvent[] = [];
        const tell = (event: WatchEvent): void => void events.push(event);
        const { watchRound } = await import("../ledger/watch.js");
        await watchRound(ledger, { ...(guest ??= await visit()), since, now, signal, tell });
        return c.json({ events, whole: !signal.aborted }, 200);
      } finally {
        clearTimeout(timer);
        for (const one of others) one.removeEventListener("abort", end);
        round = null;
      }
    },
  );
  app.openapi(
    createRoute({
      method: "get",
      path: "/api/feeds",
      summary: "What is watched, and how it goes",
      responses: answers(result.pageOf(result.Feed), "Feeds and sitemaps, in order of address"),
    }),
    async (c) => c.json({ items: await feedsOf(ledger), next: null }, 200),
  );
  app.openapi(
    createRoute({
      method: "delete",
      path: "/api/feeds",
      summary: "Watch a feed no longer; what was recorded of it stays",
      request: { query: schema.FeedQuery },
      responses: answers(z.object({ removed: z.string() }), "The address"),
    }),
    async (c) => {
      const { address } = c.req.valid("query");
      await removeFeed(ledger, address);
      return c.json({ removed: address }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: "get",
      path: "/api/feeds/failures",
      summary: "Articles that failed, and why",
      request: { query: schema.FailuresQuery },
      responses: answers(result.pageOf(result.FeedItem), "Articles, the latest found first"),
    }),
    async (c) => {
      const { limit, cursor } = c.req.valid("query");
      const items = await failuresOf(ledger, { limit: limit + 1, offset: cursor });
      return c.json(paged(items, { limit, cursor }), 200);
    },
  );
  app.openapi(
    createRoute({
      method: "post",
      path: "/api/feeds/retry",
      summary: "Let all that failed be tried again in the next round",
      responses: answers(z.object({ articles: result.count }), "How many articles that is"),
    }),
    async (c) => c.json({ articles: await retryFailures(ledger, now()) }, 200),
  );
}
