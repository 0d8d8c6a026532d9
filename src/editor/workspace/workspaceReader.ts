// Keeps up what the workspace uses: reads its files in the background, again those that have changed, and tells the backend. One
// piece of work after the other; what is asked for meanwhile gathers.

import * as vscode from 'vscode';
import type { Backend } from '../../protocol/backend.js';
import type { StackPatterns } from '../../protocol/stack.js';
import type { StackEntry } from '../../relevance/stack/stackModel.js';
import type { Log } from '../log.js';
import { onWorkspaceWantedChanged, readSettings } from '../settings/settings.js';
import { FileChanges, type Changes } from './fileChanges.js';
import { findFiles, type FoundFiles } from './findFiles.js';
import { readFiles } from './readFiles.js';
import type { StackThread } from './stackThread.js';

export interface WorkspaceReaderParts {
  readonly backend: Pick<Backend, 'setWorkspace'>;
  readonly thread: Pick<StackThread, 'ask' | 'losses'>;
  readonly log: Log;
  /** Hears each time what the workspace uses has become known or another. */
  readonly onStack: (entries: readonly StackEntry[]) => void;
  /** Hears when all of the workspace has been read, and how much is used; undefined: it is being read. */
  readonly onRead: (used: number | undefined) => void;
}

/** Beginnings that end with the worker's death before the workspace is given up. */
const mostAttempts = 3;

const noFiles: FoundFiles = new Map();

export class WorkspaceReader {
  readonly #parts: WorkspaceReaderParts;
  readonly #subscriptions: vscode.Disposable[] = [];
  #watching: FileChanges | undefined;
  #patterns: StackPatterns | undefined;
  #manifests: FoundFiles = noFiles;
  #sources: FoundFiles = noFiles;
  /** Files over which the worker failed. */
  readonly #suspects = new Set<string>();
  #attempts = 0;
  #losses = 0;
  #told = '';
  #used = 0;
  /** Ends what is under way: what it is about is not so any more. */
  #stop = new vscode.CancellationTokenSource();
  #work: Promise<void> = Promise.resolve();

