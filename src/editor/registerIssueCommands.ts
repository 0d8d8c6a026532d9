// Registers what can be done with issues: the commands that stand ready, and those that are loaded when they are first run.

import * as vscode from 'vscode';
import type { Backend } from '../protocol/backend.js';
import type { BulkMarks } from './bulkMarks.js';
import { everydayCommands } from './commands/everydayCommands.js';
import type { AtHand } from './commands/issueAtHand.js';
import { issueCommandIds } from './commands/issueCommandIds.js';
import { rareCommandIds } from './commands/rareCommandIds.js';
import type { Log } from './log.js';
import type { ReaderLook } from './reader/readerLook.js';
import { loadedOnDemand, registerCommands } from './register.js';
import type { UndoOffer } from './undoOffer.js';

export interface IssueCommandParts {
  readonly backend: Backend;
  readonly atHand: AtHand & { readonly look: ReaderLook };
  readonly marks: BulkMarks;
  readonly offer: UndoOffer;
  readonly context: vscode.ExtensionContext;
  readonly log: Log;
}

export function registerIssueCommands({ backend, atHand, marks, offer, context, log }: IssueCommandParts): vscode.Disposable {
  const { extension, extensionUri, workspaceState } = context;
  const search = { ...atHand, memory: workspaceState, help: vscode.Uri.joinPath(extensionUri, 'docs', 'searching.md') };
  const loadSearch = async () => (await import('./commands/searching.js')).searchCommands(backend, search);
  const loadIssue = async () => (await import('./commands/issueCommands.js')).issueCommands(backend, atHand, extension);
  const loadRare = async () => (await import('./commands/rareCommands.js')).rareCommands(backend, atHand, { offer, extension, log });
  return vscode.Disposable.from(
    registerCommands(everydayCommands(backend, atHand, marks, extension.id), log),
    registerCommands(loadedOnDemand(issueCommandIds, loadIssue), log),
    registerCommands(loadedOnDemand(rareCommandIds, loadRare), log),
    registerCommands(loadedOnDemand(['digest.search'], loadSearch), log),
  );
}
