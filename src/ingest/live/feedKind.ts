// Feeds: fetched if they have changed, read, and put into the library. Sites read their feed by the same way.

import { createHash } from 'node:crypto';
import type { SourceMemory } from '../../library/sourceMemory.js';
import type { FeedSource, ProblemReason, SourceNote } from '../../protocol/sources.js';
import type { Feed } from '../../sources/feeds/feed.js';
import { parseFeed } from '../../sources/feeds/parseFeed.js';
import type { FetchOutcome } from '../../sources/http/fetchDocument.js';
import type { Learnt, PolledKind, Turn, TurnOutcome } from './liveSource.js';
import { putFeed } from './putFeed.js';
import { rowAddress, rowTitle } from './rowText.js';

export const feedKind: PolledKind<FeedSource> = {
  read: ({ feed }, turn) => readFeedAt(feed, turn),
};

/** What passes by itself: whoever has moved has not come back because of it, and may have asked to wait. */
const passing: ReadonlySet<ProblemReason> = new Set<ProblemReason>([
  'offline',
  'timeout',
  'connectionLost',
  'proxyFailed',
  'proxySignIn',
  'tooManyRequests',
  'serverError',
]);

/**
 * Reads the feed at `address`, or at the one it has moved to for good. Where that one is there no more, the person's own
 * address is asked again.
 */
export async function readFeedAt(address: string, turn: Turn): Promise<TurnOutcome> {
  const { movedTo } = turn.memory;
  if (movedTo !== undefined && movedTo !== address) {
    const moved = await readOnce(movedTo, turn, movedTo);
    if (moved.outcome !== 'failed' || passing.has(moved.problem.reason)) return moved;
  }
  return readOnce(address, turn, undefined);
}

async function readOnce(address: string, turn: Turn, movedTo: string | undefined): Promise<TurnOutcome> {
  const { memory, services, secret, signal, isForced } = turn;
  const isRead = memory.reader === services.build;
  const fetched = await services.fetch(address, {
    signal,
    ...(isForced || !isRead ? {} : { validators: validatorsOf(memory) }),
    ...secret,
  });
  if (fetched.outcome === 'failed') return fetched;
  if (fetched.outcome === 'notModified') return { outcome: 'unchanged', memory: {} };
  const letGo = services.queue.hold();
  try {
    return await readDocument(fetched, turn, movedTo);
  } finally {
    letGo();
  }
}

async function readDocument(fetched: Fetched, turn: Turn, movedTo: string | undefined): Promise<TurnOutcome> {
  const { memory, services, signal } = turn;
  const isRead = memory.reader === services.build;
  const contentHash = createHash('sha256').update(fetched.bytes).digest('base64url');
  const learnt = { ...fetchedMemory(fetched, movedTo), contentHash };
  if (isRead && memory.contentHash === contentHash && memory.problem === undefined) return { outcome: 'unchanged', memory: learnt };
  const { bytes, address: finalAddress, contentType, isCutShort, contentLocation } = fetched;
  const parsed = parseFeed(bytes, {
    address: contentLocation ?? finalAddress,
    ...(contentType === undefined ? {} : { contentType }),
    isCutShort,
  });
  if (!parsed.ok) return { outcome: 'failed', problem: parsed.problem };
  const { feed } = parsed;
  const { added, updated } = await putFeed(feed, turn);
  if (signal.aborted) return { outcome: 'unchanged', memory: {} };
  const note = noteOn(feed);
  return {
    outcome: 'read',
    added,
    updated,
    ...(note === undefined ? {} : { note }),
    // A feed that was cut short is asked for in full the next time, whatever the server says of its age.
    memory: { ...(feed.isCutShort ? cutShortMemory : learnt), ...fromFeed(feed), wish: feed.pause },
  };
}

type Fetched = Extract<FetchOutcome, { readonly outcome: 'document' }>;

const cutShortMemory = { etag: undefined, lastModified: undefined, contentHash: undefined } as const;

function validatorsOf({ etag, lastModified }: SourceMemory): { readonly etag?: string; readonly lastModified?: string } {
  return { ...(etag === undefined ? {} : { etag }), ...(lastModified === undefined ? {} : { lastModified }) };
}

/** What the answer itself tells: kept only once its content has proved to be a feed. */
function fetchedMemory({ validators, permanentAddress }: Fetched, movedTo: string | undefined): Learnt {
  return { etag: validators.etag, lastModified: validators.lastModified, movedTo: permanentAddress ?? movedTo };
}

function fromFeed({ title, homePage }: Feed): Learnt {
  const address = rowAddress(homePage);
  return { ...(title === undefined ? {} : { title: rowTitle(title) }), ...(address === undefined ? {} : { homePage: address }) };
}

function noteOn(feed: Feed): SourceNote | undefined {
  if (feed.isCutShort) return 'cutShort';
  return feed.entries.length === 0 ? 'noArticles' : undefined;
}
