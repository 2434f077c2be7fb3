import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseText } from "../ingest/plain.js";
import type { Reading } from "../read.js";
import { createDocument } from "../text/document.js";
import { checkQuotations } from "./check-quotations.js";
import { checkClaims } from "./check.js";
import type { QuoteCheck } from "./quotecheck.js";
import { indexSources } from "./source-index.js";

const TALK = `MS. ODUYA: The ferry to the northern mole sails at six, and it does not wait for anybody.

Q And on Sundays?

MS. ODUYA: On Sundays it sails at eight. הסירה יוצאת בשמונה, says the sign, and the sign is right.

Q Thank you.

MS. ODUYA: My mother used to say, “Never lend a boat to a man who cannot swim.”
`;
const talk = parseText(TALK, { path: "talk.txt" });
const index = indexSources([talk]);

/** A draft as read by nobody: its quotations are given to no speaker. */
const unread = (text: string): Reading =>
  ({
    document: createDocument({ text }),
    attributions: [],
    speakers: [],
    exchanges: [],
    commitments: [],
  }) as unknown as Reading;

const checked = async (text: string): Promise<readonly QuoteCheck[]> =>
  (await checkQuotations(unread(text), index)).checks;
const wordings = async (text: string): Promise<string[]> =>
  (await checked(text)).map(({ wording }) => wording);

describe("odd characters are told as such", () => {
  it.each([
    [
      "a space that cannot be seen",
      "The ferry to the nor\u200bthern mole sails at six",
      "lookalike",
    ],
    ["a soft hyphen", "The ferry to the nor\u00adthern mole sails at six", "lookalike"],
    ["a mark of direction", "The ferry to the \u202enorthern mole sails at six", null],
    ["a Cyrillic letter", "The ferry to the nоrthern mole sails at six", "lookalike"],
    ["a Greek letter", "The fεrry tο the northern mole sails at six", "lookalike"],
    ["full width", "The ferry to the northern mole ｓａｉｌｓ at six", null],
  ])("%s", async (_, words, kind) => {
    const [one] = await checked(`“${words}”`);
    expect(["verbatim", "typographic", "altered"]).toContain(one!.wording);
    expect(one!.found).not.toBeNull();
    const kinds = one!.differences.map((difference) => difference.kind);
    if (kind !== null) expect(kinds).toContain(kind);
  });

  it("compares text from right to left", async () => {
    expect(
      await wordings("“On Sundays it sails at eight. הסירה יוצאת בשמונה, says the sign”"),
    ).toEqual(["verbatim"]);
    expect(
      await wordings("“On Sundays it sails at eight. הסירה יוצאת בשש, says the sign”"),
    ).toEqual(["altered"]);
  });
});

describe("odd marks", () => {
  it("closes an unclosed mark with its paragraph", async () => {
    const text = "“On Sundays it sails at eight.\n\nThe ferry runs. “it does not wait for anybody”";
    expect(await wordings(text)).toEqual(["verbatim", "verbatim"]);
  });

  it("takes no apostrophe for a mark", async () => {
    expect(
      await wordings("The ferry’s mate can’t wait ’til the ’90s’ end, the captains’ boats don’t."),
    ).toEqual([]);
  });

  it("takes single marks, and marks inside marks", async () => {
    expect(await wordings("'On Sundays it sails at eight,' she said.")).toEqual(["verbatim"]);
    const quoted = "“My mother used to say, ‘Never lend a boat to a man who cannot swim.’”";
    expect(await wordings(quoted)).toEqual(["typographic"]);
  });

  it("does not give the speaker what she quotes", async () => {
    const text = "“Never lend a boat to a man who cannot swim”";
    const claim = {
      quotation: { start: 1, end: text.length - 1 },
      by: "Mirela Oduya",
      attributed: true,
    };
    const [one] = await checkClaims(text, [claim], index);
    expect(one).toMatchObject({ wording: "verbatim", speaker: "unknown", saidBy: null });
  });

  it("leaves scare quotes alone, and titles", async () => {
    expect(await wordings("The “northern” ferry is called a “free service”.")).toEqual([
      "unchecked",
      "unchecked",
    ]);
    const { checks, skipped } = await checkQuotations(
      unread("She wrote the novel “Gull and pilot”, then “The Long Tide of Selwyn”."),
      index,
    );
    expect(checks).toEqual([]);
    expect(skipped.map(({ reason }) => reason)).toEqual(["title of a work", "title of a work"]);
    expect(await wordings("Brandt, whom they called “the owl of Selwyn”, left.")).toEqual([
      "not-found",
    ]);
  });

  it.each([
    ["> The ferry to the northern\n> mole sails at six.\n>\n> — Lund", ["verbatim"]],
    ["> The ferry to the southern mole sails at six.", ["altered"]],
    [
      "> The ferry to the northern mole sails at six.\n>\n> Nobody ever paid for the lamps.",
      ["verbatim", "not-found"],
    ],
    [
      "> “The ferry to the northern mole sails at six,” Lund said. So it does to this day.",
      ["verbatim"],
    ],
    ["> [!NOTE]\n> Nobody ever paid for the lamps.", []],
    [
      "> - Nobody ever paid for the lamps.\n\n> Correction\n\n>> LUND: Nobody ever paid for the lamps.",
      [],
    ],
  ])("checks block quotes: %s", async (text, expected) => {
    expect(await wordings(`Lund wrote:\n\n${text}\n`)).toEqual(expected);
  });
});

