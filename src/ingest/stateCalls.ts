// The calls that change what the person did: read, starred, where they stopped. On disk before they are answered.

import { daysOf } from '../library/groups.js';
import { markAllRead, setPlace, setRead, setStarred } from '../library/state.js';
import type { IssueKey, WorkerCalls } from '../protocol/backend.js';
import type { CallHandlers } from '../protocol/channel.js';
import { inBatches } from './batches.js';
import type { LibraryAccess } from './libraryAccess.js';

export type StateCalls = Pick<CallHandlers<WorkerCalls>, 'setRead' | 'markAllRead' | 'setStarred' | 'setPlace'>;

/** Issues that are marked in one transaction: an undone *Mark All Read* names every one of them. */
const batchSize = 500;

/** `onChanged` hears of the issues whose state became another. */
export function createStateCalls(library: LibraryAccess, onChanged: (keys: readonly IssueKey[]) => void): StateCalls {
  return {
    setRead: ({ keys, isRead }) =>
      inBatches(keys, batchSize, (batch) => onChanged(library.write((database) => setRead(database, batch, isRead)))),
    setStarred: ({ keys, isStarred }) =>
      inBatches(keys, batchSize, (batch) => onChanged(library.write((database) => setStarred(database, batch, isStarred)))),
    markAllRead: (params) => {
      const days = params && daysOf(params.group, params.today);
      if (params && !days) return [];
      const keys = library.write((database) => markAllRead(database, days));
      onChanged(keys);
      return keys;
    },
    setPlace: ({ key, place }) => library.write((database) => setPlace(database, key, place)),
  };
}
