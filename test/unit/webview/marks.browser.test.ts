// What a search was looking for, marked in the page.
import { describe, expect, it, vi } from 'vitest';
import type { Issue, Section } from '../../../src/digest/model.js';
import type { FirstShow } from '../../../src/editor/reader/readerDocument.js';
import type { SoughtText } from '../../../src/query/findMatches.js';
import { renderPage } from '../../../src/render/page.js';
import { pageWords as words } from '../words.js';
import { type ReaderWindow, startHarness } from './readerHarness.js';

const filler = 'The harbour pilots wrote their log by hand, and every evening somebody typed the day into the book of the port.\n\n';

function section(id: string, text: string): Section {
  return { id, title: `On ${id}`, body: { format: 'markdown', text }, takeaways: [], links: [] };
}

const issue: Issue = {
  id: 'harbour',
  kind: 'digest',
  title: 'A week at the harbour',
  published: '2026-11-03',
  tags: [],
  sections: [
    section('pilots', `A **tidal** ledger, once.\n\n${filler.repeat(30)}`),
    section('cranes', `${filler.repeat(20)}The *tidal* led**ger** \`c++\` of Żółw-5 and Żółw-5.1.\n\n${filler.repeat(30)}`),
  ],
  takeaways: [],
  links: [],
};

const key = 'imported/harbour';

function show(sought: readonly SoughtText[], anchor?: string): FirstShow {
  const html = renderPage(issue, { sourceName: 'Notes', isStarred: false, isMissing: false, minutes: 3 }, words);
  const place = anchor === undefined ? {} : { place: { anchor, offset: 0 } };
  return { type: 'show', key, title: issue.title, html, isStarred: false, sought, ...place };
}

const text = (...sought: readonly string[]): SoughtText => ({ words: sought, prefix: 'none' });

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const eventually = <T>(value: () => T | Promise<T>) => expect.poll(value, { timeout: 20_000 });

const harness = startHarness();
let reader: ReaderWindow;

/** The texts that are marked. */
function marked(): Promise<readonly string[]> {
  return reader.page.evaluate(() => [...(CSS.highlights.get('sought') ?? [])].map(String));
}

describe('marks', () => {
  it('stand where the words are, across markup, and nowhere else', async () => {
    reader = await harness.open(show([text('tidal', 'ledger'), text('c++'), text('zolw', '5')]));
    await eventually(marked).toEqual(['tidal ledger', 'tidal ledger', 'c++', 'Żółw-5', 'Żółw-5']);
    await reader.post({ type: 'mark', key, sought: [{ words: ['tid'], prefix: 'typing' }] });
    await eventually(marked).toEqual(['tidal', 'tidal']);
    await reader.post({ type: 'mark', key, sought: [] });
    await eventually(marked).toEqual([]);
  });

  it('leave the markup as it is, and are none of the words of buttons', async () => {
    reader = await harness.open(show([]));
    const before = await reader.page.innerHTML('main');
    const labels = await reader.page.$$eval('main button', (buttons) => buttons.map((button) => button.textContent?.trim() ?? ''));
    const [word = ''] =
      labels
        .join(' ')
        .toLowerCase()
        .match(/\p{L}+/u) ?? [];
    expect(word).not.toBe('');
    await reader.post({ type: 'mark', key, sought: [text('tidal'), text(word)] });
    await eventually(marked).toEqual(['tidal', 'tidal']);
    expect(await reader.page.innerHTML('main')).toBe(before);
  });

  it('are in view when the section that was found begins far above them', async () => {
    reader = await harness.open(show([text('tidal')], 'cranes'));
    const top = () =>
      reader.page.evaluate(() => {
        const range = [...(CSS.highlights.get('sought') ?? [])][1];
        return range instanceof Range ? range.getBoundingClientRect().top : -1;
      });
    await eventually(async () => (await top()) > 0 && (await top()) < 700).toBe(true);
    expect(await reader.scrollY()).toBeGreaterThan(0);
  });

  it('stay with a new rendering, and go with Escape, of which the host hears', async () => {
    reader = await harness.open(show([text('tidal')]));
    await reader.post(show([text('tidal')]));
    await eventually(marked).toEqual(['tidal', 'tidal']);
    await reader.page.keyboard.press('Escape');
    await eventually(marked).toEqual([]);
    expect(await reader.postedOf('unmarked')).toEqual([{ type: 'unmarked', key }]);
    await reader.page.keyboard.press('Escape');
    expect(await reader.postedOf('unmarked')).toHaveLength(1);
  });

  it('stay when Escape leaves the note', async () => {
    reader = await harness.open(show([text('tidal')]));
    await reader.page.getByRole('button', { name: 'Add Note' }).click();
    await reader.page.keyboard.press('Escape');
    expect(await reader.focused()).toBe('page');
    expect(await marked()).toEqual(['tidal', 'tidal']);
    expect(await reader.postedOf('unmarked')).toEqual([]);
  });
});
