// How fast bytes become stored issues, as a ratio to bare feedsmith on the same bytes: round by round in turn, each run in a
// process of its own (`ingestRun.ts`), so that its peak of memory is its own. Gives figures and asserts only that all is there.

import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { projectRoot } from '../vscode/location.js';
import { generateFeeds } from './generatedFeeds.js';
import type { Cost, DigestRun, FloorRun, RunOptions } from './ingestRun.js';
import { readStages } from './profileStages.js';
import { runChild } from './runChild.js';
import { formatTable, summarise } from './statistics.js';

interface Corpus {
  readonly name: string;
  /** Names its profile. */
  readonly label: string;
  readonly folder: string;
  /** How many sources are made of each file, each at an address of its own. */
  readonly copies: number;
}

const generated = { seed: 2026, feeds: 200, entriesPerFeed: 50 };

/** Real feeds that may lie beside the checkout; nothing depends on them. */
const sampleFolder = path.resolve(projectRoot, '..', 'shared', 'feeds-sample');
const sampleCopies = 12;

/** Where the CPU profiles stay, for whoever wants to look closer. */
const profileFolder = path.join(projectRoot, 'out', 'bench');

/** Gives the tables of figures of `rounds` rounds, and where the time of one more run went. */
export async function benchIngest(rounds: number): Promise<string> {
  const temporary = mkdtempSync(path.join(tmpdir(), 'digest-bench-'));
  try {
    const bundles: Bundles = {
      whole: await bundleRun(temporary, 'ingestRun.cjs'),
      withoutTopics: await bundleRun(temporary, 'withoutTopics.cjs', [noTopics]),
    };
    const parts: string[] = [];
    for (const corpus of writeCorpora(temporary)) parts.push(await measureCorpus(corpus, bundles, rounds, temporary));
    return parts.join('\n\n');
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

interface Bundles {
  readonly whole: string;
  /** The same, but nobody reads issues for topics: what that costs is the difference. */
  readonly withoutTopics: string;
}

const noTopics: Plugin = {
  name: 'noTopics',
  setup: (build) =>
    build.onResolve({ filter: /\/topicReader\.js$/ }, () => ({ path: path.join(projectRoot, 'test', 'bench', 'noTopics.ts') })),
};

/** Not minified: each module keeps the comment with its path, by which a profile tells stages apart. */
async function bundleRun(folder: string, name: string, plugins: Plugin[] = []): Promise<string> {
  const outfile = path.join(folder, name);
  const entry = path.join(projectRoot, 'test', 'bench', 'ingestRun.ts');
  await build({
    absWorkingDir: projectRoot,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    // Loaded when a full article is asked for, which is not here.
    external: ['./extractArticle.js'],
    logLevel: 'error',
    plugins,
  });
  return outfile;
}

function writeCorpora(temporary: string): readonly Corpus[] {
  const folder = path.join(temporary, 'feeds');
  mkdirSync(folder);
  for (const { name, xml } of generateFeeds(generated)) writeFileSync(path.join(folder, name), xml);
  const { feeds, entriesPerFeed } = generated;
  const corpora: Corpus[] = [
    { name: `${feeds} generated feeds of ${entriesPerFeed} articles`, label: 'ingest-generated', folder, copies: 1 },
  ];
  if (existsSync(sampleFolder)) {
    const count = readdirSync(sampleFolder).filter((name) => name.endsWith('.xml')).length;
    corpora.push({
      name: `${count} real feeds, each at ${sampleCopies} addresses`,
      label: 'ingest-real',
      folder: sampleFolder,
      copies: sampleCopies,
    });
  }
  return corpora;
}

async function measureCorpus(corpus: Corpus, bundles: Bundles, rounds: number, temporary: string): Promise<string> {
  const digest: DigestRun[] = [];
  const withoutTopics: DigestRun[] = [];
  const floor: FloorRun[] = [];
  const plain: FloorRun[] = [];
  const run = async <T>(contestant: RunOptions['contestant'], profile?: string, bundle = bundles.whole): Promise<T> => {
    const { folder, copies } = corpus;
    const storage = mkdtempSync(path.join(temporary, 'library-'));
    try {
      return await runChild<T>(bundle, { contestant, folder, copies, storage, ...(profile === undefined ? {} : { profile }) });
    } finally {
      rmSync(storage, { recursive: true, force: true });
    }
  };
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) floor.push(await run('floor'));
    if (round % 2 === 0) withoutTopics.push(await run('digest', undefined, bundles.withoutTopics));
    digest.push(await run('digest'));
    if (round % 2 === 1) withoutTopics.push(await run('digest', undefined, bundles.withoutTopics));
    plain.push(await run('plain'));
    if (round % 2 === 1) floor.push(await run('floor'));
    process.stdout.write(`\r${corpus.name}: round ${round + 1} of ${rounds} `);
  }
  process.stdout.write('\n');
  const profile = path.join(profileFolder, `${corpus.label}.cpuprofile`);
  mkdirSync(profileFolder, { recursive: true });
  await run('digest', profile);
  return [report(corpus.name, digest, floor, plain), reportTopics(digest, withoutTopics), readStages(profile, bundles.whole)].join('\n\n');
}

