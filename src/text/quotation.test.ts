import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findQuotations } from "./quotation.js";
import { paragraphs } from "./segment.js";

const quoted = (text: string): string[] =>
  findQuotations(text, paragraphs(text)).map(
    (q) =>
      `${q.depth}${q.closed ? "" : "…"}${q.continues ? "+" : ""} ${text.slice(q.inner.start, q.inner.end)}`,
  );

describe("findQuotations", () => {
  it.each([
    ["She said “no” twice.", ["0 no"]],
    ['She said "no" and "never".', ["0 no", "0 never"]],
    ["“He told me ‘go home’ and I went.”", ["0 He told me ‘go home’ and I went.", "1 go home"]],
    ["He's 6'2\" tall and the workers’ hall is ’70s old.", []],
    ["The ‘reform’ failed; don’t ask.", ["0 reform"]],
    ["“It is mine,” she said. “All of it.”", ["0 It is mine,", "0 All of it."]],
    ['A mismatched “mark" ends all the same.', ["0 mark"]],
    ["«So» it is.", ["0 So"]],
    ["„So“, said Lund, „it is“ – and „so”.", ["0 So", "0 it is", "0 so"]],
    ["»So«, said Lund, »it is«; »so», he said.", ["0 So", "0 it is", "0 so"]],
    ["”So”, said Lund, ”it is”.", ["0 So", "0 it is"]],
    ["She left. ”So it is, he said.", []],
    [
      "''The clerks' lift,'' she said, ''isn't 'ready'.''",
      ["0 The clerks' lift,", "0 isn't 'ready'.", "1 ready"],
    ],
    ["She called them ’em and left 'em.", []],
  ])("finds the quotations of %s", (text, expected) => {
    expect(quoted(text)).toEqual(expected);
  });

  it("goes on over paragraphs that open anew and close once", () => {
    expect(quoted("“We start here.\n\n“We go on.\n\n“We end.” So she said.")).toEqual([
      "0… We start here.",
      "0…+ We go on.",
      "0+ We end.",
    ]);
  });

  it("keeps within its paragraph and within the text, whatever the text", () => {
    const glyph = fc.constantFrom(
      "a",
      " ",
      "“",
      "”",
      '"',
      "'",
      "‘",
      "’",
      "\n\n",
      ".",
      "«",
      "»",
      "„",
      "😀",
    );
    fc.assert(
      fc.property(
        fc.array(glyph).map((g) => g.join("")),
        (text) => {
          const within = paragraphs(text);
          let last = -1;
          for (const { outer, inner } of findQuotations(text, within)) {
            expect(within.some((p) => p.start <= outer.start && outer.end <= p.end)).toBe(true);
            expect(inner.start - outer.start).toBe(text.startsWith("''", outer.start) ? 2 : 1);
            expect(inner.end).toBeLessThanOrEqual(outer.end);
            expect(outer.start).toBeGreaterThanOrEqual(last);
            last = outer.start;
          }
        },
      ),
    );
  });
});
