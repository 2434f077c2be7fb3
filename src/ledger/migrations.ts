import type Database from "libsql";
import { positions } from "../text/segment.js";
import { addressOf } from "./address.js";
import { facetsOf, fold } from "./words.js";

/** A step from one form of the ledger to the next. */
export interface Migration {
  readonly sqlite: string;
  /** What the script cannot say, in SQLite only: PostgreSQL ledgers begin with the fourth form. */
  readonly fill?: (database: Database.Database) => void;
  readonly postgres: string;
}

/**
 * Steps that bring a ledger to the present form, in order; a step is never changed once released.
 * A ledger knows how many it has taken: `user_version` in SQLite, table `ledger_form` in PostgreSQL.
 */
export const MIGRATIONS: readonly Migration[] = [
  {
    sqlite: `
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
    postgres: "",
  },
  {
    sqlite: `
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
    postgres: "",
  },
  {
    sqlite: `
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
    postgres: "",
  },
  {
    // Revisions and readings made again; numbers that are never given twice; places of statements.
    sqlite: `
  DROP TRIGGER statement_words_added;
  DROP TRIGGER statement_words_changed;
  DROP TRIGGER statement_words_removed;
  DROP TRIGGER names_counted;
  DROP TRIGGER names_changed;
  DROP TRIGGER names_removed;
  DROP TABLE statement_words;
  CREATE TABLE new_statements (
    id INTEGER PRIMARY KEY AUTOINCREMENT, document TEXT NOT NULL REFERENCES documents(id),
    attribution TEXT NOT NULL, speaker TEXT, speaker_kind TEXT, speaker_title TEXT,
    source TEXT NOT NULL, cue TEXT NOT NULL, words TEXT NOT NULL, act TEXT NOT NULL,
    quotation TEXT NOT NULL, addressee TEXT, hearsay INTEGER NOT NULL, negated INTEGER NOT NULL,
    score REAL NOT NULL, start INTEGER NOT NULL, spans TEXT NOT NULL,
    line INTEGER NOT NULL, "column" INTEGER NOT NULL, facets TEXT NOT NULL,
    UNIQUE (document, attribution)
  );
  INSERT INTO new_statements SELECT *, 1, 1, '' FROM statements;
  DROP TABLE statements;
  ALTER TABLE new_statements RENAME TO statements;
  CREATE INDEX statements_by_name ON statements (speaker, document);
  CREATE INDEX statements_by_score ON statements (score, id);
  ALTER TABLE rejected ADD COLUMN line INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE rejected ADD COLUMN "column" INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE rejected ADD COLUMN facets TEXT NOT NULL DEFAULT '';
  CREATE TABLE new_commitments (
    id INTEGER PRIMARY KEY AUTOINCREMENT, document TEXT NOT NULL REFERENCES documents(id),
    attribution TEXT NOT NULL, "by" TEXT NOT NULL, action TEXT NOT NULL,
    deadline TEXT, due TEXT, condition TEXT
  );
  INSERT INTO new_commitments SELECT * FROM commitments;
  DROP TABLE commitments;
  ALTER TABLE new_commitments RENAME TO commitments;
  CREATE INDEX commitments_by_due ON commitments (due);
  CREATE INDEX commitments_by_document ON commitments (document);
  DROP TABLE names;
  CREATE TABLE names (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, folded TEXT NOT NULL,
    statements INTEGER NOT NULL
  );
  CREATE TABLE revisions (
    id INTEGER PRIMARY KEY, address TEXT NOT NULL, document TEXT NOT NULL REFERENCES documents(id),
    seen TEXT NOT NULL
  );
  CREATE INDEX revisions_by_address ON revisions (address, id);
  CREATE INDEX revisions_by_document ON revisions (document);
  CREATE TABLE earlier_readings (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES documents(id),
    until TEXT NOT NULL, reading TEXT NOT NULL
  );
  CREATE INDEX earlier_readings_by_document ON earlier_readings (document);
  `,
    fill,
    postgres: `
  CREATE TABLE documents (
    id text COLLATE "C" PRIMARY KEY, kind text NOT NULL, title text, publisher text, author text,
    published text COLLATE "C", path text, url text, text text NOT NULL, recorded text NOT NULL
  );
  CREATE INDEX documents_by_published ON documents (published);
  CREATE TABLE statements (
    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    document text COLLATE "C" NOT NULL REFERENCES documents(id),
    attribution text COLLATE "C" NOT NULL, speaker text COLLATE "C", speaker_kind text,
    speaker_title text, source text NOT NULL, cue text NOT NULL, words text NOT NULL,
    act text NOT NULL, quotation text NOT NULL, addressee text, hearsay smallint NOT NULL,
    negated smallint NOT NULL, score double precision NOT NULL, start integer NOT NULL,
    spans text NOT NULL, line integer NOT NULL, "column" integer NOT NULL,
    facets text COLLATE "C" NOT NULL, UNIQUE (document, attribution)
  );
  CREATE INDEX statements_by_name ON statements (speaker, document);
  CREATE INDEX statements_by_score ON statements (score, id);
  CREATE TABLE rejected (LIKE statements INCLUDING DEFAULTS);
  ALTER TABLE rejected ADD PRIMARY KEY (id);
  CREATE TABLE commitments (
    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    document text COLLATE "C" NOT NULL REFERENCES documents(id),
    attribution text COLLATE "C" NOT NULL, "by" text NOT NULL, action text NOT NULL,
    deadline text, due text COLLATE "C", condition text
  );
  CREATE INDEX commitments_by_due ON commitments (due);
  CREATE INDEX commitments_by_document ON commitments (document);
  CREATE TABLE exchanges (
    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    document text COLLATE "C" NOT NULL REFERENCES documents(id),
    question text NOT NULL, answer text NOT NULL, reply text
  );
  CREATE INDEX exchanges_by_document ON exchanges (document);
  CREATE TABLE names (
    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, name text COLLATE "C" NOT NULL UNIQUE,
    folded text COLLATE "C" NOT NULL, statements bigint NOT NULL
  );
  CREATE TABLE revisions (
    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, address text COLLATE "C" NOT NULL,
    document text COLLATE "C" NOT NULL REFERENCES documents(id), seen text NOT NULL
  );
  CREATE INDEX revisions_by_address ON revisions (address, id);
  CREATE INDEX revisions_by_document ON revisions (document);
  CREATE TABLE earlier_readings (
    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    document text COLLATE "C" NOT NULL REFERENCES documents(id), until text NOT NULL,
    reading text NOT NULL
  );
  CREATE INDEX earlier_readings_by_document ON earlier_readings (document);
  CREATE TABLE events (
    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, at text NOT NULL, who text NOT NULL,
    what text NOT NULL, subject text NOT NULL, why text, "before" text NOT NULL, "after" text NOT NULL
  );
  CREATE INDEX events_by_subject ON events (subject, what);
  CREATE FUNCTION events_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION 'events are never %',
      CASE TG_OP WHEN 'UPDATE' THEN 'changed' ELSE 'taken out' END;
  END $$;
  CREATE TRIGGER events_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON events
    EXECUTE FUNCTION events_stay();
  `,
  },
  {
    // The index of words, with marks for what searches filter by.
    sqlite: `
  CREATE VIRTUAL TABLE statement_words USING fts5 (
    words, facets, content='statements', content_rowid='id',
    tokenize='porter unicode61 remove_diacritics 2'
  );
  INSERT INTO statement_words (statement_words) VALUES ('rebuild');
  CREATE TRIGGER statement_words_added AFTER INSERT ON statements BEGIN
    INSERT INTO statement_words (rowid, words, facets) VALUES (new.id, new.words, new.facets);
  END;
  CREATE TRIGGER statement_words_removed AFTER DELETE ON statements BEGIN
    INSERT INTO statement_words (statement_words, rowid, words, facets)
      VALUES ('delete', old.id, old.words, old.facets);
  END;
  CREATE TRIGGER statement_words_changed AFTER UPDATE OF words, facets ON statements BEGIN
    INSERT INTO statement_words (statement_words, rowid, words, facets)
      VALUES ('delete', old.id, old.words, old.facets);
    INSERT INTO statement_words (rowid, words, facets) VALUES (new.id, new.words, new.facets);
  END;
  `,
    // A configuration of our own: PostgreSQL's for English drops words such as "not" and "will".
    postgres: `
  CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;
  CREATE TEXT SEARCH DICTIONARY onrecord_stem (TEMPLATE = snowball, Language = english);
  CREATE TEXT SEARCH CONFIGURATION onrecord (COPY = simple);
  DO $$ BEGIN
    EXECUTE format(
      'ALTER TEXT SEARCH CONFIGURATION onrecord
         ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part
         WITH %I.unaccent, onrecord_stem',
      (SELECT extnamespace::regnamespace FROM pg_extension WHERE extname = 'unaccent')
    );
  END $$;
  ALTER TABLE statements ADD COLUMN vector tsvector NOT NULL GENERATED ALWAYS AS (
    to_tsvector('onrecord', words) || array_to_tsvector(string_to_array(facets, ' '))
  ) STORED;
  CREATE INDEX statement_words ON statements USING gin (vector);
  `,
  },
  {
    // What is watched, and who may ask over HTTP.
    sqlite: `
  CREATE TABLE feeds (
    address TEXT PRIMARY KEY, kind TEXT, title TEXT, parent TEXT, added TEXT NOT NULL,
    checked TEXT, problem TEXT, failures INTEGER NOT NULL, due TEXT, wanted INTEGER NOT NULL,
    stamp TEXT, etag TEXT, modified TEXT
  );
  CREATE TABLE feed_items (
    address TEXT PRIMARY KEY, host TEXT NOT NULL, feed TEXT NOT NULL, title TEXT, published TEXT,
    stamp TEXT, found TEXT NOT NULL, state TEXT NOT NULL, due TEXT NOT NULL,
    tries INTEGER NOT NULL, problem TEXT, document TEXT, etag TEXT, modified TEXT
  );
  CREATE INDEX feed_items_by_host ON feed_items (state, host, due);
  CREATE INDEX feed_items_by_feed ON feed_items (feed, state);
  CREATE TABLE tokens (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, scope TEXT NOT NULL, hash TEXT NOT NULL,
    made TEXT NOT NULL, revoked TEXT
  );
  `,
    postgres: `
  CREATE TABLE feeds (
    address text COLLATE "C" PRIMARY KEY, kind text, title text, parent text COLLATE "C",
    added text NOT NULL, checked text, problem text, failures integer NOT NULL,
    due text COLLATE "C", wanted integer NOT NULL, stamp text, etag text, modified text
  );
  CREATE TABLE feed_items (
    address text COLLATE "C" PRIMARY KEY, host text COLLATE "C" NOT NULL,
    feed text COLLATE "C" NOT NULL, title text, published text, stamp text,
    found text COLLATE "C" NOT NULL, state text COLLATE "C" NOT NULL,
    due text COLLATE "C" NOT NULL, tries integer NOT NULL, problem text,
    document text COLLATE "C", etag text, modified text
  );
  CREATE INDEX feed_items_by_host ON feed_items (state, host, due);
  CREATE INDEX feed_items_by_feed ON feed_items (feed, state);
  CREATE TABLE tokens (
    id text COLLATE "C" PRIMARY KEY, name text NOT NULL, scope text NOT NULL, hash text NOT NULL,
    made text COLLATE "C" NOT NULL, revoked text
  );
  `,
  },
  {
    // What speakers belonged to, as the documents show.
    sqlite: `
  ALTER TABLE statements ADD COLUMN speaker_affiliation TEXT;
  ALTER TABLE rejected ADD COLUMN speaker_affiliation TEXT;
  `,
    postgres: `
  ALTER TABLE statements ADD COLUMN speaker_affiliation text;
  ALTER TABLE rejected ADD COLUMN speaker_affiliation text;
  `,
  },
  {
    // How sure each statement's speaker is; with its score, the order of what people look at first.
    sqlite: `
  ALTER TABLE statements ADD COLUMN speaker_score REAL NOT NULL DEFAULT 1;
  ALTER TABLE rejected ADD COLUMN speaker_score REAL NOT NULL DEFAULT 1;
  DROP INDEX statements_by_score;
  CREATE INDEX statements_by_score ON statements (score * speaker_score, id);
  `,
    postgres: `
  ALTER TABLE statements ADD COLUMN speaker_score double precision NOT NULL DEFAULT 1;
  ALTER TABLE rejected ADD COLUMN speaker_score double precision NOT NULL DEFAULT 1;
  DROP INDEX statements_by_score;
  CREATE INDEX statements_by_score ON statements ((score * speaker_score), id);
  `,
  },
  {
    // Names by any part of them.
    sqlite: `
  CREATE VIRTUAL TABLE name_parts USING fts5 (
    folded, content='names', content_rowid='id', tokenize='trigram'
  );
  INSERT INTO name_parts (name_parts) VALUES ('rebuild');
  CREATE TRIGGER name_parts_added AFTER INSERT ON names BEGIN
    INSERT INTO name_parts (rowid, folded) VALUES (new.id, new.folded);
  END;
  CREATE TRIGGER name_parts_changed AFTER UPDATE OF folded ON names WHEN old.folded <> new.folded
  BEGIN
    INSERT INTO name_parts (name_parts, rowid, folded) VALUES ('delete', old.id, old.folded);
    INSERT INTO name_parts (rowid, folded) VALUES (new.id, new.folded);
  END;
  CREATE TRIGGER name_parts_removed AFTER DELETE ON names BEGIN
    INSERT INTO name_parts (name_parts, rowid, folded) VALUES ('delete', old.id, old.folded);
  END;
  `,
    postgres: `
  CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
  CREATE INDEX name_parts ON names USING gin (folded public.gin_trgm_ops);
  `,
  },
  {
    // Where else a text was printed to the letter: once for each publisher and address.
    sqlite: `
  CREATE TABLE printings (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES documents(id), title TEXT,
    publisher TEXT, author TEXT, published TEXT, path TEXT, url TEXT, recorded TEXT NOT NULL
  );
  CREATE UNIQUE INDEX printings_once
    ON printings (document, coalesce(publisher, ''), coalesce(url, ''));
  `,
    postgres: `
  CREATE TABLE printings (
    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    document text COLLATE "C" NOT NULL REFERENCES documents(id), title text, publisher text,
    author text, published text COLLATE "C", path text, url text, recorded text NOT NULL
  );
  CREATE UNIQUE INDEX printings_once
    ON printings (document, coalesce(publisher, ''), coalesce(url, ''));
  `,
  },
  {
    // What a speaker is called, without reading the speaker's statements. In PostgreSQL a long title
    // would not fit the index.
    sqlite: `
  DROP INDEX statements_by_name;
  CREATE INDEX statements_by_name
    ON statements (speaker, document, speaker_kind, speaker_title, speaker_affiliation);
  `,
    postgres: "",
  },
];

/** What the fourth form keeps of each statement and name, worked out for those recorded before. */
function fill(database: Database.Database): void {
  const addName = database.prepare(
    "INSERT INTO names (name, folded, statements) VALUES (?, ?, ?) RETURNING id",
  );
  const names = new Map<string | null, number>();
  const counted = database
    .prepare(
      `SELECT speaker, sum(n) AS n FROM (
         SELECT speaker, 1 AS n FROM statements UNION ALL SELECT speaker, 0 FROM rejected
       ) WHERE speaker IS NOT NULL GROUP BY speaker`,
    )
    .all() as { speaker: string; n: number }[];
  for (const { speaker, n } of counted) {
    const { id } = addName.get(speaker, fold(speaker), n) as { id: number };
    names.set(speaker, id);
  }
  const ids = database.prepare("SELECT id FROM documents ORDER BY recorded, id").all() as {
    id: string;
  }[];
  const one = database.prepare("SELECT * FROM documents WHERE id = ?");
  const its = database.prepare(
    `SELECT 0 AS kind, id, start, speaker, act, quotation FROM statements WHERE document = ?1
     UNION ALL SELECT 1, id, start, speaker, act, quotation FROM rejected WHERE document = ?1`,
  );
  const place = ["statements", "rejected"].map((table) =>
    database.prepare(`UPDATE ${table} SET line = ?, "column" = ?, facets = ? WHERE id = ?`),
  );
  const revise = database.prepare(
    "INSERT INTO revisions (address, document, seen) VALUES (?, ?, ?)",
  );
  for (const { id } of ids) {
    const document = one.get(id) as {
      text: string;
      published: string | null;
      path: string | null;
      url: string | null;
      recorded: string;
    };
    const address = addressOf(document);
    if (address !== null) revise.run(address, id, document.recorded);
    const at = positions(document.text);
    const statements = its.all(id) as {
      kind: 0 | 1;
      id: number;
      start: number;
      speaker: string | null;
      act: string;
      quotation: string;
    }[];
    for (const statement of statements) {
      const { line, column } = at(statement.start);
      const name = names.get(statement.speaker) ?? null;
      const marks = facetsOf(statement, document.published, name);
      place[statement.kind]!.run(line, column, marks, statement.id);
    }
  }
}
