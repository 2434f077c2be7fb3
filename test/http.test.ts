import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp, type Services } from "../src/http/app.js";
import { LOOPBACK } from "../src/http/guard.js";
import { parseMarkdown } from "../src/ingest/markdown.js";
import { askHere } from "../src/ledger/asking.js";
import { openLedger } from "../src/ledger/open.js";
import { record } from "../src/ledger/record.js";
import { read } from "../src/read.js";
import { makeToken, revokeToken, type Scope } from "../src/ledger/tokens.js";
import { openTagger } from "../src/tagger/onnx-node.js";

const NOW = "2024-09-02T08:00:00.000Z";
const example = (name: string): string =>
  readFileSync(new URL(`../examples/${name}`, import.meta.url), "utf8");
let folder: string;
let services: Services;
let app: ReturnType<typeof createApp>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "onrecord-http-"));
  const ledger = await openLedger(join(folder, "ledger.db"), { create: true });
  const tagger = await openTagger();
  services = {
    ledger,
    asking: askHere(ledger),
    tagger,
    version: "test",
    now: () => NOW,
    access: { kind: "local", hosts: LOOPBACK },
  };
  app = createApp(services);
  await record(
    ledger,
    await read(parseMarkdown(example("2024-05-13-briefing.md"), { path: "briefing.md" }), tagger),
    NOW,
  );
});
afterAll(async () => {
  await services.tagger.close();
  await services.ledger.close();
  rmSync(folder, { recursive: true });
});

type Fields = Record<string, unknown>;
async function get(path: string): Promise<{ status: number; body: Fields; headers: Headers }> {
  const answer = await app.request(path);
  return { status: answer.status, body: (await answer.json()) as Fields, headers: answer.headers };
}
const post = (path: string, body: unknown, token?: string): Promise<Response> =>
  Promise.resolve(
    app.request(path, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: typeof body === "string" ? body : JSON.stringify(body),
    }),
  );

