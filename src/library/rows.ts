// Lists of the library: groups, pages of rows, and the walk from one issue to the next, all in the order of `order.ts`. The
// content of issues is in `content.ts`.

import type { GroupKey, GroupRow, IssueKey, IssueRow } from '../protocol/backend.js';
import { type LibraryDatabase, numberOf, optionalText, type SqlRow, textOf } from './database.js';
import { toExtent } from './content.js';
import { type DayRange, daysOf, groupOf } from './groups.js';
import { inOrder, type Spot, spotColumns, stepsAfter, stepsBefore, toSpot } from './order.js';

const rowColumns = `
  issues.key, issues.title, issues.kind, issues.day, issues.category, issues.url, issues.is_read, issues.is_missing,
  issues.is_updated, issues.extent, ${spotColumns}, sources.name AS source_name, state.starred_at
  FROM issues JOIN sources ON sources.id = issues.source LEFT JOIN state ON state.key = issues.key`;

/** Groups that have issues, newest first. */
export function listGroups(database: LibraryDatabase, today: string): readonly GroupRow[] {
  const groups = new Map<GroupKey, { group: GroupKey; count: number; unread: number }>();
  const days = database.all(
    `SELECT sort_day, count(*) AS count, count(*) - sum(is_read) AS unread
     FROM issues INDEXED BY issues_in_order WHERE hidden = 0 GROUP BY sort_day ORDER BY sort_day DESC`,
  );
  for (const day of days) {
    const group = groupOf(textOf(day, 'sort_day'), today);
    const row = groups.get(group) ?? { group, count: 0, unread: 0 };
    row.count += numberOf(day, 'count');
    row.unread += numberOf(day, 'unread');
    groups.set(group, row);
  }
  return [...groups.values()];
}

/** A page of a group in order, and how many the group has. Nothing for a group that does not exist. */
export function listIssues(
  database: LibraryDatabase,
  group: GroupKey,
  today: string,
  page: { readonly offset: number; readonly limit: number },
): { readonly rows: readonly IssueRow[]; readonly total: number } {
  const days = daysOf(group, today);
  if (!days) return { rows: [], total: 0 };
  const rows = database.all(
    `SELECT ${rowColumns} WHERE issues.row IN
       (SELECT row FROM issues WHERE hidden = 0 AND sort_day BETWEEN ? AND ? ${inOrder} LIMIT ? OFFSET ?) ${inOrder}`,
    days.from,
    days.to,
    page.limit,
    page.offset,
  );
  const total = database.get('SELECT count(*) AS count FROM issues WHERE hidden = 0 AND sort_day BETWEEN ? AND ?', days.from, days.to);
  return { rows: rows.map(toIssueRow), total: total ? numberOf(total, 'count') : 0 };
}

/** One issue's row; undefined when there is none with this key. */
export function issueRow(database: LibraryDatabase, key: IssueKey): IssueRow | undefined {
  const row = database.get(`SELECT ${rowColumns} WHERE issues.key = ?`, key);
  return row && toIssueRow(row);
}

/** Where an issue stands in the tree: its group and its index there. */
export function positionOf(
  database: LibraryDatabase,
  key: IssueKey,
  today: string,
): { readonly group: GroupKey; readonly index: number } | undefined {
  const spot = spotOf(database, key);
  if (!spot) return undefined;
  const group = groupOf(spot.day, today);
  const days = daysOf(group, today);
  return days && { group, index: countBefore(database, spot, days) };
}

/** The first issue in order. */
export function newestIssue(database: LibraryDatabase): IssueKey | undefined {
  const row = database.get(`SELECT key FROM issues WHERE hidden = 0 ${inOrder} LIMIT 1`);
  return row && textOf(row, 'key');
}

/** The next unread issue after `after`, from the top again when there is none below it (or no such issue). */
export function nextUnread(database: LibraryDatabase, after: IssueKey | undefined): IssueKey | undefined {
  const spot = after === undefined ? undefined : spotOf(database, after);
  const below = spot && unreadBelow(database, spot);
  const row = below ?? database.get(`SELECT key FROM issues WHERE hidden = 0 AND is_read = 0 ${inOrder} LIMIT 1`);
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

function spotOf(database: LibraryDatabase, key: IssueKey): Spot | undefined {
  const row = database.get(`SELECT ${spotColumns} FROM issues WHERE key = ?`, key);
  return row && toSpot(row);
}

// The steps of the order are asked for one after the other: with OR between them SQLite would not use the index.

function countBefore(database: LibraryDatabase, spot: Spot, days: DayRange): number {
  const [earlierDays, ...withinDay] = stepsBefore(spot);
  const counts = [
    database.get(
      `SELECT count(*) AS count FROM issues WHERE hidden = 0 AND ${earlierDays.where} AND sort_day <= ?`,
      ...earlierDays.values,
      days.to,
    ),
    ...withinDay.map(({ where, values }) => database.get(`SELECT count(*) AS count FROM issues WHERE hidden = 0 AND ${where}`, ...values)),
  ];
  return counts.reduce((sum, row) => sum + (row ? numberOf(row, 'count') : 0), 0);
}

function unreadBelow(database: LibraryDatabase, spot: Spot): SqlRow | undefined {
  for (const { where, values } of stepsAfter(spot)) {
    const row = database.get(`SELECT key FROM issues WHERE hidden = 0 AND is_read = 0 AND ${where} ${inOrder} LIMIT 1`, ...values);
    if (row) return row;
  }
  return undefined;
}

function toIssueRow(row: SqlRow): IssueRow {
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
