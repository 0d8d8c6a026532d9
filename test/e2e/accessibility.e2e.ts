// Who reads with a screen reader, with a keyboard, in high contrast or very large: the page in the real VS Code, held against the
// rules of axe-core in the four default themes, and as narrow as a page at 400 %.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Frame } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../vscode/location.js';
import type { Theme, Window } from '../vscode/window.js';
import { startSession } from './session.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const loom = readFileSync(path.join(projectRoot, 'test', 'fixtures', 'pages', 'loom.md'), 'utf8');

const session = startSession({ workspace: { 'loom.md': loom } });

let window: Window;

beforeAll(async () => {
  session.server.writeSettings({ 'digest.sources': [{ folder: session.server.workspace, name: 'Guild' }] });
  ({ window } = session);
  await window.reload();
  await window.openView('Digest');
  await window.treeRow(/^Everything a page can hold/).waitFor();
});

/** The frame of the page that is on show; another one after each of its lives. */
async function pageFrame(): Promise<Frame> {
  const body = await window.webview().locator('body').elementHandle();
  const frame = await body?.ownerFrame();
  if (!frame) throw new Error('There is no page.');
  return frame;
}

/** What axe finds wrong, each with the markup that it found it at. */
async function violations(): Promise<readonly string[]> {
  const frame = await pageFrame();
  await frame.evaluate(axe);
  const found = await frame.evaluate<AxeResults>('axe.run(document, { iframes: false, resultTypes: ["violations"] })');
  expect(found.passes.length).toBeGreaterThan(10);
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`));
}

async function open(title: RegExp): Promise<void> {
  await window.treeRow(title).first().click();
  await window.webview().getByRole('heading', { level: 1, name: title }).waitFor();
  await window.movePointerAway();
}

describe.each<Theme>(['light', 'dark', 'highContrast', 'highContrastLight'])('in the theme %s', (theme) => {
  beforeAll(() => window.useTheme(theme));

  it.each([
    ['the bundled issue', /^The Inference Inflection/],
    ['an issue with everything that a page can hold', /^Everything a page can hold/],
  ])('axe finds nothing in %s', async (_name, title) => {
    await open(title);
    expect(await violations()).toEqual([]);
  });
});

describe('a page as narrow as 320 pixels', () => {
  it('has nothing hanging out of it and loses nothing', async () => {
    await open(/^Everything a page can hold/);
    const frame = await pageFrame();
    const wide = await frame.evaluate(() => document.body.innerText.length);
    await window.runCommand('View: Toggle Primary Side Bar Visibility');
    await window.page.setViewportSize({ width: 370, height: 800 });
    await expect.poll(() => frame.evaluate(() => innerWidth)).toBeLessThanOrEqual(322);
    expect(await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    // The list of contents is folded there.
    const folded = await frame.evaluate(() => document.querySelector('nav.contents ol')?.textContent.length ?? 0);
    expect(await frame.evaluate(() => document.body.innerText.length)).toBeGreaterThanOrEqual(wide - folded - 50);
    expect(await violations()).toEqual([]);
    await window.screenshot('narrow');
  });
});
