// What other issues have in common with the one on the page: shown as text, below everything, and chosen by mouse or keyboard.
import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import type { Issue } from '../../../src/digest/model.js';
import type { FirstShow } from '../../../src/editor/reader/readerDocument.js';
import type { ShownPage } from '../../../src/protocol/commonPages.js';
import { renderPage } from '../../../src/render/page.js';
import { pageWords as words } from '../words.js';
import { type ReaderWindow, startHarness } from './readerHarness.js';

const filler = 'The harbour pilots wrote their log by hand, and every evening somebody typed the day into the book of the port.\n\n';

const issue: Issue = {
  id: 'harbour',
  kind: 'digest',
  title: 'A week at the harbour',
  tags: [],
  sections: ['pilots', 'cranes'].map((id) => ({
    id,
    title: `On ${id}`,
    body: { format: 'markdown', text: filler.repeat(25) },
    takeaways: [],
    links: [{ label: `The ${id} paper`, url: `https://example.com/${id}` }],
  })),
  takeaways: [],
  links: [],
};

const key = 'imported/harbour';
const html = renderPage(issue, { sourceName: 'Notes', isStarred: false, isMissing: false, minutes: 3 }, words);
const show: FirstShow = { type: 'show', key, title: issue.title, html, isStarred: false };

const pages: readonly ShownPage[] = [
  { host: 'harbour.example', issues: [{ key: 'notes/reply', title: 'A reply', detail: 'Notes · May 2, 2026' }], more: 0 },
  {
    label: '<img src=x onerror=alert(1)>',
    host: 'example.com',
    issues: [
      { key: 'feed/cranes', title: '<b>Cranes</b> & ropes', detail: 'Loom weekly · May 1, 2026' },
      { key: 'notes/reply', title: 'A reply', detail: 'Notes' },
    ],
    more: 7,
  },
];

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const eventually = <T>(value: () => T | Promise<T>) => expect.poll(value, { timeout: 20_000 });

const harness = startHarness();
let reader: ReaderWindow;

/** The lines of the part, and whether it is there. */
function shown(): Promise<readonly string[]> {
  return reader.page.locator('.mentions :is(h2, h3, button, p)').evaluateAll((lines) => lines.map((line) => line.textContent ?? ''));
}

describe('what others have in common', () => {
  it('is nothing until there is something, and nothing again for another issue', async () => {
    reader = await harness.open(show);
    expect(await reader.page.locator('.mentions').isVisible()).toBe(false);
    await reader.post({ type: 'mentions', key: 'imported/other', pages });
    expect(await shown()).toEqual([]);
    await reader.post({ type: 'mentions', key, pages });
    expect(await reader.page.locator('.mentions').isVisible()).toBe(true);
    await reader.post({ ...show, key: 'imported/other' });
    expect([await shown(), await reader.page.locator('.mentions').isVisible()]).toEqual([[], false]);
  });

  it('says each page, its issues and how many more, as text', async () => {
    reader = await harness.open(show);
    await reader.post({ type: 'mentions', key, pages });
    expect(await shown()).toEqual([
      'Also Mentioned In',
      'This issue harbour.example',
      'A reply Notes · May 2, 2026',
      '<img src=x onerror=alert(1)> example.com',
      '<b>Cranes</b> & ropes Loom weekly · May 1, 2026',
      'A reply Notes',
      'and 7 more',
    ]);
    expect(await reader.page.locator('.mentions :is(img, b)').count()).toBe(0);
  });

  it('asks for the issue that was chosen, by click and by key', async () => {
    reader = await harness.open(show);
    await reader.post({ type: 'mentions', key, pages });
    await reader.page.getByRole('button', { name: /Cranes/ }).click();
    await reader.page.keyboard.press('Tab');
    await reader.page.keyboard.press('Enter');
    await eventually(() => reader.postedOf('showMention')).toEqual([
      { type: 'showMention', key, page: 1, issue: 'feed/cranes' },
      { type: 'showMention', key, page: 1, issue: 'notes/reply' },
    ]);
  });

  it('stays with the focus when the issue is rendered anew, and goes when there is none any more', async () => {
    reader = await harness.open(show);
    await reader.post({ type: 'mentions', key, pages });
    await reader.page.getByRole('button', { name: /Cranes/ }).focus();
    await reader.post(show);
    expect(await reader.page.evaluate(() => document.activeElement?.textContent)).toContain('Cranes');
    expect((await shown()).length).toBe(7);
    await reader.post({ type: 'mentions', key, pages: [] });
    expect(await shown()).toEqual([]);
  });

  it('moves nothing above it', async () => {
    reader = await harness.open({ ...show, place: { anchor: 'cranes', offset: 60 } });
    const where = () => reader.page.locator('#at-cranes').evaluate((part) => Math.round(part.getBoundingClientRect().top));
    await eventually(where).toBe(-40);
    await reader.post({ type: 'mentions', key, pages });
    await reader.page.waitForTimeout(300);
    expect(await where()).toBe(-40);
  });

  it('lets a place in it be come back to, unless somebody has moved meanwhile', async () => {
    const many = Array.from({ length: 20 }, (_, index) => ({ host: `h${index}.example`, issues: pages[1]?.issues ?? [], more: 7 }));
    reader = await harness.open({ ...show, place: { anchor: 'external-links', offset: 600 } });
    const top = () => reader.page.locator('#at-external-links').evaluate((part) => Math.round(part.getBoundingClientRect().top));
    await eventually(top).toBeGreaterThan(0);
    await reader.post({ type: 'mentions', key, pages: many });
    await eventually(top).toBe(-580);
    await reader.close();

    reader = await harness.open({ ...show, place: { anchor: 'external-links', offset: 600 } });
    await eventually(top).toBeGreaterThan(0);
    await reader.page.mouse.move(300, 300);
    await reader.page.mouse.wheel(0, -300);
    const scrolled = () => reader.page.evaluate(() => window.scrollY);
    const end = await reader.page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
    await eventually(scrolled).toBeLessThan(end - 250);
    await reader.post({ type: 'mentions', key, pages: many });
    await reader.page.waitForTimeout(300);
    expect(await scrolled()).toBeLessThan(end);
  });

  it.each([1100, 320])('has no fault that axe finds, and its headings in order, %i px wide', async (width) => {
    reader = await harness.open(show, { width, height: 700 });
    await reader.post({ type: 'mentions', key, pages });
    await reader.page.evaluate(axe.source);
    const found = await reader.page.evaluate(async () => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- axe-core puts itself there
      const { axe: inPage } = window as unknown as { axe: Pick<typeof axe, 'run'> };
      const rules = { 'color-contrast': { enabled: false } };
      return (await inPage.run({ include: ['.mentions'] }, { rules })).violations.map(({ id }) => id);
    });
    expect(found).toEqual([]);
    expect(await reader.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    const levels = await reader.page.$$eval('h1, h2, h3', (all) => all.map(({ tagName }) => tagName));
    expect(levels).toEqual(['H1', 'H2', 'H2', 'H2', 'H2', 'H3', 'H3']);
  });
});
