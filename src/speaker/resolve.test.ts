import { describe, expect, it } from "vitest";
import { marked, named } from "../../test/marked.js";
import { draftOf, resolved } from "../../test/resolved.js";
import type { Draft } from "../attribution/draft.js";
import { parseText } from "../ingest/plain.js";
import { paragraphs } from "../text/segment.js";
import { resolveSpeakers } from "./resolve.js";

/** Sources in order, each with the speaker found; `[person:…]` and `[organization:…]` mark names. */
function speakers(source: string): string[] {
  const { text, spans } = marked(source);
  const drafts = named(spans, "source").map((span, i) => {
    const cue = named(spans, "cue")[i]!;
    return draftOf(span, cue, named(spans, "content")[i] ?? { start: cue.end, end: cue.end + 1 });
  });
  const found = resolved(text, spans, drafts);
  const byId = new Map(found.speakers.map((speaker) => [speaker.id, speaker]));
  return found.resolutions.map(({ speaker }, i) => {
    const who = speaker === null ? null : byId.get(speaker)!;
    const to = found.to[i];
    return who
      ? `${who.name} (${who.kind}${who.anonymity ? ", anonymous" : ""})${to ? ` to ${to}` : ""}`
      : "?";
  });
}

it("inside a quotation takes a description for another than its speaker, who is “me” there", () => {
  const { text, spans } = marked(
    "[person:Hanne Dorsch], the minister, came. [content:“[source:The minister] [cue:told] me [content:yes],”] [cue:said] [source:[person:Tomas Reik]].",
  );
  const [source, outerSource] = named(spans, "source");
  const [cue, outerCue] = named(spans, "cue");
  const [outer, content] = named(spans, "content").toSorted((a, b) => a.start - b.start);
  const {
    speakers: told,
    resolutions,
    to,
  } = resolved(text, spans, [
    draftOf(outerSource, outerCue!, outer!, "direct"),
    draftOf(source, cue!, content!),
  ]);
  const names = new Map(told.map(({ id, name }) => [id, name]));
  expect(resolutions.map(({ speaker }, i) => [names.get(speaker!), to[i]])).toEqual([
    ["Tomas Reik", null],
    ["Hanne Dorsch", "Tomas Reik"],
  ]);
});

