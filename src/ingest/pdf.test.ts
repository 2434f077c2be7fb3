import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { load } from "./load.js";
import { paragraphsOfPages } from "./printed.js";

/** A PDF by hand: each page is a list of `[x, y, words]` in 12-point type. */
function pdf(
  pages: readonly (readonly (readonly [number, number, string])[])[],
  title = "",
): Uint8Array {
  const objects: string[] = [];
  const kids = pages.map((_, i) => `${4 + 2 * i} 0 R`).join(" ");
  objects.push("<< /Type /Catalog /Pages 2 0 R >>");
  objects.push(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  objects.push("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
  for (const [i, lines] of pages.entries()) {
    const drawn = lines.map(([x, y, words]) => `1 0 0 1 ${x} ${y} Tm (${words}) Tj`).join("\n");
    const stream = `BT /F1 12 Tf\n${drawn}\nET`;
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${5 + 2 * i} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
    );
    objects.push(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`);
  }
  objects.push(`<< /Title (${title}) /Author (Kei Moro) >>`);
  let out = "%PDF-1.4\n";
  const places = objects.map((object, i) => {
    const at = out.length;
    out += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = out.length;
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const at of places) out += `${String(at).padStart(10, "0")} 00000 n \n`;
  out += `trailer << /Size ${objects.length + 1} /Root 1 0 R /Info ${objects.length} 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return new TextEncoder().encode(out);
}

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
