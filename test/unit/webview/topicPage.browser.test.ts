// The page of a topic in a browser: what it asks of the host, by mouse and by keyboard, and that it is no issue to be read.
import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import type { FirstShow } from '../../../src/editor/reader/readerDocument.js';
import type { TopicMention } from '../../../src/protocol/topics.js';
import { renderTopicPage } from '../../../src/render/topicPage.js';
import { topicWords as words } from '../words.js';
import { type ReaderWindow, startHarness } from './readerHarness.js';

const key = 'topic:loom';

const mention = (index: number): TopicMention => ({
  key: `imported/${index}`,
  issueTitle: `Week ${index}`,
  sourceName: 'Mill',
  day: new Date(Date.UTC(2026, 4, 30 - index)).toISOString().slice(0, 10),
  isRead: index % 2 === 0,
  anchor: 'weft',
  sectionTitle: `Weft ${index}`,
  sentence: `Loom weaves ${index} metres of linen for the harbour, and the mill sells all of it before the evening comes.`,
});

/** The page with so many sections, in its `round`th making. */
function show(count: number, round: number, isFollowed = false): FirstShow {
  const sections = Array.from({ length: count }, (_, index) => {
    const { sentence, ...origin } = mention(index);
    return { ...origin, sentences: [sentence] };
  });
  const { html } = renderTopicPage(
    {
      topic: { id: 'loom', name: 'Loom', kind: 'library', what: 'A machine for cloth.' },
      site: 'https://loom.example/',
      isFollowed,
      uses: [],
      versions: [{ id: 'loom@2', name: '2', kind: 'library' }],
      related: [{ id: 'weft', name: 'Weft', kind: 'paper' }],
      figures: { sentences: [mention(0), mention(1)], hasMore: true },
      sections,
      total: 90,
      unread: 45,
      round,
    },
    words,
  );
  return { type: 'show', key, title: 'Loom', html, isStarred: false };
}

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const eventually = <T>(value: () => T | Promise<T>) => expect.poll(value, { timeout: 20_000 });

const harness = startHarness();
let reader: ReaderWindow;

/** What the page has asked for, without what every page tells. */
async function asked(): Promise<readonly unknown[]> {
  const told = new Set(['ready', 'focus', 'shown', 'scrolled', 'atEnd']);
  return (await reader.posted()).filter(({ type }) => !told.has(type));
}

describe('the page of a topic', () => {
  it('asks by numbers, and says which making of it they are of', async () => {
    reader = await harness.open(show(30, 5));
    await reader.page.locator('.figures .origin button').first().click();
    await reader.page.locator('.month .origin button').nth(3).click();
    await reader.page.locator('.related button').click();
    await reader.page.locator('.versions button').press('Enter');
    await reader.page.locator('.follow').click();
    await reader.page.locator('.figures > .more').click();
    await reader.page.locator('.timeline > .more').press(' ');
    await reader.page.locator('.facts a').click();
    await eventually(async () => (await asked()).length).toBe(8);
    expect(await asked()).toEqual([
      { type: 'openMention', key, round: 5, mention: 0 },
      { type: 'openMention', key, round: 5, mention: 5 },
      { type: 'openTopic', key, round: 5, topic: 0 },
      { type: 'openTopic', key, round: 5, topic: 1 },
      { type: 'toggleFollow', key },
      { type: 'showMore', key, list: 'figures' },
      { type: 'showMore', key, list: 'mentions' },
      { type: 'openLink', key, url: 'https://loom.example/' },
    ]);
  });

  it('is not read, starred or noted, however long somebody scrolls in it', async () => {
    reader = await harness.open(show(60, 1));
    await reader.wheel(4_000);
    await reader.page.keyboard.press('End');
    await reader.page.waitForTimeout(3_500);
    expect(await asked()).toEqual([]);
    expect((await reader.posted()).some(({ type }) => type === 'scrolled')).toBe(true);
  });

  it('goes on with the first of what was asked for, at the same line', async () => {
    reader = await harness.open(show(50, 1));
    await reader.page.locator('.timeline > .more').press('Enter');
    const top = await reader.scrollY();
    await reader.post(show(90, 2));
    const focused = () => reader.page.evaluate(() => document.activeElement?.textContent);
    await eventually(focused).toBe('Weft 50');
    expect(Math.abs((await reader.scrollY()) - top)).toBeLessThan(40);
  });

  it('keeps the keyboard on the button that changes its name', async () => {
    reader = await harness.open(show(3, 1));
    await reader.page.locator('.follow').focus();
    await reader.post(show(3, 2, true));
    await eventually(() => reader.page.evaluate(() => document.activeElement?.textContent)).toBe('Unfollow');
  });

  it.each([1100, 320])('is walked by parts, and has nothing that axe finds, %i px wide', async (width) => {
    reader = await harness.open(show(30, 1), { width, height: 700 });
    await reader.post({ type: 'step', key, to: 'next' });
    await eventually(() => reader.page.evaluate(() => document.activeElement?.id)).toMatch(/^at-/);
    await reader.page.evaluate(axe.source);
    const found = await reader.page.evaluate(async () => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- axe-core puts itself there
      const { axe: inPage } = window as unknown as { axe: Pick<typeof axe, 'run'> };
      // Colours are those of a theme, which is not here.
      const { violations } = await inPage.run(document, { rules: { 'color-contrast': { enabled: false } } });
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
    });
    expect(found).toEqual([]);
    expect(await reader.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });
});
