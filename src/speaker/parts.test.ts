import { describe, expect, it } from "vitest";
import { parseText } from "../ingest/plain.js";
import type { Draft } from "../attribution/draft.js";
import type { NameKind, NameSpan } from "../tagger/tagged.js";
import { paragraphs } from "../text/segment.js";
import { describe as wording } from "./describe.js";
import { documentNames, fullestDescriptions } from "./description.js";
import { kindOfHead } from "./kind.js";
import { mendNames } from "./mend.js";
import { clusterNames } from "./names.js";
import { createReferences } from "./reference.js";
import { FEATURES, MANNERS } from "./reference-features.js";
import { WEIGHTS } from "./reference-weights.js";
import { resolveSpeakers } from "./resolve.js";

/** Spans of words in the order given, each looked for behind the one before. */
function spansOf(text: string, words: readonly (readonly [string, NameKind])[]): NameSpan[] {
  let at = 0;
  return words.map(([word, kind]) => {
    const start = text.indexOf(word, at);
    at = start + word.length;
    return { span: { start, end: at }, kind, score: 1 };
  });
}

describe("mendNames", () => {
  it.each([
    ["says R. Ines Kallio, the warden", [["Ines Kallio", "person"]], ["R. Ines Kallio"]],
    ["told the H.B.O. on Friday", [["H.B.", "organization"]], ["H.B.O."]],
    [
      "the Committee for a Dry Harbour said",
      [
        ["Committee", "organization"],
        ["Dry Harbour", "organization"],
      ],
      ["Committee for a Dry Harbour"],
    ],
    ["then Mr. spoke", [["Mr", "person"]], []],
    [
      "told María del Mar Lund so",
      [
        ["María del", "person"],
        ["Mar Lund", "person"],
      ],
      ["María del Mar Lund"],
    ],
    ["the Oulu-based firm", [["Oulu-", "organization"]], ["Oulu"]],
    [
      "told The Ferry Times",
      [
        ["The", "organization"],
        ["Ferry Times", "organization"],
      ],
      ["Ferry Times"],
    ],
    ["a super PAC paid", [["PAC", "organization"]], []],
    ["the Ferry Office and", [["Ferry Office and", "organization"]], ["Ferry Office"]],
    [
      "Ferry Office Shuts\n\nThe Ferry Office shut.",
      [["Ferry Office Shuts", "organization"]],
      ["Ferry Office"],
    ],
    ["a Ferry Times review", [["Ferry Times review", "organization"]], ["Ferry Times"]],
    ["said Ivo Lund Jr., who", [["Ivo Lund", "person"]], ["Ivo Lund Jr."]],
    [
      "the Sober Harbour Act of 2009 says",
      [["Sober Harbour Act", "organization"]],
      ["Sober Harbour Act of 2009"],
    ],
    [
      "at Port Citizens and Ferry Services, they",
      [
        ["Port Citizens and", "organization"],
        ["Ferry Services", "organization"],
      ],
      ["Port Citizens and Ferry Services"],
    ],
    [
      "Brightwater and the Ferry Office agree",
      [
        ["Brightwater", "organization"],
        ["the", "organization"],
        ["Ferry Office", "organization"],
      ],
      ["Brightwater", "Ferry Office"],
    ],
  ] as const)("%s", (text, words, expected) => {
    const mended = mendNames(text, spansOf(text, words));
    expect(mended.map(({ span }) => text.slice(span.start, span.end))).toEqual(expected);
  });
});

