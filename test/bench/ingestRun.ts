// One run of the ingest benchmark, in a process of its own: reads a folder of feeds into memory, lets Digest, bare feedsmith or
// a plain row of libraries work on them, and writes figures to the standard output. Started by `ingest.ts` with its options as JSON.

import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseFeed } from 'feedsmith';
import sanitizeHtml from 'sanitize-html';
import { createBackendServer } from '../../src/ingest/backendServer.js';
import type { BackendEvent } from '../../src/protocol/backend.js';
import type { Transport, TransportResponse } from '../../src/sources/http/transport.js';

export interface RunOptions {
  /** `plain`: the same libraries in a row, with nothing of ours: what any reader that stores safe markup has to do. */
  readonly contestant: 'digest' | 'floor' | 'plain';
  /** Folder of `.xml` files. */
  readonly folder: string;
  /** Sources made of each file, each at a host of its own. */
  readonly copies: number;
  /** An empty folder for the library. */
  readonly storage: string;
  /** File for a CPU profile of the first refresh; absent: none is taken, since taking it costs time. */
  readonly profile?: string;
}

/** Milliseconds and bytes. */
interface Figures {
  readonly entries: number;
  readonly bytes: number;
  /** Peaks of resident memory: with only the feeds in it, and after the work. */
  readonly peakBefore: number;
  readonly peak: number;
}

/** What a piece of work took: on the clock, and of all processors (garbage collection and native threads included). */
export interface Cost {
  readonly time: number;
  readonly processor: number;
}

export interface FloorRun extends Figures {
  readonly parsed: Cost;
}

export interface DigestRun extends Figures {
  /** From the first request until all is stored. */
  readonly first: Cost;
  readonly notModified: Cost;
  readonly sameBytes: Cost;
  readonly sameEntries: Cost;
  readonly librarySize: number;
}

/** What the server in memory answers: the feed, 304 to whoever knows it, or the same articles in other bytes. */
type Mood = 'plain' | 'notModified' | 'otherBytes';

const chunkSize = 64 * 1024;

async function run(options: RunOptions): Promise<DigestRun | FloorRun> {
  const feeds = readFeeds(options);
  const bytes = [...feeds.values()].reduce((sum, feed) => sum + feed.length, 0);
  const before = { bytes, peakBefore: peakMemory() };
  if (options.contestant === 'digest') return runDigest(feeds, before, options);
  return options.contestant === 'floor' ? runFloor(feeds, before) : runPlain(feeds, before, options);
}

/** By address. */
function readFeeds({ folder, copies }: RunOptions): ReadonlyMap<string, Uint8Array> {
  const feeds = new Map<string, Uint8Array>();
  for (const [index, name] of readdirSync(folder)
    .filter((name) => name.endsWith('.xml'))
    .sort()
    .entries()) {
    const content = readFileSync(path.join(folder, name));
    for (let copy = 0; copy < copies; copy++) feeds.set(`https://host-${index}-${copy}.loom.example/feed.xml`, content);
  }
  return feeds;
}

function peakMemory(): number {
  return process.resourceUsage().maxRSS * 1024;
}

function runFloor(feeds: ReadonlyMap<string, Uint8Array>, before: Pick<Figures, 'bytes' | 'peakBefore'>): FloorRun {
  const stop = startClock();
  let entries = 0;
  for (const content of feeds.values()) entries += countEntries(content);
  return { ...before, parsed: stop(), entries, peak: peakMemory() };
}

/** Gives a function that tells what it has cost until then. */
function startClock(): () => Cost {
  const start = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { time: performance.now() - start, processor: (user + system) / 1000 };
  };
}

function countEntries(content: Uint8Array): number {
  return htmlOfEntries(content).length;
}

/** The markup of each entry, as bare feedsmith gives it. */
function htmlOfEntries(content: Uint8Array): readonly string[] {
  const { format, feed } = parseFeed(new TextDecoder().decode(content));
  if (format === 'atom') return (feed.entries ?? []).map((entry) => entry.content?.value ?? entry.summary?.value ?? '');
  if (format === 'json') return (feed.items ?? []).map((item) => item.content_html ?? item.content_text ?? '');
  return (feed.items ?? []).map((item) => item.content?.encoded ?? item.description ?? '');
}

