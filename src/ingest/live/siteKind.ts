// Sites: the feed of a web page is found once and kept in the library; from then on it is read like any feed. When it is
// gone, it is looked for again.

import type { SiteSource } from '../../protocol/sources.js';
import { discover, type DiscoveryTools } from '../../sources/site/discoverFeeds.js';
import { parseFeed } from '../../sources/feeds/parseFeed.js';
import { readFeedAt } from './feedKind.js';
import type { PolledKind, Turn, TurnOutcome } from './liveSource.js';

export const siteKind: PolledKind<SiteSource> = {
  read: async ({ site }, turn) => {
    const { foundFeed } = turn.memory;
    if (foundFeed === undefined) return findAndRead(site, turn);
    const read = await readFeedAt(foundFeed, turn);
    const isLost = read.outcome === 'failed' && ['notFound', 'gone', 'webPage', 'notAFeed'].includes(read.problem.reason);
    return isLost ? findAndRead(site, turn) : read;
  },
};

async function findAndRead(site: string, turn: Turn): Promise<TurnOutcome> {
  const { services, secret, signal } = turn;
  const fetch: DiscoveryTools['fetch'] = (address, signal) => services.fetch(address, { ...secret, signal });
  const found = await discover(site, { fetch, parse: parseFeed }, signal);
  if (found.outcome === 'failed') return found;
  if (found.outcome === 'opml') return { outcome: 'failed', problem: { reason: 'opmlList' } };
  const [feed, ...others] = found.feeds;
  if (!feed) return { outcome: 'failed', problem: { reason: 'noFeedFound' } };
  if (others.length > 0) return { outcome: 'failed', problem: { reason: 'severalFeeds', amount: found.feeds.length } };
  // Nothing is known of this feed; but a site that was read before is no new source.
  const { lastSuccess } = turn.memory;
  const memory = lastSuccess === undefined ? {} : { lastSuccess };
  const read = await readFeedAt(feed.address, { ...turn, memory, isForced: true });
  return read.outcome === 'failed' ? read : { ...read, memory: { ...read.memory, foundFeed: feed.address } };
}
