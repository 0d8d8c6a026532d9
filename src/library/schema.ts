// The tables of the library and how an older file comes up to date. Migrations take away nothing that an older window needs: it
// may be running on the same file until it sees that it was left behind. What the tables mean to the rest of the library stands
// beside them here, queries do not.

import { type LibraryDatabase, numberOf } from './database.js';

/*
 * row          short for the issue inside the file; `key` is its name outside (`<source id>/<issue id>`)
 * own_id       the id the issue itself gave; `key` may add a suffix where two files of a source give the same one
 * path         where in its source it came from; NULL for what was handed over without one (the clipboard)
 * hash         of what the source gave, where that is not the content; see version 2
 * day          the local day of publication, NULL when the issue has no date
 * sort_day     the day it is sorted and grouped by: `day`, but never later than the day it was first seen
 * is_read      repeats state.read_at, so that unread issues can be counted and walked through an index
 * folded       a title without case and accents; see version 3
 * position     order within the issue or section, from 0
 * section      NULL for what belongs to the issue as a whole
 */
const version1 = `
  CREATE TABLE sources (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL
  );

  CREATE TABLE issues (
    row INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL REFERENCES sources (id),
    own_id TEXT NOT NULL,
    path TEXT,
    hash TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    folded TEXT NOT NULL,
    published TEXT,
    updated TEXT,
    day TEXT,
    sort_day TEXT NOT NULL,
    first_seen INTEGER NOT NULL,
    is_read INTEGER NOT NULL DEFAULT 0,
    is_missing INTEGER NOT NULL DEFAULT 0,
    category TEXT,
    url TEXT,
    tags TEXT NOT NULL,
    tldr TEXT,
    excerpt TEXT,
    intro_format TEXT,
    intro TEXT
  );
  CREATE UNIQUE INDEX issues_by_path ON issues (source, path) WHERE path IS NOT NULL;
  CREATE INDEX issues_by_own_id ON issues (source, own_id);
  CREATE INDEX issues_in_order ON issues (sort_day DESC, first_seen DESC, row, is_read);
  CREATE INDEX issues_unread ON issues (sort_day DESC, first_seen DESC, row) WHERE is_read = 0;

  CREATE TABLE sections (
    row INTEGER PRIMARY KEY,
    issue INTEGER NOT NULL REFERENCES issues (row) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    anchor TEXT NOT NULL,
    title TEXT NOT NULL,
    folded TEXT NOT NULL,
    tldr TEXT
  );
  CREATE UNIQUE INDEX sections_of_issue ON sections (issue, position);

  -- Apart from the sections, so that a walk over titles does not drag the texts through memory.
  CREATE TABLE bodies (
    section INTEGER PRIMARY KEY REFERENCES sections (row) ON DELETE CASCADE,
    format TEXT NOT NULL,
    text TEXT NOT NULL
  );

  CREATE TABLE takeaways (
    row INTEGER PRIMARY KEY,
    issue INTEGER NOT NULL REFERENCES issues (row) ON DELETE CASCADE,
    section INTEGER REFERENCES sections (row) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    text TEXT NOT NULL
  );
  CREATE INDEX takeaways_of_issue ON takeaways (issue, section, position);
  CREATE INDEX takeaways_of_section ON takeaways (section);

  CREATE TABLE links (
    row INTEGER PRIMARY KEY,
    issue INTEGER NOT NULL REFERENCES issues (row) ON DELETE CASCADE,
    section INTEGER REFERENCES sections (row) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    url TEXT,
    original TEXT
  );
  CREATE INDEX links_of_issue ON links (issue, section, position);
  CREATE INDEX links_of_section ON links (section);

  -- What the person did, apart from what was read: it outlives its issue.
  CREATE TABLE state (
    key TEXT PRIMARY KEY,
    read_at INTEGER,
    starred_at INTEGER,
    place_anchor TEXT,
    place_offset REAL
  ) WITHOUT ROWID;

  -- The files each source gave at its last reading. reader: which build read it, since a newer parser may see more.
  CREATE TABLE files (
    source TEXT NOT NULL REFERENCES sources (id),
    path TEXT NOT NULL,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    reader TEXT NOT NULL,
    problem TEXT,
    PRIMARY KEY (source, path)
  ) WITHOUT ROWID;

  -- Counters by which another window tells what kind of thing has changed.
  CREATE TABLE revisions (
    name TEXT PRIMARY KEY,
    count INTEGER NOT NULL
  ) WITHOUT ROWID;
  INSERT INTO revisions (name, count) VALUES ('issues', 0), ('state', 0);
`;

