// How long the extension host's main thread is blocked while a workspace of 300 manifests is read, felt by the probe of the part
// `delay`; beside it the floor, a host in which somebody finds and reads the same files and does nothing with them. And how long a
// hover in an editor takes. Gives figures and asserts none.

import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { packagedExtension, projectRoot } from '../vscode/location.js';
import { readJson } from '../vscode/readJson.js';
import { launchServer, patience } from '../vscode/server.js';
import { launchBrowser, openWindow } from '../vscode/window.js';
import { manifestCount, writeWorkspace } from './generatedWorkspace.js';
import { formatTable, summarise } from './statistics.js';

/** What the probe has felt in one phase; milliseconds. */
interface Phase {
  readonly longest: number;
  readonly longestWork: number;
  readonly over50: number;
  readonly histogram99: number;
}

interface Figures {
  readonly idle: Phase;
  readonly reading: Phase;
  readonly changed: Phase;
  /** Of hovers over lines that something is known of, and of such over others; milliseconds with the way there and back. */
  readonly hovers: readonly number[];
  readonly silent: readonly number[];
  /** Of this thread alone, for one of the former. */
  readonly work: readonly number[];
  readonly texts: number;
}

const contestants = ['Digest', 'floor'] as const;
type Contestant = (typeof contestants)[number];

const phases: readonly (readonly ['idle' | 'reading' | 'changed', string])[] = [
  ['reading', 'the workspace is read, 15 s'],
  ['idle', 'idle, 5 s'],
  ['changed', 'a manifest and a source are written, 6 s'],
];

/** Gives the table of figures; a last round more is profiled, its profile stays in `out/bench`. */
export async function benchWorkspace(rounds: number): Promise<string> {
  const root = mkdtempSync(path.join(tmpdir(), 'digest-workspace-'));
  const profiles = path.join(projectRoot, 'out', 'bench');
  mkdirSync(profiles, { recursive: true });
  const browser = await launchBrowser();
  try {
    writeWorkspace(root);
    const runs: Record<Contestant, Figures[]> = { Digest: [], floor: [] };
    const environment = { Digest: {}, floor: { DIGEST_DELAY_BARE: 'yes' } };
    for (let round = 0; round < rounds; round++) {
      const order = round % 2 === 0 ? contestants : contestants.toReversed();
      for (const contestant of order) runs[contestant].push(await runOnce(browser, contestant, root, environment[contestant]));
      process.stdout.write(`\rworkspace: round ${round + 1} of ${rounds} `);
    }
    process.stdout.write('\n');
    await runOnce(browser, 'Digest', root, { DIGEST_DELAY_PROFILE: profiles });
    return `${report(runs)}\n\nA CPU profile of the thread in one more round: ${path.relative(projectRoot, profiles)}/delay-reading.cpuprofile`;
  } finally {
    await browser.close();
    rmSync(root, { recursive: true, force: true });
  }
}

async function runOnce(
  browser: Browser,
  contestant: Contestant,
  workspace: string,
  env: Readonly<Record<string, string>>,
): Promise<Figures> {
  const folder = mkdtempSync(path.join(tmpdir(), 'digest-workspace-'));
  const file = path.join(folder, 'figures.json');
  const probe = path.join(projectRoot, 'test', 'bench', 'delay');
  const server = await launchServer({
    // The probe first: an installation writes down which extensions there are, and what is linked later is not among them.
    extensions: contestant === 'Digest' ? [probe, packagedExtension()] : [probe],
    env: { DIGEST_DELAY_FILE: file, DIGEST_DELAY_WORKSPACE: 'yes', ...env },
    workspace,
  });
  try {
    const window = await openWindow(browser, server);
    try {
      const end = Date.now() + 2 * patience;
      while (!existsSync(file)) {
        if (Date.now() > end) throw new Error(`The workspace could not be measured; see ${await window.report('workspace')}`);
        await wait(500);
      }
      await window.screenshot(`bench-workspace-${contestant}`);
      if (contestant === 'Digest')
        process.stdout.write(
          `${
            server
              .log()
              .match(/\[workspace\].*/g)
              ?.join('\n') ?? 'nothing was read'
          }\n`,
        );
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
  const rounds = runs.Digest.length;
  const rows = phases.flatMap(([phase, words]) =>
    contestants.toReversed().map((contestant) => [
      `${words}: ${contestant}`,
      ...(['longest', 'longestWork', 'over50', 'histogram99'] as const).map((figure) =>
        written(
          runs[contestant].map((run) => run[phase][figure]),
          0,
        ),
      ),
    ]),
  );
  const head = [
    `${manifestCount} manifests; ms, median (10–90 %) of ${rounds} rounds`,
    'longest block',
    'of it own work',
    'blocks > 50 ms',
    '99 % of delays below',
  ];
  const hovers = contestants.toReversed().map((contestant) => [
    contestant,
    written(
      runs[contestant].flatMap((run) => run.hovers),
      1,
    ),
    written(
      runs[contestant].flatMap((run) => run.silent),
      1,
    ),
    written(
      runs[contestant].flatMap((run) => run.work),
      2,
    ),
    String(runs[contestant].reduce((sum, run) => sum + run.texts, 0)),
  ]);
  const hoverHead = [
    'a hover, asked by an extension; ms',
    'over what issues name',
    'over anything else',
    'work for one of the former',
    'hovers with a text',
  ];
  return `${formatTable([head, ...rows])}\n\n${formatTable([hoverHead, ...hovers])}`;
}

function written(samples: readonly number[], digits: number): string {
  const { median, low, high } = summarise(samples);
  return samples.length === 1 ? median.toFixed(digits) : `${median.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`;
}
