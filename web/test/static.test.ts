import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  complaintsOf,
  faultsOf,
  hasChromium,
  openBrowser,
  serveStatic,
  shot,
  type Site,
} from "./browser.js";

describe.skipIf(!hasChromium)("the page without a server", () => {
  let browser: Browser;
  let site: Site;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await openBrowser();
    site = await serveStatic();
    context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    page = await context.newPage();
    complaints = complaintsOf(page, site);
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  it("opens with a room to read in, without faults", async () => {
    await page.goto(site.url);
    await page.getByRole("heading", { name: "Who said what" }).waitFor();
    expect(await page.getByRole("link", { name: "Promises" }).count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, "empty");
  });

  it("reads the example and marks its statements", async () => {
    await page.getByRole("button", { name: "Try the example" }).click();
    await page.locator(".article .note").first().waitFor({ timeout: 150_000 });
    expect(await page.locator(".article .note").count()).toBeGreaterThan(8);
    expect(await page.locator(".article .source").allTextContents()).toContain("Brandt");
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, "read");
  });

  it("keeps a statement's link over a reload", async () => {
    await page.locator(".note").nth(1).click();
    expect(page.url()).toContain("#s=");
    const words = await page.locator(".chosen strong").textContent();
    await page.reload();
    await page.locator(".chosen strong").waitFor();
    expect(await page.locator(".chosen strong").textContent()).toBe(words);
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, "chosen");
  });

  it("lists exchanges and commitments and filters by speaker", async () => {
    await page.getByRole("tab", { name: /commitments/u }).click();
    await page.getByRole("tab", { name: /exchanges/u }).click();
    await page.getByRole("tab", { name: /statements/u }).click();
    const all = await page.locator(".note").count();
    await page.locator(".filters select").first().selectOption({ index: 1 });
    await expect.poll(() => page.locator(".note").count()).toBeLessThan(all);
    await page.locator(".filters select").first().selectOption({ index: 0 });
  });

  it("shows a hostile text as text", async () => {
    await page.getByRole("button", { name: "Read another" }).click();
    const hostile =
      '<script>window.bad = 1</script> \u202eevil “<img src=x onerror="window.bad=1"> is fine,” said <b>Ada Quill</b>, the harbour master of Port Selwyn, on Monday afternoon.\n\n“javascript:alert(1) we will pay the ferry men by June 3,” the mayor of the town told the council of the place.';
    await page.getByLabel("Text", { exact: true }).fill(hostile);
    await page.getByRole("button", { name: "Read it" }).click();
    await page.locator(".article").waitFor();
    expect(await page.locator(".article").textContent()).toContain('onerror="window.bad=1"');
    expect(await page.locator(".article img, .article script, .article b").count()).toBe(0);
    expect(await page.evaluate(() => "bad" in globalThis)).toBe(false);
  });

  it("keeps a title that turns the direction of writing to itself", async () => {
    await page.getByRole("button", { name: "Read another" }).click();
    const kept = page.locator("li", { hasText: "evil" });
    const title = (await kept.locator("a").boundingBox())!;
    const count = (await kept.locator(".quiet").boundingBox())!;
    const end = count.x + count.width;
    // Turned along, "1 statements" would stand before the title's last line, at its left edge.
    expect(end).toBeGreaterThan(title.x + count.width);
  });

  it("checks a draft with the network cut, once it has been visited", async () => {
    await page.goto(`${site.url}#/check`);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
    await page.reload();
    await page.getByRole("button", { name: "Try the example" }).click();
    await page.locator(".finding").first().waitFor({ timeout: 150_000 });
    await context.setOffline(true);
    await page.reload();
    await page.getByRole("button", { name: "Try the example" }).click();
    await page.locator(".finding").first().waitFor({ timeout: 150_000 });
    expect(await page.locator(".network").textContent()).toBe("Offline");
    await page.locator(".margin .wrong .finding").first().click();
    await page.locator(".detail ins").first().waitFor();
    expect(await page.locator(".detail ins").first().textContent()).toContain("not");
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, "check");
    await context.setOffline(false);
  });

  it("moves its findings with the draft while one types", async () => {
    const draft = page.getByRole("textbox", { name: "Draft" });
    const before = await page.locator(".finding .line").first().textContent();
    await draft.focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("New first line.\n\n");
    await expect.poll(() => page.locator(".finding .line").first().textContent()).not.toBe(before);
  });

  it("is quiet: nothing refused, thrown or asked of others", () => {
    expect(complaints.filter((one) => !one.includes("ERR_INTERNET_DISCONNECTED"))).toEqual([]);
  });

  it("shows on a phone what was chosen, and lets it go", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${site.url}#/read`);
    await page.getByRole("button", { name: "Try the example" }).click();
    await page.locator(".article .note").nth(1).click();
    const chosen = page.getByRole("region", { name: "The chosen statement" });
    await chosen.waitFor();
    const { y, height } = (await chosen.boundingBox())!;
    expect(y + height).toBeLessThanOrEqual(844);
    expect(await faultsOf(page)).toEqual([]);
    await chosen.getByRole("button", { name: "Close" }).click();
    await chosen.waitFor({ state: "detached" });
    expect(page.url()).not.toContain("#s=");
  });

  it("fits a phone, light and dark", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of [320, 390, 1280]) {
        await page.setViewportSize({ width, height: 844 });
        for (const room of ["read", "check"]) {
          await page.goto(`${site.url}#/${room}`);
          if (room === "read") await page.locator(".article, .opening").first().waitFor();
          await page.locator("h1").first().waitFor();
          expect(await faultsOf(page)).toEqual([]);
          const wide = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(wide).toBeLessThanOrEqual(0);
          await shot(page, `${room}-${width}-${colorScheme}`);
        }
      }
    }
  });
});
