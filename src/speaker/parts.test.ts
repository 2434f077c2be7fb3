import { describe, expect, it } from "vitest";
import { spansOf } from "../../test/names.js";
import { parseText } from "../ingest/plain.js";
import type { Draft } from "../attribution/draft.js";
import type { NameSpan } from "../tagger/tagged.js";
import { paragraphs } from "../text/segment.js";
import { describe as wording } from "./describe.js";
import { documentNames, fullestDescriptions } from "./description.js";
import { kindOfHead } from "./kind.js";
import { clusterNames } from "./names.js";
import { createReferences } from "./reference.js";
import { FEATURES, MANNERS } from "./reference-features.js";
import { WEIGHTS } from "./reference-weights.js";
import { resolveSpeakers } from "./resolve.js";

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
    ["circuit", "4th Circuit", "organization"],
    ["television", "state television", "organization"],
    ["mother", "Mother", "unnamed"],
    ["i", "colleagues and I", "group"],
    ["prefecture", "port prefecture", "organization"],
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
    const tagged = {
      spans: [],
      names,
      paragraphs: paragraphs(text),
      quotations: [],
      words: 0,
      binding: { start: [], logit: [] },
    };
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
