// Cargo: `Cargo.toml` with what a workspace hands down in the same file, and `Cargo.lock`.

import { describing, locked, onlyLocked, packageUse } from './packageUse.js';
import { baseName } from './paths.js';
import type { FileContents, ManifestKind, PackageUse, Use } from './stackModel.js';
import { parseToml } from './structured/toml.js';
import { asText, at, entriesOf, type Entry, isTrueAt, textAt, type Value } from './structured/value.js';
import { readTomlLock } from './tomlLock.js';

export const cargo: ManifestKind = {
  ecosystem: 'cargo',
  globs: ['**/Cargo.toml', '**/Cargo.lock'],
  isOurs: (path) => baseName(path) === 'Cargo.toml' || baseName(path) === 'Cargo.lock',
  read: (text, path) => (baseName(path) === 'Cargo.toml' ? readManifest(text) : readLock(text)),
};

const groups: readonly (readonly [key: string, use: Use])[] = [
  ['dependencies', 'dependency'],
  ['dev-dependencies', 'dev'],
  ['build-dependencies', 'dev'],
];

function readManifest(text: string): FileContents {
  const parsed = parseToml(text);
  if (!parsed.ok) return parsed;
  const manifest = parsed.value;
  const shared = at(manifest, 'workspace', 'dependencies');
  const handedDown = new Map(entriesOf(shared).map(({ key, value }) => [key, value]));
  const platforms = entriesOf(at(manifest, 'target')).map(({ value }) => value);
  const uses = [manifest, ...platforms].flatMap((table) =>
    groups.flatMap(([key, use]) => entriesOf(at(table, key)).flatMap((entry) => useOf(entry, use, handedDown))),
  );
  return {
    ok: true,
    uses: [...uses, ...entriesOf(shared).flatMap((entry) => useOf(entry, 'dependency', handedDown))],
    locked: [],
    ...describing('cargo', textAt(at(manifest, 'package'), 'name')),
  };
}

function useOf({ key, span, value }: Entry, use: Use, handedDown: ReadonlyMap<string, Value>): readonly PackageUse[] {
  const details = isTrueAt(value, 'workspace') ? (handedDown.get(key) ?? value) : value;
  const range = asText(details)?.text ?? textAt(details, 'version');
  // A folder alone is a crate of the workspace itself.
  if (range === undefined && textAt(details, 'path') !== undefined) return [];
  const name = textAt(details, 'package') ?? key;
  if (!/^[\w-]{1,64}$/.test(name)) return [];
  return [packageUse({ ecosystem: 'cargo', name, use, range: range?.trim() === '*' ? undefined : range, span })];
}

/** What has no source is a crate of the workspace itself. */
function readLock(text: string): FileContents {
  const lock = readTomlLock(text, 'package');
  if (!lock.ok) return lock;
  const foreign = lock.packages.filter(({ fields }) => typeof fields['source'] === 'string');
  return onlyLocked(foreign.map(({ name, version }) => locked('cargo', name, version)));
}
