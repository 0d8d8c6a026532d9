// The worker's entry: joins the backend to the port that the extension host listens on. No rule of any kind stands here.

import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { BackendEvent, WorkerCalls, WorkerData } from '../protocol/backend.js';
import { serveCalls } from '../protocol/channel.js';
import { createBackendServer } from './backendServer.js';
import { createHostTransport } from './hostTransport.js';

if (!parentPort) throw new Error('This file runs in a worker.');

// The host and the worker are built together, so what the host gives is what the worker expects.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- workerData has no type of its own
const data = workerData as WorkerData<MessagePort>;
const handlers = createBackendServer(data, (event) => server.emit(event), createHostTransport(data.fetchPort));
const server = serveCalls<WorkerCalls, BackendEvent>(parentPort, handlers, (message) => {
  server.emit({ event: 'log', level: 'warn', component: 'worker', message: `Not a message of ours: ${typeof message}` });
});
