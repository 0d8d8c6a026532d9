// What in a workspace's imports is the workspace itself: packages that its manifests describe, and modules that lie beside the
// sources that import them. And which of the required packages an import means that does not name it.

import { variantsOf } from './imports/pythonNames.js';
import { folderOf, foldersUpward } from './paths.js';
import type { FileContents, PackageUse } from './stackModel.js';

type DescribingFile = Pick<Extract<FileContents, { ok: true }>, 'uses' | 'locked' | 'own'> & { readonly path: string };

export class OwnModules {
  readonly #described = new Set<string>();
  /** Everything that a manifest asks for: whatever lies beside a source, these are meant. */
  readonly #required = new Set<string>();
  readonly #ownGoModules: string[] = [];
  /** Required, or needed by what is required. */
  readonly #goModules = new Set<string>();
  /** Paths of sources without their ending, and of folders that say themselves that they are a module. */
  readonly #modules = new Set<string>();
  /** All folders with sources. */
  readonly #folders = new Set<string>();

  constructor(files: readonly DescribingFile[]) {
    for (const { path, uses, locked, own } of files) {
      if (own) this.#described.add(keyOf(own));
      if (own?.ecosystem === 'go') this.#ownGoModules.push(own.name);
      for (const use of uses) if (use.use !== 'imported') this.#required.add(keyOf(use));
      for (const { ecosystem, name } of locked) if (ecosystem === 'go') this.#goModules.add(name);
      this.#addModule(path);
    }
  }

  /** Whether what the file at `path` uses is a part of the workspace. */
  has(use: PackageUse, path: string): boolean {
    if (this.#described.has(keyOf(use))) return true;
    if (use.use !== 'imported') return false;
    if (use.ecosystem === 'go') return this.#ownGoModules.some((module) => isPartOf(use.name, module));
    const { module } = use;
    if (module === undefined || this.#required.has(keyOf(use))) return false;
    return foldersUpward(folderOf(path)).some((folder) => {
      const before = folder === '' ? '' : `${folder}/`;
      return this.#isModule(`${before}${module}`, path) || this.#isModule(`${before}src/${module}`, path);
    });
  }

  /** Whether the source at `importer` may mean it: not itself, nor the folder of examples that it lies in. */
  #isModule(place: string, importer: string): boolean {
    if (this.#modules.has(place)) return withoutEnding(importer) !== place;
    return this.#folders.has(place) && !importer.startsWith(`${place}/`);
  }

  /** An import as the package that the workspace asks for, where code does not name that itself. */
  asRequired(use: PackageUse): PackageUse {
    if (use.use !== 'imported') return use;
    if (use.ecosystem === 'go') return { ...use, name: this.#moduleOf(use.name) };
    if (use.ecosystem !== 'pypi' || this.#required.has(keyOf(use))) return use;
    const name = variantsOf(use.name).find((variant) => this.#required.has(`pypi:${variant}`));
    return name === undefined ? use : { ...use, name };
  }

  /** The Go module that a package belongs to: the longest that is required, else what its host makes of a path. */
  #moduleOf(path: string): string {
    const parts = path.split('/');
    for (let length = parts.length; length > 0; length -= 1) {
      const name = parts.slice(0, length).join('/');
      if (this.#goModules.has(name) || this.#required.has(`go:${name}`)) return name;
    }
    return codeHosts.has(parts[0] ?? '') ? parts.slice(0, 3).join('/') : path;
  }

  #addModule(path: string): void {
    const place = withoutEnding(path);
    if (place === undefined) return;
    this.#modules.add(/(?:^|\/)(?:__init__|index)$/.test(place) ? folderOf(place) : place);
    for (let folder = folderOf(place); folder !== '' && !this.#folders.has(folder); folder = folderOf(folder)) this.#folders.add(folder);
  }
}

/** The path of a source of Python or JavaScript as a module; undefined for what is none. */
function withoutEnding(path: string): string | undefined {
  const ending = /\.(?:pyi?|[cm]?[jt]sx?)$/.exec(path);
  return ending ? path.slice(0, ending.index) : undefined;
}

/** A module there is an owner and a name. */
const codeHosts = new Set(['github.com', 'gitlab.com', 'bitbucket.org']);

function keyOf({ ecosystem, name }: Pick<PackageUse, 'ecosystem' | 'name'>): string {
  return `${ecosystem}:${name}`;
}

function isPartOf(path: string, module: string): boolean {
  return path === module || path.startsWith(`${module}/`);
}
