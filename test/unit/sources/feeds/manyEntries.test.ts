import { expect, it } from 'vitest';
import { parseFeed } from '../../../../src/sources/feeds/parseFeed.js';

it.each([
  ['rss', '<rss version="2.0"><channel><title>Loom</title>', '<item><title>Warp</title></item>'],
  ['atom', '<feed xmlns="http://www.w3.org/2005/Atom"><title>Loom</title>', '<entry><title>Warp</title></entry>'],
  ['rss without anything in its entries', '<rss version="2.0"><channel><title>Loom</title>', '<item/>'],
])('takes no more than 50,000 entries of %s, and reads no further', (_format, start, entry) => {
  const outcome = parseFeed(start + entry.repeat(60_000));
  expect(outcome).toMatchObject({ ok: true, feed: { title: 'Loom' } });
  expect(outcome.ok && outcome.feed.entries.length).toBe(50_000);
});
