import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pdf } from "../../test/pdf.js";
import { load } from "./load.js";
import { paragraphsOfPages } from "./printed.js";

const bytesInput = (bytes: Uint8Array) => ({ kind: "bytes", name: "-", bytes }) as const;

describe("PDF", () => {
  it("gives paragraphs, over pages, without running heads and page numbers", async () => {
    const page = (n: number, lines: readonly (readonly [number, number, string])[]) =>
      [[72, 760, "HARBOUR COUNCIL"], ...lines, [300, 30, String(n)]] as const;
    const bytes = pdf(
      [
        page(1, [
          [72, 700, "The eastern wall will not be opened to the public before the govern-"],
          [72, 686, "ment has looked at it, the harbour master said on Monday at a well-"],
          [72, 672, "known bar."],
          [72, 644, '"It is wet," she said, and went on to say that nobody at the port'],
        ]),
        page(2, [
          [72, 700, "authority had known of it."],
          [72, 660, "The government did not answer."],
        ]),
        page(3, [[72, 700, "Nor did anyone else."]]),
      ],
      "Minutes",
    );
    const folder = mkdtempSync(join(tmpdir(), "onrecord-pdf-"));
    const path = join(folder, "2024-05-14-minutes.pdf");
    writeFileSync(path, bytes);
    const document = await load({ kind: "file", path });
    rmSync(folder, { recursive: true });
    expect(document.text).toBe(
      "The eastern wall will not be opened to the public before the government has looked at it, the harbour master said on Monday at a well-known bar.\n\n" +
        '"It is wet," she said, and went on to say that nobody at the port\nauthority had known of it.\n\n' +
        "The government did not answer.\n\nNor did anyone else.\n",
    );
    expect(document).toMatchObject({
      title: "Minutes",
      author: "Kei Moro",
      published: "2024-05-14",
    });
  });
  it.each([
    ["is a PDF without text", pdf([[]])],
    ["is a damaged PDF", new TextEncoder().encode("%PDF-1.7\nwords")],
  ])("refuses what %s", async (problem, bytes) => {
    await expect(load(bytesInput(bytes))).rejects.toThrow(`-: ${problem}`);
  });
});

it("tells paragraphs by indent, by size and by columns", () => {
  const line = (text: string, left: number, y: number, size = 10) =>
    ({ text, left, right: left + 5 * text.length, y, size }) as const;
  expect(
    paragraphsOfPages([
      [
        line("A heading", 50, 700, 16),
        line("The first paragraph goes on and on over lines,", 50, 680),
        line("and it ends here, with a sentence of its own.", 50, 668),
        line("The second one is indented, as in books, and", 60, 656),
        line("goes on in the", 50, 644),
        line("next column.", 300, 680),
      ],
    ]),
  ).toEqual([
    "A heading",
    "The first paragraph goes on and on over lines,\nand it ends here, with a sentence of its own.",
    "The second one is indented, as in books, and\ngoes on in the\nnext column.",
  ]);
});
