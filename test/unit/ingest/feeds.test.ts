// Live sources from the setting to the library: feeds, sites and repositories of a server on this machine.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { SourceStatus } from '../../../src/protocol/sources.js';
import { authorityFile } from '../../servers/certificates.js';
import { commitFiles, makeRepository, serveGit } from '../../servers/gitServer.js';
import type { ServedDocument } from '../../servers/feedServer.js';
import { startMisbehavingServer } from '../../servers/misbehaving.js';
import { rss } from '../../servers/rss.js';
import {
  expectNoErrors,
  issueText,
  setSources,
  soon,
  startServer,
  temporaryFolder,
  type TestServer,
  serveFeeds,
  write,
} from './servers.js';

const one = { title: 'Warp one', guid: 'w1', link: 'https://loom.example/1', day: 1 };
const two = { title: 'Warp two', guid: 'w2', link: 'https://loom.example/2', day: 2 };
const three = { title: 'Warp three', guid: 'w3', link: 'https://loom.example/3', day: 3 };

async function statusOf(server: TestServer, index = 0): Promise<SourceStatus> {
  const status = (await server.calls.sourceStatus())[index];
  if (!status) throw new Error(`There is no source ${index}.`);
  return status;
}

/** A window with these feeds, read once. */
async function withFeeds(addresses: readonly string[], storage?: string): Promise<TestServer> {
  const server = startServer(storage);
  await setSources(
    server,
    addresses.map((feed) => ({ feed })),
    false,
  );
  await server.calls.refresh({});
  return server;
}

/** A window in the middle of reading a feed whose server never answers. */
async function startEndlessRefresh() {
  const bad = await startMisbehavingServer();
  onTestFinished(() => bad.close());
  const server = startServer();
  await setSources(server, [{ feed: bad.url('noAnswer') }], false);
  const refreshing = server.calls.refresh({});
  await soon(() => expect(bad.open('/noAnswer')).toBe(1));
  return { bad, server, refreshing };
}

