// Opening: a new library, an old one, one from a later version, files that are none, and migrations that meet.

import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it, vi } from 'vitest';
import { readIssue } from '../../../src/library/content.js';
import { LibraryDatabase } from '../../../src/library/database.js';
import { publishedDay, sortDay, sortTime } from '../../../src/library/day.js';
import { putIssue } from '../../../src/library/issues/issues.js';
import { libraryFile, openLibrary, removeLibraryFiles } from '../../../src/library/open.js';
import { issueRow } from '../../../src/library/lists/rows.js';
import { migrate, migrations, versionOf } from '../../../src/library/schema.js';
import { isDamage } from '../../../src/library/sqliteErrors.js';
import { placeOf } from '../../../src/library/state/state.js';
import { fullIssue, newLibrary, openReady, temporaryFolder } from './builders.js';
import { buildIssue } from './buildIssue.js';
import { oldIssue, writeVersion1 } from './version1.js';

const { DatabaseSync } = process.getBuiltinModule('node:sqlite');

/** Every file of a folder with its bytes. */
function snapshot(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name)).toString('base64')]),
  );
}

/** What the tables and indexes of a file are, without regard to how their definitions are set. */
function schemaOf(library: LibraryDatabase): readonly string[] {
  return library
    .all('SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name')
    .map(
      (row) =>
        `${String(row['name'])}: ${String(row['sql']).replace(/\s+/g, ' ').replace(/\( /g, '(').replace(/ ,/g, ',').replace(/ \)/g, ')')}`,
    );
}

/** Writes a library that says it is of the version after ours. */
function later(folder: string): void {
  const library = newLibrary(folder);
  putIssue(library, buildIssue(), { sourceId: 'imported' });
  library.exec(`PRAGMA user_version = ${migrations.length + 1}`);
  library.close();
}

