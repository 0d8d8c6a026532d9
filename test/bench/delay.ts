// How long the extension host's main thread is blocked while 200 feeds with 10,000 articles are refreshed: in the real VS Code,
// with the packaged extension, felt by a probe in the same host (`delay/`); beside it the floor, a host in which nobody does
// more than to request the same addresses. Gives figures and asserts none.

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
  readonly histogram99: number;
  readonly longestCollection: number;
}

type PhaseName = 'idle' | 'first' | 'second';
type Figures = Readonly<Record<PhaseName, Phase>>;

const contestants = ['Digest', 'floor'] as const;
type Contestant = (typeof contestants)[number];

const rows: readonly (readonly [PhaseName, Contestant, string])[] = [
  ['idle', 'floor', 'idle without Digest, 8 s'],
  ['idle', 'Digest', 'idle with Digest, 8 s'],
  ['first', 'floor', 'first time: bare requests'],
  ['first', 'Digest', 'first refresh: Digest'],
  ['second', 'floor', 'second time: bare requests'],
  ['second', 'Digest', 'second refresh: Digest'],
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
    const runs: Record<Contestant, Figures[]> = { Digest: [], floor: [] };
    const addressFile = path.join(temporary, 'addresses.json');
    writeFileSync(addressFile, JSON.stringify(farm.addresses));
    const environment = { Digest: {}, floor: { DIGEST_DELAY_BARE: addressFile } };
    for (let round = 0; round < rounds; round++) {
      const order = round % 2 === 0 ? contestants : contestants.toReversed();
      for (const contestant of order) runs[contestant].push(await runOnce(browser, contestant, farm.addresses, environment[contestant]));
      process.stdout.write(`\rdelay: round ${round + 1} of ${rounds} `);
    }
    process.stdout.write('\n');
    await runOnce(browser, 'Digest', farm.addresses, { DIGEST_DELAY_PROFILE: profiles });
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
async function runOnce(
  browser: Browser,
  contestant: Contestant,
  addresses: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Figures> {
  const folder = mkdtempSync(path.join(tmpdir(), 'digest-delay-'));
  const file = path.join(folder, 'figures.json');
  const probe = path.join(projectRoot, 'test', 'bench', 'delay');
  const server = await launchServer({
    // The probe first: an installation writes down which extensions there are, and what is linked later is not among them.
    extensions: contestant === 'Digest' ? [probe, packagedExtension()] : [probe],
    settings: { 'digest.sources': addresses.map((feed) => ({ feed })), 'digest.refreshInBackground': false },
    env: { DIGEST_DELAY_FILE: file, ...env },
  });
  try {
    const window = await openWindow(browser, server);
    try {
      if (contestant === 'Digest') {
        await window.openView('Digest');
        await window.treeRow(/./).first().waitFor();
      }
      await window.runCommand('Delay Probe: Measure');
      const end = Date.now() + runPatience;
      while (!existsSync(file)) {
        if (Date.now() > end) throw new Error(`The refresh could not be measured; see ${await window.report('delay')}`);
        await wait(500);
      }
      await window.screenshot(`bench-delay-${contestant}`);
      return readJson<Figures>(file);
    } finally {
      await window.page.context().close();
    }
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(runs: Readonly<Record<Contestant, readonly Figures[]>>): string {
  const { feeds, entriesPerFeed } = farmOptions;
  const rounds = runs.Digest.length;
  const cell = (phase: PhaseName, contestant: Contestant, figure: keyof Phase): string => {
    const { median, low, high } = summarise(runs[contestant].map((run) => run[phase][figure]));
    return rounds === 1 ? median.toFixed(0) : `${median.toFixed(0)} (${low.toFixed(0)}–${high.toFixed(0)})`;
  };
  const body = rows.map(([phase, contestant, words]) => [
    words,
    ...(['longest', 'longestWork', 'over50', 'histogram99', 'longestCollection', 'time'] as const).map((figure) =>
      cell(phase, contestant, figure),
    ),
  ]);
  const head = [
    `${feeds} feeds, ${(feeds * entriesPerFeed).toLocaleString('en')} articles; ms, median (10–90 %) of ${rounds} rounds`,
    'longest block',
    'of it own work',
    'blocks > 50 ms',
    '99 % of delays below',
    'longest garbage collection',
    'in all',
  ];
  return formatTable([head, ...body]);
}
