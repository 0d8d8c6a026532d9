// What a person waits for: Digest beside the floor and beside VS Code's Markdown preview, in the real VS Code, round by round in turn.
// Gives figures and asserts none.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { packagedExtension, projectRoot } from '../vscode/location.js';
import { launchServer } from '../vscode/server.js';
import { type Window, launchBrowser, openWindow } from '../vscode/window.js';
import { type LongArticleName, longArticle } from './longArticles.js';
import { installProbe, measure } from './probe.js';
import { formatTable, summarise } from './statistics.js';

interface Contestant {
  readonly name: 'Digest' | 'floor' | 'preview';
  readonly extension: string;
  /** Title of the view container. */
  readonly view: string;
  /** As *Show Running Extensions* names it. */
  readonly displayName: string;
  /** The rows that are clicked, one after the other. */
  readonly rows: readonly [RegExp, RegExp];
}

type Measurement = 'activation' | 'view → first row' | 'click → last line' | 'switch → last line';
/** The two files of the workspace. */
type Texts = Readonly<Record<'one.md' | 'two.md', string>>;

type Samples = Map<string, number[]>;

const floorFolder = path.join(projectRoot, 'test', 'bench', 'floor');

/**
 * Gives the table of figures. Every round starts each contestant on a fresh profile: what is cold is the first time ever, what is
 * warm the second, and a switch is a click with the page already there.
 */
export async function benchScreens(rounds: number): Promise<string> {
  return benchTexts(rounds, { 'one.md': benchIssue('Bench issue one'), 'two.md': benchIssue('Bench issue two') });
}

/** The same with texts of megabytes, two by two. The floor's own rows are what they are: only the preview shows the same texts. */
export async function benchLongScreens(rounds: number): Promise<string> {
  const tables: string[] = [];
  for (const [one, two] of [
    ['sections', 'images'],
    ['rows', 'list'],
  ] as const) {
    const texts = { 'one.md': longIssue('Bench issue one', one), 'two.md': longIssue('Bench issue two', two) };
    tables.push(`${one} (cold), ${two} (warm)\n\n${await benchTexts(rounds, texts)}`);
  }
  return tables.join('\n\n');
}

async function benchTexts(rounds: number, texts: Texts): Promise<string> {
  const floor = { extension: floorFolder, view: 'Floor', displayName: 'floor' };
  const contestants: readonly Contestant[] = [
    { name: 'Digest', extension: packagedExtension(), view: 'Digest', displayName: 'Digest', rows: [/Bench issue one/, /Bench issue two/] },
    { name: 'floor', ...floor, rows: [/Text one/, /Text two/] },
    { name: 'preview', ...floor, rows: [/Preview one/, /Preview two/] },
  ];
  const samples: Samples = new Map();
  let lost = 0;
  const browser = await launchBrowser();
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (let turn = 0; turn < contestants.length; turn += 1) {
        // Each round another one begins.
        const contestant = contestants[(round + turn) % contestants.length];
        if (contestant) lost += await runUntilMeasured(browser, contestant, texts, samples);
      }
      process.stdout.write(`\rround ${round + 1} of ${rounds}`);
    }
  } finally {
    await browser.close();
  }
  return `${report(samples)}\n\nRuns that gave no figure and were done again: ${lost}`;
}

/** A run may be lost on a machine that is busy with others; it is done again, at most three times. Gives how many were lost. */
async function runUntilMeasured(browser: Browser, contestant: Contestant, texts: Texts, samples: Samples): Promise<number> {
  for (let lost = 0; ; lost += 1) {
    try {
      await runOnce(browser, contestant, texts, samples);
      return lost;
    } catch (error) {
      if (lost === 3) throw error;
    }
  }
}

