// An issue as a row, and counts of issues. Groups and their pages are in `lists.ts`, the content of issues in `content.ts`.

import type { IssueKey, IssueRow } from '../../protocol/backend.js';
import { type LibraryDatabase, numberOf, optionalText, type SqlRow, textOf } from '../database.js';
import { toExtent } from '../content.js';
import { inOrder, spotColumns } from '../order.js';

/** What `toIssueRow` and `toSpot` read, to be followed by a WHERE. */
export const rowColumns = `
  issues.key, issues.title, issues.kind, issues.day, issues.category, issues.url, issues.is_read, issues.is_missing,
  issues.is_updated, issues.extent, ${spotColumns}, sources.name AS source_name, state.starred_at
  FROM issues JOIN sources ON sources.id = issues.source LEFT JOIN state ON state.key = issues.key`;

/** One issue's row; undefined when there is none with this key, or its text is gone. */
export function issueRow(database: LibraryDatabase, key: IssueKey): IssueRow | undefined {
  const row = database.get(`SELECT ${rowColumns} WHERE issues.key = ? AND issues.hidden <> 2`, key);
  return row && toIssueRow(row);
}

/** The first issue in order. */
export function newestIssue(database: LibraryDatabase): IssueKey | undefined {
  const row = database.get(`SELECT key FROM issues WHERE hidden = 0 ${inOrder} LIMIT 1`);
  return row && textOf(row, 'key');
}

export function countUnread(database: LibraryDatabase): number {
  const row = database.get('SELECT count(*) AS count FROM issues WHERE hidden = 0 AND is_read = 0');
  return row ? numberOf(row, 'count') : 0;
}

/** How many issues a source has given. */
export function countOfSource(database: LibraryDatabase, sourceId: string): number {
  const row = database.get('SELECT count(*) AS count FROM issues WHERE hidden = 0 AND source = ?', sourceId);
  return row ? numberOf(row, 'count') : 0;
}

/** Counts of the issues of a source. */
export interface SourceCounts {
  readonly issues: number;
  readonly unread: number;
}

/** The counts of every source that has issues, by its id. */
export function countsOfSources(database: LibraryDatabase): ReadonlyMap<string, SourceCounts> {
  const rows = database.all(
    'SELECT source, count(*) AS issues, count(*) - sum(is_read) AS unread FROM issues WHERE hidden = 0 GROUP BY source',
  );
  return new Map(rows.map((row) => [textOf(row, 'source'), { issues: numberOf(row, 'issues'), unread: numberOf(row, 'unread') }]));
}

/**
 * When the issues of a source were published, newest first, in milliseconds since 1970; a day without a time counts to its
 * end, a date in the future as the moment it was first seen. Issues without a date are left out.
 */
export function publishedMoments(database: LibraryDatabase, sourceId: string, limit: number): readonly number[] {
  return database
    .all('SELECT sort_time FROM issues WHERE source = ? AND day IS NOT NULL ORDER BY sort_time DESC LIMIT ?', sourceId, limit)
    .map((row) => numberOf(row, 'sort_time'));
}

/** What the columns of `rowColumns` say. */
export function toIssueRow(row: SqlRow): IssueRow {
  const day = optionalText(row, 'day');
  const category = optionalText(row, 'category');
  const url = optionalText(row, 'url');
  const extent = toExtent(optionalText(row, 'extent'));
  return {
    key: textOf(row, 'key'),
    title: textOf(row, 'title'),
    kind: textOf(row, 'kind') === 'article' ? 'article' : 'digest',
    ...(day === undefined ? {} : { day }),
    ...(category === undefined ? {} : { category }),
    sourceName: textOf(row, 'source_name'),
    ...(url === undefined ? {} : { url }),
    isRead: numberOf(row, 'is_read') === 1,
    isStarred: row['starred_at'] !== null,
    isMissing: numberOf(row, 'is_missing') === 1,
    isUpdated: numberOf(row, 'is_updated') === 1,
    ...(extent === undefined ? {} : { extent }),
  };
}
