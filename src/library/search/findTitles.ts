// Finds issues and sections by the words of their titles, for jumping to one. A search in the texts is `search.ts`.

import type { FoundPlace } from '../../protocol/backend.js';
import { findMatches } from '../../query/findMatches.js';
import type { TextCondition } from '../../query/query.js';
import { wordsOf } from '../../query/words.js';
import { type LibraryDatabase, numberOf, type SqlRow, textOf } from '../database.js';
import { compileQuery } from './compileQuery.js';
import { toFoundIssue } from './foundIssue.js';
import { newestIssues, titles } from './rankedIssues.js';

/** More words than this narrow nothing down any more. */
const maxWords = 8;

/**
 * Issues and sections whose own title has every word of `query`, or a word that begins so (whatever case and accents), in the
 * order of the tree, an issue before its sections. A section that is named as its issue is the issue's text, no place of its
 * own. Everything when the query is empty. At most `limit`.
 */
export function findTitles(database: LibraryDatabase, query: string, limit: number): readonly FoundPlace[] {
  const words = wordsOf(query).slice(0, maxWords);
  if (words.length === 0 && query.trim() !== '') return [];
  const sought = words.map(({ text }): TextCondition => ({ type: 'text', text, words: [text], prefix: 'asked' }));
  const isFound = (title: string): boolean => new Set(findMatches(title, sought).map(({ index }) => index)).size === sought.length;
  const compiled = compileQuery(
    database,
    sought.map((condition) => [{ condition, isNegated: false }]),
  );
  const places: FoundPlace[] = [];
  // The words of an issue may stand in different titles of it: it has a place then, or none.
  for (const row of newestIssues(database, compiled, { fields: titles }, limit)) {
    if (places.length >= limit) break;
    const own = toFoundIssue(row);
    if (isFound(own.issueTitle)) places.push(own);
    for (const section of sectionsOf(database, row)) if (isFound(section.title)) places.push({ ...own, section });
  }
  return places.slice(0, limit);
}

function sectionsOf(database: LibraryDatabase, row: SqlRow): readonly { readonly anchor: string; readonly title: string }[] {
  return database
    .all('SELECT anchor, title FROM sections WHERE issue = ? AND title <> ? ORDER BY position', numberOf(row, 'row'), textOf(row, 'title'))
    .map((section) => ({ anchor: textOf(section, 'anchor'), title: textOf(section, 'title') }));
}
