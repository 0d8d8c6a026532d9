// The packaged extension in a real workbench: its view opens and shows the bundled issue, which opens in the reader.
import { expect, test } from 'vitest';
import { startSession } from './session.js';

const session = startSession();
const issue = /The Inference Inflection/;

test('the view shows the bundled issue', async () => {
  await session.window.openView('Digest');
  await session.window.expandRow(/April 2026/);
  await session.window.treeRow(issue).waitFor();
});

test('a click on the issue shows it in the reader', async () => {
  const { window } = session;
  await window.treeRow(issue).click();
  await window.webview().getByRole('heading', { level: 1, name: issue }).waitFor();
  await window.editorTab(issue).waitFor();
  expect(await window.webview().locator('body').innerText()).toContain('TLDR');
});
