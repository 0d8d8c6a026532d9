// The packages that issues are read for although the catalogue does not have them: those of all workspaces of the last months.
// They stand in the library, so that each window's worker reads new issues for the packages of the others too.

import type { LibraryDatabase } from '../../library/database.js';
import { readMemo, writeMemo } from '../../library/memos.js';

/** Days after which a package that no workspace uses any more is let go. */
const keptFor = 90;

/** So many that reading an issue stays quick. */
const mostPackages = 3_000;

/** Ids of packages with the day (days since 1970) when a workspace last used them. */
export type KnownPackages = ReadonlyMap<string, number>;

export function readPackages(database: LibraryDatabase): KnownPackages {
  const memo = readMemo(database, 'packages');
  const entries = typeof memo === 'object' && memo !== null ? Object.entries(memo) : [];
  return new Map(entries.flatMap(([id, day]: [string, unknown]) => (typeof day === 'number' ? [[id, day] as const] : [])));
}

/** Notes that a workspace uses some packages; gives all that are known from now on. */
export function notePackages(database: LibraryDatabase, used: readonly string[], today: number): KnownPackages {
  return database.transaction(() => {
    const before = readPackages(database);
    const all = new Map([...before, ...used.map((id) => [id, today] as const)]);
    const kept = [...all]
      .filter(([, day]) => today - day <= keptFor)
      .sort(([, a], [, b]) => b - a)
      .slice(0, mostPackages);
    const after = new Map(kept);
    const isSame = before.size === after.size && kept.every(([id, day]) => before.get(id) === day);
    if (!isSame) writeMemo(database, 'packages', Object.fromEntries(kept));
    return after;
  });
}
