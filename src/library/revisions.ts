// Counters that say what kind of change the library has seen, so that another window refreshes no more than it must.

import { type LibraryDatabase, numberOf } from './database.js';

export interface Revisions {
  readonly issues: number;
  readonly state: number;
}

/** Counts a change of a kind. Call it in the transaction of the change. */
export function touch(database: LibraryDatabase, name: keyof Revisions): void {
  database.run('UPDATE revisions SET count = count + 1 WHERE name = ?', name);
}

export function revisions(database: LibraryDatabase): Revisions {
  const of = (name: keyof Revisions): number => {
    const row = database.get('SELECT count FROM revisions WHERE name = ?', name);
    return row ? numberOf(row, 'count') : 0;
  };
  return { issues: of('issues'), state: of('state') };
}

/** A number that moves when another connection has committed, and only then. Costs microseconds. */
export function dataVersion(database: LibraryDatabase): number {
  const row = database.get('PRAGMA data_version');
  return row ? numberOf(row, 'data_version') : 0;
}
