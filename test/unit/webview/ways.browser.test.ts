// Finding one's way on the page in a real browser: from section to section, into the contents, where the keyboard is, the end of the
// page, where a link leads, back and forward.
import { describe, expect, it, vi } from 'vitest';
import type { Issue, Section } from '../../../src/digest/model.js';
import type { FirstShow } from '../../../src/editor/reader/readerDocument.js';
import { renderPage } from '../../../src/render/page.js';
import { pageWords as words } from '../words.js';
import { type ReaderWindow, startHarness } from './readerHarness.js';

const paragraph = 'The ferry keeps its hours whatever the weather, and the clerk writes down who was late and by how much. ';

function section(id: string, more: Partial<Section> = {}): Section {
  const text = `First line of ${id}. ${`${paragraph.repeat(4)}\n\n`.repeat(5)}`;
  return { id, title: `On ${id}`, body: { format: 'markdown', text }, takeaways: [], links: [], ...more };
}

const issue: Issue = {
  id: 'ferry',
  kind: 'digest',
  title: 'A week on the ferry',
  tags: [],
  tldr: 'Hours, weather and a clerk.',
  sections: [section('hours'), section('weather'), section('clerk')],
  takeaways: ['Be on time'],
  links: [{ label: 'The timetable', url: 'https://example.org/times?day=1' }],
};

const short: Issue = { ...issue, tldr: 'Short.', sections: [], takeaways: [], links: [] };

const key = 'imported/ferry';

function show(more: Partial<FirstShow> = {}, of: Issue = issue): FirstShow {
  const html = renderPage(of, { sourceName: 'Notes', isStarred: false, isMissing: false, minutes: 3 }, words);
  return { type: 'show', key, title: of.title, html, isStarred: false, ...more };
}

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Waits for a value: a loaded machine may take long, and a test that fails may wait. */
const eventually = <T>(value: () => T | Promise<T>) => expect.poll(value, { timeout: 20_000 });

const harness = startHarness();
let reader: ReaderWindow;

const step = (to: 'next' | 'previous') => reader.post({ type: 'step', key, to });
const enter = () => reader.post({ type: 'enterContents', key });
const toldFocus = async () => (await reader.postedOf('focus')).map(({ where }) => where);
const toldEnd = async () => (await reader.postedOf('atEnd')).map(({ isAtEnd }) => isAtEnd);
const lastPlace = async () => (await reader.postedOf('scrolled')).at(-1)?.place.anchor;

describe('steps', () => {
  it('lead from part to part, the keyboard with them, and the tree may follow', async () => {
    reader = await harness.open(show());
    await eventually(() => reader.postedOf('shown')).toHaveLength(1);
    const visited: string[] = [];
    for (let count = 0; count < 7; count += 1) {
      await step('next');
      visited.push(await reader.focused());
    }
    expect(visited).toEqual([
      'at-tldr',
      'at-hours',
      'at-weather',
      'at-clerk',
      'at-key-takeaways',
      'at-external-links',
      'at-external-links',
    ]);
    expect(await reader.postedOf('nowhere')).toEqual([{ type: 'nowhere', key, to: 'next' }]);
    expect(await reader.postedOf('wasRead')).toHaveLength(1);
    await eventually(lastPlace).toBe('external-links');
    expect((await reader.postedOf('scrolled')).every(({ byHost }) => !byHost)).toBe(true);
  });

  it('are counted while the page still glides, also between the keys that ask for them', async () => {
    reader = await harness.open(show());
    await eventually(() => reader.postedOf('shown')).toHaveLength(1);
    for (let count = 0; count < 3; count += 1) {
      await reader.page.keyboard.press('n');
      await reader.page.waitForTimeout(60);
      await step('next');
    }
    await eventually(() => reader.top('weather')).toBe(20);
    await eventually(() => reader.marked()).toEqual(['weather']);
  });

  it('arrive where they lead, though the page was still scrolling when they were asked for', async () => {
    reader = await harness.open(show({ place: { anchor: 'hours', offset: 100 } }));
    await eventually(() => reader.top('hours')).toBe(-80);
    await reader.page.keyboard.press('Space');
    await eventually(() => reader.top('hours')).toBeLessThan(-100);
    await step('next');
    await eventually(async () => (await reader.postedOf('scrolled')).filter(({ place }) => place.offset === 0).at(-1)?.place.anchor).toBe(
      'weather',
    );
    expect(await reader.top('weather')).toBe(20);
  });

  it('back lead to the beginning of what is being read first, then before it, and no farther than the first', async () => {
    reader = await harness.open(show({ place: { anchor: 'weather', offset: 300 } }));
    await eventually(() => reader.top('weather')).toBe(-280);
    for (const anchor of ['weather', 'hours', 'tldr']) {
      await step('previous');
      await eventually(() => reader.marked()).toEqual([anchor]);
      await eventually(lastPlace).toBe(anchor);
    }
    await eventually(() => reader.top('tldr')).toBe(20);
    await step('previous');
    expect(await reader.postedOf('nowhere')).toEqual([{ type: 'nowhere', key, to: 'previous' }]);
  });
});

