// How a row looks: label, mark, icon, inline actions by `contextValue`, words for a screen reader. Tooltips come on hover.

import * as vscode from 'vscode';
import type { GroupRow, IssueRow } from '../../protocol/backend.js';
import { formatDay, formatMonth } from '../days.js';
import { toCommand } from '../register.js';
import { nodeId, type GroupNode, type IssueNode, type LinkNode, type TreeNode } from './nodes.js';

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

/** `isFirst` tells the newest group, which starts open. */
export function toTreeItem(node: TreeNode, { isFirst }: { readonly isFirst: boolean } = { isFirst: false }): vscode.TreeItem {
  const item = bareItem(node, isFirst);
  item.id = nodeId(node);
  return item;
}

function bareItem(node: TreeNode, isFirst: boolean): vscode.TreeItem {
  switch (node.kind) {
    case 'group':
      return groupItem(node, isFirst);
    case 'issue':
      return issueItem(node);
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
    case 'notice': {
      const item = new vscode.TreeItem(node.text, None);
      item.contextValue = node.action === 'showSources' ? 'sourcesNotice' : 'notice';
      item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
      item.tooltip = node.detail;
      item.command = noticeCommand(node.action);
      label(item, `${node.text}. ${node.detail}`);
      return item;
    }
  }
}

/** The group's title in the person's language. */
function groupTitle({ group }: GroupRow): string {
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

function groupItem(node: GroupNode, isFirst: boolean): vscode.TreeItem {
  const { count, unread } = node.row;
  const item = new vscode.TreeItem(groupTitle(node.row), isFirst ? Expanded : Collapsed);
  item.contextValue = unread ? 'group unread' : 'group';
  if (unread) {
    item.description = vscode.l10n.t('{0} unread', unread);
  }
  const issues = count === 1 ? vscode.l10n.t('1 issue') : vscode.l10n.t('{0} issues', count);
  const facts = unread ? [issues, vscode.l10n.t('{0} unread', unread)] : [issues];
  label(item, `${groupTitle(node.row)}: ${facts.join(', ')}`);
  return item;
}

function issueItem(node: IssueNode): vscode.TreeItem {
  const { row } = node;
  const item = new vscode.TreeItem(row.title, Collapsed);
  const day = row.day ? formatDay(row.day) : vscode.l10n.t('no date');
  const facts = [
    row.isMissing ? vscode.l10n.t('file gone') : undefined,
    row.isUpdated ? vscode.l10n.t('updated') : undefined,
    day,
    row.category,
    row.sourceName,
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
  node: Exclude<TreeNode, { kind: 'group' | 'more' | 'notice' }>,
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

function noticeCommand(action: Extract<TreeNode, { kind: 'notice' }>['action']): vscode.Command {
  switch (action) {
    case 'retry':
      return toCommand('digest.retry', vscode.l10n.t('Try Again'));
    case 'showSources':
      return toCommand('_digest.showSources', vscode.l10n.t('Show Sources'));
    case 'reload':
      return { command: 'workbench.action.reloadWindow', title: vscode.l10n.t('Reload Window') };
  }
}

function label(item: vscode.TreeItem, spoken: string): void {
  item.accessibilityInformation = { label: spoken };
}
