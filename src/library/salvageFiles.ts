// The files around a library that is salvaged: where each is, and how the new library takes the place of the broken one. What
// is in them is the business of `salvage.ts`.
//
// The broken file is renamed, never copied over: other windows may have it open, and what SQLite does with a file that has been
// moved (it neither writes its log back nor removes it) is what keeps them from harming the new one.

import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Broken files that are kept. */
const kept = 3;

const sidecars = ['-wal', '-shm', '-journal'] as const;

export interface SalvageFiles {
  readonly library: string;
  /** Empty; whoever holds its lock salvages. Never removed, since another may be waiting for it. */
  readonly lock: string;
  /** The new library while it is being written. It being there tells the other windows to write nothing. */
  readonly partial: string;
  /** The new library when it is whole, until it is in its place. */
  readonly whole: string;
  /** A copy of the broken file that may be changed, where the broken one cannot be read as it is. */
  readonly copy: string;
}

export function salvageFiles(library: string): SalvageFiles {
  const named = (suffix: string): string => join(dirname(library), `${basename(library, '.db')}.${suffix}`);
  return {
    library,
    lock: named('salvage.lock'),
    partial: named('salvage-partial.db'),
    whole: named('salvage-whole.db'),
    copy: named('salvage-copy.db'),
  };
}

/** Tells one file from another that has its name later; undefined when there is none. */
export function identityOf(file: string): string | undefined {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev}-${found.ino}`;
}

/** Whether a salvage is under way, or was cut off by a process that died. */
export function isUnderSalvage(library: string): boolean {
  const { partial, whole } = salvageFiles(library);
  // In this order: the one becomes the other.
  return existsSync(partial) || existsSync(whole);
}

/** Removes a database with its log. */
export function removeDatabase(file: string): void {
  for (const suffix of ['', ...sidecars]) rmSync(`${file}${suffix}`, { force: true });
}

/** Takes the broken library with its log aside, as far as it is still there, and puts the whole new one in its place. */
export function replaceLibrary(files: SalvageFiles, broken: string): void {
  const isThere = existsSync(files.library);
  if (isThere) renameSync(files.library, broken);
  takeLogAside(files.library, isThere ? broken : brokenFiles(files.library).at(-1));
  renameSync(files.whole, files.library);
  for (const old of brokenFiles(files.library).slice(0, -kept)) removeDatabase(old);
}

/** Ends what a process that died had begun: the broken file is gone from its place and the new one is not in it. */
export function endReplacing(files: SalvageFiles): boolean {
  if (existsSync(files.library) || !existsSync(files.whole)) return false;
  replaceLibrary(files, files.library);
  return true;
}

/** A log that stayed behind would be taken for the new library's. */
function takeLogAside(library: string, broken: string | undefined): void {
  for (const suffix of sidecars) {
    const log = `${library}${suffix}`;
    if (broken !== undefined && suffix !== '-shm' && existsSync(log)) renameSync(log, `${broken}${suffix}`);
    else rmSync(log, { force: true });
  }
}

/** A name for a broken library that no file has yet. */
export function brokenName(library: string, now: Date): string {
  const moment = now.toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '');
  const name = `${stemOf(library)}.broken-${moment}`;
  let file = join(dirname(library), `${name}.db`);
  for (let number = 2; existsSync(file); number++) file = join(dirname(library), `${name}-${number}.db`);
  return file;
}

/** The broken files that are kept, the oldest first. */
function brokenFiles(library: string): readonly string[] {
  const folder = dirname(library);
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${stemOf(library)}.broken-`) && name.endsWith('.db'))
    .sort()
    .map((name) => join(folder, name));
}

function stemOf(library: string): string {
  return basename(library, '.db');
}
