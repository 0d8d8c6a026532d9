// Puts together what a person sees of sources: the view, the refresh that they start, and the commands.

import * as vscode from 'vscode';
import type { Backend, BackendEvent } from '../../protocol/backend.js';
import { addSourceCommands } from '../commands/addSource.js';
import { chooseSourcesCommands } from '../commands/chooseSources.js';
import { editSourceCommands } from '../commands/editSource.js';
import { opmlCommands } from '../commands/opml.js';
import { refreshCommands } from '../commands/refreshing.js';
import { removeSourceCommands } from '../commands/removeSource.js';
import { signInCommands } from '../commands/signIn.js';
import { sourceHealthCommands } from '../commands/sourceHealth.js';
import type { Log } from '../log.js';
import { registerCommands } from '../register.js';
import { onSourcesChanged } from '../settings.js';
import type { CredentialsStore } from './credentialsStore.js';
import { Refreshing, type Described } from './refreshing.js';
import { SourcesView } from './sourcesView.js';

export interface SourcesParts {
  readonly backend: Backend;
  readonly credentials: CredentialsStore;
  /** Gives the worker the sources with their secrets. */
  readonly supply: () => Promise<void>;
  /** The view of issues, which shows how far a refresh is. */
  readonly issues: Described;
  readonly onBackendEvent: vscode.Event<BackendEvent>;
  readonly log: Log;
}

export function registerSources({ backend, credentials, supply, issues, onBackendEvent, log }: SourcesParts): vscode.Disposable {
  const view = new SourcesView(backend, credentials, log);
  const refreshing = new Refreshing(backend, [issues, view]);
  const tools = { view, credentials };
  return vscode.Disposable.from(
    view,
    onBackendEvent((event) => view.onBackendEvent(event)),
    onBackendEvent((event) => refreshing.onBackendEvent(event)),
    onSourcesChanged(() => view.noteSources()),
    credentials.onDidChange(() => void supply().catch((error: unknown) => log.error('sources', String(error)))),
    registerCommands(addSourceCommands(backend, tools), log),
    registerCommands(chooseSourcesCommands(backend), log),
    registerCommands(opmlCommands(backend), log),
    registerCommands(refreshCommands(refreshing, view), log),
    registerCommands(sourceHealthCommands(view), log),
    registerCommands(editSourceCommands(tools), log),
    registerCommands(removeSourceCommands(backend, tools), log),
    registerCommands(signInCommands(view, credentials, refreshing, supply), log),
  );
}
