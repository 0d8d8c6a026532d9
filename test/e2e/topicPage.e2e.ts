// A person looks a name up: the page of a topic in the reader, its figures and mentions, the way to a section and back, what is close
// to it, by mouse and by keyboard, after a reload, in four themes and in a narrow panel.
import { beforeAll, describe, expect, it } from 'vitest';
import { readJson } from '../vscode/readJson.js';
import type { Theme, Window } from '../vscode/window.js';
import { pageFrame, violations } from './axe.js';
import { startSession } from './session.js';

const session = startSession({ workspace: { 'server/requirements.txt': 'vllm==0.9.1\n' } });

let window: Window;

beforeAll(async () => {
  ({ window } = session);
  await window.openView('Digest');
  await window.treeRow(/^The Inference Inflection/).waitFor();
});

const followed = () =>
  readJson<{ readonly 'digest.followedTopics'?: readonly string[] }>(session.server.settingsFile)['digest.followedTopics'] ?? [];
const title = () => window.webview().locator('h1');
const eventually = <T>(value: () => T | Promise<T>) => expect.poll(value, { timeout: 30_000 });

async function showTopic(name: string): Promise<void> {
  await window.runCommand('Digest: Show Topic…');
  // The rows follow the letters; Enter means the first of the answer, however fast it was.
  await window.page.getByPlaceholder('Show which topic?').fill(name);
  await window.page.keyboard.press('Enter');
  await window.webview().getByRole('heading', { level: 1, name, exact: true }).waitFor();
  await window.movePointerAway();
}

