import { describe, expect, it } from "vitest";
import type { Span } from "../text/span.js";
import type { Entity, NameMention } from "./entity.js";
import { learnRoles } from "./roles.js";

/** The title learned for the name that stands in the text once. */
function titleOf(text: string, name: string, sources: readonly Span[] = []): string | null {
  const start = text.indexOf(name);
  const entity: Entity = {
    name,
    kind: "person",
    gender: null,
    title: null,
    affiliation: null,
    roles: new Set(),
    mentions: [],
  };
  const mention: NameMention = { span: { start, end: start + name.length }, entity };
  learnRoles(text, [mention], sources);
  return entity.title;
}

describe("learnRoles", () => {
  it.each([
    [
      "They met Governor Ada Lund. Vice President Ines Kallio spoke next.",
      "Ines Kallio",
      "Vice President",
    ],
    ["When President Ada Lund spoke, it rained.", "Ada Lund", "President"],
    ["It rained on Monday. President Ada Lund spoke.", "Ada Lund", "President"],
    ["Former Lt. Gov. Ada Lund spoke.", "Ada Lund", "Former Lt. Gov."],
    ["Chief Financial Officer Ada Lund spoke.", "Ada Lund", "Chief Financial Officer"],
    [
      "Ada Lund, co-director of the Ferry League and a pilot, spoke.",
      "Ada Lund",
      "co-director of the Ferry League",
    ],
    ["The former Gov. Ada Lund spoke.", "Ada Lund", "former Gov."],
    ["Dr. Ada Lund, director of the Tide Lab, spoke.", "Ada Lund", "director of the Tide Lab"],
    ["It rained. Prosecutor Ada Lund spoke.", "Ada Lund", "Prosecutor"],
    ["After Ada Lund spoke, it rained.", "Ada Lund", null],
    ["Q Councillor Ada Lund spoke, did she?", "Ada Lund", "Councillor"],
    ["Oulu coach Ada Lund spoke.", "Ada Lund", "Oulu coach"],
    ["It rained on Ada Lund.", "Ada Lund", null],
    ["Oulu Rovers 2\n\nManager Ada Lund spoke.", "Ada Lund", "Manager"],
    ["By 1 September. Fisheries minister Ada Lund spoke.", "Ada Lund", "Fisheries minister"],
    ["It rained. Her spokesman Ivo Marsh spoke.", "Ivo Marsh", "spokesman"],
    ["It rained, said shadow minister Ada Lund.", "Ada Lund", "shadow minister"],
    ["Kallio & Co analyst Ada Lund spoke.", "Ada Lund", "Kallio & Co analyst"],
    ["Kallio's spokeswoman, Ada Lund, spoke.", "Ada Lund", "spokeswoman"],
    [
      "It rained, said Ada Lund, Chief Executive Officer of Kallio.",
      "Ada Lund",
      "Chief Executive Officer of Kallio",
    ],
    ["It rained — Ada Lund, mayor of Oulu\n\nIt did not.", "Ada Lund", "mayor of Oulu"],
    ["Ada Lund, the minister: “It rained.”", "Ada Lund", "minister"],
    ["It rained on Ada Lund, a teacher who was out.", "Ada Lund", "teacher"],
    ["It rained on Ada Lund, who looked for Kallio.", "Ada Lund", null],
    [
      "It rained, said Port Selwyn council leader Dame Ada Lund.",
      "Ada Lund",
      "Port Selwyn council leader",
    ],
    ["It rained, said Dr. Ada Lund.", "Ada Lund", "Dr."],
    ["It rained, said Cllr Ada Lund.", "Ada Lund", "Cllr"],
    ["It rained, said shadow home secretary Ada Lund.", "Ada Lund", "shadow home secretary"],
    ["Kallio's deputy, Ada Lund, spoke.", "Ada Lund", "deputy"],
    ["The head of the Tide Lab, Ada Lund, spoke.", "Ada Lund", "head of the Tide Lab"],
    ["After the murder of the teacher, Ada Lund spoke.", "Ada Lund", null],
    ["To win over the next voter, Ada Lund spoke.", "Ada Lund", null],
    ["She asked for the server, Ada Lund.", "Ada Lund", null],
    ["Ada Lund, 44, a nurse from Oulu, spoke.", "Ada Lund", "nurse from Oulu"],
    ["Ada Lund, Kallio’s chief executive, spoke.", "Ada Lund", "Kallio’s chief executive"],
    ["Ada Lund, MP for Oulu, spoke.", "Ada Lund", "MP for Oulu"],
    ["Ada Lund, a spokeswoman for Mrs. Kallio, spoke.", "Ada Lund", "spokeswoman for Mrs. Kallio"],
    [
      "Dr. Ada Lund, head of the nautical school, spoke.",
      "Ada Lund",
      "head of the nautical school",
    ],
    [
      "Ada Lund, chair of the tide and current council and a pilot, spoke.",
      "Ada Lund",
      "chair of the tide and current council",
    ],
    ["It rained, said Det Con Ada Lund.", "Ada Lund", "Det Con"],
    ["It rained, said Principal Dr Ada Lund.", "Ada Lund", "Principal"],
    ["It rained, said Kallio News’ Dr. Ada Lund.", "Ada Lund", "Kallio News’ Dr."],
  ])("%s", (text, name, title) => {
    expect(titleOf(text, name)).toBe(title);
  });

  it.each([
    ["operations director Ada Lund", "operations director"],
    ["my friend Ada Lund", "friend"],
    ["member of the board Ada Lund", null],
  ])("takes all of a title with which a source begins: %s", (source, title) => {
    const text = `It rained, said ${source}.`;
    expect(titleOf(text, "Ada Lund", [{ start: 16, end: 16 + source.length }])).toBe(title);
  });
});
