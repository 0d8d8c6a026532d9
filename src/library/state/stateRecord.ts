// The library's own reading state as data, and decisions of elsewhere taken over into it. Later decisions count, whoever made them
// (`readingState.ts`). State of issues that the library does not have is kept for when they come.

import type { IssueKey } from '../../protocol/backend.js';
import type { StateChanges } from '../../protocol/readingState.js';
import { type LibraryDatabase, numberOf, optionalText, type SqlRow, textOf } from '../database.js';
import { judgeIssues } from '../rules/mutes.js';
import { type IssueMarks, type Mark, mergeMarks, mostAhead, type ReadingState } from './readingState.js';
import { touch } from '../revisions.js';

export const noChanges: StateChanges = { read: 0, unread: 0, starred: 0, unstarred: 0, notes: 0, places: 0, unknown: 0 };

export function addChanges(a: StateChanges, b: StateChanges): StateChanges {
  return {
    read: a.read + b.read,
    unread: a.unread + b.unread,
    starred: a.starred + b.starred,
    unstarred: a.unstarred + b.unstarred,
    notes: a.notes + b.notes,
    places: a.places + b.places,
    unknown: a.unknown + b.unknown,
  };
}

/** An issue's marks with what names it to other tools. */
export interface StoredMarks {
  readonly key: IssueKey;
  readonly marks: IssueMarks;
  readonly title?: string;
  readonly url?: string;
}

const markColumns = `state.key, state.read_at, state.read_changed, state.starred_at, state.star_changed, state.note, state.note_changed,
  state.place_anchor, state.place_offset, state.place_changed`;

/** A page of the record in the order of keys, from the key after `after`. */
export function readState(database: LibraryDatabase, after: IssueKey, limit: number): readonly StoredMarks[] {
  return database
    .all(
      `SELECT ${markColumns}, issues.title, issues.url FROM state LEFT JOIN issues ON issues.key = state.key
       WHERE state.key > ? ORDER BY state.key LIMIT ?`,
      after,
      limit,
    )
    .map((row) => {
      const title = optionalText(row, 'title');
      const url = optionalText(row, 'url');
      return {
        key: textOf(row, 'key'),
        marks: toMarks(row),
        ...(title === undefined ? {} : { title }),
        ...(url === undefined ? {} : { url }),
      };
    });
}

/** The latest decisions about stars or read marks, the latest first; those about files of this machine are left out. */
export function latestMarks(
  database: LibraryDatabase,
  kind: 'read' | 'star',
  limit: number,
): readonly (readonly [IssueKey, Mark<boolean>])[] {
  const [changed, given] = kind === 'read' ? ['read_changed', 'read_at'] : ['star_changed', 'starred_at'];
  return database
    .all(
      `SELECT key, ${given} IS NOT NULL AS value, ${changed} AS at FROM state
       WHERE ${changed} IS NOT NULL AND key NOT GLOB 'folder-*' ORDER BY ${changed} DESC, key LIMIT ?`,
      limit,
    )
    .map((row) => [textOf(row, 'key'), { value: numberOf(row, 'value') === 1, at: numberOf(row, 'at') }]);
}

/** What `applyState` would change. */
export function compareState(database: LibraryDatabase, state: ReadingState): StateChanges {
  return [...state].map(([key, marks]) => differenceOf(database, key, marks).changes).reduce(addChanges, noChanges);
}

/** Takes decisions over where they are later than those of the library. Gives what changed, and of which issues. */
export function applyState(
  database: LibraryDatabase,
  state: ReadingState,
  now: Date = new Date(),
): { readonly changes: StateChanges; readonly keys: readonly IssueKey[] } {
  return database.transaction(() => {
    let changes = noChanges;
    const keys: IssueKey[] = [];
    const unstarred: IssueKey[] = [];
    for (const [key, marks] of state) {
      const difference = differenceOf(database, key, marks);
      writeMarks(database, key, difference.before, difference.after);
      if (difference.changes === noChanges) continue;
      changes = addChanges(changes, difference.changes);
      keys.push(key);
      if (difference.changes.unstarred > 0) unstarred.push(key);
    }
    if (unstarred.length > 0) judgeIssues(database, unstarred, now);
    if (keys.length > 0) touch(database, 'state');
    return { changes, keys };
  });
}

/** A clock that says less is wrong itself. */
const earliestNow = Date.UTC(2026, 0);

