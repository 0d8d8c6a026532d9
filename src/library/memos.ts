// What the library remembers of itself: small values by name, as JSON. What they mean is the business of those who keep them; they
// check what they read, since another build may have written it.

import { type LibraryDatabase, textOf } from './database.js';

/** Every name there is, so that no two mean different things by one. */
export type MemoName =
  /** What the settings say about mutes, saved searches and retention (`rules.ts`). */
  | 'rules'
  /** Which rules every issue has been held against (`mutes.ts`). */
  | 'muted'
  /** How the last round of retention ended (`retention.ts`). */
  | 'retention'
  /** When the file was last tidied (`compaction.ts`). */
  | 'compaction'
  /** The state's revision that was last copied beside the library (`ingest/idle/stateCopy.ts`). */
  | 'stateCopy'
  /** The name of this library among those that share marks (`stateSlots.ts`). */
  | 'machine'
  /** The last issue whose addresses may lack their numbers (`addresses.ts`). */
  | 'unnumbered'
  /** Up to where the library has been read for topics, and with which catalogue (`topics/reread.ts`). */
  | 'unnamed'
  /** Packages of workspaces that issues are read for, and when each was last used (`ingest/topics/knownPackages.ts`). */
  | 'packages'
  /** Nothing: it is written to find out whether anything can be (`libraryAccess.ts`). */
  | 'probe'
  /** What came back of a damaged library, until the person puts the news aside (`salvageReport.ts`). */
  | 'salvaged';

/** The value of a memo; undefined when there is none, or none that can be read. */
export function readMemo(database: LibraryDatabase, name: MemoName): unknown {
  const row = database.get('SELECT value FROM memos WHERE name = ?', name);
  if (!row) return undefined;
  try {
    return JSON.parse(textOf(row, 'value')) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Keeps a value in place of the one before; undefined forgets it. */
export function writeMemo(database: LibraryDatabase, name: MemoName, value: unknown): void {
  if (value === undefined) database.run('DELETE FROM memos WHERE name = ?', name);
  else database.run('INSERT OR REPLACE INTO memos (name, value) VALUES (?, ?)', name, JSON.stringify(value));
}
