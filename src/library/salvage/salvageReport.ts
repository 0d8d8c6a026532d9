// What came back of a damaged library, kept in the new one until the person has put the news aside.

import type { SalvageReport } from '../../protocol/libraryStatus.js';
import { type LibraryDatabase, numberOf } from '../database.js';
import { readMemo, writeMemo } from '../memos.js';

/** The news of a salvage; undefined when there was none, or it was put aside. */
export function readSalvageReport(database: LibraryDatabase): SalvageReport | undefined {
  const memo = readMemo(database, 'salvaged');
  if (typeof memo !== 'object' || memo === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(memo));
  const keptAs = fields.get('keptAs');
  const [issues, stars] = [toCount(fields.get('issues')), toCount(fields.get('stars'))];
  if (issues === undefined || stars === undefined || typeof keptAs !== 'string') return undefined;
  const [issuesBefore, starsBefore] = [toCount(fields.get('issuesBefore')), toCount(fields.get('starsBefore'))];
  const incomplete = toCount(fields.get('incomplete'));
  return {
    issues,
    ...(issuesBefore === undefined ? {} : { issuesBefore }),
    stars,
    ...(starsBefore === undefined ? {} : { starsBefore }),
    ...(incomplete ? { incomplete } : {}),
    keptAs,
  };
}

/** Keeps the news of a salvage; undefined puts it aside. */
export function writeSalvageReport(database: LibraryDatabase, report: SalvageReport | undefined): void {
  writeMemo(database, 'salvaged', report);
}

export function countStars(database: LibraryDatabase): number {
  const row = database.get('SELECT count(*) AS count FROM state WHERE starred_at IS NOT NULL');
  return row ? numberOf(row, 'count') : 0;
}

function toCount(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
