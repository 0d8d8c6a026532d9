// What a workspace uses, by all that was read of it: manifests, lock files and sources. A pure sum: whoever reads files hands
// over what each of them says, and gets one entry for each thing.

import { foldersUpward, folderOf } from './paths.js';
import { InstalledVersions } from './installedVersions.js';
import { OwnModules } from './ownModules.js';
import type { FileContents, PackageUse, StackEntry, Use } from './stackModel.js';

/** A file that could be read. */
export interface StackFile extends Omit<Extract<FileContents, { ok: true }>, 'ok'> {
  /** With forward slashes; files of several folders of a workspace are told apart by it. */
  readonly path: string;
}

interface Place {
  readonly use: PackageUse;
  readonly path: string;
}

/** All that the files use, the most direct first, then by ecosystem and name. */
export function workspaceStack(files: readonly StackFile[]): readonly StackEntry[] {
  const installed = new InstalledVersions(files);
  const own = new OwnModules(files);
  const places = new Map<string, Place[]>();
  for (const { path, uses } of files) {
    for (const use of uses) {
      if (own.has(use, path)) continue;
      const meant = own.asRequired(use);
      const key = `${meant.ecosystem}:${meant.name}`;
      const known = places.get(key);
      if (known) known.push({ use: meant, path });
      else places.set(key, [{ use: meant, path }]);
    }
  }
  return [...places.values()].flatMap((found) => entryOf(found, installed)).toSorted(compareEntries);
}

const directness: readonly Use[] = ['dependency', 'dev', 'imported', 'mentioned'];

function rankOf(use: Use): number {
  return directness.indexOf(use);
}

/** The most direct place speaks for all; of several the outermost. */
function entryOf(places: readonly Place[], installed: InstalledVersions): readonly StackEntry[] {
  const sorted = places.toSorted(comparePlaces);
  const [first] = sorted;
  if (!first) return [];
  const { ecosystem, name, use, range, span } = first.use;
  const version = installed.lowestOf(sorted.map(({ use, path }) => ({ use, folder: folderOf(path) })));
  const files = new Set(places.map(({ path }) => path)).size;
  return [
    {
      ecosystem,
      name,
      use,
      ...(range === undefined ? {} : { range }),
      ...(version === undefined ? {} : { installed: version }),
      path: first.path,
      span,
      files,
    },
  ];
}

function comparePlaces(a: Place, b: Place): number {
  return (
    rankOf(a.use.use) - rankOf(b.use.use) ||
    foldersUpward(a.path).length - foldersUpward(b.path).length ||
    compareTexts(a.path, b.path) ||
    a.use.span.line - b.use.span.line ||
    a.use.span.start - b.use.span.start
  );
}

function compareEntries(a: StackEntry, b: StackEntry): number {
  return rankOf(a.use) - rankOf(b.use) || compareTexts(a.ecosystem, b.ecosystem) || compareTexts(a.name, b.name);
}

/** By code units: the same everywhere, whatever language the machine speaks. */
function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
