// One issue as a record: added whole, or replaced whole where it stands. Which issue is the same as which, and what is told
// to whom, is decided by those who call.

import { createHash } from 'node:crypto';
import type { Issue } from '../digest/model.js';
import type { IssueKey } from '../protocol/backend.js';
import { readIssue, writeContent, writeNewContent } from './content.js';
import { type LibraryDatabase, numberOf, optionalText, type SqlRow, textOf } from './database.js';
import { publishedDay, sortDay, sortTime } from './day.js';
import { fold } from './fold.js';
import { freeKey, type Origin } from './identity.js';
import { wordsHash } from './wordsHash.js';

/** Names the content of an issue, every field of it. */
export function issueHash(issue: Issue): string {
  return createHash('sha256').update(JSON.stringify(issue)).digest('base64url');
}

/** Adds an issue under a free key. State that is kept for that key becomes its own. Call it in a transaction. */
export function addRecord(
  database: LibraryDatabase,
  issue: Issue,
  origin: Origin,
  now: Date,
): { readonly row: number; readonly key: IssueKey } {
  const key = freeKey(database, issue, origin);
  const { lastRow } = database.run(
    `INSERT INTO issues (key, source, own_id, path, hash, words, kind, title, folded, sort_day, sort_time, first_seen, is_read, tags)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, EXISTS (SELECT 1 FROM state WHERE key = ? AND read_at IS NOT NULL), '[]')`,
    key,
    origin.sourceId,
    issue.id,
    origin.path ?? null,
    issueHash(issue),
    wordsHash(issue),
    issue.kind,
    issue.title,
    fold(issue.title),
    sortDay(publishedDay(issue.published), now),
    sortTime(issue.published, now),
    now.getTime(),
    key,
  );
  writeNewContent(database, lastRow, issue);
  return { row: lastRow, key };
}

export interface Rewriting {
  readonly row: number;
  /** The key from now on. */
  readonly key: IssueKey;
  readonly path: string | undefined;
  /** Its source says something else: who has read it is told. False: it says the same and is understood better. */
  readonly isNews: boolean;
}

/**
 * Replaces the issue at a row. Its state and the moment it was first seen stay. When it was read and its words are others
 * now, it is marked as updated. Call it in a transaction.
 */
export function rewriteRecord(database: LibraryDatabase, issue: Issue, { row, key, path, isNews }: Rewriting): void {
  const before = database.get('SELECT key, first_seen, is_read, words FROM issues WHERE row = ?', row);
  if (!before) throw new Error(`There is no issue at row ${row}.`);
  const words = wordsHash(issue);
  const firstSeen = new Date(numberOf(before, 'first_seen'));
  const isUpdated = isNews && numberOf(before, 'is_read') === 1 && storedWords(database, before) !== words;
  database.run(
    `UPDATE issues SET key = ?, own_id = ?, path = ?, hash = ?, words = ?, kind = ?, title = ?, folded = ?, sort_day = ?, sort_time = ?,
       is_updated = is_updated OR ?, is_missing = 0
     WHERE row = ?`,
    key,
    issue.id,
    path ?? null,
    issueHash(issue),
    words,
    issue.kind,
    issue.title,
    fold(issue.title),
    sortDay(publishedDay(issue.published), firstSeen),
    sortTime(issue.published, firstSeen),
    Number(isUpdated),
    row,
  );
  writeContent(database, row, issue);
}

/** The words of a stored issue; version 1 did not write them down. */
function storedWords(database: LibraryDatabase, row: SqlRow): string | undefined {
  const words = optionalText(row, 'words');
  if (words !== undefined) return words;
  const issue = readIssue(database, textOf(row, 'key'));
  return issue && wordsHash(issue);
}
