// pnpm's lock file: what each package of the workspace (an *importer*) asks for, and what it was settled on. The rest of the
// file, nearly all of it, lists what these bring with them; it is cut off before the YAML is parsed.

import { isNpmName } from './npmSpec.js';
import { locked, onlyLocked } from './packageUse.js';
import type { FileContents, LockedPackage } from './stackModel.js';
import { withoutMark } from './structured/lines.js';
import { asText, at, entriesOf, type Entry, type Value } from './structured/value.js';
import { parseYaml } from './structured/yaml.js';

const groups = ['dependencies', 'devDependencies', 'optionalDependencies'];
const kept = new Set(['importers', ...groups]);

export function readPnpmLock(text: string): FileContents {
  const parsed = parseYaml(wantedSections(withoutMark(text)));
  if (!parsed.ok) return parsed;
  const importers = entriesOf(at(parsed.value, 'importers'));
  // A lock of one package alone has, in older formats, its groups at the top.
  const found = importers.length > 0 ? importers.flatMap(({ key, value }) => ofImporter(value, key)) : ofImporter(parsed.value, '.');
  return onlyLocked(found);
}

/** The sections at the top of the file that matter: in YAML, what begins in the first column begins a new one. */
function wantedSections(text: string): string {
  const pieces: string[] = [];
  let isWanted = false;
  for (let start = 0; start < text.length;) {
    const lineBreak = text.indexOf('\n', start);
    const end = lineBreak < 0 ? text.length : lineBreak + 1;
    if (beginsSection(text.charCodeAt(start))) isWanted = kept.has(text.slice(start, end).trimEnd().replace(/:.*$/, ''));
    if (isWanted) pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces.join('') || '{}';
}

/** Anything but a space, a comment or an empty line. */
function beginsSection(code: number): boolean {
  return code !== 32 && code !== 35 && code !== 10 && code !== 13;
}

function ofImporter(importer: Value, folder: string): readonly LockedPackage[] {
  const of = folder === '.' ? {} : { of: folder };
  return groups.flatMap((group) =>
    entriesOf(at(importer, group)).flatMap((entry) => settledOn(entry).map((found) => ({ ...found, ...of }))),
  );
}

/** `18.2.0`, `18.2.0(peer@1.0.0)`, `18.2.0_peer@1.0.0`; of an alias `/react/18.2.0`, `/react@18.2.0` or `react@18.2.0`. */
function settledOn({ key, value }: Entry): readonly LockedPackage[] {
  const written = (asText(value) ?? asText(at(value, 'version')))?.text.replace(/[(_].*$/s, '');
  if (!written) return [];
  if (/^\d/.test(written)) return isNpmName(key) ? [locked('npm', key, written)] : [];
  const parts = /^\/?((?:@[^/@]+\/)?[^/@]+)[/@](\d.*)$/.exec(written);
  const [, name, version] = parts ?? [];
  return name && version && isNpmName(name) ? [locked('npm', name, version)] : [];
}
