// What a large library costs in the real VS Code: activation, the first rows of the tree, the extension host's memory and the
// delays of its main thread, beside the same with an empty library, round by round in turn. Gives figures and asserts none.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { packagedExtension, projectRoot } from '../vscode/location.js';
import { launchServer, patience, type Server } from '../vscode/server.js';
import { launchBrowser, openWindow, type Window } from '../vscode/window.js';
import { copyGeneratedLibrary } from './generatedLibrary.js';
import type { IssuesOptions } from './generated/issues.js';
import { installProbe, measure } from './probe.js';
import { activationTime } from './screens.js';
import { formatTable, summarise } from './statistics.js';

const contestants = ['empty', 'full'] as const;
type Contestant = (typeof contestants)[number];

/** What the probe in the extension host tells: bytes, and milliseconds since the last time. */
interface Note {
  readonly heap: number;
  readonly resident: number;
  readonly longest: number;
  readonly delay99: number;
}

interface Figures {
  readonly opened: Start;
  readonly reloaded: Start;
  readonly atRest: Note;
  readonly afterSearch: Note;
}

/** Milliseconds: until the first row, and until the rows on the screen no longer change. */
interface Start {
  readonly activation: number;
  readonly rows: number;
  readonly list: number;
}

/** Typed into the search key by key; each finds much in the full library. */
const queries = ['the price of tokens', 'deepseek v3.1', 'is:unread agents', 'termnal'];

/** The full library. */
const full: IssuesOptions = { seed: 2026, count: 100_000 };

/** Gives the table of figures of `rounds` rounds. */
export async function benchLibraryWindows(rounds: number, options: IssuesOptions = full): Promise<string> {
  const runs: Record<Contestant, Figures[]> = { empty: [], full: [] };
  const browser = await launchBrowser();
  try {
    for (let round = 0; round < rounds; round++) {
      for (const contestant of round % 2 === 0 ? contestants : contestants.toReversed()) {
        process.stdout.write(`\rlibrary in VS Code: round ${round + 1} of ${rounds}, ${contestant} `);
        runs[contestant].push(await runOnce(browser, contestant === 'full' ? options : undefined));
      }
    }
  } finally {
    await browser.close();
  }
  process.stdout.write('\n');
  return report(runs, options.count);
}

async function runOnce(browser: Browser, options: IssuesOptions | undefined): Promise<Figures> {
  const folder = mkdtempSync(path.join(tmpdir(), 'digest-library-'));
  const file = path.join(folder, 'notes.jsonl');
  const server = await launchServer({
    // The probe first: an installation writes down which extensions there are, and what is linked later is not among them.
    extensions: [path.join(projectRoot, 'test', 'bench', 'host'), packagedExtension()],
    env: { DIGEST_HOST_FILE: file },
  });
  try {
    if (options) copyGeneratedLibrary(server.storageOf('digest-reader.digest'), options);
    return await measureWindow(browser, server, file);
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureWindow(browser: Browser, server: Server, file: string): Promise<Figures> {
  const window = await openWindow(browser, server, { prepare: installProbe });
  try {
    await window.page.waitForTimeout(2_000);
    const opened = await measureStart(window, () => window.openView('Digest'));
    const atRest = await note(window, file, 1);
    await searchForAll(window);
    const afterSearch = await note(window, file, 2);
    // The view is still in front; nothing is pressed, and so the time counts from when the page began to load.
    const reloaded = await measureStart(window, () => window.reload());
    return { opened, reloaded, atRest, afterSearch };
  } catch (error) {
    throw new Error(`The library could not be measured; see ${await window.report('bench-library')}`, { cause: error });
  } finally {
    await window.page.context().close();
  }
}

async function measureStart(window: Window, begin: () => Promise<void>): Promise<Start> {
  const { rows, list } = await measure(window.page, ['rows', 'list'], begin);
  const activation = await activationTime(window, 'Digest');
  await window.runCommand('View: Close Editor');
  return { activation, rows, list };
}

async function note(window: Window, file: string, count: number): Promise<Note> {
  await window.runCommand('Host Probe: Note');
  const end = Date.now() + patience;
  while (Date.now() < end) {
    const line = existsSync(file) ? readFileSync(file, 'utf8').split('\n')[count - 1] : undefined;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the probe has written, a line at a time
    if (line) return JSON.parse(line) as Note;
    await wait(100);
  }
  throw new Error('The probe in the extension host does not answer.');
}

async function searchForAll(window: Window): Promise<void> {
  for (const query of queries) {
    await window.runCommand('Digest: Search…');
    await window.page.waitForTimeout(500);
    await window.page.keyboard.type(query, { delay: 80 });
    await window.page.waitForTimeout(500);
    await window.page.keyboard.press('Escape');
  }
}

function report(runs: Readonly<Record<Contestant, readonly Figures[]>>, count: number): string {
  const megabyte = 1024 * 1024;
  const line = (label: string, figure: (figures: Figures) => number, unit: string): readonly string[] => {
    const [empty, full] = contestants.map((contestant) => summarise(runs[contestant].map(figure)));
    if (!empty || !full) return [];
    const cell = ({ median, low, high }: typeof empty): string => `${median.toFixed(1)} (${low.toFixed(1)}–${high.toFixed(1)})`;
    const difference = full.median - empty.median;
    return [`${label}, ${unit}`, cell(empty), cell(full), difference.toFixed(1), `${(full.median / empty.median).toFixed(2)}×`];
  };
  return formatTable([
    [
      `In VS Code, median (10–90 %) of ${runs.full.length} rounds`,
      'empty library',
      `${count.toLocaleString('en')} issues`,
      'difference',
      'ratio',
    ],
    line('activation', ({ opened }) => opened.activation, 'ms'),
    line('view opened → first row', ({ opened }) => opened.rows, 'ms'),
    line('  → all rows of the screen', ({ opened }) => opened.list, 'ms'),
    line('activation after a reload', ({ reloaded }) => reloaded.activation, 'ms'),
    line('reload → first row', ({ reloaded }) => reloaded.rows, 'ms'),
    line('  → all rows of the screen', ({ reloaded }) => reloaded.list, 'ms'),
    line('heap of the extension host, view open', ({ atRest }) => atRest.heap / megabyte, 'MB'),
    line('  after searches', ({ afterSearch }) => afterSearch.heap / megabyte, 'MB'),
    line('resident memory of the extension host, view open', ({ atRest }) => atRest.resident / megabyte, 'MB'),
    line('  after searches', ({ afterSearch }) => afterSearch.resident / megabyte, 'MB'),
    line('longest delay of its main thread, from its start to the rows', ({ atRest }) => atRest.longest, 'ms'),
    line('  while searches were typed', ({ afterSearch }) => afterSearch.longest, 'ms'),
    line('  99 % of delays below', ({ afterSearch }) => afterSearch.delay99, 'ms'),
  ]);
}
