import { describe, expect, it } from "vitest";
import { parseRobots } from "./robots.js";

const allows = (text: string, path: string): boolean => parseRobots(text, "onrecord").allows(path);

describe("robots.txt", () => {
  it("counts the groups that name the reader, or else those for all", () => {
    const text = `
User-agent: *
Disallow: /all

User-agent: other
User-agent: OnRecord  # case does not matter
Disallow: /mine
Crawl-delay: 2.5

User-agent: onrecord
Disallow: /too`;
    expect(allows(text, "/all")).toBe(true);
    expect(allows(text, "/mine/1")).toBe(false);
    expect(allows(text, "/too")).toBe(false);
    expect(parseRobots(text, "onrecord").delay).toBe(2.5);
    expect(parseRobots(text, "somebody").allows("/all")).toBe(false);
    expect(parseRobots(text, "somebody").delay).toBeNull();
  });

  it("lets the longest rule hold, and of two as long the one that allows", () => {
    const text =
      "User-agent: *\nDisallow: /news\nAllow: /news/open\nDisallow: /a\nAllow: /a\nSitemap: http://x/s";
    expect(allows(text, "/news/1")).toBe(false);
    expect(allows(text, "/news/open/1")).toBe(true);
    expect(allows(text, "/a")).toBe(true);
    expect(allows(text, "/else")).toBe(true);
  });

  it.each([
    ["/*.pdf$", "/a/b.pdf", false],
    ["/*.pdf$", "/a/b.pdf?x", true],
    ["/x*y*z", "/x1y2z3", false],
    ["/x*y*z", "/xz", true],
    ["/$", "/", false],
    ["/$", "/a", true],
    ["/a$", "/aa", true],
    ["/%7Eme", "/%7eme", true], // not a letter: only its own spelling
    ["/%61b", "/ab", false],
    ["", "/", true],
    ["/", "/anything?at=all", false],
    ["/", "/robots.txt", true],
    ["/aa*a$", "/aa", true],
  ])("Disallow: %s lets %s be read: %s", (rule, path, expected) => {
    expect(allows(`User-agent: *\nDisallow: ${rule}`, path)).toBe(expected);
  });

  it("bears whatever else it is given", () => {
    expect(allows("<!doctype html><p>Not found: nothing here</p>", "/")).toBe(true);
    expect(allows("Disallow: /\nUser-agent", "/")).toBe(true); // a rule of no group
    expect(parseRobots("User-agent: *\nCrawl-delay: soon", "onrecord").delay).toBeNull();
  });
});
