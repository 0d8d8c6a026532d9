// How large the library is, for *Source Health*. Counted by indexes; changes nothing.

import type { LibrarySize } from '../../protocol/libraryStatus.js';
import { freePages, lastCompaction, pragma } from './compaction.js';
import { type LibraryDatabase, numberOf, optionalText } from '../database.js';
import { lastRetention } from './retention.js';
import { countUnindexed } from '../search/searchIndex.js';

export function librarySize(database: LibraryDatabase): LibrarySize {
  const page = pragma(database, 'page_size');
  const oldest = database.get('SELECT min(sort_day) AS day FROM issues WHERE hidden = 0');
  const oldestDay = oldest && optionalText(oldest, 'day');
  const compactedAt = lastCompaction(database);
  const retention = lastRetention(database);
  return {
    bytes: pragma(database, 'page_count') * page,
    freeBytes: freePages(database) * page,
    shown: count(database, 'issues WHERE hidden = 0'),
    muted: count(database, 'issues WHERE hidden = 1'),
    emptied: count(database, 'issues WHERE hidden = 2'),
    words: count(database, 'words'),
    unindexed: countUnindexed(database),
    ...(oldestDay === undefined ? {} : { oldestDay }),
    ...(compactedAt === undefined ? {} : { compactedAt }),
    ...(retention === undefined ? {} : { retainedAt: retention.at, lastEmptied: retention.emptied }),
  };
}

function count(database: LibraryDatabase, what: string): number {
  const row = database.get(`SELECT count(*) AS count FROM ${what}`);
  return row ? numberOf(row, 'count') : 0;
}
