// How many unread issues saved searches find. Counts are remembered until the library changes; what a search finds is listed as
// any group is (`lists.ts`).

import { type LibraryDatabase, numberOf } from './database.js';
import { dataVersion } from './revisions.js';
import { queryCondition } from './search/queryCondition.js';

/** Nobody reads a larger number: it is shown as more than 999. */
const mostCounted = 1000;

export class SearchCounts {
  #counts = new Map<string, number>();
  #counted: string | undefined;

  /** The count of each query, in their order. */
  count(database: LibraryDatabase, queries: readonly string[], today: string): readonly number[] {
    const state = `${today} ${dataVersion(database)} ${ownChanges(database)}`;
    const known = this.#counted === state ? this.#counts : new Map<string, number>();
    // Only what is asked for now is kept: a search that was edited or removed leaves nothing behind.
    this.#counts = new Map(queries.map((query) => [query, known.get(query) ?? countUnreadOf(database, query, today)]));
    this.#counted = state;
    return queries.map((query) => this.#counts.get(query) ?? 0);
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

/** A number that moves when this connection has changed a row; `dataVersion` knows of the others'. */
function ownChanges(database: LibraryDatabase): number {
  const row = database.get('SELECT total_changes() AS changes');
  return row ? numberOf(row, 'changes') : 0;
}
