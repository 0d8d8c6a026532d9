// Articles of megabytes on the page: only what is near the view is laid out, and everything in them is found all the same.
import { describe, expect, it } from 'vitest';
import { lastWords, longArticle, type LongArticleName } from '../../bench/longArticles.js';
import type { FirstShow } from '../../../src/editor/reader/readerDocument.js';
import type { Place } from '../../../src/protocol/backend.js';
import { renderPage } from '../../../src/render/page.js';
import { pageWords } from '../words.js';
import { startHarness, type ReaderWindow } from './readerHarness.js';

const harness = startHarness();

/** Loaded machines lay megabytes out slowly. */
const patience = 60_000;

function show(name: LongArticleName, place?: Place): FirstShow {
  const section = {
    id: 'one',
    title: 'One',
    body: { format: 'html', text: longArticle(name, 0.2).text },
    takeaways: [],
    links: [],
  } as const;
  const next = { ...section, id: 'two', title: 'Two', body: { format: 'html', text: '<p>The other section.</p>'.repeat(60) } } as const;
  const issue = { id: 'i', kind: 'article', title: 'Long', tags: [], sections: [section, next], takeaways: [], links: [] } as const;
  const html = renderPage(issue, { sourceName: 'Source', day: '2026-04-30', isStarred: false, isMissing: false, minutes: 9 }, pageWords);
  return { type: 'show', key: 'k/1', title: 'Long', html, isStarred: false, ...(place ? { place } : {}) };
}

/** The same: a poll waits a second, unless it is told to wait longer. */
const eventually = <T>(value: () => T | Promise<T>) => expect.poll(value, { timeout: 30_000 });

/** Whether the last paragraph of the long section has been laid out. */
function isEndLaidOut(reader: ReaderWindow): Promise<boolean> {
  return reader.page.$eval('#at-one .body > :last-child > p:last-child', (last) => last.checkVisibility({ contentVisibilityAuto: true }));
}

/** The words at the top of the view. */
function firstWords(reader: ReaderWindow): Promise<string | undefined> {
  return reader.page.evaluate(() => {
    const caret = document.caretPositionFromPoint(500, 30);
    return caret?.offsetNode.textContent?.slice(Math.max(0, caret.offset - 20), caret.offset + 40);
  });
}

async function lastPlace(reader: ReaderWindow): Promise<Place> {
  await reader.page.waitForTimeout(600);
  const place = (await reader.postedOf('scrolled')).at(-1)?.place;
  if (!place) throw new Error('The page has not told its place.');
  return place;
}

describe.each<LongArticleName>(['one section', 'images', 'rows', 'list'])('the long article "%s"', { timeout: patience }, (name) => {
  it('is laid out where it is seen', async () => {
    const reader = await harness.open(show(name));
    await eventually(() => isEndLaidOut(reader)).toBe(false);
    await reader.page.emulateMedia({ media: 'print' });
    await eventually(() => isEndLaidOut(reader)).toBe(true);
  });

  it('has all its words found from anywhere', async () => {
    const reader = await harness.open(show(name));
    expect(await reader.page.evaluate(`window.find(${JSON.stringify(lastWords)})`)).toBe(true);
    await eventually(() => isEndLaidOut(reader)).toBe(true);
    expect(await reader.scrollY()).toBeGreaterThan(10_000);
  });

  it('is jumped over to what follows', async () => {
    const reader = await harness.open(show(name));
    await reader.page.click('nav.contents a[data-anchor="two"]');
    await eventually(() => reader.top('two')).toBe(20);
    await eventually(() => reader.marked()).toEqual(['two']);
    await reader.page.waitForTimeout(500);
    expect(await reader.top('two')).toBe(20);
  });

  it('comes back to the same line in the page’s next life', async () => {
    const reader = await harness.open(show(name));
    // With the scroll bar into the middle, over much that was never laid out, and on by the wheel.
    await reader.page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight * 0.6));
    await reader.page.waitForTimeout(300);
    await reader.wheel(700);
    const place = await lastPlace(reader);
    expect(place.anchor).toBe('one');
    expect(place.piece).toBeGreaterThan(10);
    const words = await firstWords(reader);
    expect(words).toMatch(/\w{3}/);
    await reader.close();
    const next = await harness.open(show(name, place));
    await eventually(() => firstWords(next)).toBe(words);
    await next.page.waitForTimeout(500);
    expect(await firstWords(next)).toBe(words);
  });
});

describe('long tables', { timeout: patience }, () => {
  it('have their columns below one another, all the way down', async () => {
    const reader = await harness.open(show('rows'));
    const edges = await reader.page.$$eval('#at-one table', (tables) =>
      [tables[0], tables[1], tables.at(-1)].map((table) =>
        Array.from(table?.querySelectorAll('tbody tr:first-child td') ?? [], (cell) => Math.round(cell.getBoundingClientRect().left)).join(
          ' ',
        ),
      ),
    );
    expect(edges[0]).toMatch(/^\d+ \d+ \d+$/);
    expect(new Set(edges).size).toBe(1);
  });
});

describe('the marks of a search', { timeout: patience }, () => {
  it('bring the far one of a long section into view', async () => {
    const reader = await harness.open();
    await reader.post({ ...show('one section', { anchor: 'one', offset: 0 }), sought: [{ words: ['zebra'], prefix: 'none' }] });
    await eventually(() =>
      reader.page.evaluate(() => {
        const [mark] = CSS.highlights.get('sought') ?? [];
        const top = mark instanceof Range ? mark.getBoundingClientRect().top : -1;
        return top > 0 && top < innerHeight;
      }),
    ).toBe(true);
  });
});
