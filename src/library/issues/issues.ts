// Puts issues into the library and takes them out whole. Which issue is the same as one that is there is decided in
// `identity.ts`; rows for lists are in `rows.ts`.

import type { Issue } from '../../digest/model.js';
import type { IssueKey } from '../../protocol/backend.js';
import { type LibraryDatabase, numberOf, textOf } from '../database.js';
import { freeKey, type Match, matchIssue, type Origin } from './identity.js';
import { addRecord, givenHash, issueHash, replaceGiven, rewriteRecord } from './issueRecord.js';
import { judgeIssues } from '../rules/mutes.js';
import { touch } from '../revisions.js';

export interface PutOutcome {
  readonly outcome: 'added' | 'updated' | 'unchanged';
  readonly key: IssueKey;
  /** The key it had until now, when a new title or slug gave it another. */
  readonly formerKey?: IssueKey;
}

/**
 * Adds an issue, or updates the one it is the same as. Read and star state stay with it, also when its key changes. The
 * source must be there (`putSource`). Joins the transaction that is open. Hold what changed against the mute rules before it is
 * committed (`judgeIssues`): for many issues at once that costs little more than for one.
 */
export function putIssue(database: LibraryDatabase, issue: Issue, origin: Origin, now: Date = new Date()): PutOutcome {
  return database.transaction(() => {
    const match = matchIssue(database, issue, origin);
    if (!match) {
      const { key } = addRecord(database, issue, origin, now);
      touch(database, 'issues');
      return { outcome: 'added', key };
    }
    const isInPlace = match.path === origin.path && !match.isMissing;
    if (isInPlace && givenHash(database, match.key) === issueHash(issue)) return { outcome: 'unchanged', key: match.key };
    return updateIssue(database, issue, origin, match);
  });
}

function updateIssue(database: LibraryDatabase, issue: Issue, origin: Origin, match: Match): PutOutcome {
  const key = match.ownId === issue.id ? match.key : freeKey(database, issue, origin, match.row);
  rewriteRecord(database, issue, { row: match.row, key, path: origin.path, isNews: origin.isReread !== true });
  if (key !== match.key) database.run('UPDATE OR REPLACE state SET key = ? WHERE key = ?', key, match.key);
  touch(database, 'issues');
  return { outcome: 'updated', key, ...(key === match.key ? {} : { formerKey: match.key }) };
}

/**
 * Puts another content in the place of an issue's own, such as its page's article for its feed's excerpt. Its identity and
 * state stay, and so does the hash of what its source gave: read again unchanged, the source leaves the new content alone.
 * @returns whether there is such an issue.
 */
export function replaceContent(database: LibraryDatabase, key: IssueKey, issue: Issue): boolean {
  return database.transaction(() => {
    const row = database.get('SELECT row FROM issues WHERE key = ?', key);
    if (!row) return false;
    replaceGiven(database, numberOf(row, 'row'), key, issue);
    judgeIssues(database, [key]);
    touch(database, 'issues');
    return true;
  });
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