/*
 * authors      names as a JSON list, NULL when nobody is named
 * hash, words  names of what the source last gave (`issueHash`, `wordsHash`), by which a change is seen; '' and NULL where that is
 *              the content itself, from which they can be made when they are needed. Version 1 wrote a hash of its own kind
 * is_updated   its words changed after it was read
 * sort_time    the moment it stands at within its day, milliseconds since 1970 (`sortTime`)
 *
 * An entry is what a feed called an issue, in the form in which names are compared (`entryNames.ts`).
 * fingerprint  the caller's hash of the raw entry; with `reader`, the build, it says that nothing has to be done
 *
 * until        when a window or a lease ends, milliseconds since 1970; void when that is farther away than `lifetime`
 */
const version2 = `
  ALTER TABLE issues ADD COLUMN authors TEXT;
  ALTER TABLE issues ADD COLUMN extent TEXT;
  ALTER TABLE issues ADD COLUMN words TEXT;
  ALTER TABLE issues ADD COLUMN is_updated INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE issues ADD COLUMN sort_time INTEGER NOT NULL DEFAULT 0;
  UPDATE issues SET sort_time = min(first_seen, CASE
    WHEN day IS NULL THEN first_seen
    WHEN length(published) > 10 THEN coalesce(unixepoch(published) * 1000, first_seen)
    ELSE coalesce(unixepoch(day || ' 23:59:59', 'utc') * 1000 + 999, first_seen) END);
  CREATE INDEX issues_by_time ON issues (sort_day DESC, sort_time DESC, first_seen DESC, row, is_read);
  CREATE INDEX issues_unread_by_time ON issues (sort_day DESC, sort_time DESC, first_seen DESC, row) WHERE is_read = 0;
  CREATE INDEX issues_of_source ON issues (source, sort_time DESC, day, is_read);

  UPDATE issues SET hash = '';
  -- The order of version 1, which nobody asks for any more: its windows leave a file of a later version alone.
  DROP INDEX issues_in_order;
  DROP INDEX issues_unread;

  CREATE TABLE entries (
    issue INTEGER PRIMARY KEY REFERENCES issues (row) ON DELETE CASCADE,
    source TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    reader TEXT NOT NULL,
    guid TEXT,
    page TEXT,
    fragment TEXT,
    title TEXT,
    moment TEXT
  );
  CREATE INDEX entries_of_source ON entries (source, reader, fingerprint);

  -- What is known of a source beside its issues, as JSON: written whole, so that it is never half of one window's and half of
  -- another's.
  CREATE TABLE source_memory (
    source TEXT PRIMARY KEY,
    memory TEXT NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE windows (
    id TEXT PRIMARY KEY,
    until INTEGER NOT NULL,
    lifetime INTEGER NOT NULL,
    is_focused INTEGER NOT NULL
  ) WITHOUT ROWID;

  -- Apart from the windows, which say every few seconds that they are there.
  CREATE TABLE window_sources (
    window TEXT PRIMARY KEY REFERENCES windows (id) ON DELETE CASCADE,
    changed INTEGER NOT NULL,
    sources TEXT NOT NULL
  );

  CREATE TABLE leases (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    until INTEGER NOT NULL,
    lifetime INTEGER NOT NULL
  ) WITHOUT ROWID;
`;