describe("resolveSpeakers", () => {
  it.each([
    [
      "gives the fullest name, for short names and honorifics",
      "[source:Mayor [person:Ada Lund]] [cue:said] [content:so]. Later [source:Ms. [person:Lund]] [cue:said] [content:no].",
      ["Ada Lund (person)", "Ada Lund (person)"],
    ],
    [
      "takes the surname of two for the one whose pronouns agree",
      "[person:Ada Lund] praised her father. [person:Ada Lund] said she had seen [person:Ivo Lund] at work. [source:[person:Lund]] [cue:said] [content:he would stay].",
      ["Ivo Lund (person)"],
    ],
    [
      "takes it for the one named in full but once, where the other always is",
      "[person:Ivo Lund] opened the quay. [person:Ada Lund] came. [person:Ada Lund] sang. [person:Ada Lund] left. [source:[person:Lund]] [cue:said] [content:so].",
      ["Ivo Lund (person)"],
    ],
    [
      "names two whose titles tell of a place, and one told of by office behind a comma elsewhere",
      "[source:The 5th Ward's [person:Ada Lund] and the 8th Ward's [person:Ivo Berg]] [cue:said] [content:so]. At dusk, [source:[person:Lund]'s campaign chairman, [person:Omar Fitch],] [cue:said] [content:no]. [source:Many of the pilots who'd rather sail with Vane or [person:Iris Vane]] [cue:said] [content:no].",
      [
        "Ada Lund | Ivo Berg (person)",
        "Omar Fitch (person)",
        "Many of the pilots who'd rather sail with Vane or Iris Vane (group)",
      ],
    ],
    [
      "names several beside others, but no field of an office for others",
      "[source:[person:Ada Lund], Mr. [person:Berg] and other wardens] [cue:said] [content:so]. [source:[person:Iris Vane], head of docks, boats, and tides,] [cue:said] [content:no].",
      ["Ada Lund | Berg | other wardens (group)", "Iris Vane (person)"],
    ],
    [
      "knows a family name that stands first",
      "[person:Ro] [person:Jin-ho] arrived. [source:Mr. [person:Ro]] [cue:said] [content:so].",
      ["Ro Jin-ho (person)"],
    ],
    [
      "finds a particle's name in the full one",
      "[person:Ines van Hoorn] opened it. [source:[person:Van Hoorn]] [cue:said] [content:so].",
      ["Ines van Hoorn (person)"],
    ],
    [
      "names what the opening only describes",
      "[source:A city panel] [cue:voted] [content:for it] on Monday.\n\nThe [organization:Port Selwyn Harbour Committee] met late.",
      ["Port Selwyn Harbour Committee (organization)"],
    ],
    [
      "names both of two",
      "[person:Ada Lund] and [person:Ivo Brandt] met. [source:The two mayors] [cue:said] [content:so]. [source:They] [cue:added] [content:more].",
      ["Ada Lund | Ivo Brandt (person)", "Ada Lund | Ivo Brandt (person)"],
    ],
    [
      "takes who for the one it follows, not for a name before",
      "[person:Ivo Brandt] refused to pay a diver [source:who] [cue:said] [content:he was owed money].",
      ["diver (unnamed)"],
    ],
    [
      "takes who behind a description for the one described",
      "[person:Ivo Brandt], a diver [source:who] [cue:said] [content:he was owed money], left.",
      ["Ivo Brandt (person)"],
    ],
    [
      "knows a work by its title",
      "[source:Lund’s “Tides of Selwyn”] [cue:shows] [content:how it was].",
      ["Tides of Selwyn (document)"],
    ],
    [
      "knows the writer of a letter to a newspaper",
      "To the Editor:\n\n[source:I] [cue:said] [content:so].\n\nADA LUND\nOulu, May 3",
      ["Ada Lund (person)"],
    ],
    [
      "knows the writer of a signed letter",
      "Dear pilots,\n\n[source:I] [cue:said] [content:so].\n\nYours sincerely,\n\nAda Lund\nChair, Pilots’ Guild",
      ["Ada Lund (person)"],
    ],
    [
      "knows the writer of whom the foot tells",
      "[source:I] [cue:think] [content:so].\n\nThe quay is old.\n\n[person:Ada Lund] is a harbour pilot.",
      ["Ada Lund (person)"],
    ],
    [
      "keeps two people of one surname apart by their honorifics",
      "[person:Ada Lund] met Mr. [person:Ivo Lund]. [source:Mr. [person:Lund]] [cue:said] [content:so]. She left.",
      ["Ivo Lund (person)"],
    ],
    [
      "takes a pronoun for the one who spoke",
      "[person:Ivo Marsh] called. [source:[person:Ada Lund]] [cue:said] [content:it leaks]. [source:She] [cue:added] [content:that it stinks].",
      ["Ada Lund (person)", "Ada Lund (person)"],
    ],
    [
      "does not take a pronoun for one whom the text calls by another",
      "[person:Ada Lund] lost her boat to [person:Ivo Marsh], who kept his. [source:He] [cue:said] [content:so].",
      ["Ivo Marsh (person)"],
    ],
    [
      "names a body by its owner",
      "[person:Ada Lund] ran. [source:The [person:Lund] campaign] [cue:said] [content:so].",
      ["Ada Lund campaign (organization)"],
    ],
    [
      "lets a letter stand for its writer",
      "[person:Ada Lund] ran. [source:[person:Lund]’s letter] [cue:said] [content:so].",
      ["Ada Lund (person)"],
    ],
    [
      "joins two parties",
      "[source:[person:Ada Lund] and [person:Ivo Marsh]] [cue:said] [content:so].",
      ["Ada Lund | Ivo Marsh (person)"],
    ],
    [
      "keeps an unnamed source as it is described, and that it asked not to be named",
      "[source:A senior engineer, who spoke on condition of anonymity,] [cue:said] [content:so].",
      ["senior engineer (unnamed, anonymous)"],
    ],
    [
      "hears the wish not to be named of those who have it",
      "Two clerks asked not to be named. [source:A pilot] [cue:said] [content:so]. [source:A diver] [cue:said] [content:no]. She asked not to be named.",
      ["pilot (unnamed)", "diver (unnamed, anonymous)"],
    ],
    [
      "hears that names are kept back",
      "[source:Two aides], who were granted anonymity, [cue:said] [content:so]. [source:A juror], who cannot be named, [cue:said] [content:no].",
      ["Two aides (group, anonymous)", "juror (unnamed, anonymous)"],
    ],
    [
      "calls an office by the person who holds it",
      "The press secretary, [person:Mirela Oduya], came. [source:The secretary] [cue:said] [content:so].",
      ["Mirela Oduya (person)"],
    ],
    [
      "tells groups and documents",
      "[source:Many fishermen] [cue:say] [content:so]. [source:The report] [cue:found] [content:it].",
      ["Many fishermen (group)", "report (document)"],
    ],
    [
      "finds whom it is told to",
      "[source:[person:Ada Lund]] [cue:told] reporters [content:that it leaks]. [source:She] [cue:asked] [person:Ivo Marsh] [content:to go].",
      ["Ada Lund (person) to reporters", "Ada Lund (person) to Ivo Marsh"],
    ],
    [
      "joins a pronoun and a name",
      "[person:Ivo Marsh] came. [source:[person:Ivo Marsh]] [cue:said] [content:so]. [source:He and [person:Ada Lund]] [cue:said] [content:no].",
      ["Ivo Marsh (person)", "Ivo Marsh | Ada Lund (person)"],
    ],
    [
      "joins a second person behind what is told of the first, but no one who is only told of",
      "[source:[person:Ada Lund], head of the docks, and warden [person:Ivo Marsh],] [cue:said] [content:so]. [source:[person:Ada Lund], who beat [person:Ivo Marsh],] [cue:said] [content:no].",
      ["Ada Lund | Ivo Marsh (person)", "Ada Lund (person)"],
    ],
    [
      "takes “who” for a person, never for the body he works for",
      "[person:Ada Lund], a clerk at the [organization:Ferry Office] [source:who] [cue:said] [content:so].",
      ["Ada Lund (person)"],
    ],
    [
      "tells whose advisers they are",
      "[person:Ada Lund] ran. [source:[person:Ada Lund]] [cue:said] [content:so]. [source:Her advisers] [cue:said] [content:no].",
      ["Ada Lund (person)", "Ada Lund’s advisers (group)"],
    ],
    [
      "keeps a government by its head’s name a body, and a follower of a party no party",
      "[source:The government of President [person:Ada Lund]] [cue:said] [content:so]. [source:A [organization:Democrat]] [cue:said] [content:no].",
      ["government of President Ada Lund (organization)", "Democrat (unnamed)"],
    ],
    [
      "names the body behind “one group,”",
      "[source:One group, [organization:Dock for All],] [cue:said] [content:so].",
      ["Dock for All (organization)"],
    ],
    ["does not guess where nobody is named", "[source:She] [cue:said] [content:so].", ["?"]],
  ])("%s", (_, source, expected) => {
    expect(speakers(source)).toEqual(expected);
  });

  it.each([
    [
      "nobody called upon is a councillor",
      "MS. ODUYA:  Fine. Go ahead, [person:Petra].\n\nQ    [source:The councillor] [cue:said] [content:it was dead]. Is it?\n\nMS. ODUYA:  No.\n\nQ    Why?",
      ["councillor (unnamed)"],
    ],
    [
      "“he” is the mayor told of, not who is called upon",
      "MS. ODUYA:  The Mayor left. [person:Justin].\n\nQ    Does [source:he] [cue:think] [content:so]?\n\nMS. ODUYA:  Yes.\n\nQ    Why?",
      ["Mayor (unnamed)"],
    ],
    [
      "“he” is not who is thanked or spoken to",
      "MS. ODUYA:  Ask the board.\n\nQ    Thank you, [person:Jen]. [person:Ivo Lund] came, and, [person:Jen], [source:he] [cue:said] [content:so]. Is it?\n\nMS. ODUYA:  Yes.\n\nQ    Why?",
      ["Ivo Lund (person)"],
    ],
    [
      "“he” is the one named since",
      "MS. ODUYA:  The Mayor met [person:Ivo Lund]. [source:He] [cue:said] [content:no].\n\nQ    Why?\n\nMS. ODUYA:  Ask.\n\nQ    Whom?",
      ["Ivo Lund (person)"],
    ],
    [
      "“the President” is the one whom the turns name",
      "MS. ODUYA:  President [person:Kallio] came. [person:Kallio] ate.\n\nQ    Did [source:the President] [cue:say] [content:so]?\n\nMS. ODUYA:  Yes.\n\nQ    Why?",
      ["Kallio (person)"],
    ],
    [
      "“the President” is neither of two",
      "MS. ODUYA:  President [person:Kallio] met President [person:Moen].\n\nQ    Did [source:the President] [cue:say] [content:so]?\n\nMS. ODUYA:  Yes.\n\nQ    Why?",
      ["President (unnamed)"],
    ],
    [
      "a guest is not “the President” of a government that is told of",
      "MS. ODUYA:  President [person:Moen] of Norrland ate at the White House.\n\nQ    Did [source:the President] [cue:say] [content:so]?\n\nMS. ODUYA:  Yes.\n\nQ    Why?",
      ["President (unnamed)"],
    ],
    [
      "“the President” is the one whose administration is named, however often others are",
      "MS. ODUYA:  The [organization:Kallio administration] works. President [person:Kallio] came. President [person:Moen] ate. President [person:Moen] slept.\n\nQ    Did [source:the President] [cue:say] [content:so]?\n\nMS. ODUYA:  Yes.\n\nQ    Why?",
      ["Kallio (person)"],
    ],
    [
      "“you” is the one who answers",
      "MS. ODUYA:  It rained.\n\nQ    Did [source:you] [cue:say] [content:so]?\n\nMS. ODUYA:  Yes.\n\nQ    Why?",
      ["Oduya (person)"],
    ],
    [
      "“we” of one who speaks for an administration is its seat",
      "MS. ODUYA:  This administration works. The White House is open. [source:We] [cue:believe] [content:it holds].\n\nQ    Why?\n\nMS. ODUYA:  Yes.\n\nQ    Why?",
      ["White House (organization)"],
    ],
  ])("in turns: %s", (_, source, expected) => {
    expect(speakers(source)).toEqual(expected);
  });

  it("names the speakers of a transcript's turns from its words", () => {
    const text =
      "Remarks by Ada Lund\n\nMS. LUND:  It leaks.\n\nQ    Why?\n\nMS. LUND:  It is old.\n\nQ    Thank you.";
    const document = parseText(text);
    const drafts = document.turns.map((turn): Draft => ({
      source: [turn.label!],
      cue: [],
      content: [turn.content],
      quotation: "direct",
      parent: null,
      score: 1,
      acts: null,
      by: "turn",
    }));
    const names = [{ kind: "person" as const, span: { start: 11, end: 19 }, score: 1 }];
    const { speakers: found } = resolveSpeakers(
      document,
      {
        spans: [],
        names,
        paragraphs: paragraphs(text),
        quotations: [],
        words: 0,
        binding: { start: [], logit: [] },
      },
      drafts,
    );
    expect(found.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      "Ada Lund person",
      "reporter unnamed",
    ]);
  });
});
