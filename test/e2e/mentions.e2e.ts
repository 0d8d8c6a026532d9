// A person finds at the end of an issue which others link to the same page, and goes there.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Window } from '../vscode/window.js';
import { startSession } from './session.js';

const folder = mkdtempSync(path.join(tmpdir(), 'digest-mentions-'));

const filler = 'The harbour pilots wrote their log by hand, and every evening somebody typed the day into the book of the port.\n\n';

function write(name: string, day: string, title: string, sections: string): void {
  writeFileSync(path.join(folder, `${name}.md`), `---\ntitle: "${title}"\npublishedAt: "${day}"\n---\n\n${sections}\n`);
}

write(
  'asked',
  '2026-05-09',
  'Looms this week',
  `## First\n\nRead [the loom paper](https://example.com/loom?utm_source=week).\n\n${filler}`,
);
write(
  'other',
  '2026-05-02',
  'Letters from the mill',
  `## Alpha\n\n${filler.repeat(20)}\n\n## Omega\n\nOn [looms](http://www.example.com/loom/#tables), late.\n\n${filler.repeat(20)}`,
);
write('alone', '2026-05-01', 'Nothing in common', '## First\n\nSee [bobbins](https://example.com/bobbins).\n');

const session = startSession({ settings: { 'digest.sources': [{ folder, name: 'Mill' }] } });

let window: Window;

beforeAll(async () => {
  ({ window } = session);
  await window.openView('Digest');
  await window.treeRow(/^Looms this week/).waitFor();
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const heading = () => window.webview().getByRole('heading', { name: 'Also Mentioned In' });

it('names the other issue below the one that is read', async () => {
  await window.treeRow(/^Looms this week/).click();
  await heading().waitFor();
  const mention = window.webview().getByRole('button', { name: /Letters from the mill/ });
  expect(await mention.innerText()).toMatch(/Letters from the mill\s+Mill · May 2, 2026/);
  await mention.scrollIntoViewIfNeeded();
  await window.screenshot('mentions-dark');
});

it('goes to the section that has the link, by keyboard', async () => {
  await window
    .webview()
    .getByRole('button', { name: /Letters from the mill/ })
    .press('Enter');
  const section = window.webview().getByRole('heading', { name: 'Omega' });
  await section.waitFor();
  await expect
    .poll(() => section.evaluate((element) => Math.abs(element.getBoundingClientRect().top)), { timeout: 20_000 })
    .toBeLessThan(150);
  await window
    .webview()
    .getByRole('button', { name: /Looms this week/ })
    .waitFor();
});

it('shows nothing of the kind where nothing is in common', async () => {
  await window.treeRow(/^Nothing in common/).click();
  await window.webview().getByRole('heading', { name: 'Nothing in common' }).waitFor();
  // What is read for a moment is marked: by then the page has told that it is painted, and was answered.
  await expect.poll(() => window.treeRow(/^Nothing in common/).getAttribute('aria-label'), { timeout: 30_000 }).not.toContain('unread');
  expect(await heading().count()).toBe(0);
});
