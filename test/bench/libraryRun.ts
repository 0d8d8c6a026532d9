// One run of the benchmark's part `library`, in a process of its own: does what the extension host does, through the real worker,
// beside bare SQLite on the same file, in turn. Prints its figures as JSON and judges none.

import { DatabaseSync } from 'node:sqlite';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { createBackend, type RunningBackend } from '../../src/editor/backend.js';
import { daysOf } from '../../src/library/lists/groups.js';
import { libraryFile } from '../../src/library/open.js';
import type { GroupRow, IssueKey } from '../../src/protocol/backend.js';
import { ecosystems, type StackEntry } from '../../src/relevance/stack/stackModel.js';
import { loadCatalogue } from '../../src/relevance/topics/catalogue.js';
import type { Topic } from '../../src/relevance/topics/topic.js';
import { bareMatch, benchDay, benchQueries } from './libraryQueries.js';

export interface LibraryRunOptions {
  readonly workerFile: string;
  readonly storageFolder: string;
}

/** Milliseconds by contestant and by what was asked: `Digest`, the `processor` time of it (both threads), and its floors. */
export type Timings = Record<string, Record<string, number[]>>;

export interface LibraryRun {
  readonly timings: Timings;
  /** Of this process's main thread while nothing but the worker was asked. Milliseconds. */
  readonly mainThread: {
    readonly longestDelay: number;
    readonly delay99: number;
    readonly workPerCall: number;
    readonly longestWork: number;
  };
  /** Bytes, when everything had been asked and the garbage was collected. */
  readonly memory: { readonly heap: number; readonly resident: number };
}

const today = benchDay;
/** Rows of a page of the tree, and results that the quick pick asks for. */
const pageSize = 50;
const mostResults = 20;
const openings = 5;
const listings = 60;
const marks = 200;
/** Topics that are looked through for packages to use, the most often named; and how often each question is asked. */
const usedTopics = 300;
const topicRounds = 30;

/** The statements of the floors. */
const rawGroups = `SELECT sort_day, count(*) AS count, count(*) - sum(is_read) AS unread FROM issues WHERE hidden = 0
  GROUP BY sort_day ORDER BY sort_day DESC`;
const rawPage = `SELECT key, title, kind, day, category, url, is_read, is_starred FROM issues
  WHERE hidden = 0 AND sort_day BETWEEN ? AND ? ORDER BY sort_day DESC, sort_time DESC, first_seen DESC, row LIMIT ${pageSize} OFFSET ?`;
const rawUnread = 'SELECT count(*) AS count FROM issues WHERE hidden = 0 AND is_read = 0';
const rawNewest = `SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ${mostResults}`;
const rawRanked = `SELECT rowid FROM search WHERE search MATCH ? ORDER BY rank LIMIT ${mostResults}`;

/** A workspace that uses a package of the topic, where it has any. */
function toEntry({ packages = {} }: Topic): readonly StackEntry[] {
  const [first] = ecosystems.flatMap((ecosystem) => (packages[ecosystem] ?? []).map((name) => ({ ecosystem, name })));
  return first ? [{ ...first, use: 'dependency', path: 'manifest', span: { line: 0, start: 0, end: 1 }, files: 1 }] : [];
}

class Run {
  readonly #options: LibraryRunOptions;
  readonly #timings: Timings = {};

  constructor(options: LibraryRunOptions) {
    this.#options = options;
  }

