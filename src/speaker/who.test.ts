import { describe, expect, it } from "vitest";
import { marked, named } from "../../test/marked.js";
import { draftOf, resolved } from "../../test/resolved.js";
import type { Draft } from "../attribution/draft.js";

/**
 * The last attribution of a text: who speaks, of which kind, to whom. A source may be missing:
 * the n-th cue has the n-th source that stands within 60 code units before or behind it, if any.
 */
function last(source: string, quotation: Draft["quotation"] = "indirect"): string {
  const { text, spans } = marked(source);
  const sources = named(spans, "source");
  const cues = named(spans, "cue");
  const contents = named(spans, "content");
  const skip = cues.length - sources.length;
  const drafts = cues.map((cue, i) => {
    const last = skip > 0 && i === cues.length - 1;
    const own = i < skip || last ? undefined : sources[i - skip];
    return draftOf(own, cue, contents[i]!, quotation);
  });
  const found = resolved(text, spans, drafts);
  const { speaker } = found.resolutions.at(-1)!;
  const who = found.speakers.find(({ id }) => id === speaker);
  const to = found.to.at(-1);
  return `${who ? `${who.name} (${who.kind})` : "?"}${to ? ` to ${to}` : ""}`;
}

describe("one of two", () => {
  it.each([
    ["The former", "Ada Lund (person)"],
    ["The latter", "Ivo Berg (person)"],
  ])("%s", (source, expected) => {
    expect(
      last(
        `Mayor [person:Ada Lund] and Gov. [person:Ivo Berg] met in [place:Oulu]. It rained. [source:${source}] [cue:said] [content:so].`,
      ),
    ).toBe(expected);
  });
});

describe("relative pronouns", () => {
  it.each([
    [
      "take up the noun before what hangs on behind a preposition",
      "The plan should calm clerks of the [organization:Ferry Office], [source:who] [cue:fear] [content:it].",
      "clerks of the Ferry Office (group)",
    ],
    [
      "take up any person's noun",
      "It was from an architect [source:who] [cue:said] [content:it leaned], though [person:Ada Lund] built it.",
      "architect (unnamed)",
    ],
    [
      "take up the one whom the words between tell of",
      "[person:Ada Lund], a pilot at [organization:Brightwater], [source:who] [cue:said] [content:no], left.",
      "Ada Lund (person)",
    ],
    [
      "leave out the verb of an infinitive",
      "She hopes to persuade tired voters [source:who] [cue:doubt] [content:it].",
      "tired voters (group)",
    ],
    [
      "take up two whose verb is in the plural",
      "He named [person:Ada Lund] and [person:Ivo Berg], [source:who] [cue:say] [content:so].",
      "Ada Lund | Ivo Berg (person)",
    ],
    [
      "are none at the start of a sentence",
      "The gates are worn. [source:That] [cue:shows] [content:their age].",
      "?",
    ],
  ])("%s", (_, text, expected) => {
    expect(last(text)).toBe(expected);
  });
});

describe("kin", () => {
  it.each([
    [
      "whose name the model missed are named all the same",
      "[person:Ada Lund] left. [source:Her brother Per] [cue:said] [content:so].",
      "Per (person)",
    ],
    [
      "of whom the model saw the surname alone are not the one named before",
      "[person:Ada Lund] left. [source:Her daughter Ines [person:Lund]] [cue:said] [content:so].",
      "Ines Lund (person)",
    ],
    [
      "called as by a name are nobody named before",
      "[person:Ada Lund], a pilot, left. [source:Mother] [cue:said] [content:so].",
      "Mother (unnamed)",
    ],
    [
      "tell who is “Mrs.”",
      "[person:Ivo Lund] and his wife came. [person:Ivo Lund] sat. [person:Greta Lund], Ivo's wife, left. Mrs. [source:[person:Lund]] [cue:said] [content:so].",
      "Greta Lund (person)",
    ],
    [
      "tell who is “she”",
      "[person:Ada Lund] met [person:Ivo Berg], who fishes with his wife. [source:She] [cue:said] [content:so].",
      "Ada Lund (person)",
    ],
    [
      "named once are not the one of whom the text tells",
      "[person:Ivo Lund] came. [person:Ivo Lund] sat. [person:Ivo Lund] rose. His brother, [person:Per Lund], left. Mr. [source:[person:Lund]] [cue:said] [content:so].",
      "Ivo Lund (person)",
    ],
    [
      "of one surname are a group",
      "[person:Ada Lund] left. [source:The [organization:Lunds]] [cue:said] [content:so].",
      "Lunds (group)",
    ],
    [
      "that stand in apposition tell nothing of the one named",
      "[person:Ada Lund] rose. [person:Ivo Berg], her deputy, came. [source:He] [cue:said] [content:so].",
      "Ivo Berg (person)",
    ],
  ])("%s", (_, text, expected) => {
    expect(last(text)).toBe(expected);
  });
});

