// A person searches: as they type, in the order of the ranking, down to the words in the page.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Window } from '../vscode/window.js';
import { startSession } from './session.js';

const folder = mkdtempSync(path.join(tmpdir(), 'digest-search-'));

const filler = 'The harbour pilots wrote their log by hand, and every evening somebody typed the day into the book of the port.\n\n';

function write(name: string, day: string, title: string, text: string): void {
  writeFileSync(path.join(folder, `${name}.md`), `---\ntitle: "${title}"\npublishedAt: "${day}"\n---\n\n${text}\n`);
}

write('newest', '2026-05-09', 'Loom release of LOOM-9.1', '## First\n\nNothing else.');
write('story', '2026-05-08', 'A long story of how one small heddle came to be', '## First\n\nNothing else.');
write('short', '2026-05-01', 'Heddle', '## First\n\nNothing else.');
write('takeaway', '2026-05-07', 'Weaving notes', '## Zeta\n\nText.\n\n**Key takeaways:**\n- The heddle reckons\n');
write(
  'text',
  '2026-05-06',
  'Mill letters',
  `## Alpha\n\nA heddle, by the way.\n\n## Omega\n\n${filler.repeat(12)}Here LOOM-9 was tried on a tidal ledger.\n\n${filler.repeat(12)}`,
);

const session = startSession({ settings: { 'digest.sources': [{ folder, name: 'Mill' }] } });

let window: Window;

beforeAll(async () => {
  ({ window } = session);
  await window.openView('Digest');
  await window.treeRow(/^Loom release/).waitFor();
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Types into the search key by key, as a person does. */
async function type(text: string): Promise<void> {
  await window.quickInput().press('Control+A');
  await window.quickInput().pressSequentially(text);
}

const labels = () => expect.poll(() => window.quickPickLabels(), { timeout: 20_000 });

/** Opens the search and waits until it is there: keys pressed earlier go to the palette or the page behind it. */
async function openSearch(): Promise<void> {
  await window.runCommand('Digest: Search…');
  await labels().toContain('is:unread');
}

describe('the search', () => {
  it('opens from the title of the view and offers what may be asked', async () => {
    await window.page.locator('.pane-header', { hasText: 'Issues' }).hover();
    await window.page.getByRole('button', { name: 'Search…' }).click();
    await labels().toContain('is:unread');
    await window.screenshot('search-empty');
  });

  it.each([
    // By label VS Code would put `Heddle` first and what has it in its text only behind.
    ['heddle', ['A long story of how one small heddle came to be', 'Heddle', 'Zeta', 'Alpha']],
    ['hed', ['A long story of how one small heddle came to be', 'Heddle', 'Zeta', 'Alpha']],
    ['LOOM-9', ['Omega', 'Loom release of LOOM-9.1']],
    ['tidal ledger', ['Omega']],
    ['heddle -small before:2026-05-07', ['Heddle', 'Alpha']],
    ['source:mill hedd', ['A long story of how one small heddle came to be', 'Heddle', 'Zeta', 'Alpha']],
    ['is:starred heddle', ['Nothing in your library matches']],
    ['") OR (x:y NEAR -', ['Nothing in your library matches']],
  ])('finds for %s, in the order of the ranking', async (query, expected) => {
    await type(query);
    await labels().toEqual(expected);
  });

  it('says where and when, with a line of the text', async () => {
    await type('reckons');
    await labels().toEqual(['Zeta']);
    const spoken = await window.quickPickRow('Zeta').getAttribute('aria-label');
    expect(spoken).toMatch(/Zeta.*Weaving notes.*May 7, 2026 · The heddle reckons/s);
    await window.screenshot('search-found');
  });

  it('goes on with a condition that is chosen', async () => {
    await type('heddle is:unr');
    await labels().toContain('is:unread');
    await window.quickPickRow('is:unread').click();
    await expect.poll(() => window.quickInput().inputValue()).toBe('heddle is:unread ');
    await labels().toHaveLength(4);
  });

  it('does not say that nothing matches while a condition is being typed', async () => {
    await type('source:mil');
    await labels().toContain('source:Mill');
    await type('category:x');
    await labels().toEqual(['Nothing in your library matches']);
    await type('tag:infe');
    await labels().toEqual(['tag:inference']);
    await type('source:di');
    await labels().toEqual(['source:Digest', 'The Inference Inflection: CPU Demand, Agent Harnesses, and the Race for Cheap Tokens']);
  });

  it('offers what may have been meant', async () => {
    await type('hedlde');
    await labels().toEqual(['Did you mean “heddle”?', 'A long story of how one small heddle came to be', 'Heddle', 'Zeta', 'Alpha']);
    await window.page.keyboard.press('Enter');
    await expect.poll(() => window.quickInput().inputValue()).toBe('heddle');
  });

  it('opens the section with the words marked, and Escape takes the marks away', async () => {
    await type('tidal led');
    await labels().toEqual(['Omega']);
    await window.page.keyboard.press('Enter');
    const page = window.webview();
    await page.getByRole('heading', { name: 'Omega' }).waitFor();
    const marks = () => page.locator('body').evaluate(() => [...(CSS.highlights.get('sought') ?? [])].map(String));
    await expect.poll(marks, { timeout: 20_000 }).toEqual(['tidal', 'ledger']);
    const isInView = () =>
      page.locator('body').evaluate(() => {
        const [range] = CSS.highlights.get('sought') ?? [];
        const top = range instanceof Range ? range.getBoundingClientRect().top : -1;
        return top > 0 && top < document.documentElement.clientHeight;
      });
    await expect.poll(isInView, { timeout: 20_000 }).toBe(true);
    await window.screenshot('search-marked');
    await page.locator('body').press('Escape');
    await expect.poll(marks).toEqual([]);
    // The editor hears of the key as well, a moment later: it would close what is opened meanwhile.
    await window.treeRow(/^Weaving notes/).click();
    await page.getByRole('heading', { name: 'Zeta' }).waitFor();
  });

  it('marks the words in a page that stood behind another tab, too', async () => {
    await window.treeRow(/^Heddle/).click();
    await window.webview().getByRole('heading', { name: 'First' }).waitFor();
    await window.runCommand('File: New Untitled Text File');
    await window.editorTab(/Untitled/).waitFor();
    await openSearch();
    await type('heddle');
    await labels().toContain('Heddle');
    await window.quickPickRow('Heddle').click();
    const marks = () =>
      window
        .webview()
        .locator('body')
        .evaluate(() => [...(CSS.highlights.get('sought') ?? [])].map(String));
    await expect.poll(marks, { timeout: 20_000 }).toEqual(['Heddle']);
  });

  it('offers what was searched for before', async () => {
    await window.runCommand('Digest: Search…');
    await labels().toContain('tidal led');
    await window.page.keyboard.press('Escape');
    await window.quickInput().waitFor({ state: 'hidden' });
  });

  it('keeps a search in the view', async () => {
    await openSearch();
    await type('heddle');
    await labels().toHaveLength(4);
    await window.page.getByRole('button', { name: 'Save This Search…' }).click();
    await window.page.getByText('Name of the Search').waitFor();
    await window.answer('Heddles');
    await window.treeRow(/^Heddles/).waitFor();
  });
});
