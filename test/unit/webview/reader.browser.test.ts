// The reader page in a real browser, as the person and the host meet it: contents, copying, links, place, keyboard, and messages
// that should not be.
import { describe, expect, it, vi } from 'vitest';
import type { Issue, Section } from '../../../src/digest/model.js';
import type { FirstShow } from '../../../src/editor/reader/readerDocument.js';
import { pageWords as words } from '../words.js';
import { renderPage } from '../../../src/render/page.js';
import { type ReaderWindow, startHarness } from './readerHarness.js';

const paragraph = 'The harbour pilots wrote their log by hand, and every evening somebody typed the day into the ledger of the port. ';

function section(id: string, more: Partial<Section> = {}): Section {
  const text = `First line of ${id}. ${`${paragraph.repeat(4)}\n\n`.repeat(5)}`;
  return { id, title: `On ${id}`, body: { format: 'markdown', text }, takeaways: [], links: [], ...more };
}

const issue: Issue = {
  id: 'harbour',
  kind: 'digest',
  title: 'A week at the harbour',
  published: '2026-11-03',
  category: 'Tools',
  tags: [],
  tldr: 'Pilots, ledgers and cranes.',
  url: 'https://example.org/harbour',
  sections: [
    section('pilots', { links: [{ label: 'The log', url: 'https://example.org/log?day=1&page=2' }] }),
    section('ledgers', { takeaways: ['Type it the same day', 'Keep the paper'] }),
    section('cranes'),
  ],
  takeaways: ['Rest when the tide does'],
  links: [{ label: 'A page that got lost' }],
};

const key = 'imported/harbour';

function show(more: Partial<FirstShow> = {}, of: Issue = issue): FirstShow {
  const html = renderPage(of, { sourceName: 'Notes', isStarred: false, isMissing: false, minutes: 3 }, words);
  return { type: 'show', key, title: of.title, html, isStarred: false, ...more };
}

const patience = 60_000;
vi.setConfig({ testTimeout: patience, hookTimeout: patience });

/** Waits for a value: a loaded machine may take long, and a test that fails may wait. */
const eventually = <T>(value: () => T | Promise<T>) => expect.poll(value, { timeout: 20_000 });

/** Opens the page anew with a clock that only the test moves. */
async function stopClock({ page }: ReaderWindow): Promise<void> {
  await page.clock.install({ time: 0 });
  await page.reload();
  await page.clock.pauseAt(60_000);
}

const harness = startHarness();
let reader: ReaderWindow;

describe('the issue on the page', () => {
  it('is there before any message, and the host hears that the page is ready and painted', async () => {
    reader = await harness.open(show());
    const known = async () => (await reader.posted()).filter(({ type }) => type === 'ready' || type === 'shown');
    await eventually(known).toEqual([{ type: 'ready' }, { type: 'shown', key }]);
    expect(await reader.page.textContent('h1')).toBe('A week at the harbour');
    expect(await reader.page.title()).toBe('A week at the harbour');
  });

  it('has no titles that only repeat an address, as VS Code writes them on the links of a document', async () => {
    const first = show();
    const html = first.html.replaceAll(/<a href="([^"]*)"/g, '$& title="$1"');
    reader = await harness.open({ ...first, html });
    await eventually(() => reader.postedOf('ready')).toHaveLength(1);
    expect(await reader.page.locator('nav.contents a').count()).toBeGreaterThan(2);
    expect(await reader.page.locator('nav.contents a[title], .text a[title]').count()).toBe(0);
  });

  it('comes by message as well, and another one takes its place from the top', async () => {
    reader = await harness.open();
    await reader.post(show());
    await reader.wheel(900);
    await eventually(() => reader.scrollY()).toBeGreaterThan(500);
    await reader.post(show({ key: 'imported/other', title: 'Other' }, { ...issue, title: 'Another week' }));
    expect(await reader.page.textContent('h1')).toBe('Another week');
    expect(await reader.scrollY()).toBe(0);
    await eventually(() => reader.postedOf('shown')).toEqual([
      { type: 'shown', key },
      { type: 'shown', key: 'imported/other' },
    ]);
  });

  it('fits a panel of 320 pixels, and its contents fold', async () => {
    reader = await harness.open(show(), { width: 320, height: 600 });
    expect(await reader.page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    expect(await reader.page.$eval('nav.contents details', (details) => details.hasAttribute('open'))).toBe(false);
    await reader.page.setViewportSize({ width: 1100, height: 600 });
    await eventually(() => reader.page.$eval('nav.contents details', (details) => details.hasAttribute('open'))).toBe(true);
  });

  it('tells the host of errors that nobody caught', async () => {
    reader = await harness.open(show());
    await reader.page.evaluate(() => void Promise.reject(new Error('the ink ran out')));
    await eventually(async () => (await reader.postedOf('failed')).map(({ message }) => message).join()).toContain('the ink ran out');
    expect(reader.complaints.splice(0)).toEqual(['the ink ran out']);
  });
});

