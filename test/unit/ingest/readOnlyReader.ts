// A process that reads a library that it may not write, and tells as JSON what became of it. Bundled and started by
// `troubles.test.ts`; no test stands here.

import { createBackendServer } from '../../../src/ingest/backendServer.js';
import { fetchTransport } from '../../../src/sources/http/fetchTransport.js';

const [storageFolder = ''] = process.argv.slice(2);
const rejected: string[] = [];
process.on('unhandledRejection', (reason) => rejected.push(String(reason)));

async function main(): Promise<void> {
  const sourceNames = { bundled: 'Digest', imported: 'Imported' };
  const calls = createBackendServer({ storageFolder, build: 'build', windowId: 'reader', sourceNames }, () => undefined, fetchTransport);
  await calls.installSeeds({ folder: storageFolder });
  await calls.setSources({
    sources: [{ folder: '/nowhere' }],
    polling: { inBackground: true, largestDownload: 1000 },
    credentials: new Map(),
  });
  const status = await calls.status();
  const places = await calls.find({ query: '', limit: 10 });
  const [first] = places;
  let marked: unknown;
  try {
    marked = await calls.setRead({ keys: [first?.key ?? ''], isRead: true });
  } catch (error) {
    marked = error instanceof Error ? error.name : error;
  }
  const again = await calls.status();
  const titles = places.filter(({ section }) => !section).map(({ issueTitle }) => issueTitle);
  await calls.close();
  process.stdout.write(JSON.stringify({ status, again, titles, marked, rejected }));
}

main().catch((error: unknown) => process.stdout.write(JSON.stringify({ failed: String(error) })));