describe("bodies", () => {
  it.each([
    [
      "are called without the nation that they are of",
      "[source:[place:Norland]'s [organization:Kallio Group]] [cue:said] [content:so].",
      "Kallio Group (organization)",
    ],
    [
      "are told by the noun before their name",
      "[source:The operator, [place:Fjord Line],] [cue:said] [content:so].",
      "Fjord Line (organization)",
    ],
    [
      "are none whose name is a town's",
      "[source:The town, [place:Mill Lane],] [cue:said] [content:so]. [source:It] [cue:said] [content:so].",
      "Mill Lane (organization)",
    ],
  ])("%s", (_, text, expected) => {
    expect(last(text)).toBe(expected);
  });
});

describe("bodies of one name", () => {
  it.each([
    [
      "are told by “which”",
      "[source:[person:Kallio], which builds locks,] [cue:said] [content:so].",
    ],
    [
      "are told by their heads",
      "[person:Kallio]'s chief executive left. [source:[person:Kallio]] [cue:said] [content:so].",
    ],
    ["are told by “union”", "[source:The trade union [person:Kallio]] [cue:said] [content:so]."],
  ])("%s", (_, text) => {
    expect(last(text)).toBe("Kallio (organization)");
  });

  it("are no surname", () => {
    expect(
      last(
        "[person:Ada Kallio], which is odd, left. [source:[person:Kallio]] [cue:said] [content:so].",
      ),
    ).toBe("Ada Kallio (person)");
  });
});

describe("sources that the model cut badly or missed", () => {
  it.each([
    [
      "an office that looks like a body's name",
      "[source:The [organization:Director of Public Affairs] in the ministry, Mrs. [person:Ada Lund]] [cue:said] [content:so].",
      "Ada Lund (person)",
    ],
    [
      "a name behind its pronoun and an -ing",
      "[source:its managing board chairwoman [person:Ada Lund]] [cue:said] [content:so].",
      "Ada Lund (person)",
    ],
    [
      "a person's name behind a body's noun",
      "[source:A spokesperson for the ministry, [person:Ada Lund],] [cue:said] [content:so].",
      "Ada Lund (person)",
    ],
    [
      "a name behind a body's and an office in -ing",
      "[source:[organization:Kallio Company] managing director [person:Ada Lund]] [cue:said] [content:so].",
      "Ada Lund (person)",
    ],
    [
      "a name behind the comma at which the source ends",
      "[person:Tom Lund] came. [source:Their daughter], [person:Ines], 24, [cue:said] [content:so].",
      "Ines (person)",
    ],
    [
      "a label in a line of its own",
      "[person:Ada Lund], a reporter, came.\n\n[source:Reporter][cue::] [content:Is it so?]",
      "Reporter (unnamed)",
    ],
    [
      "a subject with its verb",
      "[source:[organization:Oulu] had long blocked boats] [cue:fearing] [content:floods].",
      "Oulu (organization)",
    ],
    [
      "a pronoun with what is told of it",
      "[person:Ada Lund] came. [source:she — a pilot —] [cue:said] [content:so].",
      "Ada Lund (person)",
    ],
    [
      "the subject behind a participle",
      "The day began. [cue:Citing] [content:the tides], harbour warden [person:Ada Lund] closed the lock.",
      "Ada Lund (person)",
    ],
    [
      "the subject behind a participle on which a report opens",
      "It leaks.\n\nPORT SELWYN ― After [cue:bragging about] [content:the lock], warden [person:Ada Lund] shut it.",
      "Ada Lund (person)",
    ],
    [
      "no subject behind a participle within a sentence",
      "They sat there [cue:citing] [content:the tides], and [person:Ada Lund] slept.",
      "?",
    ],
  ])("%s", (_, text, expected) => {
    expect(last(text)).toBe(expected);
  });
});

