import { expect, it } from "vitest";
import { kindOfHead } from "./kind.js";

it("takes words in capitals for a name, and does not hang on those that are none", () => {
  expect(kindOfHead("dredgewatch", "DredgeWatch")).toBe("organization");
  const long = "THEHARBOURMASTEROFPORTSELWYNANDALLITSMOLES".repeat(3);
  expect(kindOfHead("harbour", `${long} “HARBOUR”`)).toBe("unnamed");
});

it("takes an office in capitals for one person", () => {
  expect(kindOfHead("president", "President")).toBe("unnamed");
  expect(kindOfHead("president", "Vice President")).toBe("unnamed");
});
