// Every name that the manifest and the code must agree on: commands with what they take, views, context keys, settings.

import type { Uri } from 'vscode';
import type { IssueKey } from '../protocol/backend.js';
import type { SourceDefinition } from '../protocol/sources.js';
import type { TopicId, TopicRow } from '../protocol/topics.js';
import type { SourceNode, SourcesNode } from './live/sourceNodes.js';
import type { TreeNode } from './tree/nodes.js';

/** The view of issues in the activity-bar container *Digest*. */
export const issuesView = 'digest.issues';

/** The view of sources below it. */
export const sourcesView = 'digest.sourcesView';

/** Type of the reader's webview panel. */
export const readerPanelType = 'digest.reader';

/** What *Add Source…* begins with when another command leads there. */
export interface AddressToAdd {
  readonly address: string;
  /** The source whose place the new one takes. */
  readonly replaces?: SourceDefinition;
}

/** A row that stands for a topic. */
interface RowOfTopic {
  readonly topic: Pick<TopicRow, 'id'>;
}

/**
 * Commands with the arguments that VS Code or our own code hands them, in the order of the manifest. Those that start with `_` are
 * not in it.
 */
export interface CommandArguments {
  /** `query`: what stands in the field at first, in place of what was searched for last. */
  'digest.search': [query?: string];
  'digest.saveSearch': [query?: string];
  'digest.editSearch': [node?: TreeNode];
  'digest.renameSearch': [node?: TreeNode];
  'digest.removeSearch': [node?: TreeNode];
  'digest.undoRemoveSearch': [];
  'digest.workspaceNews': [];
  'digest.followedNews': [];
  /** `what`: the id of a topic, a row of the tree; whatever else a menu hands over means nothing. */
  'digest.followTopic': [what?: unknown];
  'digest.unfollowTopic': [what?: unknown];
  'digest.undoUnfollowTopic': [];
  'digest.openIssue': [];
  'digest.nextUnread': [];
  'digest.nextIssue': [];
  'digest.previousIssue': [];
  'digest.nextSection': [];
  'digest.previousSection': [];
  'digest.goBack': [];
  'digest.goForward': [];
  'digest.goToContents': [];
  'digest.showTakeaways': [node?: TreeNode];
  'digest.copyTakeaways': [node?: TreeNode];
  'digest.openExternalLink': [node?: TreeNode];
  'digest.openOriginal': [node?: TreeNode];
  'digest.readFullArticle': [node?: TreeNode];
  'digest.groupByDate': [];
  'digest.groupBySource': [];
  'digest.groupByCategory': [];
  'digest.showAllIssues': [];
  'digest.showUnread': [];
  'digest.showStarred': [];
  'digest.sortNewest': [];
  'digest.sortOldest': [];
  'digest.groupByDateChosen': [];
  'digest.groupBySourceChosen': [];
  'digest.groupByCategoryChosen': [];
  'digest.showAllIssuesChosen': [];
  'digest.showUnreadChosen': [];
  'digest.showStarredChosen': [];
  'digest.sortNewestChosen': [];
  'digest.sortOldestChosen': [];
  'digest.markRead': [node?: TreeNode, selected?: readonly TreeNode[]];
  'digest.markUnread': [node?: TreeNode, selected?: readonly TreeNode[]];
  'digest.markAllRead': [];
  'digest.markGroupRead': [node: TreeNode];
  'digest.markAboveRead': [node?: TreeNode];
  'digest.markBelowRead': [node?: TreeNode];
  'digest.markSourceRead': [node?: SourcesNode];
  'digest.undoMarkAllRead': [];
  'digest.star': [node?: TreeNode, selected?: readonly TreeNode[]];
  'digest.unstar': [node?: TreeNode, selected?: readonly TreeNode[]];
  'digest.editNote': [node?: TreeNode];
  'digest.exportReadingState': [];
  'digest.importReadingState': [];
  'digest.mute': [];
  'digest.muteLike': [node?: TreeNode];
  'digest.mutedIssues': [];
  'digest.undoMute': [];
  'digest.copyRow': [node?: TreeNode, selected?: readonly TreeNode[]];
  'digest.copyIssueAsMarkdown': [node?: TreeNode];
  'digest.copySectionAsMarkdown': [node?: TreeNode];
  'digest.copyLink': [node?: TreeNode];
  'digest.exportHtml': [node?: TreeNode];
  'digest.exportMarkdown': [node?: TreeNode];
  'digest.showEssentials': [];
  'digest.showWhole': [];
  'digest.showTopic': [topic?: TopicId | RowOfTopic];
  'digest.pinReader': [];
  'digest.unpinReader': [];
  'digest.getStarted': [];
  'digest.importIssue': [];
  'digest.openAsDigest': [resource?: unknown, selected?: unknown];
  'digest.chooseFolders': [];
  'digest.addSource': [address?: AddressToAdd];
  'digest.chooseSources': [];
  'digest.addSuggestedSources': [];
  'digest.importOpml': [];
  'digest.exportOpml': [];
  'digest.refresh': [];
  'digest.refreshSource': [node?: SourcesNode];
  'digest.stopRefresh': [];
  'digest.sourceHealth': [node?: SourcesNode];
  'digest.openSourcePage': [node?: SourcesNode];
  'digest.copySourceAddress': [node?: SourcesNode];
  'digest.renameSource': [node?: SourcesNode];
  'digest.moveSource': [node?: SourcesNode];
  'digest.pauseSource': [node?: SourcesNode, selected?: readonly SourcesNode[]];
  'digest.resumeSource': [node?: SourcesNode, selected?: readonly SourcesNode[]];
  'digest.updateSourceAddress': [node?: SourcesNode];
  'digest.signIn': [node?: SourcesNode];
  'digest.signOut': [node?: SourcesNode];
  'digest.removeSource': [node?: SourcesNode, selected?: readonly SourcesNode[]];
  'digest.undoRemoveSource': [];
  'digest.showKeys': [];
  'digest.retry': [];
  'digest.resetLocalData': [];
  'digest.showLog': [];
  '_digest.dismissSalvage': [];
  '_digest.editSearches': [];
  '_digest.editSources': [];
  '_digest.helpSource': [node: SourceNode];
  '_digest.openExported': [uri: Uri];
  '_digest.showMore': [node: TreeNode];
  '_digest.showPlace': [key: IssueKey, anchor?: string];
  '_digest.showRow': [node: TreeNode];
  '_digest.showSources': [];
}

export type CommandId = keyof CommandArguments;

/** Context keys that menus and keybindings of the manifest ask for. */
export type ContextKey =
  | 'digest.group'
  | 'digest.filter'
  | 'digest.sort'
  | 'digest.canUndoRemoveSearch'
  | 'digest.canUndoUnfollowTopic'
  | 'digest.hasPreviewed'
  | 'digest.hasUnread'
  | 'digest.hasSources'
  | 'digest.isInUse'
  | 'digest.isRefreshing'
  | 'digest.canUndoMarkAllRead'
  | 'digest.canUndoRemoveSource'
  | 'digest.canUndoMute'
  | 'digest.showsEssentials'
  | 'digest.canGoBack'
  | 'digest.canGoForward'
  | 'digest.readerAtEnd'
  | 'digest.readerFocus'
  | 'digest.readerHasOriginal'
  | 'digest.readerIsRead'
  | 'digest.readerIsStarred'
  | 'digest.readerIsExcerpt'
  | 'digest.readerIsPinned'
  | 'digest.readerShowsTopic';
