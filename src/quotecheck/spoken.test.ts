import { describe, expect, it } from "vitest";
import { parseCaptions } from "../ingest/captions.js";
import { parseText } from "../ingest/plain.js";
import { findQuotations } from "../text/quotation.js";
import { paragraphs } from "../text/segment.js";
import { checkClaims } from "./check.js";
import type { QuoteCheck } from "./quotecheck.js";
import { indexSources } from "./source-index.js";

// Our own; the people are invented.
const HEARING = parseCaptions(
  `1
00:00:01,000 --> 00:00:04,500
CHAIR LINDQVIST: We will hear
from the harbour master first.

2
00:00:05,000 --> 00:00:09,000
OSEI: Thank you, Chair. We have moved, um,
forty-two barges since the flood,

3
00:00:09,200 --> 00:00:13,000
and none of them will come back before
the spring.

4
00:00:14,000 --> 00:00:18,000
CHAIR LINDQVIST: How many pilots have you
lost to the southern port?

5
00:00:19,000 --> 00:00:25,000
OSEI: Eleven. The governor told me, "We cannot
pay them what the south pays," and I do not blame her.

6
00:01:02,000 --> 00:01:08,000
OSEI: We can train new pilots in two years
if the college opens its doors again.
`,
  { path: "hearing.srt" },
);
const COUNCIL = parseCaptions(
  `WEBVTT

00:00:02.000 --> 00:00:06.000
<v Ines Abara>The budget does not pay for a new crane this year.

00:00:06.500 --> 00:00:11.000
<v Ines Abara>We asked for it twice, and twice it was struck out.

00:00:12.000 --> 00:00:15.000
<v Tomas Reyl>I voted against it, and I would do so again.

01:10:00.000 --> 01:10:05.000
<v Ines Abara>Nobody on this council wants the pier to close.
`,
  { path: "council.vtt" },
);
const BRIEFING = parseText(
  `MR. RENNER: The dredger leaves on Thursday, and the channel will be open to all ships by Sunday night.

Q Will the fees go up?

MR. RENNER: The fees will not go up this year. What we do next year depends on the council.

Q And the crane?

MR. RENNER: The crane stays where it is until the inspector has seen it. As the mayor said last week, “safety is not a matter of money.” I agree with her.
`,
  { path: "briefing.txt" },
);
const index = indexSources([HEARING, COUNCIL, BRIEFING]);

/** Whom the sources' speakers quote, as reading them tells. */
const QUOTED = new Map([
  ["We cannot pay", "governor"],
  ["safety is not", "mayor"],
]);

/** Checks the quotations of a draft that gives them all to one person; the last check. */
async function last(draft: string, by: string): Promise<QuoteCheck> {
  const within = paragraphs(draft, { start: 0, end: draft.length });
  const claims = findQuotations(draft, within).map(({ inner }) => ({
    quotation: inner,
    by,
    attributed: true,
  }));
  const checks = await checkClaims(draft, claims, index, {
    speakerOf: async ({ text }, { start }) => {
      for (const [opening, speaker] of QUOTED) if (text.startsWith(opening, start)) return speaker;
      return null;
    },
  });
  return checks[checks.length - 1]!;
}

describe("in a recording's captions", () => {
  it.each([
    ["“We have moved forty-two barges since the flood”", "Kofi Osei", "cleaned", "confirmed", 5],
    ["“none of them will come back before the spring”", "Kofi Osei", "verbatim", "confirmed", 9],
    // One turn goes on over two captions half a minute apart.
    ["“We can train new pilots in two years”", "Kofi Osei", "verbatim", "confirmed", 62],
    ["“How many pilots have you lost”", "Kofi Osei", "verbatim", "contradicted", 14],
    ["“twice it was struck out”", "Ines Abara", "verbatim", "confirmed", 6],
    ["“Nobody on this council wants the pier”", "Tomas Reyl", "verbatim", "contradicted", 4200],
    ["“We have moved 24 barges since the flood”", "Kofi Osei", "altered", "confirmed", 5],
  ])("%s, by %s: %s, %s, at %i s", async (draft, by, wording, speaker, time) => {
    const check = await last(draft, by);
    expect([check.wording, check.speaker, check.found?.time]).toEqual([wording, speaker, time]);
  });
});

