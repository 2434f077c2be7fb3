import { strToU8, zipSync } from "fflate";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pdf } from "../../test/pdf.js";
import {
  complaintsOf,
  faultsOf,
  hasChromium,
  openBrowser,
  serveStatic,
  type Site,
} from "./browser.js";

const SAID = "The ferry will sail on Monday, said Ada Quill, the harbour master of Port Selwyn.";
const docx = zipSync({
  "_rels/.rels": strToU8(
    '<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  ),
  "word/document.xml": strToU8(
    `<?xml version="1.0"?><w:document xmlns:w="x"><w:body><w:p><w:r><w:t>${SAID}</w:t></w:r></w:p></w:body></w:document>`,
  ),
});
const cue = (time: string, words: string): string =>
  `00:00:0${time}.000 --> 00:00:0${time}.900\n${words}\n\n`;
const vtt = `WEBVTT\n\n${cue("1", "<v Ada Quill>The ferry will sail on Monday.")}${cue("3", "<v Bo Reyes>Who pays for it?")}`;
const srt = `1\n${cue("1", "ADA QUILL: The ferry will sail on Monday.").replaceAll(".", ",")}2\n${cue("3", "BO REYES: Who pays for it?").replaceAll(".", ",")}`;

const FILES: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  [
    "minutes.pdf",
    pdf([
      [
        [72, 700, SAID.slice(0, 40)],
        [72, 686, SAID.slice(40).trim()],
      ],
    ]),
  ],
  ["minutes.docx", docx],
  ["briefing.vtt", strToU8(vtt)],
  ["briefing.srt", strToU8(srt)],
  [
    "page.html",
    strToU8(
      `<!doctype html><html><body><article><p>${SAID}</p><p>The council of the town met on Tuesday, and nobody else had anything to say about it.</p></article></body></html>`,
    ),
  ],
];
const REFUSED: readonly (readonly [name: string, bytes: Uint8Array, why: string])[] = [
  ["scan.pdf", pdf([[]]), "scan.pdf: is a PDF without text, perhaps a scan"],
  ["broken.pdf", strToU8("%PDF-1.7\nwords"), "broken.pdf: is a damaged PDF"],
  ["old.doc", Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0, 1), "old.doc: is an old Word document"],
  ["empty.txt", strToU8(" \n"), "empty.txt: is empty"],
  ["latin.txt", Uint8Array.of(0x43, 0x61, 0x66, 0xe9), "latin.txt: is not UTF-8 text"],
];

describe.skipIf(!hasChromium)("files dropped on the page", () => {
  let browser: Browser;
  let site: Site;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await openBrowser();
    site = await serveStatic();
    page = await browser.newPage();
    complaints = complaintsOf(page, site);
    await page.goto(site.url);
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  const room = async (name: "read" | "check"): Promise<void> => {
    await page.goto(`${site.url}#/${name}`);
    await page.locator(name === "read" ? "#text" : ".sources").waitFor();
  };
  const drop = (...files: readonly (readonly [name: string, bytes: Uint8Array])[]) =>
    page.locator(".drop").evaluate(
      (zone, list) => {
        const dataTransfer = new DataTransfer();
        for (const { name, bytes } of list)
          dataTransfer.items.add(new File([Uint8Array.from(bytes)], name));
        for (const type of ["dragover", "drop"])
          zone.dispatchEvent(
            new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }),
          );
      },
      files.map(([name, bytes]) => ({ name, bytes: [...bytes] })),
    );

  it.each(FILES)("are read: %s", async (name, bytes) => {
    await room("read");
    await drop([name, bytes]);
    await page.locator(".article").waitFor();
    expect((await page.locator(".article").textContent())?.replace(/\s+/gu, " ")).toMatch(
      /ferry will sail ?on Monday/u,
    );
    await expect.poll(() => page.locator(".article .note").count()).toBeGreaterThan(0);
  });

  it("are read together: a list of them, and why one is not among them", async () => {
    await room("read");
    const [, , vtt, srt] = FILES;
    await drop(vtt!, ["empty.txt", strToU8(" ")], srt!);
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").textContent()).toContain("empty.txt: is empty");
    expect(await page.locator(".recent li").allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining("briefing.vtt")]),
    );
    expect(await faultsOf(page)).toEqual([]);
  });

  it("are sources to check against, whatever they are", async () => {
    await room("check");
    for (const [name, bytes] of FILES) await drop([name, bytes]);
    await expect.poll(() => page.locator(".source-item").count()).toBe(FILES.length);
    await page
      .getByRole("textbox", { name: "Draft" })
      .fill("“The ferry will not sail on Monday,” Ada Quill said.");
    await page.locator(".margin .wrong .finding").waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  it.each(REFUSED)("are refused with a reason, in both rooms: %s", async (name, bytes, why) => {
    for (const where of ["read", "check"] as const) {
      await room(where);
      await drop([name, bytes]);
      await expect.poll(() => page.getByRole("alert").textContent()).toContain(why);
      expect(await faultsOf(page)).toEqual([]);
    }
  });

  it("ask nothing of anybody", () => {
    expect(complaints).toEqual([]);
  });
});
