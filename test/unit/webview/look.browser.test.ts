// How the page looks, where that can be measured in a real browser: code and its button, and what scrolls in itself.
import { expect, describe, it, vi } from 'vitest';
import type { Issue } from '../../../src/digest/model.js';
import type { FirstShow } from '../../../src/editor/reader/readerDocument.js';
import { colourCode } from '../../../src/render/codeColours.js';
import { renderPage } from '../../../src/render/page.js';
import { pageWords as words } from '../words.js';
import { type ReaderWindow, startHarness } from './readerHarness.js';

const key = 'imported/looms';

function show(text: string, more: Partial<Issue> = {}): FirstShow {
  const sections = [{ id: 'warp', title: 'Warp', body: { format: 'markdown' as const, text }, takeaways: [], links: [] }];
  const issue: Issue = { id: 'looms', kind: 'digest', title: 'Looms', tags: [], sections, takeaways: [], links: [], ...more };
  const html = renderPage(issue, { sourceName: 'Notes', isStarred: false, isMissing: false, minutes: 3 }, words, colourCode);
  return { type: 'show', key, title: issue.title, html, isStarred: false };
}

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const harness = startHarness();
let reader: ReaderWindow;

const code = '```py\nimport os\n```\n\nWords.\n\n```\nplain\n```\n';

describe('a block of code', () => {
  it('is copied by its number, and says that it was', async () => {
    reader = await harness.open(show(code));
    await reader.page.hover('.code >> nth=1');
    await reader.page.click('[data-anchor="code:2"]');
    await expect.poll(() => reader.postedOf('copyCode')).toEqual([{ type: 'copyCode', key, anchor: 'code:2' }]);
    await reader.post({ type: 'copied', key, anchor: 'code:2' });
    expect(await reader.page.textContent('[role="status"]')).toBe('Copied');
    expect(await reader.page.getAttribute('[data-anchor="code:1"]', 'class')).not.toContain('is-done');
  });

  it('shows its button to the pointer and to the keyboard', async () => {
    reader = await harness.open(show(code));
    const opacity = () => reader.page.$eval('[data-anchor="code:1"]', (button) => getComputedStyle(button).opacity);
    expect(await opacity()).toBe('0');
    await reader.page.hover('.code >> nth=0');
    expect(await opacity()).toBe('1');
    await reader.page.mouse.move(0, 0);
    expect(await opacity()).toBe('0');
    await reader.page.focus('[data-anchor="code:1"]');
    expect(await opacity()).toBe('1');
  });

  it('is in other colours in other kinds of theme', async () => {
    reader = await harness.open(show(code));
    const seen = new Set<string>();
    for (const kind of ['vscode-light', 'vscode-dark', 'vscode-high-contrast', 'vscode-high-contrast vscode-high-contrast-light']) {
      await reader.page.$eval('body', (body, name) => void (body.className = name), kind);
      seen.add(await reader.page.$eval('.code-keyword', (word) => getComputedStyle(word).color));
    }
    expect(seen.size).toBe(4);
  });
});

