// Brings issues into the search index that are not there: those that an older version stored, or that were carried over from a
// damaged file. What is put from now on is indexed as it is put.

import { countUnindexed, indexSome } from '../../library/search/searchIndex.js';
import type { IdleTask } from './idleWork.js';
import type { LibraryAccess } from '../libraryAccess.js';

/** Issues of one step: some tens of milliseconds. */
const batch = 20;

/** Another window may be of an older version, which writes issues and knows no index. */
const lookAgain = 300_000;

/** `onIndexed` hears once, when all of them are there: saved searches find more than before. */
export function createIndexing(library: LibraryAccess, onIndexed: () => void): IdleTask {
  return {
    name: 'index',
    every: lookAgain,
    isDue: () => library.current !== undefined && library.read(countUnindexed, 0) > 0,
    step: () => {
      if (library.write((database) => indexSome(database, batch)) === batch) return 'more';
      onIndexed();
      return 'done';
    },
  };
}
