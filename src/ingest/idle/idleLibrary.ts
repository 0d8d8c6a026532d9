// Joins idle work to the library: one window does it for all of them, and every call of the host puts it off. The tasks
// themselves are added where the worker's parts are made.

import { releaseLease, takeLease } from '../../library/windows.js';
import { IdleWork, type IdleWorkOptions } from './idleWork.js';
import { type LibraryAccess, LibraryUnavailable } from '../libraryAccess.js';
import type { WorkerLog } from '../workerLog.js';

/** How long it waits; for tests, which cannot. */
export type IdleTimes = Pick<IdleWorkOptions, 'quiet' | 'settleTime'>;

/** Milliseconds that the lease lasts; it is taken for longer when half of them are over. */
const lifetime = 120_000;

export interface IdleLibrary {
  readonly work: IdleWork;
  close(): void;
}

/** Nothing is done while the library is not open: idle work is no reason to open it. */
export function createIdleWork(library: LibraryAccess, windowId: string, log: WorkerLog, times: IdleTimes = {}): IdleLibrary {
  let until = 0;
  const mayWork = (): boolean => {
    if (!library.current) return false;
    const now = Date.now();
    if (until - now > lifetime / 2) return true;
    const isOurs = ifWritable(() => library.write((database) => takeLease(database, windowId, now, lifetime, 'idle')), false);
    until = isOurs ? now + lifetime : 0;
    return isOurs;
  };
  const work = new IdleWork({ ...times, mayWork, log });
  return {
    work,
    close: () => {
      work.close();
      if (until === 0 || !library.current) return;
      ifWritable(() => library.write((database) => releaseLease(database, windowId, 'idle')), undefined);
    },
  };
}

/** A library that cannot be written is said in the view; what can wait has no word of its own about it. */
function ifWritable<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof LibraryUnavailable) return otherwise;
    throw error;
  }
}
