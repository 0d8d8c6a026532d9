// Puts together what is known of the workspace; the entry of a bundle that is loaded once the window has settled.

import { join } from 'node:path';
import * as vscode from 'vscode';
import type { StackEntry } from '../../relevance/stack/stackModel.js';
import type { WorkspaceParts } from './registerWorkspace.js';
import { StackThread } from './stackThread.js';
import { WorkspaceReader } from './workspaceReader.js';

export interface RunningParts extends WorkspaceParts {
  readonly onStack: (entries: readonly StackEntry[]) => void;
  readonly onRead: (used: number | undefined) => void;
}

export function runWorkspace({ backend, extensionPath, log, onStack, onRead }: RunningParts): vscode.Disposable {
  const thread = new StackThread({
    workerFile: join(extensionPath, 'dist', 'stack.cjs'),
    modelPrefixes: () => backend.modelPrefixes(),
    log,
  });
  const reader = new WorkspaceReader({ backend, thread, log, onStack, onRead });
  reader.begin();
  return vscode.Disposable.from(reader, { dispose: () => void thread.dispose() });
}
