// Which group of the tree a day stands in, and which days a group holds. Pure; counting and paging are in `rows.ts`.

import type { GroupKey } from '../protocol/backend.js';
import { dayAfter } from './day.js';

/** Days of a group, both ends included. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

const lastDay = '9999-99-99';

export const everyDay: DayRange = { from: '', to: lastDay };

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

function daysOfMonth(month: string, today: string): DayRange | undefined {
  if (!/^\d{4}-\d{2}$/.test(month)) return undefined;
  const end = dayAfter(today, -7);
  const last = `${month}-31`;
  return { from: `${month}-01`, to: last < end ? last : end };
}
