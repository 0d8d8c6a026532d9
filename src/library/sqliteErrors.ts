// What an error of SQLite means for the library. What follows from it is decided where it is caught.

import type { LibraryTrouble } from '../protocol/libraryStatus.js';

/** The primary result codes of SQLite that are told apart here. */
const codes = { busy: 5, readOnly: 8, inOut: 10, damaged: 11, full: 13, cannotOpen: 14, constraint: 19, notADatabase: 26 } as const;

/** Whether the file itself is damaged or no database at all. */
export function isDamage(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === codes.damaged || code === codes.notADatabase;
}

/** Whether somebody else holds a lock for longer than was waited. */
export function isBusy(error: unknown): boolean {
  return sqliteCode(error) === codes.busy;
}

/** Whether a table's own rules forbid what was to be written. */
export function isRefused(error: unknown): boolean {
  return sqliteCode(error) === codes.constraint;
}

/** Whether a file cannot be written, or not be made, as SQLite or the system says it. */
export function isUnwritable(error: unknown): boolean {
  const code = sqliteCode(error);
  if (code === codes.readOnly || code === codes.cannotOpen) return true;
  return error instanceof Error && 'code' in error && ['EACCES', 'EPERM', 'EROFS'].includes(String(error.code));
}

/** Why a change could not be written; undefined for an error that says nothing about the disk, and so is a bug. */
export function troubleOf(error: unknown): LibraryTrouble | undefined {
  const code = sqliteCode(error);
  return code === undefined ? undefined : troubles.get(code);
}

const troubles: ReadonlyMap<number, LibraryTrouble> = new Map([
  [codes.busy, 'locked'],
  [codes.readOnly, 'readOnly'],
  [codes.cannotOpen, 'readOnly'],
  [codes.full, 'full'],
  [codes.inOut, 'failing'],
]);

/** The primary result code of an SQLite error; undefined for any other error. */
function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  return error.errcode & 0xff;
}
