// Pictures of the extension in the four kinds of theme, for people to look at, and those of the README. What can be measured in
// them is: the page takes its colours from the theme, and nothing hangs out of it.
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../vscode/location.js';
import { startSession } from './session.js';
import type { Theme, Window } from '../vscode/window.js';

/** Pictures that the README shows, written anew by `DIGEST_PICTURES=1 npm test -- e2e`. */
const readmePictures = process.env['DIGEST_PICTURES'] === '1' ? ['reader-dark', 'hover-light', 'palette-dark', 'reader-highContrast'] : [];

let window: Window;

const session = startSession();

beforeAll(async () => {
  ({ window } = session);
  await window.page.setViewportSize({ width: 1400, height: 860 });
  await window.openView('Digest');
  await window.widenSideBar(430);
  await window.expandRow(/^The Inference Inflection/);
  await window.treeRow(/^TLDR/).click();
  await window.webview().getByRole('heading', { level: 1 }).waitFor();
});

const seen = new Map<Theme, string>();

async function picture(name: string): Promise<void> {
  const file = await window.screenshot(name);
  if (readmePictures.includes(name)) {
    const folder = path.join(projectRoot, 'docs', 'pictures');
    mkdirSync(folder, { recursive: true });
    copyFileSync(file, path.join(folder, `${name}.png`));
  }
}

describe.each<Theme>(['dark', 'light', 'highContrast', 'highContrastLight'])('in the theme %s', (theme) => {
  beforeAll(async () => {
    await window.useTheme(theme);
  });

  it('reads in the colours of the theme', async () => {
    const page = window.webview().locator('body');
    await page.evaluate(() => scrollTo(0, 0));
    await window.movePointerAway();
    seen.set(theme, await page.evaluate((body) => `${getComputedStyle(body).color} on ${getComputedStyle(body).backgroundColor}`));
    expect(await page.evaluate((body) => body.scrollWidth <= body.clientWidth)).toBe(true);
    await picture(`reader-${theme}`);
  });

  it('previews a section', async () => {
    const hover = await window.hover(window.treeRow(/^Section: Harness Engineering/), /Terminal-Bench/);
    await expect.poll(() => hover.evaluate((element) => element.getAnimations({ subtree: true }).length)).toBe(0);
    await picture(`hover-${theme}`);
    await window.movePointerAway();
  });
});

describe('the page', () => {
  it('has other colours in other themes', () => {
    expect(new Set(seen.values()).size).toBe(4);
  });

  it('shows takeaways that can be copied', async () => {
    await window.useTheme('light');
    await window.treeRow(/^Key Takeaways/).click();
    await window.webview().locator('#at-key-takeaways').waitFor();
    await window.page.waitForTimeout(600);
    await picture('takeaways-light');
  });

  it('lists the takeaways in the palette', async () => {
    await window.useTheme('dark');
    await window.runCommand('Digest: Show Takeaways');
    expect(await window.quickPickLabels()).toHaveLength(5);
    await picture('palette-dark');
    await window.page.keyboard.press('Escape');
  });
});
