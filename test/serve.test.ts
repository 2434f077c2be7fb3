import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";

const command = fileURLToPath(new URL("../bin/onrecord.js", import.meta.url));
const briefing = fileURLToPath(new URL("../examples/2024-05-13-briefing.md", import.meta.url));
let folder: string;
let server: ChildProcess;
let at: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "onrecord-serve-"));
  const ledger = join(folder, "ledger.db");
  execFileSync(process.execPath, [command, "add", briefing, "--ledger", ledger]);
  server = spawn(process.execPath, [command, "serve", "--port", "0", "--ledger", ledger]);
  at = await new Promise<string>((found, failed) => {
    let printed = "";
    server.stdout!.on("data", (data) => {
      const [url] = /http:\S+?(?=\/ )/u.exec((printed += String(data))) ?? [];
      if (url) found(url);
    });
    server.once("exit", () => failed(new Error(`ended: ${printed}`)));
  });
}, 60_000);
afterAll(() => {
  server.kill();
  rmSync(folder, { recursive: true });
});

// Over a socket, and answered by the threads that `onrecord serve` starts.
it("answers many at once, tells mistakes apart, and finds what was just put on record", async () => {
  const ask = async (path: string) => {
    const response = await fetch(at + path);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const all = await Promise.all(
    Array.from({ length: 40 }, (_, i) => ask(`/api/search?q=tunnel&limit=1&cursor=${i % 2}`)),
  );
  expect(new Set(all.map(({ body }) => JSON.stringify(body["items"]))).size).toBe(2);
  expect(await ask("/api/speaker?name=Nobody")).toMatchObject({
    status: 404,
    body: { detail: expect.stringContaining("nobody's name") as string },
  });
  expect((await ask("/api/search?q=%3F")).status).toBe(422);
  expect((await ask("/api/search?q=lighthouse")).body["items"]).toEqual([]);
  await fetch(`${at}/api/documents`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text: "“The lighthouse stays dark,” Ada Quill, the keeper, said." }),
  });
  expect((await ask("/api/search?q=lighthouse")).body["items"]).toHaveLength(1);
});

it("says in a sentence that a port is taken, and ends", async () => {
  const args = [command, "serve", "--port", new URL(at).port, "--ledger", join(folder, "b.db")];
  const second = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
  let err = "";
  second.stderr.on("data", (data) => (err += String(data)));
  expect(await new Promise((end) => second.once("close", end))).toBe(1);
  expect(err).toMatch(/^onrecord: --host 127\.0\.0\.1 --port \d+: cannot be listened on \(.*\n$/u);
});

it("ends well when told to, with its threads", async () => {
  const ended = new Promise<number | null>((end) => server.once("exit", end));
  server.kill("SIGTERM");
  expect(await ended).toBe(0);
});
