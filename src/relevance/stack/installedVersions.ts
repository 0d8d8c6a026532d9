// Which version of a package is installed where: a range that admits one version only says so, or the nearest lock file upward.

import { folderOf, foldersUpward } from './paths.js';
import type { Ecosystem, LockedPackage, PackageUse } from './stackModel.js';
import { compareVersions, isInRange, pinnedVersion } from './versions.js';

interface LockingFile {
  readonly path: string;
  readonly locked: readonly LockedPackage[];
}

/** What is longer is no version that anybody wants to read. */
const longestVersion = 100;

export class InstalledVersions {
  /** Folder → ecosystem → name → what the lock files there have settled on. */
  readonly #locks = new Map<string, Map<Ecosystem, Map<string, LockedPackage[]>>>();

  constructor(files: readonly LockingFile[]) {
    for (const { path, locked } of files) {
      for (const found of locked) this.#add(folderOf(path), found);
    }
  }

  /** Of one package that is used in several folders, the lowest version; where they cannot be compared, that of the first. */
  lowestOf(uses: readonly { readonly use: PackageUse; readonly folder: string }[]): string | undefined {
    const versions = uses.map(({ use, folder }) => this.#versionOf(use, folder)).filter((version) => version !== undefined);
    const [first] = uses;
    return first && lowest(first.use.ecosystem, versions);
  }

  #add(folder: string, found: LockedPackage): void {
    if (found.version.length > longestVersion) return;
    const ofFolder = this.#locks.get(folder) ?? new Map<Ecosystem, Map<string, LockedPackage[]>>();
    const ofEcosystem = ofFolder.get(found.ecosystem) ?? new Map<string, LockedPackage[]>();
    const ofName = ofEcosystem.get(found.name);
    if (ofName) ofName.push(found);
    else ofEcosystem.set(found.name, [found]);
    ofFolder.set(found.ecosystem, ofEcosystem);
    this.#locks.set(folder, ofFolder);
  }

  #versionOf({ ecosystem, name, range }: PackageUse, folder: string): string | undefined {
    const pinned = range === undefined ? undefined : pinnedVersion(ecosystem, range);
    if (pinned !== undefined) return pinned;
    const lockFolder = foldersUpward(folder).find((outer) => this.#locks.get(outer)?.has(ecosystem));
    const found = lockFolder === undefined ? undefined : this.#locks.get(lockFolder)?.get(ecosystem)?.get(name);
    if (lockFolder === undefined || !found) return undefined;
    const relative = folder.slice(lockFolder.length).replace(/^\//, '');
    return lowest(
      ecosystem,
      settledFor(found, relative, range, ecosystem)
        .map(({ version }) => version)
        .toSorted(),
    );
  }
}

/** Of several versions of one name, those that are for this folder, and for this range. */
function settledFor(found: readonly LockedPackage[], folder: string, range: string | undefined, ecosystem: Ecosystem) {
  const ofFolder = orElse(
    found.filter(({ of }) => of !== undefined && isWithin(folder, of)),
    found.filter(({ of }) => of === undefined),
  );
  if (range === undefined || ofFolder.length < 2) return orElse(ofFolder, found);
  return orElse(
    ofFolder.filter((one) => one.range === range),
    ofFolder.filter(({ version }) => isInRange(ecosystem, version, range)),
    ofFolder,
  );
}

function isWithin(folder: string, outer: string): boolean {
  return folder === outer || folder.startsWith(`${outer}/`);
}

/** The first of them that has something. */
function orElse<Item>(...lists: readonly (readonly Item[])[]): readonly Item[] {
  return lists.find((list) => list.length > 0) ?? [];
}

/** What is no version that can be compared is left to the others. */
function lowest(ecosystem: Ecosystem, versions: readonly string[]): string | undefined {
  const [first, ...others] = versions;
  return others.reduce<string | undefined>((low, version) => {
    return low === undefined || (compareVersions(ecosystem, version, low) ?? 0) < 0 ? version : low;
  }, first);
}
