// npm and its kin (pnpm, Yarn, Bun): `package.json`, and the lock files in `npmLocks.ts`.

import { readLock } from './npmLocks.js';
import { isNpmName, readNpmSpec } from './npmSpec.js';
import { describing, packageUse } from './packageUse.js';
import { baseName } from './paths.js';
import type { FileContents, ManifestKind, PackageUse, Use } from './stackModel.js';
import { parseJson } from './structured/json.js';
import { asText, at, entriesOf, type Entry, textAt } from './structured/value.js';

const lockFiles = ['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock'];
const files = new Set(['package.json', ...lockFiles]);

export const npm: ManifestKind = {
  ecosystem: 'npm',
  globs: [...files].map((name) => `**/${name}`),
  isOurs: (path) => files.has(baseName(path)),
  read: (text, path) => (baseName(path) === 'package.json' ? readManifest(text) : readLock(text, baseName(path))),
};

const sections: readonly (readonly [key: string, use: Use])[] = [
  ['dependencies', 'dependency'],
  ['optionalDependencies', 'dependency'],
  ['peerDependencies', 'dependency'],
  ['devDependencies', 'dev'],
];

function readManifest(text: string): FileContents {
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  const uses = sections.flatMap(([key, use]) => entriesOf(at(parsed.value, key)).flatMap((entry) => useOf(entry, use)));
  return { ok: true, uses, locked: [], ...describing('npm', textAt(parsed.value, 'name')) };
}

function useOf({ key, span, value }: Entry, use: Use): readonly PackageUse[] {
  const written = asText(value);
  const spec = written && readNpmSpec(written.text);
  const name = spec?.name ?? key;
  if (!spec || !isNpmName(name)) return [];
  return [packageUse({ ecosystem: 'npm', name, use, range: spec.range, span })];
}