describe("who writes, and the dateline", () => {
  it.each([
    [
      "a byline's name is “I”",
      "The Long Quay\n\nBy [person:Ada Lund]\n\n[source:I] [cue:said] [content:no].",
      "Ada Lund (person)",
    ],
    [
      "a byline's name is no “she”",
      "The Long Quay\n\nBy [person:Ada Lund]\n\n[person:Greta Berg] came and [person:Ines Kallio] left. [source:She] [cue:said] [content:no].",
      "Ines Kallio (person)",
    ],
    [
      "a headline that begins with “By” names nobody",
      "By Popular Demand\n\n[source:I] [cue:said] [content:no].",
      "I (unnamed)",
    ],
    [
      "no government is taken for the dateline's place",
      "[place:PORT SELWYN], Norland — It rained. [source:The government] [cue:said] [content:no].",
      "government (organization)",
    ],
  ])("%s", (_, text, expected) => {
    expect(last(text)).toBe(expected);
  });
});

describe("pronouns", () => {
  it.each([
    [
      "“they” who add to it are the one who spoke",
      "[source:A port spokesperson] [cue:said] [content:no ferries ran]. [source:They] [cue:added] [content:more].",
      "port spokesperson (unnamed)",
    ],
    [
      "“both” takes up two of whom one is a pronoun",
      "[person:Ines Kallio] came. She and Mr. [person:Berg] met. [source:Both] [cue:said] [content:so].",
      "Ines Kallio | Berg (person)",
    ],
    [
      "“neither” takes up two, and no body",
      "[person:Ines Kallio] and [person:Ivo Berg] of [organization:Kallio Freight] met. [source:Neither] [cue:said] [content:so].",
      "Ines Kallio | Ivo Berg (person)",
    ],
    [
      "“she” is one whom the text only describes, where it names nobody",
      "The mayor has come. [source:She] [cue:said] [content:so].",
      "mayor (unnamed)",
    ],
    [
      "“she” is no man whom the text describes",
      "The policeman has come. [source:She] [cue:said] [content:so].",
      "?",
    ],
    [
      "the possessive before another's name tells who is “she”",
      "[person:Amara Oduya] spoke. Her colleague [person:Jan Berg] left. [source:He] [cue:said] [content:so].",
      "Jan Berg (person)",
    ],
    [
      "a title tells who is “she”",
      "Councilwoman [person:Ines Kallio] met Mayor [person:Ivo Berg], he said. [source:She] [cue:said] [content:so].",
      "Ines Kallio (person)",
    ],
  ])("%s", (_, text, expected) => {
    expect(last(text)).toBe(expected);
  });
});