describe('the page of a topic', () => {
  it('says what it is, and the sentence with its figures', async () => {
    await showTopic('vLLM');
    const figures = window.webview().locator('.figures');
    expect(await figures.innerText()).toContain('230 tokens per second');
    expect(await window.webview().locator('.excerpt').innerText()).toMatch(/\.$/);
    expect(await window.editorTab('vLLM').count()).toBe(1);
    // What belongs to issues is not there.
    expect(await window.webview().locator('.star, .add-note, .mentions, .copy').count()).toBe(0);
    await window.screenshot('topic-dark');
  });

  it('says what of it the workspace uses, as soon as that was read', async () => {
    const uses = window.webview().locator('.uses');
    await uses.waitFor();
    expect(await uses.innerText()).toMatch(/in this workspace\s+vllm \S*0\.9\.1 in requirements\.txt/i);
    await window.screenshot('topic-workspace');
  });

  it('leads to the section of a mention, and back to itself', async () => {
    await window.webview().locator('.timeline').getByRole('button', { name: 'Inference Engineering in the Weeds' }).first().click();
    await eventually(() => title().innerText()).toContain('The Inference Inflection');
    const section = window.webview().getByRole('heading', { level: 2, name: 'Inference Engineering in the Weeds' });
    await eventually(() => section.evaluate((element) => Math.abs(element.getBoundingClientRect().top))).toBeLessThan(150);
    await window.runCommand('Digest: Go Back');
    await eventually(() => title().innerText()).toBe('vLLM');
    await window.runCommand('Digest: Go Forward');
    await eventually(() => title().innerText()).toContain('The Inference Inflection');
    await window.runCommand('Digest: Go Back');
    await eventually(() => title().innerText()).toBe('vLLM');
  });

  it('leads to what is close to it, by keyboard', async () => {
    const related = window.webview().locator('.related').getByRole('button', { name: 'DeepSeek', exact: true });
    await related.focus();
    await window.page.keyboard.press('Enter');
    await eventually(() => title().innerText()).toBe('DeepSeek');
    const version = window
      .webview()
      .locator('.versions')
      .getByRole('button', { name: /^v?3\.2$/i });
    await version.press('Enter');
    await eventually(() => title().innerText()).toMatch(/^DeepSeek v?3\.2$/i);
    expect(await window.webview().locator('.figures').innerText()).toContain('0.96s');
    await window.page.keyboard.press('Alt+ArrowLeft');
    await eventually(() => title().innerText()).toBe('DeepSeek');
    await window.page.keyboard.press('Alt+ArrowLeft');
    await eventually(() => title().innerText()).toBe('vLLM');
  });

  it('has the keys of the reader do nothing to the issue that was selected', async () => {
    const row = window.treeRow(/^The Inference Inflection/).first();
    const label = async () => (await row.getAttribute('aria-label'))?.replace(/, unread/, '');
    const before = await label();
    await window.webview().locator('main').focus();
    const focused = () => window.webview().locator(':focus').getAttribute('id');
    const step = async () => {
      await window.page.keyboard.press('n');
      return focused();
    };
    // Keys mean something as soon as VS Code has heard where the focus is.
    await eventually(step).toMatch(/^at-/);
    const first = await focused();
    for (const key of ['s', 'm', 'c', 'e']) await window.page.keyboard.press(key);
    await window.page.keyboard.press('n');
    // The last of the keys has arrived: it steps on.
    await eventually(async () => (await focused()) !== first).toBe(true);
    expect(await label()).toBe(before);
    await window.screenshot('topic-keys');
  });

  it('has a button that follows and one that no longer does, where the keyboard stays', async () => {
    const button = (name: string) => window.webview().getByRole('button', { name, exact: true });
    await button('Follow').focus();
    await window.page.keyboard.press('Enter');
    await button('Unfollow').waitFor();
    await window
      .treeRow(/^Followed Topics/)
      .first()
      .waitFor();
    expect(followed()).toEqual(['vllm']);
    await eventually(() => window.webview().locator(':focus').innerText()).toBe('Unfollow');
    await window.screenshot('topic-followed');
    await window.page.keyboard.press('Enter');
    await button('Follow').waitFor();
    expect(followed()).toEqual([]);
  });

  it('opens from the row of a followed topic', async () => {
    await showTopic('OpenAI');
    await window.webview().getByRole('button', { name: 'Follow', exact: true }).click();
    await window
      .treeRow(/^Followed Topics/)
      .first()
      .click();
    await window.treeRow(/^OpenAI, company/).waitFor();
    await showTopic('vLLM');
    await window.treeRow(/^OpenAI, company/).click();
    await eventually(() => title().innerText()).toBe('OpenAI');
    await showTopic('vLLM');
  });

  it('comes back after a reload', async () => {
    // A served VS Code writes every few seconds which editors are open; a reload takes what was written.
    await window.page.waitForTimeout(7_000);
    await window.reload();
    await eventually(() => title().innerText()).toBe('vLLM');
    expect(await window.editorTab('vLLM').count()).toBe(1);
  });

  it('says so when nothing names it yet', async () => {
    await showTopic('Svelte');
    expect(await window.webview().locator('.text > .notice').innerText()).toBe('No issue names it yet.');
    await window.screenshot('topic-empty');
  });
});

describe.each<Theme>(['light', 'dark', 'highContrast', 'highContrastLight'])('in the theme %s', (theme) => {
  beforeAll(() => window.useTheme(theme));

  it.each(['vLLM', 'OpenAI', 'Svelte'])('axe finds nothing on the page of %s', async (name) => {
    await showTopic(name);
    expect(await violations(window)).toEqual([]);
    await window.screenshot(`topic-${theme}-${name}`);
  });
});

describe('a page as narrow as 320 pixels', () => {
  it('has nothing hanging out of it', async () => {
    await showTopic('OpenAI');
    await window.runCommand('View: Toggle Primary Side Bar Visibility');
    await window.page.setViewportSize({ width: 370, height: 800 });
    const frame = await pageFrame(window);
    await expect.poll(() => frame.evaluate(() => innerWidth)).toBeLessThanOrEqual(322);
    expect(await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(await violations(window)).toEqual([]);
    await window.screenshot('topic-narrow');
  });
});
