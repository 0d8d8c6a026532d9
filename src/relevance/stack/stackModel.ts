// What a workspace is built with: the words in which its manifests, lock files, imports and model ids are spoken of.

/** Where a package comes from: its registry, or the kind of thing that its name names. */
export type Ecosystem = (typeof ecosystems)[number];

export const ecosystems = ['npm', 'pypi', 'cargo', 'go', 'docker', 'action', 'mcp', 'model'] as const;

/** How a workspace uses something, the most direct first. */
export type Use = 'dependency' | 'dev' | 'imported' | 'mentioned';

/** A piece of one line of a file; both counted from 0, columns in UTF-16 units, `end` is the first one beyond. */
export interface Span {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** A package, image, action, server or model that a file names. */
export interface PackageUse {
  readonly ecosystem: Ecosystem;
  /** As its ecosystem compares names: PyPI's in PEP 503's form, a Docker image without registry default and tag. */
  readonly name: string;
  readonly use: Use;
  /** The versions that the file asks for, as it writes them: `^18.2.0`, `>=0.9,<1`, an image's tag; absent when it asks for none. */
  readonly range?: string;
  /** Where the name stands. */
  readonly span: Span;
  /** Of an import: the beginning of what is imported, as code names it; a module of the workspace itself may be named so, too. */
  readonly module?: string;
}

/** A version that a lock file has settled on. */
export interface LockedPackage {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly version: string;
  /** The range that it was settled for, where the lock file goes by ranges: another range of the same name may have another version. */
  readonly range?: string;
  /** Folder (relative to the lock file's, `''` for its own) of the manifest that it was settled for; absent: for all that it covers. */
  readonly of?: string;
}

/** What a manifest or a lock file says; a file that cannot be read says why, in plain words for the log. */
export type FileContents =
  | {
      readonly ok: true;
      readonly uses: readonly PackageUse[];
      readonly locked: readonly LockedPackage[];
      /** The package that the manifest describes: what names it is the workspace itself. */
      readonly own?: Pick<PackageUse, 'ecosystem' | 'name'>;
    }
  | { readonly ok: false; readonly reason: string };

/** An ecosystem's way of writing down what is used: adding one is one file that makes one of these, and its line in `manifests.ts`. */
export interface ManifestKind {
  readonly ecosystem: Ecosystem;
  /** Glob patterns of its files, in any folder, in the syntax of VS Code's `findFiles`. */
  readonly globs: readonly string[];
  /** Whether it reads the file at `path` (with forward slashes). */
  isOurs(path: string): boolean;
  /** Reads one file; never throws for anything that a text can hold. */
  read(text: string, path: string): FileContents;
}

/** One thing that the workspace uses, by all its files together: the most direct use counts. */
export interface StackEntry {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly use: Use;
  readonly range?: string;
  /** From the nearest lock file; of several places the lowest version. */
  readonly installed?: string;
  /** The file that says so, and where in it. */
  readonly path: string;
  readonly span: Span;
  /** How many files use it. */
  readonly files: number;
}
