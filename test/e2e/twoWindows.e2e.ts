// Two windows share one library: what one does, the other shows.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packagedExtension } from '../vscode/location.js';
import { launchServer, type Server } from '../vscode/server.js';
import { launchBrowser, openWindow, type Window } from '../vscode/window.js';

let server: Server;
let browser: Browser;
let first: Window;
let second: Window;

beforeAll(async () => {
  server = await launchServer({ extensions: [packagedExtension()] });
  browser = await launchBrowser();
  first = await openWindow(browser, server);
  second = await openWindow(browser, server, { beside: first });
  await first.openView('Digest');
  await second.openView('Digest');
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const spoken = (window: Window) =>
  window
    .treeRow(/^The Inference Inflection/)
    .first()
    .getAttribute('aria-label');

describe('two windows on one library', () => {
  it('show the bundled issue once each', async () => {
    for (const window of [first, second]) {
      await window
        .treeRow(/^The Inference Inflection/)
        .first()
        .waitFor();
      expect(await window.treeRow(/^The Inference Inflection/).count()).toBe(1);
    }
  });

  it('show a star that the other one set', async () => {
    const row = first.treeRow(/^The Inference Inflection/).first();
    await row.hover();
    await row.getByRole('button', { name: 'Star' }).click();
    await expect.poll(() => spoken(second), { timeout: 30_000 }).toContain('starred');
  });

  it('show an issue that the other one imported', async () => {
    await second.page.bringToFront();
    await second.writeClipboard('# A Note between Windows\n\n## Only Section\n\nWritten in one, read in the other.\n');
    await second.runCommand('Digest: Import Issue…');
    await second.quickPickRow('Clipboard').click();
    await second
      .treeRow(/^A Note between Windows/)
      .first()
      .waitFor();
    await first
      .treeRow(/^A Note between Windows/)
      .first()
      .waitFor();
  });
});
