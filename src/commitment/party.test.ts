import { describe, expect, test } from "vitest";
import type { Attribution } from "../attribution/attribution.js";
import type { Speaker } from "../speaker/speaker.js";
import { boundParty } from "./party.js";

const person = (id: string, name: string, more: Partial<Speaker> = {}): Speaker => ({
  id,
  name,
  kind: "person",
  title: null,
  affiliation: null,
  anonymity: false,
  mentions: [],
  ...more,
});
const SPEAKERS = new Map(
  [
    person("s1", "Mara Lindqvist", { affiliation: "Harbour Board" }),
    person("s2", "Tor Brandt", { affiliation: "D-Norland" }),
    person("s4", "Ines Kallio", { title: "Mayor" }),
    person("s5", "spokesman for Brandt"),
    person("s6", "Pumps Trust", { kind: "organization" }),
    person("s8", "Nordic Lines", { kind: "organization" }),
    person("s3", "Ada Oduya", { title: "Lindqvist’s spokeswoman" }),
  ].map((one) => [one.id, one]),
);

function bound(
  source: string,
  speaker: string | null,
  subject: string,
  speakers: ReadonlyMap<string, Speaker> = SPEAKERS,
): string | null {
  const attribution: Attribution = {
    id: "a1",
    source: [{ start: 0, end: source.length }],
    cue: [],
    content: [],
    quotation: "indirect",
    speaker,
    resolved: { by: null, score: 1 },
    act: "commitment",
    to: null,
    hearsay: false,
    negated: false,
    parent: null,
    score: 1,
  };
  return boundParty(source, attribution, speakers, subject);
}

describe("boundParty", () => {
  test.each([
    ["Lindqvist", "s1", "she", "Mara Lindqvist"],
    ["Lindqvist", "s1", "we", "Harbour Board"],
    ["Brandt", "s2", "we", "Tor Brandt"],
    ["Brandt", "s2", "his campaign", "Tor Brandt campaign"],
    ["Brandt", "s2", "his members", "Tor Brandt’s members"],
    ["Her lawyer, Tor Brandt,", "s2", "his client", "Tor Brandt’s client"],
    ["Brandt", "s2", "my campaign", "Tor Brandt campaign"],
    ["Lindqvist", "s1", "her group", "Harbour Board"],
    ["Lindqvist", "s1", "her plans", "Mara Lindqvist"],
    ["Brandt", "s2", "his country", "Tor Brandt"],
    ["Nordic Lines", "s8", "the group", "Nordic Lines"],
    ["Pumps Trust", "s6", "the group", "group"],
    ["a spokesman for Nordic Lines", null, "the company", "Nordic Lines"],
    ["Oduya", "s3", "the mayor and the council", "Ines Kallio | council"],
    ["a spokesman for Brandt", null, "he", "Tor Brandt"],
    ["Brandt’s lawyer", null, "he", "Tor Brandt"],
    ["Brandt’s lawyer", null, "his client", "Tor Brandt"],
    ["Oduya", "s3", "Mayor Kallio", "Ines Kallio"],
    ["Oduya", "s3", "the mayor", "Ines Kallio"],
    ["Oduya", "s3", "the president", "president"],
    ["Oduya", "s3", "President Brandt", "President Brandt"],
    ["Oduya", "s3", "she", "Mara Lindqvist"],
    ["Oduya", "s3", "I", "Ada Oduya"],
    ["Oduya", "s3", "Mr. Brandt", "Tor Brandt"],
    ["Oduya", "s3", "the council", "council"],
    ["Lindqvist", "s1", "The board", "Harbour Board"],
    ["a spokesman for Brandt", "s5", "he", "Tor Brandt"],
    ["a spokesman for Brandt", "s5", "", "Tor Brandt"],
    ["Lindqvist", "s1", "it", "Harbour Board"],
    ["officials with the Harbour Board", null, "they", "Harbour Board"],
    ["a Pumps Trust executive", null, "", "Pumps Trust"],
    ["a company spokesman", null, "it", "company"],
    ["a Norlandic official", null, "", "a Norlandic official"],
    ["two aides,", null, "they", "two aides"],
    ["", null, "", null],
    ["You", null, "you", null],
    ["You", "s1", "I", null],
  ])("%s (%s), %s: %s", (source, speaker, subject, expected) =>
    expect(bound(source, speaker, subject)).toBe(expected),
  );

  test.each([
    ["The president will call President Lund.", "president"],
    ["The president will go. The Lund administration is young.", "Ada Lund"],
  ])("in talk the president is one whose administration is named: %s", (text, by) => {
    const other = new Map(SPEAKERS).set("s7", person("s7", "Ada Lund", { title: "President" }));
    expect(bound(text, null, "the president", other)).toBe(by);
  });

  test("a surname that two bear names neither", () => {
    const two = new Map(SPEAKERS).set("s4", person("s4", "Ole Brandt"));
    expect(bound("an aide", null, "Brandt", two)).toBe("Brandt");
  });
});
