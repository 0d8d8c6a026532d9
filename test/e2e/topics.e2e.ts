// A person follows topics: from the palette, from a section, from words in an editor; goes through their news, and stops following.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildersWeek } from '../fixtures/buildersWeek.js';
import { readJson } from '../vscode/readJson.js';
import type { Settings } from '../vscode/server.js';
import type { Window } from '../vscode/window.js';
import { startSession } from './session.js';

const home = mkdtempSync(path.join(tmpdir(), 'digest-topics-'));
writeFileSync(path.join(home, 'week.md'), buildersWeek);

const session = startSession({
  settings: { 'digest.sources': [{ folder: home, name: 'Guild Notes' }], 'digest.statusBar.followed': true, 'digest.badge': 'followed' },
  workspace: { 'notes.txt': 'We serve with SGLang, and call it Halyard among ourselves.\n' },
});

let window: Window;

beforeAll(async () => {
  ({ window } = session);
  await window.page.setViewportSize({ width: 1280, height: 900 });
  await window.openView('Digest');
  await row(/^A Week for Builders/).waitFor();
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

const row = (title: string | RegExp) => window.treeRow(title).first();
const followed = () =>
  readJson<Settings & { readonly 'digest.followedTopics'?: readonly string[] }>(session.server.settingsFile)['digest.followedTopics'];

const serving = 'Serving engines pack their batches tighter';

describe('following', () => {
  it('begins in the palette, by a name as it is typed', async () => {
    await window.runCommand('Digest: Follow Topic…');
    // Keys pressed earlier go to the palette.
    await window.page.getByPlaceholder('Follow which topic?').waitFor();
    await window.quickInput().pressSequentially('vll');
    await expect.poll(async () => (await window.quickPickLabels())[0], { timeout: 20_000 }).toBe('vLLM');
    await window.screenshot('follow-pick');
    await window.page.keyboard.press('Enter');
    await row(/^Followed Topics, 1 topic/).waitFor();
    expect(followed()).toEqual(['vllm']);
  });

  it('shows the topic with the sections that name it, and a section opens at its place', async () => {
    await window.expandRow(/^Followed Topics/);
    // One of them stands in the bundled issue.
    await row(/^vLLM, library, 2 unread/).waitFor();
    await window.expandRow(/^vLLM/);
    const news = row(new RegExp(`^${serving}, unread`));
    await news.waitFor();
    await window.screenshot('followed-topics');
    await news.click();
    await window.webview().getByRole('heading', { name: serving }).waitFor();
    await row(new RegExp(`^${serving}, read`)).waitFor();
    await row(/^vLLM, library, 1 unread/).waitFor();
    // The reader does not carry the selection off to the issue's own row.
    expect(await row(new RegExp(`^${serving}`)).getAttribute('aria-selected')).toBe('true');
  });

  it('begins at a section, with what it names', async () => {
    await window.chooseFromContextMenu(row(/^A Week for Builders/), 'Follow Topic…');
    await expect.poll(() => window.quickPickLabels(), { timeout: 20_000 }).toContain('LangChain');
    await window.screenshot('follow-named');
    await window.quickPickRow('LangChain').click();
    await row(/^LangChain/).waitFor();
    expect(followed()).toEqual(['vllm', 'langchain']);
  });
});

describe('a topic', () => {
  it('opens its page on a click, and is marked read as a whole', async () => {
    await row(/^LangChain/).click();
    await window.webview().getByRole('heading', { name: 'LangChain', level: 1 }).waitFor();
    await window.screenshot('topic-page-from-row');
    await window.chooseFromContextMenu(row(/^LangChain/), 'Mark All as Read');
    await row(/^Followed Topics, 2 topics$/).waitFor();
    await window.statusBarItem(/Marked \d issues? read · Undo/).click();
    await row(/^Followed Topics, 2 topics, \d unread$/).waitFor();
  });
});

describe('unfollowing', () => {
  it('is a button of the row, and can be taken back', async () => {
    await row(/^LangChain/).hover();
    await row(/^LangChain/)
      .getByRole('button', { name: 'Unfollow Topic' })
      .click();
    await row(/^LangChain/).waitFor({ state: 'detached' });
    expect(followed()).toEqual(['vllm']);
    await window.statusBarItem('“LangChain” is no longer followed · Undo').click();
    await row(/^LangChain/).waitFor();
    expect(followed()).toEqual(['vllm', 'langchain']);
  });
});

describe('the news about followed topics', () => {
  it('is counted in the status bar, which lists it', async () => {
    await row(/^A Week for Builders/).hover();
    await row(/^A Week for Builders/)
      .getByRole('button', { name: 'Mark as Unread' })
      .click();
    await window.page.getByRole('tab', { name: /2 unread issues, 4 unread about followed topics/ }).waitFor();
    await window.page.getByRole('button', { name: '4 unread sections about topics that you follow' }).click();
    await expect
      .poll(async () => (await window.quickPickLabels()).slice(0, 2), { timeout: 20_000 })
      .toEqual([serving, 'Chains become graphs']);
    await window.screenshot('followed-news');
    await window.quickPickRow('Chains become graphs').click();
    await window.webview().getByRole('heading', { name: 'Chains become graphs' }).waitFor();
  });
});

describe('a topic of the person’s own', () => {
  it('begins with words that are selected in an editor', async () => {
    await window.runCommand('Go to File...');
    await window.page.getByPlaceholder(/Search files by name/).waitFor();
    await window.quickInput().fill('notes.txt');
    await window.quickPickRow('notes.txt').click();
    const line = window.page.locator('.editor-instance .view-line', { hasText: 'Halyard' }).first();
    await line.waitFor();
    // In the middle of the name, 41 characters from the left.
    const position = { x: 41 * 7.7, y: 8 };
    await line.dblclick({ position });
    await line.click({ button: 'right', position });
    const entry = window.page.getByRole('menuitem', { name: 'Follow Topic…' });
    await entry.waitFor();
    await window.page.waitForTimeout(300);
    await entry.click();
    await window.quickPickRow('Follow “Halyard” as a topic of your own').waitFor();
    await window.screenshot('follow-own');
    await window.quickPickRow('Follow “Halyard” as a topic of your own').click();
    await row(/^Halyard, topic of your own/).waitFor();
    await row(/^Halyard/)
      .locator('.monaco-tl-twistie')
      .click();
    await row(/^No issue names it yet/).waitFor();
    expect(followed()).toContain('own:halyard');
  });
});