  constructor(parts: WorkspaceReaderParts) {
    this.#parts = parts;
    this.#subscriptions.push(
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.begin()),
      onWorkspaceWantedChanged(() => this.begin()),
    );
  }

  /** Reads the workspace from the beginning, or lets go of it where the person wants none of it. */
  begin(): void {
    this.#stop.cancel();
    this.#stop.dispose();
    this.#stop = new vscode.CancellationTokenSource();
    const { token } = this.#stop;
    this.#attempts = 0;
    this.#suspects.clear();
    this.#enqueue(token, () => this.#readAll(token));
  }

  dispose(): void {
    this.#stop.cancel();
    this.#stop.dispose();
    this.#watching?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #enqueue(token: vscode.CancellationToken, work: () => Promise<void>): void {
    this.#work = this.#work.then(async () => {
      if (token.isCancellationRequested) return;
      try {
        await work();
      } catch (error) {
        // Ended because something newer is asked for, or because the window closes.
        if (token.isCancellationRequested) return;
        this.#parts.log.warn('workspace', `The workspace could not be read: ${String(error)}`);
        this.#parts.onRead(this.#used);
        if (this.#parts.thread.losses !== this.#losses) this.#again(token);
      }
    });
  }

  /** The worker has gone with what it knew: everything is read again, but for what it may have gone over. */
  #again(token: vscode.CancellationToken): void {
    this.#attempts += 1;
    if (this.#attempts < mostAttempts) this.#enqueue(token, () => this.#readAll(token));
  }

  async #readAll(token: vscode.CancellationToken): Promise<void> {
    const { thread, log, onRead } = this.#parts;
    onRead(undefined);
    this.#watching?.dispose();
    this.#watching = undefined;
    await this.#forget();
    this.#used = 0;
    if (!readSettings().readsWorkspace || !vscode.workspace.workspaceFolders?.length) {
      await this.#tell([]);
      onRead(0);
      return;
    }
    const start = performance.now();
    this.#patterns ??= await thread.ask('patterns');
    this.#losses = thread.losses;
    const found = await this.#find(this.#patterns, token);
    if (token.isCancellationRequested) return;
    this.#watching = new FileChanges(this.#patterns, (changes) => this.#enqueue(token, () => this.#takeIn(changes, token)));
    await this.#read(found, token);
    if (token.isCancellationRequested) return;
    onRead(this.#used);
    const { size: manifests } = this.#manifests;
    const { size: sources } = this.#sources;
    log.info('workspace', `Read ${manifests} manifests and ${sources} other files in ${Math.round(performance.now() - start)} ms.`);
  }

  /** Manifests first: they say nearly all of it. */
  async #read({ manifests, sources }: { readonly manifests: FoundFiles; readonly sources: FoundFiles }, token: vscode.CancellationToken) {
    const { thread, log } = this.#parts;
    const onSuspects = (paths: readonly string[]): void => paths.forEach((path) => this.#suspects.add(path));
    const parts = { thread, log, token, onSuspects };
    if (manifests.size > 0) {
      await readFiles(manifests, 'manifest', parts);
      await this.#update(token);
    }
    if (sources.size > 0) {
      await readFiles(sources, 'source', parts);
      await this.#update(token);
    }
  }

  async #find(patterns: StackPatterns, token: vscode.CancellationToken) {
    const found = await findFiles(patterns, (paths) => this.#parts.thread.ask('kindsOf', { paths }), token);
    this.#manifests = without(found.manifests, this.#suspects);
    // Some manifests look like configurations, which are read as sources.
    this.#sources = without(found.sources, new Set([...this.#suspects, ...found.manifests.keys()]));
    return { manifests: this.#manifests, sources: this.#sources };
  }

  /** Reads what has changed; where files have come it looks which of them count, and reads those that it did not know. */
  async #takeIn({ changed, gone, hasNew }: Changes, token: vscode.CancellationToken): Promise<void> {
    const { thread } = this.#parts;
    if (thread.losses !== this.#losses) return this.#readAll(token);
    const isGone = (path: string): boolean => gone.some((one) => path === one || path.startsWith(`${one}/`));
    const lost = [...this.#manifests.keys(), ...this.#sources.keys()].filter(isGone);
    if (lost.length > 0) {
      await thread.ask('remove', { paths: lost });
      this.#manifests = without(this.#manifests, new Set(lost));
      this.#sources = without(this.#sources, new Set(lost));
    }
    // Without what has gone: a file that went and came is read again.
    const before = { manifests: this.#manifests, sources: this.#sources };
    if (hasNew && this.#patterns) await this.#find(this.#patterns, token);
    const isDue =
      (known: FoundFiles): ((path: string) => boolean) =>
      (path) =>
        changed.has(path) || !known.has(path);
    const due = {
      manifests: only(this.#manifests, isDue(before.manifests)),
      sources: only(this.#sources, isDue(before.sources)),
    };
    await this.#read(due, token);
    if (lost.length > 0) await this.#update(token);
  }

  async #forget(): Promise<void> {
    const paths = [...this.#manifests.keys(), ...this.#sources.keys()];
    if (paths.length > 0) await this.#parts.thread.ask('remove', { paths });
    this.#manifests = noFiles;
    this.#sources = noFiles;
  }

  async #update(token: vscode.CancellationToken): Promise<void> {
    const entries = await this.#parts.thread.ask('stack');
    this.#used = entries.length;
    if (!token.isCancellationRequested) await this.#tell(entries);
  }

  /** Tells what is used, unless it is what was told last: each time all lists are made anew. Lines that move are no news. */
  async #tell(entries: readonly StackEntry[]): Promise<void> {
    const told = JSON.stringify(entries, (key, value: unknown) => (key === 'span' ? undefined : value));
    if (told === this.#told || (entries.length === 0 && this.#told === '')) return;
    this.#parts.onStack(entries);
    await this.#parts.backend.setWorkspace({ entries });
    this.#told = told;
  }
}

function without(files: FoundFiles, paths: ReadonlySet<string>): FoundFiles {
  return only(files, (path) => !paths.has(path));
}

function only(files: FoundFiles, isWanted: (path: string) => boolean): FoundFiles {
  return new Map([...files].filter(([path]) => isWanted(path)));
}
