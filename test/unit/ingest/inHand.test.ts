// How many documents are in hand at once, with a network that is faster than the reading.

import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { createBackendServer } from '../../../src/ingest/backendServer.js';
import type { BackendEvent } from '../../../src/protocol/backend.js';
import type { Transport } from '../../../src/sources/http/transport.js';
import { generateFeed } from '../../bench/generatedFeeds.js';
import { temporaryFolder } from './servers.js';

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

it('no more documents are asked for while many are in hand', { timeout: 60_000 }, async () => {
  const xml = Buffer.from(generateFeed(5, 0, 90).xml);
  let [asked, done, most] = [0, 0, 0];
  const transport: Transport = async () => {
    asked += 1;
    most = Math.max(most, asked - done);
    return { status: 200, headers: new Map([['content-type', 'application/rss+xml']]), body: inOne(xml) };
  };
  const onEvent = (event: BackendEvent): void => {
    if (event.event === 'refreshing' && event.total > 0) done = event.done;
  };
  const sourceNames = { bundled: 'Digest', imported: 'Imported' };
  const calls = createBackendServer(
    { storageFolder: temporaryFolder(), build: 'build', windowId: randomUUID(), sourceNames },
    onEvent,
    transport,
  );
  onTestFinished(async () => {
    await calls.close();
  });
  const sources = Array.from({ length: 60 }, (_, index) => ({ feed: `https://host-${index}.loom.example/feed.xml` }));
  await calls.setSources({ sources, polling: { inBackground: false, largestDownload: 2 ** 24 }, credentials: new Map() });
  expect(await calls.refresh({})).toMatchObject({ sources: 60, failed: 0, added: 60 * 90 });
  expect(most).toBeLessThanOrEqual(24);
});
