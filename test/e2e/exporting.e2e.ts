// An issue as a file: from its row as HTML, from the reader as Markdown; the status bar says where, and opens it.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSession } from './session.js';
import type { Window } from '../vscode/window.js';

const bundled = /^The Inference Inflection/;
const folder = mkdtempSync(path.join(tmpdir(), 'digest-export-'));

let window: Window;

const session = startSession();

beforeAll(async () => {
  ({ window } = session);
  await window.openView('Digest');
  await window.treeRow(bundled).first().waitFor();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('exports a row as HTML under a name of its own, and says where it is', async () => {
  const file = path.join(folder, 'issue.html');
  await window.chooseFromContextMenu(window.treeRow(bundled).first(), 'Export as HTML…');
  await expect
    .poll(() => window.quickInput().inputValue(), { timeout: 30_000 })
    .toContain('2026-04-30 The Inference Inflection CPU Demand, Agent Harnesses, and the Race for Cheap Tokens.html');
  await window.screenshot('export-dialog');
  await window.answerFileDialog(file, 'OK');
  await window.statusBarItem(`Exported to ${folder}`).waitFor();
  await window.screenshot('export-done');
  expect(await window.page.locator('.notification-toast').count()).toBe(0);
  const page = await window.context.newPage();
  await page.goto(pathToFileURL(file).href);
  expect(await page.title()).toMatch(bundled);
  expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(36, 41, 47)');
  expect(await page.getByRole('button').count()).toBe(0);
  await page.close();
});

it('exports the issue of the reader as Markdown, beside the last file, and opens it', async () => {
  await window.treeRow(bundled).first().click();
  await window.webview().getByRole('heading', { level: 1 }).waitFor();
  await window.runCommand('Digest: Export as Markdown…');
  const file = path.join(folder, 'issue.md');
  await expect.poll(() => window.quickInput().inputValue(), { timeout: 30_000 }).toContain(path.join(folder, '2026-04-30'));
  await window.answerFileDialog(file, 'OK');
  await expect.poll(() => existsSync(file)).toBe(true);
  await window.statusBarItem('Exported to').click();
  await window.editorTab('issue.md').waitFor();
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(/^---\ntitle: "The Inference Inflection[^\n]*\n(?:.*\n)*publishedAt: "2026-04-30"\n(?:.*\n)*source: "Digest"\n/);
  expect(text).toContain('## Key Takeaways');
});
