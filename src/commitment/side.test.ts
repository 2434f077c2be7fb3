import { expect, test } from "vitest";
import type { Attribution } from "../attribution/attribution.js";
import type { Speaker } from "../speaker/speaker.js";
import { sidesInTalk } from "./side.js";

const SPEAKER: Speaker = {
  id: "s1",
  name: "Mara Brandt",
  kind: "person",
  title: null,
  affiliation: null,
  anonymity: false,
  mentions: [],
};

const sideOf = (said: string, told = "", title: string | null = null): string | null => {
  const turn = {
    speaker: "s1",
    cue: [],
    content: [{ start: 0, end: said.length }],
  } as unknown as Attribution;
  return sidesInTalk(`${said}\n${told}`, [turn])({ ...SPEAKER, title });
};

test.each([
  [
    "This administration will act.",
    "President Lund met President Lund’s cabinet; the Lund administration is new.",
    "Lund administration",
  ],
  ["Our administration will act.", "Reporters at the White House asked.", "White House"],
  ["Our administration will act.", "Nobody asked.", null],
  ["The board will act.", "Reporters at the White House asked.", null],
])("whose side “we” is: %s %s", (said, told, side) => expect(sideOf(said, told)).toBe(side));

test("a press secretary who speaks of the President speaks for the White House", () => {
  const said = "The President met her. The President will sign it.";
  expect(sideOf(said, "The White House is open.", "Press Secretary")).toBe("White House");
  expect(sideOf(said, "The White House is open.", "Governor")).toBeNull();
});
