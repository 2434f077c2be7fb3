import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../errors.js";
import { parseHtml } from "./html.js";
import { parseArticleLine } from "./jsonl.js";
import { linesOf } from "./lines.js";
import { isoDay } from "./day.js";
import { parseMarkdown } from "./markdown.js";
import { parseBytes } from "./parse.js";
import { dateInName, decodeText, parseText } from "./plain.js";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("plain text", () => {
  it("is kept byte for byte, a byte order mark and odd line ends included", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (words) => {
        const text = `\ufeff${words.replaceAll("\0", "")}x\r\n`;
        expect(decodeText(bytes(text), { path: "a.txt" })).toBe(text);
        expect(parseText(text).text).toBe(text);
      }),
    );
  });
  it.each([
    [new Uint8Array([0x48, 0xff, 0x69]), "a.txt: is not UTF-8 text"],
    [bytes("a\0b"), "a.txt: holds a NUL byte at offset 1"],
    [bytes(" \n "), "a.txt: is empty"],
    [bytes(""), "a.txt: is empty"],
    [bytes("%PDF-1.7 …"), "a.txt: is a PDF file"],
    [new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10]), "a.txt: is a PNG image"],
  ])("refuses what is no text, naming it", (data, message) => {
    expect(() => decodeText(data, { path: "a.txt" })).toThrow(InputError);
    expect(() => decodeText(data, { path: "a.txt" })).toThrow(message);
  });
  it("takes a short first line for the title, and no sentence", () => {
    expect(parseText("Council votes for ferry\n\nIt did so late.").title).toBe(
      "Council votes for ferry",
    );
    expect(parseText("It rained. Then it stopped.\n\nMore.").title).toBeNull();
    expect(parseText("Only a line").title).toBeNull();
    expect(parseText("PORT SELWYN, June 2 — The ban will stay.\n\nMore.").title).toBeNull();
    expect(parseText("SELWYN — Storm\n\nMore.").title).toBe("SELWYN — Storm");
    expect(parseText("FOR IMMEDIATE RELEASE\n\nKallio Buys Ferry\n\nIt rained.").title).toBe(
      "Kallio Buys Ferry",
    );
  });
  it("reads dates from names, and from nothing else", () => {
    expect(dateInName("a/paper_2024-05-14_x.txt")).toBe("2024-05-14");
    expect(dateInName("https://example.org/2024/02/29/x")).toBe("2024-02-29");
    expect(dateInName("2023-02-29.txt")).toBeNull();
    expect(dateInName("tel 12024-05-141")).toBeNull();
    expect(parseText("Some words").published).toBeNull();
  });
  it.each([
    ["Ferries\n\nPORT SELWYN, June 2, 2025 — The council voted.", "2025-06-02"],
    ["Ferries\n\nPort Selwyn, Ont., 2 June 2025 (Wire) - The council voted.", "2025-06-02"],
    ["Ferries\nBy Ada Lund\nMonday, June 2, 2025\n\nThe council voted.", "2025-06-02"],
    ["Ferries\n\nPublished: 2025-06-02 09:15\n\nThe council voted.", "2025-06-02"],
    ["Ferries\n\nThe council voted on June 2, 2025 — and left.", null],
    ["Ferries\n\nPORT SELWYN, June 2 — The council voted.", null],
  ])("reads the date that a text prints at its top: %j", (text, day) => {
    expect(parseText(text).published).toBe(day);
  });
});

describe("Markdown", () => {
  it("keeps the file, and reads its front matter", () => {
    const document = parseMarkdown(
      "---\ntitle: Ferry stops\ndate: 2024-05-14 23:30:00-04:00\nsource_url: https://e.org/a\n---\n# Head\n\nText.",
    );
    expect(document.title).toBe("Ferry stops");
    expect(document.published).toBe("2024-05-14");
    expect(document.url).toBe("https://e.org/a");
    expect(document.text.slice(document.body.start)).toBe("# Head\n\nText.");
  });
  it("says where front matter is broken", () => {
    expect(() => parseMarkdown("---\na: [\n---\nx", { path: "b.md" })).toThrow(
      "b.md: has front matter",
    );
  });
  it("takes the first heading where there is no other title", () => {
    expect(parseMarkdown("# Tunnel floods\n\nText.").title).toBe("Tunnel floods");
  });
  it.each([
    ["May 4, 2024", "2024-05-04"],
    ["4 May 2024", "2024-05-04"],
    ["Published Sept. 30, 2023 at noon", "2023-09-30"],
    ["yesterday", null],
    ["2024-13-01", null],
  ])("reads the day of %s", (value, day) => expect(isoDay(value)).toBe(day));
});

