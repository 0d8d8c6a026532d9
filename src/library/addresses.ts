// Numbers for web addresses, by which the issues that link to one page are found in an index. They are written with the content; what
// an older version stored gets them bit by bit (`numberSome`). Two pages may have one number: who looks up compares the pages.

import { createHash } from 'node:crypto';
import { canonicalLink } from '../digest/canonicalLink.js';
import { type LibraryDatabase, numberOf, optionalText, type SqlRow } from './database.js';
import { readMemo, writeMemo } from './memos.js';

/** Bytes of a number: as many as SQLite stores in one step below eight, and enough for millions of pages. */
const width = 6;

/** The number of the page that an address means; null for what is no web address. */
export function addressNumber(url: string | undefined): number | null {
  const page = pageOf(url);
  return page === undefined ? null : numberOfPage(page);
}

/** The page that an address means, in the form in which pages are compared; undefined for what is no web address. */
export function pageOf(url: string | undefined): string | undefined {
  return url === undefined || /^mailto:/i.test(url) ? undefined : canonicalLink(url)?.page;
}

export function numberOfPage(page: string): number {
  return createHash('sha256').update(page).digest().readIntBE(0, width);
}

/** Whether there may be issues whose addresses have no numbers yet. */
export function areAddressesNumbered(database: LibraryDatabase): boolean {
  return readMemo(database, 'unnumbered') === undefined;
}

/** Numbers the addresses of the newest `limit` issues that are not known to have them; gives how many issues there were. */
export function numberSome(database: LibraryDatabase, limit: number): number {
  return database.transaction(() => {
    const last = readMemo(database, 'unnumbered');
    if (last === undefined) return 0;
    const from = typeof last === 'number' ? last : Number.MAX_SAFE_INTEGER;
    const issues = database.all('SELECT row, url, address FROM issues WHERE row <= ? ORDER BY row DESC LIMIT ?', from, limit);
    for (const issue of issues) {
      setNumber(database, 'issues', issue);
      const links = database.all('SELECT row, url, address FROM links WHERE issue = ?', numberOf(issue, 'row'));
      for (const link of links) setNumber(database, 'links', link);
    }
    const lowest = issues.at(-1);
    writeMemo(database, 'unnumbered', lowest && issues.length === limit ? numberOf(lowest, 'row') - 1 : undefined);
    return issues.length;
  });
}

function setNumber(database: LibraryDatabase, table: 'issues' | 'links', row: SqlRow): void {
  const number = addressNumber(optionalText(row, 'url'));
  if (number !== row['address']) database.run(`UPDATE ${table} SET address = ? WHERE row = ?`, number, numberOf(row, 'row'));
}

/** Has every address numbered again. For a library that was put together anew. */
export function forgetAddressNumbers(database: LibraryDatabase): void {
  const row = database.get('SELECT max(row) AS last FROM issues');
  writeMemo(database, 'unnumbered', typeof row?.['last'] === 'number' ? row['last'] : undefined);
}