describe("clusterNames", () => {
  const names = (text: string, words: readonly (readonly [string, NameKind])[]): string[] =>
    clusterNames(text, spansOf(text, words)).map(({ entity }) => entity.name);

  it("takes the place of a dateline for one place, not its last word for a person", () => {
    const text = "Port Selwyn promises to mend it\n\nPORT SELWYN, Ont. — The city has vowed to.";
    const told = clusterNames(
      text,
      spansOf(text, [
        ["Selwyn", "person"],
        ["SELWYN", "person"],
      ]),
    );
    expect(told.map(({ entity, span }) => [text.slice(span.start, span.end), entity.kind])).toEqual(
      [
        ["Port Selwyn", "place"],
        ["PORT SELWYN", "place"],
      ],
    );
  });

  it("gives a body its full name, spelled out later or shortened", () => {
    const text =
      "DFO warns\n\nThe Danube Ferry Office spoke. Brightwater Foods grew; Brightwater said.";
    expect(
      names(text, [
        ["DFO", "organization"],
        ["Danube Ferry Office", "organization"],
        ["Brightwater Foods", "organization"],
        ["Brightwater", "organization"],
      ]),
    ).toEqual([
      "Danube Ferry Office",
      "Danube Ferry Office",
      "Brightwater Foods",
      "Brightwater Foods",
    ]);
  });

  it("finds the full name at a sentence's start behind a title alone", () => {
    const seen: readonly (readonly [string, NameKind])[] = [["Lund", "person"]];
    expect(names("Warden’s plan\n\nRep. Oda Lund spoke.", seen)).toEqual(["Oda Lund"]);
    expect(names("Warden’s plan\n\nIt rained. Martha Lund spoke.", seen)).toEqual(["Lund"]);
    expect(names("Warden’s plan\n\nIt rained. Meanwhile Lund spoke.", seen)).toEqual(["Lund"]);
  });

  const kinds = (text: string, words: readonly (readonly [string, NameKind])[]): string[] =>
    clusterNames(text, spansOf(text, words)).map(({ entity }) => `${entity.name} ${entity.kind}`);

  it("takes a full name that is mostly a person's for a person's in a headline as well", () => {
    expect(
      kinds("Ada Lund Just Spoke\n\nAda Lund came. Then Ada Lund left.", [
        ["Ada Lund", "organization"],
        ["Ada Lund", "person"],
        ["Ada Lund", "person"],
      ])[0],
    ).toBe("Ada Lund person");
  });

  it("takes a surname for its bearer, unless a body bears it too; capitals inside a word for a body", () => {
    const named: readonly (readonly [string, NameKind])[] = [
      ["Ada Marsh", "person"],
      ["Marsh", "organization"],
    ];
    expect(kinds("Ada Marsh came. Then Marsh left.", named)).toEqual([
      "Ada Marsh person",
      "Ada Marsh person",
    ]);
    expect(
      kinds("Ada Marsh of Marsh Foods came. Then Marsh left.", [
        named[0]!,
        ["Marsh Foods", "organization"],
        named[1]!,
      ]),
    ).toEqual(["Ada Marsh person", "Marsh Foods organization", "Marsh Foods organization"]);
    expect(
      kinds("FerryWatch warned McAdam.", [
        ["FerryWatch", "person"],
        ["McAdam", "person"],
      ]),
    ).toEqual(["FerryWatch organization", "McAdam person"]);
    expect(
      kinds("The Selwyn Courier said so. Selwyn voted.", [
        ["Selwyn Courier", "organization"],
        ["Selwyn", "organization"],
      ]),
    ).toEqual(["Selwyn Courier organization", "Selwyn organization"]);
    const held = "Council President Iris Vane left. Vane sang.";
    expect(kinds(held, [["Council President Iris Vane", "organization"]])[0]).toBe(
      "Iris Vane person",
    );
    expect(
      kinds("Kallio Freight hired Dockwatch, the ports regulator, to audit it.", [
        ["Kallio Freight", "person"],
        ["Dockwatch", "person"],
      ]),
    ).toEqual(["Kallio Freight organization", "Dockwatch organization"]);
    expect(
      kinds("Carmaker Kallio fell. The retailer Lund founded rose.", [
        ["Kallio", "person"],
        ["Lund", "person"],
      ]),
    ).toEqual(["Kallio organization", "Lund person"]);
    expect(
      kinds("The water company, Aqua Lund, and its boss, Ada Lund, paid.", [
        ["Aqua Lund", "person"],
        ["Ada Lund", "person"],
      ]),
    ).toEqual(["Aqua Lund organization", "Ada Lund person"]);
    expect(
      kinds("OULU, Nov. 3 (AP) — CFO Ada Lund KC met Oulu.", [
        ["OULU", "organization"],
        ["CFO", "organization"],
        ["Ada Lund KC", "person"],
        ["Oulu", "person"],
      ]),
    ).toEqual(["OULU place", "Ada Lund person", "Oulu person"]);
    expect(kinds("Downing Street said so.", [["Downing Street", "person"]])).toEqual([
      "Downing Street organization",
    ]);
    expect(
      kinds("Iris Sings\n\nIris Vane sang. The Justice Department heard it.", [
        ["Iris", "organization"],
        ["Iris Vane", "person"],
        ["Justice Department", "organization"],
      ]),
    ).toEqual(["Iris Vane person", "Iris Vane person", "Justice Department organization"]);
    expect(kinds("Lund In, Berg Out", [["Lund", "person"]])).toEqual(["Lund person"]);
    expect(
      kinds("Ines Kallio came. Then Mr. Kallio sang.", [
        ["Ines Kallio", "place"],
        ["Kallio", "person"],
      ]),
    ).toEqual(["Ines Kallio person", "Ines Kallio person"]);
    expect(
      kinds("The Harbour Department sued. The U.S. Harbour Department won.", [
        ["Harbour Department", "organization"],
        ["U.S. Harbour Department", "organization"],
      ])[0],
    ).toBe("U.S. Harbour Department organization");
  });

  it("knows a wife by “his wife”", () => {
    const text = "Ivo Lund and his wife, Ada Lund, came. Mr. Lund spoke. Ms. Lund left.";
    expect(
      names(text, [
        ["Ivo Lund", "person"],
        ["Ada Lund", "person"],
        ["Lund", "person"],
        ["Lund", "person"],
      ]),
    ).toEqual(["Ivo Lund", "Ada Lund", "Ivo Lund", "Ada Lund"]);
  });

  it.each([
    ["Selwin", "Ines Selwyn"],
    ["Sewlyn", "Ines Selwyn"],
    ["Selwyne", "Ines Selwyn"],
    ["Selwyns", "Selwyns"],
    ["Delwyn", "Delwyn"],
    ["Selvin", "Selvin"],
  ])("takes a misspelt surname for the one it is a slip from: %s", (word, name) => {
    expect(
      names(`Ines Selwyn came. Then ${word} spoke.`, [
        ["Ines Selwyn", "person"],
        [word, "person"],
      ]),
    ).toEqual(["Ines Selwyn", name]);
  });

  it("takes the surname for the one told of, not for the dead son", () => {
    expect(
      names("They named Ivo Lund. Ada Lund, mother of the late Ivo Lund, wept, Lund said.", [
        ["Ivo Lund", "person"],
        ["Ada Lund", "person"],
        ["Ivo Lund", "person"],
        ["Lund", "person"],
      ]),
    ).toEqual(["Ivo Lund", "Ada Lund", "Ivo Lund", "Ada Lund"]);
  });

  it("takes a person for one where his surname stands alone and his title before the name", () => {
    const text = "Its chief executive, Sanna Berg, came. Berg left.";
    expect(
      names(text, [
        ["Sanna Berg", "place"],
        ["Berg", "person"],
      ]),
    ).toEqual(["Sanna Berg", "Sanna Berg"]);
  });

  it("sees one name where the model saw its parts", () => {
    expect(
      names("It was Per Lund, it said.", [
        ["Per", "person"],
        ["Lund", "person"],
      ]),
    ).toEqual(["Per Lund"]);
  });

  it("reads the first name that opens a sentence, where what follows tells of a person", () => {
    const read = (text: string): string[] => names(text, [["Kallio", "person"]]);
    expect(read("Ines Kallio, chair of the board, came.")).toEqual(["Ines Kallio"]);
    expect(read("When Kallio, the chair, came, it rained.")).toEqual(["Kallio"]);
  });

  it("reads the first name that the model did not see, but no title", () => {
    const text = "A day\n\nIt was then that Ines Kallio came. Later Warden Berg, a warden , left.";
    expect(
      names(text, [
        ["Kallio", "person"],
        ["Berg", "person"],
      ]),
    ).toEqual(["Ines Kallio", "Berg"]);
  });
});

