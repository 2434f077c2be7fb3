import { expect, test } from "vitest";
import { heldBy, officeBefore } from "./office.js";

test.each([
  ["President Lund met former President Brandt. President Ada Lund smiled.", "Ada Lund"],
  ["President Lund called President Brandt. President Lund and President Brandt met.", null],
  ["President Lund came once.", null],
  ["Vice President Brandt and Vice President Brandt’s aide.", null],
])("who is president by the text’s own words: %s", (text, name) =>
  expect(heldBy(text, "president")).toBe(name),
);

test("an office is told with what it is of", () => {
  const text = "The Secretary of Harbours is here. He will sail.";
  const office = officeBefore(text, 0, text.indexOf("He"))!;
  expect(text.slice(office.start, office.end)).toBe("The Secretary of Harbours");
});
