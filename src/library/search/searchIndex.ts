// Keeps the search index true to the issues: a document for each issue that has its text. Written in the transaction of the
// change; what an older version stored is brought in later, newest first (`indexSome`). What the issue names is found on the same
// walk over its words (`library/topics/`).

import { type LibraryDatabase, numberOf, textOf } from '../database.js';
import { readIssue } from '../content.js';
import type { Issue } from '../../digest/model.js';
import { indexText } from './indexText.js';
import { forgetNamed, writeNamed } from '../topics/namedTopics.js';
import { beginReading } from '../topics/topicReader.js';
import { freeSearchId } from './searchId.js';
import { addWords } from './vocabulary.js';

/** Documents that wait for the end of `indexTogether`, by their numbers. */
const waiting = new WeakMap<LibraryDatabase, Map<number, string>>();

/**
 * Does what puts many issues, and writes their documents at its end in the order of their numbers. FTS5 writes its memory out at
 * each document whose number is lower than the last one's, and feeds begin with their newest entries. Call it in a transaction;
 * nothing is found of these issues before it ends.
 */
export function indexTogether<T>(database: LibraryDatabase, work: () => T): T {
  if (waiting.has(database)) return work();
  const documents = new Map<number, string>();
  waiting.set(database, documents);
  try {
    const result = work();
    for (const [id, tokens] of [...documents].sort(([a], [b]) => a - b)) addDocument(database, id, tokens);
    return result;
  } finally {
    waiting.delete(database);
  }
}

function addDocument(database: LibraryDatabase, id: number, tokens: string): void {
  database.run('INSERT INTO search (rowid, words) VALUES (?, ?)', id, tokens);
}

/** Puts the words of the issue at `row` into the index, in place of those that are there. Call it in a transaction. */
export function indexIssue(database: LibraryDatabase, row: number, issue: Issue): void {
  const before = database.get('SELECT search_id, sort_day, source FROM issues WHERE row = ?', row);
  if (!before) throw new Error(`There is no issue at row ${row}.`);
  forgetDocument(database, before['search_id']);
  const id = freeSearchId(database, textOf(before, 'sort_day'));
  const reading = beginReading(database, issue);
  const { tokens, words } = indexText(issue, textOf(before, 'source'), reading && ((part) => reading.add(part)));
  const documents = waiting.get(database);
  if (documents) documents.set(id, tokens);
  else addDocument(database, id, tokens);
  database.run('UPDATE issues SET search_id = ? WHERE row = ?', id, row);
  addWords(database, words);
  if (reading) writeNamed(database, row, issue, reading.finish());
}

/** Takes the issue at `row` out of the index. Call it in a transaction, before the issue is deleted or emptied. */
export function unindexIssue(database: LibraryDatabase, row: number): void {
  const before = database.get('SELECT search_id FROM issues WHERE row = ?', row);
  forgetDocument(database, before?.['search_id']);
  database.run('UPDATE issues SET search_id = NULL WHERE row = ?', row);
  forgetNamed(database, row);
}

function forgetDocument(database: LibraryDatabase, id: unknown): void {
  if (typeof id === 'number' && waiting.get(database)?.delete(id) !== true) database.run('DELETE FROM search WHERE rowid = ?', id);
}

/** How many issues have a text that is not in the index yet. */
export function countUnindexed(database: LibraryDatabase): number {
  const row = database.get(`SELECT count(*) AS count FROM issues WHERE ${isUnindexed}`);
  return row ? numberOf(row, 'count') : 0;
}

const isUnindexed = 'search_id IS NULL AND hidden <> 2';

/** Brings the newest `limit` issues into the index that are not there; gives how many there were. */
export function indexSome(database: LibraryDatabase, limit: number): number {
  return database.transaction(() => {
    const rows = database.all(`SELECT row, key FROM issues WHERE ${isUnindexed} ORDER BY sort_day DESC LIMIT ?`, limit);
    indexTogether(database, () => {
      for (const row of rows) {
        const issue = readIssue(database, textOf(row, 'key'));
        if (issue) indexIssue(database, numberOf(row, 'row'), issue);
      }
    });
    return rows.length;
  });
}

/** Empties the index: every issue waits for `indexSome` again. For a library that was put together anew. */
export function clearIndex(database: LibraryDatabase): void {
  database.transaction(() => {
    database.exec("INSERT INTO search (search) VALUES ('delete-all')");
    database.run('DELETE FROM words');
    database.run('UPDATE issues SET search_id = NULL WHERE search_id IS NOT NULL');
  });
}
