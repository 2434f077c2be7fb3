import { sql } from "kysely";
import type { OpenLedger } from "./open.js";

/** A title or an affiliation and the days between which documents give it. */
export interface Borne {
  readonly title: string;
  /** First and last day of publication; null where no document with a date gives it. */
  readonly since: string | null;
  readonly until: string | null;
  readonly documents: number;
}

/** Titles, and affiliations, that documents give names, by name. */
export async function borneBy(
  ledger: OpenLedger,
  names: readonly string[],
  what: "speaker_title" | "speaker_affiliation",
): Promise<ReadonlyMap<string, readonly Borne[]>> {
  if (names.length === 0) return new Map();
  const rows = await ledger.db
    .selectFrom("statements as s")
    .innerJoin("documents as d", "d.id", "s.document")
    .where("s.speaker", "in", [...names])
    .where(`s.${what}`, "is not", null)
    .select([
      "s.speaker",
      `s.${what} as title`,
      sql<string | null>`min(d.published)`.as("since"),
      sql<string | null>`max(d.published)`.as("until"),
      sql<number>`count(distinct s.document)`.as("documents"),
    ])
    .groupBy(["s.speaker", `s.${what}`])
    .execute();
  const out = new Map<string, Borne[]>();
  for (const { speaker, title, ...row } of rows) {
    const known = out.get(speaker!);
    if (known) known.push({ title: title!, ...row });
    else out.set(speaker!, [{ title: title!, ...row }]);
  }
  return out;
}

/** The same title however its letters are written is one; in order of the day it is first given. */
export function together(titles: readonly Borne[]): readonly Borne[] {
  const out = new Map<string, Borne>();
  // The commonest writing of it, or else the first, is the one shown.
  const byUse = [...titles].sort(
    (a, b) =>
      b.documents - a.documents ||
      (a.since ?? "9999").localeCompare(b.since ?? "9999") ||
      (a.title < b.title ? -1 : 1),
  );
  for (const one of byUse) {
    const key = one.title.toLowerCase();
    const known = out.get(key);
    out.set(
      key,
      known
        ? {
            title: known.title,
            since: least(known.since, one.since),
            until: most(known.until, one.until),
            documents: known.documents + one.documents,
          }
        : one,
    );
  }
  return [...out.values()].sort(
    (a, b) =>
      (a.since ?? "9999").localeCompare(b.since ?? "9999") ||
      b.documents - a.documents ||
      (a.title < b.title ? -1 : 1),
  );
}

const least = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? (a ?? b) : a < b ? a : b;
const most = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? (a ?? b) : a > b ? a : b;

/** Words of titles that tell nothing of who bears them. */
const EMPTY = new Set(
  (
    "the and for its his her their our from with then now former current acting senior junior chief " +
    "deputy vice assistant new longtime one local national federal state official spokesman " +
    "spokeswoman spokesperson member leader head director"
  ).split(" "),
);

const wordsOf = (title: string): ReadonlySet<string> =>
  new Set(
    (title.toLowerCase().match(/[\p{L}\p{N}\p{M}]{3,}/gu) ?? []).filter((word) => !EMPTY.has(word)),
  );

/** Months within which two titles count as borne at the same time, in days. */
const SAME_TIME = 183;

function atTheSameTime(a: Borne, b: Borne): boolean {
  if (a.since === null || b.since === null) return false; // nobody knows
  const days = (from: string, to: string): number => (Date.parse(from) - Date.parse(to)) / 86_400e3;
  return days(b.since, a.until!) <= SAME_TIME && days(a.since, b.until!) <= SAME_TIME;
}

/**
 * What titles say of whether two names are one person's. `agree`: two of them share a telling word.
 * `clash`: none do, and two that each have two telling words or more were borne at the same time.
 * `silent`: neither. People rise and change places: titles of other years do not clash.
 */
export function compareTitles(
  one: readonly Borne[],
  other: readonly Borne[],
): "agree" | "clash" | "silent" {
  let clash = false;
  for (const a of one)
    for (const b of other) {
      const [words, others] = [wordsOf(a.title), wordsOf(b.title)];
      if ([...words].some((word) => others.has(word))) return "agree";
      clash ||= words.size > 1 && others.size > 1 && atTheSameTime(a, b);
    }
  return clash ? "clash" : "silent";
}

/**
 * Titles of one name that cannot well be one person's, in groups that each go together; empty where
 * all may be. Titles too short to tell are in no group.
 */
export function clashingTitles(titles: readonly Borne[]): readonly (readonly Borne[])[] {
  const groups: Borne[][] = [];
  for (const title of titles) {
    if (wordsOf(title.title).size < 2) continue;
    const kin = groups.filter((group) => compareTitles(group, [title]) !== "clash");
    if (kin.length === 0) groups.push([title]);
    else {
      const [first, ...rest] = kin;
      first!.push(title, ...rest.flat());
      for (const one of rest) groups.splice(groups.indexOf(one), 1);
    }
  }
  return groups.length > 1 ? groups : [];
}
