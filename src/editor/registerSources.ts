// Puts together what a person sees of sources: the view, the refresh that they start, and the commands.

import * as vscode from 'vscode';
import type { Backend, BackendEvent } from '../protocol/backend.js';
import type { BulkMarks } from './bulkMarks.js';
import { markSourceCommands } from './live/commands/markSource.js';
import { refreshCommands } from './live/commands/refreshing.js';
import type { Log } from './log.js';
import { loadedOnDemand, registerCommands } from './register.js';
import { onSourcesChanged } from './settings/settings.js';
import type { CredentialsStore } from './live/credentialsStore.js';
import { Refreshing, type Described } from './live/refreshing.js';
import { sourceCommandIds } from './live/sourceCommandIds.js';
import { SourcesView } from './live/sourcesView.js';
import type { UndoOffer } from './undoOffer.js';

export interface SourcesParts {
  readonly backend: Backend;
  readonly credentials: CredentialsStore;
  /** Gives the worker the sources with their secrets. */
  readonly supply: () => Promise<void>;
  /** The view of issues, which shows how far a refresh is. */
  readonly issues: Described;
  readonly marks: BulkMarks;
  readonly offer: UndoOffer;
  readonly onBackendEvent: vscode.Event<BackendEvent>;
  readonly log: Log;
}

export function registerSources(parts: SourcesParts): vscode.Disposable {
  const { backend, credentials, supply, issues, marks, offer, onBackendEvent, log } = parts;
  const view = new SourcesView(backend, credentials, log);
  const refreshing = new Refreshing(backend, [issues, view]);
  const loadCommands = async () => {
    const { createSourceCommands } = await import('./live/commands/sourceCommands.js');
    return createSourceCommands({ backend, credentials, view, refreshing, offer, supply });
  };
  return vscode.Disposable.from(
    view,
    onBackendEvent((event) => view.onBackendEvent(event)),
    onBackendEvent((event) => refreshing.onBackendEvent(event)),
    onSourcesChanged(() => view.noteSources()),
    credentials.onDidChange(() => void supply().catch((error: unknown) => log.error('sources', String(error)))),
    registerCommands(refreshCommands(refreshing, view), log),
    registerCommands(markSourceCommands(view, marks), log),
    registerCommands(loadedOnDemand(sourceCommandIds, loadCommands), log),
  );
}