describe('contents', () => {
  it('mark the part in view, from the first to the last', async () => {
    reader = await harness.open(show());
    await eventually(() => reader.marked()).toEqual(['tldr']);
    const seen = new Set<string>();
    for (let step = 0; step < 60; step += 1) {
      await reader.wheel(120);
      // On a loaded machine the wheel is felt some frames later.
      await reader.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      const [marked, ...others] = await reader.marked();
      expect(others).toEqual([]);
      seen.add(marked ?? '');
    }
    await eventually(() => reader.marked()).toEqual(['external-links']);
    expect([...seen, 'external-links']).toEqual(expect.arrayContaining(['tldr', 'pilots', 'ledgers', 'cranes', 'key-takeaways']));
  });

  it('mark the part that the page was opened at, though it stands near the end', async () => {
    reader = await harness.open(show({ place: { anchor: 'key-takeaways', offset: 0 } }));
    await eventually(() => reader.marked()).toEqual(['key-takeaways']);
    await reader.wheel(-400);
    await eventually(() => reader.marked()).not.toEqual(['key-takeaways']);
  });

  it('lead to a part, and the keyboard goes on from there', async () => {
    reader = await harness.open(show());
    await reader.page.click('nav.contents a[data-anchor="cranes"]');
    await eventually(() => reader.top('cranes')).toBe(20);
    await eventually(() => reader.marked()).toEqual(['cranes']);
    expect(await reader.focused()).toBe('at-cranes');
    await eventually(async () => (await reader.postedOf('scrolled')).at(-1)).toEqual({
      type: 'scrolled',
      key,
      place: { anchor: 'cranes', offset: 0 },
      byHost: false,
    });
    expect(await reader.leaked()).toBe(0);
  });

  it('mark what was jumped to even where the end of the page keeps it from the top', async () => {
    reader = await harness.open(show());
    await reader.page.click('nav.contents a[data-anchor="key-takeaways"]');
    await eventually(async () => (await reader.postedOf('scrolled')).at(-1)?.place.anchor).toBe('key-takeaways');
    expect(await reader.marked()).toEqual(['key-takeaways']);
    expect(await reader.top('key-takeaways')).toBeGreaterThan(20);
  });
});

