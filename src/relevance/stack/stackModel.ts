// What a workspace is built with: the words in which its manifests, lock files, imports and model ids are spoken of.

/** Where a package comes from: its registry, or the kind of thing that its name names. */
export type Ecosystem = (typeof ecosystems)[number];

export const ecosystems = ['npm', 'pypi', 'cargo', 'go', 'docker', 'action', 'mcp', 'model'] as const;

/** How a workspace uses something, the most direct first. */
export type Use = 'dependency' | 'dev' | 'imported' | 'mentioned';

/** A piece of one line of a file; both counted from 0, columns in UTF-16 units, `end` is the first one beyond. */
interface Span {
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
