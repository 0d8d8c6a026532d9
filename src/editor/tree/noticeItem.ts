// The rows of the tree that say something in place of showing an issue: what they look like, what a click does, what the manifest
// offers on them. Their words are in `notices.ts` and `libraryNotices.ts`.

import * as vscode from 'vscode';
import { toCommand } from '../register.js';
import type { NoticeNode } from './nodes.js';

type NoticeAction = NoticeNode['action'];

export function noticeItem({ text, detail, action }: NoticeNode): vscode.TreeItem {
  const item = new vscode.TreeItem(text);
  item.contextValue = noticeKind(action);
  item.iconPath = noticeIcon(action);
  item.tooltip = detail;
  item.accessibilityInformation = { label: `${text}. ${detail}` };
  const command = noticeCommand(action);
  if (command) {
    item.command = command;
  }
  return item;
}

/** What the manifest offers on the row: a retry, a refresh of the sources, nothing. */
function noticeKind(action: NoticeAction): string {
  switch (action) {
    case 'retry':
    case 'reload':
      return 'notice';
    case 'showSources':
      return 'sourcesNotice';
    case 'showAll':
    case 'showMuted':
    case 'editSearches':
    case 'dismissSalvage':
    case 'none':
      return 'hint';
  }
}

function noticeIcon(action: NoticeAction): vscode.ThemeIcon {
  switch (action) {
    case 'showAll':
      return new vscode.ThemeIcon('filter-filled');
    case 'showMuted':
      return new vscode.ThemeIcon('eye-closed');
    case 'none':
      return new vscode.ThemeIcon('info');
    case 'retry':
    case 'reload':
    case 'showSources':
    case 'editSearches':
    case 'dismissSalvage':
      return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  }
}

function noticeCommand(action: NoticeAction): vscode.Command | undefined {
  switch (action) {
    case 'none':
      return undefined;
    case 'retry':
      return toCommand('digest.retry', vscode.l10n.t('Try Again'));
    case 'showSources':
      return toCommand('_digest.showSources', vscode.l10n.t('Show Sources'));
    case 'showAll':
      return toCommand('digest.showAllIssues', vscode.l10n.t('Show All'));
    case 'showMuted':
      return toCommand('digest.mutedIssues', vscode.l10n.t('Show Muted'));
    case 'editSearches':
      return toCommand('_digest.editSearches', vscode.l10n.t('Edit Settings'));
    case 'dismissSalvage':
      return toCommand('_digest.dismissSalvage', vscode.l10n.t('Dismiss'));
    case 'reload':
      return { command: 'workbench.action.reloadWindow', title: vscode.l10n.t('Reload Window') };
  }
}
