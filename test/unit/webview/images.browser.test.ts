// The images of the page in a real browser: nothing is asked before the person asks, what comes takes its place, what does not
// says why, and an issue of thousands asks for what is near.
import { describe, expect, it, vi } from 'vitest';
import type { Issue } from '../../../src/digest/model.js';
import type { FirstShow } from '../../../src/editor/reader/readerDocument.js';
import type { ImageContent, ImagesWanted } from '../../../src/protocol/images.js';
import { renderPage } from '../../../src/render/page.js';
import { png } from '../../servers/pictures.js';
import { pageWords as words } from '../words.js';
import { type ReaderWindow, startHarness } from './readerHarness.js';

const patience = 60_000;
vi.setConfig({ testTimeout: patience, hookTimeout: patience });

const key = 'imported/looms';
const image = (name: string, alt = name) => `<img src="https://cdn.example.org/${name}.png" alt="${alt}">`;

function show(text: string, images: ImagesWanted = 'onClick', more: Partial<FirstShow> = {}): FirstShow {
  const section = { id: 'looms', title: 'On looms', body: { format: 'html' as const, text }, takeaways: [], links: [] };
  const issue: Issue = { id: 'looms', kind: 'article', title: 'Looms', tags: [], sections: [section], takeaways: [], links: [] };
  const html = renderPage(issue, { sourceName: 'Notes', isStarred: false, isMissing: false, minutes: 3, images }, words);
  return { type: 'show', key, title: 'Looms', html, isStarred: false, ...more };
}

const picture = (width = 60, height = 40): ImageContent => ({
  type: 'image/png',
  bytes: new Uint8Array(png(width, height)),
  width,
  height,
});

/** Waits for a value: a loaded machine may take long, and a test that fails may wait. */
const eventually = <T>(value: () => T | Promise<T>) => expect.poll(value, { timeout: 20_000 });

const harness = startHarness();
let reader: ReaderWindow;

const asked = async () => (await reader.postedOf('loadImage')).map(({ anchor }) => anchor);
const answer = (anchor: string, content = picture()) =>
  reader.post({ type: 'image', key, anchor, image: content, broken: 'It is damaged.' });
/** What the images on the page are: their words, and how wide the browser found them. */
const drawn = () =>
  reader.page.$$eval('.image img', (images) =>
    images.map((each) => (each instanceof HTMLImageElement ? `${each.alt} ${each.naturalWidth}` : '')),
  );
const two = `<p>${image('loom', 'A loom')}</p><p>${image('warp', 'A warp')}</p>`;

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => `<p>${image(`n${index}`)}</p><p>${'Some words between. '.repeat(8)}</p>`).join('');

/** Runs in the page: whether an address can still be drawn. */
const isThere = (source: string) =>
  new Promise<boolean>((resolve) => {
    const probe = new Image();
    probe.addEventListener('load', () => resolve(true));
    probe.addEventListener('error', () => resolve(false));
    probe.src = source;
  });