  async all(): Promise<LibraryRun> {
    await this.#open();
    const backend = this.#backend();
    const database = new DatabaseSync(libraryFile(this.#options.storageFolder), { timeout: 5_000 });
    // As the library itself sets it.
    database.exec('PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8000; PRAGMA wal_autocheckpoint = 2000');
    await this.#list(backend, database);
    await this.#mark(backend, database);
    await this.#search(backend, database);
    await this.#topics(backend, database);
    database.close();
    const mainThread = await this.#delay(backend);
    const memory = await this.#memory();
    await backend.dispose();
    return { timings: this.#timings, mainThread, memory };
  }

  #backend(): RunningBackend {
    return createBackend({
      ...this.#options,
      onEvent: () => undefined,
      log: (level, message) => {
        if (level === 'error') throw new Error(message);
      },
    });
  }

  async #time(contestant: string, what: string, work: () => unknown): Promise<void> {
    const used = process.cpuUsage();
    const start = performance.now();
    await work();
    const time = performance.now() - start;
    const { user, system } = process.cpuUsage(used);
    this.#add(contestant, what, time);
    if (contestant === 'Digest') this.#add('processor', what, (user + system) / 1_000);
  }

  #add(contestant: string, what: string, time: number): void {
    const timings = (this.#timings[contestant] ??= {});
    (timings[what] ??= []).push(time);
  }

  /** From no worker at all to the rows that somebody sees first. */
  async #open(): Promise<void> {
    for (let count = 0; count < openings; count++) {
      const backend = this.#backend();
      await this.#time('Digest', 'open', async () => {
        await backend.status();
        const [group] = await backend.groups({ today });
        if (group) await backend.issuesIn({ group: group.group, today, offset: 0, limit: pageSize });
      });
      await backend.dispose();
      await this.#time('bare', 'open', () => openBare(libraryFile(this.#options.storageFolder)));
    }
  }

  async #list(backend: RunningBackend, database: DatabaseSync): Promise<void> {
    const groups = await backend.groups({ today });
    const [first] = groups;
    if (!first) throw new Error('The library is empty.');
    const largest = groups.reduce((most, group) => (group.count > most.count ? group : most));
    const far = Math.max(0, largest.count - pageSize);
    const statements = { groups: database.prepare(rawGroups), page: database.prepare(rawPage), unread: database.prepare(rawUnread) };
    const page = ({ group }: GroupRow, offset: number): unknown => {
      const days = daysOf(group, today);
      if (!days) throw new Error(`There is no group ${group}.`);
      return statements.page.all(days.from, days.to, offset);
    };
    for (let count = 0; count < listings; count++) {
      await this.#time('Digest', 'groups', () => backend.groups({ today }));
      await this.#time('bare', 'groups', () => statements.groups.all());
      await this.#time('Digest', 'first page', () => backend.issuesIn({ group: first.group, today, offset: 0, limit: pageSize }));
      await this.#time('bare', 'first page', () => page(first, 0));
      await this.#time('Digest', 'last page', () => backend.issuesIn({ group: largest.group, today, offset: far, limit: pageSize }));
      await this.#time('bare', 'last page', () => page(largest, far));
      await this.#time('Digest', 'unread count', () => backend.unreadCount());
      await this.#time('bare', 'unread count', () => statements.unread.get());
    }
  }

  /** Each mark is taken back at once by its own undoing, which is a mark as well. */
  async #mark(backend: RunningBackend, database: DatabaseSync): Promise<void> {
    const keys = spreadKeys(database, marks / 2);
    const read = database.prepare('UPDATE issues SET is_read = ? WHERE key = ?');
    const star = database.prepare('UPDATE issues SET is_starred = ? WHERE key = ?');
    for (const [index, key] of keys.entries()) {
      const other = keys[(index + 1) % keys.length] ?? key;
      for (const is of [true, false]) {
        await this.#time('Digest', 'mark read', () => backend.setRead({ keys: [key], isRead: is }));
        await this.#time('bare', 'mark read', () => read.run(Number(is), other));
        await this.#time('Digest', 'star', () => backend.setStarred({ keys: [key], isStarred: is }));
        await this.#time('bare', 'star', () => star.run(Number(is), other));
      }
    }
  }

  async #search(backend: RunningBackend, database: DatabaseSync): Promise<void> {
    const newest = database.prepare(rawNewest);
    const ranked = database.prepare(rawRanked);
    for (const [kind, queries] of benchQueries) {
      for (const query of queries) {
        await this.#time('Digest', kind, () => backend.search({ query, limit: mostResults, today, isTyping: true }));
        const match = bareMatch(query);
        if (match === undefined) continue;
        await this.#time('bare', kind, () => newest.all(match));
        await this.#time('bm25', kind, () => ranked.all(match));
      }
    }
  }

  /** What a window asks about topics: those that the most issues name are the dearest. */
  async #topics(backend: RunningBackend, database: DatabaseSync): Promise<void> {
    const found = await backend.findTopics({ text: '', limit: usedTopics });
    const ids = found.map(({ id }) => id);
    const catalogue = loadCatalogue();
    const entries = found.flatMap(({ id }) => catalogue.filter((topic) => topic.id === id).flatMap(toEntry));
    await backend.setWorkspace({ entries });
    const bare = database.prepare(
      'SELECT sentence FROM mentions JOIN topics ON topics.row = topic WHERE topics.id = ? ORDER BY day DESC LIMIT 50',
    );
    for (let count = 0; count < topicRounds; count++) {
      const id = ids[count % ids.length] ?? '';
      await this.#time('Digest', 'news of a topic', () => backend.topicNews({ id, offset: 0, limit: pageSize }));
      await this.#time('bare', 'news of a topic', () => bare.all(id));
      await this.#time('Digest', 'followed topics', () => backend.followedTopics({ ids: ids.slice(0, 20) }));
      await this.#time('Digest', 'news of a workspace', () => backend.workspaceNews({ today, days: 60, limit: pageSize }));
      await this.#time('Digest', 'index for hovers', () => backend.workspaceTopics());
    }
  }

  /** The same once more, with nothing else on this thread. */
  async #delay(backend: RunningBackend): Promise<LibraryRun['mainThread']> {
    const queries = [...benchQueries.values()].flat();
    const histogram = monitorEventLoopDelay({ resolution: 1 });
    await wait(200);
    histogram.enable();
    let used = 0;
    let longestWork = 0;
    for (const query of queries) {
      const before = process.threadCpuUsage();
      await backend.search({ query, limit: mostResults, today, isTyping: true });
      const { user, system } = process.threadCpuUsage(before);
      used += (user + system) / 1_000;
      longestWork = Math.max(longestWork, (user + system) / 1_000);
    }
    histogram.disable();
    // The histogram counts the pause between its own beats, a millisecond, as well.
    return {
      longestDelay: histogram.max / 1e6 - 1,
      delay99: histogram.percentile(99) / 1e6 - 1,
      workPerCall: used / queries.length,
      longestWork,
    };
  }

  async #memory(): Promise<LibraryRun['memory']> {
    await wait(100);
    globalThis.gc?.();
    const { heapUsed, rss } = process.memoryUsage();
    return { heap: heapUsed, resident: rss };
  }
}

