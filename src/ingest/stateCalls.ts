// The calls that change what the person did: read, starred, noted, where they stopped. On disk before they are answered.

import { markRange, undoMarks } from '../library/state/bulkMarks.js';
import { issueRow } from '../library/lists/rows.js';
import { noteOf, setNote, setPlace, setRead, setStarred, wasMarkedUnread } from '../library/state/state.js';
import type { IssueKey, WorkerCalls } from '../protocol/backend.js';
import type { CallHandlers } from '../protocol/channel.js';
import { inBatches } from './batches.js';
import type { LibraryAccess } from './libraryAccess.js';

export type StateCalls = Pick<
  CallHandlers<WorkerCalls>,
  'setRead' | 'markRange' | 'undoMarks' | 'setStarred' | 'issueState' | 'setNote' | 'setPlace'
>;

/** Issues that are marked in one transaction. */
const batchSize = 500;

/** `onChanged` hears of the issues whose state became another; without keys, of any. */
export function createStateCalls(library: LibraryAccess, onChanged: (keys?: readonly IssueKey[]) => void): StateCalls {
  return {
    setRead: ({ keys, isRead }) =>
      inBatches(keys, batchSize, (batch) => onChanged(library.write((database) => setRead(database, batch, isRead)))),
    setStarred: ({ keys, isStarred }) =>
      inBatches(keys, batchSize, (batch) => onChanged(library.write((database) => setStarred(database, batch, isStarred)))),
    markRange: (range) => {
      const { moment, count, keys } = library.write((database) => markRange(database, range));
      onChanged(keys);
      return { moment, count };
    },
    undoMarks: ({ moment }) => {
      const count = library.write((database) => undoMarks(database, moment));
      onChanged(count > 0 ? undefined : []);
      return count;
    },
    issueState: ({ key }) =>
      library.read((database) => {
        const row = issueRow(database, key);
        const note = noteOf(database, key);
        const isLeftUnread = !!row && !row.isRead && wasMarkedUnread(database, key);
        return row && { isRead: row.isRead, isStarred: row.isStarred, isLeftUnread, ...(note === undefined ? {} : { note }) };
      }, undefined),
    setNote: ({ key, text }) => onChanged(library.write((database) => setNote(database, key, text)) ? [key] : []),
    setPlace: ({ key, place }) => library.write((database) => setPlace(database, key, place)),
  };
}
