// The one order of issues in lists: newest day first, then latest moment, then latest seen, then as they came. Said in SQL
// and, for places in it, in steps that the index serves; which issues are asked for is the business of the queries.

import type { Sort } from '../protocol/listView.js';
import { numberOf, type SqlRow, textOf } from './database.js';

export const inOrder = 'ORDER BY issues.sort_day DESC, issues.sort_time DESC, issues.first_seen DESC, issues.row';

/** The order and its reverse, which the same indexes serve backwards. */
export const ordered: Readonly<Record<Sort, string>> = {
  newest: inOrder,
  oldest: 'ORDER BY issues.sort_day, issues.sort_time, issues.first_seen, issues.row DESC',
};

/** What `toSpot` reads. */
export const spotColumns = 'issues.sort_day, issues.sort_time, issues.first_seen, issues.row';

/** What an issue is sorted by. */
export interface Spot {
  readonly day: string;
  /** Milliseconds since 1970, as is `firstSeen`. */
  readonly time: number;
  readonly firstSeen: number;
  readonly row: number;
}

/** A condition on issues, with the values of its parameters. */
export interface Step {
  readonly where: string;
  readonly values: readonly (string | number)[];
}

export function toSpot(row: SqlRow): Spot {
  return {
    day: textOf(row, 'sort_day'),
    time: numberOf(row, 'sort_time'),
    firstSeen: numberOf(row, 'first_seen'),
    row: numberOf(row, 'row'),
  };
}

/** Negative when `a` comes first. */
export function compareSpots(a: Spot, b: Spot): number {
  if (a.day !== b.day) return a.day < b.day ? 1 : -1;
  return b.time - a.time || b.firstSeen - a.firstSeen || a.row - b.row;
}

/** All issues before a place: those of later days, then those of its day, from far to near. */
export function stepsBefore({ day, time, firstSeen, row }: Spot): readonly [Step, ...Step[]] {
  return [
    { where: 'sort_day > ?', values: [day] },
    { where: 'sort_day = ? AND sort_time > ?', values: [day, time] },
    { where: 'sort_day = ? AND sort_time = ? AND first_seen > ?', values: [day, time, firstSeen] },
    { where: 'sort_day = ? AND sort_time = ? AND first_seen = ? AND row < ?', values: [day, time, firstSeen, row] },
  ];
}

/** All issues after a place, from near to far. */
export function stepsAfter({ day, time, firstSeen, row }: Spot): readonly Step[] {
  return [
    { where: 'sort_day = ? AND sort_time = ? AND first_seen = ? AND row > ?', values: [day, time, firstSeen, row] },
    { where: 'sort_day = ? AND sort_time = ? AND first_seen < ?', values: [day, time, firstSeen] },
    { where: 'sort_day = ? AND sort_time < ?', values: [day, time] },
    { where: 'sort_day < ?', values: [day] },
  ];
}
