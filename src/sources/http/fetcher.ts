// Fetching for all sources together: one queue and one limit of size for all. What a fetch is stands in `fetchDocument.ts`.

import { type FetchDocument, fetchDocument } from './fetchDocument.js';
import { createRequestQueue, type RequestQueue } from './requestQueue.js';
import type { Transport } from './transport.js';

export interface Fetcher {
  readonly fetch: FetchDocument;
  readonly queue: RequestQueue;
  /** Bytes, decoded: larger documents are not read from now on. */
  setLargest(bytes: number): void;
}

export function createFetcher(transport: Transport, queue: RequestQueue = createRequestQueue()): Fetcher {
  let bytes: number | undefined;
  return {
    queue,
    setLargest: (largest) => {
      bytes = largest;
    },
    fetch: (address, request) =>
      fetchDocument(address, { ...request, transport, queue, limits: { ...(bytes === undefined ? {} : { bytes }), ...request.limits } }),
  };
}
