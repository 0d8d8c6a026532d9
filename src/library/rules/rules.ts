// The rules of the settings as the library remembers them, so that whoever writes to it obeys them.

import { type LibraryRules, toLibraryRules } from '../../query/libraryRules.js';
import type { LibraryDatabase } from '../database.js';
import { readMemo, writeMemo } from '../memos.js';

/** The rules that hold; the usual ones before any were set. */
export function readRules(database: LibraryDatabase): LibraryRules {
  return toLibraryRules(readMemo(database, 'rules'));
}

/** Remembers the rules of the settings. Gives whether they are others than before. */
export function writeRules(database: LibraryDatabase, rules: LibraryRules): boolean {
  return database.transaction(() => {
    const checked = toLibraryRules(rules);
    if (JSON.stringify(checked) === JSON.stringify(readRules(database)) && readMemo(database, 'rules') !== undefined) return false;
    writeMemo(database, 'rules', checked);
    return true;
  });
}
