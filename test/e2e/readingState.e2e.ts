// What a person does with issues beside reading them: a note, marks of many and back, and all of it as a file. On the packaged
// extension.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSession } from './session.js';
import type { Window } from '../vscode/window.js';

const bundled = /^The Inference Inflection/;
const folder = mkdtempSync(path.join(tmpdir(), 'digest-state-'));

let window: Window;

const session = startSession();

/** An issue of a day before the bundled one. */
const issueText = (title: string, day: number): string =>
  `---\ntitle: ${title}\npublishedAt: "2026-04-${day}"\n---\n\n## Text\n\nSome words about ${title}.\n`;

beforeAll(async () => {
  ({ window } = session);
  await window.openView('Digest');
  await window.treeRow(bundled).first().waitFor();
  for (const [title, day] of [
    ['Lesser Looms', 12],
    ['Older Looms', 11],
  ] as const) {
    await window.writeClipboard(issueText(title, day));
    await window.runCommand('Digest: Import Issue…');
    await window.quickPickRow('Clipboard').click();
    await window
      .treeRow(new RegExp(`^${title}`))
      .first()
      .waitFor();
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function page(): FrameLocator {
  return window.webview();
}

function note(): Locator {
  return page().getByRole('textbox', { name: 'Your note' });
}

function isUnread(name: RegExp) {
  return async () => ((await window.treeRow(name).first().getAttribute('aria-label')) ?? '').includes('unread');
}

describe('the note', () => {
  it('is written in the page and is there again after a reload', async () => {
    await window.treeRow(bundled).first().click();
    await page()
      .getByRole('heading', { level: 1, name: /Inference Inflection/ })
      .waitFor();
    await window.screenshot('note-none-light');
    await page().getByRole('button', { name: 'Add Note' }).click();
    await window.screenshot('note-empty-light');
    await note().pressSequentially('Ask Ada about <b>prices</b>.');
    await window.page.keyboard.press('Enter');
    await window.page.keyboard.type('Try it on Monday.');
    await window.screenshot('note-focused-light');
    // Nobody waits until it is written: what was typed counts all the same.
    await window.reload();
    // VS Code may bring back the panel of a moment ago.
    await window.openView('Digest');
    await window.treeRow(bundled).first().click();
    await page()
      .getByRole('heading', { level: 1, name: /Inference Inflection/ })
      .waitFor();
    await note().waitFor();
    expect(await note().inputValue()).toBe('Ask Ada about <b>prices</b>.\nTry it on Monday.');
  });

  it('stays with its issue when another one is shown in the middle of a word', async () => {
    await note().focus();
    await window.page.keyboard.press('ControlOrMeta+End');
    await window.page.keyboard.type(' And Tue');
    await window.openView('Digest');
    await window
      .treeRow(/^Lesser Looms/)
      .first()
      .click();
    await page().getByRole('heading', { level: 1, name: 'Lesser Looms' }).waitFor();
    expect(await note().count()).toBe(0);
    await window.treeRow(bundled).first().click();
    await note().waitFor();
    expect(await note().inputValue()).toMatch(/Monday\. And Tue$/);
  });

  it('is shown in the hover of its issue, as text', async () => {
    await window.movePointerAway();
    const hover = await window.hover(window.treeRow(bundled).first(), /Your note/);
    expect(await hover.innerText()).toContain('Ask Ada about <b>prices</b>.');
    await window.screenshot('note-hover-light');
    await window.movePointerAway();
  });

  it('is ready to be written by the command', async () => {
    await window
      .treeRow(/^Older Looms/)
      .first()
      .click();
    await page().getByRole('heading', { level: 1, name: 'Older Looms' }).waitFor();
    await window.runCommand('Digest: Edit Note…');
    await expect.poll(() => note().evaluate((element) => element === document.activeElement)).toBe(true);
    await window.page.keyboard.type('From the command');
    await expect.poll(() => note().inputValue()).toBe('From the command');
    await window.page.keyboard.press('Escape');
    await expect.poll(() => note().evaluate((element) => element === document.activeElement)).toBe(false);
  });
});

describe('marks of many issues', () => {
  it('above and below a row are taken back by a click on the status bar', async () => {
    // The issue on show is marked by itself after a moment: not in the middle of what follows.
    await expect.poll(isUnread(/^Older Looms/), { timeout: 30_000 }).toBe(false);
    await window.runCommand('Digest: Mark All as Read');
    for (const row of [bundled, /^Older Looms/, /^Lesser Looms/]) {
      await expect.poll(isUnread(row)).toBe(false);
      await window.chooseFromContextMenu(window.treeRow(row).first(), 'Mark as Unread');
      await expect.poll(isUnread(row)).toBe(true);
    }
    await window.chooseFromContextMenu(window.treeRow(/^Lesser Looms/).first(), 'Mark All Below as Read');
    await expect.poll(isUnread(/^Older Looms/)).toBe(false);
    expect([await isUnread(bundled)(), await isUnread(/^Lesser Looms/)()]).toEqual([true, true]);
    const offer = window.statusBarItem('Marked 1 issue read · Undo');
    await offer.waitFor();
    await window.screenshot('undo-light');
    await offer.click();
    await expect.poll(isUnread(/^Older Looms/)).toBe(true);
    await window.statusBarItem('1 issue unread again').waitFor();
    await window.chooseFromContextMenu(window.treeRow(/^Lesser Looms/).first(), 'Mark All Above as Read');
    await expect.poll(isUnread(bundled)).toBe(false);
    expect(await isUnread(/^Lesser Looms/)()).toBe(true);
  });

  it('of a group leave those of the others as they are', async () => {
    await window.chooseFromContextMenu(window.treeRow(bundled).first(), 'Mark as Unread');
    await expect.poll(isUnread(bundled)).toBe(true);
    await window.runCommand('Digest: Group by Source');
    const imported = window.treeRow(/^Imported: 2 issues, 2 unread/);
    const other = window.treeRow(/^Digest: 1 issue, 1 unread/);
    await other.waitFor();
    await window.chooseFromContextMenu(imported, 'Mark All as Read');
    await window.treeRow(/^Imported: 2 issues$/).waitFor();
    const offer = window.statusBarItem('Marked 2 issues read · Undo');
    await offer.waitFor();
    expect(await other.count()).toBe(1);
    await offer.click();
    await imported.waitFor();
    await window.runCommand('Digest: Group by Date');
    await expect.poll(isUnread(/^Lesser Looms/)).toBe(true);
  });
});

describe('reading state as a file', () => {
  const file = path.join(folder, 'state.json');

  it('is exported with what was noted', async () => {
    await window.runCommand('Digest: Export Reading State…');
    await window.answerFileDialog(file, 'OK');
    await window.statusBarItem('State of 3 issues exported').waitFor();
    const text = readFileSync(file, 'utf8');
    expect(JSON.parse(text)).toMatchObject({ format: 'digest-reading-state', version: 1 });
    expect(text).toMatch(/"title":"Older Looms".*"note":"From the command"/);
  });

  it('says when there is nothing new in it', async () => {
    await window.runCommand('Digest: Import Reading State…');
    await window.quickPickRow('File').click();
    await window.answerFileDialog(file, 'Import');
    await window.statusBarItem('Nothing new in state.json').waitFor();
  });

  it('shows what it would change, and changes it when the person wants it', async () => {
    const later = new Date(Date.now() + 3_600_000).toISOString();
    const text = readFileSync(file, 'utf8');
    const [, key] = /"key":"(imported\/[^"]*lesser[^"]*)"/.exec(text) ?? [];
    const [, noted] = /"key":"(imported\/[^"]*older[^"]*)"/.exec(text) ?? [];
    const issues = [
      { key, read: true, readAt: later, starred: true, starredAt: later },
      { key: 'feed-0123456789/elsewhere', starred: true, starredAt: later },
      { key: noted, note: 'Too early', noteAt: '2020-01-01T00:00:00Z' },
    ];
    await window.writeClipboard(JSON.stringify({ format: 'digest-reading-state', version: 1, issues }));
    await window.runCommand('Digest: Import Reading State…');
    await window.quickPickRow('Clipboard').click();
    const row = window.quickPickRow('Import');
    await row.waitFor();
    await window.screenshot('import-state-light');
    expect(await row.innerText()).toContain('1 read · 2 starred\n');
    await row.click();
    await window.statusBarItem('Imported: 1 read · 2 starred').waitFor();
    await expect
      .poll(() =>
        window
          .treeRow(/^Lesser Looms/)
          .first()
          .getAttribute('aria-label'),
      )
      .toContain('starred');
    expect(await note().inputValue()).toBe('From the command');
  });

  it('that is none is refused in a sentence', async () => {
    await window.writeClipboard('<opml/>');
    await window.runCommand('Digest: Import Reading State…');
    await window.quickPickRow('Clipboard').click();
    await window.notification('The clipboard holds no reading state of Digest.').waitFor();
  });
});

describe('the note in other themes', () => {
  it('takes its colours from them, and its frame says where the keyboard is', async () => {
    await window.treeRow(bundled).first().click();
    await note().waitFor();
    const seen = new Set<string>();
    for (const theme of ['dark', 'highContrast', 'light'] as const) {
      await window.useTheme(theme);
      await window.movePointerAway();
      await window.screenshot(`note-${theme}`);
      await note().focus();
      seen.add(
        await note().evaluate(
          (element) => `${getComputedStyle(element).color} ${getComputedStyle(element.parentElement ?? element).borderColor}`,
        ),
      );
      await window.screenshot(`note-focused-${theme}`);
    }
    expect(seen.size).toBe(3);
  });
});
