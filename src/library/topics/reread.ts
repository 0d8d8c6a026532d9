// Reads issues for topics that are in the library already: all of them when the catalogue has become another, those that have the
// words of a new topic when one has come. Step by step, so that nobody has to wait.

import { readIssue } from '../content.js';
import { type LibraryDatabase, numberOf, textOf } from '../database.js';
import { readMemo, writeMemo } from '../memos.js';
import { indexText } from '../search/indexText.js';
import { writeNamed } from './namedTopics.js';
import { beginReading } from './topicReader.js';

/** Which catalogue the library was read with, and where the reading stands; what the memo `unnamed` says. */
interface Reading {
  readonly edition: string;
  /** The issues up to this row are still to be read; absent when all are. */
  readonly row?: number;
}

function readingOf(database: LibraryDatabase): Reading | undefined {
  const memo = readMemo(database, 'unnamed');
  if (typeof memo !== 'object' || memo === null) return undefined;
  const { edition, row }: { readonly edition?: unknown; readonly row?: unknown } = memo;
  if (typeof edition !== 'string') return undefined;
  return typeof row === 'number' ? { edition, row } : { edition };
}

/** Whether every issue has been read with this edition of the catalogue. */
export function areTopicsRead(database: LibraryDatabase, edition: string): boolean {
  const reading = readingOf(database);
  return reading?.edition === edition && reading.row === undefined;
}

/** Reads the newest `limit` issues that have not been read with this edition; gives how many there were. */
export function readSome(database: LibraryDatabase, edition: string, limit: number): number {
  return database.transaction(() => {
    const reading = readingOf(database);
    if (reading?.edition === edition && reading.row === undefined) return 0;
    const from = reading?.edition === edition ? (reading.row ?? 0) : Number.MAX_SAFE_INTEGER;
    const rows = database
      .all('SELECT row FROM issues WHERE row <= ? AND hidden <> 2 ORDER BY row DESC LIMIT ?', from, limit)
      .map((row) => numberOf(row, 'row'));
    readAnew(database, rows);
    const lowest = rows.at(-1);
    const isDone = rows.length < limit || lowest === undefined;
    writeMemo(database, 'unnamed', isDone ? { edition } : { edition, row: lowest - 1 });
    return rows.length;
  });
}

/** Reads some issues again. */
export function readAnew(database: LibraryDatabase, rows: readonly number[]): void {
  database.transaction(() => {
    for (const row of rows) {
      const stored = database.get('SELECT key, source FROM issues WHERE row = ?', row);
      const issue = stored && readIssue(database, textOf(stored, 'key'));
      const reading = issue && beginReading(database, issue);
      if (!reading) continue;
      indexText(issue, textOf(stored, 'source'), (part) => reading.add(part));
      writeNamed(database, row, issue, reading.finish());
    }
  });
}

/** Rows of the newest issues that have some words side by side. */
export function issuesWith(database: LibraryDatabase, words: readonly string[], limit: number): readonly number[] {
  if (words.length === 0) return [];
  const phrase = `"${words.map((word) => word.replaceAll('"', '')).join(' ')}"`;
  return database
    .all(
      'SELECT issues.row FROM search JOIN issues ON issues.search_id = search.rowid WHERE search MATCH ? ORDER BY search.rowid LIMIT ?',
      phrase,
      limit,
    )
    .map((row) => numberOf(row, 'row'));
}
