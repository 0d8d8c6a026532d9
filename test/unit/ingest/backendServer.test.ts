// The backend's calls on a real library: import, shapes of an issue, state, bundled issues, other windows, and a library
// that cannot be used.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { libraryFile } from '../../../src/library/open.js';
import { pageWords, previewWords } from '../words.js';
import { eventsOf, expectNoErrors, issueText, soon, setSources, startServer, temporaryFolder, write } from './servers.js';

const today = '2026-05-03';
const { DatabaseSync } = process.getBuiltinModule('node:sqlite');

describe('a backend that was not asked anything', () => {
  it('makes no file', async () => {
    const storage = join(temporaryFolder(), 'storage');
    const server = startServer(storage);
    await server.calls.close();
    expect(existsSync(storage)).toBe(false);
  });
});

describe('import', () => {
  it('adds texts and bytes, updates the same issue, and names what cannot be read', async () => {
    const server = startServer();
    const items = [
      { name: 'one.md', content: issueText('One') },
      { name: 'two.md', content: Buffer.from(`\uFEFF${issueText('Two')}`, 'utf16le') },
      { name: 'clipboard', content: ' \n ' },
      { name: 'photo.txt', content: new Uint8Array(3000) },
      { name: 'vast.txt', content: new Uint8Array(21 * 1024 * 1024).fill(97) },
    ];
    const outcomes = await server.calls.import({ items });
    expect(outcomes.map((each) => (each.outcome === 'failed' ? [each.name, each.problem] : [each.outcome, each.title]))).toEqual([
      ['added', 'One'],
      ['added', 'Two'],
      ['clipboard', 'empty'],
      ['photo.txt', 'binary'],
      ['vast.txt', 'tooLarge'],
    ]);
    const again = await server.calls.import({
      items: [
        { name: 'one.md', content: issueText('One') },
        { name: 'two.md', content: `${issueText('Two')}\n- And one more.` },
      ],
    });
    expect(again.map((each) => each.outcome)).toEqual(['unchanged', 'updated']);
    expect(await server.titles()).toEqual(['One', 'Two']);
    expect(eventsOf(server, 'changed')).toHaveLength(2);
    expectNoErrors(server);
  });
});

/** A backend with one imported issue. */
async function imported() {
  const server = startServer();
  const text = issueText('Looms & co', '2026-04-30', 'See [the plans](https://www.example.com/plans) and **bold** words.');
  const [outcome] = await server.calls.import({ items: [{ name: 'a.md', content: text }] });
  const key = outcome?.outcome === 'added' ? outcome.key : '';
  return { ...server, key };
}