describe("HTML", () => {
  const page = (
    main: string,
  ): string => `<!doctype html><html><head><title>Ferry | The Wharf</title>
    <meta property="og:site_name" content="The Wharf"><meta property="og:title" content="Ferry &amp; tide">
    <script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2024-05-14T01:00:00Z","author":[{"name":"Ivo Marsh"}]}]}</script>
    <script>alert(1)</script></head><body><nav>Home News Sport</nav><article>${main}</article></body></html>`;
  const words =
    "<p>The ferry, <b>Ada Lund</b>, the harbour master, said on Tuesday, will not sail again before the tide turns in June.</p>" +
    "<p>“We wait,” she said, and her deputy said nothing at all about the cost of waiting for so long.</p>";
  it("gives the article's paragraphs and the page's metadata", async () => {
    const document = await parseBytes(bytes(page(words)), { path: "a.html", ending: ".html" });
    expect(document.text.split("\n\n")).toHaveLength(2);
    expect(document.text).toContain("The ferry, Ada Lund, the harbour master,");
    expect(document.text).not.toContain("alert");
    expect(document).toMatchObject({
      title: "Ferry & tide",
      publisher: "The Wharf",
      author: "Ivo Marsh",
      published: "2024-05-14",
    });
  });
  it("is known by its first bytes", async () => {
    expect((await parseBytes(bytes(page(words)), { path: "-" })).title).toBe("Ferry & tide");
  });
  it("has no title where the page has none", () => {
    const { title } = parseHtml(`<html><body><article>${words}</article></body></html>`);
    expect(title).toBeNull();
  });
  it("says that a page holds no article", () => {
    expect(() => parseHtml("<p>Log in</p>", { url: "https://e.org" })).toThrow(
      "https://e.org: holds no article",
    );
  });
});

describe("JSON Lines", () => {
  async function* chunks(text: string, size: number): AsyncGenerator<Uint8Array> {
    const data = bytes(text);
    for (let at = 0; at < data.length; at += size) yield data.subarray(at, at + size);
  }
  it("gives the same lines however the bytes come", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: "grapheme" })),
        fc.integer({ min: 1, max: 9 }),
        async (lines, size) => {
          const clean = lines
            .map((line) => line.replaceAll(/[\r\n]/gu, ""))
            .filter((line) => line !== "");
          const out: unknown[] = [];
          for await (const line of linesOf(chunks(clean.join("\n"), size), "f")) out.push(line);
          expect(out).toEqual(clean);
        },
      ),
    );
  });
  it("refuses a line that is too long, and goes on", async () => {
    const out: unknown[] = [];
    for await (const line of linesOf(
      chunks(`a\n${"x".repeat(16_000_001)}\nb`, 1_000_000),
      "f.jsonl",
    ))
      out.push(line);
    expect(out[0]).toBe("a");
    expect(String(out[1])).toContain("f.jsonl#2: is a line of 16000001 bytes");
    expect(out[2]).toBe("b");
  });
  it("takes the article's fields, and says what is wrong with a line", () => {
    const line =
      '{"text":"Words said here.","title":"T","date":"2024-05-14","source":"S","url":"https://e.org"}';
    expect(parseArticleLine(line, "f#1")).toMatchObject({
      title: "T",
      published: "2024-05-14",
      publisher: "S",
    });
    expect(() => parseArticleLine("{", "f#2")).toThrow("f#2: is not JSON");
    expect(() => parseArticleLine("[]", "f#3")).toThrow('f#3: has no "text"');
    expect(() => parseArticleLine("7", "f#4")).toThrow("f#4: is not a JSON object");
  });
});