describe("a great deal", () => {
  const long = Array.from({ length: 4000 }, (_, i) => `barge${i % 613} left berth ${i} at`).join(
    " ",
  );

  it("checks a draft of 5 MB", async () => {
    const filler = `${"The harbour was calm and nobody said anything at all about it. ".repeat(40)}\n\n`;
    const text = filler.repeat(2000) + "“On Sundays it sails at nine,” she said.";
    expect(text.length).toBeGreaterThan(5e6);
    const checks = await checked(text);
    expect(checks.map(({ wording, severity }) => [wording, severity])).toEqual([
      ["altered", "substantive"],
    ]);
  }, 60_000);

  it("checks ten thousand quotations", async () => {
    const words = long.split(" ");
    const many = Array.from(
      { length: 10_000 },
      (_, i) => `“${words.slice(i, i + 8).join(" ")}” was said.`,
    ).join("\n\n");
    const { checks } = await checkQuotations(
      unread(many),
      indexSources([talk, createDocument({ text: long })]),
    );
    expect(checks).toHaveLength(10_000);
    expect(new Set(checks.map(({ wording }) => wording))).toEqual(new Set(["verbatim"]));
  }, 60_000);

  it("finds a quotation in one line of 20 MB", async () => {
    const line = `${long} `.repeat(Math.ceil(20e6 / long.length)) + TALK.replaceAll("\n", " ");
    const source = createDocument({ text: line });
    expect(source.text.length).toBeGreaterThan(20e6);
    const { checks } = await checkQuotations(
      unread("“it does wait for anybody”, “barge9 never left berth 9”"),
      [source],
    );
    expect(checks[0]).toMatchObject({ wording: "altered", severity: "substantive" });
    expect(checks[1]!.wording).toBe("altered");
  }, 60_000);
});

/** What can blow up a pattern: long runs of what it repeats, without what it ends with. */
it.each([
  "[",
  "]",
  "(",
  "“",
  "”",
  "'",
  ".",
  "…",
  " ",
  "\n",
  "-",
  "a.",
  "n’t ",
  "[a",
  "![](",
  "“ ",
  "A.",
  "*",
  "–",
])(
  "takes a run of 200,000 %j in its stride",
  async (run) => {
    const text = `“${run.repeat(200_000 / run.length)} sails at six”`;
    const claim = { quotation: { start: 1, end: text.length - 1 }, by: null, attributed: true };
    expect(await checkClaims(text, [claim], index)).toHaveLength(1);
    await checked(text);
    const source = indexSources([createDocument({ text: run.repeat(200_000 / run.length) }), talk]);
    const words = "On Sundays it sails at nine";
    await checkClaims(words, [{ ...claim, quotation: { start: 0, end: words.length } }], source);
  },
  30_000,
);

it("answers for every mark of any text, with places that stand in it", async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "“",
      "”",
      '"',
      "‘",
      "’",
      "'",
      "«",
      "»",
      "…",
      "[",
      "]",
      "(",
      ")",
      "[sic]",
      "\n\n",
      " ",
      "— ",
      "[^1]",
      "](x)",
      "not ",
      "\u200b",
      "\u202e",
    ),
    fc.constantFrom(...TALK.split(/\s+/u)).map((word) => `${word} `),
    fc.string({ unit: "binary", maxLength: 8 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 80 }), async (pieces) => {
      const text = pieces.join("");
      for (const check of await checked(text)) {
        expect(check.quotation.end).toBeLessThanOrEqual(text.length);
        for (const { draft } of check.differences) {
          expect(draft.start).toBeGreaterThanOrEqual(0);
          expect(draft.end).toBeLessThanOrEqual(text.length);
        }
        for (const place of [check.found, ...check.parts, ...check.nearest])
          if (place) expect(TALK.slice(place.span.start, place.span.end)).not.toBe("");
      }
    }),
    { numRuns: 400 },
  );
}, 60_000);

it("never calls a changed denial fine", async () => {
  const words =
    "The ferry to the northern mole sails at six, and it does not wait for anybody".split(" ");
  await fc.assert(
    fc.asyncProperty(fc.nat(words.length), fc.constantFrom("not", "never"), async (at, denial) => {
      const changed = [...words.slice(0, at), denial, ...words.slice(at)].join(" ");
      const [one] = await checked(`“${changed}”`);
      expect([one!.wording, one!.severity]).toEqual(["altered", "substantive"]);
    }),
    { numRuns: 40 },
  );
});