/** Sanitises the markup with the defaults of sanitize-html and keeps it in one table: a row an entry, a transaction a feed. */
function runPlain(
  feeds: ReadonlyMap<string, Uint8Array>,
  before: Pick<Figures, 'bytes' | 'peakBefore'>,
  { storage }: RunOptions,
): FloorRun {
  const stop = startClock();
  const database = new DatabaseSync(path.join(storage, 'plain.db'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE TABLE entries (feed TEXT, html TEXT)');
  const insert = database.prepare('INSERT INTO entries VALUES (?, ?)');
  let entries = 0;
  for (const [address, content] of feeds) {
    database.exec('BEGIN');
    for (const html of htmlOfEntries(content)) {
      insert.run(address, sanitizeHtml(html));
      entries += 1;
    }
    database.exec('COMMIT');
  }
  const parsed = stop();
  database.close();
  return { ...before, parsed, entries, peak: peakMemory() };
}

async function runDigest(
  feeds: ReadonlyMap<string, Uint8Array>,
  before: Pick<Figures, 'bytes' | 'peakBefore'>,
  { storage, profile }: RunOptions,
): Promise<DigestRun> {
  let mood: Mood = 'plain';
  const problems: string[] = [];
  const onEvent = (event: BackendEvent): void => {
    if (event.event === 'log' && (event.level === 'warn' || event.level === 'error')) problems.push(event.message);
  };
  const settings = { storageFolder: storage, build: 'bench', windowId: 'bench', sourceNames: { bundled: 'Digest', imported: 'Imported' } };
  mkdirSync(storage, { recursive: true });
  const calls = createBackendServer(
    settings,
    onEvent,
    createTransport(feeds, () => mood),
  );
  const refresh = async (next: Mood): Promise<Cost> => {
    mood = next;
    const stop = startClock();
    const { failed } = await calls.refresh({});
    const cost = stop();
    if (failed > 0) throw new Error(`${failed} sources failed. ${problems.slice(0, 3).join(' ')}`);
    return cost;
  };
  const countIssues = async (): Promise<number> => (await calls.sourceStatus()).reduce((sum, { issues }) => sum + issues, 0);

  const sources = [...feeds.keys()].map((feed) => ({ feed }));
  await calls.setSources({ sources, polling: { inBackground: false, largestDownload: 20 * 1024 * 1024 }, credentials: new Map() });
  const first = profile === undefined ? await refresh('plain') : await profiled(profile, () => refresh('plain'));
  const peak = peakMemory();
  const entries = await countIssues();
  const wanted = [...feeds.values()].reduce((sum, content) => sum + countEntries(content), 0);
  if (entries !== wanted) throw new Error(`${entries} of ${wanted} articles are in the library.`);
  const again = {
    notModified: await refresh('notModified'),
    sameBytes: await refresh('plain'),
    sameEntries: await refresh('otherBytes'),
  };
  const left = await countIssues();
  if (left !== wanted) throw new Error(`After reading them again there are ${left} of ${wanted} articles.`);
  const [found] = await calls.find({ query: '', limit: 1 });
  const named = found ? await calls.find({ query: found.issueTitle, limit: 50 }) : [];
  if (!found || !named.some(({ key }) => key === found.key)) throw new Error('An issue is not found by its title.');
  await calls.close();
  if (problems.length > 0) throw new Error(problems.slice(0, 3).join(' '));
  return { ...before, first, ...again, entries, peak, librarySize: statSync(path.join(storage, 'library.db')).size };
}

function createTransport(feeds: ReadonlyMap<string, Uint8Array>, mood: () => Mood): Transport {
  return async ({ url, headers }) => {
    const content = feeds.get(url);
    if (!content) throw new Error(`Nothing is served at ${url}.`);
    const isKnown = mood() === 'notModified' && headers['if-none-match'] !== undefined;
    if (isKnown) return answer(304, []);
    return answer(200, mood() === 'otherBytes' ? [content, Buffer.from('<!-- built anew -->\n')] : [content]);
  };
}

function answer(status: number, content: readonly Uint8Array[]): TransportResponse {
  const headers = new Map([
    ['content-type', 'application/xml; charset=utf-8'],
    ['etag', '"bench"'],
  ]);
  return { status, headers, body: inChunks(content) };
}

/** Copies, since what comes over the relay is memory of its own, too. */
async function* inChunks(content: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const part of content) {
    for (let at = 0; at < part.length; at += chunkSize) yield part.slice(at, at + chunkSize);
  }
}

async function profiled<T>(file: string, work: () => Promise<T>): Promise<T> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 500 });
  await session.post('Profiler.start');
  const result = await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  writeFileSync(file, JSON.stringify(profile));
  return result;
}

async function main(): Promise<void> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the benchmark has written
  const figures = await run(JSON.parse(process.argv[2] ?? '') as RunOptions);
  process.stdout.write(JSON.stringify(figures));
}

// A failure ends the process, which is how the benchmark learns of it.
void main();
