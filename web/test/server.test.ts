import { mkdirSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { complaintsOf, faultsOf, hasChromium, openBrowser, serve, type Site } from "./browser.js";

const SHOTS = process.env["SHOTS"];
if (SHOTS) mkdirSync(SHOTS, { recursive: true });
const shot = async (page: Page, name: string): Promise<void> => {
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png` });
};

const TEXT =
  "The town will pay.\n\n“We will pay the ferry men by June 3,” Ada Quill told the council.\n";
const at = (words: string) => ({
  start: TEXT.indexOf(words),
  end: TEXT.indexOf(words) + words.length,
});
const HIT = {
  statement: 7,
  document: "sha256:ab",
  title: "<b>Ferry men</b>",
  publisher: "The Selwyn Post",
  published: "2024-05-14",
  path: "ferry.txt",
  url: null,
  attribution: "a1",
  speaker: "Ada Quill",
  source: "Ada Quill",
  cue: "told",
  words: "We will pay the ferry men by June 3",
  act: "commitment",
  quotation: "direct",
  score: 0.41,
  content: [at("“We will pay the ferry men by June 3,”")],
  line: 3,
  column: 1,
};
const PROMISE = {
  id: 12,
  by: "Ada Quill",
  action: "pay the ferry men",
  condition: null,
  deadline: { text: "June 3", date: "2024-06-03" },
  status: "open",
  looked: false,
  overdue: true,
  evidence: null,
  hit: HIT,
};

const posted: string[] = [];
const list = (...items: object[]): object => ({ items, next: null });

/** The API as `onrecord serve` would answer for a ledger of one document. */
function answer(method: string, path: string, body: string): object | null {
  if (method === "POST") {
    posted.push(`${path} ${body}`);
    return { id: 1 };
  }
  const [name = ""] = path.split("?");
  switch (name) {
    case "health":
      return { version: "0", ledger: { documents: 1, statements: 1 }, model: "default" };
    case "search":
    case "review":
      return list(HIT);
    case "speaker":
      return {
        name: "Ada Quill",
        kind: "person",
        since: "2024-05-14",
        until: "2024-05-14",
        statements: 1,
        perhaps: ["A. Quill"],
        titles: [{ title: "harbour master", since: null, until: null, documents: 1 }],
        names: [{ name: "Ms. Quill", documents: 1 }],
        quotedBy: [{ publisher: "The Selwyn Post", statements: 1 }],
        ...list(HIT),
      };
    case "said":
      return list({
        hit: HIT,
        wording: "altered",
        severity: "substantive",
        differences: [
          {
            kind: "name",
            severity: "substantive",
            draft: { start: 0, end: 5 },
            source: { start: 16, end: 21 },
          },
        ],
        copyOf: null,
      });
    case "position":
      return list({ hit: HIT, changes: [{ kind: "number", added: ["3"], dropped: ["1"] }] });
    case "commitments":
      return list(PROMISE);
    case "events":
      return list({
        id: 1,
        at: "2024-06-04T10:00:00Z",
        who: "desk",
        what: "accept",
        subject: 7,
        why: null,
        undone: false,
      });
    default:
      return name.startsWith("documents/") ? { text: TEXT, statements: [HIT] } : null;
  }
}

describe.skipIf(!hasChromium)("the page over the API", () => {
  let browser: Browser;
  let site: Site;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await openBrowser();
    site = await serve("dist", answer);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    complaints = complaintsOf(page, site);
  });
  afterAll(async () => {
    await browser.close();
    site.server.close();
  });
  const open = async (hash: string): Promise<void> => {
    await page.goto(`${site.url}${hash}`);
  };

  it("searches the record and goes on to the speaker", async () => {
    await open("#/record");
    await page.getByRole("searchbox", { name: "Words" }).fill("ferry");
    await page.getByRole("button", { name: "Search" }).click();
    await page.locator(".hit").first().waitFor();
    expect(page.url()).toContain("q=ferry");
    expect(await page.locator(".hit").textContent()).toContain("<b>Ferry men</b>");
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, "record");
    await page.locator(".hit a").first().click();
    await page.getByRole("heading", { name: "Ada Quill" }).waitFor();
    expect(await page.locator(".timeline").textContent()).toContain("14 May 2024");
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, "person");
  });

  it("shows an utterance's printings and a position in order of time", async () => {
    await open("#/record/said?words=boats");
    await page.locator(".timeline ins").waitFor();
    expect(await page.locator(".timeline ins").textContent()).toBe("ferry");
    expect(await faultsOf(page)).toEqual([]);
    await open("#/record/position?speaker=Quill&topic=ferry");
    await page.getByRole("heading", { name: "Quill on ferry" }).waitFor();
    await page.locator(".timeline del").waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  it("keeps the register of promises and sets what became of one", async () => {
    await open("#/promises");
    await page.getByRole("button", { name: /pay the ferry men/u }).click();
    await page.getByLabel("Status").selectOption("kept");
    await page.getByLabel(/Evidence/u).fill("https://example.org/paid");
    await page.getByLabel("Its date").fill("2024-06-02");
    await page.getByLabel("Why").fill("The men were paid.");
    await page.getByLabel("Your name").fill("Desk");
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, "promises");
    await page.getByRole("button", { name: "Set it" }).click();
    await expect.poll(() => posted.at(-1)).toContain('"status":"kept"');
    await open("#/promises?view=calendar&month=2024-06");
    await page.locator(".calendar .overdue").waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, "calendar");
  });

  it("decides with the keyboard and mends a span", async () => {
    await open("#/review");
    const passage = page.locator(".passage");
    await passage.waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, "review");
    await passage.evaluate((field: HTMLTextAreaElement) => {
      const start = field.value.indexOf("Ada");
      field.setSelectionRange(start, start + 3);
    });
    await page.getByRole("button", { name: "are the source" }).click();
    await page.getByRole("button", { name: "Save the changes" }).click();
    const start = TEXT.indexOf("Ada");
    await expect
      .poll(() => posted.at(-1))
      .toContain(`"source":[{"start":${start},"end":${start + 3}}]`);
    await page.locator("h1").click();
    await page.keyboard.press("a");
    await expect.poll(() => posted.at(-1)).toContain('"decision":"accept"');
    await page.keyboard.press("z");
    await expect.poll(() => posted.at(-1)).toContain("events/1/undo");
  });

  it("is quiet: nothing refused, thrown or asked of others", () => {
    expect(complaints).toEqual([]);
  });

  it("says what to do when the server is gone", async () => {
    await open("#/promises");
    await page.route("**/api/**", (route) => route.abort());
    await page.reload();
    await page.getByText("onrecord serve").first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });
});