describe("wording of descriptions", () => {
  it.each([
    ["a senior harbour official, who runs the docks", "senior harbour official"],
    ["many skippers, including two from Oulu", "many skippers, including two from Oulu"],
    ["skippers, hoping for wind", "skippers"],
    ["the latest Ferry Research poll", "Ferry Research poll"],
    ["the Ferry Research poll released on Monday", "Ferry Research poll"],
    ["the nonpartisan Harbour Budget Office", "Harbour Budget Office"],
    ["fishermen themselves", "fishermen"],
    ["pilots in general", "pilots"],
    ["a forecast by the port, prepared for the council", "forecast by the port"],
    ["pilots, on the other hand,", "pilots"],
  ])("%s", (text, expected) => {
    const tokens = [...text.matchAll(/\S+/gu)].map((m) => ({
      text: m[0],
      lower: m[0].toLowerCase(),
      start: m.index,
    }));
    expect(wording(text, { start: 0, end: text.length }, tokens)).toBe(expected);
  });
});

describe("kindOfHead", () => {
  it.each([
    ["half", "nearly half", "group"],
    ["third", "less than a third", "group"],
    ["person", "third person", "unnamed"],
    ["10", "only about 4 in 10", "group"],
    ["companies", "six different companies", "group"],
    ["studies", "number of studies", "document"],
    ["legislation", "new legislation", "document"],
    ["company", "company", "organization"],
    ["legislature", "county legislature", "organization"],
    ["watchdog", "port's watchdog", "organization"],
    ["clerk", "clerk", "unnamed"],
    ["neighbour", "neighbour", "unnamed"],
    ["captain", "captain", "unnamed"],
    ["speeches", "old speeches", "document"],
    ["coaches", "old coaches", "group"],
    ["movement", "old harbour movement", "group"],
    ["wardens", "trio of wardens", "group"],
    ["legislature", "port legislature", "organization"],
    ["pac", "ferry PAC", "organization"],
    ["tycoon", "ferry tycoon", "unnamed"],
    ["lady", "old lady", "unnamed"],
    ["figures", "latest figures", "document"],
    ["figures", "some party figures", "group"],
    ["flood", "flood of new pilots", "group"],
    ["wave", "wave of harbour reports", "document"],
    ["coalition", "broad coalition of pilots", "group"],
    ["town", "much of the town", "group"],
    ["star", "“Tides” star", "unnamed"],
    ["unit", "port's diving unit", "organization"],
  ])("%s of %s", (head, words, kind) => {
    expect(kindOfHead(head, words)).toBe(kind);
  });
});