describe("descriptions", () => {
  it.each([
    [
      "of an office are not its shadow",
      "The shadow transport secretary, [person:Ivo Berg], left. [source:The transport secretary] [cue:said] [content:so].",
      "transport secretary (unnamed)",
    ],
    [
      "in a lead that must not be named are nobody named below",
      "[source:A survivor], who cannot be named, [cue:said] [content:no].\n\nSister [person:Ada Lund] came.",
      "survivor (unnamed)",
    ],
    [
      "of one's own mean nobody who is not called so",
      "[person:Ada Lund] met [person:Ivo Berg]. [person:Ivo Berg] left. [source:His lawyer] [cue:said] [content:so].",
      "Ivo Berg’s lawyer (unnamed)",
    ],
    [
      "of a second are not the first",
      "[source:One official] [cue:said] [content:no]. [source:The second official] [cue:said] [content:so].",
      "second official (unnamed)",
    ],
    [
      "of one are no group in which he was counted",
      "[source:Two officials and a pilot briefed on it] [cue:said] [content:no]. [source:The pilot] [cue:said] [content:so].",
      "pilot (unnamed)",
    ],
    [
      "of a group mean no person",
      "[person:Ada Lund], head of the pilots group, left. [source:The group] [cue:said] [content:so].",
      "group (group)",
    ],
    [
      "of a party's follower mean the one who spoke",
      "Minister [source:[person:Ada Lund]] [cue:said] [content:no]. [source:The [organization:Social Democrat]] [cue:said] [content:so].",
      "Ada Lund (person)",
    ],
    [
      "mean the stranger that the text told of, nobody named since",
      "They accused two managers of bribing an inspector. [source:Their lawyer, [person:Dana Orr],] [cue:said] [content:no].\n\n[source:The inspector] [cue:testified] [content:so].",
      "inspector (unnamed)",
    ],
    [
      "mean nobody that only “I” tells of",
      "[source:I] [cue:said] [content:no]. [source:My husband, a pilot,] [cue:said] [content:so].",
      "My husband (unnamed)",
    ],
    [
      "of the other mean neither the one",
      "[source:One of them] [cue:said] [content:no]. [source:The other] [cue:said] [content:so].",
      "other (unnamed)",
    ],
    [
      "of the other take the noun of the one",
      "[source:One company] [cue:said] [content:no]. [source:The other] [cue:said] [content:so].",
      "other company (organization)",
    ],
    [
      "of an office mean no reporter",
      "[source:A reporter] [cue:asked] [content:why]. [source:The minister] [cue:said] [content:so].",
      "minister (unnamed)",
    ],
    [
      "of somebody's mean nobody named before",
      "[source:[person:Ivo Berg]] [cue:told his aide] [content:no]. [source:The aide] [cue:said] [content:so].",
      "aide (unnamed)",
    ],
    [
      "of a court mean no board",
      "[organization:Harbour Board] members came. [source:The court] [cue:said] [content:so].",
      "court (organization)",
    ],
    [
      "of one with what he is behind it mean nobody told of before",
      "[person:Ada Lund], a lawyer, came. [source:The foreman, a retired teacher,] [cue:said] [content:so].",
      "foreman (unnamed)",
    ],
    [
      "of an office mean nobody who holds another",
      "The Rev. [person:Ada Lund] came. [source:The president] [cue:said] [content:so].",
      "president (unnamed)",
    ],
    [
      "of the writer's neighbour mean no signatory",
      "Dear Editor,\n\nI swim. [source:My neighbour] [cue:said] [content:so].\n\n[person:Ada Lund]\n",
      "My neighbour (unnamed)",
    ],
    [
      "of a nation mean the only one named before",
      "[person:Ada Lund] won. [source:The Finn] [cue:said] [content:so].",
      "Ada Lund (person)",
    ],
    [
      "of a nation mean none of two",
      "[person:Ada Lund] beat [person:Ivo Berg]. [source:The [other:Finn]] [cue:said] [content:so].",
      "Finn (unnamed)",
    ],
    [
      "keep the words of a ministry",
      "[source:[place:Oulu]’s foreign ministry] [cue:said] [content:so].",
      "Oulu’s foreign ministry (organization)",
    ],
    [
      "of a body go by its name behind the comma",
      "[source:Her union, the [organization:Ward Alliance],] [cue:said] [content:so].",
      "Ward Alliance (organization)",
    ],
    [
      "name both, the second with his title alone",
      "[source:Lund's lawyer, [person:Ines Kallio], and prosecutor [person:Ivo Berg]] [cue:declined] [content:to comment].",
      "Ines Kallio | Ivo Berg (person)",
    ],
    [
      "name both, the second by whose deputy he is",
      "[source:[person:Ines Kallio] and her deputy, [person:Ivo Berg],] [cue:said] [content:so].",
      "Ines Kallio | Ivo Berg (person)",
    ],
    [
      "are who holds the office of a body",
      "[source:[organization:Bank] of Oulu governor [person:Ines Kallio]] [cue:said] [content:so].",
      "Ines Kallio (person)",
    ],
    [
      "are who holds an office with an “of”",
      "[source:Secretary of State [person:Ines Kallio], a pilot,] [cue:said] [content:so].",
      "Ines Kallio (person)",
    ],
    [
      "are who holds an office of a body of something",
      "[source:Speaker of the [organization:House of Wardens] [person:Ines Kallio]] [cue:said] [content:so].",
      "Ines Kallio (person)",
    ],
    [
      "are who held an office, whoever else holds one of that name",
      "[source:Mayor of [place:Oulu] [person:Ivo Lund]] [cue:said] [content:so]. [source:Former mayor of [place:Oulu] [person:Per Brandt]] [cue:said] [content:no].",
      "Per Brandt (person)",
    ],
    [
      "of a company mean no union",
      "The [organization:Ferry Workers' Union] struck. [source:The company] [cue:said] [content:so].",
      "company (organization)",
    ],
    [
      "of a company mean the one body that may be it, however far",
      "[organization:Kallio Freight] left. It rained. It snowed. It rained. It snowed. It rained.\n\nThe [organization:Ferry Workers' Union] struck. It snowed. It rained.\n\n[source:The company] [cue:said] [content:so].",
      "Kallio Freight (organization)",
    ],
    [
      "of a company stay where another was told of",
      "[organization:Kallio Freight] left. A ferry company came. It snowed. It rained. It snowed. It rained.\n\nThe [organization:Ferry Workers' Union] struck. It snowed. It rained.\n\n[source:The company] [cue:said] [content:so].",
      "company (organization)",
    ],
    [
      "of a body with a name of its own are of that name",
      "[source:[person:Ada Lund]’s [organization:Tide Party]] [cue:said] [content:so].",
      "Tide Party (organization)",
    ],
    [
      "are a person's whose name follows his title",
      "[person:Ivo Berg] came. [source:His sister, the painter [person:Greta Berg],] [cue:said] [content:so].",
      "Greta Berg (person)",
    ],
    [
      "are a person's whose name follows his age",
      "[source:One victim, 71-year-old [person:Greta Berg],] [cue:said] [content:so].",
      "Greta Berg (person)",
    ],
    [
      "are not those whom they are like",
      "[source:Some pilots, like Ms. [person:Berg],] [cue:said] [content:so].",
      "Some pilots (group)",
    ],
    [
      "name two, each behind what he is",
      "[source:The chairwoman, [person:Ada Lund], and the head of the guild, [person:Ivo Berg],] [cue:said] [content:so].",
      "Ada Lund | Ivo Berg (person)",
    ],
    [
      "of two mean both of one kind who were named together",
      "[source:[person:Ada Lund] and [person:Ivo Berg]] [cue:said] [content:no]. [source:The pair] [cue:declined] [content:to comment].",
      "Ada Lund | Ivo Berg (person)",
    ],
    [
      "of a rival's campaign are not of the campaign",
      "[source:[person:Ada Lund]] [cue:said] [content:no]. [source:Her opponent's campaign] [cue:said] [content:so].",
      "Ada Lund’s opponent's campaign (organization)",
    ],
    [
      "turn on the noun before any preposition",
      "[source:Engineers across the region] [cue:warn] [content:of a flood].",
      "Engineers across the region (group)",
    ],
    [
      "keep those whom they include",
      "[source:Many pilots, including [person:Ada Lund],] [cue:say] [content:so].",
      "Many pilots, including Ada Lund (group)",
    ],
    [
      "drop the word that joins sentences",
      "[source:But young pilots] [cue:say] [content:so].",
      "young pilots (group)",
    ],
    [
      "of one user are of a user, of one poll are of one poll",
      "[source:One user] [cue:wrote] [content:so].",
      "user (unnamed)",
    ],
    [
      "name their owner as the text does there",
      "[person:Ada Lund] left. [source:[person:Lund]'s allies] [cue:said] [content:so].",
      "Lund's allies (group)",
    ],
    [
      "keep the count of what is no person",
      "[source:One poll] [cue:shows] [content:it].",
      "One poll (document)",
    ],
    [
      "in a lead mean the one on whom the next paragraph opens",
      "[source:A skipper in [place:Selwyn]] [cue:wants] [content:the gates shut].\n\n[person:Ada Lund], 44, came late.",
      "Ada Lund (person)",
    ],
    [
      "in a lead mean none of two on whom it opens",
      "[source:A skipper in [place:Selwyn]] [cue:wants] [content:the gates shut].\n\n[person:Ada Lund] and [person:Ivo Berg] came late.",
      "skipper in Selwyn (unnamed)",
    ],
    [
      "of somebody's party are no second party",
      "[source:[person:Ada Lund], [organization:Republican] of [place:Selwyn] and a warden] [cue:said] [content:no].",
      "Ada Lund (person)",
    ],
    [
      "of others keep the places named beside them",
      "[source:[place:Oulu], [place:Selwyn] and other ports] [cue:fear] [content:it].",
      "Oulu | Selwyn | other ports (group)",
    ],
    [
      "of a campaign mean the one told of last by whose it is",
      "[person:Ada Lund]'s campaign rested. [person:Ivo Berg] met the clerks. [source:The campaign] [cue:said] [content:so].",
      "Ada Lund campaign (organization)",
    ],
    [
      "of what is no person are no unnamed one",
      "[source:The tax compromise] [cue:shows] [content:it].",
      "tax compromise (document)",
    ],
    [
      "mean the court whose panel speaks",
      "[source:A three-judge panel of the [organization:Oulu Court of Appeals]] [cue:ruled] [content:so].",
      "Oulu Court of Appeals (organization)",
    ],
    [
      "mean the lawyer named beside the client's name",
      "An attorney for [person:Lund], [person:Ivo Berg], came. [source:[person:Lund]'s lawyer] [cue:said] [content:so].",
      "Ivo Berg (person)",
    ],
    [
      "are of the person that more is told of",
      "[source:A person close to the board] [cue:said] [content:so].",
      "person close to the board (unnamed)",
    ],
    [
      "are of those whose head stands before its adjective",
      "[source:Sources privy to the talks] [cue:said] [content:so].",
      "Sources privy to the talks (group)",
    ],
    [
      "of some of somebody's tell whose",
      "[person:Ada Lund] left. [source:One of her aides] [cue:said] [content:so].",
      "One of Ada Lund’s aides (unnamed)",
    ],
    [
      "mean no one whose somebody they tell of",
      "[person:Ada Lund], the mayor, left. [source:The [person:Lund] adviser] [cue:said] [content:so].",
      "Lund adviser (unnamed)",
    ],
    [
      "of an office's spokesman mean the spokesman of the one in office",
      "[person:Ada Lund] met the mayor. [source:[person:Lund]'s spokesman] [cue:said] [content:no]. [source:The mayor's spokesman] [cue:added] [content:more].",
      "Lund's spokesman (unnamed)",
    ],
    [
      "are of whom they name, not those for whom these speak",
      "[source:A spokesman for Mr. Berg] [cue:declined] [content:to comment].",
      "spokesman for Mr. Berg (unnamed)",
    ],
    [
      "end before a word that hangs loose",
      "[source:Some harbour pilots who] [cue:fear] [content:the tides].",
      "Some harbour pilots (group)",
    ],
    [
      "end before what they are one of",
      "[source:A letter about the lock, one of the oldest in the county,] [cue:told] [content:of it].",
      "letter about the lock (document)",
    ],
    [
      "of a body cut short are not of another that ends alike",
      "The [organization:Ferry Department] shut. [source:The Harbour [organization:Department]] [cue:said] [content:so].",
      "Harbour Department (organization)",
    ],
    [
      "of one document mean no two",
      "[source:The book and film] [cue:tell] [content:of it]. [source:The book] [cue:says] [content:so].",
      "book (document)",
    ],
    [
      "of a document mean nobody",
      "[source:[person:Ada Lund]] [cue:said] [content:no]. [source:The poll] [cue:shows] [content:it].",
      "poll (document)",
    ],
    [
      "mean none of whom they only tell",
      "[source:Old letters] [cue:tell] [content:of it]. [source:A review of the old letters] [cue:found] [content:it]. It rained. [source:The letters] [cue:show] [content:more].",
      "Old letters (document)",
    ],
    [
      "of two kinds of people turn on the second",
      "[source:Aides and outside advisers to the mayor] [cue:said] [content:so].",
      "Aides and outside advisers to the mayor (group)",
    ],
    [
      "of a body turn on its noun, whatever it was started by",
      "[source:A super PAC started by an old pilot] [cue:said] [content:so].",
      "super PAC started by an old pilot (organization)",
    ],
    [
      "mean the two just named",
      "[person:Ada Lund] and [person:Ivo Berg] met. [source:The two] [cue:argued] [content:again].",
      "Ada Lund | Ivo Berg (person)",
    ],
  ])("%s", (_, text, expected) => {
    expect(last(text)).toBe(expected);
  });
});

