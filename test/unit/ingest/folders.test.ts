// Folder sources with real files: new, changed, moved, removed, broken; folders that vanish and come back.

import { renameSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { libraryFile } from '../../../src/library/open.js';
import { eventsOf, expectNoErrors, issueText, soon, setSources, startServer, temporaryFolder, type TestServer, write } from './servers.js';

async function withFolder(files: Readonly<Record<string, string | Uint8Array>>, storage?: string) {
  const root = temporaryFolder();
  for (const [path, content] of Object.entries(files)) write(root, path, content);
  const server = startServer(storage);
  await setSources(server, [{ folder: root, name: 'Notes' }]);
  return { root, server };
}

async function statusOf(server: TestServer) {
  const [status] = await server.calls.sourceStatus();
  return status;
}

describe('a folder', () => {
  it('is read when it is set; its files become issues, the others are named with what is wrong', async () => {
    const { root, server } = await withFolder({
      'one.md': issueText('One', '2026-04-02'),
      'sub/two.txt': issueText('Two', '2026-04-01'),
      'empty.md': '  \n',
      'picture.txt': new Uint8Array(2000),
      'script.js': 'ignored',
    });
    expect(await server.titles()).toEqual(['One', 'Two']);
    const status = await statusOf(server);
    expect(status).toMatchObject({ name: 'Notes', kind: 'folder', address: root, issues: 2, unread: 2 });
    expect(status).not.toHaveProperty('problem');
    expect(status?.failed).toEqual([
      { name: 'empty.md', problem: 'empty' },
      { name: 'picture.txt', problem: 'binary' },
    ]);
    expectNoErrors(server);
  });

  it('shows what comes, changes and goes, and keeps read and star', async () => {
    const { root, server } = await withFolder({ 'one.md': issueText('One', '2026-04-01') });
    write(root, 'two.md', issueText('Two', '2026-04-02'));
    await soon(async () => expect(await server.titles()).toEqual(['Two', 'One']));
    write(root, 'later/three.md', issueText('Three', '2026-04-03'));
    await soon(async () => expect(await server.titles()).toEqual(['Three', 'Two', 'One']));
    write(root, 'later/four.md', issueText('Four', '2026-04-04'));
    await soon(async () => expect(await server.titles()).toEqual(['Four', 'Three', 'Two', 'One']));

    const two = (await server.calls.find({ query: 'two', limit: 1 }))[0]?.key ?? '';
    await server.calls.setStarred({ keys: [two], isStarred: true });
    write(root, 'two.md', issueText('Two, mended', '2026-04-02'));
    await soon(async () => expect(await server.titles()).toEqual(['Four', 'Three', 'Two, mended', 'One']));
    const mended = (await server.calls.find({ query: 'mended', limit: 1 }))[0]?.key ?? '';
    expect((await server.calls.issue({ key: mended, today: '2026-05-03' }))?.row.isStarred).toBe(true);

    rmSync(join(root, 'two.md'));
    await soon(async () => expect(await server.titles()).toEqual(['Four', 'Three', '!Two, mended', 'One']));
    write(root, 'archive/2.md', issueText('Two, mended', '2026-04-02'));
    await soon(async () => expect(await server.titles()).toEqual(['Four', 'Three', 'Two, mended', 'One']));
    expect((await server.calls.issue({ key: mended, today: '2026-05-03' }))?.row.isStarred).toBe(true);
    renameSync(join(root, 'one.md'), join(root, 'uno.md'));
    await soon(async () => expect((await statusOf(server))?.issues).toBe(4));
    await soon(async () => expect(await server.titles()).toEqual(['Four', 'Three', 'Two, mended', 'One']));
    expectNoErrors(server);
  });

  it('keeps what a file gave before when the file becomes unreadable, and says so', async () => {
    const { root, server } = await withFolder({ 'one.md': issueText('One') });
    write(root, 'one.md', '');
    await soon(async () => expect((await statusOf(server))?.failed).toEqual([{ name: 'one.md', problem: 'empty' }]));
    expect(await server.titles()).toEqual(['One']);
    write(root, 'one.md', issueText('One'));
    await soon(async () => expect((await statusOf(server))?.failed).toEqual([]));
  });

  it('keeps two files with the same title', async () => {
    const { server } = await withFolder({ 'a.md': issueText('Same', '2026-04-30', 'a'), 'b.md': issueText('Same', '2026-04-30', 'b') });
    expect(await server.titles()).toEqual(['Same', 'Same']);
  });

  it('that is away is waited for; its issues stay as they were, and what changed meanwhile is read', { timeout: 30_000 }, async () => {
    const { root, server } = await withFolder({ 'one.md': issueText('One') });
    const elsewhere = `${root}-elsewhere`;
    renameSync(root, elsewhere);
    await soon(async () => expect((await statusOf(server))?.problem).toEqual({ reason: 'missing' }));
    expect(await server.titles()).toEqual(['One']);
    write(elsewhere, 'two.md', issueText('Two', '2026-04-29'));
    renameSync(elsewhere, root);
    await soon(async () => expect(await server.titles()).toEqual(['One', 'Two']));
    expect(await statusOf(server)).not.toHaveProperty('problem');
    write(root, 'three.md', issueText('Three', '2026-04-28'));
    await soon(async () => expect(await server.titles()).toEqual(['One', 'Two', 'Three']));
    expect(eventsOf(server, 'sourcesChanged').length).toBeGreaterThan(2);
  });

  it('that was never there is missing; one that is a file is no folder', async () => {
    const root = temporaryFolder();
    write(root, 'file.md', issueText('One'));
    const server = startServer();
    await setSources(server, [{ folder: join(root, 'none') }, { folder: join(root, 'file.md') }]);
    expect((await server.calls.sourceStatus()).map(({ name, problem }) => [name, problem?.reason])).toEqual([
      ['none', 'missing'],
      ['file.md', 'notAFolder'],
    ]);
    expectNoErrors(server);
  });

  it('with many files is read whole, in pieces', { timeout: 60_000 }, async () => {
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`${index % 7}/${index}.md`, issueText(`Issue ${index}`)]));
    const { server } = await withFolder(files);
    expect((await statusOf(server))?.issues).toBe(300);
    const changes = eventsOf(server, 'changed').map((event) => (event.event === 'changed' ? (event.keys?.length ?? 0) : 0));
    expect(changes.reduce((sum, count) => sum + count, 0)).toBe(300);
    expect(changes.length).toBeGreaterThan(5);
  });
});

