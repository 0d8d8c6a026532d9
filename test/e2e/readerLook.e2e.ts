// A person sets up the page for their eyes: font, size and line by the settings, essentials only by command; and copies code.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Theme, Window } from '../vscode/window.js';
import { startSession } from './session.js';

const folder = mkdtempSync(path.join(tmpdir(), 'digest-look-'));
const prose = 'The harbour pilots wrote their log by hand, and every evening somebody typed the day into the book of the port. ';
const code = 'import os\n\ndef weave(threads: int) -> str:\n    # evenly\n    return f"{threads} < {os.name}"';

writeFileSync(
  path.join(folder, 'loom.md'),
  [
    '---\ntitle: "A loom in twenty lines"\npublishedAt: "2026-05-09"\n---',
    '## TLDR\n\nIt weaves.',
    `## The code\n\n${prose.repeat(4)}[^1]\n\n\`\`\`python\n${code}\n\`\`\`\n\n${prose}\n\n\`\`\`\nplain\n\`\`\`\n\n[^1]: They did it for years.`,
    `## What it cost\n\n${prose.repeat(8)}\n\n**Key takeaways:**\n\n- Threads are cheap\n`,
    `## What was left\n\n${prose.repeat(8)}`,
  ].join('\n\n'),
);
const sources = { 'digest.sources': [{ folder, name: 'Mill' }] };
const session = startSession({ settings: sources });

let window: Window;

beforeAll(async () => {
  ({ window } = session);
  await window.page.setViewportSize({ width: 1400, height: 1000 });
  await window.openView('Digest');
  await window.treeRow(/^A loom in twenty lines/).click();
  await window.webview().getByRole('heading', { level: 1 }).waitFor();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const style = (selector: string, name: string) =>
  window
    .webview()
    .locator(selector)
    .first()
    .evaluate((element, property) => getComputedStyle(element).getPropertyValue(property), name);

describe('code', () => {
  it('is coloured for each kind of theme', async () => {
    const seen = new Set<string>();
    for (const theme of ['dark', 'light', 'highContrast', 'highContrastLight'] satisfies Theme[]) {
      await window.useTheme(theme);
      seen.add(await style('.code-keyword', 'color'));
      await window.screenshot(`code-${theme}`);
    }
    expect(seen.size).toBe(4);
  });

  it('is copied as it stands, and the button says so', async () => {
    const block = window.webview().locator('.code').first();
    await block.hover();
    await block.getByRole('button', { name: 'Copy this code' }).click();
    await window.statusBarItem('Code copied').waitFor();
    expect(await window.clipboard()).toBe(code);
  });
});

const text = () => window.webview().getByText('The harbour pilots').first();

describe('the essentials', () => {
  it('are shown by command, also after a reload, until all is wanted again', async () => {
    await window.runCommand('Digest: Show Essentials Only');
    await expect.poll(() => text().isVisible()).toBe(false);
    await window.webview().getByText('Threads are cheap').waitFor();
    await window.screenshot('essentials');
    await window.reload();
    await window.webview().getByText('Threads are cheap').waitFor();
    await expect.poll(() => text().isVisible()).toBe(false);
    await window.webview().locator('.contents a', { hasText: 'What was left' }).click();
    await expect.poll(() => window.webview().locator('#at-what-was-left').isVisible()).toBe(true);
    await window.runCommand('Digest: Show Whole Issue');
    await expect.poll(() => text().isVisible()).toBe(true);
  });
});

describe('the settings', () => {
  it('change the page at once, and are there from the first paint of the next window', async () => {
    await window.applySettings({
      ...sources,
      'digest.reader.fontFamily': 'monospace',
      'digest.reader.fontSize': 21,
      'digest.reader.lineWidth': 50,
    });
    await window.webview().getByRole('heading', { level: 1 }).waitFor();
    await expect.poll(() => style('body', 'font-size')).toBe('21px');
    expect(await style('body', 'font-family')).toMatch(/^monospace/);
    await window.screenshot('look-own');
    await window.reload();
    await window.webview().getByRole('heading', { level: 1 }).waitFor();
    expect(await style('body', 'font-size')).toBe('21px');
  });
});
