// Reading in the background: who does it, for whom, and when. Windows are pollers on one library.

import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { LibraryAccess } from '../../../src/ingest/libraryAccess.js';
import { Poller } from '../../../src/ingest/live/poller.js';
import { Refreshes } from '../../../src/ingest/live/refreshes.js';
import { SourceSet } from '../../../src/ingest/live/sourceSet.js';
import { announceWindow } from '../../../src/library/windows.js';
import type { BackendEvent } from '../../../src/protocol/backend.js';
import type { SourceDefinition } from '../../../src/protocol/sources.js';
import { createFetcher } from '../../../src/sources/http/fetcher.js';
import { fetchTransport } from '../../../src/sources/http/fetchTransport.js';
import { startWebServer } from '../../servers/webServer.js';
import { rss } from '../../servers/rss.js';
import { soon, temporaryFolder, serveFeeds } from './servers.js';

interface TestWindow {
  readonly set: SourceSet;
  readonly poller: Poller;
  readonly events: BackendEvent[];
}

const log = (): void => undefined;

/** A window that looks at what is due all the time. */
async function openWindow(storageFolder: string, sources: readonly SourceDefinition[]): Promise<TestWindow> {
  const events: BackendEvent[] = [];
  const emit = (event: BackendEvent): void => void events.push(event);
  const library = new LibraryAccess({ storageFolder, sources: [], onOpened: () => undefined, onStatus: () => undefined, log });
  const { fetch, queue } = createFetcher(fetchTransport);
  const services = { library, fetch, queue, storageFolder, build: 'build', credentialsOf: () => undefined, emit, log };
  const refreshes = new Refreshes(emit, log);
  const set = new SourceSet(services, refreshes);
  await set.set(sources);
  const poller = new Poller(set, services, refreshes, { windowId: randomUUID(), settleTime: 5, lookTime: 20 });
  onTestFinished(async () => {
    poller.close();
    refreshes.abandon();
    await set.stop();
    library.close();
  });
  return { set, poller, events };
}

/** Long enough for several looks. */
async function aWhile(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 150));
}

const news = rss('Loom news', [{ title: 'Warp one', guid: 'w1', day: 1 }]);

describe('a window', () => {
  it('without the focus requests nothing; with it, what is due, once', async () => {
    const web = await serveFeeds({ '/feed': news, '/paused': news });
    const { poller, set, events } = await openWindow(temporaryFolder(), [
      { feed: web.url('/feed') },
      { feed: web.url('/paused'), paused: true },
    ]);
    poller.wake();
    await aWhile();
    expect(web.requests).toEqual([]);
    poller.setFocused(true);
    await soon(() => expect(set.status()[0]).toMatchObject({ issues: 1 }));
    await aWhile();
    expect(web.requests.map(({ path }) => path)).toEqual(['/feed']);
    expect(events).toContainEqual({ event: 'refreshing', done: 1, total: 1, isBackground: true });
  });

  it('writes no user and password of an address into the library, and still sends them', async () => {
    const web = await serveFeeds({ '/feed': { body: news, credentials: { user: 'eve', password: 'shuttle-9' } } });
    const storage = temporaryFolder();
    const { poller, set } = await openWindow(storage, [{ feed: web.url('/feed').replace('//', '//eve:shuttle-9@') }]);
    poller.setFocused(true);
    await soon(() => expect(set.status()[0]).toMatchObject({ issues: 1 }));
    for (const name of readdirSync(storage)) expect(readFileSync(join(storage, name), 'latin1')).not.toContain('shuttle-9');
  });

  it('that is told not to reads nothing by itself', async () => {
    const web = await serveFeeds({ '/feed': news });
    const { poller } = await openWindow(temporaryFolder(), [{ feed: web.url('/feed') }]);
    poller.setEnabled(false);
    poller.setFocused(true);
    await aWhile();
    expect(web.requests).toEqual([]);
  });

  it('reads a failing source again only when its time has come', async () => {
    const web = await serveFeeds({});
    const { poller, set } = await openWindow(temporaryFolder(), [{ feed: web.url('/none') }]);
    poller.setFocused(true);
    await soon(() => expect(set.status()[0]?.problem?.reason).toBe('notFound'));
    await aWhile();
    expect(web.requests).toHaveLength(1);
  });
});

describe('two windows', () => {
  it('that both think they have the focus request each source once, those of both', async () => {
    const web = await serveFeeds({ '/shared': news, '/first': news, '/second': news });
    const storage = temporaryFolder();
    const first = await openWindow(storage, [{ feed: web.url('/shared') }, { feed: web.url('/first') }]);
    const second = await openWindow(storage, [{ feed: web.url('/shared') }, { feed: web.url('/second') }]);
    second.poller.wake();
    await aWhile();
    first.poller.setFocused(true);
    await soon(() => expect(web.requests.map(({ path }) => path).sort()).toEqual(['/first', '/second', '/shared']));
    second.poller.setFocused(true);
    await aWhile();
    expect(web.requests).toHaveLength(3);
    await soon(() => expect(second.set.status().map(({ issues }) => issues)).toEqual([1, 1]));
  });

  it('do not begin what the other is in the middle of, wherever the focus goes', async () => {
    const answers: (() => void)[] = [];
    const web = await startWebServer((_request, response) => void answers.push(() => response.end(news)));
    onTestFinished(() => web.close());
    const storage = temporaryFolder();
    const [first, second] = [
      await openWindow(storage, [{ feed: `${web.origin}/feed` }]),
      await openWindow(storage, [{ feed: `${web.origin}/feed` }]),
    ];
    first.poller.setFocused(true);
    await soon(() => expect(answers).toHaveLength(1));
    first.poller.setFocused(false);
    second.poller.setFocused(true);
    await aWhile();
    answers[0]?.();
    await soon(() => expect(second.set.status()[0]).toMatchObject({ issues: 1 }));
    await aWhile();
    expect(web.requests).toHaveLength(1);
  });

  it('read the sources that they know, though a window of another build wants others', async () => {
    const web = await serveFeeds({ '/feed': news });
    const storage = temporaryFolder();
    const { poller } = await openWindow(storage, [{ feed: web.url('/feed') }]);
    const library = new LibraryAccess({ storageFolder: storage, sources: [], onOpened: () => undefined, onStatus: () => undefined, log });
    onTestFinished(() => library.close());
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a later build would write
    const later = { post: 'box 7' } as unknown as SourceDefinition;
    library.write((database) =>
      announceWindow(database, 'later', { sources: [{ id: 'post-1', definition: later }], isFocused: false }, Date.now(), 60_000),
    );
    poller.setFocused(true);
    await soon(() => expect(web.requests).toHaveLength(1));
  });

  it('hand over: the one that gets the focus reads on', async () => {
    const web = await serveFeeds({ '/feed': news, '/later': news });
    const storage = temporaryFolder();
    const first = await openWindow(storage, [{ feed: web.url('/feed') }]);
    first.poller.setFocused(true);
    await soon(() => expect(web.requests).toHaveLength(1));
    first.poller.setFocused(false);
    const second = await openWindow(storage, [{ feed: web.url('/feed') }, { feed: web.url('/later') }]);
    second.poller.setFocused(true);
    await soon(() => expect(web.requests.map(({ path }) => path)).toEqual(['/feed', '/later']));
  });
});
