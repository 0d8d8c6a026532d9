// The views of the tree and saved searches, as somebody uses them who has a few dozen issues: grouping, filtering, reading under a
// filter, what comes in meanwhile, and what is left after a reload.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSession } from './session.js';
import type { Window } from '../vscode/window.js';

const folder = mkdtempSync(path.join(tmpdir(), 'digest-views-'));

function writeIssue(name: string, day: string, category: string): void {
  const text = `---\ntitle: ${name}\ndate: ${day}\ncategory: ${category}\n---\n\n## Part\n\nA loom called ${name.toLowerCase()} weaves.\n`;
  writeFileSync(path.join(folder, `${name.toLowerCase()}.md`), text);
}

/** Ten days ago: old enough to stand under its month. */
const day = new Date(Date.now() - 10 * 24 * 60 * 60 * 1000);
const month = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric' }).format(day);
const writtenDay = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

for (let index = 0; index < 24; index++) {
  writeIssue(`Loom${String(index).padStart(2, '0')}`, writtenDay, index % 2 === 0 ? 'Weaving' : 'Yarn');
}

/** The row of the month, whose words begin so. */
const monthRow = (counts: string) => window.treeRow(new RegExp(`^${month}: ${counts}`));

let window: Window;

const session = startSession({ settings: { 'digest.sources': [{ folder, name: 'Looms' }] } });

