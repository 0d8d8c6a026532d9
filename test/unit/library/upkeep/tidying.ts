// Lets a library obey a rule of retention and tidies its file, as an idle window does, without a pause. Apart from the tests, since
// a process that is killed in the middle of it uses it too.

import type { LibraryDatabase } from '../../../../src/library/database.js';
import { writeRules } from '../../../../src/library/rules/rules.js';
import { CompactionRound } from '../../../../src/library/upkeep/compaction.js';
import { RetentionRound } from '../../../../src/library/upkeep/retention.js';
import { usualRules } from '../../../../src/query/libraryRules.js';

/** Keeps the text of the newest issues of each source, and of what `search` finds and is unread. */
export function tidyWhole(database: LibraryDatabase, perSource: number, search: string): void {
  writeRules(database, { ...usualRules, retention: { days: null, perSource }, searches: [search] });
  const retention = new RetentionRound();
  while (retention.step(database).outcome === 'more');
  const compaction = new CompactionRound();
  while (compaction.step(database) === 'more');
}