describe('copying', () => {
  it('asks for one takeaway, a section, the issue, a label', async () => {
    reader = await harness.open(show());
    for (const button of ['[data-anchor="takeaway-2"]', '[data-anchor="ledgers"]', '[data-anchor="key-takeaways"]', '.copy-label']) {
      await reader.page.click(`button${button}`);
    }
    const asked = (await reader.posted()).filter(({ type }) => type === 'copyTakeaways' || type === 'copyLabel');
    expect(asked).toEqual([
      { type: 'copyTakeaways', key, anchor: 'takeaway-2' },
      { type: 'copyTakeaways', key, anchor: 'ledgers' },
      { type: 'copyTakeaways', key, anchor: 'key-takeaways' },
      { type: 'copyLabel', key, anchor: 'link-2' },
    ]);
  });

  it('shows the button of a takeaway to the pointer and to the keyboard', async () => {
    reader = await harness.open(show());
    const opacity = () => reader.page.$eval('button[data-anchor="takeaway-1"]', (button) => getComputedStyle(button).opacity);
    expect(await opacity()).toBe('0');
    await reader.page.hover('[id="at-takeaway-1"]');
    expect(await opacity()).toBe('1');
    await reader.page.mouse.move(0, 0);
    expect(await opacity()).toBe('0');
    await reader.page.focus('button[data-anchor="takeaway-1"]');
    expect(await opacity()).toBe('1');
  });

  it('says that it is done on the button and to screen readers, and only for a moment', async () => {
    reader = await harness.open(show());
    const label = 'button[data-anchor="ledgers"] .label';
    await reader.post({ type: 'copied', key, anchor: 'ledgers' });
    expect(await reader.page.textContent(label)).toBe('Copied');
    expect(await reader.page.textContent('[role="status"]')).toBe('Copied');
    await reader.post({ type: 'copied', key, anchor: 'ledgers' });
    await eventually(() => reader.page.textContent(label)).toBe('Copy All');
    expect(await reader.page.textContent('[role="status"]')).toBe('');
  });
});

describe('what a key has done', () => {
  it('is told to screen readers, of the issue on show', async () => {
    reader = await harness.open(show());
    const said = () => reader.page.textContent('[role="status"]');
    await reader.post({ type: 'announce', key: 'imported/other', text: 'Starred' });
    expect(await said()).toBe('');
    await reader.post({ type: 'announce', key, text: 'Starred <b>' });
    expect(await said()).toBe('Starred <b>');
  });
});

describe('the star', () => {
  it('asks, and shows what the host answers', async () => {
    reader = await harness.open(show());
    const pressed = () => reader.page.getAttribute('.star', 'aria-pressed');
    await reader.page.click('.star');
    expect(await reader.postedOf('toggleStar')).toEqual([{ type: 'toggleStar', key }]);
    expect(await pressed()).toBe('false');
    await reader.post({ type: 'state', key, isStarred: true });
    expect(await pressed()).toBe('true');
  });
});

describe('the full article', () => {
  it('is asked for by its button', async () => {
    reader = await harness.open(show({}, { ...issue, extent: 'excerpt', url: 'https://example.org/harbour' }));
    await reader.page.click('.read-full');
    expect(await reader.postedOf('readFullArticle')).toEqual([{ type: 'readFullArticle', key }]);
  });
});

describe('links', () => {
  it('are asked for once, by click, middle click, double click and Enter, and nothing else opens them', async () => {
    reader = await harness.open(show());
    const link = '[id="at-link-1"] a';
    const asked = { type: 'openLink', key, url: 'https://example.org/log?day=1&page=2' };
    const address = reader.page.url();
    await reader.page.click(link);
    expect(await reader.postedOf('openLink')).toEqual([asked]);
    await reader.page.click(link, { button: 'middle' });
    expect(await reader.postedOf('openLink')).toEqual([asked, asked]);
    await reader.page.dblclick(link);
    expect(await reader.postedOf('openLink')).toEqual([asked, asked, asked]);
    await reader.page.focus(link);
    await reader.page.keyboard.press('Enter');
    expect(await reader.postedOf('openLink')).toHaveLength(4);
    await reader.page.click(link, { button: 'right' });
    await reader.page.click(link, { modifiers: ['Control'] });
    expect(await reader.postedOf('openLink')).toHaveLength(5);
    expect(await reader.leaked()).toBe(0);
    expect(reader.pages).toBe(1);
    expect(reader.page.url()).toBe(address);
  });

  it('of other schemes are not asked for, whatever the markup says', async () => {
    const addresses = ['javascript:parent.ran=1', 'command:quit', 'vscode://x/y', 'data:text/html,x', 'file:///x', 'relative/page', '//'];
    const html = addresses.map((address) => `<p><a href="${address}">bad</a></p>`).join('');
    reader = await harness.open(show({ html }));
    const address = reader.page.url();
    for (const link of await reader.page.$$('a')) await link.click();
    // `relative/page` resolves to an address of the page itself, which is http and harmless.
    expect((await reader.postedOf('openLink')).filter(({ url }) => !url.startsWith(address))).toEqual([]);
    expect(await reader.page.evaluate(() => 'ran' in window)).toBe(false);
    expect(reader.page.url()).toBe(address);
  });

  it('within the issue move the page', async () => {
    const html = `<p><a href="#note">to the note</a></p><div class="text">${'<p>A line.</p>'.repeat(100)}<section id="at-note" data-part><h2>Note</h2></section>${'<p>A line.</p>'.repeat(100)}</div>`;
    reader = await harness.open(show({ html }));
    await reader.page.click('a');
    await eventually(() => reader.top('note')).toBe(20);
    expect(await reader.postedOf('openLink')).toEqual([]);
  });
});