async function runOnce(browser: Browser, contestant: Contestant, workspace: Texts, samples: Samples): Promise<void> {
  const server = await launchServer({ extensions: [contestant.extension], workspace });
  server.writeSettings({ 'digest.sources': [{ folder: server.workspace }] });
  const window = await openWindow(browser, server, { prepare: installProbe });
  try {
    const figures: (readonly [key: string, value: number])[] = [];
    const add = (what: Measurement, state: 'cold' | 'warm', value: number): void => {
      figures.push([`${what}|${state}|${contestant.name}`, value]);
    };
    await window.page.waitForTimeout(2_000);
    for (const state of ['cold', 'warm'] as const) {
      const { rows } = await measure(window.page, ['rows'], () => window.openView(contestant.view));
      add('view → first row', state, rows);
      if (state === 'cold') await openGroup(window);
      const row = contestant.rows[state === 'cold' ? 0 : 1];
      const { page } = await measure(window.page, ['page'], () => window.treeRow(row).first().click());
      add('click → last line', state, page);
      await window.openView('Explorer');
    }
    // Back and forth between the two, with the page that is there.
    await window.openView(contestant.view);
    for (const row of [contestant.rows[0], contestant.rows[1], contestant.rows[0]]) {
      const { page } = await measure(window.page, ['page'], () => window.treeRow(row).first().click());
      add('switch → last line', 'warm', page);
    }
    if (contestant.name !== 'preview') {
      add('activation', 'cold', await activationTime(window, contestant.displayName));
      await window.reload();
      await window.page.waitForTimeout(2_000);
      add('activation', 'warm', await activationTime(window, contestant.displayName));
    }
    // A run counts whole or not at all.
    for (const [key, value] of figures) samples.set(key, [...(samples.get(key) ?? []), value]);
  } catch (error) {
    throw new Error(`${contestant.name} could not be measured; see ${await window.report('bench')}`, { cause: error });
  } finally {
    await window.page.context().close();
    await server.close();
  }
}

/** The bundled issue under another title: the same text for all, but for a mark by which the probe tells one from the other. */
function benchIssue(title: string): string {
  const folder = path.join(projectRoot, 'seeds');
  const seed = readFileSync(path.join(folder, readdirSync(folder).sort()[0] ?? ''), 'utf8');
  const named = seed
    .replace(/^title: .*$/m, `title: "${title}"`)
    .replace(/^slug: .*$/m, `slug: "${title.replaceAll(' ', '-').toLowerCase()}"`);
  return named.replaceAll(/^(?=[A-Z"“])/gm, `${title.split(' ').at(-1)}: `);
}

/** A text as long as a Markdown parser is given one. */
function longIssue(title: string, name: LongArticleName): string {
  return `---\ntitle: "${title}"\npublishedAt: 2026-04-30\n---\n\n${longArticle(name, name === 'sections' ? 1 : 0.8).text}\n`;
}

/** Digest's issues stand in a group, which may be closed. */
async function openGroup(window: Window): Promise<void> {
  const group = window.page.locator('.sidebar [role="treeitem"]').first();
  if ((await group.getAttribute('aria-expanded')) === 'false') await group.click();
}

/** Milliseconds, as VS Code itself has taken them. */
export async function activationTime(window: Window, name: string): Promise<number> {
  await window.runCommand('Developer: Show Running Extensions');
  // The list only makes the rows that can be seen.
  await window.page.setViewportSize({ width: 1280, height: 2_400 });
  const row = window.page.locator('.runtime-extensions-editor .monaco-list-row').filter({ hasText: name }).first();
  const text = (await row.locator('.activation-time').textContent()) ?? '';
  return Number(/(\d+)\s*ms/.exec(text)?.[1]);
}

function report(samples: Samples): string {
  const rows: string[][] = [['', 'rounds', 'median', '10–90 %', 'difference', 'ratio']];
  for (const what of ['activation', 'view → first row', 'click → last line', 'switch → last line'] as const) {
    for (const state of ['cold', 'warm'] as const) {
      if (what === 'switch → last line' && state === 'cold') continue;
      const digest = summarise(samples.get(`${what}|${state}|Digest`) ?? []);
      for (const name of ['Digest', 'floor', 'preview'] as const) {
        const own = samples.get(`${what}|${state}|${name}`);
        if (!own || (name === 'preview' && what === 'view → first row')) continue;
        const { count, median, low, high } = summarise(own);
        const beside =
          name === 'Digest' ? ['', ''] : [`${(digest.median - median).toFixed(0)} ms`, `${(digest.median / median).toFixed(2)}×`];
        rows.push([
          `${what}, ${state}: ${name}`,
          String(count),
          `${median.toFixed(0)} ms`,
          `${low.toFixed(0)}–${high.toFixed(0)} ms`,
          ...beside,
        ]);
      }
    }
  }
  return `${formatTable(rows)}\n\nDifference and ratio: Digest against the line they stand in.`;
}