beforeAll(async () => {
  ({ window } = session);
  await window.openView('Digest');
  await monthRow('24 issues').waitFor();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What screen readers hear of the rows in the view of issues, from the top. */
async function rows(): Promise<readonly string[]> {
  const heard = await window.page
    .locator('.sidebar .pane', { hasText: 'Issues' })
    .first()
    .locator('.monaco-list-row')
    .evaluateAll((all) =>
      all.map((row) => ({ place: Number(row.getAttribute('data-index')), label: row.getAttribute('aria-label') ?? '' })),
    );
  return heard.sort((a, b) => a.place - b.place).map(({ label }) => label);
}

const description = () => window.page.locator('.sidebar .pane-header', { hasText: 'Issues' }).first().locator('.description').textContent();

describe('the view of issues', () => {
  it('groups by source and category, and says so beside its title', async () => {
    await window.runCommand('Digest: Group by Source');
    await window.treeRow(/^Looms: 24 issues, 24 unread/).waitFor();
    expect(await description()).toBe('By source');
    await window.runCommand('Digest: Group by Category');
    await window.treeRow(/^Yarn: 12 issues, 12 unread/).waitFor();
    expect((await rows()).filter((label) => /^(Weaving|Yarn):/.test(label))).toHaveLength(2);
  });

  it('marks in its menu how it is shown', async () => {
    const header = window.page.locator('.sidebar .pane-header', { hasText: 'Issues' }).first();
    await header.hover();
    await header.getByRole('button', { name: 'More Actions' }).click();
    await window.page.getByRole('menuitem', { name: 'Group By' }).hover();
    await window.page.getByRole('menuitem', { name: '✓ Group by Category' }).waitFor();
    // A menu takes no click in the first tenth of a second of its life.
    await window.page.waitForTimeout(300);
    await window.page.getByRole('menuitem', { name: 'Group by Date' }).click();
    await monthRow('24 issues').waitFor();
    expect(await description()).toBe('');
  });

  it('begins anew when it is grouped otherwise: at its top, the first group open, nothing selected', async () => {
    const firstGroup = () => window.treeRow(/^[^:]+: \d+ issues?/).first();
    const isOpen = () => firstGroup().getAttribute('aria-expanded');
    await window.runCommand('Digest: Group by Category');
    await expect.poll(isOpen, { timeout: 30_000 }).toBe('true');
    await window.treeRow(/^Loom/).first().hover();
    await window.page.mouse.wheel(0, 4_000);
    await window.movePointerAway();
    await window.runCommand('Digest: Group by Date');
    await expect.poll(isOpen, { timeout: 30_000 }).toBe('true');
    expect((await rows())[0]).toBe(await firstGroup().getAttribute('aria-label'));
    expect(await window.page.locator('.sidebar .monaco-list-row.selected').count()).toBe(0);
  });

  it('shows the row of the issue in the reader when it is grouped otherwise, and leaves the focus where it is', async () => {
    await window.expandRow(new RegExp(`^${month}`));
    const row = window.treeRow(/^Loom01/);
    await row.click();
    await window.webview().getByRole('heading', { name: 'Loom01' }).waitFor();
    await window
      .webview()
      .locator('main')
      .click({ position: { x: 5, y: 5 } });
    for (const title of ['Digest: Group by Source', 'Digest: Sort Oldest First', 'Digest: Sort Newest First', 'Digest: Group by Date']) {
      await window.runCommand(title);
      await window
        .treeRow(/^Loom01/)
        .and(window.page.locator('.selected'))
        .waitFor();
      await expect.poll(() => window.page.locator('.sidebar .monaco-list:focus-within').count()).toBe(0);
    }
    await expect.poll(() => row.getAttribute('aria-label'), { timeout: 30_000 }).toMatch(/^Loom01, read/);
    await window.runCommand('View: Close All Editors');
    await window.chooseFromContextMenu(row, 'Mark as Unread');
  });

  it('keeps an issue that is read while unread ones are shown, and what is selected, when others come in', async () => {
    await window.runCommand('Digest: Show Unread Only');
    await window.expandRow(new RegExp(`^${month}`));
    const name = 'Loom03';
    const heard = () => window.treeRow(new RegExp(`^${name}`)).getAttribute('aria-label');
    await window.treeRow(new RegExp(`^${name}`)).click();
    await expect.poll(heard, { timeout: 30_000 }).toMatch(new RegExp(`^${name}, read`));
    const before = (await rows()).filter((label) => label.startsWith('Loom'));
    for (let index = 0; index < 5; index++) writeIssue(`Newer${index}`, writtenDay, 'Yarn');
    await monthRow('28 unread').waitFor();
    expect(await heard()).toMatch(new RegExp(`^${name}, read`));
    expect(await window.treeRow(new RegExp(`^${name}`)).getAttribute('aria-selected')).toBe('true');
    expect(before).toEqual(expect.arrayContaining((await rows()).filter((label) => label.startsWith('Loom'))));
    await window.runCommand('Digest: Show Unread Only');
    await expect.poll(async () => (await rows()).some((label) => label.startsWith(name))).toBe(false);
  });

  it('says that a filter leaves nothing, and shows all again on a click', async () => {
    await window.runCommand('Digest: Show Starred Only');
    await window.treeRow(/^Nothing starred/).click();
    await monthRow('29 issues').waitFor();
    expect(await description()).toBe('');
  });

  it('saves a search, counts it, takes it away and back', async () => {
    await window.runCommand('Digest: Save Search…');
    await window.answer('loom04 OR loom05');
    await window.page.getByText('Name of the Search').waitFor();
    await window.answer('Two looms');
    await window.treeRow(/^Two looms, Search: loom04 OR loom05, [12] unread/).waitFor();
    expect((await rows())[0]).toMatch(/^Two looms/);
    await window.chooseFromContextMenu(window.treeRow(/^Two looms/), 'Remove Search');
    await window.treeRow(/^Two looms/).waitFor({ state: 'detached' });
    await window.runCommand('Digest: Undo Remove Search');
    await window.treeRow(/^Two looms/).waitFor();
  });

  it('is as it was after a reload', async () => {
    await window.runCommand('Digest: Sort Oldest First');
    await window.runCommand('Digest: Group by Category');
    await window.treeRow(/^Yarn: 17 issues/).waitFor();
    // VS Code writes what a window remembers a moment later, and a page that is reloaded writes nothing more.
    await window.page.waitForTimeout(3_000);
    await window.reload();
    await window.openView('Digest');
    await window.treeRow(/^Yarn: 17 issues/).waitFor();
    expect(await description()).toBe('By category, oldest first');
    await window.treeRow(/^Two looms/).waitFor();
  });

  it('shows the rest of a long group on a click', async () => {
    await window.runCommand('Digest: Group by Date');
    await window.runCommand('Digest: Sort Newest First');
    for (let index = 0; index < 31; index++) writeIssue(`Spindle${index}`, writtenDay, 'Yarn');
    await monthRow('60 issues').waitFor();
    await window.expandRow(new RegExp(`^${month}`));
    const rowsInGroup = () =>
      window
        .treeRow(/^(Loom|Newer|Spindle)\d/)
        .first()
        .getAttribute('aria-setsize');
    // Fifty issues, and the row for the rest.
    await expect.poll(rowsInGroup, { timeout: 30_000 }).toBe('51');
    const more = window.treeRow('Show More (10)');
    await window.page.locator('.sidebar .pane', { hasText: 'Issues' }).first().hover();
    await expect
      .poll(
        async () => {
          await window.page.mouse.wheel(0, 400);
          return more.isVisible();
        },
        { timeout: 30_000 },
      )
      .toBe(true);
    await window.screenshot('tree-show-more');
    await more.click();
    await more.waitFor({ state: 'detached' });
    await expect.poll(rowsInGroup, { timeout: 30_000 }).toBe('60');
    await window.screenshot('tree-shown-more');
  });
});
