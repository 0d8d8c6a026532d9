// Finds issues and sections by the words of their titles, for jumping to one. Searching the texts is another matter.

import type { FoundPlace } from '../protocol/backend.js';
import { type LibraryDatabase, numberOf, optionalText, type SqlRow, textOf } from './database.js';
import { fold } from '../query/fold.js';
import { compareSpots, inOrder, spotColumns, toSpot } from './order.js';

/** More words than this narrow nothing down any more. */
const maxWords = 8;

const issueColumns = `
  issues.key, issues.title AS issue_title, issues.day, issues.is_read, sources.name AS source_name,
  ${spotColumns}`;

/**
 * Issues and sections whose own title holds every word of `query` (as a part of a word too, whatever case and accents), in
 * the order of the tree, an issue before its sections. A section that is named as its issue is the issue's text, no place of
 * its own. Everything when the query is empty. At most `limit`.
 */
export function findPlaces(database: LibraryDatabase, query: string, limit: number): readonly FoundPlace[] {
  const words = fold(query).split(/\s+/).filter(Boolean).slice(0, maxWords);
  const test = (table: string): string => words.map(() => `AND instr(${table}.folded, ?)`).join(' ');
  // The order of the outer table and of the inner one come from indexes, so a search ends at its last row, not after a sort.
  const issues = database.all(
    `SELECT ${issueColumns}, -1 AS position FROM issues JOIN sources ON sources.id = issues.source
     WHERE issues.hidden = 0 ${test('issues')} ${inOrder} LIMIT ?`,
    ...words,
    limit,
  );
  const sections = database.all(
    `SELECT ${issueColumns}, sections.position, sections.anchor, sections.title AS section_title
     FROM issues CROSS JOIN sections ON sections.issue = issues.row JOIN sources ON sources.id = issues.source
     WHERE issues.hidden = 0 AND sections.title <> issues.title ${test('sections')}
     ${inOrder}, sections.position LIMIT ?`,
    ...words,
    limit,
  );
  return [...issues, ...sections].sort(compareInOrder).slice(0, limit).map(toFoundPlace);
}

function compareInOrder(a: SqlRow, b: SqlRow): number {
  return compareSpots(toSpot(a), toSpot(b)) || numberOf(a, 'position') - numberOf(b, 'position');
}

function toFoundPlace(row: SqlRow): FoundPlace {
  const day = optionalText(row, 'day');
  return {
    key: textOf(row, 'key'),
    issueTitle: textOf(row, 'issue_title'),
    ...(day === undefined ? {} : { day }),
    sourceName: textOf(row, 'source_name'),
    ...(numberOf(row, 'position') < 0 ? {} : { section: { anchor: textOf(row, 'anchor'), title: textOf(row, 'section_title') } }),
    isRead: numberOf(row, 'is_read') === 1,
  };
}
