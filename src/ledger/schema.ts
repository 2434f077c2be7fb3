import type { Generated } from "kysely";

/** A statement as it stands: as it was read, with what people decided of it since. */
export interface StatementRow {
  readonly id: Generated<number>;
  readonly document: string;
  /** The attribution's id within its document. */
  readonly attribution: string;
  readonly speaker: string | null;
  readonly speaker_kind: string | null;
  readonly speaker_title: string | null;
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
  readonly start: number;
  readonly spans: string;
}

/** The ledger's tables. Times are ISO 8601 in UTC, spans JSON lists of `{start, end}`. */
export interface LedgerTables {
  readonly documents: {
    readonly id: string;
    readonly kind: string;
    readonly title: string | null;
    readonly publisher: string | null;
    readonly author: string | null;
    readonly published: string | null;
    readonly path: string | null;
    readonly url: string | null;
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
  /** Names of speakers and how many statements each has; kept by a trigger. */
  readonly names: { readonly name: string; readonly statements: number };
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

/**
 * Steps that bring a ledger to the present form, in order; a step is never changed once released.
 * A ledger's `user_version` counts those it has taken.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE documents (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT, publisher TEXT, author TEXT,
    published TEXT, path TEXT, url TEXT, text TEXT NOT NULL, recorded TEXT NOT NULL
  );
  CREATE TABLE statements (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES documents(id),
    attribution TEXT NOT NULL, speaker TEXT, speaker_kind TEXT, speaker_title TEXT,
    source TEXT NOT NULL, cue TEXT NOT NULL, words TEXT NOT NULL, act TEXT NOT NULL,
    quotation TEXT NOT NULL, addressee TEXT, hearsay INTEGER NOT NULL, negated INTEGER NOT NULL,
    score REAL NOT NULL, start INTEGER NOT NULL, spans TEXT NOT NULL,
    UNIQUE (document, attribution)
  );
  CREATE INDEX statements_by_speaker ON statements (speaker COLLATE NOCASE);
  CREATE TABLE commitments (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES documents(id),
    attribution TEXT NOT NULL, "by" TEXT NOT NULL, action TEXT NOT NULL,
    deadline TEXT, due TEXT, condition TEXT
  );
  CREATE INDEX commitments_by_due ON commitments (due);
  CREATE VIRTUAL TABLE statement_words USING fts5 (
    words, cue, content='statements', content_rowid='id',
    tokenize='porter unicode61 remove_diacritics 2'
  );
  CREATE TRIGGER statement_words_added AFTER INSERT ON statements BEGIN
    INSERT INTO statement_words (rowid, words, cue) VALUES (new.id, new.words, new.cue);
  END;
  `,
  `
  CREATE TABLE exchanges (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES documents(id),
    question TEXT NOT NULL, answer TEXT NOT NULL, reply TEXT
  );
  CREATE INDEX exchanges_by_document ON exchanges (document);
  CREATE TABLE events (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL,
    subject TEXT NOT NULL, why TEXT, "before" TEXT NOT NULL, "after" TEXT NOT NULL
  );
  CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN
    SELECT RAISE(ABORT, 'events are never changed');
  END;
  CREATE TRIGGER events_are_kept BEFORE DELETE ON events BEGIN
    SELECT RAISE(ABORT, 'events are never taken out');
  END;
  CREATE INDEX documents_by_published ON documents (published);
  CREATE INDEX statements_by_name ON statements (speaker, document);
  CREATE TABLE names (name TEXT PRIMARY KEY, statements INTEGER NOT NULL) WITHOUT ROWID;
  INSERT INTO names SELECT speaker, count(*) FROM statements WHERE speaker IS NOT NULL GROUP BY speaker;
  CREATE TRIGGER names_counted AFTER INSERT ON statements WHEN new.speaker IS NOT NULL BEGIN
    INSERT INTO names VALUES (new.speaker, 1)
      ON CONFLICT (name) DO UPDATE SET statements = statements + 1;
  END;
  `,
  `
  CREATE TABLE rejected (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES documents(id),
    attribution TEXT NOT NULL, speaker TEXT, speaker_kind TEXT, speaker_title TEXT,
    source TEXT NOT NULL, cue TEXT NOT NULL, words TEXT NOT NULL, act TEXT NOT NULL,
    quotation TEXT NOT NULL, addressee TEXT, hearsay INTEGER NOT NULL, negated INTEGER NOT NULL,
    score REAL NOT NULL, start INTEGER NOT NULL, spans TEXT NOT NULL
  );
  CREATE INDEX statements_by_score ON statements (score, id);
  CREATE INDEX events_by_subject ON events (subject, what);
  CREATE TRIGGER statement_words_changed AFTER UPDATE OF words, cue ON statements BEGIN
    INSERT INTO statement_words (statement_words, rowid, words, cue)
      VALUES ('delete', old.id, old.words, old.cue);
    INSERT INTO statement_words (rowid, words, cue) VALUES (new.id, new.words, new.cue);
  END;
  CREATE TRIGGER statement_words_removed AFTER DELETE ON statements BEGIN
    INSERT INTO statement_words (statement_words, rowid, words, cue)
      VALUES ('delete', old.id, old.words, old.cue);
  END;
  CREATE TRIGGER names_removed AFTER DELETE ON statements WHEN old.speaker IS NOT NULL BEGIN
    UPDATE names SET statements = statements - 1 WHERE name = old.speaker;
    DELETE FROM names WHERE name = old.speaker AND statements <= 0;
  END;
  CREATE TRIGGER names_changed AFTER UPDATE OF speaker ON statements
  WHEN old.speaker IS NOT new.speaker BEGIN
    UPDATE names SET statements = statements - 1 WHERE name = old.speaker;
    DELETE FROM names WHERE name = old.speaker AND statements <= 0;
    INSERT INTO names SELECT new.speaker, 1 WHERE new.speaker IS NOT NULL
      ON CONFLICT (name) DO UPDATE SET statements = statements + 1;
  END;
  `,
];
