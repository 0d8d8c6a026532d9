// Writes that fail: a lock that somebody else keeps, a disk without room, a folder without permission. Reading goes on, the
// failure is said once, and it goes away by itself.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it, onTestFinished } from 'vitest';
import { LibraryAccess } from '../../../src/ingest/libraryAccess.js';
import { setRead } from '../../../src/library/state/state.js';
import { libraryFile } from '../../../src/library/open.js';
import type { IssueKey } from '../../../src/protocol/backend.js';
import { eventsOf, issueText, startServer, type TestServer, temporaryFolder } from './servers.js';

/** A process that takes the write lock and keeps it until it is killed. */
async function lockedBy(file: string): Promise<ChildProcess> {
  const program = `
    const { DatabaseSync } = require('node:sqlite');
    const db = new DatabaseSync(process.argv[1]);
    db.exec('BEGIN IMMEDIATE');
    process.stdout.write('locked');
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--no-warnings', '-e', program, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

async function withIssue(storage: string): Promise<TestServer & { readonly key: IssueKey }> {
  const server = startServer(storage);
  const [outcome] = await server.calls.import({ items: [{ name: 'a.md', content: issueText('One') }] });
  return { ...server, key: outcome?.outcome === 'added' ? outcome.key : '' };
}

function reasonOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? error.name : error;
  }
}

describe('a library that another process keeps locked', () => {
  it('is read, says so, refuses what is marked, and takes it once the lock is gone', { timeout: 60_000 }, async () => {
    const storage = temporaryFolder();
    const server = await withIssue(storage);
    const { calls, events, key } = server;
    const child = await lockedBy(libraryFile(storage));
    const before = events.length;
    await expect(calls.setRead({ keys: [key], isRead: true })).rejects.toMatchObject({ name: 'LibraryNotWritten:locked' });
    expect(await calls.status()).toEqual({ state: 'ready', trouble: 'locked' });
    expect([await server.titles(), await calls.unreadCount()]).toEqual([['One'], 1]);
    await expect(calls.setStarred({ keys: [key], isStarred: true })).rejects.toMatchObject({ name: 'LibraryNotWritten:locked' });
    // Once for both.
    expect(events.slice(before).filter(({ event }) => event === 'changed')).toEqual([{ event: 'changed', scope: 'issues' }]);
    child.kill('SIGKILL');
    await once(child, 'close');
    // To ask what is wrong tries again.
    expect(await calls.status()).toEqual({ state: 'ready' });
    await calls.setRead({ keys: [key], isRead: true });
    expect(await calls.unreadCount()).toBe(0);
    expect(eventsOf(server, 'changed').slice(-2)).toContainEqual({ event: 'changed', scope: 'issues' });
  });
});

describe('a disk without room', () => {
  it('is said with the first change that finds none, and no more once there is some', async () => {
    const storage = temporaryFolder();
    const { calls, key } = await withIssue(storage);
    await calls.close();
    let told = 0;
    const library = new LibraryAccess({
      storageFolder: storage,
      sources: [],
      onOpened: () => undefined,
      onStatus: () => void (told += 1),
      log: () => undefined,
    });
    onTestFinished(() => library.close());
    expect(library.status()).toEqual({ state: 'ready' });
    const fill = (): unknown => library.write((database) => database.run("INSERT INTO memos VALUES ('filler', hex(zeroblob(100000)))"));
    const limit = (pages: string): unknown => library.read((database) => database.get(`PRAGMA max_page_count = ${pages}`), undefined);
    limit('1');
    expect([reasonOf(fill), reasonOf(fill)]).toEqual(['LibraryNotWritten:full', 'LibraryNotWritten:full']);
    expect([library.status(), told]).toEqual([{ state: 'ready', trouble: 'full' }, 1]);
    expect(library.read((database) => database.get('SELECT count(*) AS count FROM issues'), undefined)).toEqual({ count: 1 });
    // A change of nothing is no sign of room.
    library.write((database) => setRead(database, ['notes/none'], true));
    expect(library.status()).toEqual({ state: 'ready', trouble: 'full' });
    limit('100000');
    library.write((database) => setRead(database, [key], true));
    expect([library.status(), told]).toEqual([{ state: 'ready' }, 2]);
  });
});

/** Runs `readOnlyReader.ts` as somebody who may not write; gives what it says. */
async function readAsSomebodyElse(storage: string): Promise<unknown> {
  const folder = temporaryFolder();
  const program = join(folder, 'reader.cjs');
  await build({
    entryPoints: [fileURLToPath(new URL('./readOnlyReader.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    logLevel: 'error',
  });
  chmodSync(folder, 0o755);
  // The administrator may write everywhere.
  const somebody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const child = spawn(process.execPath, ['--no-warnings', program, storage], { stdio: ['ignore', 'pipe', 'inherit'], ...somebody });
  onTestFinished(() => void child.kill('SIGKILL'));
  return JSON.parse(await text(child.stdout)) as unknown;
}

const readOnly = { state: 'ready', trouble: 'readOnly' };

describe.skipIf(process.platform === 'win32')('a folder without permission to write', () => {
  it.each([
    ['in a closed file', 0o444, false],
    ['with its log, which another window writes', 0o444, true],
    ['in a file that could be written', 0o666, false],
  ])('gives what is %s to read, and refuses changes', { timeout: 30_000 }, async (_name, mode, isOpen) => {
    const storage = temporaryFolder();
    const { calls } = await withIssue(storage);
    if (!isOpen) await calls.close();
    for (const suffix of isOpen ? ['', '-wal', '-shm'] : ['']) chmodSync(`${libraryFile(storage)}${suffix}`, mode);
    chmodSync(storage, 0o555);
    onTestFinished(() => chmodSync(storage, 0o755));
    expect(await readAsSomebodyElse(storage)).toEqual({
      status: readOnly,
      again: readOnly,
      titles: ['One'],
      marked: 'LibraryNotWritten:readOnly',
      rejected: [],
    });
  });
});

describe.skipIf(process.platform === 'win32')('a damaged library in a folder without permission to write', () => {
  it('says that it cannot be opened, and does not try again and again', { timeout: 30_000 }, async () => {
    const storage = temporaryFolder();
    writeFileSync(libraryFile(storage), 'Not a database at all. '.repeat(500));
    chmodSync(storage, 0o555);
    onTestFinished(() => chmodSync(storage, 0o755));
    const broken = { state: 'broken', detail: 'unable to open database file' };
    expect(await readAsSomebodyElse(storage)).toEqual({
      status: broken,
      again: broken,
      titles: [],
      marked: 'LibraryUnavailable',
      rejected: [],
    });
  });
});