describe('the place', () => {
  it('is reported while the person scrolls, with the part at the top and the pixels below it', async () => {
    reader = await harness.open(show());
    const top = await reader.top('ledgers');
    await reader.wheel(top - 20 + 130);
    await eventually(async () => (await reader.postedOf('scrolled')).at(-1)).toEqual({
      type: 'scrolled',
      key,
      place: { anchor: 'ledgers', offset: 130 },
      byHost: false,
    });
  });

  it('comes back after a reload of the window', async () => {
    reader = await harness.open(show());
    await reader.wheel(1234);
    await eventually(() => reader.scrollY()).toBe(1234);
    // Kept at the latest when the page has come to rest, in the same moment as it is reported.
    const top = await reader.top('pilots');
    await eventually(async () => (await reader.postedOf('scrolled')).at(-1)?.place).toEqual({ anchor: 'pilots', offset: 20 - top });
    await reader.page.reload();
    await eventually(() => reader.scrollY()).toBe(1234);
  });

  it('is kept before the first scroll, and with the frame in which the page moves', async () => {
    reader = await harness.open(show());
    const kept = () => reader.page.evaluate(() => sessionStorage.getItem('state') ?? '');
    expect(JSON.parse(await kept())).toEqual({ key, place: { anchor: '', offset: 0 } });
    await eventually(() => reader.postedOf('shown')).toHaveLength(1);
    const soon = await reader.page.evaluate(async () => {
      window.scrollTo(0, 1_000);
      await new Promise((resolve) => {
        window.addEventListener('scroll', resolve, { once: true });
      });
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      return sessionStorage.getItem('state') ?? '';
    });
    expect(JSON.parse(soon)).toEqual({ key, place: { anchor: 'pilots', offset: 20 - (await reader.top('pilots')) } });
  });

  it('of the host counts before the one the panel kept', async () => {
    reader = await harness.open(show({ place: { anchor: 'cranes', offset: 40 } }));
    await eventually(() => reader.top('cranes')).toBe(-20);
    await eventually(() => reader.marked()).toEqual(['cranes']);
    expect(await reader.postedOf('scrolled')).toEqual([]);
  });

  it('is the top where its anchor is gone', async () => {
    reader = await harness.open(show({ place: { anchor: 'no-such-part', offset: 400 } }));
    await eventually(() => reader.postedOf('shown')).toHaveLength(1);
    expect(await reader.scrollY()).toBe(0);
  });

  it('stays when the same issue is shown anew, and so does the focus', async () => {
    reader = await harness.open(show({ place: { anchor: 'ledgers', offset: 60 } }));
    await eventually(() => reader.top('ledgers')).toBe(-40);
    await reader.page.focus('button[data-anchor="takeaway-2"]');
    const before = await reader.scrollY();
    await reader.post(show({ place: { anchor: 'pilots', offset: 0 } }));
    await eventually(() => reader.scrollY()).toBe(before);
    expect(await reader.focused()).toBe('copyTakeaways takeaway-2');
  });

  it('keeps the line at the top where it is when the panel changes its width', async () => {
    reader = await harness.open(show({ place: { anchor: 'cranes', offset: 0 } }));
    await eventually(() => reader.top('cranes')).toBe(20);
    for (const width of [420, 760, 1100]) {
      await reader.page.setViewportSize({ width, height: 700 });
      await eventually(async () => Math.abs((await reader.top('cranes')) - 20)).toBeLessThanOrEqual(2);
    }
  });

  it('follows the host to an anchor, shows it for a moment, and reports only where it came to rest', async () => {
    reader = await harness.open(show());
    await eventually(() => reader.postedOf('shown')).toHaveLength(1);
    await reader.post({ type: 'scrollTo', key, anchor: 'takeaway-1' });
    expect(await reader.page.$$eval('.is-target', (elements) => elements.map(({ id }) => id))).toEqual(['at-takeaway-1']);
    await eventually(() => reader.top('takeaway-1')).toBe(20);
    await eventually(() => reader.postedOf('scrolled')).toHaveLength(1);
    const [report] = await reader.postedOf('scrolled');
    expect(report).toMatchObject({ place: { anchor: 'ledgers' }, byHost: true });
    await eventually(() => reader.page.$$('.is-target')).toHaveLength(0);
  });

  it('is reached without gliding where motion is unwelcome, by the system or by the editor', async () => {
    reader = await harness.open(show());
    await eventually(() => reader.postedOf('shown')).toHaveLength(1);
    await reader.page.emulateMedia({ reducedMotion: 'reduce' });
    await reader.post({ type: 'scrollTo', key, anchor: 'pilots' });
    expect(await reader.top('pilots')).toBe(20);
    await reader.page.emulateMedia({ reducedMotion: 'no-preference' });
    await reader.page.evaluate(() => document.body.classList.add('vscode-reduce-motion'));
    await reader.post({ type: 'scrollTo', key, anchor: 'tldr' });
    expect(await reader.top('tldr')).toBe(20);
  });

  it('is right on very long issues too, where far parts have guessed heights', async () => {
    const sections = Array.from({ length: 120 }, (_, index) => section(`part-${index}`));
    reader = await harness.open(show({ place: { anchor: 'part-90', offset: 200 } }, { ...issue, sections }));
    expect(await reader.page.getAttribute('article', 'data-long')).not.toBeNull();
    await eventually(() => reader.top('part-90')).toBe(-180);
    await reader.post({ type: 'scrollTo', key, anchor: 'part-3' });
    await eventually(() => reader.top('part-3')).toBe(20);
    await eventually(() => reader.marked()).toEqual(['part-3']);
  });
});

