// A person reads with the keyboard alone: finds an issue, reads it, stars and copies, goes on and back, opens the original, searches,
// writes a note, and comes back after a reload. No mouse is touched in here. On the packaged extension.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { errors } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Window } from '../vscode/window.js';
import { startSession } from './session.js';

const folder = mkdtempSync(path.join(tmpdir(), 'digest-keyboard-'));

const filler = 'The harbour pilots wrote their log by hand, and every evening somebody typed the day into the book of the port.\n\n';

function write(name: string, day: string, title: string, text: string): void {
  const head = `title: "${title}"\npublishedAt: "${day}"\nurl: "https://harbour.example/${name}"`;
  writeFileSync(path.join(folder, `${name}.md`), `---\n${head}\n---\n\n${text}\n`);
}

write(
  'tides',
  '2026-05-09',
  'A book of tides',
  `## TLDR\n\nHigh and low.\n\n## Springs\n\n${filler.repeat(12)}\n\n## Neaps\n\n${filler.repeat(12)}\n\n## Key Takeaways\n\n- Read the table\n- Look at the moon\n`,
);
write('ferry', '2026-05-08', 'One short note on the ferry', '## Hours\n\nIt is late.');
write('cranes', '2026-05-07', 'Cranes of the port', `## Loads\n\n${filler.repeat(14)}\n\n## Ropes\n\n${filler.repeat(14)}`);

const session = startSession({ settings: { 'digest.sources': [{ folder, name: 'Harbour' }] } });

let window: Window;

