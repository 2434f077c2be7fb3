import { describe, expect, it } from "vitest";
import type { NameKind } from "../tagger/tagged.js";
import { learnAffiliations } from "./affiliation.js";
import type { Entity, NameMention } from "./entity.js";
import { learnRoles } from "./roles.js";

/** Affiliation of Ada Lund, in a text whose bodies are told. */
function affiliation(text: string, bodies: readonly string[]): string | null {
  const mention = (name: string, kind: NameKind): NameMention => {
    const start = text.indexOf(name);
    const entity: Entity = {
      name,
      kind,
      gender: null,
      title: null,
      affiliation: null,
      roles: new Set(),
      mentions: [],
    };
    return { span: { start, end: start + name.length }, entity };
  };
  const ada = mention("Ada Lund", "person");
  const mentions = [
    ada,
    ...bodies.map((name) => mention(name, name === "White House" ? "place" : "organization")),
  ].sort((a, b) => a.span.start - b.span.start);
  learnRoles(text, mentions);
  learnAffiliations(text, mentions);
  return ada.entity.affiliation;
}

describe("learnAffiliations", () => {
  it.each([
    ["White House press secretary Ada Lund spoke.", ["White House"], "White House"],
    ["Ada Lund, of Mill Lane, spoke.", ["Mill Lane"], null],
    ["It asked Kallio News’ Ada Lund.", ["Kallio News"], "Kallio News"],
    ["The Harbour Board’s new chairwoman, Ada Lund, spoke.", ["Harbour Board"], "Harbour Board"],
    [
      "Ada Lund, director of the Tide Lab at Oulu University, spoke.",
      ["Tide Lab", "Oulu University"],
      "Tide Lab",
    ],
    ["A spokeswoman for the Harbour Board, Ada Lund, spoke.", ["Harbour Board"], "Harbour Board"],
    ["Mayor Ada Lund, a member of the Tide Party, spoke.", ["Tide Party"], "Tide Party"],
    ["Ada Lund, a supporter of the Tide Party, spoke.", ["Tide Party"], null],
    ["Ada Lund, a friend of Ivo Berg and head of the Tide Lab, spoke.", ["Tide Lab"], "Tide Lab"],
    ["Ada Lund, of the Pilots Guild, spoke.", ["Pilots Guild"], "Pilots Guild"],
    ["Rep. Ada Lund, R-Port Selwyn, spoke.", [], "R-Port Selwyn"],
    ["Dr. Ada Lund, director of the Tide Lab, spoke.", ["Tide Lab"], "Tide Lab"],
    ["Ada Lund of the Oulu police spoke.", ["Oulu"], null],
    ["Kallio Shipping CEO Ada Lund spoke.", ["Kallio Shipping"], "Kallio Shipping"],
    ["Ada Lund of the Pilots Guild spoke.", ["Pilots Guild"], "Pilots Guild"],
    ["Ada Lund, who heads the Tide Lab, spoke.", ["Tide Lab"], "Tide Lab"],
    [
      "The Harbour Board sued the Tide Lab. Its chairwoman, Ada Lund, spoke.",
      ["Harbour Board", "Tide Lab"],
      "Harbour Board",
    ],
    ["The Tide Lab and its director, Ada Lund, spoke.", ["Tide Lab"], "Tide Lab"],
    ["Rep. Ada Lund (D-Ohio) of the Pilots Guild spoke.", ["Pilots Guild"], "D-Ohio"],
    ["Former Harbour Board director Ada Lund spoke.", ["Harbour Board"], null],
    ["Harbour Board critic Ada Lund spoke.", ["Harbour Board"], null],
    ["The Harbour Board told Ada Lund to wait.", ["Harbour Board"], null],
    ["The Harbour Board’s ferries, Ada Lund said, were late.", ["Harbour Board"], null],
    ["Minister of Fisheries Ada Lund spoke.", ["Fisheries"], null],
    ["Energy Cabinet Secretary Ada Lund spoke.", ["Energy"], null],
    ["Emergency Services Minister Ada Lund spoke.", ["Emergency Services"], null],
    ["The presumed White House nominee Ada Lund spoke.", ["White House"], null],
  ])("%s", (text, bodies, expected) => {
    expect(affiliation(text, bodies)).toBe(expected);
  });
});
