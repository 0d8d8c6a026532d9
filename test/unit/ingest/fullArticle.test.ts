// *Read Full Article* from an excerpt in a feed to the article of its page.

import { describe, expect, it } from 'vitest';
import type { FullArticleOutcome, IssueKey } from '../../../src/protocol/backend.js';
import { pageWords } from '../words.js';
import { rss } from '../../servers/rss.js';
import { setSources, startServer, type TestServer, serveFeeds } from './servers.js';

const sentence = 'The loom keeps its warp even while the shuttle carries the weft from one side to the other. ';
const article = `<!doctype html><html><head><title>On warps</title></head><body><nav><a href="/">Home</a></nav>
<article><h1>On warps</h1><p>${sentence.repeat(8)}</p><h2>Tension</h2><p>${sentence.repeat(6)}</p>
<script>window.ran = true</script><h2>Dyes</h2><p>${sentence.repeat(6)}<a href="/dyes">More on dyes</a></p></article></body></html>`;

interface Excerpt {
  readonly server: TestServer;
  readonly key: IssueKey;
  readonly read: () => Promise<FullArticleOutcome>;
  readonly html: () => Promise<string>;
}

/** A feed of one excerpt whose page is `page`; no page when it is empty. */
async function withExcerpt(page: string): Promise<Excerpt> {
  const web = await serveFeeds(page === '' ? {} : { '/article': { body: page, type: 'text/html' } });
  const entry = { title: 'On warps', guid: 'w1', link: web.url('/article'), day: 1, html: '<p>The loom keeps its warp […]</p>' };
  web.put('/feed', rss('Loom news', [entry]));
  const server = startServer();
  await setSources(server, [{ feed: web.url('/feed') }], false);
  await server.calls.refresh({});
  const key = (await server.calls.newest()) ?? '';
  return {
    server,
    key,
    read: async () => server.calls.readFullArticle({ key }),
    html: async () => (await server.calls.render({ key, words: pageWords }))?.html ?? '',
  };
}

describe('the full article', () => {
  it('takes the place of the excerpt, marked as taken from its page, and stays when the feed is read again', async () => {
    const { server, key, read, html } = await withExcerpt(article);
    expect((await server.calls.issue({ key, today: '2026-05-03' }))?.row.extent).toBe('excerpt');
    await server.calls.setStarred({ keys: [key], isStarred: true });
    expect(await read()).toEqual({ outcome: 'extracted' });
    expect((await server.calls.issue({ key, today: '2026-05-03' }))?.row).toMatchObject({ extent: 'extracted', isStarred: true });
    expect((await server.calls.outline({ key }))?.sections.map(({ title }) => title)).toEqual(['Tension', 'Dyes']);
    expect(await html()).toContain('carries the weft');
    expect(await html()).not.toContain('window.ran');
    await server.calls.refresh({ sourceIds: [(await server.calls.sourceStatus())[0]?.sourceId ?? ''] });
    expect((await server.calls.issue({ key, today: '2026-05-03' }))?.row.extent).toBe('extracted');
  });

  it('that is not in its page leaves the excerpt as it was', async () => {
    const { server, key, read } = await withExcerpt('<!doctype html><title>Sign in</title><form><input name="user"></form>');
    expect(await read()).toEqual({ outcome: 'nothingFound' });
    expect((await server.calls.issue({ key, today: '2026-05-03' }))?.row.extent).toBe('excerpt');
  });

  it('is not asked of a private server because a public feed, or one that is no more, says so', async () => {
    const { server, key, read } = await withExcerpt(article);
    await setSources(server, []);
    expect(await read()).toMatchObject({ outcome: 'failed', problem: { reason: 'unsafeRedirect' } });
    expect((await server.calls.issue({ key, today: '2026-05-03' }))?.row.extent).toBe('excerpt');
  });

  it('whose page is gone says so', async () => {
    const { read, html } = await withExcerpt('');
    expect(await read()).toMatchObject({ outcome: 'failed', problem: { reason: 'notFound', status: 404 } });
    expect(await html()).toContain('keeps its warp');
  });
});
