// The images of an issue as a person meets them: none before they ask, one for a click, all for another, and nobody asked twice.
// A local server counts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFeedServer } from '../servers/feedServer.js';
import { startGate } from '../servers/gate.js';
import { gif, png, svg } from '../servers/pictures.js';
import { rss } from '../servers/rss.js';
import type { Theme, Window } from '../vscode/window.js';
import { startSession } from './session.js';

const sentence = 'The loom keeps its warp even while the shuttle carries the weft from one side to the other. ';
const text = `<p>${sentence.repeat(8)}</p>`.repeat(4);

const web = await startFeedServer({
  '/loom.png': { body: png(900, 420, 150), type: 'image/png' },
  '/plan.svg': { body: svg(400, 120), type: 'image/svg+xml' },
  '/mark.png': { body: png(24, 24, 60), type: 'image/png' },
  '/linked.png': { body: png(320, 160, 90), type: 'image/png' },
  '/page.png': { body: '<!doctype html><title>Sign in</title>', type: 'image/png' },
  '/open.gif': { body: gif(1, 1), type: 'image/gif' },
});

const shown =
  `<p>Two looms stand in the hall. <img src="${web.origin}/mark.png" alt="The guild's mark"></p><figure><img src="${web.origin}/loom.png" alt="A loom by the window, its ` +
  `warp half wound and a shuttle on the bench"><figcaption>The old loom</figcaption></figure>${text}<h2>Plans</h2><p><img src="${web.origin}/plan.svg"></p>` +
  `${text}<p><a href="https://example.org/hall"><img src="${web.origin}/linked.png" alt="The hall"></a></p><p><img src="${web.origin}/gone.png" alt="A door"></p>` +
  `<p><img src="${web.origin}/page.png" alt="A gate"></p>${text}<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ" title="How a shuttle flies"></iframe>` +
  `<p>And</p><audio src="https://cdn.example.org/talks/warp.mp3"></audio><p>or</p><iframe src="https://example.org/frame"></iframe>` +
  `<img src="${web.origin}/pixel.gif" width="1" height="1"><img src="http://127.0.0.1/wf/open?u=7" alt="">`;
web.put('/loom.xml', rss('Loom Weekly', [{ title: 'Two Looms', guid: 'loom-1', link: web.url('/two'), day: 1, html: shown }]));
web.put('/felt.xml', rss('Felt Notes', [{ title: 'Wool Has a Memory', guid: 'felt-1', day: 5, html: text }]));

const gate = await startGate();

const settings = {
  ...gate.settings,
  'digest.sources': [{ feed: web.url('/loom.xml') }, { feed: web.url('/felt.xml') }],
};

const session = startSession({ settings });

let window: Window;
/** What the browser itself asked of the server: nothing, ever. */
const asked: string[] = [];

const hits = () => web.requests.map(({ path }) => path).filter((path) => !path.endsWith('.xml'));
const page = () => window.webview();
const pictures = () => page().locator('.image img');
const eventually = <T>(value: () => T | Promise<T>) => expect.poll(value, { timeout: 60_000 });

async function open(title: string): Promise<void> {
  await window
    .treeRow(new RegExp(`^${title}`))
    .first()
    .click();
  await page().getByRole('heading', { level: 1, name: title }).waitFor();
}

/** Goes through the whole page, as a person who reads it. */
async function readThrough(): Promise<void> {
  await page().locator('h1').hover();
  for (let step = 0; step < 12; step++) {
    await window.page.mouse.wheel(0, 600);
    await page()
      .locator('body')
      .evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  }
  await page()
    .locator('body')
    .evaluate(() => scrollTo(0, 0));
}

beforeAll(async () => {
  ({ window } = session);
  window.context.on('request', (request) => {
    if (request.url().startsWith(web.origin)) asked.push(request.url());
  });
  await window.page.setViewportSize({ width: 1280, height: 1000 });
  await window.openView('Digest');
  await open('Two Looms');
});

afterAll(async () => {
  await web.close();
  gate.close();
});

