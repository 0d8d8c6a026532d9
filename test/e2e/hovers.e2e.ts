// A person points at dependencies, imports and model ids in four ecosystems, and reads what issues say of them.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stackWeek } from '../fixtures/stackWeek.js';
import { projectRoot } from '../vscode/location.js';
import type { Window } from '../vscode/window.js';
import { startSession } from './session.js';

const home = mkdtempSync(path.join(tmpdir(), 'digest-hovers-'));
const workspace = path.join(home, 'workspace');
const issues = path.join(home, 'issues');
cpSync(path.join(projectRoot, 'test', 'fixtures', 'workspaces'), workspace, { recursive: true });
cpSync(path.join(projectRoot, 'test', 'fixtures', 'issues', 'essay.md'), path.join(issues, 'essay.md'));
writeFileSync(path.join(issues, 'week.md'), stackWeek(new Date().toISOString().slice(0, 10)));

const session = startSession({
  settings: { 'digest.sources': [{ folder: issues, name: 'Guild Notes' }], '[rust]': { 'digest.hovers.enabled': false } },
  workspace,
});

let window: Window;

beforeAll(async () => {
  ({ window } = session);
  await window.openView('Digest');
  await window.treeRow(/^What the Stack Did This Week/).waitFor();
  // Read, and found in the library.
  await window
    .treeRow(/^For This Workspace/)
    .first()
    .waitFor();
  await window.useTheme('dark');
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

async function open(file: string): Promise<void> {
  const name = path.basename(file);
  const isInFront = async (): Promise<boolean> => {
    // What was typed last stands in the list for a moment, and a click may come to nothing.
    await window.page.keyboard.press('ControlOrMeta+p');
    await window.quickInput().fill(file);
    await window.quickPickRow(name).click();
    return window.page
      .locator('.tabs-container .tab.active')
      .filter({ hasText: name })
      .waitFor({ timeout: 5_000 })
      .then(
        () => true,
        () => false,
      );
  };
  await expect.poll(isInFront, { timeout: 60_000 }).toBe(true);
}

/** Rests on a word of the editor that is in front until its hover matches; what was read a moment ago may come a moment later. */
async function hoverOver(word: string, text: string | RegExp) {
  const line = window.page.locator('.editor-instance .view-line', { hasText: word }).first();
  await line.waitFor();
  const hover = window.page.locator('.monaco-hover:visible').filter({ hasText: text }).first();
  const isSeen = async (): Promise<boolean> => {
    await window.page.mouse.move(640, 2);
    await point(line, word);
    return hover.waitFor({ timeout: 2_000 }).then(
      () => true,
      () => false,
    );
  };
  await expect.poll(isSeen, { timeout: 60_000, interval: 500 }).toBe(true);
  return hover;
}

/** Puts the pointer on the middle of a word. */
async function point(line: ReturnType<Window['treeRow']>, word: string): Promise<void> {
  const place = await line.evaluate((element, sought) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let before = '';
    const nodes: Text[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) if (node instanceof Text) nodes.push(node);
    const start =
      nodes
        .map((node) => node.data)
        .join('')
        .replaceAll('\u00a0', ' ')
        .indexOf(sought) +
      sought.length / 2;
    for (const node of nodes) {
      if (before.length + node.data.length > start) {
        const range = document.createRange();
        range.setStart(node, Math.floor(start - before.length));
        range.setEnd(node, Math.floor(start - before.length) + 1);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
      before += node.data;
    }
    return { x: 0, y: 0 };
  }, word);
  await window.page.mouse.move(place.x, place.y, { steps: 3 });
}

describe('a hover', () => {
  it('over a dependency says what is installed, and the sentence with its figures', async () => {
    await open('python/requirements.txt');
    const hover = await hoverOver('vllm', /2\.1 times as many requests/);
    const text = await hover.innerText();
    expect(text).toContain('vLLM');
    expect(text).toMatch(/installed 0\.9\.\d/);
    expect(text).toMatch(/\d{4} · Guild Notes · vLLM halves the wait/);
    await window.screenshot('hover-dependency-dark');
    await hover
      .getByText('Open 1', { exact: true })
      .or(hover.getByText('Open', { exact: true }))
      .first()
      .click();
    await window.webview().getByRole('heading', { name: 'vLLM halves the wait for the first word' }).waitFor();
  });

  it('over an import, and over the id of a model', async () => {
    await open('triage/classify.py');
    await hoverOver('langchain.prompts', /14 classes/);
    await window.screenshot('hover-import-dark');
    await hoverOver('gpt-4o-mini', /\$0\.15 per million tokens/);
    await window.screenshot('hover-model-dark');
  });

  it('in manifests of other ecosystems', async () => {
    await open('node/package.json');
    await hoverOver('"ai"', /21 providers/);
    await hoverOver('@modelcontextprotocol/sdk', /sessions that survive/);
    await open('rust/Cargo.toml');
    await hoverOver('tokio = {', /30 % fewer threads/);
    await open('go/go.mod');
    await hoverOver('github.com/ollama/ollama', /starts in 3 seconds/);
  });

  it('knows what was typed a moment ago', async () => {
    await open('python/requirements-dev.txt');
    await window.page.locator('.editor-instance .view-line').first().click();
    await window.page.keyboard.press('ControlOrMeta+Home');
    await window.page.keyboard.type('ollama\n');
    await hoverOver('ollama', /starts in 3 seconds/);
  });

  it('leads to the search, follows the topic, and shows its page', async () => {
    await open('python/requirements.txt');
    await (await hoverOver('vllm', 'Search')).getByText('Search', { exact: true }).click();
    await expect.poll(() => window.quickInput().inputValue(), { timeout: 20_000 }).toBe('vLLM');
    await window.page.keyboard.press('Escape');
    await (await hoverOver('vllm', 'Follow Topic')).getByText('Follow Topic', { exact: true }).click();
    await window
      .treeRow(/^Followed Topics/)
      .first()
      .waitFor();
    await hoverOver('vllm', 'Unfollow Topic');
    await (await hoverOver('vllm', 'Show Topic')).getByText('Show Topic', { exact: true }).click();
    await window.webview().getByRole('heading', { name: 'vLLM', exact: true }).waitFor();
  });

  it('can be used with the keyboard alone', async () => {
    await open('python/requirements.txt');
    await window.page
      .locator('.editor-instance .view-line', { hasText: 'vllm' })
      .first()
      .click({ position: { x: 4, y: 8 } });
    await window.movePointerAway();
    await window.page.keyboard.press('ControlOrMeta+k');
    await window.page.keyboard.press('ControlOrMeta+i');
    const hover = window.page.locator('.monaco-hover:visible').filter({ hasText: '2.1 times' }).first();
    await hover.waitFor();
    // The first press shows it, the second one goes into it.
    await window.page.keyboard.press('ControlOrMeta+k');
    await window.page.keyboard.press('ControlOrMeta+i');
    const focused = () => window.page.evaluate(() => document.activeElement?.textContent ?? '');
    await expect
      .poll(async () => {
        await window.page.keyboard.press('Tab');
        return focused();
      })
      .toBe('Open 1');
    await window.page.keyboard.press('Enter');
    await window.webview().getByRole('heading', { name: 'vLLM halves the wait for the first word' }).waitFor();
  });

  it('has its news at the top of the issues as soon as a manifest names it', async () => {
    writeFileSync(path.join(workspace, 'python', 'requirements-dev.txt'), 'vllm\n');
    rmSync(path.join(workspace, 'go'), { recursive: true });
    rmSync(path.join(workspace, 'node', 'Dockerfile'));
    await window
      .treeRow(/^For This Workspace/)
      .first()
      .click();
    await window
      .treeRow(/^vLLM halves the wait/)
      .first()
      .waitFor();
    await window
      .treeRow(/^Ollama loads/)
      .first()
      .waitFor({ state: 'detached' });
    mkdirSync(path.join(workspace, 'late'));
    writeFileSync(path.join(workspace, 'late', 'requirements.txt'), 'ollama\n');
    await window
      .treeRow(/^Ollama loads/)
      .first()
      .waitFor();
    await window.screenshot('hover-workspace-changed');
  });

  it('is silent where a language has it turned off, and over anything else', async () => {
    await open('rust/src/main.rs');
    const line = window.page.locator('.editor-instance .view-line', { hasText: 'tokio' }).first();
    await line.waitFor();
    await point(line, 'tokio');
    await window.page.waitForTimeout(3_000);
    expect(await window.page.locator('.monaco-hover:visible').filter({ hasText: 'threads' }).count()).toBe(0);
  });

  it('reads well in the light', async () => {
    await window.useTheme('light');
    await open('python/requirements.txt');
    await hoverOver('vllm', /2\.1 times as many requests/);
    await window.screenshot('hover-dependency-light');
  });
});