/*
 * search_id    its document in `search`, which holds the day it is sorted by and so finds the newest first (`searchId.ts`);
 *              NULL while its words are not in the index
 * is_starred   repeats state.starred_at, as is_read does
 * hidden       0: shown in lists; 1: a mute rule covers it; 2: retention has taken its text, and the row is kept so that its
 *              source does not bring it as new
 * emptied_at   when retention took its text, milliseconds since 1970
 *
 * unlisted     when a document of its feed first named it no more, for an issue whose text is gone
 *
 * read_changed, star_changed, note_changed, place_changed  when the person last decided, either way: of two machines the later
 *              one counts
 * bulk_mark    names the action that marked the issue read together with others (`bulkMarks.ts`); NULL when it was marked alone
 *
 * folded       is '' from here on: titles are found by the index
 * search       the words of issues and nothing but the words: markers and parts of a document are in `indexText.ts`
 * search_terms the terms of `search` in their order
 * words        every word of `search` by its length, for near misses
 * memos        what the library remembers of itself, as JSON by name (`memos.ts`)
 */
const version3 = `
  ALTER TABLE issues ADD COLUMN search_id INTEGER;
  ALTER TABLE issues ADD COLUMN is_starred INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE issues ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE issues ADD COLUMN emptied_at INTEGER;
  UPDATE issues SET is_starred = 1 WHERE key IN (SELECT key FROM state WHERE starred_at IS NOT NULL);

  -- One index for each way to group the tree, and for the lists that are short.
  CREATE INDEX issues_in_order ON issues (sort_day DESC, sort_time DESC, first_seen DESC, row, is_read, is_starred, search_id)
    WHERE hidden = 0;
  CREATE INDEX issues_unread ON issues (sort_day DESC, sort_time DESC, first_seen DESC, row, search_id) WHERE hidden = 0 AND is_read = 0;
  CREATE INDEX issues_starred ON issues (sort_day DESC, sort_time DESC, first_seen DESC, row, is_read, search_id)
    WHERE hidden = 0 AND is_starred = 1;
  CREATE INDEX issues_in_source ON issues (source, sort_day DESC, sort_time DESC, first_seen DESC, row, is_read, is_starred)
    WHERE hidden = 0;
  CREATE INDEX issues_in_category ON issues (category, sort_day DESC, sort_time DESC, first_seen DESC, row, is_read, is_starred)
    WHERE hidden = 0;
  CREATE INDEX issues_emptied ON issues (source, emptied_at) WHERE hidden = 2;
  CREATE INDEX issues_updated ON issues (sort_day DESC, search_id) WHERE is_updated = 1;
  CREATE INDEX issues_muted ON issues (sort_day DESC, sort_time DESC, first_seen DESC, row, search_id, source) WHERE hidden = 1;
  CREATE UNIQUE INDEX issues_by_search_id ON issues (search_id) WHERE search_id IS NOT NULL;
  CREATE INDEX issues_without_words ON issues (sort_day DESC) WHERE search_id IS NULL AND hidden <> 2;
  DROP INDEX issues_by_time;
  DROP INDEX issues_unread_by_time;
  ALTER TABLE entries ADD COLUMN unlisted INTEGER;

  -- Wherever a star comes from, what is starred is not hidden.
  CREATE TRIGGER issues_starred_are_shown AFTER UPDATE OF is_starred ON issues WHEN new.is_starred = 1 AND new.hidden = 1 BEGIN
    UPDATE issues SET hidden = 0 WHERE row = new.row;
  END;

  ALTER TABLE state ADD COLUMN read_changed INTEGER;
  ALTER TABLE state ADD COLUMN star_changed INTEGER;
  ALTER TABLE state ADD COLUMN note TEXT;
  ALTER TABLE state ADD COLUMN note_changed INTEGER;
  ALTER TABLE state ADD COLUMN place_changed INTEGER;
  ALTER TABLE state ADD COLUMN bulk_mark INTEGER;
  UPDATE state SET read_changed = read_at, star_changed = starred_at;
  CREATE INDEX state_noted ON state (key) WHERE note <> '';

  CREATE VIRTUAL TABLE search USING fts5 (
    words, content = '', contentless_delete = 1, prefix = '2 3',
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc' tokenchars '#+_'"
  );

  CREATE VIRTUAL TABLE search_terms USING fts5vocab (search, row);

  -- However an issue goes, its words go with it.
  CREATE TRIGGER issues_leave_search AFTER DELETE ON issues WHEN old.search_id IS NOT NULL BEGIN
    DELETE FROM search WHERE rowid = old.search_id;
  END;

  CREATE TABLE words (
    length INTEGER NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (length, word)
  ) WITHOUT ROWID;

  CREATE TABLE memos (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) WITHOUT ROWID;
`;

