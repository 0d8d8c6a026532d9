// Opens the library's file, or says why it cannot be used. Never deletes, replaces or changes a file that it does not
// understand; a damaged one is the business of `salvage.ts`, and to start over takes the person's own request.

import type { DatabaseSync, DatabaseSyncOptions } from 'node:sqlite';
import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LibraryStatus, LibraryTrouble } from '../protocol/libraryStatus.js';
import { LibraryDatabase, textOf } from './database.js';
import { identityOf, isUnderSalvage, removeDatabase, salvageFiles } from './salvageFiles.js';
import { migrate, migrations, versionOf } from './schema.js';
import { isBusy, isDamage, isUnwritable, troubleOf } from './sqliteErrors.js';

/** Bytes: most texts fit a page, so that few are strung over several. Counts for a new file only. */
const pageSize = 8192;
/** Kilobytes of pages kept in memory, and pages in the log before they are written back: for thousands of issues in a row. */
const cacheSize = 8_000;
const longestLog = 2_000;

/** How long a write waits for another window's. */
export const busyTimeout = 5000;

export interface OpenedLibrary {
  readonly state: 'ready';
  readonly database: LibraryDatabase;
  readonly journal: string;
  /** Tells the file from one that takes its place. */
  readonly identity: string | undefined;
  /** Why it can only be read; absent when it can be written. */
  readonly trouble?: LibraryTrouble;
}

/** Its bytes are not those of a database, or not all of them. */
interface DamagedLibrary {
  readonly state: 'damaged';
  readonly detail: string;
  readonly identity: string | undefined;
}

export type OpenOutcome = OpenedLibrary | DamagedLibrary | Exclude<LibraryStatus, { readonly state: 'ready' | 'salvaging' }>;

/** The library's file in the extension's storage folder. */
export function libraryFile(storageFolder: string): string {
  return join(storageFolder, 'library.db');
}

/**
 * Opens the library in `storageFolder`, making both if needed; one that cannot be written is opened for reading. Expected
 * failures are values; it never throws for them.
 */
export function openLibrary(storageFolder: string): OpenOutcome {
  const sqlite = loadSqlite();
  if ('detail' in sqlite) return { state: 'unsupported', detail: sqlite.detail };
  const file = libraryFile(storageFolder);
  const identity = identityOf(file);
  try {
    mkdirSync(storageFolder, { recursive: true });
    return openFile(sqlite.DatabaseSync, file, identity);
  } catch (error) {
    if (isDamage(error)) return { state: 'damaged', detail: messageOf(error), identity };
    const trouble = isUnwritable(error) ? 'readOnly' : troubleOf(error);
    if (trouble === undefined || trouble === 'locked' || identity === undefined) return broken(error);
    return openForReading(sqlite.DatabaseSync, file, trouble);
  }
}

/** Makes a new library at `file`, which is not there, up to the version that `steps` lead to. */
export function createLibrary(file: string, steps: readonly string[] = migrations): LibraryDatabase {
  const sqlite = loadSqlite();
  if ('detail' in sqlite) throw new Error(sqlite.detail);
  const database = new LibraryDatabase(new sqlite.DatabaseSync(file, { timeout: busyTimeout, enableForeignKeyConstraints: true }));
  setUp(database);
  migrate(database, steps);
  return database;
}

/** Removes the library's files. Only for a library that is not open here and that the person asked to reset. */
export function removeLibraryFiles(storageFolder: string): void {
  const { library, partial, whole, copy } = salvageFiles(libraryFile(storageFolder));
  for (const file of [library, partial, whole, copy]) removeDatabase(file);
}

/** Whether the file has been brought to a later version by another window since it was opened. */
export function isNewer(database: LibraryDatabase): boolean {
  return versionOf(database) > migrations.length;
}

/** The version as the status says it when the file is a later build's. */
export function newer(version: number): Extract<LibraryStatus, { readonly state: 'newer' }> {
  return { state: 'newer', detail: `The library has version ${version}; this build knows ${migrations.length}.` };
}

export type DatabaseClass = new (path: string | URL, options?: DatabaseSyncOptions) => DatabaseSync;

function openFile(database: DatabaseClass, file: string, identity: string | undefined): OpenOutcome {
  if (identity === undefined && isUnderSalvage(file)) return { state: 'damaged', detail: 'A salvage was cut off.', identity };
  const size = identity === undefined ? 0 : statSync(file).size;
  // SQLite throws the log of an empty file away, and with it what it holds.
  if (identity !== undefined && size === 0 && sizeOf(`${file}-wal`) > 0)
    return { state: 'damaged', detail: 'The file is empty.', identity };
  const found = versionInFile(database, file);
  if (found > migrations.length) return newer(found);
  if (identity !== undefined) accessSync(file, constants.W_OK);
  let db: DatabaseSync | undefined;
  try {
    // What is there is never made anew: it may be taken away right now by a window that salvages it.
    const place = identity === undefined ? file : within(file, 'mode', 'rw');
    db = new database(place, { timeout: busyTimeout, enableForeignKeyConstraints: true });
    const library = new LibraryDatabase(db);
    const journal = patiently(() => setUp(library));
    const version = patiently(() => migrate(library));
    if (version <= migrations.length) return { state: 'ready', database: library, journal, identity: identity ?? identityOf(file) };
    library.close();
    return newer(version);
  } catch (error) {
    if (db?.isOpen) db.close();
    throw error;
  }
}

