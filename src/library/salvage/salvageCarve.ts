// Carries over the rows that were found page by page, where the trees of a damaged library no longer lead to them. What is there
// already stays as it is.

import { type LibraryDatabase, textOf } from '../database.js';
import { type CarvedRow, carvedRows } from './salvagePages.js';
import { batchSize, type Column, columnsOf, isCarried, isOf, standIn } from './salvageRows.js';

/** Puts what is found in the file at `path` beside what the library has. Gives way after each batch. */
export function* carveOver(path: string, library: LibraryDatabase): Generator<undefined, void, void> {
  const states = new Map<string, CarvedRow>();
  const insert = inserter(library);
  let batch: CarvedRow[] = [];
  const write = (): void => {
    const rows = batch;
    batch = [];
    library.transaction(() => {
      for (const row of rows) insert(row);
    });
  };
  // Rows come in the order of their pages: a part before its issue.
  library.exec('PRAGMA foreign_keys = OFF');
  for (const row of carvedRows(path)) {
    if (row?.table === 'state') keepLatest(states, row);
    else if (row) batch.push(row);
    if (row && batch.length < batchSize) continue;
    write();
    yield undefined;
  }
  batch.push(...states.values());
  write();
  library.transaction(() => tidy(library));
  library.exec('PRAGMA foreign_keys = ON');
}

/** Of two rows about one issue the one counts that was written later; the other lay on a page that was left. */
function keepLatest(states: Map<string, CarvedRow>, row: CarvedRow): void {
  const key = String(row.values[0]);
  const before = states.get(key);
  if (!before || latest(row) > latest(before)) states.set(key, row);
}

function latest({ values }: CarvedRow): number {
  return Math.max(0, ...values.flatMap((value) => (typeof value === 'bigint' ? [Number(value)] : [])));
}

/** Writes a row into its table, if it can be one of it. */
function inserter(library: LibraryDatabase): (row: CarvedRow) => void {
  const tables = new Map<string, readonly Column[]>();
  const known = (table: string): readonly Column[] => {
    const columns = tables.get(table) ?? columnsOf(library, table);
    tables.set(table, columns);
    return columns;
  };
  return ({ table, values }) => {
    const columns = known(table);
    if (values.length > columns.length) return;
    const fields = columns.slice(0, values.length).map((column, index) => ({ column, value: values[index] ?? null }));
    const kept = fields.filter(({ column }) => isCarried(column));
    if (!kept.every(({ column, value }) => isOf(column, value))) return;
    const names = kept.map(({ column }) => column.name).join(', ');
    library.run(`INSERT OR IGNORE INTO ${table} (${names}) VALUES (${kept.map(() => '?').join(', ')})`, ...kept.map(({ value }) => value));
  };
}

/** Every issue has a source, every part an issue. */
function tidy(library: LibraryDatabase): void {
  const lost = library.all('SELECT DISTINCT source FROM issues WHERE source NOT IN (SELECT id FROM sources)');
  for (const row of lost) standIn(library, textOf(row, 'source'));
  for (const table of ['sections', 'takeaways', 'links']) library.run(`DELETE FROM ${table} WHERE issue NOT IN (SELECT row FROM issues)`);
  for (const table of ['takeaways', 'links']) {
    library.run(`DELETE FROM ${table} WHERE section IS NOT NULL AND section NOT IN (SELECT row FROM sections)`);
  }
  library.run('DELETE FROM bodies WHERE section NOT IN (SELECT row FROM sections)');
}
