import { describe, expect, it } from "vitest";
import { parseText } from "../ingest/plain.js";
import { checkClaims } from "./check.js";
import type { QuoteCheck } from "./quotecheck.js";
import { indexSources } from "./source-index.js";

// Every point of "how it compares", on a briefing of our own.
const BRIEFING = `Briefing by Mirela Oduya, press secretary

MS. ODUYA: The office will file its first report on Thursday, and the effi-
cient pumps stay where they are. We not only repaired the sluice, we paid for it. There is no
doubt that the wardens did their duty. I don't think nobody saw the flood coming.

Q Were 19,000 sandbags bought?

MS. ODUYA: We bought nineteen thousand sandbags and 3.5 tonnes of rope. The organisation was told
in March. He asked us to keep the labour agreement, and we kept it. I hope the ferry sails in May.

Q Can you —

MS. ODUYA: Let me finish. The captain told me, “The harbour is mine to close,” and he may be right.
The council shall not sell the old pier, nor will it lease the crane, unless the harbour board agrees.

Q Thank you.

MS. ODUYA: The northern basin was dredged twice last winter. It cost the city nothing at all.
`;
const index = indexSources([parseText(BRIEFING, { path: "briefing.txt" })]);

async function check(
  words: string,
  by = "Mirela Oduya",
  lead = "She said: “",
): Promise<QuoteCheck> {
  const start = lead.length;
  const claim = { quotation: { start, end: start + words.length }, by, attributed: true };
  const [one] = await checkClaims(`${lead}${words}”`, [claim], index);
  return one!;
}
const verdict = async (words: string): Promise<string> => {
  const { wording, severity, differences } = await check(words);
  const kinds = differences.filter((d) => d.severity !== "none").map((d) => d.kind);
  return [wording, severity, ...new Set(kinds)].filter((part) => part !== null).join(" ");
};

describe("what does not count", () => {
  it.each([
    ["quotes, dashes", "We not only repaired the sluice - we paid for it", "typographic"],
    ["spaces", "We  not only repaired\u00a0the\nsluice, we paid for it", "verbatim"],
    ["ligatures", "The oﬃce will ﬁle its ﬁrst report on Thursday", "typographic"],
    ["a hyphen at a line's end of the source", "the efficient pumps stay where they are", "typographic"],
    ["a hyphen at a line's end of the draft", "There is no doubt that the war-\ndens did their duty", "typographic"],
    ["case at the start", "the office will file its first report on Thursday", "typographic"],
    ["[sic]", "We bought nineteen thousand [sic] sandbags and 3.5 tonnes of rope", "verbatim"],
    ["a footnote's mark", "We bought nineteen thousand sandbags[12] and 3.5 tonnes of rope.[^2]", "verbatim"],
    ["a footnote's figure", "We bought nineteen thousand sandbags¹ and 3.5 tonnes of rope*", "verbatim"],
    ["a link's address", "We bought [nineteen thousand sandbags](https://example.org/not) and 3.5 tonnes of rope", "verbatim"],
    ["emphasis", "We bought **nineteen thousand** sandbags and _3.5 tonnes_ of rope", "typographic"],
    ["a number in figures", "We bought 19,000 sandbags and 3.5 tonnes of rope", "typographic"],
    ["a speaker's initials", "M.O.: We bought nineteen thousand sandbags and 3.5 tonnes of rope", "verbatim"],
    ["a bracket inside a word", "[t]he office will file its first report on Thursday", "marked"],
    ["a bracket for a word", "[The captain] asked us to keep the labour agreement, and we kept it", "marked"],
    ["a bracket put in", "We bought nineteen thousand sandbags [for the pier] and 3.5 tonnes of rope", "marked"],
    ["an ellipsis", "The office will file its first report … and the efficient pumps stay where they are", "marked"],
  ])("%s", async (_, words, expected) => {
    expect(await verdict(words)).toBe(expected);
  }); // prettier-ignore
});