describe('what is wider than the column', () => {
  const wide = `| ${'a very wide cell | '.repeat(30)}\n|${'---|'.repeat(30)}\n| ${'word | '.repeat(30)}\n\n| a | b |\n|---|---|\n| c | d |\n`;

  it('can be scrolled by the keyboard, and what fits is no stop', async () => {
    reader = await harness.open(show(`${wide}\n\`\`\`\n${'long '.repeat(100)}\n\`\`\`\n\n${code}`));
    const stops = () =>
      reader.page.$$eval('pre, table', (all) => all.map((element) => (element instanceof HTMLElement ? element.tabIndex : 0)));
    await expect.poll(stops).toEqual([0, -1, 0, -1, -1]);
    await reader.page.focus('pre');
    await reader.page.keyboard.press('ArrowRight');
    await expect.poll(() => reader.page.$eval('pre', (block) => block.scrollLeft)).toBeGreaterThan(0);
    expect(await reader.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });
});

const prose =
  'A crane that lifts forty tons does not hurry, and neither does the man in its cabin, who has watched the same quay for nineteen years ' +
  'and knows which skipper will wave. When the fog comes he waits; nobody has ever thanked him for it, though the insurers perhaps should. ' +
  'His daughter measures the swing of the rope with a camera and some software, prints what she finds, and pins it on the door of the canteen. ';

/** How many characters the full lines of the first paragraph have: all but the last. */
async function fullLines({ page }: ReaderWindow): Promise<readonly number[]> {
  return page.$eval('.section p', (paragraph) => {
    const text = paragraph.firstChild;
    const lengths: number[] = [];
    const range = document.createRange();
    let top: number | undefined;
    if (!(text instanceof Text)) return lengths;
    for (let at = 0; at < text.length; at += 1) {
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      const box = range.getBoundingClientRect();
      if (box.width > 0 && (top === undefined || box.top > top + 4)) {
        top = box.top;
        lengths.push(0);
      }
      lengths.push((lengths.pop() ?? 0) + 1);
    }
    return lengths.slice(0, -1);
  });
}

function middle(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[numbers.length >> 1] ?? 0;
}

const style = (name: 'fontFamily' | 'fontSize') => reader.page.$eval('body', (body, which) => getComputedStyle(body)[which], name);
const seen = () =>
  reader.page.$$eval('[data-part]', (parts) => parts.filter((each) => each.checkVisibility()).map(({ id }) => id.slice(3)));
const reads = (text: string) => reader.page.getByText(text).first().isVisible();
const part = (id: string, more: object = {}) => ({
  id,
  title: `On ${id}`,
  body: { format: 'markdown' as const, text: `${prose.repeat(6)}\n\n`.repeat(3) },
  takeaways: [],
  links: [],
  ...more,
});

describe('a line of text', () => {
  const two = [1, 2].map((number) => ({
    id: `part-${number}`,
    title: `Part ${number}`,
    body: { format: 'markdown' as const, text: prose.repeat(6) },
    takeaways: [],
    links: [],
  }));

  it.each([
    ['by itself', 1100, {}],
    ['beside the contents in a wide panel', 1400, { sections: two }],
    ['beside the contents in a panel that just has room for both', 1000, { sections: two }],
  ])('has 60 to 75 characters %s', async (_, width, more) => {
    reader = await harness.open(show(prose.repeat(6), more), { width, height: 800 });
    const lines = await fullLines(reader);
    expect(lines.length).toBeGreaterThan(20);
    expect(middle(lines)).toBeGreaterThanOrEqual(60);
    expect(lines.filter((length) => length < 57 || length > 75)).toEqual([]);
  });

  it.each([
    ['serif', 50],
    ['monospace', 90],
    ['sans-serif', 45],
  ])('of a font of one’s own (%s) has as many characters as one wants (%i)', async (fontFamily, lineWidth) => {
    reader = await harness.open(show(prose.repeat(6)), { width: 1400, height: 800 }, { fontFamily, lineWidth, isEssential: false });
    expect(Math.abs(middle(await fullLines(reader)) - lineWidth)).toBeLessThanOrEqual(lineWidth * 0.1);
  });
});

describe('the look', () => {
  const look = { fontFamily: '', lineWidth: 68, isEssential: false };

  it('is the person’s from the start, and changes at once with the line at the top kept', async () => {
    reader = await harness.open(show(`${prose.repeat(5)}\n\n`.repeat(20)), undefined, {
      ...look,
      fontSize: 22,
      fontFamily: 'Georgia, serif',
    });
    expect(await style('fontSize')).toBe('22px');
    expect(await style('fontFamily')).toMatch(/^Georgia, serif, /);
    await reader.wheel(2_000);
    await expect.poll(() => reader.scrollY()).toBe(2_000);
    const first = () =>
      reader.page.evaluate(() =>
        [...document.querySelectorAll('.section p')].findIndex((each) => each.getBoundingClientRect().bottom > 10),
      );
    const before = await first();
    await reader.post({ type: 'look', look: { ...look, fontSize: 12 } });
    expect(await style('fontSize')).toBe('12px');
    expect(await style('fontFamily')).not.toContain('Georgia');
    expect(await first()).toBe(before);
  });

  it('with an odd name of a font does nothing else', async () => {
    reader = await harness.open(show(prose));
    const size = await style('fontSize');
    for (const odd of [
      'x; color: red; font-size: 90px',
      'x"} body {display: none',
      'url(https://example.org/font)',
      '}',
      '\\',
      'a"\\',
      "'",
      'inherit',
      'var(--text)',
      '*/ /*',
    ]) {
      await reader.post({ type: 'look', look: { ...look, fontFamily: odd } });
      expect(await style('fontSize')).toBe(size);
      expect(await reader.page.isVisible('h1')).toBe(true);
      expect(await style('fontFamily')).toMatch(/sans-serif$|system-ui/);
    }
  });

  it('that is none is dropped', async () => {
    reader = await harness.open(show(prose));
    const size = await style('fontSize');
    for (const wrong of [
      { ...look, fontSize: 400 },
      { ...look, fontSize: '20' },
      { ...look, lineWidth: 1 },
      { ...look, fontFamily: 7, fontSize: 20 },
      null,
      'x',
    ]) {
      await reader.postAnything({ type: 'look', look: wrong });
    }
    expect(await style('fontSize')).toBe(size);
  });
});

/** Where the page is when it has not moved for some frames. */
const stillAt = () =>
  reader.page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let last = -1;
        let calm = 0;
        const look = (): void => {
          calm = window.scrollY === last ? calm + 1 : 0;
          last = window.scrollY;
          if (calm > 10) resolve(Math.round(last));
          else requestAnimationFrame(look);
        };
        look();
      }),
  );

