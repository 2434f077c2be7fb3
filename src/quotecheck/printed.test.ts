import { expect, it } from "vitest";
import { parseText } from "../ingest/plain.js";
import type { Reading } from "../read.js";
import { checkQuotations } from "./check-quotations.js";
import { checkClaims } from "./check.js";
import { findingsOf } from "./finding.js";
import type { QuoteCheck } from "./quotecheck.js";
import { indexSources } from "./source-index.js";

// Our own; the people are invented.
const BRIEFING = `MS. KALLIO: The board met last night. We will not raise the fares before the autumn unless
fuel becomes dearer. If the winter traffic does not come back, we will have to look at every post.

We set aside 4.2 million euros for a pier that opens on June 30, and not for a toll of 2 euros a head.
Every boat that leaves has the crew the law wants. What the union tells its members is its own business.

Q Does the union know?

MR. LUND: The crane was inspected in February, and it —

MS. KALLIO: By whom?

MR. LUND: — and it passed every test. My people will not, uh, will not work under it at night.

MS. KALLIO: Then nobody need worry about the crane any longer.
`;
const COURIER = `“If the winter traffic does not come back, we will have to look at every post,” Senja Kallio said.

“Two days,” Mr. Lund said, cutting the ribbon. “I will take two days over two years.”

“Somebody will have to explain the bill to me,” Ilse Oduya said, “and it will not be over coffee.”

The pier, a “costly toy” that Oduya said was “nobody’s friend,” opened at noon.
`;
const index = indexSources([
  parseText(BRIEFING, { path: "briefing.txt" }),
  parseText(COURIER, { path: "courier.txt" }),
  parseText(`HARBOUR\n\n${COURIER}`, { path: "herald.txt" }),
]);

/** Checks the quotations of a draft between “ and ”, all by nobody; the last check. */
async function last(draft: string): Promise<QuoteCheck> {
  const claims = [...draft.matchAll(/“([^”]*)”/gu)].map(({ index: at, 1: words }) => ({
    quotation: { start: at + 1, end: at + 1 + words!.length },
    by: null,
    attributed: true,
  }));
  return (await checkClaims(draft, claims, index)).at(-1)!;
}

it.each([
  // What several outlets printed is as good evidence as what one did.
  ["“If the winter traffic comes back, we will have to look at every post.”", "altered negation"],
  // An article's own words between two quotations.
  ["“Two days. I will take two days over two years,” he said.", "typographic"],
  ["“Two days. I will take three days over two years,” he said.", "altered number"],
  [
    "“Somebody will have to explain the bill to me, and it will not be over coffee,” she said.",
    "typographic",
  ],
  [
    "“Somebody will have to explain the bill to me,” she said, “and it will not be over coffee.”",
    "verbatim",
  ],
  [
    "“Somebody will have to explain the bill to me,” she said, “and it will be over coffee.”",
    "altered negation",
  ],
  ["“a costly toy that was nobody’s friend,” she said.", "altered name"],
  // Who is broken into goes on.
  ["“The crane was inspected in February, and it passed every test,” Lund said.", "cleaned"],
  ["“The crane was inspected in February, and it passed no test,” Lund said.", "altered negation"],
  [
    "“it passed every test. Then nobody need worry about the crane any longer,” Lund said.",
    "stitched",
  ],
  ["“My people will work under it at night,” he said.", "altered negation"],
  ["“My people will not work under it at night,” he said.", "cleaned"],
  // An ellipsis at the end.
  ["“We will not raise the fares before the autumn …,” she said.", "altered condition"],
  ["“We will not raise the fares before the autumn . . .” she said, unless fuel rose.", "verbatim"],
  ["“We will not raise the fares …,” she said.", "verbatim"],
  // Other notations of money and days.
  ["“We set aside €4.2 million for a pier that opens on June 30,” she said.", "typographic"],
  ["“We set aside 4.2 million euros for a pier that opens on 30 June,” she said.", "typographic"],
  [
    "“We set aside 4.2 million euros for a pier that opens on the 30th of June,” she said.",
    "altered article",
  ],
  ["“We set aside £4.2 million for a pier that opens on June 30,” she said.", "altered number"],
  [
    "“for a pier that opens on 29 June, and not for a toll of €2 a head,” she said.",
    "altered number",
  ],
  [
    "“for a pier that opens on June 30, and not for a toll of $2 a head,” she said.",
    "altered number",
  ],
  // What is between halves says who speaks, or they are two quotations.
  ["“every post” would be looked at, said Kallio, “with the union,”", "not-found"],
  ["She said “a pier that opens” would open, if need be, “the crew the law wants.”", "verbatim"],
  // Of places as good, the closest.
  ["“has the crew the law wants … [and] the union … is its own business,” she said.", "marked"],
  // An editor's words stand for none of the sentence before.
  ["“[The board] will not raise the fares before the autumn,” she said.", "marked"],
])("%s: %s", async (draft, expected) => {
  const { wording, differences } = await last(draft);
  const kinds = differences.filter(({ severity }) => severity !== "none").map(({ kind }) => kind);
  expect([wording, ...new Set(kinds)].join(" ")).toBe(expected);
});

it("lays “[The board] will” against “We will”", async () => {
  const { found } = await last(
    "“[The board] will not raise the fares before the autumn,” she said.",
  );
  expect(BRIEFING.slice(found!.span.start, found!.span.end)).toMatch(/^We will .* autumn$/u);
});

it.each([
  ["Harbour Board", true, undefined, "unknown"],
  ["Harbour Board", undefined, undefined, "unknown"],
  ["Ferry Workers’ Union", true, undefined, "unknown"],
  ["Ferry Workers’ Union", undefined, undefined, "contradicted"],
  ["Edvard Brandt", undefined, ["Lund"], "unknown"],
  ["Edvard Brandt", undefined, undefined, "contradicted"],
])("by %s, a body %s, maybe %s: %s", async (by, body, maybe, expected) => {
  const words = "The crane was inspected in February";
  const claim = {
    quotation: { start: 1, end: 1 + words.length },
    by,
    attributed: true,
    ...(body ? { body } : {}),
    ...(maybe ? { maybe } : {}),
  };
  const [one] = await checkClaims(`“${words}”`, [claim], index);
  expect(one!.speaker).toBe(expected);
  expect(findingsOf(one!)).toEqual([expected === "unknown" ? "unknown-speaker" : "contradicted"]);
});

it("leaves the draft's own text out of a list of sources", async () => {
  const document = parseText(COURIER);
  const draft = { document, attributions: [], speakers: [], exchanges: [], commitments: [] };
  const { searched } = await checkQuotations(draft as unknown as Reading, [
    parseText(BRIEFING),
    parseText(`${COURIER}\n`),
  ]);
  expect(searched).toHaveLength(1);
});