describe('reading', () => {
  it('is told once, after the page was seen for a moment', async () => {
    reader = await harness.open();
    await stopClock(reader);
    await reader.post(show());
    await reader.post({ type: 'attend', key });
    await reader.page.clock.runFor(2_900);
    expect(await reader.postedOf('wasRead')).toEqual([]);
    await reader.page.clock.runFor(200);
    expect(await reader.postedOf('wasRead')).toEqual([{ type: 'wasRead', key }]);
    await reader.post(show());
    await reader.page.clock.runFor(10_000);
    expect(await reader.postedOf('wasRead')).toHaveLength(1);
  });

  it('is not told of a page that came back by itself until the person scrolls, or opens it again', async () => {
    reader = await harness.open(show());
    await stopClock(reader);
    await reader.page.clock.runFor(10_000);
    expect(await reader.postedOf('wasRead')).toEqual([]);
    await reader.wheel(300);
    await eventually(async () => {
      await reader.page.clock.runFor(100);
      return reader.postedOf('wasRead');
    }).toEqual([{ type: 'wasRead', key }]);
    await reader.post({ type: 'attend', key });
    await reader.page.clock.runFor(3_100);
    expect(await reader.postedOf('wasRead')).toHaveLength(2);
  });

  it('is told at once when the person scrolls, but not when the host does', async () => {
    reader = await harness.open();
    await stopClock(reader);
    await reader.post(show());
    await reader.post({ type: 'scrollTo', key, anchor: 'pilots' });
    await eventually(async () => {
      await reader.page.clock.runFor(100);
      return (await reader.postedOf('scrolled')).map(({ byHost }) => byHost);
    }).toEqual([true]);
    expect(await reader.postedOf('wasRead')).toEqual([]);
    await reader.wheel(300);
    await eventually(async () => {
      await reader.page.clock.runFor(100);
      return reader.postedOf('wasRead');
    }).toEqual([{ type: 'wasRead', key }]);
  });
});

