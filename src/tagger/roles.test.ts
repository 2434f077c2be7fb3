import { expect, it } from "vitest";
import { FEATURE_NAMES } from "./boundary-features.js";
import { bestRoles, EVENTS, readRoleWeights, ROLE_TAGS, rolePotentials } from "./roles.js";

const IDENTITY = Array.from({ length: ROLE_TAGS }, (_, i) =>
  Array.from({ length: ROLE_TAGS }, (_, j) => (i === j ? 1 : 0)).join(" "),
).join("\n");
const NOTHING = Array.from({ length: ROLE_TAGS ** 2 }, () => 0).join(" ");
const [O, SOURCE, , CUE, , CONTENT, ON] = [0, 1, 2, 3, 4, 5, 6] as const;

/** The tags of words whose network favours `likely`, one border feature each. */
function best(likely: readonly number[], names: readonly string[], border: string): number[] {
  const words = likely.length;
  const outputs = new Float32Array(words * ROLE_TAGS);
  likely.forEach((tag, word) => (outputs[word * ROLE_TAGS + tag] = 3));
  const rows = Int32Array.from({ length: words }, (_, word) => word);
  const none = new Int32Array(0);
  const window = { from: 0, to: words, pieces: none, features: none, rows };
  const borders = {
    features: Uint16Array.from(names, (name) => FEATURE_NAMES.indexOf(name)),
    count: new Uint8Array(words).fill(1),
    most: 1,
  };
  const weights = readRoleWeights(`${NOTHING}\n${IDENTITY}\n${NOTHING}`, NOTHING, border);
  return [...bestRoles(rolePotentials(outputs, window, ROLE_TAGS, 0, borders, weights), weights)];
}

const plain = ["always", "always", "always", "always"];

it("follows the network where the borders say nothing", () => {
  expect(best([SOURCE, CUE, CONTENT, ON], plain, "always 0")).toEqual([SOURCE, CUE, CONTENT, ON]);
});

it("goes on only from a beginning of the same role", () => {
  const tags = best([O, SOURCE, ON, O], plain, "always 0");
  expect(tags[1]).toBe(SOURCE);
  expect(tags).not.toContain(ON);
});

it("moves a beginning to a border that begins contents", () => {
  const begins = Array.from({ length: EVENTS }, (_, event) => (event === 2 ? 5 : 0)).join(" ");
  const names = ["always", "always", "after:that", "always"];
  expect(best([O, CUE, O, CONTENT], names, "always 0")).toEqual([O, CUE, O, CONTENT]);
  expect(best([O, CUE, O, CONTENT], names, `after:that ${begins}`)[2]).toBe(CONTENT);
});
