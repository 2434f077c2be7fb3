import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseText } from "../ingest/plain.js";
import { createDocument } from "../text/document.js";
import { checkClaims } from "./check.js";
import { findingsOf } from "./finding.js";
import type { QuoteCheck } from "./quotecheck.js";
import { indexSources } from "./source-index.js";

const BRIEFING = `Briefing by Press Secretary Mirela Oduya

MS. ODUYA: Good morning. We will not close the northern ferry this year, and, um,
you know, the council has set aside nineteen thousand crowns for the pier. Priya, go ahead.

Q Does the mayor plan to raise the harbour fee before the winter season starts?

MS. ODUYA: No. The mayor said to me this morning, “Tell them that I am not going anywhere near the fee,”
and I believe him. All of the captains may keep their berths if they register by March 1st.
We can — we can start the dredging of the outer basin on Monday.

MR. BRANDT: I would add only that the committee asked three engineers to look at the crane.

Q When will the crane be back in service?

MR. BRANDT: The crane should be back in service by Easter. I don't have a date. It’s a question of parts.
`;
const briefing = parseText(BRIEFING, { path: "briefing.txt" });
const index = indexSources([briefing]);

async function check(
  words: string,
  by: string | null = "Mirela Oduya",
  lead = "She said: ",
): Promise<QuoteCheck> {
  const text = `${lead}“${words}”`;
  const start = lead.length + 1;
  const claim = { quotation: { start, end: start + words.length }, by, attributed: by !== null };
  const [one] = await checkClaims(text, [claim], index);
  return one!;
}
const verdict = async (words: string, by?: string | null): Promise<string> => {
  const { wording, severity, differences } = await check(words, by);
  const kinds = differences.filter((d) => d.severity !== "none").map((d) => d.kind);
  return [wording, severity, ...kinds].filter((part) => part !== null).join(" ");
};

describe("wording", () => {
  it.each([
    ["We will not close the northern ferry this year", "verbatim"],
    ["we will not close the northern ferry this year", "typographic"],
    ["We won't close the northern ferry this year", "altered minor contraction contraction"],
    ["the council has set aside 19,000 crowns for the pier", "typographic"],
    [
      "We will not close the northern ferry this year, and the council has set aside nineteen thousand crowns",
      "cleaned",
    ],
    ["register by March 1st. We can start the dredging of the outer basin on Monday", "cleaned"],
    [
      "We will not close the northern ferry … the council has set aside nineteen thousand crowns",
      "marked",
    ],
    ["[The captains] may keep their berths if they register by March 1st", "marked"],
    ["The crane should be back in service [in spring]", "marked"],
    ["It is a question of parts", "altered minor contraction"],
  ])("%s → %s", async (words, expected) => {
    expect(await verdict(words)).toBe(expected);
  });

  it.each([
    ["We will close the northern ferry this year", "altered substantive negation"],
    ["We … close the northern ferry this year", "altered substantive negation"],
    ["close the northern ferry this year", "altered substantive negation"],
    ["the council has set aside ninety thousand crowns for the pier", "altered substantive number"],
    [
      "All of the captains must keep their berths if they register by March 1st",
      "altered substantive modal",
    ],
    [
      "Some of the captains may keep their berths if they register by March 1st",
      "altered substantive quantifier",
    ],
    ["All of the captains may keep their berths … by March 1st", "altered substantive condition"],
    ["They can start the dredging of the outer basin on Monday", "altered substantive pronoun"],
    ["we can start the dredging of the outer basin on Friday", "altered substantive name"],
  ])("%s → %s", async (words, expected) => {
    expect(await verdict(words)).toBe(expected);
  });

  it("sees that parts which stand apart were joined", async () => {
    const joined = await check(
      "We will not close the northern ferry this year and I believe him. All of the captains",
    );
    expect(joined.wording).toBe("stitched");
    expect(joined.parts).toHaveLength(2);
  });

  it("finds nothing where there is nothing, and says what comes nearest", async () => {
    const invented = await check("The harbour fee and the winter season are what the mayor raises");
    expect(invented).toMatchObject({ wording: "not-found", speaker: "unknown", found: null });
    const near = await check("the pier received some crowns from our council treasury");
    expect(near.wording).toBe("not-found");
    expect(BRIEFING.slice(near.nearest[0]!.span.start, near.nearest[0]!.span.end)).toContain(
      "crowns",
    );
  });

  it("reports letters that only look alike", async () => {
    const { wording, differences } = await check("The crane should be back in serviсe by Easter"); // Cyrillic с
    expect(wording).toBe("typographic");
    expect(differences.map((d) => d.kind)).toEqual(["lookalike"]);
  });

  it("leaves a word or two that nobody is given unchecked", async () => {
    expect(await verdict("outer basin", null)).toBe("unchecked");
    expect(await verdict("outer basin")).toBe("verbatim");
  });

  it("takes a denial in the draft for the one that the cut leaves out", async () => {
    const { wording } = await check(
      "close the northern ferry this year",
      "Mirela Oduya",
      "They would not ",
    );
    expect(wording).toBe("verbatim");
  });
});