describe('messages', () => {
  it('that are none, or about another issue, change nothing', async () => {
    reader = await harness.open(show());
    await eventually(() => reader.postedOf('shown')).toHaveLength(1);
    // While a jump may still be corrected the page holds the browser's own anchoring back.
    await eventually(() => reader.page.content()).not.toContain('overflow-anchor');
    const before = await reader.page.content();
    const hostile: unknown[] = [
      null,
      'show',
      42,
      [],
      {},
      { type: 'show' },
      { type: 'show', key, title: 'x', html: { toString: 'x' }, isStarred: false },
      { type: 'show', key: '', title: 'x', html: '<p>x</p>', isStarred: false },
      { type: 'show', key, title: 'x', html: '<p>x</p>', isStarred: 'yes' },
      { type: 'show', key, title: 'x', html: '<p>x</p>', isStarred: false, place: { anchor: 'pilots', offset: 'far' } },
      { type: 'state', key: 'imported/other', isStarred: true },
      { type: 'copied', key: 'imported/other', anchor: 'ledgers' },
      { type: 'scrollTo', key: 'imported/other', anchor: 'cranes' },
      { type: 'scrollTo', key, anchor: 'no-such-anchor' },
      { type: 'scrollTo', key, anchor: '"] , *' },
      { type: 'copied', key, anchor: '"] , *' },
      { type: 'unheardOf', key },
    ];
    for (const message of hostile) await reader.postAnything(message);
    expect(await reader.page.content()).toBe(before);
    expect(await reader.scrollY()).toBe(0);
    expect(await reader.postedOf('failed')).toEqual([]);
  });

  it('before the first issue do no harm, and buttons without an issue ask nothing', async () => {
    reader = await harness.open();
    await reader.post({ type: 'scrollTo', key, anchor: 'pilots' });
    await reader.post({ type: 'copied', key, anchor: 'ledgers' });
    expect((await reader.posted()).filter(({ type }) => type !== 'focus')).toEqual([{ type: 'ready' }]);
  });

  it('cannot bring in a script or a style: the policy stands behind the sanitiser', async () => {
    reader = await harness.open();
    const html =
      '<img src="data:," onerror="window.ran=1"><svg onload="window.ran=1"></svg><p style="position:fixed">x</p><img src="https://tracker.example/pixel">';
    await reader.post(show({ html }));
    await eventually(() => reader.complaints.length).toBeGreaterThanOrEqual(3);
    expect(await reader.page.evaluate(() => 'ran' in window)).toBe(false);
    expect(await reader.page.$eval('p', (element) => getComputedStyle(element).position)).toBe('static');
    expect(reader.complaints.splice(0).every((text) => text.includes('Content Security Policy'))).toBe(true);
  });
});

