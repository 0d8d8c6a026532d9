// A person brings issues in: a page copied as text, a file of the Explorer, a folder that is watched. What cannot be read says so.
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSession } from './session.js';
import type { Window } from '../vscode/window.js';

const copiedPage = `Quiet Fridays: What a Team Learned from Letting Agents Rest

Published on 07.05.2026

AI & AGENTS

TLDR

A platform team stopped all agent runs on Fridays for six weeks. Review time fell by 18%, and nobody asked for the runs back.

The Experiment

Twelve engineers shared one queue of forty agents. On Fridays the queue stayed closed, and the team wrote down what was missing.

Field Notes - The Quiet Friday Log

What Came Back

Two of the forty agents were missed. The other thirty-eight had been fixing what others of them had broken.

Key Takeaways

  • A pause is the cheapest measurement of what an agent is worth.
  • Review time is the real price of a pull request.
External Links (1)`;

const folder = mkdtempSync(path.join(tmpdir(), 'digest-issues-'));
const article = (title: string, day: string) =>
  `---\ntitle: "${title}"\npublishedAt: "${day}"\n---\n\n## First part of ${title}\n\n**TLDR:** Short.\n\n**Summary:** Longer text of ${title}.\n\n**Key takeaways:**\n- One\n- Two\n\n**Link:** [Origin](https://example.org/${day})\n`;

let window: Window;

writeFileSync(path.join(folder, 'first.md'), article('A Watched Beginning', '2026-05-02'));

const session = startSession({
  settings: { 'digest.sources': [{ folder, name: 'Watched' }] },
  workspace: {
    'handmade.md': article('Opened from the Explorer', '2026-05-03'),
    'picture.md': '\u0000\u0001\u0002\u0000'.repeat(200),
    'empty.md': '',
  },
});

beforeAll(async () => {
  ({ window } = session);
  await window.openView('Digest');
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('importing', () => {
  it('imports a page copied as text', async () => {
    await window.writeClipboard(copiedPage);
    await window.runCommand('Digest: Import Issue…');
    await window.quickPickRow('Clipboard').click();
    await window
      .treeRow(/^Quiet Fridays/)
      .first()
      .waitFor();
    const spoken = await window
      .treeRow(/^Quiet Fridays/)
      .first()
      .getAttribute('aria-label');
    expect(spoken).toContain('May 7, 2026');
    expect(spoken).toContain('AI & Agents');
    await window.webview().getByRole('heading', { name: 'What Came Back' }).waitFor();
    await window.screenshot('imported-page');
  });

  it('has its sections, takeaways and the link that lost its address', async () => {
    await window.expandRow(/^Quiet Fridays/);
    await window.treeRow(/^Section: The Experiment/).waitFor();
    await window.treeRow('Key Takeaways (2)').waitFor();
    await window.expandRow('External Links (1)');
    await window.treeRow(/^Link: Field Notes - The Quiet Friday Log, no address given/).waitFor();
  });

  it('says that a link has no address and copies its label', async () => {
    await window.treeRow(/^Link: Field Notes/).click();
    const toast = window.notification(/gives no address/);
    await toast.getByRole('button', { name: 'Copy Label' }).click();
    await expect.poll(() => window.clipboard()).toBe('Field Notes - The Quiet Friday Log');
  });

  it('imports the same page again without a second row', async () => {
    await window.writeClipboard(copiedPage);
    await window.runCommand('Digest: Import Issue…');
    await window.quickPickRow('Clipboard').click();
    await window.page.locator('.statusbar-item', { hasText: 'Already in your library' }).waitFor();
    expect(await window.treeRow(/^Quiet Fridays/).count()).toBe(1);
  });

  it('opens a file of the Explorer as an issue', async () => {
    await window.openView('Explorer');
    await window.chooseFromContextMenu(window.treeRow('handmade.md'), 'Open as Digest');
    await window.webview().getByRole('heading', { name: 'Opened from the Explorer', level: 1 }).waitFor();
  });

  it('says in one sentence why a file is no issue', async () => {
    await window.chooseFromContextMenu(window.treeRow('picture.md'), 'Open as Digest');
    await window.notification('picture.md is not a text file.').waitFor();
    await window.chooseFromContextMenu(window.treeRow('empty.md'), 'Open as Digest');
    await window.notification('empty.md is empty.').waitFor();
  });
});

describe('a watched folder', () => {
  it('shows what is in it', async () => {
    await window.openView('Digest');
    await window
      .treeRow(/^A Watched Beginning/)
      .first()
      .waitFor();
  });

  it('shows a new and a changed file without a reload', async () => {
    mkdirSync(path.join(folder, 'sub'));
    writeFileSync(path.join(folder, 'sub', 'second.md'), article('A Second Arrival', '2026-05-04'));
    await window
      .treeRow(/^A Second Arrival/)
      .first()
      .waitFor();
    writeFileSync(path.join(folder, 'sub', 'second.md'), article('A Second Arrival, Renamed', '2026-05-04'));
    await window
      .treeRow(/^A Second Arrival, Renamed/)
      .first()
      .waitFor();
    expect(await window.treeRow(/^A Second Arrival/).count()).toBe(1);
  });

  it('marks an issue whose file is gone, and keeps it', async () => {
    rmSync(path.join(folder, 'first.md'));
    await window
      .treeRow(/^A Watched Beginning.*file gone/)
      .first()
      .waitFor();
  });

  it('says so when the folder vanishes, and recovers', async () => {
    renameSync(folder, `${folder}-away`);
    await window.treeRow(/Watched: folder not found/).waitFor();
    expect(await window.treeRow(/^A Second Arrival, Renamed/).count()).toBe(1);
    renameSync(`${folder}-away`, folder);
    await window.treeRow(/Watched: folder not found/).waitFor({ state: 'hidden' });
  });
});
