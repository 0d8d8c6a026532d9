// The rows that topics bring into the view *Issues*. A bundle of its own, loaded when the view is on show: many windows need none.

import * as vscode from 'vscode';
import type { Backend } from '../../../protocol/backend.js';
import type { Filter } from '../../../protocol/listView.js';
import { today } from '../../days.js';
import { readSettings } from '../../settings/settings.js';
import type { FollowedNode, NewsShelfNode, NoticeNode, TopicNode, TopicTreeNode, TreeNode, WorkspaceNode } from '../nodes.js';
import { toTopicItem } from './topicItem.js';
import { topicPreview } from './topicPreview.js';
import { TopicShelves } from './topicShelves.js';

export interface TopicRows extends Pick<TopicShelves, 'take' | 'update' | 'forget'> {
  childrenOf(node: TopicTreeNode): Promise<readonly TreeNode[]>;
  showMore(shelf: NewsShelfNode): void;
  item(node: TopicTreeNode): vscode.TreeItem;
  preview(node: TopicTreeNode): Promise<vscode.MarkdownString | undefined>;
}

export function createTopicRows(backend: Backend, filter: () => Filter): TopicRows {
  const shelves = new TopicShelves({ backend, today, filter, followed: () => readSettings().followedTopics });
  return {
    take: () => shelves.take(),
    update: (isMarks) => shelves.update(isMarks),
    forget: () => shelves.forget(),
    showMore: (shelf) => shelves.showMore(shelf),
    childrenOf: async (node) => {
      if (node.kind === 'news') return [];
      const rows = await shelves.childrenOf(node);
      return rows.length > 0 ? rows : [emptyNotice(node, filter())];
    },
    item: (node) => toTopicItem(node, shelves),
    preview: (node) => topicPreview(backend, node, shelves),
  };
}

/** The row below a shelf that has none. */
function emptyNotice(node: WorkspaceNode | FollowedNode | TopicNode, filter: Filter): NoticeNode {
  const notice = { kind: 'notice', action: 'none' } as const;
  if (node.kind === 'followed') {
    return {
      ...notice,
      id: 'followed',
      text: vscode.l10n.t('What you follow is not known here'),
      detail: vscode.l10n.t('It may have been a topic of your own that is no longer in the settings.'),
    };
  }
  const id = node.kind === 'topic' ? `topic:${node.topic.id}` : node.kind;
  if (filter === 'all') {
    return {
      ...notice,
      id,
      text: vscode.l10n.t('No issue names it yet'),
      detail: vscode.l10n.t('Sections that name it stand here as soon as an issue has one.'),
    };
  }
  return {
    ...notice,
    id,
    text: filter === 'unread' ? vscode.l10n.t('Nothing unread') : vscode.l10n.t('Nothing starred'),
    detail: vscode.l10n.t('The view is filtered.'),
  };
}
