import { describe, expect, it } from "vitest";
import { parseText } from "../ingest/plain.js";
import { checkClaims } from "./check.js";
import type { QuoteCheck } from "./quotecheck.js";
import { indexSources } from "./source-index.js";

// Our own; a second briefing says much the same in other words.
const FIRST = parseText(
  `MS. ODUYA: Good morning. The ferry company will pay for the new slipway before the summer begins.
We can talk about that. Send it to Marten today, please. I don't know when the cranes arrive. He will not — we’re not sure that
he comes, and they would keep three boats at the pier.

MR. BRANDT: The tide tables are wrong again, and nobody has told the pilots.
`,
  { path: "first.txt" },
);
const SECOND = parseText(
  `MS. ODUYA: The lighthouse keeper retires in June, and we are happy to take your questions at the end.
They would keep nine barges in the basin if the ice allows it at all this year.
`,
  { path: "second.txt" },
);
const index = indexSources([FIRST, SECOND]);

/** The check of a quotation beside one that shows which briefing the draft quotes. */
async function beside(words: string, by = "Mirela Oduya"): Promise<QuoteCheck> {
  const other = "The ferry company will pay for the new slipway before the summer begins";
  const text = `“${other}” “${words}”`;
  const at = other.length + 4;
  const claims = [
    { quotation: { start: 1, end: 1 + other.length }, by: "Mirela Oduya", attributed: true },
    { quotation: { start: at, end: at + words.length }, by, attributed: true },
  ];
  return (await checkClaims(text, claims, index))[1]!;
}
const verdict = ({ wording, severity, differences }: QuoteCheck): string =>
  [wording, severity, ...differences.filter((d) => d.severity !== "none").map((d) => d.kind)]
    .filter((part) => part !== null)
    .join(" ");

describe("a few words with one slip", () => {
  it.each([
    ["We will talk about that", "altered substantive modal"],
    ["I can talk about that", "altered substantive pronoun"],
    ["We cannot talk about that", "altered substantive contraction negation"],
    ["Send it to Tallis today", "altered substantive name"],
    ["keep four boats at", "altered substantive number"],
    ["[She] would keep three boats", "marked"],
    ["We can really talk about", "altered minor inserted"],
  ])("%s → %s", async (words, expected) => {
    expect(verdict(await beside(words))).toBe(expected);
  });

  it.each(["We can laugh about that", "it to a boat", "in the Kestrel"])(
    "does not take a chance resemblance for one: %s",
    async (words) => {
      expect((await beside(words)).wording).toBe("not-found");
    },
  );
});

it.each(["We recognise the", "the new ferry programmes", "organise the harbour"])(
  "finds a few words in another spelling: %s",
  async (words) => {
    const source = parseText(
      `MS. ODUYA: We recognize the pilots. Read about the new ferry programs. Let them organize the harbor.\n`,
      { path: "spelling.txt" },
    );
    const text = `“${words}”`;
    const claim = {
      quotation: { start: 1, end: 1 + words.length },
      by: "Mirela Oduya",
      attributed: true,
    };
    const [one] = await checkClaims(text, [claim], indexSources([source, SECOND]));
    const kinds = one!.differences.map(({ kind }) => kind);
    expect([one!.wording, one!.severity, ...new Set(kinds)]).toEqual([
      "altered",
      "minor",
      "spelling",
    ]);
  },
);

it("does not take a sentence given twice for one joined from two places", async () => {
  const words = "Send it to Marten today, please. Send it to Marten today, please";
  expect((await beside(words)).wording).not.toBe("stitched");
});

describe("a denial", () => {
  it("is seen where the quotation ends in the middle of it", async () => {
    expect(verdict(await beside("Send it to Marten today, please. I do"))).toBe(
      "altered substantive contraction negation",
    );
  });

  it("is no false start by itself", async () => {
    expect(verdict(await beside("He will — we’re not sure that he comes, and they would"))).toBe(
      "altered substantive negation",
    );
  });
});

it("looks at a document's first words, though another ends just before", async () => {
  const words = "The lighthouse keeper retires in July, and we are happy to take your questions";
  const claim = { quotation: { start: 0, end: words.length }, by: null, attributed: true };
  const [one] = await checkClaims(words, [claim], index);
  expect(verdict(one!)).toBe("altered substantive name");
});
