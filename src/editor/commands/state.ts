// Read, unread, star; all read, and back.

import * as vscode from 'vscode';
import type { Backend, IssueKey } from '../../protocol/backend.js';
import { today } from '../days.js';
import { setContext, type Handlers } from '../register.js';
import type { TreeNode } from '../tree/nodes.js';
import { issuesAtHand, type AtHand } from './issueAtHand.js';
import { pickPlace } from './pickIssue.js';

export function stateCommands(backend: Backend, atHand: AtHand): Handlers {
  let markedRead: readonly IssueKey[] = [];
  const chosen = async (placeholder: string, node?: TreeNode, selected?: readonly TreeNode[]) => {
    const keys = issuesAtHand(atHand, node, selected);
    if (keys.length) {
      return keys;
    }
    const place = await pickPlace(backend, placeholder, 'issues');
    return place ? [place.key] : [];
  };
  const rememberForUndo = (keys: readonly IssueKey[]) => {
    markedRead = keys;
    setContext('digest.canUndoMarkAllRead', keys.length > 0);
    vscode.window.setStatusBarMessage(`$(check) ${keys.length ? markedReadWords(keys.length) : vscode.l10n.t('Nothing unread')}`, 6000);
  };
  return {
    'digest.markRead': async (node, selected) => {
      if (node?.kind === 'group') {
        rememberForUndo(await backend.markAllRead({ group: node.row.group, today: today() }));
      } else {
        await backend.setRead({ keys: await chosen(vscode.l10n.t('Mark which issue read?'), node, selected), isRead: true });
      }
    },
    'digest.markUnread': async (node, selected) =>
      backend.setRead({ keys: await chosen(vscode.l10n.t('Mark which issue unread?'), node, selected), isRead: false }),
    'digest.star': async (node, selected) =>
      backend.setStarred({ keys: await chosen(vscode.l10n.t('Star which issue?'), node, selected), isStarred: true }),
    'digest.unstar': async (node, selected) =>
      backend.setStarred({ keys: await chosen(vscode.l10n.t('Remove the star of which issue?'), node, selected), isStarred: false }),
    'digest.markAllRead': async () => rememberForUndo(await backend.markAllRead()),
    'digest.undoMarkAllRead': async () => {
      await backend.setRead({ keys: markedRead, isRead: false });
      const said =
        markedRead.length === 1 ? vscode.l10n.t('1 issue unread again') : vscode.l10n.t('{0} issues unread again', markedRead.length);
      vscode.window.setStatusBarMessage(`$(check) ${said}`, 4000);
      markedRead = [];
      setContext('digest.canUndoMarkAllRead', false);
    },
  };
}

function markedReadWords(count: number): string {
  return count === 1
    ? vscode.l10n.t('1 issue marked read. “Digest: Undo Mark All Read” brings it back.')
    : vscode.l10n.t('{0} issues marked read. “Digest: Undo Mark All Read” brings them back.', count);
}
