// A process that is one window on a library: marks one issue read, as the host asks its worker to, and ends. Bundled and started by
// `twoWindows.test.ts`; no test stands here.

import { createBackendServer } from '../../../src/ingest/backendServer.js';
import { fetchTransport } from '../../../src/sources/http/fetchTransport.js';

const [storageFolder = '', key = ''] = process.argv.slice(2);

async function main(): Promise<void> {
  const sourceNames = { bundled: 'Digest', imported: 'Imported' };
  const calls = createBackendServer({ storageFolder, build: 'build', windowId: 'marking', sourceNames }, () => {}, fetchTransport);
  await calls.setRead({ keys: [key], isRead: true });
  await calls.close();
  process.exit();
}

void main();