/** Corrects the stamps of a clock that was far ahead: they would count against every decision of other machines. */
export function correctStamps(database: LibraryDatabase, now: number): void {
  if (now < earliestNow) return;
  for (const column of ['read_changed', 'star_changed', 'note_changed', 'place_changed']) {
    database.run(`UPDATE state SET ${column} = ? WHERE ${column} > ?`, now, now + mostAhead);
  }
}

interface Difference {
  readonly before: IssueMarks;
  readonly after: IssueMarks;
  readonly changes: StateChanges;
}

function differenceOf(database: LibraryDatabase, key: IssueKey, marks: IssueMarks): Difference {
  const row = database.get(`SELECT ${markColumns} FROM state WHERE key = ?`, key);
  const before = row ? toMarks(row) : {};
  const after = mergeMarks(before, marks);
  const [wasRead, isRead] = [before.read?.value ?? false, after.read?.value ?? false];
  const [wasStarred, isStarred] = [before.star?.value ?? false, after.star?.value ?? false];
  const hasNoteChanged = (before.note?.value ?? '') !== (after.note?.value ?? '');
  const [from, to] = [before.place?.value, after.place?.value];
  const hasPlaceChanged = to !== undefined && (from?.anchor !== to.anchor || from.offset !== to.offset);
  if (wasRead === isRead && wasStarred === isStarred && !hasNoteChanged && !hasPlaceChanged) {
    return { before, after, changes: noChanges };
  }
  const changes = {
    read: Number(!wasRead && isRead),
    unread: Number(wasRead && !isRead),
    starred: Number(!wasStarred && isStarred),
    unstarred: Number(wasStarred && !isStarred),
    notes: Number(hasNoteChanged),
    places: Number(hasPlaceChanged),
    unknown: Number(!database.get('SELECT 1 FROM issues WHERE key = ?', key)),
  };
  return { before, after, changes };
}

function writeMarks(database: LibraryDatabase, key: IssueKey, before: IssueMarks, after: IssueMarks): void {
  const { read, star, note, place } = after;
  const has = { read: read !== before.read, star: star !== before.star, note: note !== before.note, place: place !== before.place };
  if (!has.read && !has.star && !has.note && !has.place) return;
  database.run('INSERT OR IGNORE INTO state (key) VALUES (?)', key);
  if (read && has.read) {
    const readAt = read.value ? read.at : null;
    database.run('UPDATE state SET read_at = ?, read_changed = ?, bulk_mark = NULL WHERE key = ?', readAt, read.at, key);
    database.run(
      'UPDATE issues SET is_read = ?, is_updated = 0 WHERE key = ? AND is_read <> ?',
      Number(read.value),
      key,
      Number(read.value),
    );
  }
  if (star && has.star) {
    database.run('UPDATE state SET starred_at = ?, star_changed = ? WHERE key = ?', star.value ? star.at : null, star.at, key);
    database.run('UPDATE issues SET is_starred = ? WHERE key = ? AND is_starred <> ?', Number(star.value), key, Number(star.value));
  }
  if (note && has.note) {
    database.run('UPDATE state SET note = ?, note_changed = ? WHERE key = ?', note.value === '' ? null : note.value, note.at, key);
  }
  if (place && has.place) {
    const { anchor, offset } = place.value;
    database.run('UPDATE state SET place_anchor = ?, place_offset = ?, place_changed = ? WHERE key = ?', anchor, offset, place.at, key);
  }
}

/** A decision without a moment was made before moments were kept: it is the oldest there is. */
function toMarks(row: SqlRow): IssueMarks {
  const at = (column: string): number => (row[column] === null ? 0 : numberOf(row, column));
  const [read, star, place] = [row['read_at'] !== null, row['starred_at'] !== null, row['place_anchor'] !== null];
  return {
    ...(read || row['read_changed'] !== null ? { read: { value: read, at: at('read_changed') } } : {}),
    ...(star || row['star_changed'] !== null ? { star: { value: star, at: at('star_changed') } } : {}),
    ...(row['note'] !== null || row['note_changed'] !== null
      ? { note: { value: optionalText(row, 'note') ?? '', at: at('note_changed') } }
      : {}),
    ...(place
      ? { place: { value: { anchor: textOf(row, 'place_anchor'), offset: numberOf(row, 'place_offset') }, at: at('place_changed') } }
      : {}),
  };
}
