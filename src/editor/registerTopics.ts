// Registers what can be done with topics, and keeps the view, the pages of topics, the status bar and the worker true to what the person follows.

import * as vscode from 'vscode';
import type { Backend } from '../protocol/backend.js';
import { topicCommandIds } from './commands/topics/topicCommandIds.js';
import type { Log } from './log.js';
import type { Readers } from './reader/readers.js';
import { loadedOnDemand, registerCommands } from './register.js';
import { onFollowedChanged, onOwnTopicsChanged, readSettings } from './settings/settings.js';
import type { FollowedItem } from './topics/followedItem.js';
import type { IssuesView } from './tree/issuesView.js';
import type { UndoOffer } from './undoOffer.js';
import type { Workspace } from './workspace/registerWorkspace.js';

export interface TopicParts {
  readonly workspace: Pick<Workspace, 'used'>;
  readonly backend: Backend;
  readonly view: IssuesView;
  readonly readers: Readers;
  readonly offer: UndoOffer;
  readonly log: Log;
}

export function registerTopics({ backend, workspace, view, readers, offer, log }: TopicParts): vscode.Disposable {
  const load = async () => (await import('./commands/topics/topicCommands.js')).topicCommands(backend, { workspace, offer, readers });
  const logged = (done: Promise<unknown>) => void done.catch((error: unknown) => log.error('topics', String(error)));
  let item: FollowedItem | undefined;
  const showCount = async (count: number) => {
    if (!item && !readSettings().showsFollowed) return;
    const { FollowedItem } = await import('./topics/followedItem.js');
    item ??= new FollowedItem();
    item.show(readSettings().showsFollowed ? count : 0);
  };
  return vscode.Disposable.from(
    registerCommands(loadedOnDemand(topicCommandIds, load), log),
    onFollowedChanged(() => {
      view.onFollowedChanged();
      readers.renderTopicsAnew();
    }),
    onOwnTopicsChanged(() => logged(backend.setOwnTopics({ topics: readSettings().ownTopics }))),
    view.onDidCountFollowed((count) => logged(showCount(count))),
    { dispose: () => item?.dispose() },
  );
}
