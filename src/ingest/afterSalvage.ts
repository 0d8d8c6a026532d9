// Has the calls that change something wait for the end of a salvage: what somebody does meanwhile is done afterwards, not lost.
// Calls that only read answer at once that there is nothing; `status` says why.

import type { WorkerCalls } from '../protocol/backend.js';
import type { CallHandlers } from '../protocol/channel.js';
import { type LibraryAccess, LibraryUnavailable } from './libraryAccess.js';
import { wrapCalls } from './wrapCalls.js';
import { describeError, type WorkerLog } from './workerLog.js';

const waiting: ReadonlySet<string> = new Set([
  'setRead',
  'setStarred',
  'setNote',
  'setPlace',
  'markRange',
  'undoMarks',
  'import',
  'importState',
  'setRules',
  'setSources',
  'refresh',
  'readFullArticle',
  'resetLocalData',
] satisfies readonly (keyof WorkerCalls)[]);

/** The handlers, some of which wait. Damage that such a call meets itself is salvaged before it is answered. */
export function afterSalvage(handlers: CallHandlers<WorkerCalls>, library: LibraryAccess, log: WorkerLog): CallHandlers<WorkerCalls> {
  return {
    ...wrapCalls(
      handlers,
      (call) => callAfter(library, call),
      (name) => waiting.has(name),
    ),
    // Everything else that the host asks waits for this one, also what it has to say about the salvage.
    installSeeds: async (params) => {
      library.open();
      const installed = callAfter(library, () => handlers.installSeeds(params)).catch((error: unknown) => {
        // Without bundled issues the worker is of use all the same; `status` says what is wrong with the library.
        const isExpected = error instanceof LibraryUnavailable;
        log(isExpected ? 'warn' : 'error', `The bundled issues were not installed: ${isExpected ? error.message : describeError(error)}`);
      });
      if (!library.salvage) await installed;
    },
  };
}

async function callAfter(library: LibraryAccess, call: () => unknown): Promise<unknown> {
  await library.salvage;
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof LibraryUnavailable) || !library.salvage) throw error;
  }
  await library.salvage;
  return call();
}
