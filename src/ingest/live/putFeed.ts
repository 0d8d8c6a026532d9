// The entries of a feed → issues in the library. One entry that defies conversion costs no other.

import { createHash } from 'node:crypto';
import { type EntryIssue, FeedReading, hasEmptied, knownFingerprints } from '../../library/issues/entries.js';
import type { EntryIdentity } from '../../library/issues/entryNames.js';
import type { Feed, FeedEntry } from '../../sources/feeds/feed.js';
import { toArticleIssue } from '../articleIssue.js';
import { inBatches } from '../batches.js';
import type { PutCounts } from '../files.js';
import { describeError } from '../workerLog.js';
import { readBefore } from './firstReading.js';
import type { Turn } from './liveSource.js';

/** Entries that are converted and written at a time: a click waits for them, some fifty milliseconds. */
const batchSize = 100;

/** More entries than this are read of no feed: feeds begin with the newest. */
const mostEntries = 50_000;

interface FingerprintedEntry {
  readonly entry: FeedEntry;
  readonly fingerprint: string;
}

/** Puts what is new or changed; what an earlier reading has put is not even converted. Stopped, it keeps what it has put. */
export async function putFeed(feed: Feed, turn: Turn): Promise<PutCounts> {
  const { sourceId, services, signal } = turn;
  const { library, build, emit } = services;
  const entries = feed.entries.slice(0, mostEntries).map((entry) => ({ entry, fingerprint: fingerprintOf(entry) }));
  const now = new Date();
  const reading = new FeedReading({ sourceId, reader: build, now, entries: entries.map(toIdentity), ...readBefore(turn, now) });
  const known = library.read((database) => knownFingerprints(database, sourceId, build), new Set<string>());
  const counts = { added: 0, updated: 0 };
  await inBatches(
    entries.filter(({ fingerprint }) => !known.has(fingerprint)),
    batchSize,
    (batch) => {
      const issues = batch.flatMap((each) => convert(each, feed, turn));
      const put = library.write((database) => reading.put(database, issues));
      const changed = put.filter(({ outcome }) => outcome !== 'unchanged');
      for (const { outcome } of changed) counts[outcome === 'added' ? 'added' : 'updated'] += 1;
      const keys = changed.flatMap(({ key, formerKey }) => (formerKey === undefined ? [key] : [key, formerKey]));
      if (keys.length > 0) emit({ event: 'changed', scope: 'issues', keys });
    },
    signal,
  );
  const isWhole = !feed.isCutShort && !signal.aborted;
  if (isWhole && library.read((database) => hasEmptied(database, sourceId), false)) {
    library.write((database) => reading.noteListed(database));
  }
  return counts;
}

function toIdentity({ entry: { guid, url, title, published }, fingerprint }: FingerprintedEntry): EntryIdentity {
  return {
    fingerprint,
    ...(guid === undefined ? {} : { guid }),
    ...(url === undefined ? {} : { link: url }),
    ...(title === undefined ? {} : { title }),
    ...(published === undefined ? {} : { published }),
  };
}

function convert({ entry, fingerprint }: FingerprintedEntry, feed: Feed, { services, sourceId }: Turn): readonly EntryIssue[] {
  try {
    return [{ fingerprint, issue: toArticleIssue(entry, feed) }];
  } catch (error) {
    services.log('error', `An entry of ${sourceId} could not be read (${entry.guid ?? entry.url ?? 'no id'}): ${describeError(error)}`);
    return [];
  }
}

/** Stands for an entry as it came. */
function fingerprintOf(entry: FeedEntry): string {
  return createHash('sha256').update(JSON.stringify(entry)).digest('base64url').slice(0, 22);
}
