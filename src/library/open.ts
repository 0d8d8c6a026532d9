// Opens the library's file, or says why it cannot be used. Never deletes, replaces or changes a file that it does not
// understand; that takes the person's own request (`removeLibraryFiles`).

import type { DatabaseSync, DatabaseSyncOptions } from 'node:sqlite';
import { closeSync, existsSync, mkdirSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { LibraryStatus } from '../protocol/backend.js';
import { LibraryDatabase, textOf } from './database.js';
import { migrate, migrations, versionOf } from './schema.js';

/** Bytes: most texts fit a page, so that few are strung over several. Counts for a new file only. */
const pageSize = 8192;
/** Kilobytes of pages kept in memory, and pages in the log before they are written back: for thousands of issues in a row. */
const cacheSize = 8_000;
const longestLog = 2_000;

/** How long a write waits for another window's. */
const busyTimeout = 5000;

export type OpenOutcome =
  | { readonly state: 'ready'; readonly database: LibraryDatabase; readonly journal: string }
  | Exclude<LibraryStatus, { readonly state: 'ready' }>;

/** The library's file in the extension's storage folder. */
export function libraryFile(storageFolder: string): string {
  return join(storageFolder, 'library.db');
}

/** Opens the library in `storageFolder`, making both if needed. Expected failures are values; it never throws for them. */
export function openLibrary(storageFolder: string): OpenOutcome {
  const sqlite = loadSqlite();
  if ('detail' in sqlite) return { state: 'unsupported', detail: sqlite.detail };
  let db: DatabaseSync | undefined;
  try {
    mkdirSync(storageFolder, { recursive: true });
    const file = libraryFile(storageFolder);
    const found = versionInFile(sqlite.DatabaseSync, file);
    if (found > migrations.length) return newer(found);
    db = new sqlite.DatabaseSync(file, { timeout: busyTimeout, enableForeignKeyConstraints: true });
    const database = new LibraryDatabase(db);
    const journal = patiently(() => setUp(database));
    const version = patiently(() => migrate(database));
    if (version <= migrations.length) return { state: 'ready', database, journal };
    database.close();
    return newer(version);
  } catch (error) {
    if (db?.isOpen) db.close();
    return { state: 'broken', detail: messageOf(error) };
  }
}

/** Removes the library's files. Only for a library that is not open here and that the person asked to reset. */
export function removeLibraryFiles(storageFolder: string): void {
  const file = libraryFile(storageFolder);
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true });
}

/** Whether an error means that the file itself is damaged or no database at all (SQLITE_CORRUPT, SQLITE_NOTADB). */
export function isDamage(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === 11 || code === 26;
}

/** Whether the file has been brought to a later version by another window since it was opened. */
export function isNewer(database: LibraryDatabase): boolean {
  return versionOf(database) > migrations.length;
}

/** The version as the status says it when the file is a later build's. */
export function newer(version: number): Extract<LibraryStatus, { readonly state: 'newer' }> {
  return { state: 'newer', detail: `The library has version ${version}; this build knows ${migrations.length}.` };
}

type DatabaseClass = new (path: string, options?: DatabaseSyncOptions) => DatabaseSync;

/** `node:sqlite` is asked for at run time: an editor whose Node lacks it must still start, and say so. */
function loadSqlite(): { readonly DatabaseSync: DatabaseClass } | { readonly detail: string } {
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
    } finally {
      reader.close();
    }
  }
  return versionInHeader(file);
}

/** SQLite keeps the version in bytes 60 to 63 of the file, most significant byte first. */
function versionInHeader(file: string): number {
  const header = Buffer.alloc(64);
  const descriptor = openSync(file, 'r');
  try {
    const length = readSync(descriptor, header, 0, header.length, 0);
    const isDatabase = length === header.length && header.subarray(0, 16).toString('latin1') === 'SQLite format 3\0';
    if (!isDatabase) throw new Error('The file is not a database.');
    return header.readUInt32BE(60);
  } finally {
    closeSync(descriptor);
  }
}

/** Sets the journal: the write-ahead log where it can be had, else SQLite's own choice (network homes). */
function setUp(database: LibraryDatabase): string {
  database.exec(`PRAGMA page_size = ${pageSize}`);
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

function isBusy(error: unknown): boolean {
  return sqliteCode(error) === 5;
}

/** The primary result code of an SQLite error; undefined for any other error. */
function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  return error.errcode & 0xff;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
