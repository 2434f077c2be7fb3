import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { complaintsOf, hasChromium, openBrowser } from "./browser.js";
import { type Desk, serveDesk } from "./server.js";

const MARKUP = '<img src=x onerror="window.bad=1">';
const TEXT = `<script>window.bad=1</script> The council of Port Selwyn met.

“We will pay the ${MARKUP} ferry men by September 3,” Ada Quill, the harbour master, told reporters.

“It is \u202Eelbisrever\u202C and javascript:alert(1) too,” said <b onclick="bad()">Bo Reyes</b>, the mayor.
`;

/** Texts from outside, and addresses from anywhere, in every room. */
describe.skipIf(!hasChromium)("hostile texts", () => {
  let browser: Browser;
  let desk: Desk;
  let page: Page;
  let id: string;
  let complaints: string[];

  beforeAll(async () => {
    browser = await openBrowser();
    desk = await serveDesk();
    id = await desk.record({
      text: TEXT,
      name: "hostile.txt",
      title: MARKUP,
      publisher: `"><script>window.bad=1</script>`,
      published: "2024-08-01",
    });
    page = await browser.newPage();
    complaints = complaintsOf(page, desk);
  });
  afterAll(async () => {
    await browser.close();
    await desk.close();
  });

  const harmless = async (): Promise<void> => {
    expect(await page.evaluate(() => "bad" in globalThis)).toBe(false);
    const made = "main :is(img, script, b, [onclick], [onerror], [href^='javascript:'])";
    expect(await page.locator(made).count()).toBe(0);
  };

  it("stay text in every room", async () => {
    const { items } = (await desk.get("review?limit=9")) as {
      items: { hit: { statement: number; speaker: string | null; words: string } }[];
    };
    const paid = items.find(({ hit }) => hit.words.includes("ferry men"))!.hit;
    const rooms = [
      [`#/read?d=${encodeURIComponent(id)}&r=1`, ".article"],
      ["#/record?q=ferry", ".hit"],
      [`#/record/speaker?name=${encodeURIComponent(paid.speaker ?? "Quill")}`, ".timeline .hit"],
      [`#/record/said?words=${encodeURIComponent(paid.words)}`, ".timeline .hit"],
      ["#/promises", "main h1"],
      [`#/review?statement=${paid.statement}`, ".passage"],
    ] as const;
    for (const [hash, there] of rooms) {
      await page.goto(`${desk.url}${hash}`);
      await page.locator(there).first().waitFor();
      await page.waitForLoadState("networkidle");
      await harmless();
    }
    expect(await page.locator(".passage").textContent()).toContain(MARKUP);
  });

  it("stay text as a draft and a source, with their quotations checked", async () => {
    await page.goto(`${desk.url}#/check`);
    await page.getByRole("textbox", { name: "Draft" }).fill(TEXT);
    await page.getByText("Paste a source").click();
    await page.getByLabel("Its text").fill(TEXT);
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.locator(".finding").first().waitFor({ timeout: 150_000 });
    await page.locator(".finding").first().click();
    await page.locator(".detail").waitFor();
    await harmless();
  });

  it("do nothing as an address", async () => {
    for (const part of [MARKUP, "%E0%A4%A", "javascript:alert(1)", "../../etc"]) {
      const value = encodeURIComponent(part);
      for (const hash of [
        `#s=${value}&d=${value}`,
        `#/record/position?speaker=${value}&topic=${value}`,
        `#/promises?view=calendar&month=${value}&by=${value}`,
        `#/review?statement=${value}`,
        `#/${part}/${part}`,
      ]) {
        await page.goto(`${desk.url}${hash}`);
        await page.locator("main h1, main [role=alert]").first().waitFor();
        await harmless();
      }
    }
    const refused = complaints.filter((one) => !/status of 4\d\d/u.test(one));
    expect(refused).toEqual([]);
  });

  it("could not run if they were markup: the browser itself refuses", async () => {
    const tried = await page.evaluate(async () => {
      const attempt = async (work: () => unknown): Promise<string> => {
        try {
          await work();
          return "done";
        } catch (error) {
          return error instanceof Error ? error.name : String(error);
        }
      };
      // A debugger's own call may make code from strings; what comes after it may not.
      await new Promise((later) => setTimeout(later, 0));
      return {
        markup: await attempt(() => {
          document.body.innerHTML = "<b>bad</b>";
        }),
        // oxlint-disable-next-line typescript/no-implied-eval -- that it is refused is the point
        code: await attempt(() => new Function("return 1")()),
        other: await attempt(() => fetch("https://example.org/")),
      };
    });
    expect(tried).toEqual({ markup: "TypeError", code: "EvalError", other: "TypeError" });
  });
});
