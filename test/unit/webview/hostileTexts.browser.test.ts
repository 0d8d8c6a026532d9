// The attack corpus in what reaches the page beside its markup: title, note, words of a search, place and anchors. All of it is text
// there, whatever it holds; the harness fails a test whose page ran or asked for anything.
import { describe, expect, it } from 'vitest';
import { messageLimits } from '../../../src/protocol/reader.js';
import { readAttacks } from '../render/attackCorpus.js';
import { startHarness } from './readerHarness.js';

const harness = startHarness();

const attacks = readAttacks(80).map(({ text }) => text.slice(0, 3_000));

/** The frame of an issue's page, with the room for its note. */
const html =
  '<article class="issue"><header class="head"><button class="add-note" data-action="addNote" data-note="Note" data-hint="" data-left="{0}">Add</button>' +
  '<div class="note"></div></header><div class="text"><section id="at-one" data-part><p>Words</p></section></div></article>';

describe('hostile words beside the markup', { timeout: 120_000 }, () => {
  it('come with the document and are text', async () => {
    const every = attacks.join('\n').slice(0, messageLimits.note);
    const title = attacks.join(' ').slice(0, messageLimits.title);
    const reader = await harness.open({
      type: 'show',
      key: 'k/1',
      title,
      html,
      isStarred: false,
      note: every,
      place: { anchor: title.slice(0, 2_000), offset: 3 },
    });
    expect(await reader.page.inputValue('#note-text')).toBe(every.replaceAll(/\r\n?/g, '\n'));
    expect(await reader.page.evaluate(() => document.querySelectorAll('script').length)).toBe(1);
    expect(await reader.page.evaluate(() => document.head.children.length)).toBe(5);
  });

  it('come in messages and are text', async () => {
    const reader = await harness.open({ type: 'show', key: 'k/0', title: '', html, isStarred: false });
    const count = await reader.page.evaluate(() => document.querySelectorAll('*').length);
    for (const [at, text] of attacks.entries()) {
      const key = `k/${at}`;
      const sought = [{ words: [text.slice(0, messageLimits.word)], prefix: 'none' }] as const;
      await reader.post({ type: 'show', key, title: text, html, isStarred: true, note: text, sought, place: { anchor: text, offset: 1 } });
      await reader.post({ type: 'scrollTo', key, anchor: text });
      await reader.post({ type: 'copied', key, anchor: text });
    }
    const last = attacks.at(-1) ?? '';
    expect(await reader.page.inputValue('#note-text')).toBe(last.replaceAll(/\r\n?/g, '\n'));
    // Nothing of it has become an element.
    expect(await reader.page.evaluate(() => document.querySelectorAll('*').length)).toBe(count);
    expect(
      await reader.page.evaluate(() => document.querySelector('[onerror], [onload], [onclick], img, iframe, object, embed, svg, form')),
    ).toBeNull();
  });
});
