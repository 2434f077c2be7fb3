import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { createApp } from "../../src/http/app.js";
import { builtPage } from "../../src/http/web.js";
import { type Access, LOOPBACK } from "../../src/http/guard.js";
import { askHere } from "../../src/ledger/asking.js";
import { openLedger, type OpenLedger } from "../../src/ledger/open.js";
import { openTagger } from "../../src/tagger/onnx-node.js";
import type { Site } from "./browser.js";

export const example = (name: string): string =>
  readFileSync(new URL(`../../examples/${name}`, import.meta.url), "utf8");

const NOW = "2024-08-20T09:00:00.000Z";

export interface Desk extends Site {
  readonly ledger: OpenLedger;
  /** Puts a text on record, as the page's button does. */
  record(document: { text: string; name?: string; [field: string]: unknown }): Promise<string>;
  /** The answer of an address under `/api/`. */
  get(path: string): Promise<unknown>;
}

/** `onrecord serve` over a fresh ledger, on a day in August 2024. */
export async function serveDesk(access: Access["kind"] = "local"): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), "onrecord-page-"));
  const ledger = await openLedger(join(folder, "ledger.db"), { create: true });
  const tagger = await openTagger();
  const web = builtPage();
  if (web === null) throw new Error("The page is not built: npm run build:web");
  const app = createApp({
    ledger,
    asking: askHere(ledger),
    tagger,
    version: "test",
    now: () => NOW,
    access: access === "tokens" ? { kind: "tokens" } : { kind: "local", hosts: LOOPBACK },
    web,
  });
  const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
  await new Promise<void>((listening) => server.once("listening", () => listening()));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const answer = async (path: string, init: RequestInit): Promise<unknown> => {
    const response = await fetch(`${url}api/${path}`, init);
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return response.json();
  };
  return {
    url,
    ledger,
    get: (path) => answer(path, {}),
    record: async (document) => {
      const body = JSON.stringify(document);
      const headers = { "content-type": "application/json" };
      const told = (await answer("documents", { method: "POST", headers, body })) as {
        document: string;
      };
      return told.document;
    },
    close: async () => {
      if ("closeAllConnections" in server) server.closeAllConnections();
      await new Promise<void>((closed) => server.close(() => closed()));
      await tagger.close();
      await ledger.close();
      rmSync(folder, { recursive: true });
    },
  };
}