describe('the contents', () => {
  it('get the focus at the part in view', async () => {
    reader = await harness.open(show({ place: { anchor: 'weather', offset: 0 } }));
    await eventually(() => reader.marked()).toEqual(['weather']);
    await enter();
    expect(await reader.focused()).toBe('#at-weather');
    await reader.page.keyboard.press('Tab');
    await reader.page.keyboard.press('Enter');
    await eventually(() => reader.top('clerk')).toBe(20);
    expect(await reader.focused()).toBe('at-clerk');
  });

  it('open where they are folded, and Escape leads back to the line that was being read', async () => {
    reader = await harness.open(show({ place: { anchor: 'weather', offset: 140 } }), { width: 480, height: 600 });
    await eventually(() => reader.top('weather')).toBe(-120);
    await enter();
    await eventually(() => reader.page.isVisible('nav.contents ol')).toBe(true);
    expect(await reader.focused()).toBe('#at-weather');
    await eventually(() => reader.scrollY()).toBeLessThan(600);
    await reader.page.keyboard.press('Escape');
    expect(await reader.focused()).toBe('page');
    await eventually(() => reader.top('weather')).toBe(-120);
    expect(await reader.page.isVisible('nav.contents ol')).toBe(false);
    await eventually(lastPlace).toBe('weather');
  });

  it('are gone to while the page still comes back to its place', async () => {
    reader = await harness.open(show(), { width: 480, height: 600 });
    await reader.post({ type: 'scrollTo', key, anchor: 'weather' });
    await enter();
    await eventually(() => reader.page.content()).not.toContain('overflow-anchor');
    expect(await reader.scrollY()).toBeLessThan(600);
  });

  it('that an issue has none of are said to be none', async () => {
    reader = await harness.open(show({}, short));
    await enter();
    expect(await reader.postedOf('nowhere')).toEqual([{ type: 'nowhere', key, to: 'contents' }]);
  });
});