describe('essentials', () => {
  const essential = { fontFamily: '', lineWidth: 68, isEssential: true };
  const whole: Partial<Issue> = {
    tldr: 'In short.',
    intro: { format: 'markdown', text: 'A greeting.' },
    sections: [part('one', { tldr: 'One in short.' }), part('two'), part('three', { takeaways: ['Keep it.'] }), part('four')],
    links: [{ label: 'Somewhere', url: 'https://example.org/' }],
  };
  const all = ['tldr', 'intro', 'one', 'two', 'three', 'four', 'external-links'];

  it('are the TLDR, the takeaways, the titles above them and the links', async () => {
    reader = await harness.open(show('', whole), undefined, essential);
    expect(await seen()).toEqual(['tldr', 'one', 'three', 'external-links']);
    expect(await reads('One in short.')).toBe(true);
    expect(await reads('Keep it.')).toBe(true);
    expect(await reads('A crane that lifts')).toBe(false);
    expect(await reader.page.isVisible('.no-essentials')).toBe(false);
  });

  it('come and go at once, with the part that was read', async () => {
    reader = await harness.open(show('', whole));
    await reader.post({ type: 'scrollTo', key, anchor: 'three' });
    await expect.poll(() => reader.marked()).toEqual(['three']);
    await expect.poll(() => reader.top('three')).toBeLessThan(40);
    await reader.post({ type: 'look', look: essential });
    expect(await seen()).toEqual(['tldr', 'one', 'three', 'external-links']);
    expect(await reader.page.evaluate(() => document.getElementById('at-three')?.getBoundingClientRect().top ?? -1)).toBeGreaterThanOrEqual(
      0,
    );
    await reader.post({ type: 'look', look: { ...essential, isEssential: false } });
    expect(await seen()).toEqual(all);
    await expect.poll(() => reader.marked()).toEqual(['three']);
  });

  it('that were only looked at give back the very line', async () => {
    reader = await harness.open(show('', whole));
    await reader.post({ type: 'scrollTo', key, anchor: 'four' });
    await expect.poll(() => reader.marked()).toEqual(['four']);
    await reader.wheel(120);
    const before = await stillAt();
    await reader.post({ type: 'look', look: essential });
    await expect.poll(() => stillAt()).not.toBe(before);
    await reader.post({ type: 'look', look: { ...essential, isEssential: false } });
    await expect.poll(() => stillAt()).toBe(before);
  });

  it('that somebody has read on in do not', async () => {
    const tall = { ...whole, tldr: 'In short. '.repeat(900) };
    reader = await harness.open(show('', tall));
    await reader.post({ type: 'scrollTo', key, anchor: 'four' });
    await expect.poll(() => reader.marked()).toEqual(['four']);
    await reader.post({ type: 'look', look: essential });
    await reader.wheel(-4_000);
    await expect.poll(() => reader.marked()).toEqual(['tldr']);
    await reader.post({ type: 'look', look: { ...essential, isEssential: false } });
    await stillAt();
    expect(await reader.marked()).toEqual(['tldr']);
  });

  it('give way to a jump to what they leave out, for this issue', async () => {
    reader = await harness.open(show('', whole), undefined, essential);
    await reader.page.click('nav.contents [data-anchor="four"]');
    expect(await seen()).toEqual(all);
    await expect.poll(() => reader.marked()).toEqual(['four']);
    await reader.post({ ...show('', whole), key: 'imported/other' });
    expect(await seen()).toEqual(['tldr', 'one', 'three', 'external-links']);
  });

  it('give way to a place that was asked for, not to one where somebody stopped', async () => {
    const place = { anchor: 'four', offset: 0 };
    reader = await harness.open({ ...show('', whole), place }, undefined, essential);
    expect(await seen()).toHaveLength(4);
    await reader.post({ ...show('', whole), key: 'imported/other', place, isAsked: true });
    expect(await seen()).toEqual(all);
  });

  it('that an issue does not have leave it whole, and the page says so', async () => {
    reader = await harness.open(show(prose, { intro: { format: 'markdown', text: 'A greeting.' } }), undefined, essential);
    expect(await seen()).toEqual(['intro', 'warp']);
    expect(await reader.page.isVisible('.no-essentials')).toBe(true);
    await reader.post({ type: 'look', look: { ...essential, isEssential: false } });
    expect(await reader.page.isVisible('.no-essentials')).toBe(false);
  });
});

