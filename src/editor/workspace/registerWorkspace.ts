// Lets what is known of the workspace begin: some seconds after the window has opened, and from a bundle of its own.

import type * as vscode from 'vscode';
import type { Backend, BackendEvent } from '../../protocol/backend.js';
import type { StackEntry } from '../../relevance/stack/stackModel.js';
import type { Log } from '../log.js';

export interface WorkspaceParts {
  readonly backend: Backend;
  readonly onBackendEvent: vscode.Event<BackendEvent>;
  /** Where the bundles are. */
  readonly extensionPath: string;
  readonly log: Log;
}

export interface Workspace extends vscode.Disposable {
  /** How many things the workspace uses; undefined while it is being read. */
  readonly used: number | undefined;
  /** Tells a worker that has just started what the workspace uses, if that is known. */
  supply(worker: Pick<Backend, 'setWorkspace'>): Promise<void>;
}

/** By then a window has restored its editors and whoever opened it is reading, not waiting. */
const settleTime = 4_000;

export function registerWorkspace(parts: WorkspaceParts): Workspace {
  let entries: readonly StackEntry[] | undefined;
  let used: number | undefined;
  let running: vscode.Disposable | undefined;
  let isDisposed = false;
  const begin = async (): Promise<void> => {
    const { runWorkspace } = await import('./runWorkspace.js');
    if (isDisposed) return;
    running = runWorkspace({ ...parts, onStack: (stack) => (entries = stack), onRead: (count) => (used = count) });
  };
  const timer = setTimeout(() => void begin().catch((error: unknown) => parts.log.error('workspace', String(error))), settleTime);
  return {
    get used() {
      return used;
    },
    supply: async (worker) => {
      if (entries) await worker.setWorkspace({ entries });
    },
    dispose: () => {
      isDisposed = true;
      clearTimeout(timer);
      running?.dispose();
    },
  };
}