describe("speaker", () => {
  it("matches people by their names, not their labels", async () => {
    const words = "The crane should be back in service by Easter";
    expect(await check(words, "Teodor Brandt")).toMatchObject({
      speaker: "confirmed",
      saidBy: "Brandt",
    });
    expect(await check(words)).toMatchObject({
      speaker: "contradicted",
      saidBy: "Brandt",
      wording: "verbatim",
    });
    expect(await check(words, null)).toMatchObject({ speaker: "unknown", saidBy: "Brandt" });
  });

  it("knows a reporter by name only where one is called upon", async () => {
    const words = "Does the mayor plan to raise the harbour fee before the winter season starts";
    expect(await check(words, "Priya Nandan")).toMatchObject({
      speaker: "confirmed",
      saidBy: "Priya",
    });
    expect(await check("When will the crane be back in service", "Priya Nandan")).toMatchObject({
      speaker: "unknown",
      saidBy: null,
    });
  });

  it("does not give a turn's speaker the words that she quotes", async () => {
    expect(await check("Tell them that I am not going anywhere near the fee")).toMatchObject({
      wording: "verbatim",
      speaker: "unknown",
    });
  });
});

describe("hostile input", () => {
  const text = (one: QuoteCheck): string =>
    BRIEFING.slice(one.found!.span.start, one.found!.span.end);

  it("gives places that stand in the text, whatever is asked", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.constantFrom(
            "the",
            "crane",
            "not",
            "…",
            "[",
            "]",
            "”",
            "U.S",
            "’",
            "\u200b",
            "19,000",
            "שלום",
            "—",
          ),
          { maxLength: 40 },
        ),
        async (words) => {
          const one = await check(words.join(" "));
          if (one.found) expect(text(one).length).toBe(one.found.span.end - one.found.span.start);
          for (const { draft, source } of one.differences) {
            expect(draft.start).toBeLessThanOrEqual(draft.end);
            expect(source.start).toBeLessThanOrEqual(source.end);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("finds any run of a source's own words word for word", async () => {
    const starts = [...BRIEFING.matchAll(/\S+/gu)].map((word) => word.index);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(briefing.turns.length - 1),
        fc.nat(20),
        fc.integer({ min: 4, max: 12 }),
        async (t, from, n) => {
          const { content } = briefing.turns[t]!;
          const inside = starts.filter((at) => at >= content.start && at < content.end);
          const start = inside[from % inside.length]!;
          const stop = inside[Math.min(inside.length - 1, (from % inside.length) + n)]!;
          const words = BRIEFING.slice(start, stop).trim();
          if (/[“”…—[]/u.test(words) || words.split(/\s+/u).length < 4) return;
          const one = await check(words, null);
          expect(["verbatim", "typographic", "altered"]).toContain(one.wording);
          if (one.wording === "altered") expect(one.differences[0]!.kind).toBe("negation"); // cut off before
        },
      ),
      { numRuns: 200 },
    );
  });

  it("takes one line of a megabyte, and a quotation of fifty thousand words", async () => {
    const line = Array.from({ length: 60_000 }, (_, i) => `word${i % 977} plain${i % 31}`).join(
      " ",
    );
    const large = indexSources([createDocument({ text: line })]);
    const words = line.slice(0, line.indexOf(" ", 300_000)).replace("plain3 ", "not plain3 ");
    const claim = { quotation: { start: 0, end: words.length }, by: null, attributed: true };
    const [one] = await checkClaims(words, [claim], large);
    expect(one!.wording).toBe("altered");
    expect(one!.differences.map((d) => d.kind)).toEqual(["negation"]);
  });
});

describe("an article's own words", () => {
  const article = parseText(
    "Ferries\n\n“Nobody slept,” Ada Lund said. She said layoffs could come as soon as July. The council “will not blink” if it is sued, she said.\n",
    { path: "ferries.txt" },
  );
  const sources = indexSources([article]);
  it.each([
    ["Nobody slept", true],
    ["layoffs could come as soon as July", false],
    ["will not blink if it is sued", false],
    ["She will leave the city for good this winter", null],
  ])("%s: quoted %s", async (words, quoted) => {
    const text = `Lund said: “${words}.”`;
    const quotation = { start: 12, end: 12 + words.length };
    const claim = { quotation, by: "Ada Lund", attributed: true };
    const speakerOf = (): Promise<string> => Promise.resolve("Ada Lund");
    const [one] = await checkClaims(text, [claim], sources, { speakerOf });
    expect(one!.quoted).toBe(quoted);
    expect(findingsOf(one!).includes("not-quoted")).toBe(quoted === false);
  });
  it("is its own where it gives the words to nobody: a speech has no marks", async () => {
    const words = "layoffs could come as soon as July";
    const claim = { quotation: { start: 1, end: 1 + words.length }, by: null, attributed: true };
    const [one] = await checkClaims(`“${words}”`, [claim], sources);
    expect(one!.quoted).toBeNull();
  });
});

it("takes “used to” left out for a change of time that matters", async () => {
  const sources = indexSources([
    parseText("MS. LUND: My windows used to rattle every night when the last ferry came in.\n"),
  ]);
  const words = "My windows rattle every night when the last ferry came in";
  const claim = { quotation: { start: 1, end: 1 + words.length }, by: null, attributed: true };
  const [one] = await checkClaims(`“${words}”`, [claim], sources);
  expect([one!.wording, one!.severity, one!.differences[0]!.kind]).toEqual([
    "altered",
    "substantive",
    "tense",
  ]);
});
