// Watches a folder and says, once things have calmed down, that something in it may have changed. What changed is found by
// looking again: the events of file systems are too unlike each other to be believed in detail.

import { type FSWatcher, watch } from 'node:fs';
import { basename, join } from 'node:path';
import { isReadFolder } from './folder.js';

export interface FolderWatch {
  /** Names the folders to watch, relative to the root; gives whether one of them is new. */
  cover(folders: readonly string[]): boolean;
  close(): void;
}

export interface WatchOptions {
  /** Milliseconds without an event before `onChange` is called. */
  readonly calm?: number;
  /** Watching failed for a folder (too many watches, gone meanwhile). */
  readonly onError: (error: unknown) => void;
}

/**
 * Watches the root at once, and with `cover` the folders in it. Linux needs a watch per folder, and so spares the folders
 * that are not read; elsewhere the one on the root sees all below it.
 */
export function watchFolder(root: string, onChange: () => void, { calm = 150, onError }: WatchOptions): FolderWatch {
  const isRecursive = process.platform === 'darwin' || process.platform === 'win32';
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  let firstEvent = 0;

  const changed = (): void => {
    const now = Date.now();
    if (timer === undefined) firstEvent = now;
    else if (now - firstEvent > calm * 10) return; // A folder that never calms down is looked at all the same.
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      onChange();
    }, calm);
  };
  const stop = (folder: string): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  const start = (folder: string): void => {
    try {
      const watcher = watch(join(root, folder), { recursive: isRecursive, persistent: false }, (event, name) => {
        // A folder that is moved or deleted reports its own name, and its watch is worth nothing from then on.
        if (event === 'rename' && name === basename(join(root, folder))) stop(folder);
        if (name === null || name.split(/[/\\]/).every(isReadFolder)) changed();
      });
      watcher.on('error', (error) => {
        stop(folder);
        onError(error);
        changed();
      });
      watchers.set(folder, watcher);
    } catch (error) {
      onError(error);
    }
  };

  start('');
  return {
    cover: (folders) => {
      if (isRecursive) return false;
      const wanted = new Set(folders).add('');
      for (const folder of watchers.keys()) if (!wanted.has(folder)) stop(folder);
      const fresh = [...wanted].filter((folder) => !watchers.has(folder));
      for (const folder of fresh) start(folder);
      return fresh.some((folder) => watchers.has(folder));
    },
    close: () => {
      clearTimeout(timer);
      for (const folder of watchers.keys()) stop(folder);
    },
  };
}
