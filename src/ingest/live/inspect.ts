// Looks at an address before it is added: what kind of source it is, what it calls itself, what it would bring. Nothing of it
// is kept.

import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Credentials, Inspection, SourceCandidate } from '../../protocol/sources.js';
import { publishedDay } from '../../library/day.js';
import type { Feed, FeedEntry } from '../../sources/feeds/feed.js';
import { parseFeed } from '../../sources/feeds/parseFeed.js';
import { resolveFolder } from '../../sources/folder/folder.js';
import { listFolder } from '../../sources/folder/folderListing.js';
import { updateRepository } from '../../sources/git/gitRepository.js';
import { readOpml } from '../../sources/opml/readOpml.js';
import { identify } from '../../sources/identify.js';
import { credentialsIn, toWebAddress, withoutCredentials } from '../../protocol/sourceAddress.js';
import { discover } from '../../sources/site/discoverFeeds.js';
import type { FetchDocument } from '../../sources/http/fetchDocument.js';
import { rowTitle } from './rowText.js';

/** Titles that a candidate shows. */
const shownTitles = 5;

export interface InspectServices {
  readonly fetch: FetchDocument;
}

/** `address`: what the person typed or pasted: a web address, one of a repository, or a folder of this machine. */
export async function inspect(
  address: string,
  given: Credentials | undefined,
  { fetch }: InspectServices,
  signal: AbortSignal,
): Promise<Inspection> {
  const text = address.trim();
  if (isFolder(text)) return inspectFolder(text, signal);
  const web = toWebAddress(text.replace(/^git\+(?=https:)/i, ''));
  if (web === undefined) return { outcome: 'failed', problem: { reason: 'badAddress' } };
  const credentials = given ?? credentialsIn(web);
  const plain = withoutCredentials(web);
  if (isRepository(text, plain)) return inspectRepository(plain, credentials, signal);
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

async function inspectFolder(folder: string, signal: AbortSignal): Promise<Inspection> {
  const listed = await listFolder(resolveFolder(folder, homedir()), undefined, signal);
  if (!listed.ok) return { outcome: 'failed', problem: { reason: listed.problem } };
  const candidate = { definition: { folder }, kind: 'folder', format: 'Markdown', title: identify({ folder }).name } as const;
  return { outcome: 'found', candidates: [{ ...candidate, ...filesAsTitles(listed.listing.files) }] };
}

/** Names of files, the last in order first: issues are commonly named by their date. */
function filesAsTitles(files: readonly { readonly path: string }[]): Pick<SourceCandidate, 'issues' | 'titles'> {
  return {
    issues: files.length,
    titles: files
      .map(({ path }) => path)
      .toReversed()
      .slice(0, shownTitles),
  };
}

function isRepository(written: string, address: string): boolean {
  return /^git\+https:/i.test(written) || new URL(address).pathname.endsWith('.git');
}

async function inspectRepository(git: string, credentials: Credentials | undefined, signal: AbortSignal): Promise<Inspection> {
  const folder = await mkdtemp(join(tmpdir(), 'digest-'));
  try {
    const updated = await updateRepository({ git }, join(folder, 'checkout'), {
      signal,
      ...(credentials === undefined ? {} : { credentials }),
    });
    if (!updated.ok) return { outcome: 'failed', problem: updated.problem };
    const listed = await listFolder(updated.root, undefined, signal);
    const candidate = { definition: { git }, kind: 'git', format: 'git', title: identify({ git }).name } as const;
    return { outcome: 'found', candidates: [{ ...candidate, ...filesAsTitles(listed.ok ? listed.listing.files : []) }] };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
