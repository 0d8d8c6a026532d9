// One issue as a record: added whole, or replaced whole where it stands. Which issue is the same as which, and what is told
// to whom, is decided by those who call.

import { createHash } from 'node:crypto';
import type { Issue } from '../../digest/model.js';
import type { IssueKey } from '../../protocol/backend.js';
import { headColumns, headValues, readIssue, writeContent, writeParts } from '../content.js';
import { type LibraryDatabase, numberOf, optionalText, textOf } from '../database.js';
import { publishedDay, sortDay, sortTime } from '../day.js';
import { freeKey, type Origin } from './identity.js';
import { indexIssue } from '../search/searchIndex.js';
import { wordsHash } from './wordsHash.js';

/** Names the content of an issue, every field of it; the same for one that comes out of the library. */
export function issueHash(issue: Issue): string {
  return createHash('sha256').update(JSON.stringify(issue, inOrder)).digest('base64url');
}

/** Fields by name: parsers and the library put them together in orders of their own. */
function inOrder(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The `issueHash` of what its source last gave. */
export function givenHash(database: LibraryDatabase, key: IssueKey): string {
  return givenName(database, key, 'hash', issueHash);
}

/** The `wordsHash` of what its source last gave. */
export function givenWords(database: LibraryDatabase, key: IssueKey): string {
  return givenName(database, key, 'words', wordsHash);
}

/** Most issues are never compared to anything: what is not written down is made of the content, which then is what was given. */
function givenName(database: LibraryDatabase, key: IssueKey, column: 'hash' | 'words', nameOf: (issue: Issue) => string): string {
  const row = database.get(`SELECT ${column} FROM issues WHERE key = ?`, key);
  const written = row && optionalText(row, column);
  if (written) return written;
  const issue = readIssue(database, key);
  if (!issue) throw new Error(`There is no issue ${key}.`);
  return nameOf(issue);
}

/** Puts another content in the place of what the source gave, whose names are written down from now on. Call it in a transaction. */
export function replaceGiven(database: LibraryDatabase, row: number, key: IssueKey, issue: Issue): void {
  database.run('UPDATE issues SET hash = ?, words = ? WHERE row = ?', givenHash(database, key), givenWords(database, key), row);
  writeContent(database, row, issue);
  indexIssue(database, row, issue);
}

const insertion = `
  INSERT INTO issues (key, source, own_id, path, hash, kind, title, folded, sort_day, sort_time, first_seen, is_read, is_starred, ${headColumns.join(', ')})
  VALUES (?, ?, ?, ?, '', ?, ?, '', ?, ?, ?, EXISTS (SELECT 1 FROM state WHERE key = ? AND read_at IS NOT NULL),
    EXISTS (SELECT 1 FROM state WHERE key = ? AND starred_at IS NOT NULL),
    ${headColumns.map(() => '?').join(', ')})`;

/**
 * Adds an issue under a free key. State that is kept for that key becomes its own; else it is read when it is older than what
 * its origin counts as news. Call it in a transaction.
 */
export function addRecord(
  database: LibraryDatabase,
  issue: Issue,
  origin: Origin,
  now: Date,
): { readonly row: number; readonly key: IssueKey } {
  const key = freeKey(database, issue, origin);
  const day = sortDay(publishedDay(issue.published), now);
  if (origin.readBefore !== undefined && day < origin.readBefore) markOld(database, key, now);
  const { lastRow } = database.run(
    insertion,
    key,
    origin.sourceId,
    issue.id,
    origin.path ?? null,
    issue.kind,
    issue.title,
    day,
    sortTime(issue.published, now),
    now.getTime(),
    key,
    key,
    ...headValues(issue),
  );
  writeParts(database, lastRow, issue);
  indexIssue(database, lastRow, issue);
  return { row: lastRow, key };
}

/** A read mark that nobody has decided on: without `read_changed` it gives way to any mark of the person, here or elsewhere. */
function markOld(database: LibraryDatabase, key: IssueKey, now: Date): void {
  database.run(
    `INSERT INTO state (key, read_at) VALUES (?, ?)
     ON CONFLICT (key) DO UPDATE SET read_at = excluded.read_at WHERE read_at IS NULL AND read_changed IS NULL`,
    key,
    now.getTime(),
  );
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
 * now, it is marked as updated. One whose text was taken away has a text again. Call it in a transaction.
 */
export function rewriteRecord(database: LibraryDatabase, issue: Issue, { row, key, path, isNews }: Rewriting): void {
  const before = database.get('SELECT key, first_seen, is_read FROM issues WHERE row = ?', row);
  if (!before) throw new Error(`There is no issue at row ${row}.`);
  const firstSeen = new Date(numberOf(before, 'first_seen'));
  const isUpdated = isNews && numberOf(before, 'is_read') === 1 && givenWords(database, textOf(before, 'key')) !== wordsHash(issue);
  database.run(
    `UPDATE issues SET key = ?, own_id = ?, path = ?, hash = '', words = NULL, kind = ?, title = ?, sort_day = ?, sort_time = ?,
       is_updated = is_updated OR ?, is_missing = 0, emptied_at = NULL, hidden = iif(hidden = 2, 0, hidden)
     WHERE row = ?`,
    key,
    issue.id,
    path ?? null,
    issue.kind,
    issue.title,
    sortDay(publishedDay(issue.published), firstSeen),
    sortTime(issue.published, firstSeen),
    Number(isUpdated),
    row,
  );
  writeContent(database, row, issue);
  indexIssue(database, row, issue);
}
