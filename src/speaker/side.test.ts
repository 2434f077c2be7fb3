import { expect, test } from "vitest";
import { sidesInTalk } from "./side.js";

const sideOf = (said: string, told: string, title: string | null = null): string | null =>
  sidesInTalk(`${said}\n${told}`)("Mara Brandt", title, () => said);

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
