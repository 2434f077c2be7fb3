import type { Generated } from "kysely";
import type { Origin } from "../text/document.js";

/** A statement as it stands: as it was read, with what people decided of it since. */
export interface StatementRow {
  readonly id: Generated<number>;
  readonly document: string;
  /** The attribution's id within its document. */
  readonly attribution: string;
  readonly speaker: string | null;
  readonly speaker_kind: string | null;
  readonly speaker_title: string | null;
  readonly speaker_affiliation: string | null;
  /** The words of the source as they stand, or empty. */
  readonly source: string;
  readonly cue: string;
  readonly words: string;
  readonly act: string;
  readonly quotation: string;
  readonly addressee: string | null;
  readonly hearsay: number;
  readonly negated: number;
  readonly score: number;
  /** How sure the speaker is (0 to 1); 1 where nobody is named, or where it was recorded before this was kept. */
  readonly speaker_score: number;
  readonly start: number;
  readonly spans: string;
  /** 1-based line and column of the first word. */
  readonly line: number;
  readonly column: number;
  /** Marks for the index of words, with spaces between (`facet`). */
  readonly facets: string;
}

/**
 * The ledger's tables, the same in both databases. Times are ISO 8601 in UTC, spans JSON lists of
 * `{start, end}`. Numbers are never given twice.
 */
export interface LedgerTables {
  readonly documents: Origin & {
    readonly id: string;
    readonly kind: string;
    readonly text: string;
    readonly recorded: string;
  };
  readonly statements: StatementRow;
  /** Statements that people rejected, whole: they can be taken back. */
  readonly rejected: StatementRow;
  readonly commitments: {
    readonly id: Generated<number>;
    readonly document: string;
    readonly attribution: string;
    readonly by: string;
    readonly action: string;
    readonly deadline: string | null;
    readonly due: string | null;
    readonly condition: string | null;
  };
  readonly exchanges: {
    readonly id: Generated<number>;
    readonly document: string;
    /** JSON lists of the attributions' ids within the document. */
    readonly question: string;
    readonly answer: string;
    readonly reply: string | null;
  };
  /** Names of speakers and how many statements each has; kept by whoever records. */
  readonly names: {
    readonly id: Generated<number>;
    readonly name: string;
    /** Without case and accents. */
    readonly folded: string;
    readonly statements: number;
  };
  /** Which text an address gave since when; the last row of an address is what it gives now. */
  readonly revisions: {
    readonly id: Generated<number>;
    readonly address: string;
    readonly document: string;
    readonly seen: string;
  };
  /** Where else a document's text was printed, to the letter. */
  readonly printings: Origin & {
    readonly id: Generated<number>;
    readonly document: string;
    readonly recorded: string;
  };
  /** What a document's statements were before it was read again: JSON, whole. */
  readonly earlier_readings: {
    readonly id: Generated<number>;
    readonly document: string;
    readonly until: string;
    readonly reading: string;
  };
  /** Feeds and sitemaps that are watched. */
  readonly feeds: {
    readonly address: string;
    /** What it turned out to be (`rss`, `sitemap` …), or null where it has not been read yet. */
    readonly kind: string | null;
    readonly title: string | null;
    /** The sitemap index that names it, or null where a person added it. */
    readonly parent: string | null;
    readonly added: string;
    /** When it was last asked for, and with what success: null, or why it could not be read. */
    readonly checked: string | null;
    readonly problem: string | null;
    /** Failures in a row. */
    readonly failures: number;
    /** Not asked for before this time; null for no such time. */
    readonly due: string | null;
    /** 1 where it is to be asked for at all: a sitemap of an index is not until it changes. */
    readonly wanted: number;
    /** The change that its index tells of. */
    readonly stamp: string | null;
    readonly etag: string | null;
    readonly modified: string | null;
  };
  /** Articles that feeds told of, and what became of each. */
  readonly feed_items: {
    readonly address: string;
    readonly host: string;
    readonly feed: string;
    readonly title: string | null;
    readonly published: string | null;
    readonly stamp: string | null;
    readonly found: string;
    /** `waiting`, `recorded`, `failed`. */
    readonly state: string;
    /** Not fetched before this time. */
    readonly due: string;
    readonly tries: number;
    /** Why the last try failed, or null. */
    readonly problem: string | null;
    /** The document that was recorded of it. */
    readonly document: string | null;
    readonly etag: string | null;
    readonly modified: string | null;
  };
  /** Bearer tokens of the HTTP API; only hashes, never the tokens. */
  readonly tokens: {
    readonly id: string;
    readonly name: string;
    /** `read` or `write`. */
    readonly scope: string;
    /** SHA-256 of the token's secret part, in hex. */
    readonly hash: string;
    readonly made: string;
    readonly revoked: string | null;
  };
  /** What people decided, in order; never changed, never taken out. */
  readonly events: {
    readonly id: Generated<number>;
    readonly at: string;
    readonly who: string;
    /** An `EventKind`. */
    readonly what: string;
    /** What it is about: a name, or the number of a commitment, a statement, an event. */
    readonly subject: string;
    readonly why: string | null;
    /** JSON: what held before, and what holds after. */
    readonly before: string;
    readonly after: string;
  };
}
