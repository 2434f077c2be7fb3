import { describe, expect, it } from "vitest";
import { spansOf } from "../../test/names.js";
import type { NameKind } from "../tagger/tagged.js";
import { mendNames } from "./mend.js";
import { clusterNames } from "./names.js";

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
    ["Mayor of Oulu Ines Kallio", [["Oulu Ines Kallio", "person"]], ["Ines Kallio"]],
    [
      "told María del Mar Lund so",
      [
        ["María del", "person"],
        ["Mar Lund", "person"],
      ],
      ["María del Mar Lund"],
    ],
    ["the Oulu-based firm", [["Oulu-", "organization"]], ["Oulu"]],
    ["told KOUL-TV that", [["KOUL-", "organization"]], ["KOUL-TV"]],
    ["a PhD student said", [["PhD", "organization"]], []],
    ["the Solicitor General said", [["Solicitor General", "organization"]], []],
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
    [
      "kin named after him",
      "Mr. Lund led. His father, Ivo Lund, was a pilot. Mr. Lund won.",
      ["Lund", "Ivo Lund", "Lund"],
      ["Lund", "Ivo Lund", "Lund"],
    ],
    [
      "kin named before",
      "His brother, Ivo Lund, a pilot, came. Mr. Lund won.",
      ["Ivo Lund", "Lund"],
      ["Ivo Lund", "Ivo Lund"],
    ],
    [
      "kin by the first name",
      "Mr. Lund led. His father, Ivo, was a pilot. Ivo Lund built it, Mr. Lund said.",
      ["Lund", "Ivo", "Ivo Lund", "Lund"],
      ["Lund", "Ivo Lund", "Ivo Lund", "Lund"],
    ],
    [
      "a name in one sentence with a title's",
      "Mayor Lund said that Ivo Lund had been ill. Mayor Lund left.",
      ["Lund", "Ivo Lund", "Lund"],
      ["Lund", "Ivo Lund", "Lund"],
    ],
    [
      "a name long after",
      "Mr. Lund came, Mr. Lund ate, Mr. Lund left. Ada Lund stayed. Mr. Lund won.",
      ["Lund", "Lund", "Lund", "Ada Lund", "Lund"],
      ["Lund", "Lund", "Lund", "Ada Lund", "Lund"],
    ],
    [
      "a name long after, as others say it",
      "Mr. Lund came, Mr. Lund ate, Mr. Lund left. “I voted for Ivo Lund,” she said.",
      ["Lund", "Lund", "Lund", "Ivo Lund"],
      ["Ivo Lund", "Ivo Lund", "Ivo Lund", "Ivo Lund"],
    ],
    [
      "a surname behind the second first name",
      "The parents, Ivo and Ada Lund, came. Mr. Lund spoke. Ms. Lund wept.",
      ["Ivo", "Ada Lund", "Lund", "Lund"],
      ["Ivo Lund", "Ada Lund", "Ivo Lund", "Ada Lund"],
    ],
  ])("tells those of one surname apart: %s", (_, text, seen, expected) => {
    expect(
      names(
        text,
        seen.map((name) => [name, "person"] as const),
      ),
    ).toEqual(expected);
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
