// Has the calls that change something wait for the end of a salvage: what somebody does meanwhile is done afterwards, not lost.
// Calls that only read answer at once that there is nothing; `status` says why.

import type { WorkerCalls } from '../protocol/backend.js';
import type { CallHandlers } from '../protocol/channel.js';
import { type LibraryAccess, LibraryUnavailable } from './libraryAccess.js';
import { describeError, type WorkerLog } from './workerLog.js';

const waiting = [
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
] as const satisfies readonly (keyof WorkerCalls)[];

/** The handlers, some of which wait. Damage that such a call meets itself is salvaged before it is answered. */
export function afterSalvage(handlers: CallHandlers<WorkerCalls>, library: LibraryAccess, log: WorkerLog): CallHandlers<WorkerCalls> {
  const waited = waiting.map((name) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the list loses which parameters belong to which handler
    const handler = handlers[name] as (...given: readonly unknown[]) => unknown;
    return [name, async (...params: readonly unknown[]) => callAfter(library, () => handler(...params))] as const;
  });
  return {
    ...handlers,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
    ...(Object.fromEntries(waited) as Partial<CallHandlers<WorkerCalls>>),
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
