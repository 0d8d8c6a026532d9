// What `npm start` does with a served VS Code: opens one on the person's profile, or proves that one shows the issue.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './location.js';
import { type Server, launchServer } from './server.js';
import { launchBrowser, openWindow } from './window.js';

/** A VS Code that keeps its settings and its library from one start to the next, with the checkout as its extension. */
export async function startForPerson(): Promise<Server> {
  const profile = path.join(projectRoot, '.vscode-real', 'profile');
  mkdirSync(profile, { recursive: true });
  return launchServer({ extensions: [projectRoot], profile, workspace: projectRoot });
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
