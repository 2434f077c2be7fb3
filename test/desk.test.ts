import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 as Ajv } from "ajv/dist/2020.js";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp, type Services } from "../src/http/app.js";
import { askHere } from "../src/ledger/asking.js";
import { openLedger } from "../src/ledger/open.js";
import { makeToken, type Scope, SCOPES } from "../src/ledger/tokens.js";
import { openTagger } from "../src/tagger/onnx-node.js";

const TEXT =
  "Port Selwyn will mend the pier, the harbour master said.\n\n“We will mend it by June 3,” Ada Quill, the harbour master, told reporters.\n";
let folder: string;
let services: Services;
let app: ReturnType<typeof createApp>;
const tokens = { read: "", write: "" };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "onrecord-desk-"));
  const ledger = await openLedger(join(folder, "ledger.db"), { create: true });
  const now = () => "2024-05-20T08:00:00.000Z";
  services = {
    ledger,
    asking: askHere(ledger),
    tagger: await openTagger(),
    version: "test",
    now,
    access: { kind: "tokens" },
  };
  for (const scope of SCOPES)
    tokens[scope] = (await makeToken(ledger, "a test", scope, now())).token;
  app = createApp(services);
});
afterAll(async () => {
  await services.tagger.close();
  await services.ledger.close();
  rmSync(folder, { recursive: true });
});

type Fields = Record<string, unknown>;
async function ask(path: string, body?: object, scope: Scope = "write") {
  const answer = await app.request(path, {
    method: body ? "POST" : "GET",
    headers: { authorization: `Bearer ${tokens[scope]}`, "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const read = async (): Promise<Fields> => (await answer.json()) as Fields;
  return { status: answer.status, read, bytes: () => answer.arrayBuffer() };
}

describe("the desk over HTTP", () => {
  it("puts a text on record, once, and gives its reading", async () => {
    const sent = { text: TEXT, name: "quay.md", title: "The pier", published: "2024-05-14" };
    expect((await ask("/api/documents", sent, "read")).status).toBe(403);
    const first = await (await ask("/api/documents", sent)).read();
    expect(first["added"]).toBe(true);
    expect((await (await ask("/api/documents", sent)).read())["added"]).toBe(false);
    const reading = await (
      await ask(`/api/documents/${String(first["document"])}/reading`, undefined, "read")
    ).read();
    expect(reading["document"]).toMatchObject({ title: "The pier", text: TEXT });
    expect(reading["attributions"]).not.toEqual([]);
    expect((await ask("/api/documents/sha256:0/reading")).status).toBe(404);
  });

  it("answers as its description says", async () => {
    const description = await (await ask("/api/openapi.json")).read();
    const ajv = new Ajv({ strict: false, validateFormats: false });
    ajv.addSchema(description, "api");
    const { items } = (await (await ask("/api/review")).read()) as {
      items: { hit: { statement: number; document: string } }[];
    };
    const { statement, document } = items[0]!.hit;
    for (const [path, described] of [
      ["/api/review", "review"],
      [`/api/statements/${statement}`, "statements~1{id}"],
      [`/api/documents/${document}`, "documents~1{id}"],
      [`/api/documents/${document}/reading`, "documents~1{id}~1reading"],
      ["/api/revisions?address=quay.md", "revisions"],
      ["/api/search?q=pier", "search"],
      ["/api/speaker?name=Quill", "speaker"],
      ["/api/said?words=we%20will%20mend%20it", "said"],
      ["/api/commitments", "commitments"],
      ["/api/asked", "asked"],
    ] as const) {
      const answer = await ask(path);
      expect([path, answer.status]).toEqual([path, 200]);
      const at = `api#/paths/~1api~1${described}/get/responses/200/content/application~1json/schema`;
      const validate = ajv.compile({ $ref: encodeURI(at) });
      expect([path, validate(await answer.read()) ? [] : validate.errors]).toEqual([path, []]);
    }
  });

  it("gives the ledger in every format, and says what it has no form for", async () => {
    const csv = Buffer.from(await (await ask("/api/export?format=csv", undefined, "read")).bytes());
    expect(csv.toString()).toContain("mend the pier");
    for (const format of ["jsonl", "jsonld", "claimreview", "annotations", "atom", "parquet"])
      expect((await (await ask(`/api/export?format=${format}`)).bytes()).byteLength).not.toBe(0);
    const calendar = Buffer.from(await (await ask("/api/export?format=ics")).bytes());
    expect(calendar.toString()).toContain("BEGIN:VCALENDAR");
    expect((await ask("/api/export?format=atom&commitments=1")).status).toBe(422);
    expect((await ask("/api/export?format=ics&act=denial")).status).toBe(422);
    expect((await ask("/api/export?format=odt")).status).toBe(400);
  });

  it("reviews, decides, tells the history and exports corrections", async () => {
    expect((await ask("/api/review/export")).status).toBe(404);
    const { items } = (await (await ask("/api/review?limit=1")).read()) as {
      items: { hit: { statement: number } }[];
    };
    const { statement } = items[0]!.hit;
    const path = `/api/statements/${statement}/decision`;
    expect((await ask(path, { verdict: "accept", who: "ada" }, "read")).status).toBe(403);
    expect((await ask(path, { verdict: "maybe", who: "ada" })).status).toBe(400);
    expect((await ask(path, { verdict: "correct", who: "ada" })).status).toBe(422);
    expect((await ask(path, { verdict: "correct", speaker: "Bo Reyes", who: "ada" })).status).toBe(
      200,
    );
    const one = await (await ask(`/api/statements/${statement}`)).read();
    expect(one).toMatchObject({ hit: { speaker: "Bo Reyes" }, decisions: [{ what: "correct" }] });
    const events = await (
      await ask(`/api/events?about=${statement}&what=accept,reject,correct&newest=1&limit=5`)
    ).read();
    expect(events).toMatchObject({ items: [{ who: "ada", undone: false }], next: null });
    const zip = unzipSync(new Uint8Array(await (await ask("/api/review/export")).bytes()));
    expect(Object.keys(zip).map((name) => name.split("/")[0])).toEqual(["text", "attributions"]);
  });

  it("refuses to fetch addresses of this machine", async () => {
    const refused = await ask("/api/fetch", { url: "http://127.0.0.1:9/" });
    expect(refused.status).toBe(422);
    expect((await ask("/api/fetch", { url: "no address" })).status).toBe(400);
  });
});
