import { readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as ort from "onnxruntime-web/wasm";
import type { Browser, Page } from "playwright-core";
import { globSync } from "tinyglobby";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseBytes } from "../../src/ingest/parse.js";
import { read, type Reading } from "../../src/read.js";
import { createTagger, type ModelDescription, type Tagger } from "../../src/tagger/tagger.js";
import { networkOf } from "../src/engine/network.js";
import { hasChromium, openBrowser, serveStatic, type Site } from "./browser.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
/** The examples, and the short texts of the cases. */
const TEXTS = ["examples/*.{txt,md}", "test/cases/*/input.*"].flatMap((pattern) =>
  globSync(pattern, { cwd: root }).sort(),
);

/**
 * Node's tagger on the WebAssembly build that the page has: the native one rounds its activations to eight bits a
 * little differently, which bench/browser.mjs measures. Everything else must be the same.
 */
async function openTagger(): Promise<Tagger> {
  const file = (name: string): Buffer => readFileSync(join(root, "models/default", name));
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(file("tagger.ort"), {
    executionProviders: ["wasm"],
    graphOptimizationLevel: "disabled",
  });
  return createTagger(
    networkOf(session),
    JSON.parse(file("model.json").toString("utf8")) as ModelDescription,
    file("vocabulary.txt").toString("utf8").trimEnd().split("\n"),
  );
}

describe.skipIf(!hasChromium)("a reading in the browser", () => {
  let browser: Browser;
  let site: Site;
  let page: Page;
  let tagger: Tagger;

  beforeAll(async () => {
    browser = await openBrowser();
    site = await serveStatic();
    tagger = await openTagger();
    page = await browser.newPage();
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
    await tagger.close();
  });

  /** What the page reads in a file, as it keeps it. */
  async function readInPage(path: string): Promise<Reading> {
    await page.goto(`${site.url}#/read`);
    await page.locator("#text").waitFor(); // the reader stays: only the address has changed
    await page.locator("input[type=file]").setInputFiles(path);
    await page.locator(".article").waitFor();
    const id = await page.evaluate(() => new URLSearchParams(location.hash.split("?")[1]).get("d"));
    const kept = (): Promise<Reading | null> =>
      page.evaluate(
        (key) =>
          new Promise<Reading | null>((found, failed) => {
            const request = indexedDB.open("onrecord", 1);
            request.addEventListener("success", () => {
              const get = request.result.transaction("readings").objectStore("readings").get(key!);
              get.addEventListener("success", () => {
                request.result.close();
                found((get.result as { reading: Reading } | undefined)?.reading ?? null);
              });
              get.addEventListener("error", () => failed(get.error ?? new Error("not kept")));
            });
          }),
        id,
      );
    await expect.poll(async () => (await kept()) !== null).toBe(true);
    return (await kept())!;
  }

  it.each(TEXTS)("is Node’s, to the character: %s", async (file) => {
    const path = join(root, file);
    const [name, ending] = [basename(file), extname(file)];
    const document = await parseBytes(readFileSync(path), { path: name, ending });
    const inNode = await read(document, tagger);
    const inPage = await readInPage(path);
    expect(inNode.attributions.length).toBeGreaterThan(0);
    expect(rounded(inPage)).toEqual(rounded(inNode));
  });
});

/** Without the last digits of its scores, in which two releases of V8 may differ. */
const rounded = (reading: Reading): unknown =>
  JSON.parse(
    JSON.stringify(reading, (_, value: unknown) =>
      typeof value === "number" ? Number(value.toFixed(9)) : value,
    ),
  );
