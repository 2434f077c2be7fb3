import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paragraphs, positions, sentences, sentencesAt } from "./segment.js";

const cut = (text: string): string[] => paragraphs(text).map((p) => text.slice(p.start, p.end));
const sentencesOf = (text: string): string[] =>
  sentences(text, { start: 0, end: text.length }).map((s) => text.slice(s.start, s.end));

describe("paragraphs", () => {
  it("end at blank lines", () => {
    expect(cut("One.\n\n  Two.  \n \n\nThree.")).toEqual(["One.", "Two.", "Three."]);
  });
  it("end at single breaks where lines are not wrapped", () => {
    expect(cut("A heading\nA line of its own.\nAnother.")).toHaveLength(3);
  });
  it("run over the lines of wrapped text", () => {
    const wrapped =
      "The council of the harbour town met on Monday evening to hear\n" +
      "what the engineers had found below the old sea wall, and it did\n" +
      "not like what it heard about the money that would be needed to\n" +
      "mend it.\n\nThen it went home.";
    expect(cut(wrapped)).toHaveLength(2);
  });
  it("cover every character that is not white space, in order, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        let at = 0;
        for (const p of paragraphs(text)) {
          expect(text.slice(at, p.start).replace(/[\s\u200b\p{Cc}]/gu, "")).toBe("");
          expect(p.end).toBeGreaterThan(p.start);
          at = p.end;
        }
        expect(text.slice(at).replace(/[\s\u200b\p{Cc}]/gu, "")).toBe("");
      }),
    );
  });
});

describe("sentences", () => {
  it.each([
    ["Mr. Oduya left. Ms. Brandt stayed.", ["Mr. Oduya left.", "Ms. Brandt stayed."]],
    ["“It fell.” She saw it.", ["“It fell.”", "She saw it."]],
    ["It cost $4.5 million in the U.S. Army.", ["It cost $4.5 million in the U.S. Army."]],
    ["J. R. Okafor won. Who lost?", ["J. R. Okafor won.", "Who lost?"]],
    ["Wait … she said. 12 people came!", ["Wait … she said.", "12 people came!"]],
    ["He asked why? and left.", ["He asked why? and left."]],
  ])("cuts %s", (text, expected) => {
    expect(sentencesOf(text)).toEqual(expected);
  });
});

describe("positions", () => {
  it("counts lines and columns from 1", () => {
    const at = positions("ab\ncd\n");
    expect([at(0), at(2), at(3), at(6)]).toEqual([
      { line: 1, column: 1 },
      { line: 1, column: 3 },
      { line: 2, column: 1 },
      { line: 3, column: 1 },
    ]);
    expect(() => at(7)).toThrow("Offset 7 is not between 0 and 6");
  });

  it("does not count a byte order mark, as editors do not", () => {
    const at = positions("\ufeffab\ncd");
    expect([at(0), at(1), at(2), at(4)].map(({ column }) => column)).toEqual([1, 1, 2, 1]);
  });
});

describe("sentencesAt", () => {
  const words = fc.constantFrom(
    ..."The council. met Mr. Orr, U.S. J. (No.) “Yes.” said... . ? it’s 4.5 p.m. ".split(" "),
    "\n",
    "word ".repeat(60),
    "x".repeat(700),
  );
  it("are those of the whole paragraph that a place touches", () => {
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 120 }),
        fc.nat(),
        fc.nat(300),
        (some, at, length) => {
          const text = some.join(" ");
          const all = { start: 0, end: text.length };
          const start = at % (text.length + 1);
          const place = { start, end: Math.min(text.length, start + length) };
          expect(sentencesAt(text, all, place)).toEqual(
            sentences(text, all).filter((one) => one.start < place.end && one.end > place.start),
          );
        },
      ),
      { numRuns: 2000 },
    );
  });
});
