// Yarn's lock file, of the first Yarn and of those after it: a line names the ranges that an entry is for, and one of the lines
// beneath it says the version. Both formats are written by Yarn alone, a line for each thing, and are read so: they are large.

import { isNpmName, readNpmSpec, splitDescriptor } from './npmSpec.js';
import { locked } from './packageUse.js';
import type { LockedPackage } from './stackModel.js';
import { withoutMark } from './structured/lines.js';

export function readYarnLock(file: string): readonly LockedPackage[] {
  const text = withoutMark(file);
  const found: LockedPackage[] = [];
  let descriptors: readonly string[] = [];
  for (let start = 0; start < text.length;) {
    const lineBreak = text.indexOf('\n', start);
    const end = lineBreak < 0 ? text.length : lineBreak;
    if (!' #:\r\n'.includes(text.charAt(start))) {
      descriptors = descriptorsOf(text.slice(start, end).trim());
    } else if (descriptors.length > 0 && text.startsWith('  version', start)) {
      const version = versionOf(text.slice(start, end));
      for (const descriptor of descriptors) found.push(...settledFor(descriptor, version));
      descriptors = [];
    }
    start = end + 1;
  }
  return found;
}

/** `react@^18.2.0, "react@>=17 <19":` or, as one text, `"react@npm:^18.2.0, react@npm:^18.3.0":`, of very many `? "…"`. */
function descriptorsOf(line: string): readonly string[] {
  if (!line.endsWith(':') && !line.startsWith('? ')) return [];
  return line
    .replace(/^\? /, '')
    .replace(/:$/, '')
    .split(',')
    .map((part) => part.trim().replaceAll('"', ''));
}

/** `  version "18.2.0"` or `  version: 18.2.0` */
function versionOf(line: string): string {
  const written = line.slice('  version'.length).trim();
  const value = written.startsWith(':') ? written.slice(1).trim() : written;
  return value.replaceAll('"', '');
}

function settledFor(descriptor: string, version: string): readonly LockedPackage[] {
  const { name: key, spec } = splitDescriptor(descriptor);
  const meant = spec === undefined ? undefined : readNpmSpec(spec);
  const name = meant?.name ?? key;
  if (!meant || !isNpmName(name) || !/^\d/.test(version)) return [];
  return [{ ...locked('npm', name, version), ...(meant.range === undefined ? {} : { range: meant.range }) }];
}
