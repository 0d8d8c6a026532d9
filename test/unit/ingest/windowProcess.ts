// A process that is one window on a library: reads every issue in turn and leaves each at a place, and prints what was
// acknowledged. Bundled and started by `twoWindows.test.ts`; no test stands here.

import { setTimeout } from 'node:timers/promises';
import { createBackendServer } from '../../../src/ingest/backendServer.js';
import { fetchTransport } from '../../../src/sources/http/fetchTransport.js';

const [storageFolder = '', name = '', ...keys] = process.argv.slice(2);

async function main(): Promise<void> {
  const ending = new AbortController();
  process.stdin.on('data', () => ending.abort());
  const sourceNames = { bundled: 'Digest', imported: 'Imported' };
  const calls = createBackendServer(
    { storageFolder, build: 'build', windowId: name, sourceNames },
    (event) => {
      if (event.event === 'log' && event.level === 'warn') process.stdout.write(`log ${event.message.slice(0, 30)}\n`);
    },
    fetchTransport,
  );
  process.stdout.write(`status ${(await calls.status()).state}\n`);
  for (let round = 1; !ending.signal.aborted; round++) {
    for (const key of keys) {
      await calls.setPlace({ key, place: { anchor: 'warp', offset: round } });
      process.stdout.write(`place ${key} ${round}\n`);
      await calls.outline({ key });
    }
    // Messages are let through, as they are in a worker.
    await setTimeout(1);
  }
  const { state } = await calls.status();
  await calls.close();
  process.stdout.write(`end ${state}\n`);
  process.exit();
}

void main();
