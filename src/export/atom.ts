import type { ExportStatement } from "./statement.js";
import { statementUrn } from "./urn.js";
import { escapeXml } from "./xml.js";

export interface FeedOptions {
  /** The instant of export, ISO 8601 in UTC. */
  readonly now: string;
  readonly title: string;
  /** What names the feed, an IRI: the same for the same question. */
  readonly id: string;
  /** Where the feed itself is served, if it is. */
  readonly self?: string | null;
}

/** A title's length, in code units: enough to tell statements apart in a list. */
const TITLE = 100;

/**
 * Statements as an Atom feed (RFC 4287), in the order given: the newest should come first. An
 * entry's author is the speaker, its link the document. Entries are dated by their documents'
 * publication, and by `now` where there is none. What the text says was not said is left out.
 */
export async function* atom(
  rows: AsyncIterable<ExportStatement>,
  options: FeedOptions,
): AsyncGenerator<string> {
  const { now, title, id, self } = options;
  yield `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${escapeXml(id)}</id>
<title>${escapeXml(title)}</title>
<updated>${escapeXml(now)}</updated>
<author><name>Onrecord</name></author>
<generator>Onrecord</generator>
${self ? `<link rel="self" href="${escapeXml(self)}"/>\n` : ""}`;
  for await (const row of rows) if (!row.negated) yield entry(row, now);
  yield "</feed>\n";
}

function entry(row: ExportStatement, now: string): string {
  const { document } = row;
  const who = row.speaker?.name ?? (row.source || "source not named");
  const day = document.published;
  // A publication day is a day somewhere; the feed's form asks for an instant.
  const published = day !== null && /^\d{4}-\d{2}-\d{2}$/u.test(day) ? `${day}T00:00:00Z` : null;
  const about = [document.publisher, document.title, day].filter((part) => part !== null);
  const out = [
    "<entry>",
    `<id>${statementUrn(row)}</id>`,
    `<title>${escapeXml(cut(`${who}: ${row.words.replaceAll(/\s+/gu, " ").trim()}`))}</title>`,
    `<updated>${escapeXml(published ?? now)}</updated>`,
    ...(published === null ? [] : [`<published>${published}</published>`]),
    `<author><name>${escapeXml(who)}</name></author>`,
    ...(document.url === null ? [] : [`<link rel="alternate" href="${escapeXml(document.url)}"/>`]),
    `<category term="${escapeXml(row.act)}" label="act"/>`,
    `<category term="${escapeXml(row.quotation)}" label="quotation"/>`,
    ...(about.length === 0 ? [] : [`<summary>${escapeXml(about.join(", "))}</summary>`]),
    `<content type="text">${escapeXml(row.words)}</content>`,
    "</entry>",
  ];
  return `${out.join("\n")}\n`;
}

/** Cut at a space where there is one near, with an ellipsis. */
function cut(title: string): string {
  if (title.length <= TITLE) return title;
  const space = title.lastIndexOf(" ", TITLE);
  return `${title.slice(0, space > TITLE / 2 ? space : TITLE).replace(/\p{Surrogate}$/u, "")} …`;
}
