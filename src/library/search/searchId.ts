// The numbers of documents in the search index: the day first, then as they came. The index gives its documents in the order of
// their numbers, so the newest issues are found first, and days become ranges, without a look at the issues themselves.

import { type LibraryDatabase, numberOf } from '../database.js';

/** Documents that one day has room for. */
const perDay = 2 ** 20;

const millisecondsPerDay = 86_400_000;

/** The first day that has a number. */
const firstDay = Date.parse('0001-01-01T00:00:00Z');

/** The lowest number that a document of this day (`YYYY-MM-DD`) or of a later one may have. What is no day is before all others. */
export function firstSearchId(day: string): number {
  const moment = Date.parse(`${day}T00:00:00Z`);
  return Math.max(0, ((Number.isNaN(moment) ? firstDay : moment) - firstDay) / millisecondsPerDay) * perDay + 1;
}

/** A number for a document of this day that no issue has yet. Call it in a transaction. */
export function freeSearchId(database: LibraryDatabase, day: string): number {
  const first = firstSearchId(day);
  const row = database.get('SELECT max(search_id) AS last FROM issues WHERE search_id BETWEEN ? AND ?', first, first + perDay - 2);
  return row && row['last'] !== null ? numberOf(row, 'last') + 1 : first;
}