describe("quantities without a noun", () => {
  it.each([
    [
      "are of those who were just told of",
      "The harbour pilots doubt the charts. [source:Some] [cue:fear] [content:the tides].",
      "some harbour pilots (group)",
    ],
    [
      "are others of those farther back, where a sentence opens on them",
      "In May, as pilots met the board of the old ferry line, the gates of the lower lock broke. [source:Others] [cue:shouted] [content:so].",
      "other pilots (group)",
    ],
    [
      "are others of those who spoke",
      "[source:Some young pilots] [cue:fear] [content:the tides], and [source:others] [cue:say] [content:so].",
      "other young pilots (group)",
    ],
    [
      "are another of the kind of one who spoke",
      "[source:One ferry firm] [cue:says] [content:no]; [source:another] [cue:says] [content:yes].",
      "another ferry firm (organization)",
    ],
    [
      "stay alone where nobody was told of",
      "It rained. [source:Some] [cue:fear] [content:the tides].",
      "Some (group)",
    ],
  ])("%s", (_, text, expected) => {
    expect(last(text)).toBe(expected);
  });
});

describe("pronouns", () => {
  it("are not who asked, where the text says by whom", () => {
    const asked =
      "[person:Iris Vane] came late. It rained on the boats and on the quay. [cue:Asked] by [source:a reporter] [content:whether she had ever taken the night ferry], she laughed. ";
    expect(last(`${asked}[content:“Once,”] [source:she] [cue:said].`, "direct")).toBe(
      "Iris Vane (person)",
    );
    const named =
      "[person:Iris Vane] came late. It rained.\n\n[source:[person:Omar Fitch]] [cue:asks] [person:Iris Vane] [content:if it leaked]. ";
    expect(last(`${named}[content:“No,”] [source:she] [cue:says].`, "direct")).toBe(
      "Iris Vane (person)",
    );
    const told =
      "[person:Omar Fitch] and [person:Ivo Berg] met. [content:“It leaks,”] [source:[person:Fitch]] [cue:told] [person:Berg]. ";
    expect(last(`${told}[content:“No,”] [source:he] [cue:replied].`, "direct")).toBe(
      "Ivo Berg (person)",
    );
    const next =
      "[person:Ivo Berg] waited.\n\n[source:[person:Omar Fitch]] [cue:asked] [person:Berg] [content:if it leaked].\n\n";
    expect(last(`${next}[content:“No,”] [source:he] [cue:said].`, "direct")).toBe(
      "Ivo Berg (person)",
    );
  });
});

