// The person's rules from the call of the host to the library, and what is done while nobody asks for anything.

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createBackendServer } from '../../../../src/ingest/backendServer.js';
import type { BackendEvent } from '../../../../src/protocol/backend.js';
import { fetchTransport } from '../../../../src/sources/http/fetchTransport.js';
import { type LibraryRules, usualRules } from '../../../../src/query/libraryRules.js';
import { rss } from '../../../servers/rss.js';
import { issueText, serveFeeds, setSources, soon, temporaryFolder, type TestServer, write } from '../servers.js';

const today = '2026-05-03';

/** A window that is idle all the time, or never. */
function startWindow(storageFolder: string = temporaryFolder(), isIdle = false): Pick<TestServer, 'calls' | 'events'> {
  const events: BackendEvent[] = [];
  const data = { storageFolder, build: 'build', windowId: randomUUID(), sourceNames: { bundled: 'Digest', imported: 'Imported' } };
  const times = isIdle ? { quiet: 5, settleTime: 5 } : {};
  const calls = createBackendServer(data, (event) => events.push(event), fetchTransport, times);
  onTestFinished(async () => {
    await calls.close();
  });
  return { calls, events };
}

/** Asks seldom: an idle window that is asked something is not idle. */
async function quietly(check: () => Promise<void>): Promise<void> {
  await vi.waitFor(check, { timeout: 20_000, interval: 150 });
}

function withMutes(...queries: readonly string[]): LibraryRules {
  return { ...usualRules, mutes: queries.map((query) => ({ query })) };
}

async function fillFolder(window: Pick<TestServer, 'calls'>): Promise<void> {
  const folder = temporaryFolder();
  for (const title of ['Funding', 'Looms', 'Weft']) write(folder, `${title}.md`, issueText(title));
  await setSources(window, [{ folder }]);
}

describe('mute rules', () => {
  it('count at once when they are set, are told, and hide nothing any more when they are gone', async () => {
    const window = startWindow();
    await fillFolder(window);
    window.events.length = 0;
    await window.calls.setRules(withMutes('funding'));
    expect(await window.calls.unreadCount()).toBe(2);
    expect(window.events).toContainEqual({ event: 'changed', scope: 'issues' });
    expect(await window.calls.countMuted({ queries: ['funding', 'weft', 'is:muted'], today })).toEqual([1, 0, undefined]);
    expect((await window.calls.listMuted({ query: 'funding', today, limit: 5 })).map(({ title }) => title)).toEqual(['Funding']);
    const search = async (query: string) =>
      (await window.calls.search({ query, limit: 5, today })).results.map(({ issueTitle }) => issueTitle);
    expect([await search('funding'), await search('funding is:muted'), await search('weft')]).toEqual([[], ['Funding'], ['Weft']]);
    window.events.length = 0;
    await window.calls.setRules(withMutes('funding'));
    expect(window.events).toEqual([]);
    await window.calls.setRules(withMutes());
    expect(await window.calls.unreadCount()).toBe(3);
  });

  it('hold for what is read and imported later', async () => {
    const window = startWindow();
    await window.calls.setRules(withMutes('funding'));
    await fillFolder(window);
    await window.calls.import({ items: [{ name: 'pasted', content: issueText('More funding') }] });
    expect(await window.calls.unreadCount()).toBe(2);
    expect((await window.calls.librarySize())?.muted).toBe(2);
  });

  it('of another window hold here', async () => {
    const storage = temporaryFolder();
    const [here, there] = [startWindow(storage), startWindow(storage)];
    await fillFolder(here);
    expect(await there.calls.unreadCount()).toBe(3);
    there.events.length = 0;
    await here.calls.setRules(withMutes('funding'));
    await soon(() => expect(there.events).toContainEqual({ event: 'changed', scope: 'issues' }));
    expect(await there.calls.unreadCount()).toBe(2);
  });

  it('that are no rules do no harm', async () => {
    const window = startWindow();
    await fillFolder(window);
    const rules = { mutes: [{ query: '' }, { query: 'weft', until: 'soon' }, 7], retention: 'none', searches: [{}] };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what another build or a hand in the settings may give
    await window.calls.setRules(rules as unknown as LibraryRules);
    expect(await window.calls.unreadCount()).toBe(3);
  });

  it('are suggested by what an issue has in common with others', async () => {
    const window = startWindow();
    const folder = join(temporaryFolder(), 'Guild Notes');
    const head = 'title: Selvedges\npublishedAt: "2026-04-30"\ntags: [weaving, "edges: loose"]\ncategory: Cloth & Craft';
    write(folder, 'selvedges.md', `---\n${head}\n---\n\n## Warp\n\nThe edge knows.\n`);
    write(folder, 'weft.md', issueText('Weft'));
    await setSources(window, [{ folder }]);
    const factsOf = async (query: string) => {
      const [{ key } = { key: '' }] = await window.calls.find({ query, limit: 1 });
      return window.calls.issueFacts({ key });
    };
    expect(await factsOf('selvedges')).toEqual({
      title: 'Selvedges',
      sourceName: 'Guild Notes',
      tags: ['weaving', 'edges: loose'],
      category: 'Cloth & Craft',
    });
    expect(await factsOf('weft')).toEqual({ title: 'Weft', sourceName: 'Guild Notes', tags: [] });
    expect(await window.calls.issueFacts({ key: 'no/such' })).toBeUndefined();
  });
});

