// One open connection to the library's file: prepared statements, transactions and typed reading of columns.
// It knows SQLite but not what the library keeps; which file to open and in which version is `open.ts`'s business.

import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';

/** A row as SQLite gives it. Read its columns with `textOf`, `optionalText` and `numberOf`. */
export type SqlRow = Readonly<Record<string, SQLOutputValue>>;

/** A connection. Every method blocks its thread, so it lives in the worker only. */
export class LibraryDatabase {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #isInTransaction = false;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  all(sql: string, ...params: readonly SQLInputValue[]): readonly SqlRow[] {
    return this.#prepared(sql).all(...params);
  }

  get(sql: string, ...params: readonly SQLInputValue[]): SqlRow | undefined {
    return this.#prepared(sql).get(...params);
  }

  /** Runs one statement; gives the number of rows it changed and the row number of the last one it inserted. */
  run(sql: string, ...params: readonly SQLInputValue[]): { readonly changes: number; readonly lastRow: number } {
    const { changes, lastInsertRowid } = this.#prepared(sql).run(...params);
    return { changes: Number(changes), lastRow: Number(lastInsertRowid) };
  }

  /** Runs several statements that take no parameters and are run rarely (schema, pragmas). */
  exec(sql: string): void {
    this.#db.exec(sql);
  }

  /**
   * Runs `work` in one transaction that takes the write lock at once, so that it never fails half-way because another
   * window wrote first. Joins the transaction that is already open. Rolls back when `work` throws.
   */
  transaction<T>(work: () => T): T {
    if (this.#isInTransaction) return work();
    this.#db.exec('BEGIN IMMEDIATE');
    this.#isInTransaction = true;
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      // SQLite has already rolled back by itself after some errors (disk full, out of memory).
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    } finally {
      this.#isInTransaction = false;
    }
  }

  /** Rows that this connection has changed so far. */
  changes(): number {
    return numberOf(this.get('SELECT total_changes() AS count') ?? {}, 'count');
  }

  close(): void {
    this.#statements.clear();
    if (this.#db.isOpen) this.#db.close();
  }

  #prepared(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

/** The text in a column that is never NULL. */
export function textOf(row: SqlRow, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`Column ${column} holds no text.`);
  return value;
}

/** The text in a column, undefined for NULL. */
export function optionalText(row: SqlRow, column: string): string | undefined {
  return row[column] === null ? undefined : textOf(row, column);
}

/** The number in a column that is never NULL. */
export function numberOf(row: SqlRow, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new TypeError(`Column ${column} holds no number.`);
  return value;
}
