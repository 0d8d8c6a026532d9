// The composition root: makes each room's objects and hands them to one another. No rule of the product stands here.

import { join } from 'node:path';
import * as vscode from 'vscode';
import { createBackend, type Supplies } from './editor/backend.js';
import { BulkMarks } from './editor/bulkMarks.js';
import { maintenanceCommands } from './editor/commands/maintenance.js';
import { createUriHandler } from './editor/commands/reading.js';
import { CredentialsStore } from './editor/live/credentialsStore.js';
import { registerSources } from './editor/registerSources.js';
import { registerTopics } from './editor/registerTopics.js';
import { readSourceSettings, supplySources } from './editor/live/supplySources.js';
import { createLog } from './editor/log.js';
import { Notes } from './editor/reader/notes.js';
import { ReaderLook } from './editor/reader/readerLook.js';
import { Readers } from './editor/reader/readers.js';
import { registerIssueCommands } from './editor/registerIssueCommands.js';
import { registerReaderActions } from './editor/registerReaderActions.js';
import { registerCommands } from './editor/register.js';
import { onRulesChanged, onSearchesChanged, onSourcesChanged, onStateSyncChanged, readSettings } from './editor/settings/settings.js';
import { StateSync } from './editor/stateSync.js';
import { IssuesView } from './editor/tree/issuesView.js';
import { ViewMemory } from './editor/tree/viewMemory.js';
import { UndoOffer } from './editor/undoOffer.js';
import { registerWorkspace } from './editor/workspace/registerWorkspace.js';
import type { BackendEvent } from './protocol/backend.js';

let close: (() => Promise<void>) | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const { extensionPath, extensionUri, globalStorageUri, subscriptions } = context;
  const channel = vscode.window.createOutputChannel('Digest', { log: true });
  const log = createLog(channel);
  const events = new vscode.EventEmitter<BackendEvent>();
  const credentials = new CredentialsStore(context.secrets);
  const supplyRules = (worker: Supplies): void => {
    worker.setRules(readSettings().rules).catch((error: unknown) => log.error('library', String(error)));
  };
  const supplyWorker = async (worker: Supplies) => {
    await worker.installSeeds({ folder: join(extensionPath, 'seeds') });
    await worker.setFocused({ isFocused: vscode.window.state.focused });
    supplyRules(worker);
    const { ownTopics } = readSettings();
    // Before its first issue is read.
    if (ownTopics.length > 0) await worker.setOwnTopics({ topics: ownTopics });
    // Sent before anything else is asked; what takes long about it (folders are read) need not be waited for.
    const settings = await readSourceSettings(credentials);
    worker.setSources(settings).catch((error: unknown) => log.error('sources', String(error)));
    void sync.read();
    await workspace.supply(worker);
  };
  const backend = createBackend({
    workerFile: join(extensionPath, 'dist', 'worker.cjs'),
    storageFolder: globalStorageUri.fsPath,
    sourceNames: { bundled: vscode.l10n.t('Digest'), imported: vscode.l10n.t('Imported') },
    onStart: supplyWorker,
    onEvent: (event) => events.fire(event),
    log: (level, message) => log[level]('backend', message),
  });
  const sync = new StateSync({ backend, state: context.globalState, isWanted: () => readSettings().syncsState, log });
  /** What the deleted library held must not come back from what travels. */
  const supplyAnew = async (worker: Supplies) => {
    await sync.forget();
    await supplyWorker(worker);
  };
  const supply = async () => {
    // A library that could not be used until now has not heard of the rules either.
    await backend.setRules(readSettings().rules);
    await supplySources(backend, credentials);
  };
  const view = new IssuesView(backend, supply, new ViewMemory(context.workspaceState, context.globalState), log);
  const notes = new Notes(backend, log);
  const look = new ReaderLook(context.globalState);
  const readers = new Readers(backend, extensionUri, { pins: context.workspaceState, look }, notes, log);
  const atHand = { view, readers, look };
  const offer = new UndoOffer();
  const marks = new BulkMarks(backend, offer);
  const workspace = registerWorkspace({ backend, onBackendEvent: events.event, extensionPath, log });
  subscriptions.push(
    events,
    credentials,
    view,
    look,
    readers,
    offer,
    sync,
    workspace,
    registerReaderActions(backend, readers, notes, view, log),
    vscode.window.registerUriHandler(createUriHandler(backend)),
    registerIssueCommands({ backend, atHand, marks, offer, context, log }),
    registerTopics({ backend, workspace, view, readers, offer, log }),
    registerSources({ backend, credentials, supply, issues: view, marks, offer, onBackendEvent: events.event, log }),
    registerCommands(maintenanceCommands(backend, view, channel, supplyAnew), log),
    ...[view, readers, sync].map((part) => events.event((event) => part.onBackendEvent(event))),
    events.event((event) => event.event === 'log' && log[event.level](event.component, event.message)),
    onSourcesChanged(() => view.onSourcesChanged()),
    onRulesChanged(() => supplyRules(backend)),
    onStateSyncChanged(() => sync.declare()),
    onSearchesChanged(() => view.onSearchesChanged()),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      backend.setFocused({ isFocused: focused }).catch((error: unknown) => log.debug('sources', String(error)));
      void (focused ? sync.read() : sync.write());
    }),
  );
  close = async () => {
    // What fails must not keep the library open.
    await Promise.allSettled([notes.flush(), sync.write()]);
    await backend.dispose();
    // VS Code disposes of the subscriptions first: what is said until now still has its place.
    channel.dispose();
  };
  view.start();
}

/** VS Code waits for the library to be closed. */
export async function deactivate(): Promise<void> {
  await close?.();
}
