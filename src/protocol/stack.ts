// What the extension host asks of the worker that reads a workspace's files: it alone parses manifests, lock files and sources.

import type { PackageUse, StackEntry } from '../relevance/stack/stackModel.js';

/** A file of the workspace. */
export interface WorkspaceFile {
  /** Below the workspace's folder, with forward slashes; of several folders, the folder's name comes first. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What a file is good for: a manifest or lock file says what is used, a source what it imports. */
export type FileKind = 'manifest' | 'source';

/** Which files are worth finding: glob patterns of VS Code, and names of folders in which nothing is. */
export interface StackPatterns {
  readonly manifests: readonly string[];
  readonly sources: readonly string[];
  readonly foreignFolders: readonly string[];
}

/** A file that says nothing that is understood. */
export interface StackTrouble {
  readonly path: string;
  /** In plain words, for the log. */
  readonly reason: string;
}

/** Anything that is open in an editor, saved or not. */
export interface OpenText {
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
}

/** What a text that is open uses, with what the workspace's lock files settle for it where the text is. */
export interface OpenUse extends PackageUse {
  readonly installed?: string;
}

/** The calls of the worker. What it has read it keeps until it ends. */
export interface StackCalls {
  patterns(): StackPatterns;
  /** What files are good for, by their paths; undefined for those that say nothing. */
  kindsOf(params: { readonly paths: readonly string[] }): readonly (FileKind | undefined)[];
  /** Takes files on, in place of what was known under their paths. */
  put(params: { readonly files: readonly WorkspaceFile[] }): readonly StackTrouble[];
  /** Forgets files. */
  remove(params: { readonly paths: readonly string[] }): void;
  /** What all files together use. */
  stack(): readonly StackEntry[];
  /** What a text that is open uses, and where; nothing is kept of it. */
  usesIn(params: OpenText): readonly OpenUse[];
  /** All that has been read, for the worker that comes after this one (`StackWorkerData`). */
  memory(): Uint8Array;
}

/** What the worker is told when it starts. */
export interface StackWorkerData {
  /** Beginnings of model ids. */
  readonly modelPrefixes: readonly string[];
  /** What the worker before it gave. */
  readonly memory?: Uint8Array;
}