/*
 * address      a number for the page that `url` means, by which the same page is found in other issues (`addressNumber`); NULL for
 *              what has no web address, and until it has its number
 *
 * The memo `unnumbered` is the last issue whose addresses may lack their numbers.
 */
const version4 = `
  ALTER TABLE issues ADD COLUMN address INTEGER;
  ALTER TABLE links ADD COLUMN address INTEGER;
  CREATE INDEX issues_by_address ON issues (address) WHERE address IS NOT NULL;
  CREATE INDEX links_by_address ON links (address, issue) WHERE address IS NOT NULL;
  INSERT OR REPLACE INTO memos (name, value) SELECT 'unnumbered', max(row) FROM issues HAVING count(*) > 0;
`;

/*
 * topics       what issues name; what a topic is, the catalogue knows
 * sentences    sentences of issues that name some topic, as a person reads them; `anchor` is the section, NULL for the issue itself
 * mentions     which topics a sentence names; `day` is `sort_day` of its issue in days since 1970, so that a topic's newest are
 *              found by the key alone; `version` is '' where none is named
 *
 * They are written with the words of the index and go with them. The memo `unnamed` says up to which issue the older ones have
 * to be read for topics.
 */
const version5 = `
  CREATE TABLE topics (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE
  );

  CREATE TABLE sentences (
    row INTEGER PRIMARY KEY,
    issue INTEGER NOT NULL REFERENCES issues (row) ON DELETE CASCADE,
    anchor TEXT,
    has_figures INTEGER NOT NULL,
    text TEXT NOT NULL
  );
  CREATE INDEX sentences_of_issue ON sentences (issue);

  CREATE TABLE mentions (
    topic INTEGER NOT NULL REFERENCES topics (row),
    day INTEGER NOT NULL,
    sentence INTEGER NOT NULL REFERENCES sentences (row) ON DELETE CASCADE,
    version TEXT NOT NULL,
    PRIMARY KEY (topic, day DESC, sentence, version)
  ) WITHOUT ROWID;
  CREATE INDEX mentions_of_sentence ON mentions (sentence);
`;

/** What brings a file from the version of its index to the next one. Never change one that was released: add another. */
export const migrations: readonly string[] = [version1, version2, version3, version4, version5];

/** The version a file says it has; 0 for a new one. */
export function versionOf(database: LibraryDatabase): number {
  const row = database.get('PRAGMA user_version');
  return row ? numberOf(row, 'user_version') : 0;
}

/**
 * Brings the file up to date, each step in a transaction of its own that looks at the version again once it holds the lock:
 * of two windows that start together one does the work and the other finds it done.
 * @returns the version of the file afterwards; higher than `steps.length` when a later build wrote it, then nothing was changed.
 */
export function migrate(database: LibraryDatabase, steps: readonly string[] = migrations): number {
  let version = versionOf(database);
  while (version < steps.length) {
    version = database.transaction(() => {
      const current = versionOf(database);
      const step = steps[current];
      if (step === undefined) return current;
      database.exec(step);
      database.exec(`PRAGMA user_version = ${current + 1}`);
      return current + 1;
    });
  }
  return version;
}