describe("pronouns beside names", () => {
  it("are nobody whom the statement itself names", () => {
    const before = "[person:Omar Fitch] rested. It rained. [person:Ivo Berg] has listened. ";
    const he = (rest: string): string => last(`${before}[source:He] ${rest}`);
    expect(he("[cue:asked] [content:who would pay].")).toBe("Ivo Berg (person)");
    expect(he("[cue:told] [person:Berg] [content:that it leaked].")).toBe(
      "Omar Fitch (person) to Ivo Berg",
    );
    expect(he("[cue:feared] [content:that [person:Berg] would leave].")).toBe(
      "Omar Fitch (person)",
    );
    expect(he("[cue:praised] [content:[person:Berg]'s plan].")).toBe("Ivo Berg (person)");
    const quoted = `${before}[content:“[person:Berg] is late,”] [source:he] [cue:said].`;
    expect(last(quoted, "direct")).toBe("Omar Fitch (person)");
    const is = `${before}[content:“[person:Berg]’s going to be late,”] [source:he] [cue:said].`;
    expect(last(is, "direct")).toBe("Omar Fitch (person)");
    const told = `${before}[content:“It leaks,”] [source:he] [cue:told] [person:Berg].`;
    expect(last(told, "direct")).toBe("Omar Fitch (person) to Ivo Berg");
  });
});

