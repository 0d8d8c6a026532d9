// Tidies the library's file in small steps, each of some milliseconds: merges what the search index wrote bit by bit, gives pages
// that are free back to the disk, keeps the figures by which SQLite plans, and writes the log back. Never rewrites the whole file.

import { type LibraryDatabase, numberOf } from '../database.js';
import { readMemo, writeMemo } from '../memos.js';

/** Pages of the index that one step merges. */
const mergedPages = 32;

/** Pages that one step gives back, and how many have to be free before it is worth while: they are used again soon. */
const returnedPages = 64;
const worthReturning = 256;

/** Rows that are looked at for each index to learn how its values are spread. */
const analysedRows = 400;

type Stage = (database: LibraryDatabase) => 'more' | 'done';

/** One round through all that can be tidied. Made anew for each round. */
export class CompactionRound {
  readonly #stages: Stage[] = [mergeSome, returnAll(), plan, writeBack];

  /** Does one step; never inside a transaction. */
  step(database: LibraryDatabase, now: Date = new Date()): 'more' | 'done' {
    const [stage] = this.#stages;
    if (!stage) {
      writeMemo(database, 'compaction', { at: now.getTime() });
      return 'done';
    }
    if (stage(database) === 'done') this.#stages.shift();
    return 'more';
  }
}

/** When the last round ended, milliseconds since 1970. */
export function lastCompaction(database: LibraryDatabase): number | undefined {
  const memo = readMemo(database, 'compaction');
  return typeof memo === 'object' && memo !== null && 'at' in memo && typeof memo.at === 'number' ? memo.at : undefined;
}

function mergeSome(database: LibraryDatabase): 'more' | 'done' {
  const before = database.changes();
  database.run("INSERT INTO search (search, rank) VALUES ('merge', ?)", mergedPages);
  // The statement itself counts as one.
  return database.changes() - before > 1 ? 'more' : 'done';
}

/** Only a file that was made for it can shrink bit by bit; in an older one free pages wait for new issues. */
function returnAll(): Stage {
  let hasBegun = false;
  return (database) => {
    const canShrink = pragma(database, 'auto_vacuum') === 2;
    const before = freePages(database);
    if (!canShrink || before < (hasBegun ? 1 : worthReturning)) return 'done';
    hasBegun = true;
    database.exec(`PRAGMA incremental_vacuum(${returnedPages})`);
    return freePages(database) < before ? 'more' : 'done';
  };
}

function plan(database: LibraryDatabase): 'done' {
  database.exec(`PRAGMA analysis_limit = ${analysedRows}; PRAGMA optimize`);
  return 'done';
}

function writeBack(database: LibraryDatabase): 'done' {
  database.exec('PRAGMA wal_checkpoint(PASSIVE)');
  return 'done';
}

/** Pages of the file that hold nothing. */
export function freePages(database: LibraryDatabase): number {
  return pragma(database, 'freelist_count');
}

/** The value of a pragma that gives one number. */
export function pragma(database: LibraryDatabase, name: 'auto_vacuum' | 'freelist_count' | 'page_count' | 'page_size'): number {
  const row = database.get(`PRAGMA ${name}`);
  return row ? numberOf(row, name) : 0;
}