describe('an issue', () => {
  it('has an outline with plain and Markdown takeaways and the hosts of its links', async () => {
    const { calls, key } = await imported();
    const outline = await calls.outline({ key });
    expect(outline).toMatchObject({
      issue: { key, title: 'Looms & co', day: '2026-04-30', sourceName: 'Imported', isRead: false, isStarred: false, isMissing: false },
      hasIntro: false,
      sections: [{ anchor: 'warp', title: 'Warp', minutes: 1 }],
      takeaways: [{ markdown: 'Keep it **even**.', text: 'Keep it even.' }],
      links: [{ label: 'the plans', url: 'https://www.example.com/plans', host: 'example.com', sectionTitle: 'Warp' }],
    });
  });

  it('tells the section of a takeaway that stands in one', async () => {
    const { calls } = startServer();
    const text = '---\ntitle: "Two looms"\n---\n\n## Warp\n\n**Summary:** Threads.\n\n**Key takeaways:**\n- Keep it even.\n';
    const [outcome] = await calls.import({ items: [{ name: 'b.md', content: text }] });
    const outline = await calls.outline({ key: outcome?.outcome === 'added' ? outcome.key : '' });
    expect(outline?.takeaways).toEqual([{ markdown: 'Keep it even.', text: 'Keep it even.', section: { anchor: 'warp', title: 'Warp' } }]);
  });

  it('is rendered with the place where somebody stopped, and as a hover and a document', async () => {
    const { calls, key } = await imported();
    expect(await calls.render({ key, words: pageWords })).not.toHaveProperty('place');
    await calls.setPlace({ key, place: { anchor: 'warp', offset: 7 } });
    const rendered = await calls.render({ key, words: pageWords });
    expect(rendered?.place).toEqual({ anchor: 'warp', offset: 7 });
    expect(rendered?.html).toContain('Looms &amp; co');
    expect(await calls.preview({ key, words: previewWords })).toContain('Looms');
    expect(await calls.preview({ key, anchor: 'warp', words: previewWords })).toContain('bold');
    expect(await calls.asMarkdown({ key, words: pageWords })).toContain('Looms & co');
    expect(await calls.asMarkdown({ key, words: pageWords })).toContain('source: "');
    expect(await calls.asHtml({ key, words: pageWords, sheet: 'p {}' })).toMatch(/<title>Looms &amp; co.*<style>\np \{\}/s);
    expect(await calls.asMarkdown({ key, anchor: 'warp', words: pageWords })).toContain('[the plans](https://www.example.com/plans)');
    expect(await calls.asMarkdown({ key, anchor: 'none', words: pageWords })).toBeUndefined();
  });

  it('has its code in colours, and gives the text of a block by its number alone', async () => {
    const { calls } = startServer();
    const text = '---\ntitle: "Code"\n---\n\n## Warp\n\n```py\nimport os\n```\n\n```\na < b\n```\n';
    const [outcome] = await calls.import({ items: [{ name: 'c.md', content: text }] });
    const key = outcome?.outcome === 'added' ? outcome.key : '';
    expect((await calls.render({ key, words: pageWords }))?.html).toContain('<span class="code-keyword">import</span> os');
    expect(await calls.code({ key, anchor: 'code:2', words: pageWords })).toBe('a < b');
    expect(await calls.code({ key, anchor: 'code:3', words: pageWords })).toBeUndefined();
  });

  it('that is not there has no shape', async () => {
    const { calls } = startServer();
    const key = 'imported/none';
    const shapes = [
      calls.issue({ key, today }),
      calls.outline({ key }),
      calls.render({ key, words: pageWords }),
      calls.preview({ key, words: previewWords }),
      calls.asMarkdown({ key, words: pageWords }),
      calls.code({ key, anchor: 'code:1', words: pageWords }),
      calls.asHtml({ key, words: pageWords, sheet: '' }),
      calls.newest(),
      calls.nextUnread({}),
      calls.issueBeside({ of: key, side: 'below', today }),
    ];
    for (const shape of shapes) expect(await shape).toBeUndefined();
  });

  it('is found in its group, and its state changes are told', async () => {
    const { calls, key, events } = await imported();
    expect(await calls.groups({ today })).toEqual([{ group: 'week', count: 1, unread: 1 }]);
    expect((await calls.issuesIn({ group: 'week', today, offset: 0, limit: 10 })).rows.map((row) => row.key)).toEqual([key]);
    expect(await calls.issuesIn({ group: 'week', today, offset: -5, limit: Number.NaN })).toEqual({ rows: [], total: 1 });
    await calls.setRead({ keys: [key], isRead: true });
    await calls.setRead({ keys: [key], isRead: true });
    await calls.setStarred({ keys: [key], isStarred: true });
    expect(events.filter((event) => event.event === 'changed' && event.scope === 'state')).toHaveLength(2);
    expect(await calls.unreadCount()).toBe(0);
    await calls.setRead({ keys: [key], isRead: false });
    const { moment, count } = await calls.markRange({ of: 'all' });
    expect([count, await calls.unreadCount()]).toEqual([1, 0]);
    expect([await calls.undoMarks({ moment }), await calls.undoMarks({ moment }), await calls.unreadCount()]).toEqual([1, 0, 1]);
  });
});

describe('bundled issues', () => {
  it('are installed once, updated when they change, and kept when they are shipped no longer', async () => {
    const seeds = temporaryFolder();
    write(seeds, 'first.md', issueText('First'));
    const storage = temporaryFolder();
    const server = startServer(storage);
    await server.calls.installSeeds({ folder: seeds });
    await server.calls.installSeeds({ folder: seeds });
    expect(await server.titles()).toEqual(['First']);
    expect(eventsOf(server, 'changed')).toHaveLength(1);
    const next = temporaryFolder();
    write(next, 'second.md', issueText('Second', '2026-05-01'));
    await startServer(storage, 'next build').calls.installSeeds({ folder: next });
    expect(await server.titles()).toEqual(['Second', 'First']);
    expect((await server.calls.outline({ key: (await server.calls.newest()) ?? '' }))?.issue.sourceName).toBe('Digest');
  });

  it('that cannot be read are logged', async () => {
    const server = startServer();
    await server.calls.installSeeds({ folder: join(temporaryFolder(), 'none') });
    expect(eventsOf(server, 'log')).toContainEqual({
      event: 'log',
      level: 'error',
      component: 'library',
      message: 'The bundled issues could not be read: missing.',
    });
  });
});