describe("fullestDescriptions", () => {
  const at = (place: number, name: string, kind: "document" | "group" = "document") => ({
    party: { name, kind, entity: null },
    place,
  });
  const names = (...described: readonly ReturnType<typeof at>[]): string[] => {
    const fuller = fullestDescriptions(described);
    return described.map(({ party }, i) => fuller.get(i)?.name ?? party.name);
  };
  it("lets a headline's poll go by the poll that the text describes", () => {
    expect(
      names(
        at(0, "Poll"),
        at(900, "Ferry Research poll"),
        at(1000, "results"),
        at(1100, "skippers", "group"),
      ),
    ).toEqual(["Ferry Research poll", "Ferry Research poll", "Ferry Research poll", "skippers"]);
  });
  it("leaves what another is described in full behind, several and one, those with others", () => {
    expect(names(at(900, "lawsuit"), at(1900, "Oulu lawsuit"))[0]).toBe("lawsuit");
    expect(names(at(900, "Ferry Research poll"), at(1000, "polls"))[1]).toBe("polls");
    expect(names(at(900, "book and movie"), at(1000, "movie"))[1]).toBe("movie");
    expect(names(at(900, "former pilots", "group"), at(1000, "pilots", "group"))[1]).toBe("pilots");
  });
});

describe("documentNames", () => {
  const named = (text: string, name: string, kind: "document" | "group" = "document") =>
    documentNames(text)({ name, kind, entity: null });
  it("calls a poll of which nothing is told by the name of the one that the text names", () => {
    const text =
      "A new poll is out. The Ferry Times/Oulu University poll asked 500. In the Ferry Times poll, half said so.";
    expect(named(text, "new national poll")).toBe("Ferry Times/Oulu University poll");
    expect(named(text, "results")).toBe("Ferry Times/Oulu University poll");
    expect(named(text, "report")).toBeNull();
    expect(named(text, "poll of skippers")).toBeNull();
    expect(named(text, "poll", "group")).toBeNull();
  });
  it("names none of several", () => {
    expect(named("A Ferry Times poll and a Brightwater poll differ.", "poll")).toBeNull();
  });
});