describe('an idle window', { timeout: 30_000 }, () => {
  it('lets go of what is too old and tidies the file, and says so', async () => {
    const web = await serveFeeds({ '/feed': rss('Loom news', [{ title: 'New' }, { title: 'Old', guid: 'old', day: 1 }]) });
    const window = startWindow(temporaryFolder(), true);
    await setSources(window, [{ feed: web.url('/feed') }], false);
    await window.calls.refresh({});
    const [{ key } = { key: '' }] = await window.calls.find({ query: 'old', limit: 1 });
    await quietly(async () => expect((await window.calls.librarySize())?.compactedAt).toBeGreaterThan(0));
    await window.calls.setRules({ ...usualRules, retention: { days: 31, perSource: null } });
    await quietly(async () => {
      const size = await window.calls.librarySize();
      expect(size).toMatchObject({ shown: 1, emptied: 1 });
      expect(size?.compactedAt).toBeGreaterThan(0);
    });
    expect(window.events).toContainEqual({ event: 'changed', scope: 'issues', keys: [key] });
    expect(await window.calls.issue({ key, today })).toBeUndefined();
    expect(await window.calls.outline({ key })).toBeUndefined();
    expect((await window.calls.search({ query: 'old', limit: 5, today })).results).toEqual([]);
    expect((await window.calls.find({ query: '', limit: 5 })).map(({ issueTitle }) => issueTitle)).toEqual(['New']);
  });

  it('shows again what a rule hid whose day is over', async () => {
    const storage = temporaryFolder();
    const window = startWindow(storage, true);
    await fillFolder(window);
    await window.calls.setRules({ ...usualRules, mutes: [{ query: 'weft' }] });
    expect(await window.calls.unreadCount()).toBe(2);
    // Another window writes the rules down and is closed before it has done the work.
    const { openLibrary } = await import('../../../../src/library/open.js');
    const { writeRules } = await import('../../../../src/library/rules/rules.js');
    const opened = openLibrary(storage);
    if (opened.state !== 'ready') throw new Error(opened.state);
    writeRules(opened.database, { ...usualRules, mutes: [{ query: 'weft', until: '2020-01-01' }] });
    opened.database.close();
    const next = startWindow(storage, true);
    await next.calls.status();
    await quietly(async () => expect((await next.calls.librarySize())?.muted).toBe(0));
    await soon(() => expect(next.events).toContainEqual({ event: 'changed', scope: 'issues' }));
  });
});
