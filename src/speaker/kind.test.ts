import { expect, it } from "vitest";
import { kindOfHead } from "./kind.js";
import { namesPeople } from "./lexicon.js";

it("takes words in capitals for a name, and does not hang on those that are none", () => {
  expect(kindOfHead("dredgewatch", "DredgeWatch")).toBe("organization");
  const long = "THEHARBOURMASTEROFPORTSELWYNANDALLITSMOLES".repeat(3);
  expect(kindOfHead("harbour", `${long} “HARBOUR”`)).toBe("unnamed");
});

it("takes an office in capitals for one person", () => {
  expect(kindOfHead("president", "President")).toBe("unnamed");
  expect(kindOfHead("president", "Vice President")).toBe("unnamed");
});

it.each([
  ["Democrats", true],
  ["Harbour Democrats", true],
  ["Oulu-Americans", true],
  ["super PACs", false],
  ["Dottie Deans", false],
  ["Port Selwyn Docks", false],
])("tells names of peoples and of a party's followers: %s", (name, peoples) => {
  expect(namesPeople(name)).toBe(peoples);
});

it.each([
  ["ministry", "council and the ministry", "group"],
  ["nurse", "teacher and a nurse", "group"],
  ["quay", "ministry of ferries and the quay", "document"],
  ["another", "Another", "unnamed"],
  ["@quaywatch", "@quaywatch", "unnamed"],
  ["regulator", "ports regulator", "organization"],
  ["force", "Selwyn force", "organization"],
  ["hotel", "hotel", "organization"],
  ["paramedic", "paramedic", "unnamed"],
  ["mum", "mum", "unnamed"],
  ["mp", "Labour MP", "unnamed"],
])("tells the kind of %s in %s", (head, words, kind) => {
  expect(kindOfHead(head, words)).toBe(kind);
});
