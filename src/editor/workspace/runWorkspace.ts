// Puts together what is known of the workspace; the entry of a bundle that is loaded once the window has settled.

import { join } from 'node:path';
import * as vscode from 'vscode';
import type { StackEntry } from '../../relevance/stack/stackModel.js';
import { registerHovers } from '../hovers/registerHovers.js';
import type { Log } from '../log.js';
import type { WorkspaceParts } from './registerWorkspace.js';
import { StackThread } from './stackThread.js';
import { WorkspaceReader } from './workspaceReader.js';

export interface RunningParts extends WorkspaceParts {
  readonly onStack: (entries: readonly StackEntry[]) => void;
  readonly onRead: (used: number | undefined) => void;
}

export function runWorkspace(parts: RunningParts): vscode.Disposable {
  const { backend, extensionPath, log, onStack, onRead } = parts;
  const thread = new StackThread({
    workerFile: join(extensionPath, 'dist', 'stack.cjs'),
    modelPrefixes: () => backend.modelPrefixes(),
    log,
  });
  const stacks = new vscode.EventEmitter<void>();
  const tellStack = (entries: readonly StackEntry[]): void => {
    onStack(entries);
    stacks.fire();
  };
  const reader = new WorkspaceReader({ backend, thread, log, onStack: tellStack, onRead });
  reader.begin();
  // In a window in which no text is open nobody points at one, and the worker need not be started for it.
  const hovers = whenTextIsOpen(
    async () => registerHovers({ ...parts, thread, onStack: stacks.event, patterns: await thread.ask('patterns') }),
    log,
  );
  return vscode.Disposable.from(reader, hovers, stacks, { dispose: () => void thread.dispose() });
}

/** Does `register` when the first text is on show. */
function whenTextIsOpen(register: () => Promise<vscode.Disposable>, log: Log): vscode.Disposable {
  const parts: vscode.Disposable[] = [];
  let isDisposed = false;
  const look = async (): Promise<void> => {
    if (vscode.window.visibleTextEditors.length === 0) return;
    watching.dispose();
    const registered = await register();
    if (isDisposed) registered.dispose();
    else parts.push(registered);
  };
  const tryToLook = (): void => void look().catch((error: unknown) => log.error('hovers', String(error)));
  const watching = vscode.window.onDidChangeVisibleTextEditors(tryToLook);
  tryToLook();
  return {
    dispose: () => {
      isDisposed = true;
      watching.dispose();
      for (const part of parts) part.dispose();
    },
  };
}
