// How a row looks: label, mark, icon, inline actions by `contextValue`, words for a screen reader. Tooltips come on hover.

import * as vscode from 'vscode';
import type { GroupRow, IssueRow } from '../../protocol/backend.js';
import { type Filter, readGroupKey } from '../../protocol/listView.js';
import { formatDay, formatMonth } from '../days.js';
import { toCommand } from '../register.js';
import { groupKeyOf, nodeId, type IssueNode, type LinkNode, type SearchNode, type TopicTreeNode, type TreeNode } from './nodes.js';
import { noticeItem } from './noticeItem.js';
import type { TreeContents } from './treeContents.js';

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

/** What the library last said of the rows. */
type RowFacts = Pick<TreeContents, 'rowOf' | 'countsOf' | 'searchCount' | 'isFirstGroup' | 'filter'>;

/** A row of the issues; those of topics are made elsewhere (`topics/topicItem.ts`). */
export function toTreeItem(node: Exclude<TreeNode, TopicTreeNode>, facts: RowFacts): vscode.TreeItem {
  const item = bareItem(node, facts);
  item.id = nodeId(node);
  return item;
}

function bareItem(node: Exclude<TreeNode, TopicTreeNode>, facts: RowFacts): vscode.TreeItem {
  switch (node.kind) {
    case 'group': {
      const row = facts.countsOf(node.row);
      return groupItem(row, facts.filter, readGroupKey(row.group).by === 'date' && facts.isFirstGroup(node));
    }
    case 'search':
      return searchItem(node, facts.searchCount(node.search));
    case 'issue':
      return issueItem(node, facts.rowOf(node));
    case 'tldr':
      return partItem(node, node.title, None, 'info');
    case 'intro':
      return partItem(node, node.title, None, 'list-flat');
    case 'section': {
      const item = partItem(node, node.title, None, 'note');
      if (node.minutes) {
        item.description = vscode.l10n.t('{0} min', node.minutes);
        label(item, vscode.l10n.t('Section: {0}, {1} min read', node.title, node.minutes));
      }
      return item;
    }
    case 'takeaways':
      return partItem(node, vscode.l10n.t('Key Takeaways ({0})', node.count), Collapsed, 'lightbulb');
    case 'takeaway':
      return partItem(node, node.text, None, 'circle-small');
    case 'links':
      return partItem(node, vscode.l10n.t('External Links ({0})', node.count), Collapsed, 'link');
    case 'link':
      return linkItem(node);
    case 'more': {
      const item = new vscode.TreeItem(vscode.l10n.t('Show More ({0})', node.remaining), None);
      item.contextValue = 'more';
      item.iconPath = new vscode.ThemeIcon('ellipsis');
      item.command = toCommand('_digest.showMore', vscode.l10n.t('Show More'), node);
      return item;
    }
    case 'notice':
      return noticeItem(node);
  }
}

/** The group's title in the person's language. */
function groupTitle({ group, name }: GroupRow): string {
  const meaning = readGroupKey(group);
  if (meaning.by === 'source' || meaning.by === 'category') {
    return name ?? (meaning.by === 'source' ? meaning.source : vscode.l10n.t('No Category'));
  }
  switch (group) {
    case 'today':
      return vscode.l10n.t('Today');
    case 'yesterday':
      return vscode.l10n.t('Yesterday');
    case 'week':
      return vscode.l10n.t('Last 7 Days');
    default:
      return formatMonth(group);
  }
}

/** The newest days start open. */
function groupItem(row: GroupRow, filter: Filter, isOpen: boolean): vscode.TreeItem {
  const { unread } = row;
  const item = new vscode.TreeItem(groupTitle(row), isOpen ? Expanded : Collapsed);
  item.contextValue = unread ? 'group unread' : 'group';
  if (unread) {
    item.description = vscode.l10n.t('{0} unread', unread);
  }
  label(item, `${groupTitle(row)}: ${countWords(row, filter)}`);
  return item;
}