describe('the note', () => {
  const field = '#note-text';
  const addNote = 'button.add-note';

  it('is offered while there is none, and every change of it is told at once', async () => {
    reader = await harness.open(show());
    expect([await reader.page.isVisible(field), await reader.page.isVisible(addNote)]).toEqual([false, true]);
    await reader.page.click(addNote);
    expect([await reader.focused(), await reader.page.isVisible(addNote)]).toEqual(['note-text', false]);
    await reader.page.keyboard.type('Try');
    await reader.page.keyboard.press('Enter');
    expect((await reader.postedOf('noteTyped')).map(({ text }) => text)).toEqual(['T', 'Tr', 'Try', 'Try\n']);
    await reader.page.keyboard.press('Escape');
    expect([await reader.focused(), await reader.postedOf('noteLeft')]).toEqual(['page', [{ type: 'noteLeft', key }]]);
    expect(await reader.page.isVisible(field)).toBe(true);
  });

  it('is shown as text, and its field goes when it is left empty', async () => {
    reader = await harness.open(show({ note: '<b>mine</b> &amp;\nsecond line' }));
    expect(await reader.page.inputValue(field)).toBe('<b>mine</b> &amp;\nsecond line');
    expect(await reader.page.$$('.note b')).toEqual([]);
    await reader.page.fill(field, ' ');
    await reader.page.keyboard.press('Escape');
    expect([await reader.page.isVisible(field), await reader.page.isVisible(addNote)]).toEqual([false, true]);
    expect((await reader.postedOf('noteTyped')).at(-1)).toEqual({ type: 'noteTyped', key, text: ' ' });
  });

  it('grows with its text, and says how much room is left when there is little', async () => {
    reader = await harness.open(show({ note: 'One line' }));
    const height = () => reader.page.$eval(field, (element) => element.getBoundingClientRect().height);
    const before = await height();
    await reader.page.fill(field, 'line\n'.repeat(5));
    expect(await height()).toBeGreaterThan(3 * before);
    expect(await reader.page.textContent('#note-left')).toBe('');
    await reader.page.fill(field, 'x'.repeat(9_990));
    expect(await reader.page.textContent('#note-left')).toBe('Characters left: 10');
    await reader.page.focus(field);
    await reader.page.keyboard.press('Control+End');
    await reader.page.keyboard.insertText('y'.repeat(30));
    expect(await reader.page.inputValue(field)).toHaveLength(10_000);
    expect(await reader.page.textContent('#note-left')).toBe('Characters left: 0');
  });

  it('that is being written is not replaced by what comes from elsewhere; one that is not is', async () => {
    reader = await harness.open(show({ note: 'First' }));
    await reader.post({ type: 'state', key, isStarred: false, note: 'From elsewhere' });
    expect(await reader.page.inputValue(field)).toBe('From elsewhere');
    await reader.post({ type: 'editNote', key });
    await reader.page.keyboard.type('!');
    await reader.post({ type: 'state', key, isStarred: false, note: 'Late' });
    await reader.post(show({ note: 'Later' }));
    expect([await reader.page.inputValue(field), await reader.focused()]).toEqual(['From elsewhere!', 'note-text']);
    await reader.page.keyboard.type('?');
    expect((await reader.postedOf('noteTyped')).at(-1)?.text).toBe('From elsewhere!?');
  });

  it('is the own one of each issue', async () => {
    reader = await harness.open(show({ note: 'First' }));
    await reader.page.fill(field, 'Typed');
    await reader.post(show({ key: 'imported/other' }, { ...issue, title: 'Another week' }));
    expect([await reader.page.inputValue(field), await reader.page.isVisible(field)]).toEqual(['', false]);
    await reader.post({ type: 'state', key, isStarred: false, note: 'Stale' });
    expect(await reader.page.inputValue(field)).toBe('');
    expect(await reader.postedOf('noteTyped')).toEqual([{ type: 'noteTyped', key, text: 'Typed' }]);
  });
});

describe('the keyboard', () => {
  it('reaches everything in the order of reading, and the focus can be seen', async () => {
    reader = await harness.open(show());
    const visited: string[] = [];
    for (let step = 0; step < 40; step += 1) {
      await reader.page.keyboard.press('Tab');
      const focused = await reader.focused();
      if (focused === '' || focused === visited[0]) break;
      visited.push(focused);
      const outline = await reader.page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);
      expect(outline, focused).toBe('solid');
    }
    expect(visited).toEqual([
      'toggleStar',
      'https://example.org/harbour',
      'addNote',
      '#at-tldr',
      '#at-pilots',
      '#at-ledgers',
      '#at-cranes',
      '#at-key-takeaways',
      '#at-external-links',
      'https://example.org/log?day=1&page=2',
      'copyTakeaways ledgers',
      'copyTakeaways takeaway-1',
      'copyTakeaways takeaway-2',
      'copyTakeaways key-takeaways',
      'copyTakeaways takeaway-3',
      '#at-takeaway-1',
      'https://example.org/log?day=1&page=2',
      'copyLabel link-2',
    ]);
  });
});
