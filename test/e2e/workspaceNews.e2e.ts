// The news that concerns the project that is open: a Python service and a web side in one folder.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildersWeek } from '../fixtures/buildersWeek.js';
import type { Window } from '../vscode/window.js';
import { startSession } from './session.js';

const home = mkdtempSync(path.join(tmpdir(), 'digest-workspace-'));
const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
writeFileSync(path.join(home, 'week.md'), buildersWeek.replace('2026-05-02', yesterday));

const session = startSession({
  settings: { 'digest.sources': [{ folder: home, name: 'Guild Notes' }] },
  workspace: {
    'service/requirements.txt': 'vllm==0.9.1\nlangchain>=0.3\n',
    'web/package.json': JSON.stringify({ name: 'web', dependencies: { ai: '^5.0.0', '@modelcontextprotocol/sdk': '^1.17.0' } }),
  },
});

let window: Window;

beforeAll(async () => {
  ({ window } = session);
  await window.page.setViewportSize({ width: 1280, height: 900 });
  await window.openView('Digest');
  await window.widenSideBar(620);
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

const row = (title: string | RegExp) => window.treeRow(title).first();

const serving = 'Serving engines pack their batches tighter';
const chains = 'Chains become graphs';
const web = 'The web side speaks one protocol';

describe('the group of the workspace', () => {
  it('stands at the top when the workspace has been read, with the reason in each row', async () => {
    await row(/^For This Workspace, 3 sections, 3 unread/).waitFor();
    expect(await window.page.getByRole('treeitem').first().getAttribute('aria-label')).toMatch(/^For This Workspace/);
    await row(/^For This Workspace/).click();
    await row(new RegExp(`^${serving}, unread, vllm 0.9.1 in requirements.txt`)).waitFor();
    await row(new RegExp(`^${chains}, unread, langchain >=0.3 in requirements.txt`)).waitFor();
    await row(new RegExp(`^${web}, unread, ai \\^5.0.0 in package.json`)).waitFor();
    await window.screenshot('for-this-workspace-light');
  });

  it('says in the hover why, where, and what the section says', async () => {
    const hover = await window.hover(row(new RegExp(`^${serving}`)), 'vllm 0.9.1 in service/requirements.txt');
    expect(await hover.textContent()).toMatch(/A Week for Builders · Guild Notes.*vLLM 0\.10 keeps 38 % more requests in flight/s);
    await window.screenshot('for-this-workspace-hover');
    await window.movePointerAway();
  });

  it('opens the section by the keyboard, keeps its place when it is read, and copies its takeaways', async () => {
    await row(new RegExp(`^${serving}`)).focus();
    await row(/^For This Workspace/).click();
    await row(/^For This Workspace/).click();
    await window.page.keyboard.press('ArrowDown');
    await window.page.keyboard.press('Enter');
    await window.webview().getByRole('heading', { name: serving }).waitFor();
    await row(new RegExp(`^${serving}, read`)).waitFor();
    await row(/^For This Workspace, 3 sections$/).waitFor();
    await window.chooseFromContextMenu(row(new RegExp(`^${serving}`)), 'Copy Takeaways');
    await expect.poll(() => window.clipboard()).toContain('Measure with your own prompts');
    expect(await window.clipboard()).not.toContain('One form for tool calls');
    await window.useTheme('dark');
    await window.screenshot('for-this-workspace-dark');
  });

  it('is there as a list for the keyboard', async () => {
    await window.runCommand('Digest: News for This Workspace');
    await expect.poll(() => window.quickPickLabels(), { timeout: 20_000 }).toHaveLength(3);
    expect(await window.quickPickRow(serving).getAttribute('aria-label')).toMatch(/vllm 0\.9\.1 in requirements\.txt.*38 % more/s);
    await window.screenshot('workspace-news');
    await window.quickInput().fill('langchain');
    await window.page.keyboard.press('Enter');
    await window.webview().getByRole('heading', { name: chains }).waitFor();
  });

  it('follows what is installed', async () => {
    writeFileSync(path.join(session.server.workspace, 'service', 'requirements.txt'), 'vllm==0.9.2\n');
    await row(new RegExp(`^${serving}, read, vllm 0.9.2 in requirements.txt`)).waitFor();
    await row(new RegExp(`^${chains}, read, langchain`)).waitFor({ state: 'detached' });
  });
});
