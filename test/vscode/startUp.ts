// What `npm start` does with a served VS Code: opens one on the person's profile, or proves that one shows the issue.
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { libraryFile } from '../../src/library/open.js';
import { copyGeneratedLibrary } from '../bench/generatedLibrary.js';
import { projectRoot } from './location.js';
import { type Server, launchServer } from './server.js';
import { launchBrowser, openWindow } from './window.js';

/**
 * A VS Code that keeps its settings and its library from one start to the next, with the checkout as its extension. With
 * `librarySize` another one, which begins with a generated library of so many issues.
 */
export async function startForPerson(librarySize?: number): Promise<Server> {
  const profile = path.join(projectRoot, '.vscode-real', librarySize === undefined ? 'profile' : `profile-${librarySize}`);
  mkdirSync(profile, { recursive: true });
  const server = await launchServer({ extensions: [projectRoot], profile, workspace: projectRoot });
  const storage = server.storageOf('digest-reader.digest');
  if (librarySize !== undefined && !existsSync(libraryFile(storage))) copyGeneratedLibrary(storage, { seed: 2026, count: librarySize });
  return server;
}

/** Opens the Digest view in a fresh VS Code and waits for the row of the issue `title`; gives a screenshot's path. */
export async function checkStart(title: string): Promise<string> {
  const server = await launchServer({ extensions: [projectRoot] });
  const browser = await launchBrowser();
  try {
    const window = await openWindow(browser, server);
    try {
      await window.openView('Digest');
      const group = window.page.locator('.sidebar').getByRole('treeitem').first();
      await group.waitFor();
      const row = window.treeRow(title);
      if ((await row.count()) === 0 && (await group.getAttribute('aria-expanded')) === 'false') await group.click();
      await row.first().waitFor();
      return await window.screenshot('start');
    } catch (error) {
      throw new Error(`The issue did not appear; see ${await window.report('start')}`, { cause: error });
    }
  } finally {
    await browser.close();
    await server.close();
  }
}
