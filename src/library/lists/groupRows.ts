// The groups of the tree with their counts, and which of them an issue stands in. What a group holds is in `groups.ts`, its pages are
// in `lists.ts`.

import type { GroupRow, IssueKey } from '../../protocol/backend.js';
import { categoryGroup, type Filter, type GroupKey, type ListView, sourceGroup, usualView } from '../../protocol/listView.js';
import { type LibraryDatabase, numberOf, optionalText, type SqlRow, textOf } from '../database.js';
import { daysOf, filterCondition, groupOf, indexFor } from './groups.js';

/** How a list is asked for. */
export interface ListOptions {
  /** Absent: as usual. */
  readonly view?: ListView | undefined;
  /** Issues that stay in their list although the filter no longer lets them through: they are on show. */
  readonly keep?: readonly IssueKey[] | undefined;
}

/** Groups that have issues: days from new to old or back, as the view sorts them; sources and categories by name. */
export function listGroups(
  database: LibraryDatabase,
  today: string,
  { view = usualView, keep = [] }: ListOptions = {},
): readonly GroupRow[] {
  const groups = new Map<GroupKey, GroupRow>();
  for (const row of view.group === 'date' ? countDays(database, today, view.filter) : countNames(database, view))
    groups.set(row.group, row);
  for (const { value, isRead } of keptIssues(database, view, keep)) {
    const group = groupAt(view, value, today);
    const row = groups.get(group) ?? { ...nameOf(database, view, value), group, count: 0, unread: 0 };
    groups.set(group, { ...row, count: row.count + 1, unread: row.unread + Number(!isRead) });
  }
  return [...groups.values()].sort(view.group === 'date' ? (a, b) => compareDays(a, b, view) : compareNames);
}

/** The column of issues that a view groups by. */
export const columnOf = { date: 'issues.sort_day', source: 'issues.source', category: 'issues.category' } as const;

/** Which group an issue stands in, by the value of its column. */
export function groupAt(view: ListView, value: string | undefined, today: string): GroupKey {
  switch (view.group) {
    case 'date':
      return groupOf(value ?? '', today);
    case 'source':
      return sourceGroup(value ?? '');
    case 'category':
      return categoryGroup(value);
  }
}

/**
 * Counts the groups of days, newest first. From one to the next by the index: there are few of them, and thousands of days.
 */
function countDays(database: LibraryDatabase, today: string, filter: Filter): readonly GroupRow[] {
  const from = `FROM issues INDEXED BY ${indexFor('date', filter)} WHERE hidden = 0 AND ${filterCondition[filter]}`;
  const newest = `SELECT sort_day ${from} AND sort_day < ? ORDER BY sort_day DESC LIMIT 1`;
  const counts = `SELECT ${countColumns} ${from} AND sort_day BETWEEN ? AND ?`;
  const groups: GroupRow[] = [];
  let row = database.get(newest, afterEveryDay);
  while (row) {
    const day = textOf(row, 'sort_day');
    const group = groupOf(day, today);
    // What is no day at all stands alone: nobody finds it, and nothing is in its way.
    const days = daysOf(group, today) ?? { from: day, to: day };
    const counted = database.get(counts, days.from, days.to);
    if (counted) groups.push({ group, ...toCounts(counted) });
    row = database.get(newest, days.from < day ? days.from : day);
  }
  return groups;
}

const afterEveryDay = '~';

const countColumns = 'count(*) AS count, count(*) - coalesce(sum(is_read), 0) AS unread';

function countNames(database: LibraryDatabase, view: ListView): readonly GroupRow[] {
  const { group, filter } = view;
  return database
    .all(
      `SELECT ${columnOf[group]} AS value, ${countColumns} FROM issues INDEXED BY ${indexFor(group, filter)}
       WHERE hidden = 0 AND ${filterCondition[filter]} GROUP BY ${columnOf[group]}`,
    )
    .map((row) => {
      const value = optionalText(row, 'value');
      return { ...nameOf(database, view, value), group: groupAt(view, value, ''), ...toCounts(row) };
    });
}

function toCounts(row: SqlRow): Pick<GroupRow, 'count' | 'unread'> {
  return { count: numberOf(row, 'count'), unread: numberOf(row, 'unread') };
}

/** What the group of a value is called, where the library knows. */
function nameOf(database: LibraryDatabase, { group }: ListView, value: string | undefined): Pick<GroupRow, 'name'> {
  if (value === undefined || group === 'date') return {};
  if (group === 'category') return { name: value };
  const row = database.get('SELECT name FROM sources WHERE id = ?', value);
  return row ? { name: textOf(row, 'name') } : {};
}

/** An issue that is kept on show and that the filter holds back, by the value of the grouping's column. */
interface KeptIssue {
  readonly value: string | undefined;
  readonly isRead: boolean;
}

function keptIssues(database: LibraryDatabase, { group, filter }: ListView, keep: readonly IssueKey[]): readonly KeptIssue[] {
  if (filter === 'all' || keep.length === 0) return [];
  return database
    .all(
      `SELECT ${columnOf[group]} AS value, is_read FROM issues
       WHERE key IN (SELECT value FROM json_each(?)) AND hidden = 0 AND NOT (${filterCondition[filter]})`,
      JSON.stringify(keep),
    )
    .map((row) => ({ value: optionalText(row, 'value'), isRead: numberOf(row, 'is_read') === 1 }));
}

function compareDays(a: GroupRow, b: GroupRow, { sort }: ListView): number {
  const [earlier, later] = sort === 'oldest' ? [a, b] : [b, a];
  return placeOf(earlier) < placeOf(later) ? -1 : 1;
}

function placeOf({ group }: GroupRow): string {
  return nearGroups.get(group) ?? group;
}

/** Groups without a month, as months that none of them is. */
const nearGroups: ReadonlyMap<GroupKey, string> = new Map([
  ['today', '9999-99-3'],
  ['yesterday', '9999-99-2'],
  ['week', '9999-99-1'],
]);

const collator = new Intl.Collator(undefined, { numeric: true });

/** By name; what has none stands at the end. Two sources of one name stand by their keys. */
function compareNames(a: GroupRow, b: GroupRow): number {
  if (a.name === undefined || b.name === undefined) return Number(a.name === undefined) - Number(b.name === undefined);
  return collator.compare(a.name, b.name) || (a.group < b.group ? -1 : 1);
}
