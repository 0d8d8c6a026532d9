// From an address to its feeds, on real servers and with the real parser.

import { describe, expect, it, onTestFinished } from 'vitest';
import { parseFeed } from '../../../../src/sources/feeds/parseFeed.js';
import { fetchDocument } from '../../../../src/sources/http/fetchDocument.js';
import { fetchTransport } from '../../../../src/sources/http/fetchTransport.js';
import { discover, type Discovery } from '../../../../src/sources/site/discoverFeeds.js';
import { type FeedServer, type ServedDocument, startFeedServer } from '../../../servers/feedServer.js';

const never = new AbortController().signal;

function rss(title: string, ...articles: readonly string[]): string {
  const items = articles.map((name) => `<item><title>${name}</title><link>https://loom.example/${name}</link></item>`);
  return `<rss version="2.0"><channel><title>${title}</title><link>https://loom.example/</link>${items.join('')}</channel></rss>`;
}

function atom(title: string, ...articles: readonly string[]): string {
  const entries = articles.map(
    (name) => `<entry><id>${name}</id><title>${name}</title><link href="https://loom.example/${name}"/></entry>`,
  );
  return `<feed xmlns="http://www.w3.org/2005/Atom"><title>${title}</title>${entries.join('')}</feed>`;
}

function html(...links: readonly string[]): ServedDocument {
  return {
    type: 'text/html',
    body: `<!doctype html><html><head><title>Loom</title>${links.join('\n')}</head><body><p>Cloth.</p></body></html>`,
  };
}

function link(href: string, type = 'rss', title = ''): string {
  return `<link rel="alternate" type="application/${type}+xml" title="${title}" href="${href}">`;
}

async function serve(documents: Readonly<Record<string, ServedDocument | string>>): Promise<FeedServer> {
  const server = await startFeedServer(documents);
  onTestFinished(() => server.close());
  return server;
}

function fetchPlainly(address: string, signal: AbortSignal): ReturnType<typeof fetchDocument> {
  return fetchDocument(address, { transport: fetchTransport, signal });
}

function look(address: string): Promise<Discovery> {
  return discover(address, { fetch: fetchPlainly, parse: parseFeed }, never);
}

/** Paths and titles of what was found, or the reason why nothing was. */
function inShort(discovery: Discovery): unknown {
  if (discovery.outcome === 'failed') return discovery.problem.reason;
  if (discovery.outcome === 'opml') return 'opml';
  return discovery.feeds.map(({ address, feed }) => `${new URL(address).pathname} ${feed.title ?? ''}`);
}

describe('an address', () => {
  it('of a feed is that feed', async () => {
    const server = await serve({ '/feed.xml': rss('Loom', 'warp') });
    const found = await look(server.url('/feed.xml'));
    expect(inShort(found)).toEqual(['/feed.xml Loom']);
    expect(server.requests).toHaveLength(1);
  });

  it('that has moved for good is asked at its new place', async () => {
    const server = await serve({ '/feed.xml': rss('Loom', 'warp'), '/old': { body: '', status: 301, headers: { location: '/feed.xml' } } });
    expect(inShort(await look(server.url('/old')))).toEqual(['/feed.xml Loom']);
  });

  it('of a list of subscriptions says so', async () => {
    const server = await serve({
      '/list': '<opml version="2.0"><body><outline text="a" xmlUrl="https://loom.example/feed"/></body></opml>',
    });
    expect(await look(server.url('/list'))).toMatchObject({ outcome: 'opml' });
  });

  it.each([
    ['/none', 'notFound'],
    ['/json', 'notAFeed'],
    ['/closed', 'signIn'],
    ['/late', 'tooManyRequests'],
  ])('that gives no page is reported as it is: %s', async (path, reason) => {
    const server = await serve({
      '/json': { body: '{"a":1}', type: 'application/json' },
      '/closed': { body: 'x', credentials: { user: 'a', password: 'b' } },
      '/late': { body: '', status: 429, headers: { 'retry-after': '60' } },
    });
    const found = await look(server.url(path));
    expect(found).toMatchObject({ outcome: 'failed', problem: { host: new URL(server.origin).host } });
    if (path !== '/json') expect(inShort(found)).toBe(reason);
    if (path === '/late') expect(found).toHaveProperty('retryAt');
  });

  it('that is none is refused without a request', async () => {
    expect(inShort(await look('not an address'))).toBe('badAddress');
  });
});

