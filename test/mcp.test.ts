import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execFileSync } from "node:child_process";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { afterAll, beforeAll, expect, it } from "vitest";

const command = fileURLToPath(new URL("../bin/onrecord.js", import.meta.url));
const briefing = fileURLToPath(new URL("../examples/2024-05-13-briefing.md", import.meta.url));
let folder: string;
let client: Client;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "onrecord-mcp-"));
  const ledger = join(folder, "ledger.db");
  execFileSync(process.execPath, [command, "add", briefing, "--ledger", ledger]);
  client = new Client({ name: "test", version: "1" });
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [command, "mcp", "--ledger", ledger],
    }),
  );
}, 30_000);
afterAll(async () => {
  await client.close();
  rmSync(folder, { recursive: true });
});

const call = async (name: string, args: Record<string, unknown>): Promise<string> => {
  const { content } = (await client.callTool({ name, arguments: args })) as {
    content: { text: string }[];
  };
  return content[0]!.text;
};

it("looks up what was said and where, and says when nothing was", async () => {
  expect((await client.listTools()).tools.map(({ name }) => name).sort()).toEqual([
    "check_quotation",
    "commitments",
    "search_statements",
    "speaker",
  ]);
  expect(await call("search_statements", { words: "slogan" })).toMatch(
    /Mirela Oduya.*slogan[\s\S]*2024-05-13.*line 21/u,
  );
  expect(await call("search_statements", { words: "zeppelin" })).toMatch(
    /^Nothing on record for: zeppelin\n\nSearched: \d+ statements of 1 documents/u,
  );
  expect(await call("search_statements", { words: "slogan", since: "yesterday" })).toContain(
    "is not a day",
  );
  expect(await call("speaker", { name: "oduya" })).toContain('"name":"Mirela Oduya"');
  expect(await call("speaker", { name: "Nobody" })).toContain("is nobody's name");
  expect(await call("commitments", {})).toContain("nobody has looked");
  expect(
    await call("check_quotation", {
      words: "We will send a single bus through that tunnel until the wall is dry",
    }),
  ).toMatch(/^altered, substantive\nnegation: asked “.*”, printed “.*not/u);
  expect(await call("check_quotation", { words: "Zeppelins sail over the bakery" })).toContain(
    "Not found in the ledger",
  );
});
