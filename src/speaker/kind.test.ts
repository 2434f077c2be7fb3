import { expect, it } from "vitest";
import { kindOfHead } from "./kind.js";

it("takes words in capitals for a name, and does not hang on those that are none", () => {
  expect(kindOfHead("dredgewatch", "DredgeWatch")).toBe("organization");
  const long = "THEHARBOURMASTEROFPORTSELWYNANDALLITSMOLES".repeat(3);
  expect(kindOfHead("harbour", `${long} “HARBOUR”`)).toBe("unnamed");
});