describe('the line of facts', () => {
  it('shows a dot between two facts, and none where a line begins or ends', async () => {
    reader = await harness.open(show('Words.', { authors: ['Ada Weaver', 'Bo Spinner'], url: 'https://example.org/' }));
    for (let width = 240; width < 480; width += 24) {
      await reader.page.setViewportSize({ width, height: 600 });
      const { dots, starts } = await reader.page.$eval('.facts', (list) => {
        const box = list.getBoundingClientRect();
        const cut = Number.parseFloat(/([\d.]+)px\)$/.exec(getComputedStyle(list).clipPath)?.[1] ?? 'NaN');
        const shown = [...list.children].filter((fact) => !fact.hasAttribute('hidden')).map((fact) => fact.getBoundingClientRect());
        const apart = -Number.parseFloat(getComputedStyle(list).marginLeft);
        return {
          dots: shown.map(({ left }) => left - apart / 2 > box.left + cut),
          starts: shown.map(({ top }, index) => index === 0 || top >= (shown[index - 1]?.bottom ?? 0)),
        };
      });
      expect(dots).toEqual(starts.map((isStart) => !isStart));
    }
  });
});

describe('the sign behind a link', () => {
  it('is never alone on a line nor hangs out of its link, however wide the page is', async () => {
    const links = [{ label: 'How looms are warped in the north', url: 'https://example.org/looms' }];
    reader = await harness.open(show('Words.', { links }), { width: 300, height: 600 });
    const alone = [];
    for (let width = 300; width < 400; width += 4) {
      await reader.page.setViewportSize({ width, height: 600 });
      const isAlone = await reader.page.$eval('.all-links .links a', (link) => {
        const sign = link.querySelector('.icon')?.getBoundingClientRect();
        const word = document.createRange();
        word.selectNodeContents(link.firstChild ?? link);
        const last = [...word.getClientRects()].at(-1);
        const isLost = sign === undefined || last === undefined || sign.width === 0 || sign.top > last.bottom - 4;
        return isLost || sign.right > link.getBoundingClientRect().right + 1;
      });
      if (isAlone) alone.push(width);
    }
    expect(alone).toEqual([]);
  });
});

