// The images of a page from the place that asks to the bytes, over a real server that counts who came.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImageOutcome, ImagesWanted } from '../../../src/protocol/images.js';
import { gif, png, svg } from '../../servers/pictures.js';
import { rss } from '../../servers/rss.js';
import { pageWords } from '../words.js';
import { serveFeeds, setSources, startServer, temporaryFolder } from './servers.js';

interface Page {
  readonly ask: (number: number) => Promise<ImageOutcome>;
  /** Asks for an image of a page that was never rendered. */
  readonly askOther: () => Promise<ImageOutcome>;
  readonly html: (images?: ImagesWanted) => Promise<string>;
  /** Paths of images that the server was asked for. */
  readonly hits: () => readonly string[];
  readonly reset: () => Promise<void>;
  readonly remove: (path: string) => void;
  readonly forget: () => Promise<void>;
}

const images = {
  '/loom.png': { body: png(40, 30), type: 'text/html' },
  '/plan.svg': { body: svg(60, 20), type: 'image/svg+xml' },
  '/dot.gif': { body: gif(1, 1), type: 'image/gif' },
  '/page.png': { body: '<!doctype html><title>Sign in</title>', type: 'image/png' },
  '/large.png': { body: Buffer.concat([png(40, 30), Buffer.alloc(16 * 1024 * 1024)]), type: 'image/png' },
  '/away.png': { body: '', status: 302, headers: { location: '/loom.png' } },
};

/** A feed of one article that shows these images, rendered once. */
async function pageOf(markup: (origin: string) => string, storage = temporaryFolder()): Promise<Page> {
  const web = await serveFeeds(images);
  web.put('/feed', rss('Loom news', [{ title: 'On warps', guid: 'w1', link: web.url('/article'), day: 1, html: markup(web.origin) }]));
  const server = startServer(storage);
  await setSources(server, [{ feed: web.url('/feed') }], false);
  await server.calls.refresh({});
  const key = (await server.calls.newest()) ?? '';
  const html = async (wanted: ImagesWanted = 'onClick') =>
    (await server.calls.render({ key, words: pageWords, images: wanted }))?.html ?? '';
  await html();
  return {
    html,
    ask: async (number) => server.calls.image({ key, anchor: `image:${number}` }),
    askOther: async () => server.calls.image({ key: 'feed/other', anchor: 'image:1' }),
    hits: () => web.requests.map(({ path }) => path).filter((path) => path !== '/feed'),
    reset: async () => server.calls.resetLocalData(),
    remove: (path) => web.remove(path),
    forget: () => setSources(server, [], false),
  };
}

const img = (path: string) => (origin: string) => `<p>Before.</p><p><img src="${origin}${path}" alt="A loom"></p>`;

describe('an image of a page', () => {
  it('comes by its number with its type and size, whatever the server calls it, and once only', async () => {
    const page = await pageOf(img('/loom.png'));
    expect(page.hits()).toEqual([]);
    expect(await page.ask(1)).toMatchObject({
      outcome: 'image',
      image: { type: 'image/png', bytes: new Uint8Array(png(40, 30)), width: 40, height: 30 },
    });
    expect((await page.ask(1)).outcome).toBe('image');
    expect(page.hits()).toEqual(['/loom.png']);
  });

  it('that stands twice makes one request even when both are asked for at once', async () => {
    const page = await pageOf((origin) => img('/loom.png')(origin).repeat(2));
    expect((await Promise.all([page.ask(1), page.ask(2)])).map(({ outcome }) => outcome)).toEqual(['image', 'image']);
    expect(page.hits()).toEqual(['/loom.png']);
  });

  it('is kept for the next start, and gone with the local data', async () => {
    const storage = temporaryFolder();
    const page = await pageOf(img('/loom.png'), storage);
    await page.ask(1);
    expect(readdirSync(join(storage, 'images'))).toHaveLength(1);
    page.remove('/loom.png');
    expect((await page.ask(1)).outcome).toBe('image');
    await page.reset();
    expect(readdirSync(storage)).not.toContain('images');
  });

  it('may be behind a redirect, and may be a drawing', async () => {
    const page = await pageOf((origin) => img('/away.png')(origin) + img('/plan.svg')(origin));
    expect(await page.ask(1)).toMatchObject({ outcome: 'image', image: { type: 'image/png' } });
    expect(await page.ask(2)).toMatchObject({ outcome: 'image', image: { type: 'image/svg+xml', width: 60, height: 20 } });
  });

  it.each([
    ['/missing.png', { outcome: 'failed', problem: { reason: 'notFound' } }],
    ['/large.png', { outcome: 'failed', problem: { reason: 'tooLarge' } }],
    ['/page.png', { outcome: 'refused', reason: 'notAnImage' }],
    ['/dot.gif', { outcome: 'refused', reason: 'tracker' }],
  ])('at %s is not shown, and nothing of it is kept', async (path, outcome) => {
    const storage = temporaryFolder();
    const page = await pageOf(img(path), storage);
    expect(await page.ask(1)).toMatchObject(outcome);
    expect(readdirSync(storage)).not.toContain('images');
  });

  it('on a private server is not asked for because a public page, or none that is known, shows it', async () => {
    const page = await pageOf(img('/loom.png'));
    await page.forget();
    expect(await page.ask(1)).toMatchObject({ outcome: 'failed', problem: { reason: 'unsafeRedirect' } });
    expect(page.hits()).toEqual([]);
  });

  it('is unknown under another number, and where nobody wants images', async () => {
    const page = await pageOf(img('/loom.png'));
    expect(await page.ask(2)).toEqual({ outcome: 'unknown' });
    expect(await page.askOther()).toEqual({ outcome: 'forgotten' });
    expect(await page.html('never')).not.toContain('data-image');
    expect(await page.ask(1)).toEqual({ outcome: 'unknown' });
    expect(page.hits()).toEqual([]);
  });
});
