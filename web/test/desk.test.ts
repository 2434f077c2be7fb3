import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeToken } from "../../src/ledger/tokens.js";
import { complaintsOf, faultsOf, hasChromium, openBrowser, shot } from "./browser.js";
import { type Desk, example, serveDesk } from "./server.js";

/** The rooms over a real server, from a fresh ledger on: each goes on from what the last left. */
describe.skipIf(!hasChromium)("the page over the API", () => {
  let browser: Browser;
  let desk: Desk;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await openBrowser();
    desk = await serveDesk();
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    complaints = complaintsOf(page, desk);
  });
  afterAll(async () => {
    await browser.close();
    await desk.close();
  });
  const open = (hash: string) => page.goto(`${desk.url}${hash}`);

  it("says in every room what to do while the ledger is empty", async () => {
    for (const [room, words] of [
      ["record", "Nothing is on record yet"],
      ["promises", "No promise on record"],
      ["review", "Nothing left to decide"],
    ] as const) {
      await open(`#/${room}`);
      await page.getByText(words).waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await shot(page, `empty-${room}`);
    }
  });

  it("reads the example and puts it on record", async () => {
    await open("#/read");
    await page.getByRole("button", { name: "Try the example" }).click();
    await page.getByRole("button", { name: "Put on record" }).click();
    await page.getByRole("link", { name: "On record" }).click();
    await page.getByText("As it stands on record").waitFor();
    expect(await page.locator(".article .note").count()).toBeGreaterThan(8);
    expect(await page.locator(".colophon").textContent()).toContain("1 document,");
    expect(await faultsOf(page)).toEqual([]);
    await page.locator(".article .note").nth(3).click();
    await page.getByRole("link", { name: "Correct it" }).waitFor();
    await shot(page, "read-recorded");
    await desk.record({ text: example("2024-05-13-briefing.md"), name: "briefing.md" });
  });

  it("searches the record and goes on to a speaker, a position, an utterance", async () => {
    await open("#/record");
    await page.getByRole("searchbox", { name: "Words" }).fill('"single bus"');
    await page.getByRole("button", { name: "Search" }).click();
    await page.locator(".hit").first().waitFor();
    expect(page.url()).toContain("single");
    expect(await page.locator(".hit").first().textContent()).toContain("not send a single bus");
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, "record");

    await page.getByRole("link", { name: "Mirela Oduya" }).first().click();
    await page.getByRole("heading", { name: "Mirela Oduya" }).waitFor();
    await page.locator(".timeline .hit").first().waitFor();
    expect(await page.locator(".timeline time").allTextContents()).toEqual([
      "14 May 2024",
      "13 May 2024",
    ]);
    expect(await page.locator(".borne").textContent()).toContain("Press Secretary");
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, "speaker");

    await page.getByRole("searchbox", { name: "Their position on" }).fill("tunnel");
    await page.getByRole("button", { name: "Follow it" }).click();
    await page.getByRole("heading", { name: "Mirela Oduya on tunnel" }).waitFor();
    await page.locator(".timeline .hit").first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, "position");

    await open(
      `#/record/said?words=${encodeURIComponent("We will send a single bus through that tunnel")}`,
    );
    await page.locator(".timeline ins").first().waitFor();
    expect(await page.locator(".timeline > li").count()).toBe(2);
    expect(await page.locator(".timeline ins").first().textContent()).toContain("not");
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, "said");

    await page.goBack(); // each of these was a step
    await page.getByRole("heading", { name: "Mirela Oduya on tunnel" }).waitFor();
  });

  it("finds nothing and says what was searched; explains a speaker it does not know", async () => {
    await open("#/record?q=zeppelin");
    await page.reload();
    await page.getByText(/Searched: \d+ statements of 2 documents/u).waitFor();
    await open("#/record/speaker?name=Nobody");
    await page.getByText("is nobody's name in the ledger").waitFor();
    expect(await faultsOf(page)).toEqual([]);
    complaints.splice(0); // the browser notes the 422 itself
  });

  it("sets what became of a promise, on evidence, with its history, and takes it back", async () => {
    await open("#/promises");
    const section = page.locator(".register", { hasText: "Due within 30 days" });
    await page.getByRole("button", { name: /reopen the flooded harbour tunnel/u }).click();
    await page.getByText("Nobody has looked what became of it.").waitFor();
    await page.getByLabel("Status").selectOption("kept");
    await page.getByLabel(/^Evidence/u).fill("https://example.org/opened");
    await page.getByLabel("Date of the evidence").fill("2024-08-19");
    await page.getByLabel("Why").fill("Buses run.");
    const name = page.getByLabel("Your name");
    expect(await name.evaluate((field: HTMLInputElement) => field.validity.valueMissing)).toBe(
      true,
    );
    await name.fill("Ada Lund");
    await name.blur();
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, "promises");
    await page.getByRole("button", { name: "Set it" }).click();
    const settled = page.locator(".register", { hasText: /^settled/u });
    await settled.waitFor();
    await settled.getByRole("button", { name: /^kept/u }).click();
    await page.getByText("set promise").waitFor();
    expect(await page.locator(".decisions").textContent()).toContain("Ada Lund");
    await shot(page, "promise-history");
    await page.getByRole("button", { name: /^Take back/u }).click();
    await settled.waitFor({ state: "detached" });
    expect(await section.count()).toBe(1);

    await page.getByRole("link", { name: "Calendar" }).click();
    await open("#/promises?view=calendar&month=2024-08");
    await page.locator(".calendar .filled a").first().click();
    await page.getByRole("heading", { name: "History" }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, "calendar");
  });

  const events = async (): Promise<readonly { what: string; undone: boolean; after: unknown }[]> =>
    ((await desk.get("events?newest=1&limit=20")) as { items: [] }).items;

  it("decides with the keyboard alone, the least sure first, and takes back", async () => {
    await open("#/review");
    await page.locator(".passage").waitFor();
    const { items } = (await desk.get("review?limit=2")) as {
      items: { hit: { statement: number; score: number }; speakerScore: number }[];
    };
    const sure = items.map(({ hit, speakerScore }) => hit.score * speakerScore);
    const label = (index: number): string => `Statement ${items[index]!.hit.statement}`;
    await page.getByRole("region", { name: label(0), exact: true }).waitFor();
    expect(sure[0]).toBeLessThanOrEqual(sure[1]!);
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, "review");
    await page.keyboard.press("a");
    await page.getByText("Accepted. Z takes it back.").waitFor();
    await page.getByRole("region", { name: label(1), exact: true }).waitFor();
    expect((await events())[0]).toMatchObject({ what: "accept", undone: false });
    await page.keyboard.press("z");
    await page.getByText("Taken back.", { exact: true }).waitFor();
    await page.getByRole("region", { name: label(0), exact: true }).waitFor();
    expect((await events())[1]).toMatchObject({ what: "accept", undone: true });
    await page.keyboard.press("j");
    await page.getByRole("region", { name: label(1), exact: true }).waitFor();
    await page.keyboard.press("k");
    await page.keyboard.press("r");
    await page.getByText("Rejected. Z takes it back.").waitFor();
    await page.keyboard.press("z");
    await page.getByText("Taken back.", { exact: true }).waitFor();
  });

  it("takes a key as soon as the next statement stands there", async () => {
    await open("#/review");
    await page.locator(".case").waitFor();
    await page.evaluate(() => {
      // Before the browser has drawn the page once more: as quick as a key can come.
      const look = new MutationObserver(() => {
        look.disconnect();
        dispatchEvent(new KeyboardEvent("keydown", { key: "2" }));
      });
      look.observe(document.querySelector(".reviewing")!, { childList: true });
    });
    await page.keyboard.press("j");
    await expect.poll(() => page.getByRole("radio", { name: /^cue/u }).isChecked()).toBe(true);
  });

  /** What `.current` marks in the passage. */
  const current = async (): Promise<string> =>
    (await page.locator(".passage .current").allTextContents()).join("");

  it("corrects a span by the keyboard and by dragging, and the speaker", async () => {
    const { items } = (await desk.get("search?q=%22single+bus%22")) as {
      items: { statement: number }[];
    };
    const { statement } = items[0]!;
    await open(`#/review?statement=${statement}`);
    await page.getByRole("region", { name: `Statement ${statement}`, exact: true }).waitFor();
    await page.keyboard.press("2"); // the cue
    const before = await current();
    await page.getByRole("slider", { name: "End of the cue" }).focus();
    await page.keyboard.press("ArrowRight");
    const longer = await current();
    expect(longer.startsWith(before)).toBe(true);
    expect(longer.length).toBeGreaterThan(before.length);
    await page.keyboard.press("ArrowLeft");
    expect(await current()).toBe(before);

    await page.keyboard.press("3"); // the content, drawn anew
    const at = async (words: string) => {
      const word = page.locator(".passage .content [data-t]", { hasText: words }).first();
      const box = (await word.boundingBox())!;
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    const [from, to] = [await at("send"), await at("bus")];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x - 4, to.y, { steps: 4 });
    await page.mouse.move(to.x, to.y);
    await page.mouse.up();
    expect(await current()).toBe("send a single bus");
    const handle = (await page
      .getByRole("slider", { name: "Start of the content" })
      .boundingBox())!;
    const earlier = await page
      .locator(".passage [data-t]", { hasText: /^not$/u })
      .nth(1) // the first is another sentence's
      .boundingBox();
    await page.mouse.move(handle.x + 1, handle.y + handle.height / 2);
    await page.mouse.down();
    await page.mouse.move(earlier!.x + 3, earlier!.y + 5, { steps: 4 });
    await page.mouse.up();
    expect(await current()).toBe("not send a single bus");
    await page.getByLabel("Said by").fill("Ines Kallio");
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, "review-correcting");
    await page.keyboard.press("Enter"); // leaves the field
    await page.keyboard.press("s");
    await page.getByText("Corrected. Z takes it back.").waitFor();
    const found = (await desk.get("search?q=%22single+bus%22&speaker=Kallio")) as {
      items: { words: string }[];
    };
    expect(found.items.map(({ words }) => words)).toEqual(["not send a single bus"]);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download the corrections" }).click();
    expect((await download).suggestedFilename()).toBe("onrecord-corrections.zip");
    await page.keyboard.press("z");
    await page.getByText("Taken back.", { exact: true }).waitFor();
  });

  it("merges two names and parts them again", async () => {
    await open("#/review");
    await page.getByLabel("The name they go under").fill("Mirela Oduya");
    await page.getByLabel("Their other name").fill("Ines Kallio");
    await page.getByRole("button", { name: "Merge", exact: true }).click();
    await page.getByText("Merged.").waitFor();
    await open("#/record/speaker?name=Oduya");
    await page.getByRole("button", { name: /Not them.*Ines Kallio/u }).click();
    await page
      .getByRole("button", { name: /Not them.*Ines Kallio/u })
      .waitFor({ state: "detached" });
    expect((await events())[0]).toMatchObject({ what: "split" });
  });

  it("checks a draft against the ledger", async () => {
    await open("#/check");
    await page
      .getByRole("textbox", { name: "Draft" })
      .fill("“We will send a single bus through that tunnel until the wall is dry,” Oduya said.");
    await page.getByRole("button", { name: "Add from the ledger" }).click();
    await page.locator(".margin .wrong .finding").first().waitFor({ timeout: 50_000 });
    await page.getByRole("textbox", { name: "Draft" }).focus();
    await page.keyboard.press("F8");
    await page.locator(".detail ins").first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  it("tells why an address could not be read", async () => {
    await open("#/read");
    await page.getByLabel(/address of a page/u).fill("http://127.0.0.1:9/");
    await page.getByRole("button", { name: "Fetch and read" }).click();
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").textContent()).toContain("127.0.0.1");
    expect(await faultsOf(page)).toEqual([]);
    complaints.splice(0); // the browser notes the 422 itself
  });

  it("goes from room to room by the keyboard", async () => {
    await page.goto("about:blank");
    await open("#/read");
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").textContent()).toBe("Skip to the page");
    await page.keyboard.press("Enter");
    expect(await page.locator(":focus").getAttribute("id")).toBe("main");
    await page.getByRole("link", { name: "Promises" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Promises" }).waitFor();
    expect(await page.locator(":focus").getAttribute("id")).toBe("main");
    expect(await page.title()).toBe("Promises · Onrecord");
  });

  it("fits a phone, light and dark, without faults in any room", async () => {
    const hashes = ["#/read", "#/check", "#/record?q=tunnel", "#/record/speaker?name=Oduya"];
    hashes.push("#/promises", "#/promises?view=calendar&month=2024-08", "#/review");
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width: 390, height: 844 });
      for (const [index, hash] of hashes.entries()) {
        await open(hash);
        await page.locator("h1").first().waitFor();
        await page.waitForLoadState("networkidle");
        expect(await faultsOf(page)).toEqual([]);
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(`${hash} ${wide}`).toBe(`${hash} 0`);
        await shot(page, `phone-${colorScheme}-${index}`);
      }
    }
  });

  it("shows of a long statement what stands around the words, and all of it when asked", async () => {
    const filler = "The tide tables were read out once more, to nobody in particular. ".repeat(8);
    await desk.record({
      text: `“${filler}We will dredge the northern channel by spring. ${filler}” Halvard Lund said.`,
      name: "long.txt",
    });
    await open("#/record?q=dredge");
    const hit = page.locator(".hit").first();
    await hit.waitFor();
    const shown = await hit.locator(".words").textContent();
    expect(shown).toMatch(/^… .*dredge the northern channel by spring\..* … /u);
    expect(shown!.length).toBeLessThan(700);
    expect(await faultsOf(page)).toEqual([]);
    await hit.getByRole("button", { name: "all of it" }).click();
    expect((await hit.locator(".words").textContent())!.length).toBeGreaterThan(1000);
    expect(await faultsOf(page)).toEqual([]);
  });

  it("is quiet: nothing refused, thrown or asked of others", () => {
    expect(complaints).toEqual([]);
  });

  it("says what to do when the server is gone", async () => {
    await page.route("**/api/**", (route) => route.abort());
    for (const room of ["promises", "review", "record?q=tunnel"]) {
      await open(`#/${room}`);
      await page.reload();
      await page.getByText("onrecord serve").first().waitFor();
      expect(await faultsOf(page)).toEqual([]);
    }
    await shot(page, "server-gone");
  });
});

describe.skipIf(!hasChromium)("a server with tokens", () => {
  it("asks for the token and tells what a reading one may not do", async () => {
    const browser = await openBrowser();
    const desk = await serveDesk("tokens");
    try {
      const { token } = await makeToken(desk.ledger, "press", "read", "2024-08-20T09:00:00Z");
      const page = await browser.newPage();
      await page.goto(`${desk.url}#/promises`);
      await page.getByRole("heading", { name: "A token is needed" }).waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await page.getByLabel("Token").fill(token);
      await page.getByRole("button", { name: "Open" }).click();
      await page.getByText("No promise on record").waitFor();
    } finally {
      await browser.close();
      await desk.close();
    }
  });
});