describe('where the keyboard is', () => {
  it('is toldFocus: the page, a link or button, a field, or none of it', async () => {
    reader = await harness.open(show());
    await eventually(toldFocus).toEqual(['page']);
    await reader.page.focus('.star');
    await reader.page.focus('nav.contents a');
    await reader.post({ type: 'editNote', key });
    await reader.page.keyboard.press('Escape');
    expect(await toldFocus()).toEqual(['page', 'control', 'field', 'page']);
    await reader.page.focus('.star');
    await reader.page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
    await eventually(toldFocus).toEqual(['page', 'control', 'field', 'page', 'control', 'page']);
    await reader.page.evaluate(() => {
      document.hasFocus = () => false;
      window.dispatchEvent(new Event('blur'));
    });
    await eventually(async () => (await toldFocus()).at(-1)).toBe('none');
  });

  it('is not lost by a page that gets the focus back at once', async () => {
    reader = await harness.open(show());
    await eventually(toldFocus).toEqual(['page']);
    await reader.page.evaluate(async () => {
      let hasFocus = false;
      document.hasFocus = () => hasFocus;
      window.dispatchEvent(new Event('blur'));
      await new Promise(requestAnimationFrame);
      hasFocus = true;
      window.dispatchEvent(new Event('focus'));
    });
    await reader.page.focus('.star');
    expect(await toldFocus()).toEqual(['page', 'control']);
  });

  it('is the page again when another issue takes the place of what had the focus', async () => {
    reader = await harness.open(show());
    await reader.page.focus('.star');
    await reader.post(show({ key: 'imported/other' }, { ...issue, title: 'Another week' }));
    expect([await toldFocus(), await reader.focused()]).toEqual([['page', 'control', 'page'], 'page']);
  });

  it('a field keeps what is written in it from the keys of the editor, and nothing else', async () => {
    reader = await harness.open(show());
    await reader.page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      window.addEventListener('keydown', ({ key: pressed }) => seen.push(pressed));
    });
    await reader.page.keyboard.press('j');
    await reader.post({ type: 'editNote', key });
    await reader.page.keyboard.type('jsc ?/');
    await reader.page.keyboard.press('Control+b');
    await reader.page.keyboard.press('F1');
    await reader.page.keyboard.press('Alt+ArrowLeft');
    expect(await reader.page.inputValue('#note-text')).toBe('jsc ?/');
    expect(await reader.page.evaluate((): unknown => Reflect.get(window, 'seen'))).toEqual(['j', 'Control', 'b', 'F1', 'Alt', 'ArrowLeft']);
  });
});

describe('the end of the page', () => {
  it('is told when it is reached, and when it is left', async () => {
    reader = await harness.open(show());
    await eventually(toldEnd).toEqual([false]);
    await reader.wheel(50_000);
    await eventually(toldEnd).toEqual([false, true]);
    await reader.wheel(-300);
    await eventually(toldEnd).toEqual([false, true, false]);
  });

  it('is told anew of each issue, at once of a short one', async () => {
    reader = await harness.open(show({}, short));
    await eventually(toldEnd).toEqual([true]);
    await reader.post(show({ key: 'imported/other' }));
    await eventually(() => reader.postedOf('atEnd')).toEqual([
      { type: 'atEnd', key, isAtEnd: true },
      { type: 'atEnd', key: 'imported/other', isAtEnd: false },
    ]);
  });

  it('is told when the space bar is let go, and not while it is held down', async () => {
    reader = await harness.open(show());
    await eventually(toldEnd).toEqual([false]);
    await reader.page.keyboard.down('Space');
    await reader.page.evaluate(async () => {
      window.scrollTo({ top: 100_000, behavior: 'instant' });
      await new Promise((resolve) => {
        window.addEventListener('scroll', resolve, { once: true });
      });
    });
    expect(await toldEnd()).toEqual([false]);
    await reader.page.keyboard.up('Space');
    await eventually(toldEnd).toEqual([false, true]);
  });

  it('counts as read when the space bar goes on from it, though nothing was scrolled', async () => {
    reader = await harness.open(show());
    await reader.page.keyboard.press('s');
    expect(await reader.postedOf('wasRead')).toEqual([]);
    await reader.post(show({ key: 'imported/short' }, short));
    await reader.page.keyboard.press('Space');
    await eventually(() => reader.postedOf('wasRead')).toEqual([{ type: 'wasRead', key: 'imported/short' }]);
  });
});

