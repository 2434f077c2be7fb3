import { strToU8, zipSync } from "fflate";
import { expect, it } from "vitest";
import { MOST_UNPACKED, parseDocx } from "./docx.js";
import { parseBytes } from "./parse.js";

const relations =
  '<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';
const docx = (body: string, more: Record<string, string> = {}): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        "_rels/.rels": relations,
        "word/document.xml": `<?xml version="1.0"?><w:document xmlns:w="x"><w:body>${body}</w:body></w:document>`,
        ...more,
      }).map(([name, text]) => [name, strToU8(text)]),
    ),
  );
const p = (...runs: readonly string[]): string => `<w:p>${runs.join("")}</w:p>`;
const r = (words: string, properties = ""): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${words}</w:t></w:r>`;

it("gives paragraphs apart, with the changes that were tracked accepted", () => {
  const { text, title, author, kind, path } = parseDocx(
    docx(
      p(
        r("The wall "),
        `<w:del>${r("never ")}<w:r><w:delText>not</w:delText></w:r></w:del>`,
        `<w:ins>${r("will")}</w:ins>`,
        r(" hold,&#x201d; she &amp; he said."),
      ) +
        p("<w:pPr/>", r(" ")) +
        p(
          r("One"),
          "<w:r><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r>",
          r("secret", "<w:vanish/>"),
          r("!", '<w:vanish w:val="0"/>'),
          "<w:r><w:footnoteReference w:id='2'/></w:r>",
          "<w:r><w:instrText>PAGE</w:instrText></w:r>",
        ) +
        p("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", r("Broken ")) +
        p(r("no more")) +
        `<w:tbl><w:tr><w:tc>${p(r("cell"))}</w:tc></w:tr></w:tbl>` +
        p(
          `<w:moveFrom>${r("gone")}</w:moveFrom>`,
          `<mc:AlternateContent><mc:Choice><w:txbxContent>${p(r("box"))}</w:txbxContent></mc:Choice><mc:Fallback>${p(r("box"))}</mc:Fallback></mc:AlternateContent>`,
          r("last"),
        ),
      {
        "docProps/core.xml":
          "<cp:x><dc:title>Harbour draft</dc:title><dc:creator>Kei Moro</dc:creator></cp:x>",
        "word/footnotes.xml": `<w:footnotes>${p(r("a note"))}</w:footnotes>`,
      },
    ),
    { path: "draft.docx" },
  );
  expect(text).toBe(
    "The wall will hold,” she & he said.\n\nOne\ntwo\tthree!\n\nBroken no more\n\ncell\n\nbox\n\nlast\n",
  );
  expect({ title, author, kind, path }).toEqual({
    title: "Harbour draft",
    author: "Kei Moro",
    kind: "article",
    path: "draft.docx",
  });
});

it("finds the turns of a transcript, whatever the file is called", async () => {
  const lines = ["MS. ODUYA: Good day.", "Q: Will it open?", "MS. ODUYA: It will not.", "Q: Ever?"];
  const bytes = docx(lines.map((line) => p(r(line))).join(""));
  const { turns, kind } = await parseBytes(bytes, { path: "-" });
  expect(kind).toBe("transcript");
  expect(turns.map(({ speaker }) => speaker)).toEqual(["MS. ODUYA", "Q", "MS. ODUYA", "Q"]);
});

it.each([
  ["is a ZIP archive without a Word document", zipSync({ "a.txt": strToU8("words") })],
  ["is a damaged ZIP archive", docx(p(r("x"))).subarray(0, 60)],
  ["is a Word document without text", docx(p(r(" ")))],
])("refuses what %s", async (problem, bytes) => {
  await expect(parseBytes(bytes, { path: "a.docx" })).rejects.toThrow(`a.docx: ${problem}`);
});

it("refuses an archive that unpacks to too much, before it does", () => {
  const bomb = zipSync({ "word/document.xml": new Uint8Array(MOST_UNPACKED + 1) }, { level: 1 });
  expect(() => parseDocx(bomb, { path: "a.docx" })).toThrow("unpacks to more than 64 MB");
  // A directory that claims less than there is gets no more room than it claims.
  const honest = zipSync({
    "word/document.xml": strToU8(`<w:p><w:r><w:t>${"x".repeat(9000)}</w:t></w:r></w:p>`),
  });
  const lie = honest.slice();
  const directory = lie.length - 22 - 46 - "word/document.xml".length;
  new DataView(lie.buffer).setUint32(directory + 24, 30, true);
  expect(() => parseDocx(lie, { path: "a.docx" })).toThrow("a.docx: is a damaged");
});
