// Writes down what issues name, and takes it away again.

import type { Issue } from '../../digest/model.js';
import { type LibraryDatabase, numberOf, textOf } from '../database.js';
import type { NamedTopic } from './topicReader.js';

/** Days since 1970 of a day `YYYY-MM-DD`. */
export function dayNumber(day: string): number {
  return Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
}

/** Puts what the issue at `row` names in the place of what is known of it. Call it in a transaction. */
export function writeNamed(database: LibraryDatabase, row: number, issue: Issue, named: readonly NamedTopic[]): void {
  forgetNamed(database, row);
  if (named.length === 0) return;
  const stored = database.get('SELECT sort_day FROM issues WHERE row = ?', row);
  if (!stored) throw new Error(`There is no issue at row ${row}.`);
  const day = dayNumber(textOf(stored, 'sort_day'));
  const sentences = Map.groupBy(named, ({ section, sentence }) => `${section ?? ''} ${sentence}`);
  for (const topics of sentences.values()) {
    const [first] = topics;
    if (!first) continue;
    const { section, sentence, hasFigures } = first;
    const anchor = section === undefined ? null : (issue.sections[section]?.id ?? null);
    const { lastRow } = database.run(
      'INSERT INTO sentences (issue, anchor, has_figures, text) VALUES (?, ?, ?, ?)',
      row,
      anchor,
      Number(hasFigures),
      sentence,
    );
    for (const { topic, version } of topics) {
      database.run(
        'INSERT OR IGNORE INTO mentions (topic, day, sentence, version) VALUES (?, ?, ?, ?)',
        topicRow(database, topic),
        day,
        lastRow,
        version ?? '',
      );
    }
  }
}

/** Takes away what the issue at `row` names. */
export function forgetNamed(database: LibraryDatabase, row: number): void {
  database.run('DELETE FROM sentences WHERE issue = ?', row);
}

/** The topic's own row, which is never deleted. */
function topicRow(database: LibraryDatabase, id: string): number {
  const known = database.get('SELECT row FROM topics WHERE id = ?', id);
  return known ? numberOf(known, 'row') : database.run('INSERT INTO topics (id) VALUES (?)', id).lastRow;
}
