// Makes a working library of a damaged one: a new file takes its place with all that can be read, the broken one is kept aside.
// Of several windows that notice together one does it, and none writes to the old file meanwhile.
//
// 1. Who has the lock of an empty file beside the library salvages; the others wait for it and find the library in order. A lock
//    ends with its process.
// 2. The new file, from its first moment under the name `partial`, tells the others to write nothing (`isUnderSalvage`, asked in
//    each write's transaction); taking the old one's own write lock waits for those who had begun.
// 3. The new file is filled, closed, renamed to `whole`; then the old one is renamed and the new one takes its name. Whoever finds
//    no library but a whole new one ends that (`endReplacing`).

import { constants, copyFileSync, existsSync, renameSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { SalvageReport } from '../../protocol/libraryStatus.js';
import type { LibraryDatabase } from '../database.js';
import { createLibrary, type DatabaseClass, libraryFile, loadSqlite } from '../open.js';
import { carryOver, type CarriedOver } from './salvageCopy.js';
import { brokenName, endReplacing, identityOf, removeDatabase, replaceLibrary, type SalvageFiles, salvageFiles } from '../salvageFiles.js';
import { repairHeader } from './salvageHeader.js';
import { columnsIn } from './salvageRead.js';
import { writeSalvageReport } from './salvageReport.js';
import { isBusy, isDamage } from '../sqliteErrors.js';

/** Asked again after a moment; of `waiting` after a longer one, since another process is at work. */
type SalvageStep = 'working' | 'waiting';

export type SalvageOutcome =
  | { readonly outcome: 'salvaged'; readonly report: SalvageReport }
  /** Another window has done it. */
  | { readonly outcome: 'inOrder' };

type Steps<T> = Generator<SalvageStep, T, void>;

/** Times to wait for whoever was writing to the old file when it was found damaged. */
const patience = 50;

/**
 * Salvages the library in `storageFolder`, of which no connection may be open here. `damaged` is the identity of the file that
 * was found damaged; one that is there in its place is left alone. May be ended at any step; throws what the disk says.
 */
export function* salvageLibrary(storageFolder: string, damaged: string | undefined, now: Date = new Date()): Steps<SalvageOutcome> {
  const sqlite = loadSqlite();
  if ('detail' in sqlite) throw new Error(sqlite.detail);
  const files = salvageFiles(libraryFile(storageFolder));
  const lock = yield* takeLock(sqlite.DatabaseSync, files.lock);
  try {
    if (endReplacing(files)) return { outcome: 'inOrder' };
    removeHalfDone(files);
    if (damaged === undefined || identityOf(files.library) !== damaged) return { outcome: 'inOrder' };
    return { outcome: 'salvaged', report: yield* salvage(sqlite.DatabaseSync, files, now) };
  } finally {
    // Before the lock is given up, since it would keep the others from writing. A whole one without a library is for the next.
    if (existsSync(files.library)) removeHalfDone(files);
    lock.close();
  }
}

function removeHalfDone({ partial, whole, copy }: SalvageFiles): void {
  for (const file of [partial, whole, copy]) removeDatabase(file);
}

/** Waits for the lock, for as long as another process has it. */
function* takeLock(database: DatabaseClass, file: string): Steps<DatabaseSync> {
  const lock = new database(file, { timeout: 0 });
  try {
    while (!isTaken(() => lock.exec('BEGIN EXCLUSIVE'))) yield 'waiting';
  } catch (error) {
    lock.close();
    throw error;
  }
  return lock;
}

function* salvage(database: DatabaseClass, files: SalvageFiles, now: Date): Steps<SalvageReport> {
  const library = createLibrary(files.partial, []);
  let held: DatabaseSync | undefined;
  try {
    held = yield* holdBroken(database, files.library);
    const keptAs = brokenName(files.library, now);
    const report: SalvageReport = { ...(yield* fill(database, files, held, library)), keptAs };
    writeSalvageReport(library, report);
    library.close();
    if (existsSync(`${files.partial}-wal`)) throw new Error('The new library could not be written whole.');
    // Where an open file cannot be renamed it is let go first: the others see what is under way and write nothing.
    if (process.platform === 'win32') held?.close();
    renameSync(files.partial, files.whole);
    replaceLibrary(files, keptAs);
    return report;
  } finally {
    library.close();
    if (held?.isOpen) held.close();
  }
}

/** Opens the broken file and keeps others from writing to it; undefined where SQLite does not even do that. */
function* holdBroken(database: DatabaseClass, file: string): Steps<DatabaseSync | undefined> {
  // Of an empty file SQLite would throw the log away.
  if (statSync(file).size === 0) return undefined;
  const held = openBroken(database, file);
  try {
    for (let time = 0; time < patience; time++) {
      if (isTaken(() => held.exec('BEGIN IMMEDIATE'))) return held;
      yield 'waiting';
    }
    throw new Error('Another program keeps writing to the damaged library.');
  } catch (error) {
    held.close();
    if (!isDamage(error)) throw error;
  }
  // Whoever had begun to write before the new file was there has ended after this.
  yield 'waiting';
  return undefined;
}

/** Carries over what the broken file gives, or a copy of it whose first bytes were made anew. */
function* fill(database: DatabaseClass, files: SalvageFiles, held: DatabaseSync | undefined, library: LibraryDatabase): Steps<CarriedOver> {
  if (held && hasTables(held)) return yield* working(carryOver(held, files.library, library));
  for (const suffix of ['', '-wal']) {
    const file = `${files.library}${suffix}`;
    if (existsSync(file)) copyFileSync(file, `${files.copy}${suffix}`, constants.COPYFILE_FICLONE);
  }
  repairHeader(files.copy);
  const copy = openBroken(database, files.copy);
  try {
    return yield* working(carryOver(copy, files.copy, library));
  } finally {
    copy.close();
  }
}

function* working<T>(batches: Generator<undefined, T, void>): Steps<T> {
  for (;;) {
    const batch = batches.next();
    if (batch.done) return batch.value;
    yield 'working';
  }
}

function openBroken(database: DatabaseClass, file: string): DatabaseSync {
  const broken = new database(file, { timeout: 0 });
  // With it SQLite reads what it otherwise refuses: a file that was cut short, tables beside others that make no sense.
  broken.exec('PRAGMA writable_schema = ON');
  return broken;
}

function hasTables(broken: DatabaseSync): boolean {
  return ['issues', 'state'].some((table) => columnsIn(broken, table).length > 0);
}

/** Whether a lock was had. */
function isTaken(take: () => void): boolean {
  try {
    take();
    return true;
  } catch (error) {
    if (!isBusy(error)) throw error;
    return false;
  }
}
