import { sql } from "kysely";
import { InputError, MissingError } from "../errors.js";
import { maySamePerson } from "../quotecheck/who.js";
import { append, type Decision } from "./events.js";
import { type Borne, borneBy, clashingTitles, compareTitles, together } from "./identity.js";
import { namesHolding, numbered } from "./name-table.js";
import { namesOf } from "./names.js";
import type { OpenLedger } from "./open.js";
import { type Hit, HIT_COLUMNS, hitOf } from "./hits.js";
import { facet } from "./words.js";

/** One person, or other party, across documents. */
export interface Person {
  readonly name: string;
  readonly kind: string | null;
  /** The names that documents use, the commonest first. */
  readonly names: readonly { readonly name: string; readonly documents: number }[];
  readonly titles: readonly Borne[];
  /** What they belonged to, and when. */
  readonly affiliations: readonly Borne[];
  /**
   * Groups of titles that cannot well be one person's: perhaps several people of this name. Pointed
   * at; what they said is told apart by whoever knows (`/api/statements/{id}/decision`).
   */
  readonly clashing: readonly (readonly string[])[];
  readonly since: string | null;
  readonly until: string | null;
  readonly statements: number;
  readonly quotedBy: readonly { readonly publisher: string | null; readonly statements: number }[];
  /** Names that may be the same person's; people decide (`merge`). */
  readonly perhaps: readonly string[];
  /** Names like it that are kept apart, and the titles that say so. */
  readonly apart: readonly { readonly name: string; readonly titles: readonly string[] }[];
}

/** The parties whose name holds `part`, those with most statements first. */
async function candidates(ledger: OpenLedger, part: string): Promise<readonly string[]> {
  return (await namesHolding(ledger, part, 50)).map(({ name }) => name);
}

