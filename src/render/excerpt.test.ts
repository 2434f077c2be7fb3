import { describe, expect, it } from "vitest";
import { excerpt } from "./excerpt.js";

const long = `${"The tide tables were read out. ".repeat(30)}The lock will open in May. ${"Then they spoke of gulls. ".repeat(30)}`;

describe("excerpt", () => {
  it("shows short text whole, on one line", () => {
    expect(excerpt(" The lock\n  will open. ", "gulls")).toBe("The lock will open.");
  });

  it("cuts long text around the words asked for", () => {
    const shown = excerpt(long, "lock will open");
    expect(shown).toMatch(/^… .*The lock will open in May\..* …$/u);
    expect(shown.length).toBeLessThan(620);
  });

  it("goes by the longest word where they do not stand together", () => {
    expect(excerpt(long, "May lock of 1920 opened")).toContain("The lock will open in May.");
    expect(excerpt(`${long} Ferries stop.`, "ferries of May")).toMatch(/Ferries stop\.$/u);
  });

  it("begins at the beginning where none of them is there", () => {
    expect(excerpt(long, "zebra")).toMatch(/^The tide tables .* …$/u);
    expect(excerpt("a".repeat(900))).toBe(`${"a".repeat(600)} …`);
  });
});
