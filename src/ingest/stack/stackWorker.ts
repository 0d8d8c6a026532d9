// The entry of the worker that reads a workspace's files: joins `stackServer.ts` to the extension host. It is a worker of its own,
// so that a lock file of many megabytes keeps neither the host nor the library waiting.

import { parentPort, workerData } from 'node:worker_threads';
import { serveCalls } from '../../protocol/channel.js';
import type { StackCalls, StackWorkerData } from '../../protocol/stack.js';
import { createStackServer } from './stackServer.js';

if (!parentPort) throw new Error('This file runs in a worker.');

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- workerData has no type of its own; host and worker are built together
const data = workerData as StackWorkerData;
// A message that is none of ours comes from nobody: the host is the only one who has this port.
serveCalls<StackCalls, never>(parentPort, createStackServer(data), () => undefined);
