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
