// What a folder source is: which folder a setting means, which of its files are issues, and which of them have to be read
// again. Decisions only: `folderListing.ts` looks at the disk and `folderWatch.ts` watches it.

import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { ProblemReason } from '../../protocol/sources.js';

/** Why a folder gives nothing. */
export type FolderProblem = Extract<ProblemReason, 'missing' | 'notAFolder' | 'noPermission' | 'unreadable'>;

/** A file of a folder as it is on disk. */
export interface ListedFile {
  /** Relative to the folder, `/` between folders. */
  readonly path: string;
  readonly size: number;
  /** When its content or its name last changed, milliseconds since 1970; 0 when that is too recent to tell by the clock. */
  readonly modified: number;
}

/** What a folder holds. */
export interface Listing {
  readonly files: readonly ListedFile[];
  /** The folder itself (`''`) and the folders in it that were looked into. */
  readonly folders: readonly string[];
  /** Folders in it that could not be looked into: nothing is known of their files. */
  readonly unread: readonly string[];
  /** False when it holds more than is read of one source. */
  readonly isComplete: boolean;
}

/** A file as it was when it was last read, and which build read it. */
export interface KnownFile extends ListedFile {
  readonly reader: string;
}

export interface ReadingPlan {
  readonly toRead: readonly ListedFile[];
  /** Paths that were there at the last reading and are not any more. */
  readonly gone: readonly string[];
}

/** The absolute folder that a setting means: `~` is `home`, and a relative one starts there. No variables are replaced. */
export function resolveFolder(written: string, home: string): string {
  const trimmed = written.trim();
  const inHome = trimmed === '~' ? '' : trimmed.startsWith('~/') || trimmed.startsWith('~\\') ? trimmed.slice(2) : trimmed;
  return resolve(home, inHome);
}

/** The id of a folder's source: the same for the same folder, however it was written. */
export function folderSourceId(resolved: string): string {
  return `folder-${createHash('sha256').update(resolved).digest('hex').slice(0, 10)}`;
}

/** Whether a file may be an issue by its name. Hidden files are not. */
export function isIssueFile(name: string): boolean {
  return !name.startsWith('.') && /\.(?:md|markdown|txt)$/i.test(name);
}

/** Whether a folder in a folder is looked into. */
export function isReadFolder(name: string): boolean {
  return !name.startsWith('.') && name !== 'node_modules';
}

/**
 * What to read after a look at the folder. A file is read again when its size or time changed or another build read it
 * last. It is gone only if its place was looked at: not in a folder that could not be read, nor beyond the bounds.
 */
export function planReading(listing: Listing, known: readonly KnownFile[], reader: string): ReadingPlan {
  const before = new Map(known.map((file) => [file.path, file]));
  const listed = new Set(listing.files.map((file) => file.path));
  const toRead = listing.files.filter((file) => {
    const last = before.get(file.path);
    return !last || file.modified === 0 || last.modified !== file.modified || last.size !== file.size || last.reader !== reader;
  });
  const isUnknown = (path: string): boolean => listing.unread.some((folder) => path.startsWith(`${folder}/`));
  const gone = listing.isComplete ? known.map((file) => file.path).filter((path) => !listed.has(path) && !isUnknown(path)) : [];
  return { toRead, gone };
}
