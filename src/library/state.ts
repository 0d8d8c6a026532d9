// What the person did with issues: read, starred, where they stopped. Kept apart from the issues themselves, which come and
// go and change; every change here is on disk when the function returns.

import type { IssueKey, Place } from '../protocol/backend.js';
import { type LibraryDatabase, numberOf, textOf } from './database.js';
import { type DayRange, everyDay } from './groups.js';
import { inOrder } from './order.js';
import { touch } from './revisions.js';

/**
 * Marks issues read or unread, and takes the mark of those that changed since they were read away; gives the keys that
 * changed. A key that the library does not have is passed over.
 */
export function setRead(
  database: LibraryDatabase,
  keys: readonly IssueKey[],
  isRead: boolean,
  now: Date = new Date(),
): readonly IssueKey[] {
  return database.transaction(() => {
    const changed = keys.filter(
      (key) =>
        database.run(
          'UPDATE issues SET is_read = ?, is_updated = 0 WHERE key = ? AND (is_read <> ? OR is_updated = 1)',
          Number(isRead),
          key,
          Number(isRead),
        ).changes > 0,
    );
    for (const key of changed) {
      database.run(
        'INSERT INTO state (key, read_at) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET read_at = excluded.read_at',
        key,
        isRead ? now.getTime() : null,
      );
    }
    if (changed.length > 0) touch(database, 'state');
    return changed;
  });
}

/** Marks every issue read, or those of some days of the tree; gives the keys that changed, in the order of the tree. */
export function markAllRead(database: LibraryDatabase, days: DayRange = everyDay, now: Date = new Date()): readonly IssueKey[] {
  const unread = 'hidden = 0 AND is_read = 0 AND sort_day BETWEEN ? AND ?';
  return database.transaction(() => {
    const rows = database.all(`SELECT key FROM issues WHERE ${unread} ${inOrder}`, days.from, days.to);
    if (rows.length === 0) return [];
    database.run(
      `INSERT INTO state (key, read_at) SELECT key, ? FROM issues WHERE ${unread}
       ON CONFLICT (key) DO UPDATE SET read_at = excluded.read_at`,
      now.getTime(),
      days.from,
      days.to,
    );
    database.run(`UPDATE issues SET is_read = 1 WHERE ${unread}`, days.from, days.to);
    touch(database, 'state');
    return rows.map((row) => textOf(row, 'key'));
  });
}

/** Stars issues or takes their stars away; gives the keys that changed. */
export function setStarred(
  database: LibraryDatabase,
  keys: readonly IssueKey[],
  isStarred: boolean,
  now: Date = new Date(),
): readonly IssueKey[] {
  return database.transaction(() => {
    const changed = keys.filter((key) => {
      const { changes } = database.run(
        `INSERT INTO state (key, starred_at) SELECT key, ? FROM issues WHERE key = ?
         ON CONFLICT (key) DO UPDATE SET starred_at = excluded.starred_at
         WHERE (state.starred_at IS NULL) <> (excluded.starred_at IS NULL)`,
        isStarred ? now.getTime() : null,
        key,
      );
      return changes > 0;
    });
    for (const key of changed) database.run('UPDATE issues SET is_starred = ? WHERE key = ?', Number(isStarred), key);
    if (changed.length > 0) touch(database, 'state');
    return changed;
  });
}

/** Keeps where somebody stopped reading an issue. No other window needs to hear of it, so it counts as no change. */
export function setPlace(database: LibraryDatabase, key: IssueKey, place: Place): void {
  database.run(
    `INSERT INTO state (key, place_anchor, place_offset) SELECT key, ?, ? FROM issues WHERE key = ?
     ON CONFLICT (key) DO UPDATE SET place_anchor = excluded.place_anchor, place_offset = excluded.place_offset`,
    place.anchor,
    place.offset,
    key,
  );
}

/** Where somebody stopped reading an issue; undefined when they have not begun. */
export function placeOf(database: LibraryDatabase, key: IssueKey): Place | undefined {
  const row = database.get('SELECT place_anchor, place_offset FROM state WHERE key = ? AND place_anchor IS NOT NULL', key);
  return row && { anchor: textOf(row, 'place_anchor'), offset: numberOf(row, 'place_offset') };
}

/** Forgets all state. The issues that are there become unread. */
export function clearState(database: LibraryDatabase): void {
  database.transaction(() => {
    database.run('DELETE FROM state');
    database.run('UPDATE issues SET is_read = 0, is_starred = 0, is_updated = 0 WHERE is_read = 1 OR is_starred = 1 OR is_updated = 1');
    touch(database, 'state');
  });
}
