// The transport that asks the global `fetch` of its own thread: for tests and tools. In the extension the worker's requests
// go through the extension host (`ingest/hostTransport.ts`).

import type { Transport } from './transport.js';

export const fetchTransport: Transport = async ({ url, headers }, signal) => {
  const response = await fetch(url, { headers, signal, redirect: 'manual', credentials: 'omit' });
  return {
    status: response.status,
    headers: new Map(response.headers),
    body: response.body ?? noBytes(),
  };
};

async function* noBytes(): AsyncGenerator<Uint8Array> {}
