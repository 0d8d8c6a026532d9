// A library on a file system that gives a file another identity each time, as some do that lie on a network.

import { existsSync } from 'node:fs';
import { expect, it, onTestFinished, vi } from 'vitest';
import { LibraryAccess } from '../../../src/ingest/libraryAccess.js';
import { putSource } from '../../../src/library/sources.js';
import { temporaryFolder } from './servers.js';

const identities = vi.hoisted(() => ({ count: 0 }));

vi.mock('../../../src/library/salvageFiles.js', async (original) => ({
  ...(await original<object>()),
  identityOf: (file: string) => (existsSync(file) ? `file-${(identities.count += 1)}` : undefined),
}));

it('is opened once to be read, and once more before it is written', () => {
  let opened = 0;
  const library = new LibraryAccess({
    storageFolder: temporaryFolder(),
    sources: [{ id: 'bundled', kind: 'bundled', name: 'Digest' }],
    onOpened: () => void (opened += 1),
    onStatus: () => undefined,
    log: () => undefined,
  });
  onTestFinished(() => library.close());
  const ids = (): unknown => library.read((database) => database.all('SELECT id FROM sources ORDER BY id').map(({ id }) => id), undefined);
  expect([library.status(), ids(), opened]).toEqual([{ state: 'ready' }, ['bundled'], 1]);
  for (const id of ['feed-a', 'feed-b']) library.write((database) => putSource(database, { id, kind: 'feed', name: id }));
  expect([library.status(), ids(), opened]).toEqual([{ state: 'ready' }, ['bundled', 'feed-a', 'feed-b'], 2]);
});