describe('another window on the same library', () => {
  it('is told what kind of thing changed, and not told of places or of its own changes', async () => {
    const storage = temporaryFolder();
    const [here, there] = [startServer(storage), startServer(storage)];
    await there.calls.status();
    const [outcome] = await here.calls.import({ items: [{ name: 'a.md', content: issueText('One') }] });
    const key = outcome?.outcome === 'added' ? outcome.key : '';
    await soon(() => expect(eventsOf(there, 'changed')).toEqual([{ event: 'changed', scope: 'issues' }]));
    await here.calls.setPlace({ key, place: { anchor: 'warp', offset: 1 } });
    await here.calls.setRead({ keys: [key], isRead: true });
    await soon(() => expect(eventsOf(there, 'changed').at(-1)).toEqual({ event: 'changed', scope: 'state' }));
    expect(eventsOf(there, 'changed')).toHaveLength(2);
    expect(eventsOf(here, 'changed').every((event) => event.event === 'changed' && event.keys?.[0] === key)).toBe(true);
    expect(await there.calls.unreadCount()).toBe(0);
  });

  it('that is of a later version has this one step back', async () => {
    const storage = temporaryFolder();
    const server = startServer(storage);
    expect(await server.calls.status()).toEqual({ state: 'ready' });
    const later = new DatabaseSync(libraryFile(storage));
    later.exec('PRAGMA user_version = 99');
    later.close();
    await soon(async () => expect((await server.calls.status()).state).toBe('newer'));
    await expect((async () => server.calls.markRange({ of: 'all' }))()).rejects.toMatchObject({ name: 'LibraryUnavailable' });
    expect(eventsOf(server, 'changed')).toEqual([{ event: 'changed', scope: 'issues' }]);
  });
});

describe('a library that cannot be used', () => {
  it('answers that there is nothing, refuses changes, and stays as it is until it is reset', async () => {
    const storage = temporaryFolder();
    const foreign = new DatabaseSync(libraryFile(storage));
    foreign.exec('CREATE TABLE issues (mine TEXT); INSERT INTO issues VALUES (1)');
    foreign.close();
    const server = startServer(storage);
    expect((await server.calls.status()).state).toBe('broken');
    expect([
      await server.calls.groups({ today }),
      await server.calls.issuesIn({ group: 'today', today, offset: 0, limit: 5 }),
      await server.calls.find({ query: '', limit: 5 }),
      await server.calls.unreadCount(),
      await server.calls.sourceStatus(),
    ]).toEqual([[], { rows: [], total: 0 }, [], 0, []]);
    const refused = { name: 'LibraryUnavailable' };
    await expect(server.calls.import({ items: [{ name: 'a', content: issueText('One') }] })).rejects.toMatchObject(refused);
    await expect(server.calls.setRead({ keys: ['x/y'], isRead: true })).rejects.toMatchObject(refused);
    const untouched = new DatabaseSync(libraryFile(storage));
    expect(untouched.prepare('SELECT mine FROM issues').all()).toEqual([{ mine: '1' }]);
    untouched.close();
    await server.calls.resetLocalData();
    expect(await server.calls.status()).toEqual({ state: 'ready' });
    await server.calls.import({ items: [{ name: 'a', content: issueText('One') }] });
    expect(await server.titles()).toEqual(['One']);
  });
});

describe('resetLocalData', () => {
  it('deletes issues and state, also for another window, and folders are read anew', async () => {
    const storage = temporaryFolder();
    const root = temporaryFolder();
    write(root, 'a.md', issueText('From a folder'));
    const [server, other] = [startServer(storage), startServer(storage)];
    await other.calls.status();
    await setSources(server, [{ folder: root }]);
    const items = Array.from({ length: 30 }, (_, index) => ({ name: `${index}`, content: issueText(`Issue ${index}`) }));
    await server.calls.import({ items });
    await server.calls.markRange({ of: 'all' });
    await server.calls.resetLocalData();
    await soon(async () => expect(await server.titles()).toEqual(['From a folder']));
    expect([await server.calls.unreadCount(), await other.titles()]).toEqual([1, ['From a folder']]);
    await server.calls.import({ items: items.slice(0, 1) });
    expect(await server.calls.unreadCount()).toBe(2);
    expectNoErrors(server);
  });

  it('does not touch a library of a later version', async () => {
    const storage = temporaryFolder();
    await startServer(storage).calls.status();
    const later = new DatabaseSync(libraryFile(storage));
    later.exec('PRAGMA user_version = 99');
    later.close();
    const server = startServer(storage);
    await expect(server.calls.resetLocalData()).rejects.toMatchObject({ name: 'LibraryUnavailable' });
    expect((await server.calls.status()).state).toBe('newer');
  });
});