/** How many issues a group shows. Under a filter they are not all that it has, and must not be called so. */
function countWords({ count, unread }: GroupRow, filter: Filter): string {
  const unreadWords = vscode.l10n.t('{0} unread', unread);
  if (filter === 'unread') {
    return unreadWords;
  }
  const issues = count === 1 ? vscode.l10n.t('1 issue') : vscode.l10n.t('{0} issues', count);
  const shown = filter === 'starred' ? vscode.l10n.t('{0} starred', count) : issues;
  return unread ? `${shown}, ${unreadWords}` : shown;
}

/** More is not counted. */
const mostCounted = 999;

function searchItem({ search }: SearchNode, unread: number | undefined): vscode.TreeItem {
  const item = new vscode.TreeItem(search.name, Collapsed);
  item.contextValue = unread ? 'search unread' : 'search';
  item.iconPath = new vscode.ThemeIcon('search');
  const facts = [vscode.l10n.t('Search: {0}', search.query)];
  if (unread) {
    const words = unread > mostCounted ? vscode.l10n.t('{0}+ unread', mostCounted) : vscode.l10n.t('{0} unread', unread);
    item.description = words;
    facts.push(words);
  }
  label(item, `${search.name}, ${facts.join(', ')}`);
  return item;
}

function issueItem(node: IssueNode, row: IssueRow): vscode.TreeItem {
  const item = new vscode.TreeItem(row.title, Collapsed);
  const shelf = readGroupKey(groupKeyOf(node.parent)).by;
  const day = row.day ? formatDay(row.day) : vscode.l10n.t('no date');
  const facts = [
    row.isMissing ? vscode.l10n.t('file gone') : undefined,
    row.isUpdated ? vscode.l10n.t('updated') : undefined,
    day,
    // What the group says of all its issues is not said of each.
    shelf === 'category' ? undefined : row.category,
    shelf === 'source' ? undefined : row.sourceName,
  ];
  item.description = facts.filter((fact) => fact !== undefined).join(' · ');
  item.contextValue = [
    'issue',
    row.isRead ? 'read' : 'unread',
    row.isStarred ? 'starred' : 'plain',
    row.url ? 'web' : 'local',
    ...(row.extent === 'excerpt' && row.url ? ['excerpt'] : []),
  ].join(' ');
  item.iconPath = issueIcon(row);
  item.command = toCommand('_digest.showRow', vscode.l10n.t('Show in Reader'), node);
  const states = [row.isRead ? vscode.l10n.t('read') : vscode.l10n.t('unread'), row.isStarred ? vscode.l10n.t('starred') : undefined];
  label(item, [row.title, ...states, ...facts].filter((fact) => fact !== undefined).join(', '));
  return item;
}

function issueIcon(row: IssueRow): vscode.ThemeIcon {
  const unread = row.isRead ? undefined : new vscode.ThemeColor('digest.unreadForeground');
  if (row.isStarred) {
    return new vscode.ThemeIcon('star-full', unread);
  }
  return new vscode.ThemeIcon(row.isRead ? 'circle-outline' : 'circle-filled', unread);
}

function linkItem(node: LinkNode): vscode.TreeItem {
  const item = partItem(node, node.label, None, node.url ? 'link-external' : 'circle-slash');
  item.contextValue = node.url ? 'link' : 'link withoutAddress';
  item.description = node.url ? (node.host ?? '') : vscode.l10n.t('no address given');
  label(item, vscode.l10n.t('Link: {0}, {1}', node.label, item.description));
  return item;
}

function partItem(
  node: Exclude<TreeNode, TopicTreeNode | { kind: 'group' | 'search' | 'more' | 'notice' }>,
  text: string,
  state: vscode.TreeItemCollapsibleState,
  icon: string,
): vscode.TreeItem {
  const item = new vscode.TreeItem(text, state);
  item.contextValue = node.kind;
  item.iconPath = new vscode.ThemeIcon(icon);
  item.command = toCommand('_digest.showRow', vscode.l10n.t('Show in Reader'), node);
  return item;
}

function label(item: vscode.TreeItem, spoken: string): void {
  item.accessibilityInformation = { label: spoken };
}
