// Lock files of npm, pnpm and Bun; Yarn's are in `yarnLock.ts`. Only what the workspace's own packages resolve to is read, not
// what their dependencies bring: lock files are megabytes, so places are not kept.

import { isNpmName, splitDescriptor } from './npmSpec.js';
import { locked, onlyLocked } from './packageUse.js';
import type { FileContents, LockedPackage } from './stackModel.js';
import { asPlain, plainEntries, readPlain, readPlainWithComments } from './structured/plain.js';
import { readPnpmLock } from './pnpmLock.js';
import { readYarnLock } from './yarnLock.js';

/** Reads the lock file of this name. */
export function readLock(text: string, name: string): FileContents {
  switch (name) {
    case 'yarn.lock':
      return onlyLocked(readYarnLock(text));
    case 'pnpm-lock.yaml':
      return readPnpmLock(text);
    case 'bun.lock':
      return readBunLock(text);
    default:
      return readPackageLock(text);
  }
}

const modules = 'node_modules/';

function readPackageLock(text: string): FileContents {
  const lock = readPlain(text);
  if (!lock) return { ok: false, reason: 'It is no JSON object.' };
  const packages = asPlain(lock['packages']);
  const found = packages
    ? plainEntries(packages).flatMap(([place, entry]) => installedAt(place, entry))
    : plainEntries(lock['dependencies']).flatMap(([name, entry]) => ofFirstFormat(name, entry));
  return onlyLocked(found);
}

/** An entry of the second and third format: its key is the folder that it is installed in. */
function installedAt(place: string, entry: unknown): readonly LockedPackage[] {
  const start = place.lastIndexOf(modules);
  const before = place.slice(0, Math.max(0, start));
  const fields = asPlain(entry);
  const version = fields?.['version'];
  // In the modules of another module: nothing that the workspace asks for itself. Without a version: a link to a folder.
  if (start < 0 || before.includes(modules) || typeof version !== 'string') return [];
  const meant = fields?.['name'];
  const name = typeof meant === 'string' ? meant : place.slice(start + modules.length);
  return isNpmName(name) ? [{ ...locked('npm', name, version), ...(before === '' ? {} : { of: before.slice(0, -1) }) }] : [];
}

function ofFirstFormat(key: string, entry: unknown): readonly LockedPackage[] {
  const version = asPlain(entry)?.['version'];
  if (typeof version !== 'string') return [];
  const alias = version.startsWith('npm:') ? splitDescriptor(version.slice('npm:'.length)) : undefined;
  return settled(alias?.name ?? key, alias ? alias.spec : version);
}

/** Bun: the key is a name, behind the package that it is settled for where there are several versions. */
function readBunLock(text: string): FileContents {
  const lock = readPlainWithComments(text);
  if (!lock) return { ok: false, reason: 'It is no JSON object.' };
  const folders = new Map<unknown, string>(
    plainEntries(lock['workspaces']).map(([folder, entry]) => [asPlain(entry)?.['name'] ?? folder, folder]),
  );
  const found = plainEntries(lock['packages']).flatMap(([key, entry]) => {
    const descriptor: unknown = Array.isArray(entry) ? entry[0] : undefined;
    if (typeof descriptor !== 'string') return [];
    const { name, spec } = splitDescriptor(descriptor);
    if (!key.endsWith(`/${name}`)) return isNpmName(key) ? settled(name, spec) : [];
    const folder = folders.get(key.slice(0, -name.length - 1));
    return folder === undefined ? [] : settled(name, spec).map((found) => ({ ...found, of: folder }));
  });
  return onlyLocked(found);
}

/** Addresses and folders are no versions. */
function settled(name: string, version: string | undefined): readonly LockedPackage[] {
  return version !== undefined && /^\d/.test(version) && isNpmName(name) ? [locked('npm', name, version)] : [];
}
