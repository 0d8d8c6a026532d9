// Has the messages of the reader page acted on.

import * as vscode from 'vscode';
import type { Backend } from '../protocol/backend.js';
import { followReader } from './commands/followReader.js';
import type { Log } from './log.js';
import type { Notes } from './reader/notes.js';
import type { ReaderMessage, Readers } from './reader/readers.js';
import { onImagesChanged } from './settings/settings.js';
import type { IssuesView } from './tree/issuesView.js';

/** Acts on each message, and shows the reader's place in a view that comes to the front. Failures are logged: nobody waits. */
export function registerReaderActions(backend: Backend, readers: Readers, notes: Notes, view: IssuesView, log: Log): vscode.Disposable {
  const logged = (what: string, done: Promise<unknown>) => {
    done.catch((error: unknown) => log.error('reader', `${what} failed: ${String(error)}`));
  };
  const load = async () => (await import('./readerActions.js')).readerActions({ backend, notes, readers, view });
  let loading: ReturnType<typeof load> | undefined;
  const act = async (received: ReaderMessage): Promise<void> => {
    loading ??= load();
    await (
      await loading
    )(received);
  };
  return vscode.Disposable.from(
    readers.onMessage((received) => logged(received.message.type, act(received))),
    onImagesChanged(() => readers.renderAnew()),
    view.onDidShow(() => logged('following', followReader({ readers, view }))),
  );
}
