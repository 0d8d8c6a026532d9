// What issues have in common is answered by the worker, also of issues that an older version stored.

import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createBackendServer } from '../../../../src/ingest/backendServer.js';
import { forgetAddressNumbers } from '../../../../src/library/addresses.js';
import { openLibrary } from '../../../../src/library/open.js';
import { fetchTransport } from '../../../../src/sources/http/fetchTransport.js';
import { setSources, temporaryFolder, write } from '../servers.js';

function text(title: string, address: string): string {
  return `# ${title}\n\n## Warp\n\nRead about [the loom](${address}).\n`;
}

function start(storageFolder: string) {
  const data = { storageFolder, build: 'build', windowId: randomUUID(), sourceNames: { bundled: 'Digest', imported: 'Imported' } };
  return { calls: createBackendServer(data, () => undefined, fetchTransport, { quiet: 5, settleTime: 5 }) };
}

it('what older issues have in common is found once their addresses have numbers', async () => {
  const storage = temporaryFolder();
  const issues = temporaryFolder();
  write(issues, 'a.md', text('Issue a', 'https://example.com/loom'));
  write(issues, 'b.md', text('Issue b', 'http://www.example.com/loom/#parts'));
  for (let index = 0; index < 70; index++) write(issues, `${index}.md`, text(`Filler ${index}`, `https://example.com/${index}`));
  const before = start(storage);
  await setSources(before, [{ folder: issues }]);
  const key = (await before.calls.find({ query: 'Issue a', limit: 1 }))[0]?.key ?? '';
  const written = await before.calls.mentions({ key });
  await before.calls.close();
  const opened = openLibrary(storage);
  if (opened.state !== 'ready') throw new Error(opened.state);
  opened.database.exec('UPDATE links SET address = NULL');
  forgetAddressNumbers(opened.database);
  opened.database.close();

  const { calls } = start(storage);
  onTestFinished(async () => {
    await calls.close();
  });
  expect(written).toMatchObject([{ anchor: 'link-1', label: 'the loom', mentions: [{ title: 'Issue b', anchor: 'warp' }], more: 0 }]);
  expect(await calls.mentions({ key })).toEqual([]);
  await vi.waitFor(async () => expect(await calls.mentions({ key })).toEqual(written), { timeout: 20_000, interval: 150 });
});
