// Every name that the manifest and the code must agree on: commands with what they take, views, context keys, settings.

import type { IssueKey } from '../protocol/backend.js';
import type { TreeNode } from './tree/nodes.js';

/** The view of issues in the activity-bar container *Digest*. */
export const issuesView = 'digest.issues';

/** Type of the reader's webview panel. */
export const readerPanelType = 'digest.reader';

/** Commands with the arguments that VS Code or our own code hands them. Those that start with `_` are not in the palette. */
export interface CommandArguments {
  'digest.showTakeaways': [node?: TreeNode];
  'digest.copyTakeaways': [node?: TreeNode];
  'digest.openExternalLink': [node?: TreeNode];
  'digest.openIssue': [];
  'digest.nextUnread': [];
  'digest.markRead': [node?: TreeNode, selected?: readonly TreeNode[]];
  'digest.markUnread': [node?: TreeNode, selected?: readonly TreeNode[]];
  'digest.markAllRead': [];
  'digest.undoMarkAllRead': [];
  'digest.star': [node?: TreeNode, selected?: readonly TreeNode[]];
  'digest.unstar': [node?: TreeNode, selected?: readonly TreeNode[]];
  'digest.copyRow': [node?: TreeNode, selected?: readonly TreeNode[]];
  'digest.copyIssueAsMarkdown': [node?: TreeNode];
  'digest.copySectionAsMarkdown': [node?: TreeNode];
  'digest.copyLink': [node?: TreeNode];
  'digest.openOriginal': [node?: TreeNode];
  'digest.importIssue': [];
  'digest.openAsDigest': [resource?: unknown, selected?: unknown];
  'digest.openSources': [];
  'digest.pinReader': [];
  'digest.unpinReader': [];
  'digest.resetLocalData': [];
  'digest.showLog': [];
  'digest.retry': [];
  '_digest.showRow': [node: TreeNode];
  '_digest.showMore': [node: TreeNode];
  '_digest.showPlace': [key: IssueKey, anchor?: string];
}

export type CommandId = keyof CommandArguments;

/** Context keys that menus and keybindings of the manifest ask for. */
export type ContextKey = 'digest.hasUnread' | 'digest.canUndoMarkAllRead' | 'digest.readerHasOriginal' | 'digest.readerIsPinned';