describe('where a link leads', () => {
  const link = '[id="at-link-1"] a';
  const line = '.link-preview';
  const text = () => reader.page.textContent(line);
  const isShown = () => reader.page.isVisible(line);

  it('is shown while it is hovered, the host in bold, and only for the eye', async () => {
    reader = await harness.open(show({ place: { anchor: 'external-links', offset: 0 } }));
    expect(await isShown()).toBe(false);
    await reader.page.hover(link);
    await eventually(isShown).toBe(true);
    expect([await text(), await reader.page.textContent(`${line} strong`)]).toEqual(['https://example.org/times?day=1', 'example.org']);
    expect(await reader.page.getAttribute(line, 'aria-hidden')).toBe('true');
    await reader.page.hover('nav.contents a');
    await eventually(isShown).toBe(false);
    await reader.page.hover(link);
    await eventually(isShown).toBe(true);
    await reader.post(show({ key: 'imported/other' }));
    await eventually(isShown).toBe(false);
  });

  it('is shown while the keyboard is on it, until Escape or until the page is left', async () => {
    reader = await harness.open(show());
    const focus = async () => {
      await reader.page.focus('button[data-anchor="takeaway-1"]');
      await reader.page.keyboard.press('Tab');
      await eventually(isShown).toBe(true);
    };
    await focus();
    expect(await reader.focused()).toBe('https://example.org/times?day=1');
    await reader.page.keyboard.press('Escape');
    expect(await isShown()).toBe(false);
    await focus();
    await reader.page.keyboard.press('Shift+Tab');
    expect(await isShown()).toBe(false);
    await focus();
    await reader.page.evaluate(() => window.dispatchEvent(new Event('blur')));
    expect(await isShown()).toBe(false);
  });

  it('never covers the link: at the lower edge it moves to the upper one', async () => {
    const html = `<div class="text">${'<p>A line.</p>'.repeat(60)}<p><a href="https://example.org/low">low</a></p>${'<p>A line.</p>'.repeat(60)}</div>`;
    reader = await harness.open(show({ html }));
    const low = await reader.page.$eval('a', (element) => element.getBoundingClientRect().bottom);
    const boxes = () =>
      reader.page.$$eval('a, .link-preview', (elements) =>
        elements.map((element) => {
          const { top, bottom, height } = element.getBoundingClientRect();
          return { top, bottom, height };
        }),
      );
    for (const height of [700, 4]) {
      await reader.page.evaluate((top) => window.scrollTo({ top, behavior: 'instant' }), low - height);
      await reader.page.mouse.move(0, 0);
      await reader.page.$eval('a', (element) =>
        element.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, pointerType: 'mouse' })),
      );
      const [target, preview] = await boxes();
      if (!target || !preview) throw new Error('There is no link, or no line.');
      expect(preview.height).toBeGreaterThan(10);
      expect(preview.top >= target.bottom || preview.bottom <= target.top, `${height}`).toBe(true);
    }
  });

  it('is not shown of lines that lead to a place of this page', async () => {
    reader = await harness.open(show());
    await reader.page.hover('nav.contents a[data-anchor="hours"]');
    await reader.page.focus('nav.contents a[data-anchor="hours"]');
    expect(await isShown()).toBe(false);
  });
});

describe('the buttons of a mouse', () => {
  it('lead back and forward, and the browser hears nothing of them', async () => {
    reader = await harness.open(show());
    const isPrevented = await reader.page.evaluate(() =>
      [3, 4, 0].map((button) => {
        const events = ['mousedown', 'mouseup'].map((type) => new MouseEvent(type, { button, bubbles: true, cancelable: true }));
        for (const event of events) document.querySelector('h1')?.dispatchEvent(event);
        return events.every(({ defaultPrevented }) => defaultPrevented);
      }),
    );
    expect(isPrevented).toEqual([true, true, false]);
    expect(await reader.postedOf('go')).toEqual([
      { type: 'go', key, to: 'back' },
      { type: 'go', key, to: 'forward' },
    ]);
  });
});
