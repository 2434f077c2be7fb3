import { describe, expect, it } from "vitest";
import { editOf, moveSpan } from "./edit.js";

describe("moveSpan", () => {
  const before = "She said “no” twice.";
  const span = { start: 10, end: 12 };
  const at = (after: string): string | null => {
    const moved = moveSpan(span, editOf(before, after));
    return moved && after.slice(moved.start, moved.end);
  };

  it("leaves a span before the edit where it is and moves one behind it", () => {
    expect(moveSpan(span, editOf(before, "She said “no” two times."))).toEqual(span);
    expect(moveSpan(span, editOf(before, before))).toEqual(span);
    expect(at("Then she said “no” twice.")).toBe("no");
    expect(at("She “no” twice.")).toBe("no");
  });

  it("gives up a span that was edited", () => {
    expect(at("She said “not” twice.")).not.toBe("not");
    expect(moveSpan(span, editOf(before, "She said “yo” twice."))).toBeNull();
    expect(moveSpan(span, editOf(before, ""))).toBeNull();
  });
});
