// Looks at an address before it is added: what kind of source it is, what it calls itself, what it would bring. Nothing of it
// is kept.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { largestText } from '../../digest/largestText.js';
import type { Credentials, Inspection, SourceCandidate } from '../../protocol/sources.js';
import { publishedDay } from '../../library/day.js';
import type { Feed, FeedEntry } from '../../sources/feeds/feed.js';
import { parseFeed } from '../../sources/feeds/parseFeed.js';
import { type ListedFile, resolveFolder } from '../../sources/folder/folder.js';
import { listFolder } from '../../sources/folder/folderListing.js';
import { updateRepository } from '../../sources/git/gitRepository.js';
import { readOpml } from '../../sources/opml/readOpml.js';
import { identify } from '../../sources/identify.js';
import { credentialsIn, toWebAddress, withoutCredentials } from '../../protocol/sourceAddress.js';
import { discover } from '../../sources/site/discoverFeeds.js';
import type { FetchDocument } from '../../sources/http/fetchDocument.js';
import { rowTitle } from './rowText.js';
import { readItem } from '../importText.js';
import type { WorkerLog } from '../workerLog.js';

/** Titles that a candidate shows. */
const shownTitles = 5;

export interface InspectServices {
  readonly fetch: FetchDocument;
  readonly log: WorkerLog;
}

/** `address`: what the person typed or pasted: a web address, one of a repository, or a folder of this machine. */
export async function inspect(
  address: string,
  given: Credentials | undefined,
  { fetch, log }: InspectServices,
  signal: AbortSignal,
): Promise<Inspection> {
  const text = address.trim();
  if (isFolder(text)) return inspectFolder(text, log, signal);
  const web = toWebAddress(text.replace(/^git\+(?=https:)/i, ''));
  if (web === undefined) return { outcome: 'failed', problem: { reason: 'badAddress' } };
  const credentials = given ?? credentialsIn(web);
  const plain = withoutCredentials(web);
  if (isRepository(text, plain)) return inspectRepository(plain, credentials, log, signal);
  const found = await discover(
    plain,
    {
      fetch: (each, signal) =>
        fetch(each, { signal, isUrgent: true, ...(credentials === undefined ? {} : { credentials, credentialsFor: plain }) }),
      parse: parseFeed,
    },
    signal,
  );
  if (found.outcome === 'found') {
    return { outcome: 'found', candidates: found.feeds.map(({ address: feedAddress, feed }) => toCandidate(feedAddress, feed)) };
  }
  if (found.outcome === 'opml') {
    const read = readOpml(found.bytes);
    return read.outcome === 'read' ? { outcome: 'opml', list: read.list } : read;
  }
  return { outcome: 'failed', problem: found.problem };
}

function toCandidate(address: string, feed: Feed): SourceCandidate {
  const dated = feed.entries.toSorted((a, b) => momentOf(b) - momentOf(a));
  const newest = publishedDay(dated[0]?.published);
  return {
    definition: { feed: address },
    kind: 'feed',
    title: rowTitle(feed.title ?? identify({ feed: address }).name),
    format: formatName(feed),
    issues: feed.entries.length,
    ...(newest === undefined ? {} : { newest }),
    titles: dated
      .flatMap(({ title }) => title ?? [])
      .slice(0, shownTitles)
      .map(rowTitle),
  };
}

function momentOf({ published }: FeedEntry): number {
  return published === undefined ? 0 : Date.parse(published);
}

function formatName({ format, version }: Feed): string {
  const names = { rss: 'RSS', atom: 'Atom', rdf: 'RSS (RDF)', json: 'JSON Feed' } as const;
  return version === undefined ? names[format] : `${names[format]} ${version}`;
}

function isFolder(text: string): boolean {
  return /^(?:~(?:[\\/]|$)|\/|[a-z]:[\\/]|\\\\)/i.test(text);
}

async function inspectFolder(folder: string, log: WorkerLog, signal: AbortSignal): Promise<Inspection> {
  const root = resolveFolder(folder, homedir());
  const listed = await listFolder(root, undefined, signal);
  if (!listed.ok) return { outcome: 'failed', problem: { reason: listed.problem } };
  const candidate = { definition: { folder }, kind: 'folder', format: 'Markdown', title: identify({ folder }).name } as const;
  return { outcome: 'found', candidates: [{ ...candidate, ...(await shownOf(root, listed.listing.files, log)) }] };
}

/** How many issues there are, and the titles of the last in order: they are commonly named by their date. */
async function shownOf(root: string, files: readonly ListedFile[], log: WorkerLog): Promise<Pick<SourceCandidate, 'issues' | 'titles'>> {
  const last = files.slice(-shownTitles).toReversed();
  return { issues: files.length, titles: await Promise.all(last.map(async (file) => rowTitle(await titleOf(root, file, log)))) };
}

/** The title of the issue in a file; the file's name where there is none to be had. */
async function titleOf(root: string, { path, size }: ListedFile, log: WorkerLog): Promise<string> {
  if (size > largestText) return path;
  try {
    const read = readItem({ name: path, content: await readFile(join(root, path)) }, log);
    return read.ok ? read.issue.title : path;
  } catch (error) {
    log('debug', `${path} could not be opened: ${String(error)}`);
    return path;
  }
}

function isRepository(written: string, address: string): boolean {
  return /^git\+https:/i.test(written) || new URL(address).pathname.endsWith('.git');
}

async function inspectRepository(
  git: string,
  credentials: Credentials | undefined,
  log: WorkerLog,
  signal: AbortSignal,
): Promise<Inspection> {
  const folder = await mkdtemp(join(tmpdir(), 'digest-'));
  try {
    const updated = await updateRepository({ git }, join(folder, 'checkout'), {
      signal,
      ...(credentials === undefined ? {} : { credentials }),
    });
    if (!updated.ok) return { outcome: 'failed', problem: updated.problem };
    const listed = await listFolder(updated.root, undefined, signal);
    const candidate = { definition: { git }, kind: 'git', format: 'git', title: identify({ git }).name } as const;
    return {
      outcome: 'found',
      candidates: [{ ...candidate, ...(await shownOf(updated.root, listed.ok ? listed.listing.files : [], log)) }],
    };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
