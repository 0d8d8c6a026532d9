// Who reads with a screen reader, with a keyboard, in high contrast or very large: the page in the real VS Code, held against the
// rules of axe-core in the four default themes, and as narrow as a page at 400 %.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../vscode/location.js';
import type { Theme, Window } from '../vscode/window.js';
import { pageFrame, violations } from './axe.js';
import { startSession } from './session.js';

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
    expect(await violations(window)).toEqual([]);
  });
});

describe('a page as narrow as 320 pixels', () => {
  it('has nothing hanging out of it and loses nothing', async () => {
    await open(/^Everything a page can hold/);
    const frame = await pageFrame(window);
    const wide = await frame.evaluate(() => document.body.innerText.length);
    await window.runCommand('View: Toggle Primary Side Bar Visibility');
    await window.page.setViewportSize({ width: 370, height: 800 });
    await expect.poll(() => frame.evaluate(() => innerWidth)).toBeLessThanOrEqual(322);
    expect(await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    // The list of contents is folded there.
    const folded = await frame.evaluate(() => document.querySelector('nav.contents ol')?.textContent.length ?? 0);
    expect(await frame.evaluate(() => document.body.innerText.length)).toBeGreaterThanOrEqual(wide - folded - 50);
    expect(await violations(window)).toEqual([]);
    await window.screenshot('narrow');
  });
});
