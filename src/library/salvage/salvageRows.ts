// What a row must be to be carried over, whether a tree led to it or it was found by itself, and what stands in for its source.
// How rows are found is decided elsewhere.

import type { SQLInputValue } from 'node:sqlite';
import { type LibraryDatabase, textOf } from '../database.js';

/** Rows that are written in one transaction; between two of them others get their turn. */
export const batchSize = 250;

export interface Column {
  readonly name: string;
  /** What SQLite calls it in a definition. */
  readonly type: string;
}

/** The columns of a table of the library, in their order; none when it has no such table. */
export function columnsOf(library: LibraryDatabase, table: string): readonly Column[] {
  return library.all(`PRAGMA table_info(${table})`).map((row) => ({ name: textOf(row, 'name'), type: textOf(row, 'type') }));
}

/** Of the indexes of words and of addresses nothing is carried over: they are made again. */
export function isCarried({ name }: Column): boolean {
  return name !== 'search_id' && name !== 'address';
}

/** Whether a value can be what stands in a column; one that the library could not read again cannot. */
export function isOf({ type }: Column, value: SQLInputValue): boolean {
  if (value === null) return true;
  if (type === 'TEXT') return typeof value === 'string';
  if (typeof value === 'bigint') return BigInt.asIntN(53, value) === value;
  return type === 'REAL' && typeof value === 'number';
}

/** An issue whose source was lost keeps the source's id until somebody says its name again. */
export function standIn(library: LibraryDatabase, source: string): void {
  const kind = source === 'bundled' || source === 'imported' ? source : 'feed';
  library.run('INSERT OR IGNORE INTO sources (id, kind, name) VALUES (?, ?, ?)', source, kind, source);
}
