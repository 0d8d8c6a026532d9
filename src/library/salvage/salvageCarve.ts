// Carries over the rows that were found page by page, where the trees of a damaged library no longer lead to them. What is there
// already stays as it is.

import { type LibraryDatabase, textOf } from '../database.js';
import { type CarvedRow, carvedRows, type CarvedValue } from './salvagePages.js';

/** Rows that are written in one transaction. */
const batchSize = 250;

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
  const columns = new Map<string, readonly { readonly name: string; readonly type: string }[]>();
  const columnsOf = (table: string): readonly { readonly name: string; readonly type: string }[] => {
    const known = columns.get(table);
    if (known) return known;
    const found = library.all(`PRAGMA table_info(${table})`).map((row) => ({ name: textOf(row, 'name'), type: textOf(row, 'type') }));
    columns.set(table, found);
    return found;
  };
  return ({ table, values }) => {
    const known = columnsOf(table);
    if (values.length > known.length) return;
    const fields = known.slice(0, values.length).map((column, index) => ({ ...column, value: values[index] ?? null }));
    // The index of words is made again.
    const kept = fields.filter(({ name }) => name !== 'search_id');
    if (!kept.every(({ type, value }) => isOf(type, value))) return;
    const names = kept.map(({ name }) => name).join(', ');
    library.run(`INSERT OR IGNORE INTO ${table} (${names}) VALUES (${kept.map(() => '?').join(', ')})`, ...kept.map(({ value }) => value));
  };
}

function isOf(type: string, value: CarvedValue): boolean {
  if (value === null) return true;
  if (type === 'TEXT') return typeof value === 'string';
  return type === 'REAL' ? typeof value !== 'string' && !ArrayBuffer.isView(value) : typeof value === 'bigint' && isSafe(value);
}

function isSafe(value: bigint): boolean {
  return BigInt.asIntN(53, value) === value;
}

/** Every issue has a source, every part an issue. */
function tidy(library: LibraryDatabase): void {
  library.run(
    `INSERT OR IGNORE INTO sources (id, kind, name)
     SELECT DISTINCT source, iif(source IN ('bundled', 'imported'), source, 'feed'), source FROM issues`,
  );
  for (const table of ['sections', 'takeaways', 'links']) library.run(`DELETE FROM ${table} WHERE issue NOT IN (SELECT row FROM issues)`);
  for (const table of ['takeaways', 'links']) {
    library.run(`DELETE FROM ${table} WHERE section IS NOT NULL AND section NOT IN (SELECT row FROM sections)`);
  }
  library.run('DELETE FROM bodies WHERE section NOT IN (SELECT row FROM sections)');
}
