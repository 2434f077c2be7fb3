import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freshPlace, type Place } from "../../test/ledgers.js";
import { parseBytes } from "../ingest/parse.js";
import { createPoliteFetch } from "../ingest/polite.js";
import { failuresOf } from "./feed-items.js";
import { addFeeds, feedsOf, removeFeed, retryFailures } from "./feeds.js";
import { type OpenLedger, openLedger } from "./open.js";
import { countAll } from "./record.js";
import { type WatchEvent, watchRound } from "./watch.js";

/** What the server answers; a number is a status alone. */
type Answer =
  | number
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: string | Buffer }; // prettier-ignore

const NOTHING = { attributions: [], speakers: [], exchanges: [], commitments: [] } as const;
let place: Place;
let ledger: OpenLedger;
let server: Server;
let base: string;
let pages: Record<string, Answer | ((headers: IncomingHttpHeaders) => Answer)>;
let asked: { path: string; at: number; agent: string | undefined }[];
let inHand: number;
let mostInHand: number;
/** The clock of the ledger; the pauses between requests are real, and short. */
let clock: number;
const now = (): string => new Date(clock).toISOString();

beforeEach(async () => {
  place = await freshPlace();
  ledger = await openLedger(place.location, { create: true });
  [pages, asked, inHand, mostInHand] = [{}, [], 0, 0];
  clock = Date.parse("2024-05-14T12:00:00Z");
  server = createServer((request, response) => {
    asked.push({ path: request.url!, at: performance.now(), agent: request.headers["user-agent"] });
    mostInHand = Math.max(mostInHand, ++inHand);
    response.on("close", () => inHand--);
    const page = pages[request.url!];
    const answer = typeof page === "function" ? page(request.headers) : (page ?? 404);
    const { status = 200, headers = {}, body = "" } = typeof answer === "number" ? { status: answer } : answer; // prettier-ignore
    setTimeout(() => response.writeHead(status, headers).end(body), 5);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  await ledger.close();
  await place.remove();
});

const text = (body: string, headers = {}): Answer => ({
  headers: { "content-type": "text/plain", ...headers },
  body,
});
const rss = (...items: readonly string[]): Answer => ({
  headers: { "content-type": "application/rss+xml", etag: `"${items.join()}"` },
  body: `<rss version="2.0"><channel><title>Gazette</title>${items
    .map((one) => `<item><title>${one}</title><link>/${one}</link><pubDate>Mon, 13 May 2024 08:00:00 GMT</pubDate></item>`)
    .join("")}</channel></rss>`, // prettier-ignore
});

async function round({
  delay = 0,
  signal = new AbortController().signal,
  since = null as string | null,
  onEvent = undefined as ((event: WatchEvent) => void) | undefined,
} = {}): Promise<WatchEvent[]> {
  const events: WatchEvent[] = [];
  await watchRound(ledger, {
    fetch: createPoliteFetch({
      delay,
      agent: "onrecord/test",
      allowPrivate: true,
      now: () => performance.now(),
      wait: (ms) => new Promise((done) => setTimeout(done, ms)),
    }),
    read: async (page, item) => {
      const document = await parseBytes(page.bytes, { url: page.url, mediaType: page.mediaType });
      return {
        ...NOTHING,
        language: "en",
        document: { ...document, published: document.published ?? item.published },
      };
    },
    since,
    now,
    signal,
    tell: (event) => {
      events.push(event);
      onEvent?.(event);
    },
  });
  return events;
}
const paths = (): string[] => asked.map(({ path }) => path);
const kinds = (events: readonly WatchEvent[]): string[] => events.map(({ kind }) => kind);
const documents = async (): Promise<unknown[]> =>
  ledger.db.selectFrom("documents").select(["url", "published", "text"]).orderBy("url").execute();

describe("a round", () => {
  it("records what a feed tells of, with its date, once", async () => {
    pages = { "/feed": rss("a", "b"), "/a": text("The bridge is shut.\n"), "/b": text("It rains.\n") }; // prettier-ignore
    await addFeeds(ledger, [`${base}/feed#top`], now());
    expect(kinds(await round())).toEqual(["checked", "recorded", "recorded"]);
    expect(await documents()).toEqual([
      { url: `${base}/a`, published: "2024-05-13", text: "The bridge is shut.\n" },
      { url: `${base}/b`, published: "2024-05-13", text: "It rains.\n" },
    ]);
    expect(paths()).toEqual(["/robots.txt", "/feed", "/a", "/b"]);
    expect(asked[1]!.agent).toBe("onrecord/test");
    asked = [];
    await round();
    expect(paths()).toEqual(["/robots.txt", "/feed"]);
    expect(await feedsOf(ledger)).toMatchObject([
      { kind: "rss", title: "Gazette", problem: null, items: { recorded: 2, waiting: 0, failed: 0 } }, // prettier-ignore
    ]);
  });

  it("asks only for what has changed", async () => {
    let version = 1;
    pages = {
      "/feed": ({ "if-none-match": known }) =>
        known === `"${version}"`
          ? 304
          : {
              headers: { "content-type": "application/atom+xml", etag: `"${version}"` },
              body: `<feed xmlns="http://www.w3.org/2005/Atom"><title>G</title><entry><title>x</title><link href="/a"/><updated>2024-05-1${version}T00:00:00Z</updated></entry></feed>`,
            },
      "/a": ({ "if-modified-since": known }) =>
        version < 3 && known
          ? 304
          : text(`Version ${version}.`, { "last-modified": "Mon, 13 May 2024 08:00:00 GMT" }),
    };
    await addFeeds(ledger, [`${base}/feed`], now());
    expect(kinds(await round())).toEqual(["checked", "recorded"]);
    const [again] = await round();
    expect(again).toMatchObject({ kind: "checked", listed: null, fresh: 0 });
    version = 2; // the feed tells of a change, the article has none
    expect(kinds(await round())).toEqual(["checked", "unchanged"]);
    version = 3; // a corrected article is another document
    expect(kinds(await round())).toEqual(["checked", "recorded"]);
    expect((await countAll(ledger)).documents).toBe(2);
  });

  it("obeys robots.txt, on redirects too, and waits as it asks", async () => {
    pages = {
      "/robots.txt": text("User-agent: onrecord\nDisallow: /closed\nCrawl-delay: 0.1"),
      "/feed": rss("closed", "round", "open"),
      "/round": { status: 302, headers: { location: "/closed/room" } },
      "/open": text("It is open."),
    };
    await addFeeds(ledger, [`${base}/feed`], now());
    const events = await round({ delay: 30 });
    expect(paths()).toEqual(["/robots.txt", "/feed", "/open", "/round"]);
    expect(mostInHand).toBe(1);
    for (const [i, { at }] of asked.entries())
      if (i > 0) expect(at - asked[i - 1]!.at).toBeGreaterThanOrEqual(99);
    expect(events.filter(({ kind }) => kind === "failed")).toEqual([
      expect.objectContaining({ url: `${base}/closed`, again: null }),
      expect.objectContaining({ url: `${base}/round`, again: null }),
    ]);
    expect((await failuresOf(ledger))[0]!.problem).toContain("is not for programs to read");
  });

  it("fetches nothing while robots.txt cannot be had", async () => {
    pages = { "/robots.txt": 500, "/feed": rss("a") };
    await addFeeds(ledger, [`${base}/feed`], now());
    expect(await round()).toMatchObject([{ kind: "failed", again: "2024-05-14T12:05:00.000Z" }]);
    expect(paths()).toEqual(["/robots.txt"]);
    expect(await round()).toEqual([]); // held back
    delete pages["/robots.txt"]; // 404: there is none
    clock += 6 * 60e3;
    expect(kinds(await round())).toEqual(["checked", "failed"]);
  });

  it("tries again later and later what fails for now, gives up what fails for good", async () => {
    pages = { "/feed": rss("busy", "gone", "shut"), "/busy": 502, "/gone": 410, "/shut": { headers: { "content-type": "image/png" } } }; // prettier-ignore
    await addFeeds(ledger, [`${base}/feed`], now());
    const waits: (string | null)[] = [];
    for (let i = 0; i < 9; i++) {
      for (const event of await round())
        if (event.kind === "failed" && event.url.endsWith("/busy")) waits.push(event.again);
      clock += 25 * 3600e3;
    }
    const minutes = waits.map((again, i) =>
      again === null ? null : (Date.parse(again) - Date.parse("2024-05-14T12:00:00Z")) / 60e3 - i * 25 * 60,
    ); // prettier-ignore
    expect(minutes).toEqual([5, 10, 20, 40, 80, 160, 320, null]);
    expect((await failuresOf(ledger)).map(({ address, state, problem, tries }) => [address.slice(base.length), state, problem, tries])).toEqual([
      ["/busy", "failed", "answered 502 Bad Gateway", 8],
      ["/gone", "failed", "answered 410 Gone", 1],
      ["/shut", "failed", expect.stringContaining("is image/png"), 1],
    ]); // prettier-ignore
    pages["/busy"] = text("At last.");
    expect(await retryFailures(ledger, now())).toBe(3);
    expect(kinds(await round())).toEqual(["checked", "recorded", "failed", "failed"]);
    expect(await failuresOf(ledger)).toHaveLength(2);
  });

  it("leaves a host alone for as long as it asks", async () => {
    pages = {
      "/feed": rss("a", "b"),
      "/a": { status: 429, headers: { "retry-after": "7200" } },
      "/b": text("Later."),
    };
    await addFeeds(ledger, [`${base}/feed`], now());
    await round();
    expect(paths()).not.toContain("/b");
    clock += 7100e3;
    asked = [];
    await round();
    expect(paths()).toEqual(["/robots.txt", "/feed"]);
    clock += 200e3;
    pages["/a"] = text("Now.");
    expect(kinds(await round())).toEqual(["checked", "recorded", "recorded"]);
  });

  it("goes on where it was stopped", async () => {
    pages = { "/feed": rss("a", "b", "c"), "/a": text("A."), "/b": text("B."), "/c": text("C.") };
    await addFeeds(ledger, [`${base}/feed`], now());
    const stop = new AbortController();
    await round({
      signal: stop.signal,
      onEvent: ({ kind }) => {
        if (kind === "recorded") stop.abort();
      },
    });
    expect((await countAll(ledger)).documents).toBe(1);
    await round();
    expect((await countAll(ledger)).documents).toBe(3);
    expect(paths().filter((path) => path === "/a")).toHaveLength(1);
  });

  it("follows sitemaps and their index, compressed ones too, from a day on", async () => {
    const urls = (...all: readonly (readonly [string, string])[]): Buffer =>
      gzipSync(
        `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${all
          .map(([path, day]) => `<url><loc>${base}${path}</loc><lastmod>${day}</lastmod></url>`)
          .join("")}</urlset>`,
      );
    let lastmod = "2024-05-12";
    pages = {
      "/index.xml": () => ({
        headers: { "content-type": "text/xml" },
        body: `<sitemapindex xmlns="x"><sitemap><loc>/news.gz</loc><lastmod>${lastmod}</lastmod></sitemap><sitemap><loc>/old.gz</loc><lastmod>2019-01-01</lastmod></sitemap></sitemapindex>`,
      }),
      "/news.gz": { headers: { "content-type": "application/gzip" }, body: urls(["/a", "2024-05-12"], ["/b", "2020-01-01"]) }, // prettier-ignore
      "/a": text("A."),
    };
    await addFeeds(ledger, [`${base}/index.xml`], now());
    await round({ since: "2024-05-01" });
    expect(paths()).toEqual(["/robots.txt", "/index.xml", "/news.gz", "/a"]);
    asked = [];
    await round({ since: "2024-05-01" });
    expect(paths()).toEqual(["/robots.txt", "/index.xml"]); // its index tells of no change
    lastmod = "2024-05-13";
    asked = [];
    await round({ since: "2024-05-01" });
    expect(paths()).toEqual(["/robots.txt", "/index.xml", "/news.gz"]);
    await removeFeed(ledger, `${base}/index.xml`);
    expect(await feedsOf(ledger)).toEqual([]);
  });

  it("says what is no feed, and which feeds a page names", async () => {
    pages = {
      "/page": {
        headers: { "content-type": "text/html" },
        body: '<!doctype html><html><link rel=alternate type="application/rss+xml" href="/feed?a=1&amp;b=2"></html>',
      },
      "/words": text("Nothing of the kind."),
    };
    await addFeeds(ledger, [`${base}/page`, `${base}/words`], now());
    expect((await round()).map((event) => (event.kind === "failed" ? event.problem : ""))).toEqual([
      `is a web page, not a feed; it names ${base}/feed?a=1&b=2`,
      "is neither a feed (RSS, Atom, JSON) nor a sitemap",
    ]);
    await expect(addFeeds(ledger, ["example.org"], now())).rejects.toThrow("is no web address");
    await expect(removeFeed(ledger, `${base}/other`)).rejects.toThrow("is not watched");
  });

  it("refuses private addresses unless they are allowed", async () => {
    await addFeeds(ledger, [`${base}/feed`], now());
    const fetch = createPoliteFetch({
      delay: 0,
      agent: "onrecord/test",
      allowPrivate: false,
      now: () => performance.now(),
      wait: () => Promise.resolve(),
    });
    await expect(fetch(`${base}/feed`)).rejects.toThrow("not a public address");
    expect(asked).toEqual([]);
  });
});
