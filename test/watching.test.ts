import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { Ajv2020 as Ajv } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp, type Services } from "../src/http/app.js";
import { askHere } from "../src/ledger/asking.js";
import { openLedger } from "../src/ledger/open.js";
import { makeToken, type Scope, SCOPES } from "../src/ledger/tokens.js";
import { openTagger } from "../src/tagger/onnx-node.js";
import { freshPlace, type Place } from "./ledgers.js";

const FEED = `<rss version="2.0"><channel><title>The Selwyn Gazette</title>
<item><title>The pier</title><link>/pier.txt</link><pubDate>Mon, 13 May 2024 08:00:00 GMT</pubDate></item>
<item><title>Gone</title><link>/gone.txt</link></item></channel></rss>`;
const PIER = "“We will mend it by June 3,” Ada Quill, the harbour master, told reporters.\n";

let place: Place;
let services: Services;
let publisher: Server;
let feed: string;
/** What the publisher waits for before it answers; `asked` is told of each request. */
let ready: Promise<void> = Promise.resolve();
let asked: () => void = () => undefined;
const tokens = { read: "", write: "" };

beforeAll(async () => {
  place = await freshPlace();
  const ledger = await openLedger(place.location, { create: true });
  services = {
    ledger,
    asking: askHere(ledger),
    tagger: await openTagger(),
    version: "test",
    now: () => "2024-05-20T08:00:00.000Z",
    access: { kind: "tokens" },
  };
  for (const scope of SCOPES)
    tokens[scope] = (await makeToken(ledger, "a test", scope, services.now())).token;
  publisher = createServer((request, response) => {
    asked();
    const pages: Record<string, readonly [string, string]> = {
      "/feed.xml": ["application/rss+xml", FEED],
      "/pier.txt": ["text/plain", PIER],
    };
    const [type, page] = pages[request.url!] ?? ["text/plain", null];
    void ready.then(() =>
      response.writeHead(page === null ? 404 : 200, { "content-type": type }).end(page ?? ""),
    );
  });
  await new Promise<void>((done) => publisher.listen(0, "127.0.0.1", done));
  feed = `http://127.0.0.1:${(publisher.address() as AddressInfo).port}/feed.xml`;
});
afterAll(async () => {
  publisher.closeAllConnections();
  publisher.close();
  await services.tagger.close();
  await services.ledger.close();
  await place.remove();
});

type App = ReturnType<typeof createApp>;
async function ask(app: App, method: string, path: string, sent?: object, scope: Scope = "write") {
  const answer = await app.request(path, {
    method,
    headers: { authorization: `Bearer ${tokens[scope]}`, "content-type": "application/json" },
    ...(sent ? { body: JSON.stringify(sent) } : {}),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

describe("watching over HTTP", () => {
  it("refuses addresses of this machine, and whoever may only read", async () => {
    const app = createApp(services);
    expect((await ask(app, "POST", "/api/watch", { addresses: [feed] }, "read")).status).toBe(403);
    expect((await ask(app, "POST", "/api/watch", { addresses: ["file:///etc"] })).status).toBe(422);
    expect((await ask(app, "GET", "/api/feeds")).body["items"]).toEqual([]);
    const { status, body } = await ask(app, "POST", "/api/watch", { addresses: [feed] });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      events: [{ kind: "failed", url: feed, problem: expect.stringContaining("not a public address") as string }], // prettier-ignore
      whole: true,
    });
    expect((await ask(app, "DELETE", `/api/feeds?address=${feed}`, undefined, "read")).status).toBe(403); // prettier-ignore
    expect((await ask(app, "DELETE", `/api/feeds?address=${feed}`)).status).toBe(200);
    expect((await ask(app, "DELETE", `/api/feeds?address=${feed}`)).status).toBe(404);
  });

  it("records what a feed tells of, one round at a time, and goes on where time was up", async () => {
    const app = createApp({ ...services, allowPrivate: true });
    let answer: () => void = () => undefined;
    ready = new Promise((done) => (answer = done));
    const begun = new Promise<void>((done) => (asked = done));
    const first = ask(app, "POST", "/api/watch", { addresses: [feed], seconds: 1 });
    await begun;
    expect((await ask(app, "POST", "/api/watch", {})).status).toBe(409);
    // What is asked for by now is waited for; nothing more is.
    await new Promise((next) => setTimeout(next, 1200));
    answer();
    expect((await first).body).toEqual({ events: [], whole: false });
    const { body } = await ask(app, "POST", "/api/watch", {});
    expect(body["whole"]).toBe(true);
    expect(body["events"]).toMatchObject([
      { kind: "checked", feed, listed: 2, fresh: 2 },
      { kind: "failed", again: null },
      { kind: "recorded", statements: 1, added: true },
    ]);
    expect((await ask(app, "GET", "/api/search?q=mend")).body["items"]).toMatchObject([
      { speaker: "Ada Quill", published: "2024-05-13" },
    ]);
    expect((await ask(app, "GET", "/api/feeds")).body["items"]).toMatchObject([
      { address: feed, title: "The Selwyn Gazette", items: { recorded: 1, failed: 1 } },
    ]);
    expect((await ask(app, "GET", "/api/feeds/failures")).body["items"]).toMatchObject([
      { state: "failed", tries: 1 },
    ]);

    const ajv = new Ajv({ strict: false, validateFormats: false });
    ajv.addSchema((await ask(app, "GET", "/api/openapi.json")).body, "api");
    for (const [described, answer] of [
      ["watch/post", body],
      ["feeds/get", (await ask(app, "GET", "/api/feeds")).body],
      ["feeds~1failures/get", (await ask(app, "GET", "/api/feeds/failures")).body],
    ] as const) {
      const at = `api#/paths/~1api~1${described}/responses/200/content/application~1json/schema`;
      const validate = ajv.compile({ $ref: at });
      expect([described, validate(answer) ? [] : validate.errors]).toEqual([described, []]);
    }
    expect((await ask(app, "POST", "/api/feeds/retry")).body).toEqual({ articles: 1 });
  }, 30_000);

  it("ends a round when the server does", async () => {
    const stopping = new AbortController();
    const app = createApp({ ...services, allowPrivate: true, stopping: stopping.signal });
    const round = ask(app, "POST", "/api/watch", {});
    setTimeout(() => stopping.abort(), 100);
    expect((await round).body["whole"]).toBe(false);
  });
});
