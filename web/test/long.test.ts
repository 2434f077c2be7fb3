import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Attribution } from "../../src/attribution/attribution.js";
import type { Reading } from "../../src/read.js";
import { createDocument } from "../../src/text/document.js";
import { hasChromium, openBrowser, serveStatic, type Site } from "./browser.js";

const COUNT = 2000;

/** A reading with a statement in each paragraph, some of them longer than the others. */
function longReading(): Reading {
  const attributions: Attribution[] = [];
  let text = "";
  for (let i = 1; i <= COUNT; i++) {
    const start = text.length;
    const words = `that berth ${i} was dredged${" and sounded and dredged again".repeat(i % 7)}`;
    attributions.push({
      id: `a${i}`,
      source: [{ start, end: start + 10 }],
      cue: [{ start: start + 11, end: start + 15 }],
      content: [{ start: start + 16, end: start + 16 + words.length }],
      quotation: "indirect",
      speaker: null,
      resolved: { by: null, score: 0 },
      act: "assertion",
      to: null,
      hearsay: false,
      negated: false,
      parent: null,
      score: 0.9,
    });
    text += `The master said ${words}.\n\n`;
  }
  const document = createDocument({ text });
  return { document, language: "en", attributions, speakers: [], exchanges: [], commitments: [] };
}

describe.skipIf(!hasChromium)("a long article", () => {
  const reading = longReading();
  let browser: Browser;
  let site: Site;
  let page: Page;

  const linkOf = (id: string): string => `#s=${id}&d=${encodeURIComponent(reading.document.id)}`;
  /** Whether a statement's number stands in the window. */
  const inView = (id: string): Promise<boolean> =>
    page.evaluate((name) => {
      const place = document.getElementById(name)?.getBoundingClientRect();
      return place !== undefined && place.top >= 0 && place.bottom <= innerHeight;
    }, `s-${id}`);

  beforeAll(async () => {
    browser = await openBrowser();
    site = await serveStatic();
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(site.url);
    await page.locator("#text").waitFor();
    await page.evaluate(
      (kept) =>
        new Promise<void>((done, failed) => {
          const request = indexedDB.open("onrecord", 1);
          request.addEventListener("success", () => {
            const write = request.result.transaction("readings", "readwrite");
            write.objectStore("readings").put({ id: kept.document.id, at: 1, reading: kept });
            write.addEventListener("complete", () => done());
            write.addEventListener("error", () => failed(write.error ?? new Error("not kept")));
          });
        }),
      reading,
    );
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  it("opens at the statement that the link names", async () => {
    await page.goto(`${site.url}${linkOf("a1500")}`);
    await page.reload();
    await expect.poll(() => inView("a1500"), { timeout: 30_000 }).toBe(true);
  });

  it("comes into the page whole, so that the browser's search finds its end", async () => {
    await expect.poll(() => page.locator(".note").count(), { timeout: 60_000 }).toBe(COUNT);
    expect(await inView("a1500")).toBe(true);
    const found = await page.evaluate(
      (words) => {
        getSelection()?.removeAllRanges();
        return (globalThis as unknown as { find(words: string): boolean }).find(words);
      },
      `berth ${COUNT - 1} was`,
    );
    expect(found).toBe(true);
  });

  it("goes to a statement far off that is chosen beside it", async () => {
    await page.locator(".filters input").fill("berth 1077 was");
    await expect.poll(() => page.locator(".note").count(), { timeout: 60_000 }).toBe(1);
    await page.locator(".item").click();
    await expect.poll(() => inView("a1077"), { timeout: 30_000 }).toBe(true);
    await page.locator(".filters input").fill("");
    await expect.poll(() => page.locator(".note").count(), { timeout: 60_000 }).toBe(COUNT);
    await page.evaluate((link) => {
      location.hash = link;
    }, linkOf("a1900"));
    await expect.poll(() => inView("a1900"), { timeout: 30_000 }).toBe(true);
    await page.waitForTimeout(500);
    expect(await inView("a1900")).toBe(true);
  });

  it("steps by the keyboard from one statement to the next", async () => {
    await page.locator("#s-a1900").focus();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("s-a1901");
    expect(await inView("a1901")).toBe(true);
  });
});

describe.skipIf(!hasChromium)("a browser that blocks storage", () => {
  it("shows the rooms all the same", async () => {
    const browser = await openBrowser();
    const site = await serveStatic();
    try {
      const page = await browser.newPage();
      const thrown: string[] = [];
      page.on("pageerror", (error) => thrown.push(error.message));
      await page.addInitScript(() => {
        for (const name of ["localStorage", "sessionStorage"])
          Object.defineProperty(globalThis, name, {
            get: () => {
              throw new DOMException("Access is denied for this document.", "SecurityError");
            },
          });
      });
      await page.goto(`${site.url}#/check`);
      await page.getByRole("textbox", { name: "Draft" }).fill("“A quotation,” she said.");
      await page.getByRole("textbox", { name: "Draft" }).fill("");
      await page.goto(`${site.url}#/read`);
      await page.getByRole("heading", { name: "Who said what" }).waitFor();
      expect(thrown).toEqual([]);
    } finally {
      await browser.close();
      await site.close();
    }
  });
});
