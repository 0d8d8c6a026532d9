// Marks of many issues at once, and back. What an action has marked carries its name, a moment that no other has, until it is
// marked otherwise: so an undo finds what it has to bring back, whatever else was marked meanwhile. Marks of single issues are
// in `state.ts`.

import type { IssueKey, MarkRange } from '../../protocol/backend.js';
import { type LibraryDatabase, numberOf, textOf } from '../database.js';
import { filterCondition, groupCondition } from '../lists/groups.js';
import { stepsBeside } from '../lists/lists.js';
import type { Step } from '../order.js';
import { touch } from '../revisions.js';
import { laterThan } from './state.js';

export interface Marked {
  /** Names the action for `undoMarks`. */
  readonly moment: number;
  readonly count: number;
  /** Which issues changed; absent when they are so many that nobody asks one by one. */
  readonly keys?: readonly IssueKey[];
}

/** More keys than these are not told one by one. */
const manyKeys = 500;

/** Marks every unread issue of a range read. Hidden issues are left alone. */
export function markRange(database: LibraryDatabase, range: MarkRange, now: Date = new Date()): Marked {
  return markSteps(database, stepsOf(database, range), now);
}

/** As `markRange`, of the issues that meet one of some conditions, which exclude each other. */
function markSteps(database: LibraryDatabase, steps: readonly Step[], now: Date): Marked {
  return inMuchMemory(database, () => {
    const moment = freeMoment(database, now.getTime());
    let count = 0;
    const keys: IssueKey[] = [];
    for (const step of steps) {
      const unread = `hidden = 0 AND is_read = 0 AND (${step.where})`;
      const some = database.all(`SELECT key FROM issues WHERE ${unread} LIMIT ?`, ...step.values, manyKeys + 1 - keys.length);
      keys.push(...some.map((row) => textOf(row, 'key')));
      database.run(
        `INSERT INTO state (key, read_at, read_changed, bulk_mark) SELECT key, ?, ?, ? FROM issues WHERE ${unread}
         ON CONFLICT (key) DO UPDATE SET read_at = excluded.read_at, bulk_mark = excluded.bulk_mark, read_changed = ${laterThan('read_changed')}`,
        moment,
        moment,
        moment,
        ...step.values,
      );
      count += database.run(`UPDATE issues SET is_read = 1 WHERE ${unread}`, ...step.values).changes;
    }
    if (count > 0) touch(database, 'state');
    return { moment, count, ...(keys.length > manyKeys ? {} : { keys }) };
  });
}

/**
 * Makes the issues that a bulk action marked unread again, but for those that were marked by hand since; gives how many.
 * Which action is told by its moment.
 */
export function undoMarks(database: LibraryDatabase, moment: number, now: Date = new Date()): number {
  return inMuchMemory(database, () => {
    const { changes } = database.run(
      'UPDATE issues SET is_read = 0, is_updated = 0 WHERE is_read = 1 AND key IN (SELECT key FROM state WHERE bulk_mark = ?)',
      moment,
    );
    database.run(
      `UPDATE state SET read_at = NULL, bulk_mark = NULL, read_changed = ${laterThan('read_changed', '?1')} WHERE bulk_mark = ?2`,
      now.getTime(),
      moment,
    );
    if (changes > 0) touch(database, 'state');
    return changes;
  });
}

/** Kilobytes of pages: every index that repeats the mark of a hundred thousand issues. */
const muchMemory = 64_000;

/** One transaction that may touch most pages of the file: with the usual memory each would be read and written many times. */
function inMuchMemory<T>(database: LibraryDatabase, work: () => T): T {
  const usual = database.get('PRAGMA cache_size');
  database.exec(`PRAGMA cache_size = -${muchMemory}`);
  try {
    return database.transaction(work);
  } finally {
    if (usual) database.exec(`PRAGMA cache_size = ${numberOf(usual, 'cache_size')}`);
    database.exec('PRAGMA shrink_memory');
  }
}

/** The first moment from `moment` on that names no action yet. */
function freeMoment(database: LibraryDatabase, moment: number): number {
  let free = moment;
  while (database.get('SELECT 1 FROM state WHERE bulk_mark = ? LIMIT 1', free)) free += 1;
  return free;
}

function stepsOf(database: LibraryDatabase, range: MarkRange): readonly Step[] {
  switch (range.of) {
    case 'all':
      return [{ where: 'TRUE', values: [] }];
    case 'group': {
      const group = groupCondition(database, range.group, range.today);
      const filter = filterCondition[range.view?.filter ?? 'all'];
      return group ? [{ where: `${group.where} AND ${filter}`, values: group.values }] : [];
    }
    case 'source':
      return [{ where: 'source = ?', values: [range.sourceId] }];
    case 'keys':
      return range.keys.map((key) => ({ where: 'key = ?', values: [key] }));
    case 'above':
    case 'below':
      return stepsBeside(database, range.key, range.of, range.view);
  }
}