describe('an image', () => {
  it('that is a link and stands alone has its button beside it, at the end of the line', async () => {
    reader = await harness.open(show(`<p>Words.</p><p><a href="https://example.org/">${image('loom', 'A loom')}</a></p>`));
    const box = (selector: string) =>
      reader.page.$eval(selector, (element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        return { left, right, top, bottom };
      });
    const [place, button, text] = [await box('.image'), await box('.show-image'), await box('.body')];
    expect(button.left).toBeGreaterThan(place.right);
    expect(button.right).toBeCloseTo(text.right, 0);
    expect(Math.abs(button.top + button.bottom - place.top - place.bottom)).toBeLessThan(4);
  });

  it('is asked for by a click, once, and stands in its place with its words and size', async () => {
    reader = await harness.open(show(two));
    await eventually(() => reader.postedOf('shown')).toHaveLength(1);
    expect(await asked()).toEqual([]);
    const button = reader.page.getByRole('button', { name: 'Show Image: A loom' });
    await button.click();
    await button.dispatchEvent('click');
    expect(await asked()).toEqual(['image:1']);
    expect(await reader.page.locator('.image[aria-busy]').count()).toBe(1);
    expect([await button.textContent(), await reader.page.textContent('[role="status"]')]).toEqual(['Loading…', 'Loading…']);
    await answer('image:1');
    await eventually(drawn).toEqual(['A loom 60']);
    expect(await reader.page.$eval('.image img', (each) => [each.getAttribute('width'), each.getAttribute('height')])).toEqual([
      '60',
      '40',
    ]);
    expect(await reader.page.locator('.image[aria-busy]').count()).toBe(0);
    expect(await button.count()).toBe(0);
  });

  it('that is asked for by the keyboard leaves the keyboard where it is', async () => {
    reader = await harness.open(show(two));
    await reader.page.getByRole('button', { name: 'Show Image: A loom' }).focus();
    await reader.page.keyboard.press('Enter');
    await eventually(asked).toEqual(['image:1']);
    await answer('image:1');
    await eventually(() => reader.focused()).toBe('at-image:1');
    await reader.page.keyboard.press('Tab');
    expect(await reader.focused()).toBe('showImage image:2');
  });

  it('that did not come in time can be asked for again', async () => {
    reader = await harness.open(show(two));
    const button = reader.page.locator('.show-image').first();
    await button.click();
    await eventually(() => button.textContent()).toBe('Loading…');
    await reader.post({ type: 'noImage', key, anchor: 'image:1', says: 'You are offline.', again: 'Try Again' });
    await eventually(() => button.textContent()).toBe('Try Again');
    await button.click();
    await eventually(() => button.textContent()).toBe('Loading…');
    await reader.post({ type: 'noImage', key, anchor: 'image:1', says: 'You are offline.', again: 'Try Again' });
    await eventually(() => button.textContent()).toBe('Try Again');
  });

  it('that nobody asked for is not shown', async () => {
    reader = await harness.open(show(two));
    await answer('image:1');
    await reader.postAnything({ type: 'image', key, anchor: 'image:9', image: picture(), broken: 'x' });
    expect(await drawn()).toEqual([]);
  });

  it('is never wider than the page', async () => {
    reader = await harness.open(show(two), { width: 320, height: 600 });
    await reader.page.getByRole('button', { name: 'Show Image: A loom' }).click();
    await answer('image:1', picture(1_600, 900));
    await eventually(drawn).toEqual(['A loom 1600']);
    expect(await reader.page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });

  it('in a link is part of the link when it has come', async () => {
    reader = await harness.open(show(`<p><a href="https://example.org/hall">${image('hall', 'The hall')}</a> and more.</p>`));
    await reader.page.getByRole('button', { name: 'Show Image: The hall' }).click();
    await answer('image:1');
    await eventually(drawn).toEqual(['The hall 60']);
    await reader.page.getByRole('img', { name: 'The hall' }).click();
    expect(await reader.postedOf('openLink')).toEqual([{ type: 'openLink', key, url: 'https://example.org/hall' }]);
  });

  it('that cannot be had says why, and is asked for again by its button', async () => {
    reader = await harness.open(show(two));
    await reader.page.getByRole('button', { name: 'Show Image: A loom' }).click();
    await reader.post({ type: 'noImage', key, anchor: 'image:1', says: 'You are offline.', again: 'Try Again' });
    expect(await reader.page.locator('.image-says').textContent()).toBe('You are offline.');
    expect(await reader.page.textContent('#announcement')).toBe('You are offline.');
    await eventually(() => reader.page.textContent('#announcement')).toBe('');
    await reader.page.getByRole('button', { name: 'Try Again: A loom' }).click();
    expect(await asked()).toEqual(['image:1', 'image:1']);
    await answer('image:1');
    await eventually(drawn).toEqual(['A loom 60']);
    expect(await reader.page.locator('.image-says').count()).toBe(0);
  });

  it('that the browser cannot draw says so', async () => {
    reader = await harness.open(show(two));
    await reader.page.getByRole('button', { name: 'Show Image: A loom' }).click();
    await answer('image:1', { ...picture(), bytes: new Uint8Array([1, 2, 3]) });
    await eventually(() => reader.page.locator('.image-says').allTextContents()).toEqual(['It is damaged.']);
    expect(await drawn()).toEqual([]);
  });
});

describe('all images', () => {
  it('are asked for a few at a time until none is left', async () => {
    reader = await harness.open(show(many(9)));
    await reader.page.getByRole('button', { name: 'Show All' }).click();
    await eventually(async () => (await asked()).length).toBe(6);
    for (let number = 1; number <= 9; number++) await answer(`image:${number}`);
    await eventually(async () => (await drawn()).length).toBe(9);
    expect(await asked()).toHaveLength(9);
    expect(await reader.page.getByRole('button', { name: 'Show All' }).count()).toBe(0);
  });

  it('that are asked for by the keyboard leave the keyboard at the first', async () => {
    reader = await harness.open(show(two));
    await reader.page.getByRole('button', { name: 'Show All' }).focus();
    await reader.page.keyboard.press('Enter');
    await eventually(async () => (await asked()).length).toBe(2);
    expect(await reader.focused()).toBe('at-image:1');
  });

  it.each<[ImagesWanted]>([['always'], ['onClick']])('of thousands are asked for as they come near the view: %s', async (wanted) => {
    reader = await harness.open(show(many(2_000), wanted));
    if (wanted === 'onClick') await reader.page.getByRole('button', { name: 'Show All' }).click();
    let answered = 0;
    /** Answers what was asked for meanwhile; says whether there was nothing. */
    const answerAll = async (): Promise<boolean> => {
      const all = (await asked()).slice(answered);
      for (const anchor of all) await answer(anchor);
      answered += all.length;
      return all.length === 0 && answered > 0;
    };
    await eventually(answerAll).toBe(true);
    expect(answered).toBeLessThan(100);
    await reader.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await eventually(async () => (await answerAll(), (await asked()).includes('image:2000'))).toBe(true);
    expect((await asked()).length).toBeLessThan(300);
  });
});

describe('a new rendering', () => {
  it('of the same issue shows again what was asked for, by its address, without asking', async () => {
    reader = await harness.open(show(two));
    await reader.page.getByRole('button', { name: 'Show Image: A warp' }).click();
    await answer('image:2');
    await eventually(drawn).toEqual(['A warp 60']);
    await reader.post(show(`<p>${image('new', 'A new one')}</p>${two}`));
    await eventually(drawn).toEqual(['A warp 60']);
    expect(await asked()).toEqual(['image:2']);
  });

  it('of another issue shows none, and lets go of what was there', async () => {
    reader = await harness.open(show(two));
    await reader.page.getByRole('button', { name: 'Show Image: A warp' }).click();
    await answer('image:2');
    await eventually(drawn).toEqual(['A warp 60']);
    const address = await reader.page.$eval('.image img', (each) => (each instanceof HTMLImageElement ? each.src : ''));
    expect(address).toMatch(/^blob:/);
    await reader.post(show(two, 'onClick', { key: 'imported/other' }));
    expect(await drawn()).toEqual([]);
    expect(await reader.page.evaluate(isThere, address)).toBe(false);
    reader.complaints.length = 0;
  });

  it('in the next life of the page keeps the room of what is about to come back', async () => {
    reader = await harness.open(show(two));
    await reader.page.getByRole('button', { name: 'Show Image: A warp' }).click();
    await answer('image:2', picture(300, 200));
    await eventually(drawn).toEqual(['A warp 300']);
    const heightOf = () => reader.page.$eval('[id="at-image:2"]', (place) => Math.round(place.getBoundingClientRect().height));
    const height = await heightOf();
    expect(height).toBeGreaterThanOrEqual(200);
    await reader.page.reload();
    await eventually(asked).toEqual(['image:2']);
    expect(await heightOf()).toBe(height);
    await reader.post({ type: 'noImage', key, anchor: 'image:2', says: 'You are offline.', again: 'Try Again' });
    expect(await heightOf()).toBeLessThan(150);
    await reader.page.getByRole('button', { name: 'Try Again: A warp' }).waitFor();
  });

  it('in the next life of the page asks again for what was asked for', async () => {
    reader = await harness.open(show(two));
    await reader.page.getByRole('button', { name: 'Show Image: A warp' }).click();
    await eventually(asked).toEqual(['image:2']);
    await reader.page.reload();
    await eventually(asked).toEqual(['image:2']);
    // Nothing is answered before the page says that it hears.
    const types = (await reader.posted()).map(({ type }) => type);
    expect(types.indexOf('loadImage')).toBeGreaterThan(types.indexOf('ready'));
    await answer('image:2');
    await eventually(drawn).toEqual(['A warp 60']);
  });
});
