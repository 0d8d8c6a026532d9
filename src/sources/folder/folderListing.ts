// Looks into a folder: which files it holds, in order, within bounds. Reads no file; which ones to read is `folder.ts`'s part.

import type { Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type FolderProblem, isIssueFile, isReadFolder, type ListedFile, type Listing } from './folder.js';

/** Bounds of one folder source: somebody will name their home folder. */
export interface ListingLimits {
  /** How deep folders in folders are looked into. */
  readonly depth: number;
  readonly files: number;
  readonly folders: number;
}

export const listingLimits: ListingLimits = { depth: 12, files: 20_000, folders: 4000 };

export type ListOutcome = { readonly ok: true; readonly listing: Listing } | { readonly ok: false; readonly problem: FolderProblem };

/** A change more recent than this may be followed by another that leaves size and time as they are. */
const clockDoubt = 100;

/**
 * Lists the issue files of a folder and of the folders in it, by path. Links are followed, each folder is entered once, so
 * that a loop of links ends. A folder inside that cannot be read is passed over and named.
 */
export async function listFolder(root: string, limits: ListingLimits = listingLimits, signal?: AbortSignal): Promise<ListOutcome> {
  const problem = await problemOf(root);
  if (problem) return { ok: false, problem };
  const files: ListedFile[] = [];
  const folders: string[] = [];
  const unread: string[] = [];
  const entered = new Set<string>();
  const waiting: { readonly path: string; readonly depth: number }[] = [{ path: '', depth: 0 }];
  const isStopped = (): boolean => signal?.aborted === true;
  let isComplete = true;
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (isStopped() || folders.length >= limits.folders || files.length >= limits.files) {
      isComplete = false;
      break;
    }
    const found = await lookInto(root, next.path, entered, limits.files - files.length);
    if (found === 'known') continue;
    if ('problem' in found) {
      if (next.path === '') return { ok: false, problem: found.problem };
      unread.push(next.path);
      continue;
    }
    folders.push(next.path);
    for (const file of found.files) files.push(file);
    const depth = next.depth + 1;
    for (const path of found.folders) {
      if (depth <= limits.depth) waiting.push({ path, depth });
      else unread.push(path);
    }
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  isComplete &&= files.length <= limits.files;
  return { ok: true, listing: { files: files.slice(0, limits.files), folders, unread, isComplete } };
}

/** Why a folder cannot be a source; undefined when it can. */
async function problemOf(root: string): Promise<FolderProblem | undefined> {
  try {
    return (await stat(root)).isDirectory() ? undefined : 'notAFolder';
  } catch (error) {
    return toProblem(error);
  }
}

function toProblem(error: unknown): FolderProblem {
  switch (codeOf(error)) {
    case 'ENOENT':
      return 'missing';
    case 'ENOTDIR':
      return 'notAFolder';
    case 'EACCES':
    case 'EPERM':
      return 'noPermission';
    default:
      return 'unreadable';
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** What a folder holds itself; `known` when it was entered before. `room`: how many files are still of interest. */
async function lookInto(root: string, folder: string, entered: Set<string>, room: number): Promise<Found | 'known' | Unreadable> {
  try {
    const real = await realpath(join(root, folder));
    if (entered.has(real)) return 'known';
    entered.add(real);
    const files: ListedFile[] = [];
    const folders: string[] = [];
    for (const entry of await readdir(real, { withFileTypes: true })) {
      if (files.length > room) break;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const isLink = entry.isSymbolicLink();
      if (entry.isDirectory() && isReadFolder(entry.name)) folders.push(path);
      if (entry.isDirectory() || !(isLink || isIssueFile(entry.name))) continue;
      const stats = await statsOf(join(root, path));
      if (stats?.isFile() && isIssueFile(entry.name)) files.push(toListed(path, stats));
      else if (stats?.isDirectory() && isReadFolder(entry.name)) folders.push(path);
    }
    return { files, folders };
  } catch (error) {
    return { problem: toProblem(error) };
  }
}

interface Found {
  readonly files: readonly ListedFile[];
  readonly folders: readonly string[];
}

interface Unreadable {
  readonly problem: FolderProblem;
}

/** Undefined for a file that vanished meanwhile and for a link that leads nowhere or in a circle: they are not there. */
async function statsOf(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(String(codeOf(error)))) return undefined;
    throw error;
  }
}

function toListed(path: string, stats: Stats): ListedFile {
  // The change time moves where a copy keeps an old modification time.
  const modified = Math.round(Math.max(stats.mtimeMs, stats.ctimeMs));
  return { path, size: stats.size, modified: Date.now() - modified < clockDoubt ? 0 : modified };
}
