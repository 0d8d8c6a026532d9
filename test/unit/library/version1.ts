// A library as the first released version wrote it, kept here word for word: the schema of `src/library` moves on, this does
// not. Every later version has to open it.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const schema = `
  CREATE TABLE sources (id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL);
  CREATE TABLE issues (
    row INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, source TEXT NOT NULL REFERENCES sources (id), own_id TEXT NOT NULL, path TEXT,
    hash TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, folded TEXT NOT NULL, published TEXT, updated TEXT, day TEXT,
    sort_day TEXT NOT NULL, first_seen INTEGER NOT NULL, is_read INTEGER NOT NULL DEFAULT 0, is_missing INTEGER NOT NULL DEFAULT 0,
    category TEXT, url TEXT, tags TEXT NOT NULL, tldr TEXT, excerpt TEXT, intro_format TEXT, intro TEXT
  );
  CREATE UNIQUE INDEX issues_by_path ON issues (source, path) WHERE path IS NOT NULL;
  CREATE INDEX issues_by_own_id ON issues (source, own_id);
  CREATE INDEX issues_in_order ON issues (sort_day DESC, first_seen DESC, row, is_read);
  CREATE INDEX issues_unread ON issues (sort_day DESC, first_seen DESC, row) WHERE is_read = 0;
  CREATE TABLE sections (
    row INTEGER PRIMARY KEY, issue INTEGER NOT NULL REFERENCES issues (row) ON DELETE CASCADE, position INTEGER NOT NULL,
    anchor TEXT NOT NULL, title TEXT NOT NULL, folded TEXT NOT NULL, tldr TEXT
  );
  CREATE UNIQUE INDEX sections_of_issue ON sections (issue, position);
  CREATE TABLE bodies (section INTEGER PRIMARY KEY REFERENCES sections (row) ON DELETE CASCADE, format TEXT NOT NULL, text TEXT NOT NULL);
  CREATE TABLE takeaways (
    row INTEGER PRIMARY KEY, issue INTEGER NOT NULL REFERENCES issues (row) ON DELETE CASCADE,
    section INTEGER REFERENCES sections (row) ON DELETE CASCADE, position INTEGER NOT NULL, text TEXT NOT NULL
  );
  CREATE INDEX takeaways_of_issue ON takeaways (issue, section, position);
  CREATE INDEX takeaways_of_section ON takeaways (section);
  CREATE TABLE links (
    row INTEGER PRIMARY KEY, issue INTEGER NOT NULL REFERENCES issues (row) ON DELETE CASCADE,
    section INTEGER REFERENCES sections (row) ON DELETE CASCADE, position INTEGER NOT NULL, label TEXT NOT NULL, url TEXT, original TEXT
  );
  CREATE INDEX links_of_issue ON links (issue, section, position);
  CREATE INDEX links_of_section ON links (section);
  CREATE TABLE state (key TEXT PRIMARY KEY, read_at INTEGER, starred_at INTEGER, place_anchor TEXT, place_offset REAL) WITHOUT ROWID;
  CREATE TABLE files (
    source TEXT NOT NULL REFERENCES sources (id), path TEXT NOT NULL, size INTEGER NOT NULL, modified INTEGER NOT NULL,
    reader TEXT NOT NULL, problem TEXT, PRIMARY KEY (source, path)
  ) WITHOUT ROWID;
  CREATE TABLE revisions (name TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
  INSERT INTO revisions (name, count) VALUES ('issues', 1), ('state', 2);
`;

const content = `
  INSERT INTO sources VALUES ('imported', 'imported', 'Imported');
  INSERT INTO issues VALUES (
    1, 'imported/old-looms', 'imported', 'old-looms', NULL, 'hash', 'digest', 'Old looms', 'old looms', '2026-01-02', NULL, '2026-01-02',
    '2026-01-02', 1767348000000, 1, 0, 'Tools', 'https://example.com/old', '["loom"]', 'Short.', 'In a line.', 'markdown', 'Before.'
  );
  INSERT INTO sections VALUES (7, 1, 0, 'heddles', 'Heddles', 'heddles', 'In brief.');
  INSERT INTO bodies VALUES (7, 'markdown', 'What lifts the threads.');
  INSERT INTO takeaways VALUES (1, 1, 7, 0, 'Lift evenly.'), (2, 1, NULL, 0, 'Oil the frame.');
  INSERT INTO links VALUES (1, 1, 7, 0, 'Plans', 'https://example.com/plans', NULL), (2, 1, NULL, 0, 'Catalogue', NULL, NULL);
  INSERT INTO state VALUES ('imported/old-looms', 1767350000000, 1767350000001, 'heddles', 40.5);
  PRAGMA user_version = 1;
`;

/** Writes the database into `folder`. */
export function writeVersion1(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
  const database = new DatabaseSync(join(folder, 'library.db'));
  database.exec(schema);
  database.exec(content);
  database.close();
}

/** The issue that stands in it. */
export const oldIssue = {
  id: 'old-looms',
  kind: 'digest',
  title: 'Old looms',
  published: '2026-01-02',
  category: 'Tools',
  tags: ['loom'],
  tldr: 'Short.',
  excerpt: 'In a line.',
  intro: { format: 'markdown', text: 'Before.' },
  sections: [
    {
      id: 'heddles',
      title: 'Heddles',
      tldr: 'In brief.',
      body: { format: 'markdown', text: 'What lifts the threads.' },
      takeaways: ['Lift evenly.'],
      links: [{ label: 'Plans', url: 'https://example.com/plans' }],
    },
  ],
  takeaways: ['Oil the frame.'],
  links: [{ label: 'Catalogue' }],
  url: 'https://example.com/old',
} as const;
