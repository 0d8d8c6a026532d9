// Reads a feed in a test and expects that it is one.

import { expect } from 'vitest';
import type { Feed } from '../../../../src/sources/feeds/feed.js';
import { parseFeed, type FeedContext } from '../../../../src/sources/feeds/parseFeed.js';

export function read(body: string | Uint8Array, context: FeedContext = {}): Feed {
  const outcome = parseFeed(typeof body === 'string' ? Buffer.from(body) : body, context);
  expect(outcome).toMatchObject({ ok: true });
  if (!outcome.ok) throw new Error(outcome.problem.reason);
  return outcome.feed;
}

export function titles(feed: Feed): readonly (string | undefined)[] {
  return feed.entries.map(({ title }) => title);
}

/** An RSS 2.0 document around some markup. */
export function rss(items: string, head = '<title>Orchard</title><link>https://orchard.example/</link>'): string {
  return `<?xml version="1.0"?><rss version="2.0"><channel>${head}${items}</channel></rss>`;
}

export function atom(entries: string, attributes = 'xmlns="http://www.w3.org/2005/Atom"'): string {
  return `<?xml version="1.0"?><feed ${attributes}><title>Orchard</title>${entries}</feed>`;
}