/** Opens what cannot be written. A library that has to be brought up to date first cannot be read by this build. */
function openForReading(database: DatabaseClass, file: string, trouble: LibraryTrouble): OpenOutcome {
  // Where the log's shared memory cannot be made the file is read as it is without its log.
  for (const place of [file, within(file, 'immutable', '1')]) {
    let db: DatabaseSync | undefined;
    try {
      db = new database(place, { readOnly: true, timeout: busyTimeout });
      const library = new LibraryDatabase(db);
      const version = versionOf(library);
      if (version === migrations.length) {
        library.get('SELECT row FROM issues LIMIT 1');
        return { state: 'ready', database: library, journal: 'none', identity: identityOf(file), trouble };
      }
      library.close();
      if (version > migrations.length) return newer(version);
      return { state: 'broken', detail: `It has version ${version} and cannot be written.` };
    } catch (error) {
      if (db?.isOpen) db.close();
      if (isDamage(error)) return broken(error);
      if (place !== file || troubleOf(error) === undefined) return broken(error);
    }
  }
  return { state: 'broken', detail: 'It cannot be read.' };
}

function within(file: string, parameter: string, value: string): URL {
  const url = pathToFileURL(file);
  url.searchParams.set(parameter, value);
  return url;
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function broken(error: unknown): OpenOutcome {
  return { state: 'broken', detail: messageOf(error) };
}

/** `node:sqlite` is asked for at run time: an editor whose Node lacks it must still start, and say so. */
export function loadSqlite(): { readonly DatabaseSync: DatabaseClass } | { readonly detail: string } {
  const sqlite = process.getBuiltinModule('node:sqlite');
  // The types promise the module; an older Node does not.
  if (!(sqlite as unknown)) return { detail: `Node ${process.versions.node} has no node:sqlite.` };
  try {
    const probe = new sqlite.DatabaseSync(':memory:');
    probe.exec('CREATE VIRTUAL TABLE probe USING fts5(text)');
    probe.close();
    return sqlite;
  } catch (error) {
    return { detail: messageOf(error) };
  }
}

/**
 * The version of a file, read without changing a byte of it or of what lies beside it: a later build's file must stay as
 * it is. 0 when there is none yet.
 */
function versionInFile(database: DatabaseClass, file: string): number {
  if (!existsSync(file) || statSync(file).size === 0) return 0;
  // With a log beside it the version may stand there; a read-only connection reads it and never writes back on close.
  if (existsSync(`${file}-wal`)) {
    const reader = new LibraryDatabase(new database(file, { readOnly: true, timeout: busyTimeout }));
    try {
      return patiently(() => versionOf(reader));
    } catch (error) {
      if (!isUnwritable(error)) throw error;
    } finally {
      reader.close();
    }
  }
  return versionInHeader(file);
}

/** Said before SQLite says it: not even a byte beside such a file is to be changed. */
class NotADatabase extends Error {
  readonly errcode = 26;

  constructor() {
    super('The file is not a database.');
  }
}

/** SQLite keeps the version in bytes 60 to 63 of the file, most significant byte first. */
function versionInHeader(file: string): number {
  const header = Buffer.alloc(64);
  const descriptor = openSync(file, 'r');
  try {
    const length = readSync(descriptor, header, 0, header.length, 0);
    const isDatabase = length === header.length && header.subarray(0, 16).toString('latin1') === 'SQLite format 3\0';
    if (!isDatabase) throw new NotADatabase();
    return header.readUInt32BE(60);
  } finally {
    closeSync(descriptor);
  }
}

/** Sets the journal: the write-ahead log where it can be had, else SQLite's own choice (network homes). */
function setUp(database: LibraryDatabase): string {
  database.exec(`PRAGMA page_size = ${pageSize}`);
  // Before the first table: a new file can be made smaller bit by bit (`compaction.ts`); nothing changes for one that is there.
  database.exec('PRAGMA auto_vacuum = INCREMENTAL');
  const journal = journalOf(database);
  // NORMAL with the log keeps everything that was acknowledged when the process dies; without the log FULL does.
  database.exec(`PRAGMA synchronous = ${journal === 'wal' ? 'NORMAL' : 'FULL'}`);
  database.exec(`PRAGMA cache_size = -${cacheSize}`);
  database.exec(`PRAGMA wal_autocheckpoint = ${longestLog}`);
  return journal;
}

function journalOf(database: LibraryDatabase): string {
  try {
    const row = database.get('PRAGMA journal_mode = WAL');
    return row ? textOf(row, 'journal_mode') : 'unknown';
  } catch (error) {
    if (isDamage(error) || isBusy(error)) throw error;
    database.exec('PRAGMA journal_mode = DELETE');
    return 'delete';
  }
}

/** SQLite does not wait for a lock where waiting might deadlock (switching to the log, recovery), so the wait is here. */
function patiently<T>(work: () => T): T {
  const deadline = Date.now() + busyTimeout;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || Date.now() > deadline) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
