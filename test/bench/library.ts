// What a library of a thousand, of twenty thousand and of a hundred thousand issues costs: through the real worker, beside bare
// SQLite on the same file, each size in turn and each run in a process of its own (`libraryRun.ts`). Gives figures and asserts
// none. What the person waits for in the real VS Code: `libraryWindows.ts`.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { projectRoot } from '../vscode/location.js';
import { copyGeneratedLibrary } from './generatedLibrary.js';
import { benchQueries } from './libraryQueries.js';
import type { LibraryRun, LibraryRunOptions } from './libraryRun.js';
import { runChild } from './runChild.js';
import { formatTable, percentile, summarise } from './statistics.js';

const sizes = [1_000, 20_000, 100_000] as const;
type Size = (typeof sizes)[number];

const seed = 2026;

const contestants: ReadonlyMap<string, string> = new Map([
  ['Digest', 'Digest'],
  // What stays when others want the processors as well.
  ['processor', 'processor time of it'],
  ['bare', 'bare SQLite'],
  ['bm25', 'bare FTS5, by bm25'],
]);

/** Gives the tables of figures of `rounds` rounds. */
export async function benchLibrary(rounds: number): Promise<string> {
  const temporary = mkdtempSync(path.join(tmpdir(), 'digest-bench-'));
  try {
    const bundle = await bundleRun(temporary);
    const runs: Record<Size, LibraryRun[]> = { 1_000: [], 20_000: [], 100_000: [] };
    for (let round = 0; round < rounds; round++) {
      for (const size of round % 2 === 0 ? sizes : sizes.toReversed()) {
        process.stdout.write(`\rlibrary: round ${round + 1} of ${rounds}, ${size.toLocaleString('en')} issues `);
        runs[size].push(await runOnce(bundle, temporary, size));
      }
    }
    process.stdout.write('\n');
    return report(runs);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function bundleRun(folder: string): Promise<string> {
  const outfile = path.join(folder, 'libraryRun.cjs');
  const entryPoints = [path.join(projectRoot, 'test', 'bench', 'libraryRun.ts')];
  await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'cjs', target: 'node22', logLevel: 'error' });
  return outfile;
}

async function runOnce(bundle: string, temporary: string, count: Size): Promise<LibraryRun> {
  const storageFolder = mkdtempSync(path.join(temporary, 'library-'));
  try {
    copyGeneratedLibrary(storageFolder, { seed, count });
    const options: LibraryRunOptions = { workerFile: path.join(projectRoot, 'dist', 'worker.cjs'), storageFolder };
    return await runChild<LibraryRun>(bundle, options);
  } finally {
    rmSync(storageFolder, { recursive: true, force: true });
  }
}

function report(runs: Readonly<Record<Size, readonly LibraryRun[]>>): string {
  const samplesOf = (size: Size, contestant: string, what: string): readonly number[] =>
    runs[size].flatMap(({ timings }) => timings[contestant]?.[what] ?? []);
  const kinds = new Set(runs[1_000].flatMap(({ timings }) => Object.keys(timings['Digest'] ?? {})));
  const rows = [...kinds].flatMap((what) => [...contestants].flatMap(([contestant, name]) => timeRow(what, contestant, name, samplesOf)));
  const head = ['ms, p50 / p99', 'samples', ...sizes.map((size) => size.toLocaleString('en')), 'growth of p50', 'of p99'];
  const searches = [...benchQueries.keys()];
  const all = contestantsTogether(searches, samplesOf);
  return [formatTable([head, ...rows, ...all]), memoryTable(runs)].join('\n\n');
}

type SamplesOf = (size: Size, contestant: string, what: string) => readonly number[];

function timeRow(what: string, contestant: string, name: string, samplesOf: SamplesOf): readonly (readonly string[])[] {
  const samples = sizes.map((size) => samplesOf(size, contestant, what));
  return row(contestant === 'Digest' ? what : `  ${name}`, samples);
}

function contestantsTogether(searches: readonly string[], samplesOf: SamplesOf): readonly (readonly string[])[] {
  return [...contestants].flatMap(([contestant, name]) => {
    const samples = sizes.map((size) => searches.flatMap((what) => samplesOf(size, contestant, what)));
    return row(contestant === 'Digest' ? 'all searches together' : `  ${name}`, samples);
  });
}

function row(label: string, bySize: readonly (readonly number[])[]): readonly (readonly string[])[] {
  const [first] = bySize;
  const last = bySize.at(-1);
  if (!first?.length || !last?.length) return [];
  const growth = (part: number): string => `${(percentile(last, part) / percentile(first, part)).toFixed(1)}×`;
  return [
    [
      label,
      String(last.length),
      ...bySize.map((samples) => `${precise(percentile(samples, 0.5))} / ${precise(percentile(samples, 0.99))}`),
      growth(0.5),
      growth(0.99),
    ],
  ];
}

function precise(milliseconds: number): string {
  return milliseconds.toFixed(milliseconds < 10 ? 2 : milliseconds < 100 ? 1 : 0);
}

function memoryTable(runs: Readonly<Record<Size, readonly LibraryRun[]>>): string {
  const median = (figure: (run: LibraryRun) => number): readonly string[] =>
    sizes.map((size) => summarise(runs[size].map(figure)).median.toFixed(1));
  const megabyte = 1024 * 1024;
  return formatTable([
    ['The process that asks (median of rounds)', ...sizes.map((size) => size.toLocaleString('en'))],
    ['main thread, longest delay while it searches, ms', ...median(({ mainThread }) => mainThread.longestDelay)],
    ['  99 % of delays below', ...median(({ mainThread }) => mainThread.delay99)],
    ['  own work for a search, on average', ...median(({ mainThread }) => mainThread.workPerCall)],
    ['  own work for a search, at most', ...median(({ mainThread }) => mainThread.longestWork)],
    ['heap of the main thread afterwards, MB', ...median(({ memory }) => memory.heap / megabyte)],
    ['resident memory, the worker and the library included, MB', ...median(({ memory }) => memory.resident / megabyte)],
  ]);
}