describe("it", () => {
  it.each([
    [
      "means a document told of before",
      "[person:Ada Lund] sent a long letter to the board on Monday. [source:It] [cue:says] [content:the lock leaks].",
      "long letter (document)",
    ],
    [
      "means whom a noun before it means",
      "[organization:Brightwater Foods] shut. The company had sold its boats in May, and [source:it] [cue:hopes] [content:to rent some].",
      "Brightwater Foods (organization)",
    ],
  ])("%s", (_, text, expected) => {
    expect(last(text)).toBe(expected);
  });
});

describe("pronouns before the name", () => {
  const berg = "[person:Ivo Berg] came early. Mr. [person:Berg] sang.\n\n";
  it.each([
    ["As [source:he] [cue:told of] [content:the flood], Mr. [person:Lund] wept.", "Lund (person)"],
    [
      "In [source:his appeal] [cue:asking] [content:rain], Mr. [person:Lund] wept.",
      "Lund’s appeal (document)",
    ],
    [
      "It rained as [source:he] [cue:told of] [content:the flood], Mr. [person:Lund] wept.",
      "Ivo Berg (person)",
    ],
    [
      "As [source:he] [cue:told of] [content:the flood], Ms. [person:Lund] wept.",
      "Ivo Berg (person)",
    ],
  ])("%s", (text, expected) => {
    expect(last(berg + text)).toBe(expected);
  });
});

