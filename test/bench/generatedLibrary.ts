// Libraries of any size, written by the library's own functions: what `generated/issues.ts` gives, with what the person did.
// Large ones are kept under `.cache/` and copied, since to write a hundred thousand issues takes minutes.

import { createHash } from 'node:crypto';
import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { IssueKey } from '../../src/protocol/backend.js';
import type { LibraryDatabase } from '../../src/library/database.js';
import { type EntryIssue, FeedReading } from '../../src/library/issues/entries.js';
import { putIssue } from '../../src/library/issues/issues.js';
import { libraryFile, openLibrary } from '../../src/library/open.js';
import { indexSome } from '../../src/library/search/searchIndex.js';
import { putSource } from '../../src/library/sources.js';
import { readTopicsBy } from '../../src/library/topics/topicReader.js';
import { TopicKnowledge } from '../../src/ingest/topics/topicKnowledge.js';
import { setRead, setStarred } from '../../src/library/state/state.js';
import { projectRoot } from '../vscode/location.js';
import { createIssueGenerator, type GeneratedIssue, type IssuesOptions } from './generated/issues.js';

/** What decides how a generated library looks: kept ones are made anew when a line of it changes. */
const makers = [
  'test/bench/generatedLibrary.ts',
  'test/bench/random.ts',
  'test/bench/generated/issues.ts',
  'test/bench/generated/names.ts',
  'test/bench/generated/vocabulary.ts',
  'test/fixtures/seedNames.ts',
  'src/library/schema.ts',
  'src/library/search/bodyText.ts',
  'src/library/search/indexText.ts',
  'src/library/search/searchId.ts',
  'src/library/search/searchIndex.ts',
  'src/library/search/vocabulary.ts',
  'src/library/topics/namedTopics.ts',
  'src/relevance/topics/issueNames.ts',
  'src/relevance/topics/nameIndex.ts',
  'src/query/fold.ts',
  'src/query/joinedWords.ts',
  'src/query/words.ts',
];

/** Issues in one transaction. */
const batchSize = 2_000;

/** Writes a library of `options.count` issues into `folder`, which has none; the same for the same options. */
function generateLibrary(folder: string, options: IssuesOptions): void {
  const opened = openLibrary(folder);
  if (opened.state !== 'ready') throw new Error(`${opened.state}: ${opened.detail}`);
  const { database } = opened;
  const knowledge = new TopicKnowledge();
  readTopicsBy(database, (issue) => knowledge.read(issue));
  try {
    // A library that is lost half-way is made again.
    database.exec('PRAGMA synchronous = OFF');
    fillLibrary(database, options);
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}

/** Puts the issues into an open library as they came over the years, with what the person did and the index of their words. */
export function fillLibrary(database: LibraryDatabase, options: IssuesOptions): void {
  const generator = createIssueGenerator(options);
  for (const source of generator.sources) putSource(database, source);
  const places = Array.from({ length: options.count }, (_, index) => ({ index, ...generator.placeOf(index) }));
  places.sort((a, b) => a.moment - b.moment);
  for (let start = 0; start < places.length; start += batchSize) {
    const bySource = Map.groupBy(places.slice(start, start + batchSize), ({ source }) => source);
    database.transaction(() => {
      for (const [number, own] of bySource) {
        const source = generator.sources[number];
        if (!source) throw new RangeError(`There is no source ${number}.`);
        const issues = own.map(({ index }) => generator.issue(index));
        const keys = source.kind === 'feed' ? putArticles(database, source.id, issues) : putDigests(database, source.id, issues);
        putState(database, issues, keys);
      }
    });
  }
  while (indexSome(database, batchSize) > 0);
}

/** As one reading of the feed each: its entries came over the years, but are told apart by their guids. */
function putArticles(database: LibraryDatabase, sourceId: string, issues: readonly GeneratedIssue[]): readonly IssueKey[] {
  const entries = issues.map(({ issue }): EntryIssue => ({ fingerprint: issue.id, issue }));
  const reading = new FeedReading({
    sourceId,
    reader: 'generated',
    entries: issues.map(({ issue: { id, title, url, published } }) => ({
      fingerprint: id,
      guid: id,
      title,
      ...(url === undefined ? {} : { link: url }),
      ...(published === undefined ? {} : { published }),
    })),
    now: new Date(Math.max(...issues.map(({ seen }) => seen.getTime()))),
  });
  return reading.put(database, entries).map(({ key }) => key);
}

function putDigests(database: LibraryDatabase, sourceId: string, issues: readonly GeneratedIssue[]): readonly IssueKey[] {
  return issues.map(({ issue, seen }) => putIssue(database, issue, { sourceId, path: `${issue.id}.md` }, seen).key);
}

function putState(database: LibraryDatabase, issues: readonly GeneratedIssue[], keys: readonly IssueKey[]): void {
  const now = new Date(Math.max(...issues.map(({ seen }) => seen.getTime())));
  const of = (test: (issue: GeneratedIssue) => boolean): readonly IssueKey[] =>
    keys.filter((_, index) => issues[index] && test(issues[index]));
  setRead(
    database,
    of(({ isRead }) => isRead),
    true,
    now,
  );
  setStarred(
    database,
    of(({ isStarred }) => isStarred),
    true,
    now,
  );
}

/** Puts a copy of the generated library into `folder`; makes it first when it is not kept yet. Gives its file. */
export function copyGeneratedLibrary(folder: string, options: IssuesOptions): string {
  const kept = keptLibrary(options);
  mkdirSync(folder, { recursive: true });
  copyFileSync(libraryFile(kept), libraryFile(folder), constants.COPYFILE_FICLONE);
  return libraryFile(folder);
}

/** The folder of a kept library. Only the newest form of each size is kept. */
function keptLibrary(options: IssuesOptions): string {
  const home = path.join(projectRoot, '.cache', 'libraries');
  const size = `${options.count}-${options.words ?? 'full'}-${options.seed}`;
  const form = createHash('sha256');
  for (const file of makers) form.update(readFileSync(path.join(projectRoot, file)));
  const folder = path.join(home, `${size}-${form.digest('hex').slice(0, 12)}`);
  if (existsSync(libraryFile(folder))) return folder;
  mkdirSync(home, { recursive: true });
  for (const name of readdirSync(home)) {
    if (name.startsWith(`${size}-`)) rmSync(path.join(home, name), { recursive: true, force: true });
  }
  const unfinished = path.join(home, `making-${process.pid}-${size}`);
  rmSync(unfinished, { recursive: true, force: true });
  generateLibrary(unfinished, options);
  renameSync(unfinished, folder);
  return folder;
}
