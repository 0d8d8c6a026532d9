// One turn of a source that two want at the same time, and that ends before its time.

import { expect, it, onTestFinished, vi } from 'vitest';
import { LibraryAccess } from '../../../src/ingest/libraryAccess.js';
import { PolledSource } from '../../../src/ingest/live/polledSource.js';
import { createFetcher } from '../../../src/sources/http/fetcher.js';
import { fetchTransport } from '../../../src/sources/http/fetchTransport.js';
import { temporaryFolder } from './servers.js';

const nothing = { added: 0, updated: 0 };

/** A source whose first turn lasts until it is ended; every later one brings an issue at once. */
function openSource() {
  const storageFolder = temporaryFolder();
  const [emit, log] = [(): void => undefined, (): void => undefined];
  const library = new LibraryAccess({ storageFolder, sources: [], onOpened: () => undefined, onStatus: () => undefined, log });
  onTestFinished(() => library.close());
  const { fetch, queue } = createFetcher(fetchTransport);
  const services = { library, fetch, queue, storageFolder, build: 'build', credentialsOf: () => undefined, emit, log };
  let turns = 0;
  const kind: ConstructorParameters<typeof PolledSource>[1] = {
    read: async (_definition, { signal }) => {
      turns += 1;
      if (turns === 1) await vi.waitUntil(() => signal.aborted);
      return { outcome: 'read', added: 1, updated: 0, memory: {} };
    },
  };
  return { source: new PolledSource({ feed: 'https://loom.example/feed' }, kind, services), turns: () => turns };
}

it.each([
  ['the background', false],
  ['the person', true],
])('a source that is stopped takes no turn any more, though %s waits for one', async (_who, isForced) => {
  const { source, turns } = openSource();
  const { signal } = new AbortController();
  const readings = [source.read({ signal, isForced: false }), source.read({ signal, isForced })];
  await source.stop();
  expect([await Promise.all(readings), turns()]).toEqual([[nothing, nothing], 1]);
});

it('a turn that was cut off for the one who began it is taken again for the other', async () => {
  const { source, turns } = openSource();
  const beginner = new AbortController();
  const { signal } = new AbortController();
  const readings = [source.read({ signal: beginner.signal, isForced: false }), source.read({ signal, isForced: false })];
  beginner.abort();
  expect([await Promise.all(readings), turns()]).toEqual([[nothing, { added: 1, updated: 0 }], 2]);
});