describe('a page', () => {
  it('leads to the feeds that it names, in its order', async () => {
    const server = await serve({
      '/': html(link('/b.xml'), link('/a.xml', 'atom', 'The A')),
      '/a.xml': atom('A', 'warp'),
      '/b.xml': rss('B', 'weft'),
    });
    const found = await look(server.origin);
    expect(inShort(found)).toEqual(['/b.xml B', '/a.xml A']);
  });

  it('with the same articles twice has one feed', async () => {
    const server = await serve({
      '/': html(link('/rss'), link('/atom', 'atom')),
      '/rss': rss('Loom', 'warp', 'weft'),
      '/atom': atom('Loom', 'warp', 'weft'),
    });
    expect(inShort(await look(server.origin))).toEqual(['/rss Loom']);
  });

  it('has a feed of comments only when there is no other', async () => {
    const documents = {
      '/': html(link('/comments/feed/', 'rss', 'Comments'), link('/feed/')),
      '/comments/feed/': rss('Comments', 'well said'),
    };
    const server = await serve({ ...documents, '/feed/': rss('Loom', 'warp') });
    expect(inShort(await look(server.origin))).toEqual(['/feed/ Loom']);
    expect(server.requests.map(({ path }) => path)).not.toContain('/comments/feed/');
    expect(inShort(await look((await serve(documents)).origin))).toEqual(['/comments/feed/ Comments']);
  });

  it('leads to the others when one of them fails', async () => {
    const server = await serve({ '/': html(link('/gone'), link('/page'), link('/feed')), '/page': html(), '/feed': rss('Loom', 'warp') });
    expect(inShort(await look(server.origin))).toEqual(['/feed Loom']);
  });

  it('that names none may have one at a usual path', async () => {
    const server = await serve({ '/': html(), '/atom.xml': atom('Loom', 'warp'), '/index.xml': rss('Other', 'weft') });
    expect(inShort(await look(server.origin))).toEqual(['/atom.xml Loom']);
    expect(server.requests.map(({ path }) => path)).not.toContain('/feed.json');
  });

  it('answers for its links by the text where its head is silent', async () => {
    const body = '<!doctype html><html><body><a href="/my/rss.xml">Subscribe</a></body></html>';
    const server = await serve({ '/': { type: 'text/html', body }, '/my/rss.xml': rss('Loom', 'warp') });
    expect(inShort(await look(server.origin))).toEqual(['/my/rss.xml Loom']);
  });

  it('without any feed says so after a few tries', async () => {
    const server = await serve({ '/blog': html() });
    expect(await look(server.url('/blog'))).toEqual({
      outcome: 'failed',
      problem: { reason: 'noFeedFound', host: new URL(server.origin).host },
    });
    expect(server.requests.length).toBeLessThanOrEqual(13);
  });

  it('whose feed cannot be had says what is wrong with it', async () => {
    const server = await serve({ '/': html(link('/feed')), '/feed': { body: '', status: 503 } });
    expect(inShort(await look(server.origin))).toBe('serverError');
  });

  it('that is closed may have an open feed by the rule of its site', async () => {
    const server = await serve({ '/@weaver': { body: 'no', status: 403, type: 'text/html' }, '/@weaver.rss': rss('Weaver', 'warp') });
    expect(inShort(await look(server.url('/@weaver')))).toEqual(['/@weaver.rss Weaver']);
  });

  it('with endless links is not followed for ever', async () => {
    const links = Array.from({ length: 500 }, (_, index) => link(`/feed${index}`));
    const server = await serve({ '/': html(...links) });
    expect(inShort(await look(server.origin))).toBe('notFound');
    expect(server.requests.length).toBeLessThanOrEqual(25);
  });
});

it('rejects when it is aborted', async () => {
  const server = await serve({ '/': html(link('/feed')), '/feed': rss('Loom', 'warp') });
  const controller = new AbortController();
  const fetch = async (address: string, signal: AbortSignal): ReturnType<typeof fetchDocument> => {
    if (address.endsWith('/feed')) controller.abort(new Error('Stopped.'));
    return fetchPlainly(address, signal);
  };
  await expect(discover(server.origin, { fetch, parse: parseFeed }, controller.signal)).rejects.toThrow('Stopped.');
});
