// What a person sees of a library that was damaged, and of one that cannot be written.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillLibrary, markOf, overwrite, pageSize, pagesOf } from '../unit/library/salvage/damage.js';
import { packagedExtension } from '../vscode/location.js';
import { launchServer, type Server } from '../vscode/server.js';
import { launchBrowser, openWindow, type Window } from '../vscode/window.js';

const extensionId = 'digest-reader.digest';

let server: Server;
let browser: Browser;
let window: Window;
let file: string;

beforeAll(async () => {
  server = await launchServer({ extensions: [packagedExtension()] });
  const storage = server.storageOf(extensionId);
  mkdirSync(storage, { recursive: true });
  fillLibrary(storage, 400);
  file = path.join(storage, 'library.db');
  for (const page of pagesOf(file, 'page of a table', markOf(200))) overwrite(file, page * pageSize, Buffer.alloc(pageSize));
  // Without its first bytes it cannot even be opened.
  overwrite(file, 0, Buffer.alloc(100));
  browser = await launchBrowser();
  window = await openWindow(browser, server);
  await window.openView('Digest');
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

describe('a damaged library', () => {
  it('is there again, says what came back, and says it no more once that is dismissed', async () => {
    const news = window.treeRow(/^Library repaired: all 400 issues, all 20 stars/);
    await news.waitFor();
    await window.treeRow(/^April 2026/).waitFor();
    const hover = await window.hover(news, 'The broken file is kept as');
    expect(await hover.textContent()).toMatch(/\d+ issues lost parts of their text/);
    await window.screenshot('library-salvaged');
    await window.movePointerAway();
    await window.reload();
    await news.waitFor();
    await news.click();
    await news.waitFor({ state: 'detached' });
    expect(readdirSync(path.dirname(file)).filter((name) => /^library\.broken-[\d-]+\.db$/.test(name))).toHaveLength(1);
  });
});

describe('a library that another program locks', () => {
  it('is read, says why nothing is saved, in answer to a command too, until the lock is gone', async () => {
    const program = `
      const db = new (require('node:sqlite').DatabaseSync)(process.argv[1], { timeout: 20000 });
      db.exec('BEGIN IMMEDIATE');
      process.stdout.write('locked');
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ['--no-warnings', '-e', program, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      await once(child.stdout, 'data');
      await window.expandRow(/^April 2026/);
      const first = await window
        .treeRow(/^Issue \d+, unread/)
        .first()
        .getAttribute('aria-label');
      const [title = ''] = first?.split(',') ?? [];
      const issue = window.treeRow(new RegExp(`^${title},`));
      await window.chooseFromContextMenu(issue, 'Mark as Read');
      await window.page.getByText('This could not be saved: another program locks the library.').first().waitFor();
      const row = window.treeRow(/^Another program locks the library/);
      await row.waitFor();
      await window.hover(row, 'what you mark now is not kept');
      await window.screenshot('library-locked');
      await window.movePointerAway();
      child.kill('SIGKILL');
      await once(child, 'close');
      await row.click();
      await row.waitFor({ state: 'detached' });
      await window.chooseFromContextMenu(issue, 'Mark as Read');
      await window.treeRow(new RegExp(`^${title}, read`)).waitFor();
    } finally {
      child.kill('SIGKILL');
    }
  });
});
