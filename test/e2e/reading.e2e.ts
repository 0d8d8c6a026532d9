// A person reads the bundled issue: browses, hovers, reads, copies, opens a source, reloads. On the packaged extension.
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startSession } from './session.js';
import type { Window } from '../vscode/window.js';

const issue = /^The Inference Inflection: CPU Demand/;
const platforms = /Section: Coding Agents Are Becoming Platforms/;

let window: Window;

const session = startSession();

beforeAll(() => {
  ({ window } = session);
});

describe('reading the bundled issue', () => {
  it('counts the unread issue on the icon before the view was ever opened', async () => {
    await window.page.locator('.activitybar .action-item .badge-content', { hasText: '1' }).waitFor();
  });

  it('shows the issue with its date, category and source, unread', async () => {
    await window.openView('Digest');
    const row = window.treeRow(issue).first();
    await row.waitFor();
    const spoken = (await row.getAttribute('aria-label')) ?? '';
    expect(spoken).toContain('unread');
    expect(spoken).toContain('Apr 30, 2026');
    expect(spoken).toContain('AI & Agents');
  });

  it('expands to TLDR, six sections, takeaways and links', async () => {
    await window.expandRow(issue);
    await window.treeRow(/^External Links \(1\)/).waitFor();
    const names = await window.page
      .getByRole('treeitem', { level: 3 })
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')));
    expect(names).toEqual([
      expect.stringMatching(/^TLDR\s*$/),
      expect.stringContaining('The Inference Inflection Is Here'),
      expect.stringContaining('Coding Agents Are Becoming Platforms'),
      expect.stringContaining('Harness Engineering Is a Real Discipline Now'),
      expect.stringContaining('Model Releases and the Open-Weight Price War'),
      expect.stringContaining('Inference Engineering in the Weeds'),
      expect.stringContaining('Research: Factual Knowledge Does Not Compress'),
      expect.stringContaining('Key Takeaways (5)'),
      expect.stringContaining('External Links (1)'),
    ]);
  });

  it('previews a section in the hover of its row', async () => {
    const hover = await window.hover(window.treeRow(platforms), /Codex/);
    expect(await hover.innerText()).toMatch(/min read/);
    await window.screenshot('hover-section-dark');
    await window.movePointerAway();
  });

  it('previews the issue in the hover of its row', async () => {
    const hover = await window.hover(window.treeRow(issue).first(), /centre of gravity/);
    const text = await hover.innerText();
    expect(text).toMatch(/April 30, 2026|Apr 30, 2026/);
    expect(text).toContain('AI & Agents');
    await window.screenshot('hover-issue-dark');
    await window.movePointerAway();
  });

  it('opens a section in the reader and leaves the focus in the tree', async () => {
    await window.treeRow(platforms).click();
    const heading = window.webview().getByRole('heading', { name: 'Coding Agents Are Becoming Platforms' });
    await heading.waitFor();
    await expect.poll(() => heading.evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(200);
    expect(await window.webview().locator('main').innerText()).toContain('Cursor SDK');
    expect(await window.page.locator('.pane-body .monaco-list:focus-within').count()).toBe(1);
    await window.screenshot('reader-dark');
  });

  it('marks the issue read after a moment of reading', async () => {
    await expect.poll(() => window.treeRow(issue).first().getAttribute('aria-label'), { timeout: 30_000 }).not.toContain('unread');
  });

  it('selects in the tree what is scrolled to in the reader', async () => {
    const body = window.webview().locator('main');
    await body.click({ position: { x: 5, y: 5 } });
    await window
      .webview()
      .getByRole('heading', { name: 'Inference Engineering in the Weeds' })
      .evaluate((element) => element.scrollIntoView());
    await expect
      .poll(() => window.treeRow(/Section: Inference Engineering in the Weeds/).getAttribute('aria-selected'), { timeout: 30_000 })
      .toBe('true');
  });

  it('shows the takeaways in a quick pick, filters, and copies the one chosen', async () => {
    await window.runCommand('Digest: Show Takeaways');
    expect(await window.quickPickLabels()).toHaveLength(5);
    await window.quickInput().fill('profiling');
    await expect.poll(async () => (await window.quickPickLabels()).length).toBe(1);
    await window.page.keyboard.press('Enter');
    await expect.poll(() => window.clipboard()).toMatch(/profiling/i);
    expect(await window.clipboard()).not.toContain('\n- ');
  });

  it('copies all takeaways with title and bullets', async () => {
    await window.runCommand('Digest: Copy Takeaways');
    await expect.poll(() => window.clipboard()).toMatch(/^\*\*The Inference Inflection/);
    expect((await window.clipboard()).match(/^- /gm)).toHaveLength(5);
  });

  it('copies several takeaway rows with the keyboard', async () => {
    await window.expandRow(/^Key Takeaways \(5\)/);
    const rows = window.page.getByRole('treeitem', { level: 4 });
    await rows.first().click();
    await rows.nth(1).click({ modifiers: ['ControlOrMeta'] });
    await window.page.keyboard.press('ControlOrMeta+c');
    await expect.poll(async () => (await window.clipboard()).match(/^- /gm)?.length).toBe(2);
  });

  it('copies one takeaway from the page', async () => {
    await window.writeClipboard('nothing');
    const takeaways = window.webview().locator('#at-key-takeaways');
    await takeaways.scrollIntoViewIfNeeded();
    await takeaways.getByRole('button', { name: 'Copy All' }).click();
    await expect.poll(async () => (await window.clipboard()).match(/^- /gm)?.length).toBe(5);
  });

  it('opens a link outside, through VS Code', async () => {
    await window.expandRow(/^External Links \(1\)/);
    const url = await window.addressOpenedBy(() => window.treeRow(/^Link: AINews/).click());
    expect(url).toBe('https://www.latent.space/p/ainews-the-inference-inflection');
  });

  it('opens an issue by its section from the palette', async () => {
    await window.runCommand('Digest: Open Issue…');
    await window.quickInput().fill('price war');
    await window.quickPickRow('Model Releases and the Open-Weight Price War').click();
    const heading = window.webview().getByRole('heading', { name: 'Model Releases and the Open-Weight Price War' });
    await expect.poll(() => heading.evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(400);
  });

  it('comes back to the same place after the window reloads', async () => {
    const heading = window.webview().getByRole('heading', { name: 'Inference Engineering in the Weeds' });
    await heading.evaluate((element) => element.scrollIntoView());
    const before = await settledTop(heading);
    await window.reload();
    const after = window.webview().getByRole('heading', { name: 'Inference Engineering in the Weeds' });
    await after.waitFor();
    await expect.poll(async () => Math.abs((await settledTop(after)) - before), { timeout: 30_000 }).toBeLessThan(4);
  });

  it('leaves unread what was marked so, over a reload and behind another tab, until it is opened again', async () => {
    const heard = () => window.treeRow(issue).first().getAttribute('aria-label');
    const heading = window.webview().getByRole('heading', { level: 1 });
    /** Longer than a page is seen until it counts as read. */
    const aWhile = () => window.page.waitForTimeout(4_500);
    await window.openView('Digest');
    await window.chooseFromContextMenu(window.treeRow(issue).first(), 'Mark as Unread');
    await expect.poll(heard).toContain('unread');
    await window.page.waitForTimeout(1_000);
    await window.reload();
    await window.openView('Digest');
    await heading.waitFor();
    await aWhile();
    expect(await heard()).toContain('unread');
    await window.runCommand('Preferences: Open User Settings (JSON)');
    await heading.waitFor({ state: 'detached' });
    await window.runCommand('View: Close Editor');
    await heading.waitFor();
    await aWhile();
    expect(await heard()).toContain('unread');
    await window.treeRow(issue).first().click();
    await expect.poll(heard, { timeout: 30_000 }).not.toContain('unread');
  });

  it('stars the issue from the page, and the tree says so', async () => {
    const star = window.webview().getByRole('button', { name: 'Star' });
    await star.scrollIntoViewIfNeeded();
    await star.click();
    await window.openView('Digest');
    await expect.poll(() => window.treeRow(issue).first().getAttribute('aria-label')).toContain('starred');
  });
});

/** The element's distance from the top of the page's view once it no longer moves. */
async function settledTop(element: Locator): Promise<number> {
  const top = () => element.evaluate((node) => node.getBoundingClientRect().top);
  let before = Number.NaN;
  let now = await top();
  while (now !== before) {
    before = now;
    await window.page.waitForTimeout(600);
    now = await top();
  }
  return now;
}
