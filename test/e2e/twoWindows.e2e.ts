// Two windows share one library: what one does, the other shows.
import { beforeAll, describe, expect, it } from 'vitest';
import { startSession } from './session.js';
import type { Window } from '../vscode/window.js';

let first: Window;
let second: Window;

const session = startSession();

beforeAll(async () => {
  first = session.window;
  second = await session.openWindow({ beside: first });
  await first.openView('Digest');
  await second.openView('Digest');
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
