// The copy of the reading state beside the library: written when it is quiet, merged after a salvage, gone with a reset.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createBackendServer } from '../../../../src/ingest/backendServer.js';
import { createStateCopy } from '../../../../src/ingest/idle/stateCopy.js';
import { LibraryAccess } from '../../../../src/ingest/libraryAccess.js';
import { readSalvageReport, writeSalvageReport } from '../../../../src/library/salvage/salvageReport.js';
import { clearState } from '../../../../src/library/state/state.js';
import { stateFile, stateLines } from '../../../../src/library/state/stateFile.js';
import { fetchTransport } from '../../../../src/sources/http/fetchTransport.js';
import { issueText, soon, temporaryFolder, type TestServer } from '../servers.js';

const log = (): undefined => undefined;

function startWindow(storageFolder: string): Pick<TestServer, 'calls'> {
  const data = { storageFolder, build: 'build', windowId: randomUUID(), sourceNames: { bundled: 'Digest', imported: 'Imported' } };
  const calls = createBackendServer(data, () => undefined, fetchTransport, { quiet: 5, settleTime: 5 });
  onTestFinished(async () => {
    await calls.close();
  });
  return { calls };
}

async function importOne(window: Pick<TestServer, 'calls'>): Promise<string> {
  const [outcome] = await window.calls.import({ items: [{ name: 'pasted', content: issueText('Warp') }] });
  if (!outcome || !('key' in outcome)) throw new Error('Nothing was imported.');
  return outcome.key;
}

it('is written when it is quiet, and again after a change', async () => {
  const storage = temporaryFolder();
  const file = join(storage, 'reading-state.json');
  const window = startWindow(storage);
  const key = await importOne(window);
  await window.calls.setStarred({ keys: [key], isStarred: true });
  await window.calls.setNote({ key, text: 'Mind the reed.' });
  await soon(() => expect(readFileSync(file, 'utf8')).toContain('Mind the reed.'));
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ issues: [{ key, starred: true, note: 'Mind the reed.' }] });
  await window.calls.close();
  const next = startWindow(storage);
  await next.calls.setNote({ key, text: 'Mind the heddle.' });
  await soon(() => expect(readFileSync(file, 'utf8')).toContain('heddle'));
});

it('gives back what a salvaged library has lost, and counts it among what came back', async () => {
  const storage = temporaryFolder();
  const window = startWindow(storage);
  const key = await importOne(window);
  await window.calls.setStarred({ keys: [key], isStarred: true });
  await soon(() => expect(existsSync(join(storage, 'reading-state.json'))).toBe(true));
  await window.calls.close();
  const sources = [{ id: 'imported', kind: 'imported', name: 'Imported' }] as const;
  const library = new LibraryAccess({ storageFolder: storage, sources, onOpened: log, onStatus: log, log });
  onTestFinished(() => library.close());
  library.write((database) => {
    database.run('DELETE FROM state');
    database.run('UPDATE issues SET is_starred = 0');
    writeSalvageReport(database, { issues: 1, stars: 0, keptAs: 'library.broken.db' });
  });
  await createStateCopy(library, storage, log, log).restore();
  expect(library.read((database) => database.get('SELECT is_starred FROM issues WHERE key = ?', key), undefined)).toEqual({
    is_starred: 1,
  });
  expect(library.read(readSalvageReport, undefined)?.stars).toBe(1);
});

it('that is no such file harms nothing', async () => {
  const storage = temporaryFolder();
  const warnings: string[] = [];
  const library = new LibraryAccess({ storageFolder: storage, sources: [], onOpened: log, onStatus: log, log });
  onTestFinished(() => library.close());
  const copy = createStateCopy(library, storage, log, (_level, message) => warnings.push(message));
  await copy.restore();
  writeFileSync(join(storage, 'reading-state.json'), '{"format": 7');
  await copy.restore();
  expect(warnings).toEqual([]);
});

it('is gone when everything is to be forgotten', async () => {
  const storage = temporaryFolder();
  const file = join(storage, 'reading-state.json');
  const window = startWindow(storage);
  const key = await importOne(window);
  await window.calls.setStarred({ keys: [key], isStarred: true });
  await soon(() => expect(existsSync(file)).toBe(true));
  await window.calls.resetLocalData();
  expect(existsSync(file)).toBe(false);
});

it('is not merged any more into a library that everything is forgotten of', async () => {
  const storage = temporaryFolder();
  const library = new LibraryAccess({ storageFolder: storage, sources: [], onOpened: log, onStatus: log, log });
  onTestFinished(() => library.close());
  const starred = Array.from({ length: 20_000 }, (_, index) => ({ key: `notes/n${index}`, marks: { star: { value: true, at: 1 } } }));
  writeFileSync(join(storage, 'reading-state.json'), stateFile(stateLines(starred), new Date()));
  const copy = createStateCopy(library, storage, log, log);
  const restored = copy.restore();
  const count = () => library.read((database) => database.get('SELECT count(*) AS count FROM state')?.['count'], -1);
  await vi.waitUntil(() => count() !== 0, { interval: 1 });
  const before = count();
  await copy.clear();
  library.write((database) => clearState(database));
  await restored;
  expect([before, count(), existsSync(join(storage, 'reading-state.json'))]).toEqual([expect.any(Number), 0, false]);
  expect(before).toBeLessThan(20_000);
});