beforeAll(() => {
  ({ window } = session);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const press = (key: string): Promise<void> => window.page.keyboard.press(key);
const eventually = <T>(value: () => T | Promise<T>) => expect.poll(value, { timeout: 30_000 });
const title = () => window.webview().locator('h1').innerText();
const scrollY = () =>
  window
    .webview()
    .locator('main')
    .evaluate(() => Math.round(globalThis.scrollY));
const isStarred = () => window.webview().locator('.star').getAttribute('aria-pressed');
/** What a screen reader is told of what a key has done; it passes after a moment. */
const said = () => window.webview().locator('#announcement').textContent();
const heard = (name: string) =>
  window
    .treeRow(new RegExp(`^${name}`))
    .first()
    .getAttribute('aria-label');

/** Distance of a section's heading from the top of the page's view. */
const topOf = (heading: string) =>
  window
    .webview()
    .getByRole('heading', { name: heading, exact: true })
    .evaluate((element) => Math.round(element.getBoundingClientRect().top));

/** Waits until a section begins at the top of the page's view. */
const isAtTop = (heading: string) => eventually(async () => Math.abs((await topOf(heading)) - 20)).toBeLessThan(40);

/**
 * Runs a command of the palette as one does with the keyboard. A workbench that is busy may swallow the key, and a palette that
 * opens before an extension is known lists none of its commands: then the next one does.
 */
async function run(command: string): Promise<void> {
  const input = window.quickInput();
  const focused = window.page.locator('.quick-input-list .monaco-list-row.focused .label-name').first();
  const isReached = async () => {
    await press('Escape');
    await press('F1');
    await input.fill(`>${command}`, { timeout: 5_000 }).catch(ignoreTimeout);
    await window.quickPickRow(command).waitFor({ timeout: 5_000 }).catch(ignoreTimeout);
    // What is sorted before it is passed over.
    for (let step = 0; step < 5 && (await focused.isVisible()) && (await focused.innerText()) !== command; step += 1)
      await press('ArrowDown');
    return (await focused.isVisible()) && (await focused.innerText()) === command;
  };
  await expect.poll(isReached, { timeout: 90_000 }).toBe(true);
  await press('Enter');
  await input.waitFor({ state: 'hidden' });
}

function ignoreTimeout(error: unknown): void {
  if (!(error instanceof errors.TimeoutError)) throw error;
}

/** Whether the keyboard is in the page. */
const hasFocus = () =>
  window
    .webview()
    .locator('main')
    .evaluate(() => document.hasFocus());

/** Puts the focus on the page, and waits until it has it. */
async function focusPage(): Promise<void> {
  await press('Control+1');
  await eventually(hasFocus).toBe(true);
  // VS Code may take it once more before it leaves it there.
  await window.page.waitForTimeout(400);
}

describe('with the keyboard alone', () => {
  it('an issue is found in the view and opened, and the focus stays in the view', async () => {
    await run('View: Show Digest');
    await window.treeRow(/^A book of tides/).waitFor();
    const focused = window.page.locator('.sidebar .monaco-list:focus-within .monaco-list-row.focused');
    const goDown = async () => {
      // Rows take the focus only once they are there, and none that come anew.
      if ((await window.page.locator('.sidebar .monaco-list:focus-within').count()) === 0) await run('Digest: Focus on Issues View');
      await press('ArrowDown');
      return focused.getAttribute('aria-label', { timeout: 2_000 }).catch(ignoreTimeout);
    };
    await expect.poll(goDown, { timeout: 90_000 }).toMatch(/^A book of tides/);
    await press('Enter');
    await eventually(title).toBe('A book of tides');
    await press('j');
    await press('s');
    expect([await window.page.locator('.sidebar .monaco-list:focus-within').count(), await title()]).toEqual([1, 'A book of tides']);
    await press('Escape');
  });

  it('is read screen by screen and section by section', async () => {
    await focusPage();
    await press('Space');
    await eventually(scrollY).toBeGreaterThan(400);
    await window.page.waitForTimeout(600);
    await press('n');
    await isAtTop('Neaps');
    await press('p');
    await isAtTop('Springs');
  });

  it('is starred, and the star taken away', async () => {
    expect(await isStarred()).toBe('false');
    await press('s');
    await eventually(isStarred).toBe('true');
    await eventually(said).toBe('Starred');
    await eventually(() => heard('A book of tides')).toContain('starred');
    await press('s');
    await eventually(isStarred).toBe('false');
    await eventually(() => heard('A book of tides')).not.toContain('starred');
  });

  it('is marked unread and read again', async () => {
    await eventually(() => heard('A book of tides')).not.toContain('unread');
    await press('m');
    await eventually(() => heard('A book of tides')).toContain('unread');
    await press('m');
    await eventually(() => heard('A book of tides')).not.toContain('unread');
  });

  it('gives its takeaways to the clipboard', async () => {
    await window.writeClipboard('nothing');
    await focusPage();
    await press('c');
    await eventually(async () => (await window.clipboard()).match(/^- .*$/gm)).toEqual(['- Read the table', '- Look at the moon']);
  });

  it('leads to the next issue and the one before, and back to the line where each was left', async () => {
    const place = await scrollY();
    expect(place).toBeGreaterThan(200);
    await press('j');
    await eventually(title).toBe('One short note on the ferry');
    await press('j');
    await eventually(title).toBe('Cranes of the port');
    await press('k');
    await eventually(title).toBe('One short note on the ferry');
    for (const expected of ['Cranes of the port', 'One short note on the ferry', 'A book of tides']) {
      await press('Alt+ArrowLeft');
      await eventually(title).toBe(expected);
    }
    await eventually(scrollY).toBe(place);
    await press('Alt+ArrowRight');
    await eventually(title).toBe('One short note on the ferry');
  });

  it('goes on to the next unread issue by the space bar where nothing is left to scroll', async () => {
    await press('j');
    await eventually(title).toBe('Cranes of the port');
    if (!(await heard('Cranes of the port'))?.includes('unread')) await press('m');
    await eventually(() => heard('Cranes of the port')).toContain('unread');
    await press('k');
    await eventually(title).toBe('One short note on the ferry');
    // The page tells that it stands at its end; until it has, the key only scrolls.
    await eventually(async () => {
      await press('Space');
      return title();
    }).toBe('Cranes of the port');
    await press('k');
    await press('k');
    await eventually(title).toBe('A book of tides');
  });

  it('opens the original, when one agrees', async () => {
    const asked = new Promise<string>((resolve) => {
      void window.context.route(/harbour\.example/, async (route) => {
        resolve(route.request().url());
        await route.fulfill({ body: '' });
      });
    });
    const popup = window.context.waitForEvent('page');
    await press('o');
    await window.dialog().waitFor();
    await press('Enter');
    expect(await asked).toBe('https://harbour.example/tides');
    await (await popup).close();
    await window.page.bringToFront();
  });

  it('is gone through by its contents', async () => {
    await focusPage();
    await press('t');
    const line = window.webview().locator('nav.contents a:focus');
    await line.waitFor();
    for (let step = 0; step < 6 && (await line.innerText()) !== 'Neaps'; step += 1) await press('Tab');
    await press('Enter');
    await isAtTop('Neaps');
    await press('n');
    await eventually(() => window.webview().locator('#at-key-takeaways:focus').count()).toBe(1);
  });

  it('finds another issue, in which the keys go on', async () => {
    await press('/');
    await window.quickInput().waitFor();
    await window.quickInput().pressSequentially('ropes');
    await eventually(async () => (await window.quickPickLabels())[0]).toBe('Ropes');
    await press('Enter');
    await eventually(title).toBe('Cranes of the port');
    await eventually(hasFocus).toBe(true);
    await press('k');
    await eventually(title).toBe('One short note on the ferry');
    await press('k');
    await eventually(title).toBe('A book of tides');
  });

  it('a note takes every letter, and nothing else happens', async () => {
    await window.writeClipboard('mine');
    await run('Digest: Edit Note…');
    const field = window.webview().locator('#note-text');
    await eventually(() => field.evaluate((element) => element === document.activeElement && document.hasFocus())).toBe(true);
    await window.page.keyboard.type('jks cm?/ put one');
    expect(await field.inputValue()).toBe('jks cm?/ put one');
    await window.page.waitForTimeout(1_500);
    expect([await title(), await isStarred(), await window.clipboard()]).toEqual(['A book of tides', 'false', 'mine']);
    expect(await window.quickInput().isVisible()).toBe(false);
    expect(await field.inputValue()).toBe('jks cm?/ put one');
    await focusPage();
    await press('Escape');
    await press('s');
    await eventually(isStarred).toBe('true');
  });

  it('a reload of the window comes back to the same line, and to the keys', async () => {
    await press('t');
    await eventually(() => window.webview().locator('nav.contents a:focus').count()).toBe(1);
    await press('Escape');
    await press('Home');
    await eventually(scrollY).toBe(0);
    for (let step = 0; step < 3; step += 1) await press('n');
    await isAtTop('Neaps');
    await press('ArrowDown');
    // A served VS Code writes every few seconds which editors are open; a reload takes what was written.
    await window.page.waitForTimeout(7_000);
    const top = await topOf('Neaps');
    await window.reload();
    await eventually(title).toBe('A book of tides');
    await eventually(async () => Math.abs((await topOf('Neaps')) - top)).toBeLessThan(4);
    await focusPage();
    await press('j');
    await eventually(title).toBe('One short note on the ferry');
  });

  it('the page is closed, and its keys mean nothing any more', async () => {
    await run('View: Close Editor');
    await window.editorTab('One short note on the ferry').waitFor({ state: 'hidden' });
    await press('/');
    await press('?');
    await window.page.waitForTimeout(1_000);
    expect([await window.quickInput().isVisible(), await window.page.locator('.tabs-container .tab').count()]).toEqual([false, 0]);
  });

  it('all keys are listed where they can be changed', async () => {
    await run('Digest: Open Issue…');
    await window.quickInput().fill('tides');
    await window.quickPickRow('A book of tides').waitFor();
    await press('Enter');
    await eventually(title).toBe('A book of tides');
    await focusPage();
    await press('Shift+Slash');
    const rows = window.page.locator('.keybindings-editor .monaco-list-row');
    const names = async () => (await rows.allTextContents()).filter((name) => name !== '');
    // The list is there a moment before it is narrowed down to ours.
    await eventually(async () => (await names()).length > 0 && (await names()).every((name) => name.startsWith('Digest: '))).toBe(true);
    const listed = (await names()).join(' ');
    for (const name of ['Next Issue', 'Next Section', 'Go Back', 'Star', 'Search…']) expect(listed).toContain(`Digest: ${name}`);
  });
});
