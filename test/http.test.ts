import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp, type Services } from "../src/http/app.js";
import { parseMarkdown } from "../src/ingest/markdown.js";
import { openLedger } from "../src/ledger/open.js";
import { record } from "../src/ledger/record.js";
import { read } from "../src/read.js";
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
  services = { ledger, tagger, version: "test", now: () => NOW, tokens: new Map() };
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
    ["/api/search", 400, "q"],
    ["/api/search?q=%22%20%3F", 422, "holds no word"],
    ["/api/search?q=a&since=yesterday", 400, "is not a day"],
    ["/api/search?q=a&limit=0", 400, "limit"],
    ["/api/speaker?name=Nobody", 422, "nobody's name"],
    ["/api/nowhere", 404, "openapi.json"],
  ])("%s with %i", async (path, status, words) => {
    const { status: got, body, headers } = await get(path);
    expect(got).toBe(status);
    expect(headers.get("content-type")).toContain("application/problem+json");
    expect(body["detail"]).toContain(words);
  });

  it("what is no JSON, and what lacks evidence", async () => {
    expect((await post("/api/read", "{")).status).toBe(400);
    expect((await post("/api/commitments/1/status", { status: "kept", who: "ada" })).status).toBe(
      422,
    );
    expect((await post("/api/check", { draft: { text: "“A.”" } })).status).toBe(422);
  });

  it("who has no token, and who may only read", async () => {
    const tokens = new Map<string, "read" | "write">([["r", "read"], ["w", "write"]]); // prettier-ignore
    const guarded = createApp({ ...services, tokens });
    const ask = async (method: string, path: string, token?: string): Promise<number> =>
      (
        await guarded.request(path, {
          method,
          headers: {
            "content-type": "application/json",
            ...(token ? { authorization: `Bearer ${token}` } : {}),
          },
          ...(method === "POST" ? { body: JSON.stringify({ who: "ada" }) } : {}),
        })
      ).status;
    expect(await ask("GET", "/api/health")).toBe(401);
    expect(await ask("GET", "/api/health", "x")).toBe(401);
    expect(await ask("GET", "/api/health", "r")).toBe(200);
    expect(await ask("POST", "/api/events/99/undo", "r")).toBe(403);
    expect(await ask("POST", "/api/events/99/undo", "w")).toBe(422);
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
