// How the rows of topics look: *For This Workspace*, *Followed Topics*, a topic, a section that names one.

import * as vscode from 'vscode';
import { formatDay } from '../../days.js';
import { toCommand } from '../../register.js';
import { kindIcon, kindWords } from '../../topics/kindWords.js';
import { shortReasons } from '../../topics/reasonWords.js';
import { type NewsNode, nodeId, type TopicNode, type TopicTreeNode } from '../nodes.js';
import type { NewsFacts, ShelfCounts, TopicShelves } from './topicShelves.js';

const { None, Collapsed } = vscode.TreeItemCollapsibleState;

/** More is not counted. */
const mostCounted = 999;

/** What is known of the rows. */
export type TopicFacts = Pick<TopicShelves, 'factsOf' | 'countsOf'>;

export function toTopicItem(node: TopicTreeNode, facts: TopicFacts): vscode.TreeItem {
  const item = bareItem(node, facts);
  item.id = nodeId(node);
  return item;
}

function bareItem(node: TopicTreeNode, facts: TopicFacts): vscode.TreeItem {
  switch (node.kind) {
    case 'workspace': {
      const counts = facts.countsOf(node);
      const total = counts?.total ?? 0;
      const sections = total === 1 ? vscode.l10n.t('1 section') : vscode.l10n.t('{0} sections', total);
      return shelfItem(vscode.l10n.t('For This Workspace'), { kind: node.kind, icon: 'root-folder', what: sections }, counts);
    }
    case 'followed': {
      const counts = facts.countsOf(node);
      const total = counts?.total ?? 0;
      const topics = total === 1 ? vscode.l10n.t('1 topic') : vscode.l10n.t('{0} topics', total);
      return shelfItem(vscode.l10n.t('Followed Topics'), { kind: node.kind, icon: 'bell', what: topics }, counts);
    }
    case 'topic':
      return topicItem(node, facts.countsOf(node));
    case 'news':
      return newsItem(node, facts.factsOf(node));
  }
}

function shelfItem(
  title: string,
  { kind, icon, what }: { readonly kind: string; readonly icon: string; readonly what: string },
  counts: ShelfCounts | undefined,
): vscode.TreeItem {
  const item = new vscode.TreeItem(title, Collapsed);
  const unread = unreadWords(counts);
  item.contextValue = unread === undefined ? kind : `${kind} unread`;
  item.iconPath = new vscode.ThemeIcon(icon);
  if (unread !== undefined) item.description = unread;
  label(item, [title, what, unread]);
  return item;
}

function topicItem(node: TopicNode, counts: ShelfCounts | undefined): vscode.TreeItem {
  const { name, kind } = node.topic;
  const item = new vscode.TreeItem(name, Collapsed);
  const unread = unreadWords(counts);
  item.contextValue = unread === undefined ? 'topic' : 'topic unread';
  item.iconPath = kindIcon(kind);
  item.command = toCommand('digest.showTopic', vscode.l10n.t('Show in Reader'), node);
  if (unread !== undefined) item.description = unread;
  label(item, [name, kindWords(kind), unread]);
  return item;
}

function newsItem(node: NewsNode, facts: NewsFacts | undefined): vscode.TreeItem {
  const item = new vscode.TreeItem(facts?.sectionTitle ?? facts?.issueTitle ?? '', None);
  item.contextValue = ['news', facts?.isRead ? 'read' : 'unread', node.anchor === undefined ? 'whole' : 'section'].join(' ');
  item.command = toCommand('_digest.showRow', vscode.l10n.t('Show in Reader'), node);
  if (!facts) return item;
  const { isRead, reasons, sourceName } = facts;
  const day = formatDay(facts.day);
  item.description = reasons ? shortReasons(reasons) : `${day} · ${sourceName}`;
  item.iconPath = new vscode.ThemeIcon(
    isRead ? 'circle-outline' : 'circle-filled',
    isRead ? undefined : new vscode.ThemeColor('digest.unreadForeground'),
  );
  const read = isRead ? vscode.l10n.t('read') : vscode.l10n.t('unread');
  label(item, [facts.sectionTitle ?? facts.issueTitle, read, reasons && shortReasons(reasons), day, sourceName]);
  return item;
}

function unreadWords(counts: ShelfCounts | undefined): string | undefined {
  const unread = counts?.unread ?? 0;
  if (unread === 0) return undefined;
  return unread > mostCounted ? vscode.l10n.t('{0}+ unread', mostCounted) : vscode.l10n.t('{0} unread', unread);
}

function label(item: vscode.TreeItem, facts: readonly (string | undefined)[]): void {
  item.accessibilityInformation = { label: facts.filter((fact) => fact !== undefined).join(', ') };
}