describe("asking", () => {
  it("searches by pages that do not overlap", async () => {
    const first = await get("/api/search?q=the&limit=2");
    expect(first.status).toBe(200);
    expect(first.body["items"]).toHaveLength(2);
    const second = await get(`/api/search?q=the&limit=2&cursor=${String(first.body["next"])}`);
    const ids = [first, second].flatMap(({ body }) =>
      (body["items"] as { statement: number }[]).map((one) => one.statement),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("answers about speakers, words, positions, promises and questions", async () => {
    expect((await get("/api/speaker?name=oduya")).body).toMatchObject({ name: "Mirela Oduya" });
    expect((await get("/api/said?words=That%20is%20not%20a%20slogan")).body["items"]).toHaveLength(
      1,
    );
    expect((await get("/api/position?speaker=oduya&topic=tunnel")).body["items"]).not.toHaveLength(
      0,
    );
    const promises = (await get("/api/commitments")).body["items"] as { overdue: boolean }[];
    expect(promises.some(({ overdue }) => overdue)).toBe(true);
    expect((await get("/api/asked")).body["items"]).not.toHaveLength(0);
  });

  it("reads a text and checks a draft", async () => {
    const reading = (await (
      await post("/api/read", { text: "“It holds,” the mayor, Ada Lund, said." })
    ).json()) as Fields;
    expect(reading).toMatchObject({ schema: "onrecord/reading@1" });
    const checked = (await (
      await post("/api/check", {
        draft: { text: example("draft.md"), name: "draft.md" },
        ledger: true,
      })
    ).json()) as {
      checks: { wording: string }[];
    };
    expect(checked.checks[0]).toMatchObject({ wording: "altered", severity: "substantive" });
  });

  it("answers 304 to who has it already", async () => {
    const { headers } = await get("/api/search?q=tunnel");
    const again = await app.request("/api/search?q=tunnel", {
      headers: { "if-none-match": headers.get("etag")! },
    });
    expect(again.status).toBe(304);
  });

  it("describes itself", async () => {
    const { body } = await get("/api/openapi.json");
    expect(body["openapi"]).toBe("3.1.0");
    expect(Object.keys(body["paths"] as object)).toContain("/api/commitments/{id}/status");
  });
});

describe("deciding", () => {
  it("records a status on evidence, and takes it back", async () => {
    const made = await post("/api/commitments/1/status", {
      status: "kept",
      evidence: { url: "https://example.org/tunnel", date: "2024-08-30" },
      who: "ada",
    });
    expect(made.status).toBe(200);
    const { event } = (await made.json()) as { event: number };
    expect((await post(`/api/events/${event}/undo`, { who: "ada" })).status).toBe(200);
    expect((await get("/api/events")).body["items"]).toHaveLength(2);
  });
});

describe("refusing", () => {
  it.each([
    ["/api/search", 400, "q: is missing"],
    ["/api/search?q=%22%20%3F", 422, "holds no word"],
    ["/api/search?q=bus&since=2024-06-01&until=2024-05-01", 422, "ends before it begins"],
    ["/api/export?since=2024-06-01&until=2024-05-01", 422, "ends before it begins"],
    ["/api/search?q=a&since=yesterday", 400, "is not a day"],
    ["/api/search?q=a&since=2024-02-30", 400, "since: is not a day; write it as 2021-08-31"],
    ["/api/search?q=a&limit=0", 400, "limit: is less than 1"],
    ["/api/search?q=a&limit=201", 400, "limit: is more than 200"],
    ["/api/search?q=a&limit=x", 400, "limit: is not a number"],
    ["/api/search?q=a&in=book", 400, "in: is none of article, transcript"],
    ["/api/speaker?name=", 400, "name: is empty"],
    ["/api/search?q=a%00b", 400, "NUL"],
    ["/api/search?q=a&cursor=1242917582954524661171544156798976", 400, "cursor"],
    ["/api/speaker?name=Nobody", 404, "nobody's name"],
    ["/api/commitments/999", 404, "is not in the ledger"],
    ["/api/commitments/x", 400, "id: is not a number"],
    ["/api/commitments/0", 400, "id: is less than 1"],
    ["/api/events?about=%00", 400, "NUL"],
    ["/api/statements/999", 404, "is not in the ledger"],
    ["/api/documents/sha256:0", 404, "no document on record"],
    ["/api/nowhere", 404, "openapi.json"],
  ])("%s with %i", async (path, status, words) => {
    const { status: got, body, headers } = await get(path);
    expect(got).toBe(status);
    expect(headers.get("content-type")).toContain("application/problem+json");
    expect(body["detail"]).toContain(words);
  });

  it.each<[string, unknown, string]>([
    ["/api/read", {}, "text: is missing"],
    ["/api/read", { text: 1 }, "text: is not a text"],
    ["/api/check", { draft: "x" }, "draft: is not an object"],
    ["/api/fetch", { url: "example" }, "url: is no web address"],
    [
      "/api/commitments/1/status",
      { status: "kept", who: "ada", evidence: { url: "javascript:alert(1)", date: "2024-06-01" } },
      "evidence.url: is no web address",
    ],
    ["/api/documents", { text: "A.", url: "data:text/html,a" }, "url: is no web address"],
    ["/api/people/merge", { name: "A", others: [], who: "ada" }, "others: is empty"],
  ])("%s of %j with words", async (path, body, words) => {
    const answer = await post(path, body);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as Fields)["detail"]).toContain(words);
  });

  it("what is no JSON, and what lacks evidence", async () => {
    expect((await post("/api/read", "{")).status).toBe(400);
    const form = await app.request("/api/read", { method: "POST", body: "text=x" });
    expect(form.status).toBe(415);
    expect(((await form.json()) as Fields)["detail"]).toContain("application/json");
    expect((await post("/api/commitments/1/status", { status: "kept", who: "ada" })).status).toBe(
      422,
    );
    expect((await post("/api/check", { draft: { text: "“A.”" } })).status).toBe(422);
  });

  it("who has no token, whose was revoked, and who may only read", async () => {
    const guarded = createApp({ ...services, access: { kind: "tokens" } });
    const make = (scope: Scope) => makeToken(services.ledger, `a ${scope}er`, scope, NOW);
    const [reader, writer, former] = [await make("read"), await make("write"), await make("write")];
    await revokeToken(services.ledger, former.record.id, NOW);
    const ask = async (method: string, path: string, token?: string) =>
      guarded.request(path, {
        method,
        headers: {
          "content-type": "application/json",
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        ...(method === "POST" ? { body: JSON.stringify({ who: "ada", text: "It holds." }) } : {}),
      });
    const status = async (...all: Parameters<typeof ask>) => (await ask(...all)).status;
    const none = await ask("GET", "/api/health");
    expect([none.status, none.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="onrecord"']); // prettier-ignore
    expect(await status("GET", "/api/health", "x")).toBe(401);
    expect(await status("GET", "/api/health", former.token)).toBe(401);
    const forged = `${reader.token.slice(0, -1)}${reader.token.endsWith("A") ? "B" : "A"}`;
    expect(await status("GET", "/api/health", forged)).toBe(401);
    expect(await status("GET", "/api/health", reader.token)).toBe(200);
    expect(await status("POST", "/api/read", reader.token)).toBe(200);
    expect(await status("POST", "/api/events/99/undo", reader.token)).toBe(403);
    expect(await status("POST", "/api/documents", reader.token)).toBe(403);
    expect(await status("POST", "/api/events/99/undo", writer.token)).toBe(404);
    const kept = JSON.stringify(
      await services.ledger.db.selectFrom("tokens").selectAll().execute(),
    );
    // The secret is all behind the id; it may hold "_" itself.
    for (const { token } of [reader, writer, former])
      expect(kept).not.toContain(token.split("_").slice(2).join("_"));
  });

  it("who asks by another name, and other sites' pages that post", async () => {
    const ask = async (url: string, headers: Record<string, string> = {}, method = "GET") =>
      (await app.request(url, { method, headers })).status;
    expect(await ask("http://rebound.example/api/health")).toBe(421);
    for (const host of ["localhost:4747", "127.0.0.1:9", "[::1]"])
      expect(await ask(`http://${host}/api/health`)).toBe(200);
    const post = (headers: Record<string, string>) =>
      ask("http://localhost/api/events/99/undo", headers, "POST");
    expect(await post({ origin: "https://evil.example" })).toBe(403);
    expect(await post({ origin: "null" })).toBe(403);
    expect(await post({ "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await post({ "sec-fetch-site": "same-origin", origin: "http://localhost" })).toBe(400);
    expect(await post({ "sec-fetch-site": "same-origin", origin: "null" })).toBe(400);
  });

  it("a method that an address does not take", async () => {
    const answer = await app.request("/api/search", { method: "DELETE" });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET"]);
    expect((await app.request("/api/events/1/undo")).headers.get("allow")).toBe("POST");
  });
});

describe("long readings", () => {
  const stream = (path: string, body: unknown): Promise<Response> =>
    Promise.resolve(
      app.request(path, {
        method: "POST",
        headers: { "content-type": "application/json", accept: "text/event-stream" },
        body: JSON.stringify(body),
      }),
    );
  const eventsIn = (text: string): { event: string; data: Fields }[] =>
    text
      .trim()
      .split("\n\n")
      .map((one) => ({
        event: /^event: (.*)$/mu.exec(one)![1]!,
        data: JSON.parse(/^data: (.*)$/mu.exec(one)![1]!) as Fields,
      }));

  it("tell how far they are, then what came of it", async () => {
    const text = example("2024-05-13-briefing.md");
    const answer = await stream("/api/read", { text, name: "briefing.md" });
    expect(answer.headers.get("content-type")).toContain("text/event-stream");
    const events = eventsIn(await answer.text());
    const shares = events.slice(0, -1).map(({ event, data }) => [event, data["share"]]);
    expect(shares.length).toBeGreaterThan(1);
    expect(shares.at(-1)).toEqual(["progress", 1]);
    const plain = await (await post("/api/read", { text, name: "briefing.md" })).json();
    expect(events.at(-1)).toEqual({ event: "result", data: plain });
  });

  it("say what was wrong", async () => {
    const events = eventsIn(await (await stream("/api/check", { draft: { text: "“A.”" } })).text());
    expect(events).toMatchObject([{ event: "problem", data: { status: 422 } }]);
  });

  it("end when nobody listens", async () => {
    let windows = 0;
    const slow: Services["tagger"] = {
      close: () => Promise.resolve(),
      tag: (text, spans, progress) =>
        services.tagger.tag(text, spans, async (share) => {
          windows++;
          await progress?.(share);
        }),
    };
    const patient = createApp({ ...services, tagger: slow });
    const text = example("2024-05-13-briefing.md").repeat(20);
    const answer = await patient.request("/api/read", {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify({ text, name: "briefing.md" }),
    });
    const reader = answer.body!.getReader();
    await reader.read();
    await reader.cancel();
    await new Promise((later) => setTimeout(later, 100));
    const seen = windows;
    await new Promise((later) => setTimeout(later, 200));
    expect(windows).toBe(seen);
    expect(seen).toBeLessThan(60);
  });
});

describe("the page", () => {
  const form = (path: string, fields: Record<string, string>): Promise<Response> =>
    Promise.resolve(app.request(path, { method: "POST", body: new URLSearchParams(fields) }));

  it("has its rooms, without script, and lets no text become markup", async () => {
    for (const room of ["/", "/check", "/record?q=tunnel", "/promises"]) {
      const answer = await app.request(room);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(await answer.text()).not.toContain("<script");
    }
    const hostile = "<script>alert(1)</script>";
    expect(
      await (await app.request(`/record?q=${encodeURIComponent(hostile)}`)).text(),
    ).not.toContain(hostile);
    const read = await form("/read", { text: `“It ${hostile} holds,” the mayor, Ada Lund, said.` });
    expect(await read.text()).not.toContain(hostile);
    const checked = await form("/check", {
      draft: example("draft.md"),
      source: example("2024-05-13-briefing.md"),
    });
    expect(await checked.text()).toContain("altered, substantive: negation");
  });
});
