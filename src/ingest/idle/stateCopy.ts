// Keeps a copy of what the person did (`reading-state.json`, in the form of *Export Reading State*) beside the library, written
// while nobody asks for anything: should the library be damaged, no star depends on the damaged pages. After a salvage what the
// copy knows is merged into what came back; later decisions count, so nothing newer is lost to it.

import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LibraryDatabase } from '../../library/database.js';
import { readMemo, writeMemo } from '../../library/memos.js';
import { revisions } from '../../library/revisions.js';
import { countStars, readSalvageReport, writeSalvageReport } from '../../library/salvage/salvageReport.js';
import { parseStateFile, stateFile, stateLines } from '../../library/state/stateFile.js';
import { applyState, readState } from '../../library/state/stateRecord.js';
import type { BackendEvent, IssueKey } from '../../protocol/backend.js';
import { inBatches } from '../batches.js';
import type { IdleTask } from './idleWork.js';
import type { LibraryAccess } from '../libraryAccess.js';
import type { WorkerLog } from '../workerLog.js';

/** Milliseconds between two copies: a large record is some megabytes. */
const copyEvery = 15 * 60_000;

/** Issues whose state is read in one step, or merged in one transaction. */
const batchSize = 500;

/** A copy that is being put together. */
interface Draft {
  readonly revision: number;
  readonly lines: string[];
  after: IssueKey;
}

export interface StateCopy {
  readonly task: IdleTask;
  /** Merges the copy into a library that was salvaged. Never rejects. */
  restore(): Promise<void>;
  /**
   * Removes the copy: the person has everything forgotten. Call it before the library is emptied; what is being merged or written
   * has ended then, and nothing is begun before the caller's next step.
   */
  clear(): Promise<void>;
}

export function createStateCopy(
  library: LibraryAccess,
  storageFolder: string,
  emit: (event: BackendEvent) => void,
  log: WorkerLog,
): StateCopy {
  const file = join(storageFolder, 'reading-state.json');
  let draft: Draft | undefined;
  /** Nothing is written over a copy that has not been merged yet. */
  let restoring: Promise<void> | undefined;
  let writing: Promise<void> | undefined;
  let isClearing = false;

  const merge = async (): Promise<void> => {
    const content = await readIfThere(file);
    const read = content && parseStateFile(content, Date.now());
    if (!read?.ok) return;
    await inBatches([...read.state], batchSize, (batch) => {
      const { keys } = library.write((database) => applyState(database, new Map(batch)));
      if (keys.length > 0) emit({ event: 'changed', scope: 'state', keys });
    });
    library.write((database) => {
      const report = readSalvageReport(database);
      if (report) writeSalvageReport(database, { ...report, stars: countStars(database) });
      writeMemo(database, 'stateCopy', undefined);
    });
  };
  const restore = (): Promise<void> => {
    draft = undefined;
    restoring ??= merge()
      .catch((error: unknown) => log('warn', `The copy of the reading state was not merged: ${String(error)}`))
      .finally(() => (restoring = undefined));
    return restoring;
  };

  return {
    restore,
    clear: async () => {
      isClearing = true;
      try {
        draft = undefined;
        // Whether the copy could be written is the business of those who write it.
        await Promise.allSettled([restoring, writing]);
        await rm(file, { force: true });
      } finally {
        isClearing = false;
      }
    },
    task: {
      name: 'stateCopy',
      every: copyEvery,
      isDue: () => library.current !== undefined && !restoring && !isClearing && library.read(isOutdated, false),
      step: async () => {
        const current = (draft ??= { revision: library.read((database) => revisions(database).state, 0), lines: [], after: '' });
        const page = library.read((database) => readState(database, current.after, batchSize), []);
        current.lines.push(...stateLines(page));
        const last = page.at(-1);
        if (last) {
          current.after = last.key;
          return 'more';
        }
        draft = undefined;
        writing = writeWhole(file, stateFile(current.lines, new Date()));
        await writing;
        library.write((database) => writeMemo(database, 'stateCopy', current.revision));
        return 'done';
      },
    },
  };
}

function isOutdated(database: LibraryDatabase): boolean {
  return readMemo(database, 'stateCopy') !== revisions(database).state;
}

/** The file is the one from before or the new one, never half of it, also when the machine stops. */
async function writeWhole(file: string, text: string): Promise<void> {
  const part = `${file}.part`;
  const handle = await open(part, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, file);
}

async function readIfThere(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
