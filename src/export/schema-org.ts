import type { Claim, ClaimReview, CreativeWork, Organization, Person, Quotation } from "schema-dts";
import type { Origin } from "../text/document.js";
import { jsonList } from "./json-list.js";
import type { ExportDocument, ExportStatement } from "./statement.js";
import { documentUrn, statementUrn } from "./urn.js";

/** Acts that say how things are or will be: what can be checked, and so a `Claim`. */
const CLAIMS: ReadonlySet<string> = new Set(["assertion", "denial", "accusation", "prediction"]);
const CONTEXT = { "@context": "https://schema.org" };

/**
 * Statements as schema.org JSON-LD: what stands wholly in quotation marks as `Quotation`, by the
 * person to whom the article gives it; what can be true or false as `Claim` (a direct one is both).
 * Neither is made of a statement that the text itself says was not made, nor of an indirect
 * promise, demand, question, refusal or attitude: schema.org has no word for those.
 */
export function schemaOrg(rows: AsyncIterable<ExportStatement>): AsyncGenerator<string> {
  return jsonList(CONTEXT, "@graph", nodes(rows));
}

/**
 * For each claim a `ClaimReview` for a fact-checker to fill: what was claimed, by whom, where and
 * when. `author`, `url`, `datePublished` and `reviewRating` are the reviewer's, and left out: no
 * verdict is ever made up.
 */
export function claimReviews(rows: AsyncIterable<ExportStatement>): AsyncGenerator<string> {
  return jsonList(CONTEXT, "@graph", reviews(rows));
}

async function* nodes(rows: AsyncIterable<ExportStatement>): AsyncGenerator<object> {
  for await (const row of rows) {
    if (row.negated) continue;
    if (row.quotation === "direct") yield quotationOf(row);
    if (CLAIMS.has(row.act)) yield claimOf(row);
  }
}

async function* reviews(rows: AsyncIterable<ExportStatement>): AsyncGenerator<object> {
  for await (const row of rows) {
    if (row.negated || !CLAIMS.has(row.act)) continue;
    yield {
      "@type": "ClaimReview",
      "@id": statementUrn(row, "review"),
      claimReviewed: row.words,
      itemReviewed: claimOf(row),
    } satisfies ClaimReview & { readonly "@id": string };
  }
}

function quotationOf(row: ExportStatement): object {
  const by = partyOf(row);
  return {
    "@type": "Quotation",
    "@id": statementUrn(row, "quotation"),
    text: row.words,
    ...(by && { spokenByCharacter: by }),
    ...aboutOf(row),
    isPartOf: worksOf(row.document),
  } satisfies Quotation;
}

function claimOf(row: ExportStatement): Claim & { readonly "@id": string } {
  const by = partyOf(row);
  return {
    "@type": "Claim",
    "@id": statementUrn(row, "claim"),
    text: row.words,
    ...(by && { author: by }),
    ...aboutOf(row),
    appearance: worksOf(row.document),
  };
}

function aboutOf(row: ExportStatement) {
  return {
    keywords: [row.act, row.quotation],
    ...(row.document.published !== null && { datePublished: row.document.published }),
    ...(row.hearsay && { description: "Second-hand or unverified, as the text itself says." }),
  };
}

/** A person without a name is described, never named; a document says nothing by itself. */
function partyOf({ speaker }: ExportStatement): Person | Organization | null {
  if (!speaker || speaker.kind === "document" || speaker.kind === null) return null;
  if (speaker.kind === "unnamed") return { "@type": "Person", description: speaker.name };
  if (speaker.kind !== "person") return { "@type": "Organization", name: speaker.name };
  return {
    "@type": "Person",
    name: speaker.name,
    ...(speaker.title !== null && { jobTitle: speaker.title }),
    ...(speaker.affiliation != null && {
      affiliation: { "@type": "Organization" as const, name: speaker.affiliation },
    }),
  };
}

/** The work that it stands in, or all that print the same text. */
function worksOf(document: ExportDocument): CreativeWork | CreativeWork[] {
  const first = workOf(document, document.url ?? documentUrn(document));
  if (document.alsoIn.length === 0) return first;
  const { kind } = document;
  return [first, ...document.alsoIn.map((one) => workOf({ ...one, kind }, one.url))];
}

function workOf(document: Origin & { readonly kind: string }, id: string | null): CreativeWork {
  return {
    "@type": document.kind === "transcript" ? "CreativeWork" : "Article",
    ...(id !== null && { "@id": id }),
    ...(document.url !== null && { url: document.url }),
    ...(document.title !== null && { headline: document.title }),
    ...(document.published !== null && { datePublished: document.published }),
    ...(document.author !== null && {
      author: { "@type": "Person" as const, name: document.author },
    }),
    ...(document.publisher !== null && {
      publisher: { "@type": "Organization" as const, name: document.publisher },
    }),
  };
}