describe('a newer build', () => {
  it('that finds other words in the same file tells no reader of an update; a file that says something else does', async () => {
    const storage = temporaryFolder();
    const { root, server } = await withFolder({ 'one.md': issueText('One') }, storage);
    const key = (await server.calls.newest()) ?? '';
    await server.calls.setRead({ keys: [key], isRead: true });
    await new Promise((resolve) => setTimeout(resolve, 150));
    await setSources(server, []);
    await setSources(server, [{ folder: root, name: 'Notes' }]);
    await server.calls.close();
    // What an older parser had made of it.
    const database = new DatabaseSync(libraryFile(storage));
    database.exec("UPDATE issues SET hash = 'other', words = 'other'");
    database.close();
    const next = startServer(storage, 'another build');
    await setSources(next, [{ folder: root, name: 'Notes' }]);
    expect((await next.calls.issue({ key, today: '2026-05-03' }))?.row).toMatchObject({ isRead: true, isUpdated: false });
    write(root, 'one.md', issueText('One', '2026-04-30', 'Threads part.'));
    await soon(async () => expect((await next.calls.issue({ key, today: '2026-05-03' }))?.row.isUpdated).toBe(true));
  });
});

describe('the next start', () => {
  it('reads nothing that did not change, and what another build read', async () => {
    const storage = temporaryFolder();
    const { root, server } = await withFolder({ 'one.md': issueText('One'), 'bad.md': '' }, storage);
    utimesSync(join(root, 'one.md'), 1000, 1000);
    await server.calls.close();
    // Once more after the files have aged, so that their times are trusted.
    await new Promise((resolve) => setTimeout(resolve, 150));
    const readings: number[] = [];
    for (const build of ['build', 'build', 'another build']) {
      const next = startServer(storage, build);
      await setSources(next, [{ folder: root, name: 'Notes' }]);
      expect(eventsOf(next, 'changed')).toEqual([]);
      expect((await statusOf(next))?.failed).toHaveLength(1);
      // One event for the set itself, another when files were read.
      readings.push(eventsOf(next, 'sourcesChanged').length - 1);
      await next.calls.close();
    }
    expect(readings).toEqual([1, 0, 1]);
  });

  it('sees what was removed in between', async () => {
    const storage = temporaryFolder();
    const { root, server } = await withFolder({ 'one.md': issueText('One'), 'two.md': issueText('Two', '2026-04-01') }, storage);
    await server.calls.close();
    rmSync(join(root, 'two.md'));
    const next = startServer(storage);
    await setSources(next, [{ folder: root }]);
    expect(await next.titles()).toEqual(['One', '!Two']);
  });
});

describe('the set of folders', () => {
  it('counts a folder once, skips an empty name, and keeps the issues of one that is left out', async () => {
    const { root, server } = await withFolder({ 'one.md': issueText('One') });
    await setSources(server, [{ folder: root }, { folder: `${root}/` }, { folder: ' ' }]);
    expect(await server.calls.sourceStatus()).toHaveLength(1);
    await setSources(server, []);
    expect([await server.calls.sourceStatus(), await server.titles()]).toEqual([[], ['One']]);
    write(root, 'two.md', issueText('Two'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await server.titles()).toEqual(['One']);
  });

  it('is the last one when several are set at once', async () => {
    const roots = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
    roots.forEach((root, index) => write(root, 'a.md', issueText(`Issue ${index}`)));
    const server = startServer();
    await Promise.all(roots.map(async (folder) => setSources(server, [{ folder }])));
    expect((await server.calls.sourceStatus()).map((status) => status.address)).toEqual([roots[2]]);
    expect(await server.titles()).toContain('Issue 2');
  });

  it('begins no folder that was left out again while an earlier one was being stopped', { timeout: 30_000 }, async () => {
    const [large, small] = [temporaryFolder(), temporaryFolder()];
    for (let index = 0; index < 200; index++) write(large, `${index}.md`, issueText(`Issue ${index}`));
    write(small, 'only.md', issueText('Only'));
    const server = startServer();
    const [first] = [setSources(server, [{ folder: large }])];
    await soon(async () => expect((await server.titles()).length).toBeGreaterThan(0));
    await Promise.all([first, setSources(server, [{ folder: small }]), setSources(server, [])]);
    await server.calls.refresh({});
    expect(await server.titles()).not.toContain('Only');
  });
});
