// Lock files of uv, Poetry, PDM, Pipenv, and PEP 751's.

import { locked, onlyLocked } from './packageUse.js';
import type { FileContents } from './stackModel.js';
import { asPlain, type Plain, plainEntries, readPlain } from './structured/plain.js';
import { readTomlLock } from './tomlLock.js';

const ofTables = new Set(['uv.lock', 'poetry.lock', 'pdm.lock']);

export function isPythonLock(name: string): boolean {
  return ofTables.has(name) || name === 'Pipfile.lock' || isPylock(name);
}

export function readPythonLock(text: string, name: string): FileContents {
  if (name === 'Pipfile.lock') return readPipfileLock(text);
  const lock = readTomlLock(text, isPylock(name) ? 'packages' : 'package');
  if (!lock.ok) return lock;
  const foreign = lock.packages.filter(({ fields }) => !isOwn(asPlain(fields['source']), fields));
  return onlyLocked(foreign.map(({ name, version }) => locked('pypi', name, version)));
}

/** Whether it is a folder of the workspace: uv says so by a key of the source, Poetry by its type, PEP 751 by a table. */
function isOwn(source: Plain | undefined, fields: Plain): boolean {
  const isFolder = ['editable', 'virtual', 'directory'].some((key) => source?.[key] !== undefined);
  return isFolder || source?.['type'] === 'directory' || fields['directory'] !== undefined;
}

/** `pylock.toml`, `pylock.<name>.toml` */
function isPylock(name: string): boolean {
  return /^pylock(?:\.[^.]+)?\.toml$/.test(name);
}

function readPipfileLock(text: string): FileContents {
  const lock = readPlain(text);
  if (!lock) return { ok: false, reason: 'It is no JSON object.' };
  const found = ['default', 'develop'].flatMap((group) =>
    plainEntries(lock[group]).flatMap(([name, entry]) => {
      const version = asPlain(entry)?.['version'];
      return typeof version === 'string' ? [locked('pypi', name, version.replace(/^==/, ''))] : [];
    }),
  );
  return onlyLocked(found);
}
