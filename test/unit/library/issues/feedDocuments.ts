// Feeds for the tests of this room: entries with their identities and issues. Apart from `builders.ts`, since processes outside
// the test runner use it too.

import type { Issue } from '../../../../src/digest/model.js';
import type { LibraryDatabase } from '../../../../src/library/database.js';
import { FeedReading, knownFingerprints } from '../../../../src/library/issues/entries.js';
import type { PutOutcome } from '../../../../src/library/issues/issues.js';
import { buildIssue } from '../buildIssue.js';

/** What a test says of an entry; what it does not say, the entry does not have. */
export interface TestEntry {
  readonly guid?: string;
  readonly link?: string;
  readonly title?: string;
  readonly published?: string;
  readonly text?: string;
  readonly extent?: 'excerpt';
}

export interface ReadingOptions {
  readonly sourceId?: string;
  readonly reader?: string;
  readonly now?: Date;
  readonly readBefore?: string;
  /** Entries that are put in one transaction. */
  readonly batch?: number;
}

/** The hash that the caller of the library makes of a raw entry. */
function fingerprintOf(entry: TestEntry): string {
  return JSON.stringify(entry);
}

export function toIssue({ link, title, published, text, extent }: TestEntry): Issue {
  const { published: _day, ...issue } = buildIssue();
  const name = (title ?? '').toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return {
    ...issue,
    id: `${published?.slice(0, 10) ?? 'undated'}-${name}`,
    kind: 'article',
    title: title ?? '',
    ...(published === undefined ? {} : { published }),
    sections: [{ id: 'text', title: '', body: { format: 'html', text: `<p>${text ?? ''}</p>` }, takeaways: [], links: [] }],
    ...(link === undefined ? {} : { url: link }),
    ...(extent === undefined ? {} : { extent }),
  };
}

/** Reads a document as a refresh does: what is known is not put; the rest in batches. Gives an outcome for each entry put. */
export function readFeed(
  library: LibraryDatabase,
  entries: readonly TestEntry[],
  { sourceId = 'feed', reader = 'build', now = new Date(2026, 4, 3, 12), batch = 100, readBefore }: ReadingOptions = {},
): readonly PutOutcome[] {
  const named = entries.map((entry) => ({ ...entry, fingerprint: fingerprintOf(entry) }));
  const reading = new FeedReading({ sourceId, reader, now, entries: named, ...(readBefore === undefined ? {} : { readBefore }) });
  const known = knownFingerprints(library, sourceId, reader);
  const fresh = named.filter(({ fingerprint }) => !known.has(fingerprint));
  const outcomes: PutOutcome[] = [];
  for (let at = 0; at < fresh.length; at += batch) {
    const issues = fresh.slice(at, at + batch).map((entry) => ({ fingerprint: entry.fingerprint, issue: toIssue(entry) }));
    outcomes.push(...reading.put(library, issues));
  }
  reading.noteListed(library);
  return outcomes;
}

/** Entries that a feed has more in each of the rounds of `feedWriter.ts`, and how many are put at a time. */
export const entriesOfRound = 12;
export const batchOfRound = 4;

/** The newest of a feed that grows: what it has after some rounds, at most 40. */
export function growingFeed(rounds: number): readonly TestEntry[] {
  const count = rounds * entriesOfRound;
  return Array.from({ length: Math.min(count, 40) }, (_, index) => {
    const number = count - index;
    return {
      guid: `post-${number}`,
      link: `https://example.com/posts/${number}`,
      title: `Post ${number}`,
      text: `Text of post ${number}.`,
    };
  });
}
