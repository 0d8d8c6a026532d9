// The packaged extension in a real workbench: its view opens and shows the bundled issue, which opens in the reader.
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { packagedExtension } from '../vscode/location.js';
import { type Server, launchServer } from '../vscode/server.js';
import { type Window, launchBrowser, openWindow } from '../vscode/window.js';

const issue = /The Inference Inflection/;

let server: Server;
let browser: Browser;
let window: Window;

beforeAll(async () => {
  server = await launchServer({ extensions: [packagedExtension()] });
  browser = await launchBrowser();
  window = await openWindow(browser, server);
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await window.report(task.name);
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

test('the view shows the bundled issue', async () => {
  await window.openView('Digest');
  await window.expandRow(/April 2026/);
  await window.treeRow(issue).waitFor();
});

test('a click on the issue shows it in the reader', async () => {
  await window.treeRow(issue).click();
  await window.webview().getByRole('heading', { level: 1, name: issue }).waitFor();
  await window.editorTab(issue).waitFor();
  expect(await window.webview().locator('body').innerText()).toContain('TLDR');
});
