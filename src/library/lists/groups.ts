// Which group of the tree a day stands in, which days a group holds, and any group as a condition on issues. Counting and paging
// are in `lists.ts`.

import { type Filter, type GroupKey, readGroupKey } from '../../protocol/listView.js';
import type { LibraryDatabase } from '../database.js';
import { dayAfter } from '../day.js';
import type { Step } from '../order.js';
import { queryCondition } from '../search/queryCondition.js';

/** Days of a group, both ends included. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

const lastDay = '9999-99-99';

/** What a group holds, and of which kind it is. */
export interface GroupCondition extends Step {
  readonly by: 'date' | 'source' | 'category' | 'search';
}

/** The group of a day. A day after `today` (another time zone, a clock put back) counts as today. */
export function groupOf(day: string, today: string): GroupKey {
  if (day >= today) return 'today';
  if (day === dayAfter(today, -1)) return 'yesterday';
  if (day > dayAfter(today, -7)) return 'week';
  return day.slice(0, 7);
}

/** The days of a group; undefined when there is no such group. A month ends where the last seven days begin. */
export function daysOf(group: GroupKey, today: string): DayRange | undefined {
  switch (group) {
    case 'today':
      return { from: today, to: lastDay };
    case 'yesterday':
      return { from: dayAfter(today, -1), to: dayAfter(today, -1) };
    case 'week':
      return { from: dayAfter(today, -6), to: dayAfter(today, -2) };
    default:
      return daysOfMonth(group, today);
  }
}

/** The condition that holds for the issues of a group, hidden ones or not; undefined when there is no such group. */
export function groupCondition(database: LibraryDatabase, key: GroupKey, today: string): GroupCondition | undefined {
  const meaning = readGroupKey(key);
  switch (meaning.by) {
    case 'date': {
      const days = daysOf(meaning.name, today);
      return days && { by: 'date', where: 'issues.sort_day BETWEEN ? AND ?', values: [days.from, days.to] };
    }
    case 'source':
      return { by: 'source', where: 'issues.source = ?', values: [meaning.source] };
    case 'category':
      return meaning.category === undefined
        ? { by: 'category', where: 'issues.category IS NULL', values: [] }
        : { by: 'category', where: 'issues.category = ?', values: [meaning.category] };
    case 'search':
      return { by: 'search', ...queryCondition(database, meaning.query, { today }) };
  }
}

/** The condition on issues that a filter is. */
export const filterCondition: Readonly<Record<Filter, string>> = {
  all: 'TRUE',
  unread: 'issues.is_read = 0',
  starred: 'issues.is_starred = 1',
};

/** The index that has the issues of such a group in order, for a filter. */
export function indexFor(by: GroupCondition['by'], filter: Filter): string {
  switch (by) {
    case 'source':
      return 'issues_in_source';
    case 'category':
      return 'issues_in_category';
    case 'date':
    case 'search':
      return inOrderIndexes[filter];
  }
}

const inOrderIndexes: Readonly<Record<Filter, string>> = { all: 'issues_in_order', unread: 'issues_unread', starred: 'issues_starred' };

function daysOfMonth(month: string, today: string): DayRange | undefined {
  if (!/^\d{4}-\d{2}$/.test(month)) return undefined;
  const end = dayAfter(today, -7);
  const last = `${month}-31`;
  return { from: `${month}-01`, to: last < end ? last : end };
}
