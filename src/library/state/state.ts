// What the person did with one issue or a few: read, starred, what they noted, where they stopped. Kept apart from the issues
// themselves, which come and go and change; every change here is on disk when the function returns. Marks of many issues at
// once are in `bulkMarks.ts`, marks that come from elsewhere in `readingState.ts`.
//
// Each decision is stamped with its moment, and later than the one that it replaces: of two machines the later one counts, and
// somebody who sees a mark and changes it has the last word.

import { cutNote } from '../../digest/longestNote.js';
import type { IssueKey, Place } from '../../protocol/backend.js';
import { type LibraryDatabase, numberOf, optionalText, textOf } from '../database.js';
import { judgeIssues } from '../rules/mutes.js';
import { mostAhead } from './readingState.js';
import { touch } from '../revisions.js';

/** The stamp, in SQL, of a decision at `moment` that replaces the one in `column`. A stamp of a wrong clock is corrected. */
export const laterThan = (column: string, moment = `excluded.${column}`): string =>
  `CASE WHEN state.${column} BETWEEN ${moment} AND ${moment} + ${mostAhead} THEN state.${column} + 1 ELSE ${moment} END`;

/**
 * Marks issues read or unread, and takes the mark of those that changed since they were read away; gives the keys that
 * changed. Reading again what is read counts as a new decision. A key that the library does not have is passed over.
 */
export function setRead(
  database: LibraryDatabase,
  keys: readonly IssueKey[],
  isRead: boolean,
  now: Date = new Date(),
): readonly IssueKey[] {
  const moment = now.getTime();
  return database.transaction(() => {
    const update = 'UPDATE issues SET is_read = ?1, is_updated = 0 WHERE key = ?2 AND (is_read <> ?1 OR is_updated = 1)';
    const changed = keys.filter((key) => database.run(update, Number(isRead), key).changes > 0);
    for (const key of isRead ? keys : changed) {
      database.run(
        `INSERT INTO state (key, read_at, read_changed) SELECT key, ?, ? FROM issues WHERE key = ?
         ON CONFLICT (key) DO UPDATE SET read_at = excluded.read_at, bulk_mark = NULL, read_changed = ${laterThan('read_changed')}`,
        isRead ? moment : null,
        moment,
        key,
      );
    }
    if (changed.length > 0) touch(database, 'state');
    return changed;
  });
}

/** Whether the last word about an issue is that it is unread; one that nobody has decided about is not meant. */
export function wasMarkedUnread(database: LibraryDatabase, key: IssueKey): boolean {
  return database.get('SELECT 1 FROM state WHERE key = ? AND read_at IS NULL AND read_changed IS NOT NULL', key) !== undefined;
}

/** Stars issues or takes their stars away; gives the keys that changed. */
export function setStarred(
  database: LibraryDatabase,
  keys: readonly IssueKey[],
  isStarred: boolean,
  now: Date = new Date(),
): readonly IssueKey[] {
  const moment = now.getTime();
  return database.transaction(() => {
    const update = 'UPDATE issues SET is_starred = ?1 WHERE key = ?2 AND is_starred <> ?1';
    const changed = keys.filter((key) => database.run(update, Number(isStarred), key).changes > 0);
    for (const key of changed) {
      database.run(
        `INSERT INTO state (key, starred_at, star_changed) VALUES (?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET starred_at = excluded.starred_at, star_changed = ${laterThan('star_changed')}`,
        key,
        isStarred ? moment : null,
        moment,
      );
    }
    // A star keeps an issue from being muted; without it the rules count again.
    if (!isStarred) judgeIssues(database, changed, now);
    if (changed.length > 0) touch(database, 'state');
    return changed;
  });
}

/**
 * Writes the note of an issue; one of white space only takes it away. Also of an issue that has just left the library: what
 * somebody typed is not dropped. Gives whether anything changed.
 */
export function setNote(database: LibraryDatabase, key: IssueKey, text: string, now: Date = new Date()): boolean {
  const note = text.trim() === '' ? null : cutNote(text);
  return database.transaction(() => {
    if (note === (noteOf(database, key) ?? null)) return false;
    database.run(
      `INSERT INTO state (key, note, note_changed) VALUES (?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET note = excluded.note, note_changed = ${laterThan('note_changed')}`,
      key,
      note,
      now.getTime(),
    );
    touch(database, 'state');
    return true;
  });
}

/** What the person noted about an issue. */
export function noteOf(database: LibraryDatabase, key: IssueKey): string | undefined {
  const row = database.get('SELECT note FROM state WHERE key = ?', key);
  return row && optionalText(row, 'note');
}

/** Keeps where somebody stopped reading an issue. No other window needs to hear of it, so it counts as no change. */
export function setPlace(database: LibraryDatabase, key: IssueKey, place: Place, now: Date = new Date()): void {
  database.run(
    `INSERT INTO state (key, place_anchor, place_offset, place_changed) SELECT key, ?, ?, ? FROM issues WHERE key = ?
     ON CONFLICT (key) DO UPDATE SET place_anchor = excluded.place_anchor, place_offset = excluded.place_offset,
       place_changed = ${laterThan('place_changed')}`,
    place.piece === undefined ? place.anchor : `${place.anchor}:${place.piece}`,
    place.offset,
    now.getTime(),
    key,
  );
}

/** Where somebody stopped reading an issue; undefined when they have not begun. */
export function placeOf(database: LibraryDatabase, key: IssueKey): Place | undefined {
  const row = database.get('SELECT place_anchor, place_offset FROM state WHERE key = ? AND place_anchor IS NOT NULL', key);
  if (!row) return undefined;
  const offset = numberOf(row, 'place_offset');
  const kept = textOf(row, 'place_anchor');
  // No anchor of the model has a colon.
  const [, anchor, piece] = /^([^:]+):(\d{1,5})$/.exec(kept) ?? [];
  return anchor === undefined ? { anchor: kept, offset } : { anchor, offset, piece: Number(piece) };
}

/** Forgets all state. The issues that are there become unread. */
export function clearState(database: LibraryDatabase): void {
  database.transaction(() => {
    database.run('DELETE FROM state');
    database.run('UPDATE issues SET is_read = 0, is_starred = 0, is_updated = 0 WHERE is_read = 1 OR is_starred = 1 OR is_updated = 1');
    touch(database, 'state');
  });
}