describe("they", () => {
  it("means nobody by his name's plural look", () => {
    const text =
      "Harbour pilots met [person:Ada Berners] in March. [source:They] [cue:say] [content:so].";
    expect(last(text)).toBe("Harbour pilots (group)");
  });

  it("means those who spoke in the sentence before", () => {
    const text =
      "[source:Prosecutors] [cue:said] [content:a long term would deter others]. [source:They] [cue:cited] [content:an earlier case].";
    expect(last(text)).toBe("Prosecutors (group)");
  });
});

describe("addressees", () => {
  it.each([
    [
      "one whose title holds full stops",
      "[source:[person:Ada Lund]] [cue:told] U.S. District Judge [person:Ivo Berg] [content:so].",
      "Ada Lund (person) to Ivo Berg",
    ],
    [
      "one whose party stands behind the name",
      "[source:[person:Ada Lund]] [cue:urged] Gov. [person:Ivo Berg] (D) [content:to act].",
      "Ada Lund (person) to Ivo Berg",
    ],
    [
      "a newspaper without the word",
      "[source:[person:Ada Lund]] [cue:told] the newspaper Welt am Sund [content:so].",
      "Ada Lund (person) to Welt am Sund",
    ],
    [
      "not oneself",
      "[source:[person:Ada Lund]] [cue:asked herself] [content:how it would end].",
      "Ada Lund (person)",
    ],
    [
      "the one asked, who is no source",
      "[source:[person:Ada Lund]] [cue:was once asked] [content:how it would end].",
      "? to Ada Lund",
    ],
    [
      "the one asked, named behind the question",
      "The day began. [cue:Asked] [content:about the tides], [person:Ada Lund] smiled.",
      "? to Ada Lund",
    ],
    [
      "those aboard, not what they are aboard",
      "[source:[person:Ada Lund]] [cue:told] pilots aboard [organization:Ferry One] [content:that it leaked].",
      "Ada Lund (person) to pilots aboard Ferry One",
    ],
    [
      "not where somebody is said to ask",
      "[person:Ada Lund] [cue:was asked by] [source:[person:Ivo Berg]] [content:how it would end].",
      "Ivo Berg (person)",
    ],
    [
      "who spoke before in the sentence, where nobody is named as asked",
      "[source:[person:Ada Lund]] [cue:said] [content:no] when [cue:asked] [content:how it would end].",
      "? to Ada Lund",
    ],
    [
      "whom a description means, other than who speaks",
      "Sen. [person:Ivo Berg] met Sen. [person:Ada Lund]. [source:[person:Lund]] [cue:urged] the senator [content:to act].",
      "Ada Lund (person) to Ivo Berg",
    ],
    [
      "none in the line below a headline",
      "[content:The quay sank], [source:court] [cue:told]\n\nA keeper slept on the quay.",
      "court (organization)",
    ],
    [
      "none in one who asks",
      "She left when [source:[person:Ada Lund]] [cue:asked] [content:how it would end].",
      "Ada Lund (person)",
    ],
    [
      "none in one who asks in a headline",
      "[source:[person:Ada Lund]] [cue:Questioned] [content:What It Means].",
      "Ada Lund (person)",
    ],
    [
      "those whom “them” means",
      "The harbour pilots met. [source:[person:Ada Lund]] [cue:told] them [content:so].",
      "Ada Lund (person) to harbour pilots",
    ],
    [
      "a crowd with its place",
      "[source:[person:Ada Lund]] [cue:told] a crowd in [place:Port Selwyn] on Monday [content:that it would].",
      "Ada Lund (person) to crowd in Port Selwyn",
    ],
    [
      "the writer, who is not named",
      "[source:[person:Ada Lund]] [cue:told] me [content:so].",
      "Ada Lund (person) to me",
    ],
    [
      "no words that are answered",
      "[source:[person:Ada Lund]] [cue:responded to] criticism [content:by smiling].",
      "Ada Lund (person)",
    ],
  ])("%s", (_, text, expected) => {
    expect(last(text)).toBe(expected);
  });

  it("the one whom a quotation calls", () => {
    const text =
      "[content:“Gov. [person:Berg], you know better,”] [source:[person:Ada Lund]] [cue:said].";
    expect(last(text, "direct")).toBe("Ada Lund (person) to Berg");
    const told =
      "[content:“We back our mayor, [person:Ivo Berg],”] [source:[person:Ada Lund]] [cue:said].";
    expect(last(told, "direct")).toBe("Ada Lund (person)");
  });
});
