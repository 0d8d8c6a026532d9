// Reads the rows of a damaged database around what cannot be read: a row that cannot be read costs no other. What becomes of the
// rows is decided elsewhere.

import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';

/** A row with whole numbers as `bigint`, whatever their size. */
export type FoundRow = Readonly<Record<string, SQLOutputValue>>;

/** Rows, and now and then nothing, where reading takes long without finding any. */
export type FoundRows = Generator<FoundRow | undefined, void, void>;

/** Told whenever something could not be read. */
export type OnGap = () => void;

/** Where a table's rows are read from, and which of their columns. */
export interface ReadTable {
  readonly name: string;
  readonly columns: readonly string[];
}

/** Looks into the gaps of one table at most: a tree of nonsense may claim any number of rows. */
const mostLooks = 50_000;

/** Looks without a row after which others get their turn. */
const patience = 500;

/** Doublings of the step by which the end of a gap is sought. */
const longestGap = 40;

/** Numbers behind a gap without an end that are looked at one by one. */
const tail = 512n;

/** The columns that a table has in the file; none when it, or what says how it is built, cannot be read. */
export function columnsIn(database: DatabaseSync, table: string): readonly string[] {
  return attempt(() => database.prepare(`PRAGMA table_info(${table})`).all(), []).map(({ name }) => String(name));
}

/** The number that a question is answered with; undefined when what it asks for cannot be read. */
export function numberFrom(database: DatabaseSync, sql: string): number | undefined {
  const row = attempt(() => database.prepare(sql).get(), undefined);
  const value = row && Object.values(row)[0];
  return typeof value === 'number' ? value : undefined;
}

/**
 * The rows of a table that SQLite finds by number. Where reading breaks off the end of the gap is sought; the gap itself is
 * halved again and again, until what can be read in it is told from what cannot.
 */
export function* rowsByNumber(database: DatabaseSync, table: ReadTable, onGap: OnGap): FoundRows {
  const source = `${table.name} NOT INDEXED`;
  const columns = ['rowid AS found_row', ...table.columns].join(', ');
  const walk = prepared(database, `SELECT ${columns} FROM ${source} WHERE rowid BETWEEN ? AND ? ORDER BY rowid`);
  const seek = prepared(database, `SELECT rowid FROM ${source} WHERE rowid >= ? ORDER BY rowid LIMIT 1`);
  if (!walk || !seek) return onGap();
  const gaps: (readonly [from: bigint, to: bigint])[] = [];
  for (let from: bigint | undefined = 0n; from !== undefined;) {
    const broken: bigint | undefined = yield* readRange(walk, from, lastNumber);
    if (broken === undefined) break;
    onGap();
    from = endOfGap(seek, broken);
    gaps.push([broken, from === undefined ? broken + tail : from - 1n]);
  }
  for (let look = 0; look < gaps.length; look++) {
    if (look >= mostLooks) return;
    if (look % patience === 0) yield undefined;
    const [from, to] = gaps[look] ?? [0n, -1n];
    const broken = yield* readRange(walk, from, to);
    // The step behind the last row may be what failed.
    if (broken === undefined || from === to || broken > to) continue;
    const middle = (broken + to) / 2n;
    gaps.push([broken, middle]);
    if (middle < to) gaps.push([middle + 1n, to]);
  }
}

const lastNumber = 2n ** 62n;

/** Gives the rows of a range; returns the number at which reading broke off. */
function* readRange(walk: StatementSync, from: bigint, to: bigint): Generator<FoundRow, bigint | undefined, void> {
  let next = from;
  try {
    for (const row of rowsOf(walk, from, to)) {
      const number = row['found_row'];
      if (typeof number === 'bigint') next = number + 1n;
      yield row;
    }
    return undefined;
  } catch (error) {
    expectDamage(error);
    return next;
  }
}

/** A number from which rows can be read again; undefined when none was found. */
function endOfGap(seek: StatementSync, broken: bigint): bigint | undefined {
  for (let doubling = 0; doubling < longestGap; doubling++) {
    const from = broken + 2n ** BigInt(doubling);
    const found = attempt<FoundRow | 'end' | undefined>(() => seek.get(from) ?? 'end', undefined);
    if (found !== undefined) return from;
  }
  return undefined;
}

/**
 * The rows of a table that SQLite finds by the text in `key`. Where reading breaks off it goes on at the next of `starts`, texts
 * that are likely to be there; what only the end of the table leads to is read from there.
 */
export function* rowsByText(
  database: DatabaseSync,
  table: ReadTable,
  key: string,
  starts: () => Iterable<string>,
  onGap: OnGap,
): FoundRows {
  const columns = table.columns.join(', ');
  const forward = prepared(database, `SELECT ${columns} FROM ${table.name} WHERE ${key} >= ? ORDER BY ${key}`);
  const backward = prepared(database, `SELECT ${columns} FROM ${table.name} ORDER BY ${key} DESC`);
  if (!forward || !backward) return onGap();
  let last = yield* readTexts(forward, key, '');
  if (last === undefined) return;
  onGap();
  yield* readTexts(backward, key);
  let looks = 0;
  for (const start of [...starts()].sort(byBytes)) {
    if (byBytes(start, last) <= 0) continue;
    if (++looks % patience === 0) yield undefined;
    if (looks > mostLooks) return;
    const broken: string | undefined = yield* readTexts(forward, key, start);
    // Read to the end: all that follows is there.
    if (broken === undefined) return;
    last = broken;
  }
}

/** Gives rows; returns the last text that was read before reading broke off, undefined when it did not. */
function* readTexts(statement: StatementSync, key: string, from?: string): Generator<FoundRow, string | undefined, void> {
  let last = from ?? '';
  try {
    for (const row of from === undefined ? rowsOf(statement) : rowsOf(statement, from)) {
      const text = row[key];
      if (typeof text === 'string') last = text;
      yield row;
    }
    return undefined;
  } catch (error) {
    expectDamage(error);
    return last;
  }
}

/** The rows of a statement. One that failed before fails once more when it begins anew, with the error that it had. */
function rowsOf(statement: StatementSync, ...params: readonly SQLInputValue[]): Iterable<FoundRow> {
  return attempt(() => statement.iterate(...params), undefined) ?? statement.iterate(...params);
}

/** In the order of SQLite's own. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function prepared(database: DatabaseSync, sql: string): StatementSync | undefined {
  return attempt(() => {
    const statement = database.prepare(sql);
    statement.setReadBigInts(true);
    return statement;
  }, undefined);
}

/** Reads from what may be damaged. */
function attempt<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    expectDamage(error);
    return otherwise;
  }
}

/** Whatever SQLite says of a damaged file is expected here: a table may be missing as well as unreadable. */
function expectDamage(error: unknown): void {
  if (!(error instanceof Error && 'errcode' in error)) throw error;
}