/** Keys from all over the library. */
function spreadKeys(database: DatabaseSync, count: number): readonly IssueKey[] {
  const rows = database.prepare('SELECT key FROM issues WHERE is_read = 0 AND is_starred = 0 ORDER BY row').all();
  const step = Math.max(1, Math.floor(rows.length / count));
  return rows.filter((_, index) => index % step === 0).map((row) => String(row['key']));
}

/** A worker that does no more than to open the file and to run the two statements. */
function openBare(file: string): Promise<void> {
  const source = `
    const { parentPort, workerData } = require('node:worker_threads');
    const { DatabaseSync } = require('node:sqlite');
    const database = new DatabaseSync(workerData.file);
    database.exec('PRAGMA cache_size = -8000');
    const days = database.prepare(workerData.groups).all();
    const month = (days[0] ?? { sort_day: '2026-10' }).sort_day.slice(0, 7);
    parentPort.postMessage({ days: days.length, rows: database.prepare(workerData.page).all(month + '-01', month + '-31', 0) });
    database.close();`;
  const worker = new Worker(source, { eval: true, workerData: { file, groups: rawGroups, page: rawPage } });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', () => resolve());
  });
}

async function main(options: LibraryRunOptions): Promise<void> {
  process.stdout.write(JSON.stringify(await new Run(options).all()));
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the benchmark has written
void main(JSON.parse(process.argv[2] ?? '') as LibraryRunOptions);