/** Whether it is made of names, not of a description ("confidant of Trump", "Sanders' view"). */
const isName = (name: string): boolean =>
  name.split(" ").length <= 5 && !/[|’']s?(?: |$)| (?:of|for|and) /u.test(name);

/** The kinds that documents give names, and how often, the rarest first. */
function kindsOf(
  ledger: OpenLedger,
  names: readonly string[],
): Promise<readonly { speaker: string | null; kind: string | null; statements: number }[]> {
  return ledger.db
    .selectFrom("statements")
    .where("speaker", "in", [...names])
    .select(["speaker", "speaker_kind as kind", sql<number>`count(*)`.as("statements")])
    .groupBy(["speaker", "speaker_kind"])
    .orderBy("statements")
    .execute();
}

/** The person of this name, or of the one name that holds it; `MissingError` where there is none. */
export async function person(ledger: OpenLedger, name: string): Promise<Person> {
  const found = await candidates(ledger, name);
  const exact = found.find((one) => one.toLowerCase() === name.toLowerCase());
  const main = exact ?? found[0];
  if (main === undefined)
    throw new MissingError(
      `"${name}"`,
      "is nobody's name in the ledger; `onrecord search` finds words",
    );
  const names = await namesOf(ledger, main);
  const alike = (await candidates(ledger, main.split(" ").pop()!)).filter(
    (one) => !names.includes(one) && isName(one) && maySamePerson(one, main),
  );
  const kinds = await kindsOf(ledger, [...names, ...alike]);
  const kindOf = new Map(kinds.map(({ speaker, kind }) => [speaker, kind])); // the last is the commonest
  // A party and an administration of one name are two.
  const like = alike.filter((one) => kindOf.get(one) === kindOf.get(main));
  const [used, titles, affiliations, printed] = await Promise.all([
    ledger.db
      .selectFrom("statements")
      .where("speaker", "in", [...names])
      .select(["speaker", sql<number>`count(distinct document)`.as("documents")])
      .groupBy("speaker")
      .orderBy("documents", "desc")
      .execute(),
    borneBy(ledger, [...names, ...like], "speaker_title"),
    borneBy(ledger, [...names, ...like], "speaker_affiliation"),
    printedOf(ledger, names),
  ]);
  const of = (borne: typeof titles, some: readonly string[]): readonly Borne[] =>
    together(some.flatMap((one) => borne.get(one) ?? []));
  const own = of(titles, names);
  // Of a title and an affiliation either may agree, or both may clash.
  const evidence = (some: readonly string[]): readonly Borne[] => [
    ...of(titles, some),
    ...of(affiliations, some),
  ];
  const mine = evidence(names);
  const clashes = new Set(like.filter((one) => compareTitles(mine, evidence([one])) === "clash"));
  return {
    name: names[0]!,
    kind: commonest(kinds.filter(({ speaker }) => names.includes(speaker!))),
    names: used.map((row) => ({ name: row.speaker!, documents: row.documents })),
    titles: own,
    affiliations: of(affiliations, names),
    clashing: clashingTitles(own).map((group) => group.map(({ title }) => title)),
    ...printed,
    perhaps: like.filter((one) => !clashes.has(one)),
    apart: [...clashes].map((one) => ({
      name: one,
      titles: evidence([one]).map(({ title }) => title),
    })),
  };
}

/** The kind with most statements of all names together; of equals the first by name. */
function commonest(kinds: Awaited<ReturnType<typeof kindsOf>>): string | null {
  const counts = new Map<string | null, number>();
  for (const { kind, statements } of kinds) counts.set(kind, (counts.get(kind) ?? 0) + statements);
  return [...counts].sort(byCount)[0]?.[0] ?? null;
}

type Counted = readonly [name: string | null, count: number];
const byCount = ([a, some]: Counted, [b, others]: Counted): number =>
  others - some || (a === b ? 0 : (a ?? "") < (b ?? "") ? -1 : 1);

/** How many statements, between which days, and who prints how many, further printings of a text too: the 20 with most. */
async function printedOf(
  { db }: OpenLedger,
  names: readonly string[],
): Promise<Pick<Person, "since" | "until" | "statements" | "quotedBy">> {
  const first = await db
    .selectFrom((eb) =>
      eb
        .selectFrom("statements")
        .where("speaker", "in", [...names])
        .select(["document", sql<number>`count(*)`.as("statements")])
        .groupBy("document")
        .as("s"),
    )
    .innerJoin("documents as d", "d.id", "s.document")
    .select([
      "d.publisher",
      sql<string | null>`min(d.published)`.as("since"),
      sql<string | null>`max(d.published)`.as("until"),
      sql<number>`cast(sum(s.statements) as bigint)`.as("statements"),
    ])
    .groupBy("d.publisher")
    .execute();
  const elsewhere = await db
    .selectFrom("statements as s")
    .innerJoin("printings as p", "p.document", "s.document")
    .innerJoin("documents as d", "d.id", "p.document")
    .where("s.speaker", "in", [...names])
    .where("p.publisher", "is not", null)
    .where((eb) =>
      eb.or([eb("d.publisher", "is", null), eb("d.publisher", "!=", eb.ref("p.publisher"))]),
    )
    // A publisher that prints a text twice has each statement once.
    .select(["p.publisher", sql<number>`count(distinct s.id)`.as("statements")])
    .groupBy("p.publisher")
    .execute();
  const counts = new Map<string | null, number>();
  for (const { publisher, statements } of [...first, ...elsewhere])
    counts.set(publisher, (counts.get(publisher) ?? 0) + statements);
  const days = (which: "since" | "until"): readonly string[] =>
    first.flatMap((row) => row[which] ?? []).sort();
  return {
    since: days("since")[0] ?? null,
    until: days("until").at(-1) ?? null,
    statements: first.reduce((sum, { statements }) => sum + statements, 0),
    quotedBy: [...counts]
      .sort(byCount)
      .slice(0, 20)
      .map(([publisher, statements]) => ({ publisher, statements })),
  };
}

/** What a person said, in order of time; with phrases, only statements that hold all of them. */
export async function statementsOf(
  ledger: OpenLedger,
  name: string,
  {
    phrases = null,
    limit = 20,
    offset = 0,
    newestFirst = false,
  }: {
    phrases?: readonly string[] | null;
    limit?: number;
    offset?: number;
    newestFirst?: boolean;
  } = {},
): Promise<readonly Hit[]> {
  const names = await namesOf(ledger, name);
  let find = ledger.db
    .selectFrom("statements as s")
    .innerJoin("documents as d", "d.id", "s.document")
    .where("s.speaker", "in", [...names]);
  if (phrases !== null) {
    const marks = (await numbered(ledger, names)).map(({ id }) => facet.speaker(id));
    if (marks.length === 0) return [];
    find = find.where(sql<boolean>`s.id in (${ledger.words.select({ phrases, facets: [marks] })})`);
  }
  const rows = await find
    .select(HIT_COLUMNS)
    .orderBy("d.published", (by) => (newestFirst ? by.desc() : by.asc()).nullsLast())
    .orderBy("s.id", newestFirst ? "desc" : "asc")
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(hitOf);
}

/** Declares names to be one person's, who goes under `name`. */
export async function merge(
  ledger: OpenLedger,
  name: string,
  others: readonly string[],
  decision: Decision,
): Promise<number> {
  const before = await namesOf(ledger, name);
  for (const one of [name, ...others])
    if (!(await candidates(ledger, one)).includes(one))
      throw new InputError(
        `"${one}"`,
        "is nobody's name in the ledger; write it as `onrecord speaker` shows it",
      );
  if (others.every((one) => one === name))
    throw new InputError(`"${name}"`, "is one name; give another that is the same speaker's");
  return append(ledger, decision, {
    what: "merge",
    subject: name,
    before: { names: before },
    after: { names: others },
  });
}

/** Declares a name not to be the person's it was merged with. */
export async function split(
  ledger: OpenLedger,
  name: string,
  others: readonly string[],
  decision: Decision,
): Promise<number> {
  const before = await namesOf(ledger, name);
  const wrong = others.find((one) => !before.includes(one));
  if (wrong !== undefined)
    throw new InputError(`"${wrong}"`, `is not among the names of ${name} (${before.join(", ")})`);
  return append(ledger, decision, {
    what: "split",
    subject: name,
    before: { names: before },
    after: { names: others },
  });
}
