// Finds issues and sections by the words of their titles, for jumping to one. A search in the texts is `search.ts`.

import type { FoundPlace } from '../../protocol/backend.js';
import { findMatches, type SoughtText } from '../../query/findMatches.js';
import { wordsOf } from '../../query/words.js';
import { type LibraryDatabase, numberOf, optionalText, type SqlRow, textOf } from '../database.js';
import { compareSpots, inOrder, spotColumns, toSpot } from '../order.js';
import { fields } from './indexText.js';

/** More words than this narrow nothing down any more. */
const maxWords = 8;

const columns = `issues.key, issues.title, issues.day, issues.is_read, sources.name AS source_name, ${spotColumns}`;

/**
 * Issues and sections whose own title has every word of `query`, or a word that begins so (whatever case and accents), in the
 * order of the tree, an issue before its sections. A section that is named as its issue is the issue's text, no place of its
 * own. Everything when the query is empty. At most `limit`.
 */
export function findTitles(database: LibraryDatabase, query: string, limit: number): readonly FoundPlace[] {
  const words = wordsOf(query).slice(0, maxWords);
  if (words.length === 0 && query.trim() !== '') return [];
  const sought = words.map(({ text }): SoughtText => ({ words: [text], prefix: 'asked' }));
  const isFound = (title: string): boolean => new Set(findMatches(title, sought).map(({ index }) => index)).size === sought.length;
  const places: FoundPlace[] = [];
  for (const row of candidates(
    database,
    words.map(({ text }) => text),
    limit,
  )) {
    if (places.length >= limit) break;
    const own = toPlace(row);
    if (isFound(own.issueTitle)) places.push(own);
    for (const section of sectionsOf(database, row)) if (isFound(section.title)) places.push({ ...own, section });
  }
  return places.slice(0, limit);
}

/** The newest issues whose titles, of whatever part, have all words. */
function candidates(database: LibraryDatabase, words: readonly string[], limit: number): readonly SqlRow[] {
  if (words.length === 0) {
    return database.all(
      `SELECT ${columns} FROM issues CROSS JOIN sources ON sources.id = issues.source WHERE issues.hidden = 0 ${inOrder} LIMIT ?`,
      limit,
    );
  }
  const match = words.map((word) => `("${fields.title}${word}"* OR "${fields.heading}${word}"*)`).join(' AND ');
  const rows = database.all(
    `SELECT ${columns}
     FROM search CROSS JOIN issues ON issues.search_id = search.rowid CROSS JOIN sources ON sources.id = issues.source
     WHERE search MATCH ? AND issues.hidden = 0 ORDER BY search.rowid DESC LIMIT ?`,
    match,
    limit,
  );
  return [...rows].sort((a, b) => compareSpots(toSpot(a), toSpot(b)));
}

function sectionsOf(database: LibraryDatabase, row: SqlRow): readonly { readonly anchor: string; readonly title: string }[] {
  return database
    .all('SELECT anchor, title FROM sections WHERE issue = ? AND title <> ? ORDER BY position', numberOf(row, 'row'), textOf(row, 'title'))
    .map((section) => ({ anchor: textOf(section, 'anchor'), title: textOf(section, 'title') }));
}

function toPlace(row: SqlRow): FoundPlace {
  const day = optionalText(row, 'day');
  return {
    key: textOf(row, 'key'),
    issueTitle: textOf(row, 'title'),
    ...(day === undefined ? {} : { day }),
    sourceName: textOf(row, 'source_name'),
    isRead: numberOf(row, 'is_read') === 1,
  };
}
