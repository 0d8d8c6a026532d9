// How long the extension host's main thread is blocked while 200 feeds with 10,000 articles are refreshed: in the real VS Code,
// with the packaged extension, felt by a probe in the same host (`delay/`). Gives figures and asserts none.

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { packagedExtension, projectRoot } from '../vscode/location.js';
import { readJson } from '../vscode/readJson.js';
import { launchServer } from '../vscode/server.js';
import { launchBrowser, openWindow } from '../vscode/window.js';
import type { FarmProcessOptions } from './farmProcess.js';
import { formatTable, summarise } from './statistics.js';

/** What the probe has felt in one phase; milliseconds. */
interface Phase {
  readonly time: number;
  /** The longest time between two beats that was not meant. */
  readonly longest: number;
  /** The most that the thread itself worked between two beats: a block without the waits for a processor. */
  readonly longestWork: number;
  /** Blocks of more than 50 ms. */
  readonly over50: number;
  readonly histogramMost: number;
  readonly histogram99: number;
  readonly longestCollection: number;
}

type PhaseName = 'idle' | 'first' | 'second';
type Figures = Readonly<Record<PhaseName, Phase>>;

const phases: readonly (readonly [PhaseName, string])[] = [
  ['idle', 'idle, 8 s'],
  ['first', 'first refresh'],
  ['second', 'second refresh'],
];

const farmOptions: FarmProcessOptions = { seed: 2026, feeds: 200, entriesPerFeed: 50, hosts: 50 };

/** Both refreshes together. Milliseconds. */
const runPatience = 8 * 60_000;

/** Gives the table of figures; a last round more is profiled, its profiles stay in `out/bench`. */
export async function benchDelay(rounds: number): Promise<string> {
  const temporary = mkdtempSync(path.join(tmpdir(), 'digest-delay-'));
  const profiles = path.join(projectRoot, 'out', 'bench');
  mkdirSync(profiles, { recursive: true });
  const farm = await startFarm(temporary);
  const browser = await launchBrowser();
  try {
    const runs: Figures[] = [];
    for (let round = 0; round < rounds; round++) {
      runs.push(await runOnce(browser, farm.addresses, path.join(temporary, `${round}.json`)));
      process.stdout.write(`\rdelay: round ${round + 1} of ${rounds} `);
    }
    process.stdout.write('\n');
    await runOnce(browser, farm.addresses, path.join(temporary, 'profiled.json'), profiles);
    return `${report(runs)}\n\nCPU profiles of the thread in one more round: ${path.relative(projectRoot, profiles)}/delay-*.cpuprofile`;
  } finally {
    await browser.close();
    farm.child.stdin?.end();
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function startFarm(temporary: string): Promise<{ readonly addresses: readonly string[]; readonly child: ChildProcess }> {
  const outfile = path.join(temporary, 'farm.cjs');
  const entryPoints = [path.join(projectRoot, 'test', 'bench', 'farmProcess.ts')];
  const define = { 'import.meta.dirname': '__dirname' };
  await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'cjs', target: 'node22', logLevel: 'error', define });
  const child = spawn(process.execPath, [outfile, JSON.stringify(farmOptions)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const addresses = await new Promise<readonly string[]>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The feed farm ended with code ${code}.`)));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a process of ours has written
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line) as string[]));
  });
  return { addresses, child };
}

/** One fresh VS Code: both views open, nothing read yet, nothing read in the background. */
async function runOnce(browser: Browser, addresses: readonly string[], file: string, profiles?: string): Promise<Figures> {
  const server = await launchServer({
    // The probe first: an installation writes down which extensions there are, and what is linked later is not among them.
    extensions: [path.join(projectRoot, 'test', 'bench', 'delay'), packagedExtension()],
    settings: { 'digest.sources': addresses.map((feed) => ({ feed })), 'digest.refreshInBackground': false },
    env: { DIGEST_DELAY_FILE: file, ...(profiles === undefined ? {} : { DIGEST_DELAY_PROFILE: profiles }) },
  });
  try {
    const window = await openWindow(browser, server);
    try {
      await window.openView('Digest');
      await window.treeRow(/./).first().waitFor();
      await window.runCommand('Delay Probe: Measure');
      const end = Date.now() + runPatience;
      while (!existsSync(file)) {
        if (Date.now() > end) throw new Error(`The refresh could not be measured; see ${await window.report('delay')}`);
        await wait(500);
      }
      // The probe writes at once, but not in one step.
      await wait(200);
      await window.screenshot('bench-delay');
      return readJson<Figures>(file);
    } finally {
      await window.page.context().close();
    }
  } finally {
    await server.close();
  }
}

function report(runs: readonly Figures[]): string {
  const { feeds, entriesPerFeed } = farmOptions;
  const cell = (phase: PhaseName, figure: keyof Phase): string => {
    const { median, low, high } = summarise(runs.map((run) => run[phase][figure]));
    return runs.length === 1 ? median.toFixed(0) : `${median.toFixed(0)} (${low.toFixed(0)}–${high.toFixed(0)})`;
  };
  const rows = phases.map(([phase, words]) => [
    words,
    cell(phase, 'longest'),
    cell(phase, 'longestWork'),
    cell(phase, 'over50'),
    cell(phase, 'histogram99'),
    cell(phase, 'longestCollection'),
    cell(phase, 'time'),
  ]);
  const head = [
    `${feeds} feeds, ${(feeds * entriesPerFeed).toLocaleString('en')} articles; ms, median (10–90 %) of ${runs.length} rounds`,
    'longest block',
    'of it own work',
    'blocks > 50 ms',
    '99 % of delays below',
    'longest garbage collection',
    'in all',
  ];
  return formatTable([head, ...rows]);
}