describe('a library that is not there yet', () => {
  it('is made, with its folder, in the newest version, with a write-ahead log', () => {
    const folder = join(temporaryFolder(), 'deep', 'storage');
    const library = openReady(folder);
    expect(versionOf(library)).toBe(migrations.length);
    expect(library.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' });
    expect(library.get('PRAGMA foreign_keys')).toEqual({ foreign_keys: 1 });
    expect(library.get('PRAGMA busy_timeout')).toEqual({ timeout: 5000 });
  });

  it('is made of an empty file too', () => {
    const folder = temporaryFolder();
    writeFileSync(libraryFile(folder), '');
    expect(openLibrary(folder).state).toBe('ready');
  });
});

describe('a library of version 1', () => {
  it('comes up to date with its issues and their state', () => {
    const folder = temporaryFolder();
    writeVersion1(folder);
    const library = openReady(folder);
    expect(versionOf(library)).toBe(migrations.length);
    expect(readIssue(library, 'imported/old-looms')).toStrictEqual(oldIssue);
    expect(issueRow(library, 'imported/old-looms')).toMatchObject({ isRead: true, isStarred: true });
    expect(placeOf(library, 'imported/old-looms')).toEqual({ anchor: 'heddles', offset: 40.5 });
  });

  it('tells what changed since it was read there, though it did not write words down', () => {
    const folder = temporaryFolder();
    writeVersion1(folder);
    const library = openReady(folder);
    const { isUpdated } = issueRow(library, 'imported/old-looms') ?? {};
    putIssue(library, { ...oldIssue, updated: '2026-01-03' }, { sourceId: 'imported' });
    const sameWords = issueRow(library, 'imported/old-looms')?.isUpdated;
    putIssue(library, { ...oldIssue, tldr: 'Shorter.' }, { sourceId: 'imported' });
    expect([isUpdated, sameWords, issueRow(library, 'imported/old-looms')?.isUpdated]).toEqual([false, false, true]);
  });

  it('does not write again what is read as it was', () => {
    const folder = temporaryFolder();
    writeVersion1(folder);
    const library = openReady(folder);
    expect(putIssue(library, oldIssue, { sourceId: 'imported' }).outcome).toBe('unchanged');
    expect(putIssue(library, { ...oldIssue, tags: [] }, { sourceId: 'imported' }).outcome).toBe('updated');
  });

  it('has its issues in the places that they would have if they were put today', () => {
    const folder = temporaryFolder();
    writeVersion1(folder);
    const seen = new Date(2026, 0, 5, 12).getTime();
    const dates = [
      null,
      'soon',
      '2026-01-04',
      '2026-01-04T08:00:00+02:00',
      '2026-01-04T07:00:00.250Z',
      '2026-01-05',
      '2999-01-01',
      '2999-01-01T00:00:00Z',
    ];
    const old = new DatabaseSync(libraryFile(folder));
    const insert = old.prepare(
      `INSERT INTO issues (key, source, own_id, hash, kind, title, folded, published, day, sort_day, first_seen, tags)
       VALUES (?, 'imported', ?, '', 'digest', '', '', ?, ?, ?, ?, '[]')`,
    );
    for (const [index, date] of dates.entries()) {
      const published = date ?? undefined;
      const day = publishedDay(published);
      insert.run(`imported/${index}`, String(index), date, day ?? null, sortDay(day, new Date(seen)), seen);
    }
    old.close();
    const library = openReady(folder);
    const times = library
      .all('SELECT sort_time FROM issues WHERE row > 1 ORDER BY row')
      .map((row) => Math.floor(Number(row['sort_time']) / 1000));
    expect(times).toEqual(dates.map((date) => Math.floor(sortTime(date ?? undefined, new Date(seen)) / 1000)));
  });

  it('has the same tables afterwards as a new one', () => {
    const folder = temporaryFolder();
    writeVersion1(folder);
    expect(schemaOf(openReady(folder))).toEqual(schemaOf(openReady(temporaryFolder())));
  });
});

describe('a library that another window is writing to', () => {
  it('is waited for, also while its journal is still to be changed, where SQLite itself does not wait', async () => {
    const folder = temporaryFolder();
    writeVersion1(folder);
    const other = new Worker(
      `const { parentPort, workerData } = require('node:worker_threads');
       const { DatabaseSync } = require('node:sqlite');
       const db = new DatabaseSync(workerData);
       db.exec("BEGIN IMMEDIATE; INSERT INTO sources VALUES ('late', 'folder', 'Late')");
       parentPort.postMessage('locked');
       setTimeout(() => { db.exec('COMMIT'); db.close(); }, 200);`,
      { eval: true, workerData: libraryFile(folder) },
    );
    await once(other, 'message');
    const library = openReady(folder);
    expect(library.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' });
    expect(library.all("SELECT name FROM sources WHERE id = 'late'")).toEqual([{ name: 'Late' }]);
    await once(other, 'exit');
  });
});

describe('migrations', () => {
  const steps = [...migrations, 'CREATE TABLE added (name TEXT); INSERT INTO added VALUES (1);', 'ALTER TABLE added ADD COLUMN note TEXT'];

  it('run in order, each once, and keep what is there', () => {
    const library = newLibrary();
    const { key } = putIssue(library, fullIssue, { sourceId: 'imported' });
    expect([migrate(library, steps), migrate(library, steps)]).toEqual([steps.length, steps.length]);
    expect(library.all('SELECT * FROM added')).toEqual([{ name: '1', note: null }]);
    expect(readIssue(library, key)).toEqual(fullIssue);
  });

  it('leave a file as it was before the step that fails', () => {
    const library = newLibrary();
    expect(() => migrate(library, [...steps, 'CREATE TABLE late (name TEXT); SELECT nonsense FROM nowhere'])).toThrow(/nowhere/);
    expect(versionOf(library)).toBe(steps.length);
    expect(library.all("SELECT 1 FROM sqlite_master WHERE name = 'late'")).toEqual([]);
  });

  it('that start twice at once run once', { timeout: 30_000 }, async () => {
    const folder = temporaryFolder();
    newLibrary(folder).close();
    // The step holds the lock for a while, so that the other connection asks for it meanwhile.
    const slow =
      'CREATE TABLE once (number INTEGER); INSERT INTO once WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT i FROM n';
    const other = new Worker(
      `const { parentPort, workerData } = require('node:worker_threads');
       const { DatabaseSync } = require('node:sqlite');
       const db = new DatabaseSync(workerData.file, { timeout: 5000 });
       db.exec('BEGIN IMMEDIATE');
       parentPort.postMessage('locked');
       db.exec(workerData.slow);
       db.exec('PRAGMA user_version = ${migrations.length + 1}; COMMIT');
       db.close();`,
      { eval: true, workerData: { file: libraryFile(folder), slow } },
    );
    const ended = new Promise((resolve) => other.on('exit', resolve));
    await once(other, 'message');
    const library = new LibraryDatabase(new DatabaseSync(libraryFile(folder), { timeout: 5000 }));
    expect(migrate(library, [...migrations, slow])).toBe(migrations.length + 1);
    expect(library.get('SELECT count(*) AS count FROM once')).toEqual({ count: 300_000 });
    expect(await ended).toBe(0);
    library.close();
  });
});

describe('a library of a later version', () => {
  it('is left as it is, to the byte', () => {
    const folder = temporaryFolder();
    later(folder);
    const before = snapshot(folder);
    expect(openLibrary(folder)).toMatchObject({ state: 'newer' });
    expect(snapshot(folder)).toEqual(before);
  });

  it('is left as it is while its version still stands in the log only', () => {
    const folder = temporaryFolder();
    const library = newLibrary(folder);
    library.exec(`PRAGMA user_version = ${migrations.length + 7}`);
    const before = snapshot(folder);
    expect(openLibrary(folder)).toMatchObject({ state: 'newer' });
    const after = snapshot(folder);
    for (const name of ['library.db', 'library.db-wal']) expect(after[name]).toBe(before[name]);
  });

  it('with the log of a process that died is left as it is', () => {
    const folder = temporaryFolder();
    const copy = temporaryFolder();
    const library = newLibrary(folder);
    library.exec(`PRAGMA user_version = ${migrations.length + 1}`);
    for (const name of ['library.db', 'library.db-wal']) writeFileSync(join(copy, name), readFileSync(join(folder, name)));
    const before = snapshot(copy);
    expect(openLibrary(copy)).toMatchObject({ state: 'newer' });
    const after = snapshot(copy);
    for (const name of ['library.db', 'library.db-wal']) expect(after[name]).toBe(before[name]);
  });
});

describe('an editor without what the library needs', () => {
  it.each([
    ['the module', undefined],
    [
      'full-text search',
      {
        DatabaseSync: class {
          exec(): never {
            throw new Error('no such module: fts5');
          }
        },
      },
    ],
  ])('says that %s is missing and makes no file', (_name, found) => {
    const folder = temporaryFolder();
    const builtin = vi.spyOn(process, 'getBuiltinModule').mockReturnValue(found);
    const opened = openLibrary(folder);
    builtin.mockRestore();
    expect(opened.state).toBe('unsupported');
    expect('detail' in opened && opened.detail).toMatch(/sqlite|fts5/);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a file that cannot be used', () => {
  it.each([
    ['text', 'This is a shopping list, not a database. '.repeat(50)],
    ['a few bytes', 'SQLite'],
    ['a database cut off after its first line', 'SQLite format 3\0'],
    ['zeros', '\0'.repeat(8192)],
  ])('with %s in it is damaged and stays as it is', (_name, content) => {
    const folder = temporaryFolder();
    writeFileSync(libraryFile(folder), content);
    const before = snapshot(folder);
    expect(openLibrary(folder)).toMatchObject({ state: 'damaged' });
    expect(snapshot(folder)).toEqual(before);
  });

  it('that is a folder is broken', () => {
    const folder = temporaryFolder();
    mkdirSync(libraryFile(folder));
    expect(openLibrary(folder).state).toBe('broken');
  });

  it('that belongs to another program is broken and keeps its tables', () => {
    const folder = temporaryFolder();
    const foreign = new DatabaseSync(libraryFile(folder));
    foreign.exec('CREATE TABLE issues (mine TEXT); INSERT INTO issues VALUES (1)');
    foreign.close();
    expect(openLibrary(folder).state).toBe('broken');
    const again = new DatabaseSync(libraryFile(folder));
    expect(again.prepare('SELECT mine FROM issues').all()).toEqual([{ mine: '1' }]);
    again.close();
  });

  it('that was cut short shows as damage when it is read, and opens anew once it is removed', () => {
    const folder = temporaryFolder();
    const library = newLibrary(folder);
    for (let index = 0; index < 200; index++) {
      putIssue(library, buildIssue({ id: `issue-${index}` }), { sourceId: 'notes', path: `${index}.md` });
    }
    library.close();
    truncateSync(libraryFile(folder), 40_960);
    const opened = openLibrary(folder);
    if (opened.state === 'ready') {
      let error: unknown;
      try {
        for (let index = 0; index < 200; index++) readIssue(opened.database, `notes/issue-${index}`);
      } catch (caught) {
        error = caught;
      }
      expect(isDamage(error)).toBe(true);
      opened.database.close();
    } else {
      expect(opened.state).toBe('damaged');
    }
    removeLibraryFiles(folder);
    expect([readdirSync(folder), openLibrary(folder).state]).toEqual([[], 'ready']);
  });
});

describe('a transaction', () => {
  it('undoes everything when its work fails, and the next one works', () => {
    const library = newLibrary();
    const put = (): unknown => putIssue(library, buildIssue(), { sourceId: 'imported' });
    expect(() =>
      library.transaction(() => {
        put();
        throw new Error('Stop.');
      }),
    ).toThrow('Stop.');
    expect(library.all('SELECT 1 FROM issues')).toEqual([]);
    expect(put()).toMatchObject({ outcome: 'added' });
  });
});
