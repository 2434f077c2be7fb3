import { readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { globSync } from "tinyglobby";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseBytes } from "../../src/ingest/parse.js";
import { read, type Reading } from "../../src/read.js";
import { openTagger } from "../../src/tagger/onnx-node.js";
import type { Tagger } from "../../src/tagger/tagger.js";
import { hasChromium, openBrowser, serveStatic, type Site } from "./browser.js";

/**
 * Scores may lie this far apart. Activations are rounded to eight bits, and where one lies between
 * two of them, the last bit of a product decides: that differs from processor to processor.
 */
const TOLERANCE = 0.1;

const root = fileURLToPath(new URL("../../", import.meta.url));
/** The examples, and the short texts of the cases. */
const TEXTS = ["examples/*.{txt,md}", "test/cases/*/input.*"].flatMap((pattern) =>
  globSync(pattern, { cwd: root }).sort(),
);

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
    expect(withoutScores(inPage)).toEqual(withoutScores(inNode));
    const scores = inNode.attributions.map(({ score }) => score);
    for (const [index, { score }] of inPage.attributions.entries())
      expect(Math.abs(score - scores[index]!)).toBeLessThan(TOLERANCE);
  });
});

const withoutScores = (reading: Reading): object => ({
  ...reading,
  attributions: reading.attributions.map((one) => ({
    ...one,
    score: null,
    resolved: one.resolved.by,
  })),
});
