// Hears which files of the workspace are written, come and go, and tells it once things have come to rest.

import * as vscode from 'vscode';
import type { StackPatterns } from '../../protocol/stack.js';
import { pathOf } from './findFiles.js';
import { anyOf } from './globs.js';

/** What has happened to files since it was told last. */
export interface Changes {
  /** Paths of files that were written. */
  readonly changed: ReadonlySet<string>;
  /** Paths of files and folders that were deleted. */
  readonly gone: readonly string[];
  /** Whether files have come. */
  readonly hasNew: boolean;
}

/** An installation or a change of branch writes for a while; it is read once, when it is over, or after so long all the same. */
const settleTime = 1_000;
const longest = 15_000;

export class FileChanges {
  readonly #subscriptions: readonly vscode.Disposable[];
  readonly #foreign: ReadonlySet<string>;
  readonly #onChanges: (changes: Changes) => void;
  #changed = new Set<string>();
  #gone = new Set<string>();
  #hasNew = false;
  #since: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor({ manifests, sources, foreignFolders }: StackPatterns, onChanges: (changes: Changes) => void) {
    this.#foreign = new Set(foreignFolders);
    this.#onChanges = onChanges;
    const files = vscode.workspace.createFileSystemWatcher(anyOf([...manifests, ...sources]) ?? '**', false, false, true);
    // Of a folder that comes or goes often only the folder is told, whatever is in it.
    const anything = vscode.workspace.createFileSystemWatcher('**', false, true, false);
    this.#subscriptions = [
      files,
      anything,
      files.onDidCreate((uri) => this.#note(uri, () => (this.#hasNew = true))),
      files.onDidChange((uri) => this.#note(uri, (path) => this.#changed.add(path))),
      anything.onDidCreate((uri) => isFolderLike(uri) && this.#note(uri, () => (this.#hasNew = true))),
      anything.onDidDelete((uri) => this.#note(uri, (path) => this.#gone.add(path))),
    ];
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #note(uri: vscode.Uri, note: (path: string) => void): void {
    const path = pathOf(uri);
    if (path === undefined || path.split('/').some((name) => this.#foreign.has(name))) return;
    note(path);
    const now = Date.now();
    this.#since ??= now;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tell(), Math.max(0, Math.min(settleTime, this.#since + longest - now)));
  }

  #tell(): void {
    const changes = { changed: this.#changed, gone: [...this.#gone], hasNew: this.#hasNew };
    this.#changed = new Set();
    this.#gone = new Set();
    this.#hasNew = false;
    this.#since = undefined;
    this.#onChanges(changes);
  }
}

/** Whether its name is one that folders have. Nobody is asked: there may be thousands. */
function isFolderLike({ path }: vscode.Uri): boolean {
  return !path.slice(path.lastIndexOf('/') + 1).includes('.');
}
