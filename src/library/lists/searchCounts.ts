// How many unread issues saved searches find. Counts are remembered until the library changes; what a search finds is listed as
// any group is (`lists.ts`).

import { type LibraryDatabase, numberOf } from '../database.js';
import { dataVersion } from '../revisions.js';
import { queryCondition } from '../search/queryCondition.js';

/** Nobody reads a larger number: it is shown as more than 999. */
const mostCounted = 1000;

/** More counts than anybody has searches are not remembered. */
const mostRemembered = 200;

export class SearchCounts {
  readonly #counts = new Map<string, { readonly state: string; readonly count: number }>();
  #database: LibraryDatabase | undefined;

  /** The count of a query; known at once while nothing has changed since it was last asked for. */
  count(database: LibraryDatabase, query: string, today: string): number {
    // The numbers that say what has changed begin anew with each connection.
    if (this.#database !== database) this.#counts.clear();
    this.#database = database;
    const state = `${today} ${dataVersion(database)} ${database.changes()}`;
    const known = this.#counts.get(query);
    if (known?.state === state) return known.count;
    const count = countUnreadOf(database, query, today);
    // A search that was edited or removed leaves little behind.
    if (this.#counts.size >= mostRemembered) this.#counts.clear();
    this.#counts.set(query, { state, count });
    return count;
  }
}

function countUnreadOf(database: LibraryDatabase, query: string, today: string): number {
  const { where, values } = queryCondition(database, query, { today });
  const row = database.get(
    `SELECT count(*) AS count FROM (SELECT 1 FROM issues INDEXED BY issues_unread WHERE hidden = 0 AND is_read = 0 AND ${where} LIMIT ?)`,
    ...values,
    mostCounted,
  );
  return row ? numberOf(row, 'count') : 0;
}
