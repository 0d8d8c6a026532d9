// The first minutes: nothing opens by itself; *Get Started* opens the walkthrough, whose steps tick themselves off as they are done.
// With `DIGEST_PICTURES=1` its pictures are taken anew.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../vscode/location.js';
import { startSession } from './session.js';
import type { Window } from '../vscode/window.js';

const bundled = /^The Inference Inflection/;

let window: Window;

const session = startSession({ settings: { 'workbench.welcomePage.walkthroughs.openOnInstall': true } });

beforeAll(async () => {
  ({ window } = session);
  // Beside a narrow list of steps VS Code shows no pictures.
  await window.page.setViewportSize({ width: 1600, height: 900 });
});

function steps(): Locator {
  return window.page.locator('.gettingStartedContainer .getting-started-step');
}

/** Titles of the steps that are ticked off. */
async function done(): Promise<readonly string[]> {
  return window.page.locator('.getting-started-step:has(.codicon.complete) .step-title').allTextContents();
}

describe('the walkthrough', () => {
  it('does not open by itself, nor does anything else', async () => {
    await window.openView('Digest');
    await window.treeRow(bundled).first().waitFor();
    expect(await window.page.locator('.tabs-container .tab').count()).toBe(0);
    expect(await window.page.locator('.notification-toast').count()).toBe(0);
  });

  it('is opened by Get Started, with its steps and their pictures', async () => {
    await window.runCommand('Digest: Get Started');
    await steps().first().waitFor();
    expect(await steps().locator('.step-title').allTextContents()).toEqual([
      'Browse and read',
      'Hover to preview',
      'Take the takeaways along',
      'Add your sources',
      'Read without the mouse',
    ]);
    for (const title of ['Hover to preview', 'Take the takeaways along', 'Add your sources', 'Read without the mouse', 'Browse and read']) {
      await steps().filter({ hasText: title }).click();
      const picture = window.page.locator('.getting-started-media img').first();
      await expect
        .poll(() => picture.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0)))
        .toBeGreaterThan(300);
      await window.screenshot(`walkthrough-${title.replaceAll(' ', '-').toLowerCase()}`);
    }
    expect(await done()).toEqual([]);
  });

  it('ticks off what was done', async () => {
    await window.hover(window.treeRow(bundled).first(), /min read/);
    await window.movePointerAway();
    await expect.poll(done).toEqual(['Hover to preview']);
    await window.runCommand('Digest: Show Takeaways');
    await window.quickPickLabels();
    await window.page.keyboard.press('Escape');
    await expect.poll(done).toEqual(['Hover to preview', 'Take the takeaways along']);
    await window.treeRow(bundled).first().click();
    await window.webview().getByRole('heading', { level: 1 }).waitFor();
    await window.editorTab(/^Welcome/).click();
    await expect.poll(done).toEqual(['Browse and read', 'Hover to preview', 'Take the takeaways along']);
    await window.screenshot('walkthrough-done');
  });
});

// Where nobody wants them they are no tests, so none is counted as left out.
if (process.env['DIGEST_PICTURES'] === '1')
  describe('the pictures', () => {
    let shown: Window;

    beforeAll(async () => {
      shown = await session.openWindow({ width: 900, height: 560, scale: 1.25 });
      await shown.openView('Digest');
      await shown.expandRow(bundled);
      await shown.page.locator('.sidebar').getByRole('button', { name: 'Sources Section' }).click();
      await shown.widenSideBar(330);
      await shown.treeRow(/^TLDR/).click();
      await shown.webview().getByRole('heading', { level: 1 }).waitFor();
      await shown.movePointerAway();
    });

    describe.each(['dark', 'light'] as const)('%s', (theme) => {
      beforeAll(() => shown.useTheme(theme));

      it('browse', async () => {
        await takePicture(shown, `browse-${theme}`, { x: 0, y: 0, width: 900, height: 410 });
      });

      it('hover', async () => {
        const hover = await shown.hover(shown.treeRow(/^Section: Harness Engineering/), /Terminal-Bench/);
        await expect.poll(() => hover.evaluate((element) => element.getAnimations({ subtree: true }).length)).toBe(0);
        await takePicture(shown, `hover-${theme}`, { x: 48, y: 0, width: 790, height: 450 });
        await shown.movePointerAway();
      });

      it('takeaways', async () => {
        await shown.runCommand('Digest: Show Takeaways');
        await shown.quickPickLabels();
        await takePicture(shown, `takeaways-${theme}`, await aroundQuickPick(shown));
        await shown.page.keyboard.press('Escape');
      });

      it('sources', async () => {
        await shown.runCommand('Digest: Choose Sources…');
        await shown.quickPickLabels();
        await takePicture(shown, `sources-${theme}`, await aroundQuickPick(shown));
        await shown.page.keyboard.press('Escape');
      });

      it('keys', async () => {
        await shown.runCommand('Digest: Keyboard Shortcuts…');
        await shown.page.locator('.keybindings-editor .monaco-list-row', { hasText: 'Digest: Copy' }).first().waitFor();
        await shown.page.mouse.move(830, 500);
        await takePicture(shown, `keys-${theme}`, { x: 330, y: 0, width: 570, height: 410 });
        await shown.runCommand('View: Close Editor');
      });
    });
  });

interface Clip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

async function aroundQuickPick({ page }: Window): Promise<Clip> {
  await page.mouse.move(830, 500);
  const box = await page.locator('.quick-input-widget').boundingBox();
  if (!box) throw new Error('There is no quick pick.');
  return { x: box.x - 24, y: 0, width: box.width + 48, height: box.y + box.height + 24 };
}

/** Keeps a part of the window as WebP, which is a fraction of a PNG. */
async function takePicture({ page, context }: Window, name: string, clip: Clip): Promise<void> {
  const png = await page.screenshot({ clip });
  const blank = await context.newPage();
  const webp = await blank.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    canvas.getContext('2d')?.drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', 0.5).replace(/^.*,/, '');
  }, png.toString('base64'));
  await blank.close();
  const folder = path.join(projectRoot, 'media', 'walkthrough');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${name}.webp`), Buffer.from(webp, 'base64'));
}
