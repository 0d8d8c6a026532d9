// The calls by which reading state leaves this library and comes into it: one file that a person keeps, and the slots that travel
// with the editor's settings. What counts more than what is decided in `library/state/readingState.ts`.

import { randomUUID } from 'node:crypto';
import type { LibraryDatabase } from '../library/database.js';
import { readMemo, writeMemo } from '../library/memos.js';
import type { IssueMarks, ReadingState } from '../library/state/readingState.js';
import { parseStateFile, stateFile, stateLines } from '../library/state/stateFile.js';
import { addChanges, applyState, compareState, correctStamps, latestMarks, noChanges, readState } from '../library/state/stateRecord.js';
import { readSlots, writeSlot } from '../library/state/stateSlots.js';
import type { IssueKey, WorkerCalls } from '../protocol/backend.js';
import type { CallHandlers } from '../protocol/channel.js';
import type { StateChanges, StateFileOutcome } from '../protocol/readingState.js';
import { breathe, inBatches } from './batches.js';
import type { LibraryAccess } from './libraryAccess.js';

export type ReadingStateCalls = Pick<CallHandlers<WorkerCalls>, 'exportState' | 'inspectState' | 'importState' | 'exchangeState'>;

/** Issues whose state is read or written at a time. */
const batchSize = 500;

/** More marks of a kind than fit into a slot. */
const enoughMarks = 500;

/** `onChanged` hears of the issues whose state became another. */
export function createReadingStateCalls(library: LibraryAccess, onChanged: (keys: readonly IssueKey[]) => void): ReadingStateCalls {
  const apply = async (state: ReadingState): Promise<StateChanges> => {
    let changes = noChanges;
    await inBatches([...state], batchSize, (batch: readonly (readonly [IssueKey, IssueMarks])[]) => {
      const applied = library.write((database) => applyState(database, new Map(batch)));
      changes = addChanges(changes, applied.changes);
      onChanged(applied.keys);
    });
    return changes;
  };
  return {
    exportState: async () => {
      const lines: string[] = [];
      for (let after: IssueKey | undefined = ''; after !== undefined; await breathe()) {
        const from: IssueKey = after;
        const page = library.read((database) => readState(database, from, batchSize), []);
        lines.push(...stateLines(page));
        after = page.at(-1)?.key;
      }
      return { text: stateFile(lines, new Date()), issues: lines.length };
    },
    inspectState: ({ content }) => inFile(content, (state) => library.read((database) => compareState(database, state), noChanges)),
    importState: ({ content }) => inFile(content, apply),
    exchangeState: async ({ slots, mayWrite }) => {
      if (library.status().state !== 'ready') return undefined;
      const now = Date.now();
      await apply(readSlots(slots, now));
      if (!mayWrite) return undefined;
      return library.write((database) => {
        correctStamps(database, now);
        const own = { stars: latestMarks(database, 'star', enoughMarks), reads: latestMarks(database, 'read', enoughMarks) };
        return writeSlot(slots, machineOf(database), own, now);
      });
    },
  };
}

async function inFile(content: Uint8Array, take: (state: ReadingState) => StateChanges | Promise<StateChanges>): Promise<StateFileOutcome> {
  const reading = parseStateFile(content, Date.now());
  if (!reading.ok) return { outcome: 'failed', problem: reading.problem };
  return { outcome: 'read', changes: await take(reading.state), issues: reading.state.size, leftOut: reading.leftOut };
}

/** Names this library among those that share marks. It stays with the library, so that all windows are one machine. */
function machineOf(database: LibraryDatabase): string {
  const known = readMemo(database, 'machine');
  if (typeof known === 'string') return known;
  const machine = randomUUID();
  writeMemo(database, 'machine', machine);
  return machine;
}