describe('the images of an issue', () => {
  it('have their places, and are not asked for by reading', async () => {
    await page().getByText('6 images').waitFor();
    await readThrough();
    expect(await page().locator('.image.is-place').count()).toBe(6);
    expect([hits(), asked, gate.strangers, await pictures().count()]).toEqual([[], [], 0, 0]);
  });

  it('come one by one, for a click', async () => {
    await page()
      .getByRole('button', { name: /^Show Image: A loom by the window/ })
      .click();
    const picture = page().getByRole('img', { name: /^A loom by the window/ });
    await picture.waitFor();
    await eventually(() => picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth)).toBe(900);
    const [width, room] = await picture.evaluate((image) => [image.clientWidth, image.closest('.body')?.clientWidth ?? 0]);
    expect(width).toBeLessThanOrEqual(room ?? 0);
    expect(hits()).toEqual(['/loom.png']);
  });

  it('come all together, and say what is wrong with those that do not', async () => {
    await page().getByRole('button', { name: 'Show All' }).click();
    await eventually(() => pictures().count()).toBe(4);
    await page().locator('.image-says', { hasText: 'The image is no longer there.' }).waitFor();
    await page().locator('.image-says', { hasText: 'What came is no image.' }).waitFor();
    expect(hits().toSorted()).toEqual(['/gone.png', '/linked.png', '/loom.png', '/mark.png', '/page.png', '/plan.svg']);
    expect([asked, gate.strangers]).toEqual([[], 0]);
  });

  it('that failed can be tried again', async () => {
    web.put('/gone.png', { body: png(200, 100), type: 'image/png' });
    await page().getByRole('button', { name: 'Try Again: A door' }).click();
    await eventually(() => pictures().count()).toBe(5);
  });

  it('in a link leave it a link', async () => {
    const link = page().getByRole('link', { name: 'The hall' });
    expect(await window.addressOpenedBy(() => link.first().click())).toBe('https://example.org/hall');
  });

  it('are not asked for again: not by another look, nor when the page comes back after it was hidden', async () => {
    const before = hits().length;
    await open('Wool Has a Memory');
    await open('Two Looms');
    await page().getByRole('button', { name: 'Show All' }).click();
    await eventually(() => pictures().count()).toBe(5);
    // A page that nobody sees is let go, with all that was on it.
    await window.runCommand('Preferences: Open User Settings (JSON)');
    await page().getByRole('heading', { level: 1 }).waitFor({ state: 'detached' });
    await window.runCommand('View: Close Editor');
    await page().getByRole('heading', { level: 1, name: 'Two Looms' }).waitFor();
    await eventually(() => pictures().count()).toBe(5);
    // Only the one that is no image has nothing that could be kept.
    expect(new Set(hits().slice(before))).toEqual(new Set(['/page.png']));
    expect([asked, gate.strangers]).toEqual([[], 0]);
  });

  it('are words where nobody wants them, as soon as the setting says so', async () => {
    await window.applySettings({ ...settings, 'digest.images': 'never' });
    await eventually(() => page().locator('.image.is-place').count()).toBe(0);
    expect(await pictures().count()).toBe(0);
    expect(await page().locator('.image').first().textContent()).toBe("The guild's mark");
    await window.applySettings(settings);
    await eventually(() => page().locator('.image.is-place').count()).toBe(6);
  });
});

describe.each<Theme>(['dark', 'light', 'highContrast', 'highContrastLight'])('in the theme %s', (theme) => {
  it('places, pictures and cards fit the page', async () => {
    await window.useTheme(theme);
    await open('Wool Has a Memory');
    await open('Two Looms');
    await page().getByRole('button', { name: 'Show All' }).waitFor();
    await page()
      .locator('body')
      .evaluate(() => scrollTo(0, 0));
    await window.screenshot(`images-places-${theme}`);
    await page().getByRole('button', { name: 'Show All' }).click();
    await eventually(() => pictures().count()).toBe(5);
    await window.screenshot(`images-shown-${theme}`);
    await page()
      .locator('.image-says')
      .evaluate((says) => says.scrollIntoView({ block: 'center' }));
    await window.screenshot(`images-failed-${theme}`);
    await page()
      .locator('body')
      .evaluate(() => scrollTo(0, document.body.scrollHeight));
    await window.screenshot(`images-cards-${theme}`);
    const body = page().locator('body');
    expect(await body.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
  });
});