describe("a sentence that the draft splits", () => {
  it("goes on where its first half ends", async () => {
    const check = await last(
      "“The dredger leaves on Thursday,” Renner said, “the channel will be open to all ships.”",
      "Olav Renner",
    );
    expect(check.wording).toBe("altered");
    expect(check.differences.map(({ kind }) => kind)).toEqual(["omitted"]);
  });

  it.each([
    ["“The fees will not go up,” Renner said, “until the inspector has seen it.”", "Olav Renner"],
    [
      "“The budget does not pay for a new crane this year,” Abara said, “twice it was struck out.”",
      "Ines Abara",
    ],
  ])("is stitched where its halves are two sentences': %s", async (draft, by) => {
    const check = await last(draft, by);
    expect(check.wording).toBe("stitched");
    expect(check.parts).toHaveLength(2);
  });
});

describe("over turns", () => {
  it("tells two answers that were joined", async () => {
    const check = await last(
      "“The fees will not go up this year. The crane stays where it is”",
      "Olav Renner",
    );
    expect([check.wording, check.speaker, check.parts.length]).toEqual([
      "stitched",
      "confirmed",
      2,
    ]);
  });

  it("takes an ellipsis between two answers for a mark, and shows what it leaves out", async () => {
    const check = await last(
      "“What we do next year depends on the council. … The crane stays where it is”",
      "Olav Renner",
    );
    expect(check.wording).toBe("marked");
    const [left] = check.leftOut;
    expect(BRIEFING.text.slice(left!.start, left!.end)).toContain("And the crane?");
  });

  it("does not give a question to who answers it", async () => {
    const check = await last(
      "“Will the fees go up? The fees will not go up this year”",
      "Olav Renner",
    );
    expect([check.wording, check.speaker]).toEqual(["stitched", "unknown"]);
  });
});

describe("what a speaker quotes", () => {
  it.each([
    ["“We cannot pay them what the south pays”", "Kofi Osei", "governor"],
    ["“safety is not a matter of money”", "Olav Renner", "mayor"],
  ])("is not the speaker's own: %s", async (draft, by, saidBy) => {
    expect(await last(draft, by)).toMatchObject({
      wording: "verbatim",
      speaker: "contradicted",
      saidBy,
    });
  });

  it("may be that of a person whom the draft names and the source does not", async () => {
    const check = await last("“We cannot pay them what the south pays”", "Adaeze Hartono");
    expect(check.speaker).toBe("unknown");
  });
});

it("shows whole sentences of what comes nearest, over the lines of a turn", async () => {
  const wrapped = parseText(
    `MS. ODUYA: We will repaint every buoy in the outer harbour before the
summer regatta begins. Nobody objects.

Q And what did the pilots ask for, and when will they have it?

MS. ODUYA: The pilots asked for lanterns on the eastern breakwater, and
they will have them before the evenings draw in. The lanterns are on their
way, and the pilots know where they will stand once the masons have gone.

Q Thank you.
`,
    { path: "wrapped.txt" },
  );
  const words = "Buoys in the outer harbour and a regatta are what we pay to repaint";
  const claim = {
    quotation: { start: 0, end: words.length },
    by: "Mirela Oduya",
    attributed: true,
  };
  const [one] = await checkClaims(words, [claim], indexSources([wrapped]));
  expect(one!.wording).toBe("not-found");
  const { start, end } = one!.nearest[0]!.span;
  expect(wrapped.text.slice(start, end)).toBe(
    "We will repaint every buoy in the outer harbour before the\nsummer regatta begins.",
  );
});