/** What reading issues for topics costs, as a share of the time that all takes without it. */
function reportTopics(digest: readonly DigestRun[], withoutTopics: readonly DigestRun[]): string {
  const shares = digest.map(({ first }, round) => first.processor / (withoutTopics[round]?.first.processor ?? Number.NaN) - 1);
  const sizes = digest.map(({ librarySize }, round) => librarySize / (withoutTopics[round]?.librarySize ?? Number.NaN) - 1);
  return formatTable([
    ['Reading issues for topics, against the same without it', 'median', '10–90 %'],
    spreadRow('processor time', shares),
    spreadRow('size of the library', sizes),
  ]);
}

function spreadRow(what: string, parts: readonly number[]): string[] {
  const { median, low, high } = summarise(parts);
  return [what, percent(median), `${percent(low)}–${percent(high)}`];
}

function percent(part: number): string {
  return `+${(100 * part).toFixed(1)} %`;
}

function report(name: string, digest: readonly DigestRun[], floor: readonly FloorRun[], plain: readonly FloorRun[]): string {
  const [first] = digest;
  if (!first) return '';
  const counts = `${name}: ${first.entries.toLocaleString('en')} articles, ${megabytes(first.bytes)} of XML`;
  const base = medianOf(floor.map(({ parsed }) => parsed));
  const timeRow = (what: string, costs: readonly Cost[]): string[] => {
    const { low, high } = summarise(costs.map(({ time }) => time));
    const { time, processor } = medianOf(costs);
    return [
      what,
      `${time.toFixed(0)} ms`,
      `${low.toFixed(0)}–${high.toFixed(0)} ms`,
      `${(time / base.time).toFixed(2)}×`,
      `${processor.toFixed(0)} ms`,
      `${(processor / base.processor).toFixed(2)}×`,
    ];
  };
  const memoryRow = (what: string, runs: readonly { readonly peak: number; readonly peakBefore: number }[]): string[] => {
    const { median, low, high } = summarise(runs.map(({ peak }) => peak));
    const before = summarise(runs.map(({ peakBefore }) => peakBefore)).median;
    return [what, megabytes(median), `${megabytes(low)}–${megabytes(high)}`, `+${megabytes(median - before)}`];
  };
  const times = formatTable([
    [counts, 'median', '10–90 %', 'ratio', 'processor', 'ratio'],
    timeRow(
      'bytes → entries: decoded and parsed by feedsmith',
      floor.map(({ parsed }) => parsed),
    ),
    timeRow(
      'bytes → safe markup in one table: feedsmith, sanitize-html, SQLite',
      plain.map(({ parsed }) => parsed),
    ),
    timeRow(
      'bytes → stored, searchable issues: Digest',
      digest.map(({ first }) => first),
    ),
    timeRow(
      'again, the server says 304',
      digest.map(({ notModified }) => notModified),
    ),
    timeRow(
      'again, the same bytes without validators',
      digest.map(({ sameBytes }) => sameBytes),
    ),
    timeRow(
      'again, other bytes with the same articles',
      digest.map(({ sameEntries }) => sameEntries),
    ),
  ]);
  const memory = formatTable([
    ['Peak of resident memory (the bytes of all feeds are held in both)', 'median', '10–90 %', 'by the work'],
    memoryRow('feedsmith', floor),
    memoryRow('feedsmith, sanitize-html, SQLite', plain),
    memoryRow('Digest', digest),
    ['Size of the library', megabytes(summarise(digest.map(({ librarySize }) => librarySize)).median), '', ''],
  ]);
  const ratios = digest.map(({ first }, round) => first.time / (floor[round]?.parsed.time ?? Number.NaN));
  const { median, low, high } = summarise(ratios);
  const spread = `Ratio round by round: median ${median.toFixed(2)}×, 10–90 % ${low.toFixed(2)}–${high.toFixed(2)}×, ${ratios.length} rounds`;
  return `${times}\n${spread}\n\n${memory}`;
}

function medianOf(costs: readonly Cost[]): Cost {
  return {
    time: summarise(costs.map(({ time }) => time)).median,
    processor: summarise(costs.map(({ processor }) => processor)).median,
  };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
