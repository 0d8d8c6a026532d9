// Reads the files of a source into the library: in batches, each file's issue and the note that it was read in one
// transaction. Used for folders and for the bundled issues.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { markMissing, putIssue } from '../library/issues/issues.js';
import { judgeIssues } from '../library/rules/mutes.js';
import { filesOf, putFile, removeFiles, type StoredFile } from '../library/sources.js';
import type { BackendEvent, IssueKey } from '../protocol/backend.js';
import type { ImportProblem } from '../protocol/sources.js';
import { largestText } from '../digest/largestText.js';
import { type ListedFile, type Listing, planReading } from '../sources/folder/folder.js';
import { breathe, inBatches } from './batches.js';
import { readItem, type ReadOutcome } from './importText.js';
import type { LibraryAccess } from './libraryAccess.js';
import type { WorkerLog } from './workerLog.js';

export interface FileReading {
  readonly sourceId: string;
  /** Absolute path of the folder that the files are relative to. */
  readonly root: string;
  readonly files: readonly ListedFile[];
  /** The files of the source as they were when they were last read. */
  readonly known: readonly StoredFile[];
  /** Names this build, so that another one reads the files again. */
  readonly reader: string;
  /** As in `Origin`. */
  readonly readBefore?: string;
  readonly signal: AbortSignal;
  /** Hears of issues that came or changed, batch by batch. */
  readonly onChanged: (keys: readonly IssueKey[]) => void;
}

/** Files that are read and written at a time. */
const batchSize = 25;

/**
 * Brings a source up to a listing of its files: those that are gone are marked, those that changed are read.
 * @returns how many issues came or became others.
 */
export async function readListing(
  listing: Listing,
  reading: Omit<FileReading, 'files' | 'known' | 'onChanged'> & { readonly emit: (event: BackendEvent) => void },
  library: LibraryAccess,
  log: WorkerLog,
): Promise<PutCounts> {
  const { sourceId, reader, signal, emit } = reading;
  const onChanged = (keys: readonly IssueKey[]): void => {
    if (keys.length > 0) emit({ event: 'changed', scope: 'issues', keys });
  };
  const known = library.write((database) => filesOf(database, sourceId));
  const plan = planReading(listing, known, reader);
  // What is gone first: a file that was moved is then found again under its new path.
  await inBatches(plan.gone, 500, (paths) => onChanged(dropFiles(library, sourceId, paths)), signal);
  const counts = await readFiles(library, { ...reading, files: plan.toRead, known, onChanged }, log);
  if (plan.toRead.length + plan.gone.length > 0) emit({ event: 'sourcesChanged' });
  return counts;
}

/** How many issues came, and how many became others. */
export interface PutCounts {
  readonly added: number;
  readonly updated: number;
}

/** Reads each file and puts its issue. A file that cannot be read is noted with its problem and what it gave before stays. */
export async function readFiles(library: LibraryAccess, reading: FileReading, log: WorkerLog): Promise<PutCounts> {
  const { sourceId, root, reader, signal, readBefore } = reading;
  const origin = { sourceId, ...(readBefore === undefined ? {} : { readBefore }) };
  const before = new Map(reading.known.map((file) => [file.path, file]));
  const counts = { added: 0, updated: 0 };
  // One moment for all of them: files that are found together stand in the order of their names.
  const now = new Date();
  await inBatches(
    reading.files,
    batchSize,
    async (batch) => {
      const read: { readonly file: ListedFile; readonly outcome: ReadOutcome }[] = [];
      for (const file of batch) {
        if (signal.aborted) return;
        read.push({ file, outcome: await readOne(root, file, log) });
        await breathe();
      }
      const keys = library.write((database) =>
        database.transaction(() => {
          const changed = read.flatMap(({ file, outcome }) => {
            putFile(database, sourceId, toStored(file, reader, outcome.ok ? undefined : outcome.problem));
            if (!outcome.ok) return [];
            const isReread = isSameFile(file, before.get(file.path));
            const put = putIssue(database, outcome.issue, { ...origin, path: file.path, isReread }, now);
            if (put.outcome === 'unchanged') return [];
            counts[put.outcome] += 1;
            return [put.key, ...(put.formerKey === undefined ? [] : [put.formerKey])];
          });
          judgeIssues(database, changed, now);
          return changed;
        }),
      );
      if (keys.length > 0) reading.onChanged(keys);
    },
    signal,
  );
  return counts;
}

/** Marks the issues of files that are gone, and forgets the files. */
function dropFiles(library: LibraryAccess, sourceId: string, paths: readonly string[]): readonly IssueKey[] {
  return library.write((database) =>
    database.transaction(() => {
      removeFiles(database, sourceId, paths);
      return markMissing(database, sourceId, paths);
    }),
  );
}

async function readOne(root: string, file: ListedFile, log: WorkerLog): Promise<ReadOutcome> {
  if (file.size > largestText) return { ok: false, problem: 'tooLarge' };
  try {
    return readItem({ name: baseName(file.path), content: await readFile(join(root, file.path)) }, log);
  } catch (error) {
    log('warn', `${file.path} could not be opened: ${error instanceof Error ? error.message : String(error)}`);
    return { ok: false, problem: 'unreadable' };
  }
}

function isSameFile(file: ListedFile, before: StoredFile | undefined): boolean {
  return before !== undefined && file.modified !== 0 && before.modified === file.modified && before.size === file.size;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function toStored(file: ListedFile, reader: string, problem: ImportProblem | undefined): StoredFile {
  return { ...file, reader, ...(problem === undefined ? {} : { problem }) };
}