describe('a feed', () => {
  it('becomes issues, takes its own title, and a second reading adds nothing', async () => {
    const web = await serveFeeds({ '/feed': rss('Loom news', [two, one]) });
    const server = startServer();
    await setSources(server, [{ feed: web.url('/feed') }], false);
    expect(web.requests).toEqual([]);
    expect(await server.calls.refresh({})).toEqual({ sources: 1, failed: 0, added: 2, updated: 0, isStopped: false });
    expect(await server.titles()).toEqual(['Warp two', 'Warp one']);
    expect(await statusOf(server)).toMatchObject({ name: 'Loom news', kind: 'feed', issues: 2, unread: 0, activity: 'idle' });
    expect(await server.calls.refresh({})).toMatchObject({ added: 0, updated: 0, failed: 0 });
    expect(web.requests[1]?.headers).toHaveProperty('if-none-match');
    expect(await server.titles()).toEqual(['Warp two', 'Warp one']);
    expectNoErrors(server);
  });

  it('brings what is old as read at its first reading, and whatever comes later as unread', async () => {
    const web = await serveFeeds({ '/feed': rss('Loom news', [{ title: 'Fresh' }, two, one]) });
    const server = await withFeeds([web.url('/feed')]);
    expect(await statusOf(server)).toMatchObject({ issues: 3, unread: 1 });
    web.put('/feed', rss('Loom news', [three, { title: 'Fresh' }, two, one]));
    await server.calls.refresh({});
    expect(await statusOf(server)).toMatchObject({ issues: 4, unread: 2 });
    const key = (await server.calls.find({ query: 'Warp one', limit: 1 }))[0]?.key ?? '';
    await server.calls.setRead({ keys: [key], isRead: false });
    await server.calls.refresh({ sourceIds: [(await statusOf(server)).sourceId] });
    expect(await statusOf(server)).toMatchObject({ issues: 4, unread: 3 });
  });

  it('brings what is new and changed; state stays, what is gone from it stays too', async () => {
    const web = await serveFeeds({ '/feed': rss('Loom news', [two, one]) });
    const server = await withFeeds([web.url('/feed')]);
    const key = (await server.calls.find({ query: 'two', limit: 1 }))[0]?.key ?? '';
    await server.calls.setRead({ keys: [key], isRead: true });
    await server.calls.setStarred({ keys: [key], isStarred: true });
    web.put('/feed', rss('Loom news', [three, { ...two, html: '<p>Shuttles rest.</p>' }]));
    expect(await server.calls.refresh({})).toMatchObject({ added: 1, updated: 1 });
    expect(await server.titles()).toEqual(['Warp three', 'Warp two', 'Warp one']);
    expect((await server.calls.issue({ key, today: '2026-05-03' }))?.row).toMatchObject({ isRead: true, isStarred: true, isUpdated: true });
    web.put('/feed', rss('Loom news', []));
    expect(await server.calls.refresh({})).toMatchObject({ added: 0, failed: 0 });
    expect(await server.titles()).toHaveLength(3);
    expect((await statusOf(server)).note).toBe('noArticles');
  });

  it('that failed is logged without what its address asks for', async () => {
    const web = await serveFeeds({});
    const server = await withFeeds([web.url('/feed?token=shuttle-9')]);
    expect((await statusOf(server)).problem?.reason).toBe('notFound');
    expect(JSON.stringify(server.events)).toContain('/feed: notFound');
    expect(JSON.stringify(server.events)).not.toContain('shuttle-9');
  });

  it('stays small in lists, whatever it calls itself', async () => {
    const web = await serveFeeds({ '/feed': rss('Loom '.repeat(20_000), [{ ...one, title: 'Warp '.repeat(20_000) }]) });
    const server = await withFeeds([web.url('/feed')]);
    const [{ key } = { key: '' }] = await server.calls.find({ query: '', limit: 1 });
    expect(JSON.stringify(await server.calls.issue({ key, today: '2026-05-03' })).length).toBeLessThan(2_000);
    expect(JSON.stringify(await server.calls.sourceStatus()).length).toBeLessThan(2_000);
    expect(JSON.stringify(await server.calls.inspect({ address: web.url('/feed') })).length).toBeLessThan(2_000);
  });

  it('shows its newest titles before it is added, whatever zones their moments are in', async () => {
    const [earlier, later] = ['02 Apr 2026 01:00:00 +0900', '01 Apr 2026 20:00:00 GMT'].map((moment) => `<pubDate>${moment}</pubDate>`);
    const items = `<item><title>Earlier</title>${earlier}</item><item><title>Later</title>${later}</item>`;
    const web = await serveFeeds({ '/feed': `<rss version="2.0"><channel><title>Loom</title>${items}</channel></rss>` });
    const found = await startServer().calls.inspect({ address: web.url('/feed') });
    expect(found).toMatchObject({ candidates: [{ titles: ['Later', 'Earlier'] }] });
  });

  it('is read as seldom as it asks for, also after an answer that nothing has changed', async () => {
    const web = await serveFeeds({ '/feed': rss('Loom news', [one]).replace('<item>', '<ttl>600</ttl><item>') });
    const server = await withFeeds([web.url('/feed')]);
    const wait = async () => ((await statusOf(server)).nextTry ?? 0) - ((await statusOf(server)).lastTry ?? 0);
    expect(await wait()).toBeGreaterThan(8 * 3_600_000);
    await server.calls.refresh({});
    expect(web.requests[1]?.headers).toHaveProperty('if-none-match');
    expect(await wait()).toBeGreaterThan(8 * 3_600_000);
  });

  it('is asked without validators when the person names it: a server may lie', async () => {
    const web = await serveFeeds({ '/feed': rss('Loom news', [one]) });
    const server = await withFeeds([web.url('/feed')]);
    await server.calls.refresh({ sourceIds: [(await statusOf(server)).sourceId] });
    expect(web.requests[1]?.headers).not.toHaveProperty('if-none-match');
  });

  it('that has moved for good is read there, and again at its own address when it is gone there', async () => {
    const web = await serveFeeds({
      '/old': { body: '', status: 301, headers: { location: '/new' } },
      '/new': rss('Loom news', [one]),
    });
    const server = await withFeeds([web.url('/old')]);
    expect((await statusOf(server)).movedTo).toBe(web.url('/new'));
    await server.calls.refresh({});
    expect(web.requests.map(({ path }) => path)).toEqual(['/old', '/new', '/new']);
    web.remove('/new');
    web.put('/old', rss('Loom news', [two, one]));
    expect(await server.calls.refresh({})).toMatchObject({ added: 1, failed: 0 });
    expect((await statusOf(server)).movedTo).toBeUndefined();
  });

  it('that has moved is not asked for at its own address because the new one asks to wait', async () => {
    const web = await serveFeeds({
      '/old': { body: '', status: 301, headers: { location: '/new' } },
      '/new': rss('Loom news', [one]),
    });
    const server = await withFeeds([web.url('/old')]);
    web.put('/new', { body: 'Later.', status: 429, headers: { 'retry-after': '3600' } });
    const before = web.requests.length;
    await server.calls.refresh({});
    expect(web.requests.slice(before).map(({ path }) => path)).toEqual(['/new']);
    expect(await statusOf(server)).toMatchObject({ problem: { reason: 'tooManyRequests' }, movedTo: web.url('/new') });
  });

  it('does not move to a page that is no feed', async () => {
    const web = await serveFeeds({
      '/old': { body: '', status: 301, headers: { location: '/parked' } },
      '/parked': { body: '<!doctype html><title>For sale</title>', type: 'text/html' },
    });
    const server = await withFeeds([web.url('/old')]);
    expect(await statusOf(server)).toMatchObject({ problem: { reason: 'webPage' } });
    expect((await statusOf(server)).movedTo).toBeUndefined();
  });

  it('keeps what it gave when it fails, says why, and is well again afterwards', async () => {
    const web = await serveFeeds({ '/feed': rss('Loom news', [one]) });
    const server = await withFeeds([web.url('/feed')]);
    web.put('/feed', { body: 'Busy.', status: 503, headers: { 'retry-after': '7200' } });
    expect(await server.calls.refresh({})).toMatchObject({ failed: 1 });
    const failing = await statusOf(server);
    expect(failing).toMatchObject({ name: 'Loom news', issues: 1, problem: { reason: 'serverError', status: 503, amount: 7200 } });
    expect((failing.nextTry ?? 0) - (failing.lastTry ?? 0)).toBeGreaterThan(7_100_000);
    web.put('/feed', rss('Loom news', [two, one]));
    expect(await server.calls.refresh({})).toMatchObject({ added: 1, failed: 0 });
    expect(await statusOf(server)).not.toHaveProperty('problem');
    expectNoErrors(server);
  });

  it('never sends its credentials to where it has moved', async () => {
    const secret = { user: 'eve', password: 'shuttle' };
    const elsewhere = await serveFeeds({ '/new': rss('Loom news', [one]) });
    const web = await serveFeeds({ '/old': { body: '', status: 301, headers: { location: elsewhere.url('/new') }, credentials: secret } });
    const server = startServer();
    await setSources(server, [{ feed: web.url('/old') }], false, new Map([[web.url('/old'), secret]]));
    await server.calls.refresh({});
    await server.calls.refresh({});
    expect(web.requests.map(({ headers }) => headers.authorization !== undefined)).toEqual([true]);
    expect(elsewhere.requests.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
  });

  it('is asked for its credentials, which stay out of the library', async () => {
    const secret = { user: 'eve', password: 'shuttle' };
    const web = await serveFeeds({ '/feed': { body: rss('Loom news', [one]), credentials: secret } });
    const server = await withFeeds([web.url('/feed')]);
    const { sourceId, problem } = await statusOf(server);
    expect(problem?.reason).toBe('signIn');
    const wrong = new Map([[web.url('/feed'), { ...secret, password: 'weft' }]]);
    await setSources(server, [{ feed: web.url('/feed') }], false, wrong);
    await server.calls.refresh({});
    expect((await statusOf(server)).problem?.reason).toBe('signInRefused');
    await setSources(server, [{ feed: web.url('/feed') }], false, new Map([[web.url('/feed'), secret]]));
    expect(await server.calls.refresh({ sourceIds: [sourceId] })).toMatchObject({ added: 1, failed: 0 });
    expect(JSON.stringify([await server.calls.sourceStatus(), server.events])).not.toContain('shuttle');
  });
});

describe('a refresh', () => {
  it('reads all but the paused, each failure told apart, none delaying another', async () => {
    const bad = await startMisbehavingServer();
    onTestFinished(() => bad.close());
    const web = await serveFeeds({ '/a': rss('A', [one]), '/b': rss('B', [two]) });
    const server = startServer();
    const sources = [
      { feed: web.url('/a') },
      { feed: bad.status(404) },
      { feed: bad.status(410) },
      { feed: bad.url('loop') },
      { feed: bad.url('gzipBomb') },
      { feed: bad.url('resetAtOnce') },
      { feed: web.url('/b'), paused: true as const },
    ];
    await setSources(server, sources, false);
    expect(await server.calls.refresh({})).toEqual({ sources: 6, failed: 5, added: 1, updated: 0, isStopped: false });
    const names = (await server.calls.sourceStatus()).map(({ name }) => name);
    expect(names.slice(0, 3)).toEqual(['A', bad.status(404).slice('http://'.length), bad.status(410).slice('http://'.length)]);
    const reasons = (await server.calls.sourceStatus()).map(({ problem }) => problem?.reason);
    expect(reasons).toEqual([undefined, 'notFound', 'gone', 'redirectLoop', 'tooLarge', 'connectionLost', undefined]);
    const progress = server.events.flatMap((event) => (event.event === 'refreshing' ? [event] : []));
    expect(progress[0]).toMatchObject({ done: 0, total: 6, isBackground: false });
    expect(progress.at(-1)).toMatchObject({ total: 0 });
  });

  it('ends at once when it is stopped, which is no failure of the source', async () => {
    const { server, refreshing } = await startEndlessRefresh();
    expect((await statusOf(server)).activity).toBe('refreshing');
    await server.calls.stopRefresh();
    expect(await refreshing).toMatchObject({ isStopped: true, failed: 0 });
    // It is not taken up again a moment later by whoever reads in the background.
    expect((await statusOf(server)).nextTry).toBeGreaterThan(Date.now() + 10 * 60_000);
    expect(await statusOf(server)).toMatchObject({ activity: 'idle' });
    expect(await statusOf(server)).not.toHaveProperty('problem');
  });
});

describe('two windows', () => {
  it('hear of an added source both, and the one where the person is reads it', async () => {
    const web = await serveFeeds({ '/feed': rss('Loom news', [one]), '/other': rss('Other', [two]) });
    const storage = temporaryFolder();
    const [here, there] = [await withFeeds([web.url('/feed')], storage), await withFeeds([web.url('/feed')], storage)];
    await there.calls.setFocused({ isFocused: false });
    await here.calls.setFocused({ isFocused: true });
    const before = web.requests.length;
    const sources = [{ feed: web.url('/feed') }, { feed: web.url('/other') }];
    await Promise.all([here, there].map(async (window) => setSources(window, sources, false)));
    await soon(async () => expect(await there.titles()).toEqual(['Warp two', 'Warp one']));
    expect(web.requests.slice(before).map(({ path }) => path)).toEqual(['/other']);
  });
});

describe('a source', () => {
  it('that is taken out while it is read writes nothing more', async () => {
    const { bad, server, refreshing } = await startEndlessRefresh();
    await setSources(server, [], false);
    await refreshing;
    await soon(() => expect(bad.open('/noAnswer')).toBe(0));
    await setSources(server, [{ feed: bad.url('noAnswer'), paused: true }], false);
    expect(await statusOf(server)).not.toHaveProperty('lastTry');
  });

  it('that the person names is read once more when a reading is under way', async () => {
    const web = await serveFeeds({ '/feed': rss('Loom news', [one]) });
    const server = await withFeeds([web.url('/feed')]);
    const { sourceId } = await statusOf(server);
    await Promise.all([server.calls.refresh({}), server.calls.refresh({ sourceIds: [sourceId] })]);
    expect(web.requests.map(({ headers }) => 'if-none-match' in headers)).toEqual([false, true, false]);
  });
});

describe('the set of sources', () => {
  it('has a source once, however its address is written, and reads at once what is added later', async () => {
    const web = await serveFeeds({ '/feed': rss('Loom news', [one]), '/other': rss('Other', [two]) });
    const server = await withFeeds([web.url('/feed'), `${web.url('/feed')}#top`, `${web.url('/feed')}/?utm_source=x`]);
    expect(await server.calls.sourceStatus()).toHaveLength(1);
    await setSources(server, [{ feed: web.url('/feed') }, { feed: web.url('/other') }], false);
    await soon(async () => expect(await server.titles()).toEqual(['Warp two', 'Warp one']));
    expect(web.requests.map(({ path }) => path)).toEqual(['/feed', '/other']);
  });

  it('reads at once, and as if for the first time, a source that has got another address', async () => {
    const web = await serveFeeds({
      '/old': { body: '', status: 301, headers: { location: '/moved' } },
      '/moved': rss('Loom news', [one]),
      '/chosen': rss('Loom news', [two, one]),
    });
    const server = await withFeeds([web.url('/old')]);
    await setSources(server, [{ feed: web.url('/chosen'), was: web.url('/old') }], false);
    await soon(async () => expect(await server.titles()).toEqual(['Warp two', 'Warp one']));
    expect(web.requests.at(-1)).toMatchObject({ path: '/chosen' });
    expect(web.requests.at(-1)?.headers).not.toHaveProperty('if-none-match');
    expect(await statusOf(server)).not.toHaveProperty('movedTo');
  });

  it('names the issues of a source as the person does from now on', async () => {
    const web = await serveFeeds({ '/feed': rss('Loom news', [one]) });
    const server = await withFeeds([web.url('/feed')]);
    const key = (await server.calls.newest()) ?? '';
    await setSources(server, [{ feed: web.url('/feed'), name: 'Mine' }], false);
    expect((await server.calls.issue({ key, today: '2026-05-03' }))?.row.sourceName).toBe('Mine');
  });

  it('keeps the issues of a source that is taken out, and knows them when it comes back', async () => {
    const web = await serveFeeds({ '/feed': rss('Loom news', [one]) });
    const server = await withFeeds([web.url('/feed')]);
    await setSources(server, [], false);
    expect(await server.titles()).toEqual(['Warp one']);
    await setSources(server, [{ feed: web.url('/feed'), name: 'Mine' }], false);
    expect(await server.calls.refresh({})).toMatchObject({ added: 0 });
    expect(await statusOf(server)).toMatchObject({ name: 'Mine', issues: 1 });
  });
});

function page(links: string): ServedDocument {
  return { body: `<!doctype html><html><head><title>Loom</title>${links}</head><body>Welcome</body></html>`, type: 'text/html' };
}

function alternate(href: string, title: string): string {
  return `<link rel="alternate" type="application/rss+xml" title="${title}" href="${href}">`;
}

describe('a site', () => {
  it('is read by the feed that its page names', async () => {
    const web = await serveFeeds({ '/': page(alternate('/news.xml', 'News')), '/news.xml': rss('Loom news', [one]) });
    const server = startServer();
    await setSources(server, [{ site: web.url('/') }], false);
    expect(await server.calls.refresh({})).toMatchObject({ added: 1, failed: 0 });
    await server.calls.refresh({});
    expect(web.requests.map(({ path }) => path)).toEqual(['/', '/news.xml', '/news.xml', '/news.xml']);
    web.put('/', page(alternate('/moved.xml', 'News')));
    web.remove('/news.xml');
    web.put('/moved.xml', rss('Loom news', [two]));
    expect(await server.calls.refresh({})).toMatchObject({ added: 1, failed: 0 });
    // Old as it is, it is news: the site was read before.
    expect(await statusOf(server)).toMatchObject({ issues: 2, unread: 1 });
  });

  it('with several feeds asks which one', async () => {
    const links = alternate('/a.xml', 'A') + alternate('/b.xml', 'B');
    const web = await serveFeeds({ '/': page(links), '/a.xml': rss('A', [one]), '/b.xml': rss('B', [two]) });
    const server = startServer();
    await setSources(server, [{ site: web.url('/') }], false);
    await server.calls.refresh({});
    expect((await statusOf(server)).problem).toEqual({ reason: 'severalFeeds', amount: 2 });
    const looked = await server.calls.inspect({ address: web.url('/') });
    expect(looked.outcome === 'found' ? looked.candidates.map(({ title, issues, titles }) => [title, issues, titles]) : looked).toEqual([
      ['A', 1, ['Warp one']],
      ['B', 1, ['Warp two']],
    ]);
  });
});

describe('a folder that is looked at', () => {
  it('shows the titles of its last issues, and the names of files that are none', async () => {
    const root = temporaryFolder();
    write(root, '2026-04-01.md', issueText('Warp one'));
    write(root, '2026-04-02.md', issueText('Warp two'));
    write(root, '2026-04-03.md', '');
    expect(await startServer().calls.inspect({ address: root })).toMatchObject({
      outcome: 'found',
      candidates: [{ definition: { folder: root }, kind: 'folder', issues: 3, titles: ['2026-04-03.md', 'Warp two', 'Warp one'] }],
    });
  });
});

describe('a repository', () => {
  it('gives its Markdown files as issues, and later what changed', { timeout: 60_000 }, async () => {
    vi.stubEnv('GIT_SSL_CAINFO', authorityFile);
    onTestFinished(() => void vi.unstubAllEnvs());
    const folder = temporaryFolder();
    const git = await serveGit(folder);
    onTestFinished(() => git.close());
    const repository = makeRepository(folder, 'news.git');
    commitFiles(repository, {
      'news/one.md': issueText('One', '2026-04-01'),
      'news/README.md': '# How these issues are made',
      'readme.md': issueText('Elsewhere'),
    });
    const storage = temporaryFolder();
    const server = startServer(storage);
    await setSources(server, [{ git: `${git.address}/news.git`, path: 'news' }], false);
    expect(await server.calls.refresh({})).toMatchObject({ added: 1, failed: 0 });
    expect(await server.titles()).toEqual(['One']);
    expect(await server.calls.refresh({})).toMatchObject({ added: 0, updated: 0, failed: 0 });
    commitFiles(repository, { 'news/two.md': issueText('Two', '2026-04-02') });
    expect(await server.calls.refresh({})).toMatchObject({ added: 1, failed: 0 });
    expect(await server.titles()).toEqual(['Two', 'One']);
    expect(await statusOf(server)).toMatchObject({ issues: 2, unread: 1 });
    commitFiles(repository, { 'news/blank.md': ' ', 'news/huge.md': 'x'.repeat(21 * 1024 * 1024) });
    expect(await server.calls.refresh({})).toMatchObject({ added: 0, failed: 0 });
    expect((await statusOf(server)).failed).toEqual([
      { name: 'huge.md', problem: 'tooLarge' },
      { name: 'blank.md', problem: 'empty' },
    ]);
    expect(existsSync(join(storage, 'repositories'))).toBe(true);
    await server.calls.resetLocalData();
    expect(existsSync(join(storage, 'repositories'))).toBe(false);
    expectNoErrors(server);
  });
});