describe('a footnote', () => {
  it('is gone to by its mark, with the keyboard, and comes back to the line that it was left at', async () => {
    reader = await harness.open(show(`${prose}[^1]\n\n${`${prose.repeat(4)}\n\n`.repeat(12)}\n\n[^1]: It is so.\n\n${prose}\n`));
    await reader.page.click('.footnote-mark a');
    await expect.poll(() => reader.top('note:1')).toBeLessThan(700);
    await expect.poll(() => reader.focused()).toBe('at-note:1');
    await reader.page.focus('.footnote a');
    await reader.page.keyboard.press('Enter');
    await expect.poll(() => reader.scrollY()).toBeLessThan(400);
    expect(await reader.postedOf('openLink')).toEqual([]);
  });
});

const styleOf = (selector: string, name: string) =>
  reader.page.$eval(selector, (element, property) => getComputedStyle(element).getPropertyValue(property), name);

describe('the contents', () => {
  const kinds = ['vscode-light', 'vscode-high-contrast', 'vscode-high-contrast vscode-high-contrast-light'];

  it('mark the place by more than a colour in high contrast, and move no title for it', async () => {
    const sections = ['One', 'Two'].map((title) => ({
      id: title,
      title,
      body: { format: 'markdown' as const, text: 'Words.' },
      takeaways: [],
      links: [],
    }));
    reader = await harness.open(show('', { sections }), { width: 1400, height: 800 });
    const found: unknown[] = [];
    for (const kind of kinds) {
      await reader.page.$eval('body', (body, name) => void (body.className = name), kind);
      found.push(
        await reader.page.$eval('.contents', (contents) => {
          const width = (item: string) => {
            const element = contents.querySelector(item);
            return element === null ? undefined : getComputedStyle(element).borderInlineStartWidth;
          };
          const starts = [...contents.querySelectorAll('li a')].map((link) => {
            const words = document.createRange();
            words.selectNodeContents(link);
            return Math.round(words.getBoundingClientRect().left);
          });
          return [width('li:has([aria-current])'), width('li:not(:has([aria-current]))'), new Set(starts).size];
        }),
      );
    }
    expect(found).toEqual([
      ['2px', '2px', 1],
      ['6px', '2px', 1],
      ['6px', '2px', 1],
    ]);
  });
});

describe('text of other scripts', () => {
  it('from right to left has its quotes, lists and contents there, and its code the other way', async () => {
    const text = 'نموذج جديد يقرأ نصوصا طويلة.\n\n> اقتباس قصير\n\n- أول\n- ثان\n\n```py\nimport os\n```\n';
    const sections = ['one', 'two'].map((id) => ({
      id,
      title: 'عنوان القسم',
      body: { format: 'markdown' as const, text },
      takeaways: [],
      links: [],
    }));
    reader = await harness.open(show('', { title: 'أسبوع هادئ', sections, links: [{ label: 'رابط', url: 'https://example.org/' }] }), {
      width: 1400,
      height: 800,
    });
    await reader.page.evaluate(() => document.documentElement.style.setProperty('--vscode-editor-foreground', '#ccc'));
    expect(await styleOf('blockquote', 'border-right-width')).toBe('3px');
    expect(await styleOf('blockquote', 'border-left-width')).toBe('0px');
    expect(await styleOf('.body ul', 'padding-right')).not.toBe('0px');
    expect(await styleOf('.contents li', 'border-right-width')).toBe('2px');
    const right = (selector: string) => reader.page.$eval(selector, (element) => Math.round(element.getBoundingClientRect().right));
    expect(await right('.facts > li')).toBe(await right('h1'));
    expect(await styleOf('.contents li a', 'text-align')).toBe('right');
    expect(await styleOf('.all-links', 'direction')).toBe('rtl');
    expect(await styleOf('pre', 'direction')).toBe('ltr');
    expect(await styleOf('pre', 'text-align')).toBe('left');
    expect(await reader.page.getAttribute('.section .body', 'lang')).toBe('ar');
  });

  it('without slanted letters has none, nor gaps that are closed', async () => {
    reader = await harness.open(show('新しい*モデル*は長い文脈を扱える。', { title: '東京の一週間' }));
    expect(await styleOf('.body em', 'font-style')).toBe('normal');
    expect(await styleOf('h1', 'letter-spacing')).toBe('normal');
    expect(await styleOf('.body p', 'line-break')).toBe('strict');
  });
});
