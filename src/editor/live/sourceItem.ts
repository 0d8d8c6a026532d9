// How a row of the view *Sources* looks: icon for its kind or its trouble, description, menu by `contextValue`, hover. A bundle of
// its own, with all words about problems: a window whose view is never shown needs none of them.

import * as vscode from 'vscode';
import type { SourceKindName } from '../../protocol/sources.js';
import { withoutIcons } from '../quickPickText.js';
import { toCommand } from '../register.js';
import {
  hasTrouble,
  isFailing,
  newAddressOf,
  sourcesNodeId,
  type SourceNode,
  type SourcesNode,
  type SourcesNoticeNode,
} from './sourceNodes.js';
import { countWords, healthSentences, kindWords, stateWords, timeFacts } from './sourceWords.js';

export function toSourcesItem(node: SourcesNode): vscode.TreeItem {
  const item = bareItem(node);
  item.id = sourcesNodeId(node);
  return item;
}

/** The hover of a source: what it is, how it does, when it is read. Every word of it that came from outside is escaped. */
export function sourceHover({ status }: SourceNode, now: number): vscode.MarkdownString {
  const { name, kind, address } = status;
  const hover = new vscode.MarkdownString(`**${asWritten(name)}**\n\n${asWritten(kindWords(kind))}: ${asWritten(address)}\n\n`);
  for (const sentence of healthSentences(status)) hover.appendMarkdown(`${asWritten(sentence)}\n\n`);
  for (const fact of [countWords(status), ...timeFacts(status, now)]) hover.appendMarkdown(`- ${asWritten(fact)}\n`);
  return hover;
}

export function kindIcon(kind: SourceKindName): string {
  switch (kind) {
    case 'feed':
      return 'rss';
    case 'site':
      return 'globe';
    case 'folder':
      return 'folder';
    case 'git':
      return 'repo';
  }
}

/** The icon that says how a source does, else of what kind it is. */
export function sourceIcon({ status }: Pick<SourceNode, 'status'>): vscode.ThemeIcon {
  if (status.activity === 'refreshing') return new vscode.ThemeIcon('sync~spin');
  if (hasTrouble(status)) {
    return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  }
  const icon = kindIcon(status.kind);
  return status.definition.paused === true
    ? new vscode.ThemeIcon(icon, new vscode.ThemeColor('disabledForeground'))
    : new vscode.ThemeIcon(icon);
}

/** A source as a row of a quick pick. */
export function toSourcePick(node: Pick<SourceNode, 'status'>): vscode.QuickPickItem {
  const { name, address } = node.status;
  return {
    label: withoutIcons(name),
    description: withoutIcons(stateWords(node.status)),
    detail: withoutIcons(address),
    iconPath: sourceIcon(node),
  };
}

function bareItem(node: SourcesNode): vscode.TreeItem {
  switch (node.kind) {
    case 'category': {
      const item = new vscode.TreeItem(node.name, vscode.TreeItemCollapsibleState.Expanded);
      item.contextValue = 'category';
      item.accessibilityInformation = { label: vscode.l10n.t('Category: {0}', node.name) };
      return item;
    }
    case 'source':
      return sourceItem(node);
    case 'notice':
      return noticeItem(node);
  }
}

function sourceItem(node: SourceNode): vscode.TreeItem {
  const { status } = node;
  const item = new vscode.TreeItem(status.name, vscode.TreeItemCollapsibleState.None);
  item.description = stateWords(status);
  item.iconPath = sourceIcon(node);
  item.contextValue = [
    'source',
    status.definition.paused === true ? 'paused' : 'active',
    ...(status.kind === 'folder' ? [] : [node.isSignedIn ? 'signedIn' : 'signedOut']),
    ...(status.problem?.reason === 'signInRefused' ? ['refused'] : []),
    ...(webPageOf(node) === undefined ? [] : ['web']),
    ...(newAddressOf(status) === undefined ? [] : ['moved']),
  ].join(' ');
  if (isFailing(status)) item.command = toCommand('_digest.helpSource', vscode.l10n.t('Help'), node);
  const spoken = [status.name, kindWords(status.kind), stateWords(status), ...healthSentences(status).slice(0, 1)];
  item.accessibilityInformation = { label: spoken.join(', ') };
  return item;
}

/** The page that a person would look at; for a feed without one, nothing. */
export function webPageOf({ status }: Pick<SourceNode, 'status'>): string | undefined {
  if (status.homePage !== undefined) return status.homePage;
  return status.kind === 'site' || status.kind === 'git' ? status.address : undefined;
}

function noticeItem(node: SourcesNoticeNode): vscode.TreeItem {
  const item = new vscode.TreeItem(node.text, vscode.TreeItemCollapsibleState.None);
  item.contextValue = 'sourcesNotice';
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.tooltip = node.detail;
  item.command =
    node.action === 'retry'
      ? toCommand('digest.retry', vscode.l10n.t('Try Again'))
      : toCommand('_digest.editSources', vscode.l10n.t('Open the Sources Setting'));
  item.accessibilityInformation = { label: `${node.text}. ${node.detail}` };
  return item;
}

/** Text as Markdown that shows it letter by letter, on one line. */
function asWritten(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[!-/:-@[-`{-~]/g, String.raw`\$&`);
}