describe("references", () => {
  it.each(MANNERS)("have a weight for every feature: %s", (manner) => {
    expect(WEIGHTS[manner]).toHaveLength(FEATURES.length);
  });

  it("takes the last speaker rather than one named in a quotation, and never the one who speaks to him", () => {
    const text = "Ivo Lund spoke. “Jan Berg left us,” he said.";
    const names = clusterNames(
      text,
      spansOf(text, [
        ["Ivo Lund", "person"],
        ["Jan Berg", "person"],
      ]),
    );
    const start = text.indexOf("“");
    const end = text.indexOf("”") + 1;
    const quotation = {
      outer: { start, end },
      inner: { start: start + 1, end: end - 1 },
      depth: 0,
      closed: true,
      continues: false,
    };
    const references = createReferences(text, names, paragraphs(text), [quotation]);
    const lund = { name: "Ivo Lund", kind: "person" as const, entity: names[0]!.entity };
    references.spoke(lund, names[0]!.span);
    const place = text.indexOf("he said");
    const he = { manner: "person", pronoun: "he", place } as const;
    expect(references.resolve(he)?.party.name).toBe("Ivo Lund");
    expect(references.resolve({ ...he, not: lund })?.party.name).toBe("Jan Berg");
  });
});

describe("sources that the model missed", () => {
  const resolved = (text: string, drafts: readonly Draft[], names: readonly NameSpan[]) => {
    const tagged = { spans: [], names, paragraphs: paragraphs(text), quotations: [], words: 0 };
    const { speakers, resolutions } = resolveSpeakers(parseText(text), tagged, drafts);
    return resolutions.map(
      ({ speaker }) => speakers.find(({ id }) => id === speaker)?.name ?? null,
    );
  };
  const draft = (text: string, source: string | null, cue: string): Draft => {
    const span = (words: string) => {
      const start = text.indexOf(words);
      return { start, end: start + words.length };
    };
    const after = span(cue).end + 1;
    return {
      source: source === null ? [] : [span(source)],
      cue: [span(cue)],
      content: [{ start: after, end: after + 5 }],
      quotation: "indirect",
      parent: null,
      score: 0.9,
      acts: null,
      by: "model",
    };
  };

  it("are the name beside the cue, or for a participle the subject of its sentence", () => {
    const text =
      "Ines Kallio said it was late, adding that it rained. The gate, warning that none came.";
    const drafts = [
      draft(text, null, "said"),
      draft(text, null, "adding"),
      draft(text, null, "warning"),
    ];
    const names = spansOf(text, [["Ines Kallio", "person"]]);
    expect(resolved(text, drafts, names)).toEqual(["Ines Kallio", null, null]);
    // A passive's subject did not speak.
    const passive = "Ines Kallio was expected to go.";
    expect(resolved(passive, [draft(passive, null, "was expected")], names)).toEqual([null]);
    const told = [draft(text, "Ines Kallio", "said"), drafts[1]!, drafts[2]!];
    expect(resolved(text, told, names)).toEqual(["Ines Kallio", "Ines Kallio", null]);
  });

  it.each([
    ["Ines Kallio's speech to the harbour\n\n", ""],
    ["Ines Kallio: The gulls and we\n\n", ""],
    ["Q&A with Mayor Ines Kallio\n\n", ""],
    ["The gulls and we\n\n", "\n\nRep. Ines Kallio, D-Oulu., was the first to count gulls."],
  ])("leave “I” to the one who speaks or writes: %s…%s", (top, foot) => {
    const lines = Array.from({ length: 6 }, (_, i) => `I hope ${i} gulls come back.`);
    const text = `${top}${lines.join("\n\n")}${foot}`;
    const drafts = lines.map((line): Draft => {
      const start = text.indexOf(line);
      return {
        source: [{ start, end: start + 1 }],
        cue: [{ start: start + 2, end: start + 6 }],
        content: [{ start: start + 7, end: start + line.length - 1 }],
        quotation: "indirect",
        parent: null,
        score: 0.9,
        acts: null,
        by: "model",
      };
    });
    const names = spansOf(text, [["Ines Kallio", "person"]]);
    expect(new Set(resolved(text, drafts, names))).toEqual(new Set(["Ines Kallio"]));
  });
});
