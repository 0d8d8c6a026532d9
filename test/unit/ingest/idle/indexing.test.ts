// What an older version stored becomes searchable while nobody asks for anything.

import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createBackendServer } from '../../../../src/ingest/backendServer.js';
import { openLibrary } from '../../../../src/library/open.js';
import { clearIndex } from '../../../../src/library/search/searchIndex.js';
import type { BackendEvent } from '../../../../src/protocol/backend.js';
import { fetchTransport } from '../../../../src/sources/http/fetchTransport.js';
import { issueText, setSources, temporaryFolder, write } from '../servers.js';

const today = '2026-05-03';

function start(storageFolder: string) {
  const events: BackendEvent[] = [];
  const data = { storageFolder, build: 'build', windowId: randomUUID(), sourceNames: { bundled: 'Digest', imported: 'Imported' } };
  const calls = createBackendServer(data, (event) => events.push(event), fetchTransport, { quiet: 5, settleTime: 5 });
  return { calls, events };
}

it('older issues are found once they are indexed, which is told once', async () => {
  const storage = temporaryFolder();
  const issues = temporaryFolder();
  for (let index = 0; index < 45; index++) write(issues, `${index}.md`, issueText(`Heddle ${index}`));
  const before = start(storage);
  await setSources(before, [{ folder: issues }]);
  await before.calls.close();
  const opened = openLibrary(storage);
  if (opened.state !== 'ready') throw new Error(opened.state);
  clearIndex(opened.database);
  opened.database.close();

  const { calls, events } = start(storage);
  onTestFinished(async () => {
    await calls.close();
  });
  expect((await calls.search({ query: 'heddle', limit: 100, today })).unindexed).toBe(45);
  await vi.waitFor(
    async () => {
      const { results, unindexed } = await calls.search({ query: 'heddle', limit: 100, today });
      expect([results.length, unindexed]).toEqual([45, 0]);
    },
    { timeout: 20_000, interval: 150 },
  );
  await vi.waitFor(() => expect(events.filter(({ event }) => event === 'changed')).toEqual([{ event: 'changed', scope: 'issues' }]));
});
