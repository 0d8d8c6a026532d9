// Puts issues into the library and takes them out whole. Which issue is the same as one that is there is decided in
// `identity.ts`; rows for lists are in `rows.ts`.

import { createHash } from 'node:crypto';
import type { Issue } from '../digest/model.js';
import type { IssueKey } from '../protocol/backend.js';
import { type LibraryDatabase, numberOf, textOf } from './database.js';
import { publishedDay, sortDay } from './day.js';
import { fold } from './fold.js';
import { freeKey, type Match, matchIssue, type Origin } from './identity.js';
import { touch } from './revisions.js';
import { writeContent } from './content.js';

export interface PutOutcome {
  readonly outcome: 'added' | 'updated' | 'unchanged';
  readonly key: IssueKey;
  /** The key it had until now, when a new title or slug gave it another. */
  readonly formerKey?: IssueKey;
}

/**
 * Adds an issue, or updates the one it is the same as. Read and star state stay with it, also when its key changes. The
 * source must be there (`putSource`). Joins the transaction that is open.
 */
export function putIssue(database: LibraryDatabase, issue: Issue, origin: Origin, now: Date = new Date()): PutOutcome {
  return database.transaction(() => {
    const hash = createHash('sha256').update(JSON.stringify(issue)).digest('base64url');
    const match = matchIssue(database, issue, origin);
    if (!match) return addIssue(database, issue, origin, hash, now);
    if (match.hash === hash && match.path === origin.path && !match.isMissing) return { outcome: 'unchanged', key: match.key };
    return updateIssue(database, issue, origin, hash, match);
  });
}

function addIssue(database: LibraryDatabase, issue: Issue, origin: Origin, hash: string, now: Date): PutOutcome {
  const key = freeKey(database, issue, origin);
  const { lastRow } = database.run(
    `INSERT INTO issues (key, source, own_id, path, hash, kind, title, folded, sort_day, first_seen, is_read, tags)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, EXISTS (SELECT 1 FROM state WHERE key = ? AND read_at IS NOT NULL), '[]')`,
    key,
    origin.sourceId,
    issue.id,
    origin.path ?? null,
    hash,
    issue.kind,
    issue.title,
    fold(issue.title),
    sortDay(publishedDay(issue.published), now),
    now.getTime(),
    key,
  );
  writeContent(database, lastRow, issue);
  touch(database, 'issues');
  return { outcome: 'added', key };
}

function updateIssue(database: LibraryDatabase, issue: Issue, origin: Origin, hash: string, match: Match): PutOutcome {
  const key = match.ownId === issue.id ? match.key : freeKey(database, issue, origin, match.row);
  const row = database.get('SELECT first_seen FROM issues WHERE row = ?', match.row);
  const firstSeen = new Date(row ? numberOf(row, 'first_seen') : 0);
  database.run(
    `UPDATE issues SET key = ?, own_id = ?, path = ?, hash = ?, kind = ?, title = ?, folded = ?, sort_day = ?, is_missing = 0
     WHERE row = ?`,
    key,
    issue.id,
    origin.path ?? null,
    hash,
    issue.kind,
    issue.title,
    fold(issue.title),
    sortDay(publishedDay(issue.published), firstSeen),
    match.row,
  );
  if (match.hash !== hash) writeContent(database, match.row, issue);
  if (key !== match.key) database.run('UPDATE OR REPLACE state SET key = ? WHERE key = ?', key, match.key);
  touch(database, 'issues');
  return { outcome: 'updated', key, ...(key === match.key ? {} : { formerKey: match.key }) };
}

/**
 * Marks the issues that came from these paths as missing: their files are gone, they and their state stay. Putting one
 * again takes the mark away.
 * @returns the keys that were not marked before.
 */
export function markMissing(database: LibraryDatabase, sourceId: string, paths: readonly string[]): readonly IssueKey[] {
  return database.transaction(() => {
    const keys = paths.flatMap((path) => {
      const row = database.get(
        'UPDATE issues SET is_missing = 1 WHERE source = ? AND path = ? AND is_missing = 0 RETURNING key',
        sourceId,
        path,
      );
      return row ? [textOf(row, 'key')] : [];
    });
    if (keys.length > 0) touch(database, 'issues');
    return keys;
  });
}

/** Removes at most `limit` issues, any; gives how many were removed. For emptying the library in batches. */
export function removeSomeIssues(database: LibraryDatabase, limit: number): number {
  return database.transaction(() => {
    const { changes } = database.run('DELETE FROM issues WHERE row IN (SELECT row FROM issues LIMIT ?)', limit);
    if (changes > 0) touch(database, 'issues');
    return changes;
  });
}