describe("what does", () => {
  it.each([
    ["only", "We not repaired the sluice, we paid for it", "altered substantive quantifier"],
    ["not only", "We repaired the sluice, we paid for it", "altered minor omitted"],
    ["one of two denials", "I think nobody saw the flood coming", "altered substantive negation"],
    ["both denials", "the wardens did their duty. I think somebody saw the flood coming", "altered substantive negation"],
    ["no, at the cut", "doubt that the wardens did their duty", "altered substantive negation"],
    ["a denial by an ellipsis", "The council shall … sell the old pier", "altered substantive negation"],
    ["a condition by an ellipsis", "The council shall not sell the old pier, nor will it lease the crane, … the harbour board agrees", "altered substantive condition"],
    ["a hope", "the ferry sails in May", "verbatim"],
    ["a number", "We bought ninety thousand sandbags and 3.5 tonnes of rope", "altered substantive number"],
    ["a decimal", "We bought nineteen thousand sandbags and 35 tonnes of rope", "altered substantive number"],
    ["a day", "The office will file its first report on Tuesday", "altered substantive name"],
    ["who", "He asked us to keep the labour agreement, and they kept it", "altered substantive pronoun"],
    ["a modal", "and he must be right. The council shall not sell the old pier", "altered substantive modal"],
    ["a spelling", "The organization was told in March", "altered minor spelling"],
    ["a tense", "The northern basin is dredged twice last winter", "altered minor tense"],
    ["an article", "The northern basin was dredged twice the last winter", "altered minor article"],
    ["a quantifier", "It cost the city almost nothing at all", "altered substantive quantifier"],
  ])("%s", async (_, words, expected) => {
    expect(await verdict(words)).toBe(expected);
  }); // prettier-ignore
});

describe("where it stands", () => {
  it("runs over turns of one person where another only broke in", async () => {
    const over = await check("I hope the ferry sails in May. Let me finish.");
    expect(over.wording).toBe("stitched");
    expect((await check("I hope the ferry sails in May … Let me finish.")).wording).toBe("marked");
  });

  it.each([
    ["We bought nineteen thousand sandbags", "and 3.5 tonnes of rope", "verbatim"],
    ["We bought nineteen thousand sandbags", "of rope", "altered"],
    ["The council shall", "sell the old pier", "altered"],
    ["There is no doubt that the wardens", "saw the flood coming", "stitched"],
    ["the harbour board", "bought nineteen thousand sandbags", "stitched"],
  ])("is split by “she said”: %s, %s", async (one, next, expected) => {
    const text = `“${one},” she said, “${next}.”`;
    const claims = [one, next].map((words) => ({
      quotation: { start: text.indexOf(words), end: text.indexOf(words) + words.length },
      by: "Mirela Oduya",
      attributed: true,
    }));
    const checks = await checkClaims(text, claims, index);
    expect(checks.map(({ wording }) => wording)).toEqual(["verbatim", expected]);
  });

  it("is put together from two answers", async () => {
    const joined = await check(
      "The office will file its first report on Thursday because the northern basin was dredged twice last winter",
    );
    expect(joined.wording).not.toBe("verbatim");
    const two = await check(
      "We bought nineteen thousand sandbags and 3.5 tonnes of rope the northern basin was dredged twice last winter",
    );
    expect(two).toMatchObject({ wording: "stitched", speaker: "confirmed" });
    expect(two.parts).toHaveLength(2);
  });

  it("is somebody else's where the turn quotes it", async () => {
    expect(await check("The harbour is mine to close")).toMatchObject({
      wording: "verbatim",
      speaker: "unknown",
      saidBy: null,
    });
  });
});

it("knows people by initials", async () => {
  const text = `J.P.: The tide turns at four.\n\nM.O.: Nobody told the pilots about it.\n\nJ.P.: I did.\n\nM.O.: You did not, and the pilots say so.\n`;
  const interview = indexSources([parseText(text)]);
  const words = "Nobody told the pilots about it";
  const claim = { quotation: { start: 0, end: words.length }, attributed: true };
  const said = async (by: string): Promise<string> =>
    (await checkClaims(words, [{ ...claim, by }], interview))[0]!.speaker;
  expect(await said("Mirela Oduya")).toBe("confirmed");
  expect(await said("Jana Petersen")).toBe("contradicted");
});
