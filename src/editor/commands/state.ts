// Read, unread, star. Marks of many issues at once are in `bulkMarks.ts`.

import * as vscode from 'vscode';
import type { Backend, IssueKey } from '../../protocol/backend.js';
import type { HandlersOf } from '../register.js';
import type { TreeNode } from '../tree/nodes.js';
import { issuesAtHand, type AtHand } from './issueAtHand.js';
import { pickPlace } from './pickIssue.js';

type StateCommand = 'digest.markRead' | 'digest.markUnread' | 'digest.star' | 'digest.unstar';

export function stateCommands(backend: Backend, atHand: AtHand): HandlersOf<StateCommand> {
  const chosen = async (placeholder: string, node?: TreeNode, selected?: readonly TreeNode[]) => {
    const keys = issuesAtHand(atHand, node, selected);
    if (keys.length) {
      return keys;
    }
    const place = await pickPlace(backend, placeholder, 'issues');
    return place ? [place.key] : [];
  };
  const setRead = async (keys: readonly IssueKey[], isRead: boolean, said: string) => {
    await backend.setRead({ keys, isRead });
    if (keys.length > 0) atHand.readers.announce(said);
  };
  const setStarred = async (keys: readonly IssueKey[], isStarred: boolean, said: string) => {
    await backend.setStarred({ keys, isStarred });
    if (keys.length > 0) atHand.readers.announce(said);
  };
  return {
    'digest.markRead': async (node, selected) =>
      setRead(await chosen(vscode.l10n.t('Mark which issue read?'), node, selected), true, vscode.l10n.t('Marked as read')),
    'digest.markUnread': async (node, selected) =>
      setRead(await chosen(vscode.l10n.t('Mark which issue unread?'), node, selected), false, vscode.l10n.t('Marked as unread')),
    'digest.star': async (node, selected) =>
      setStarred(await chosen(vscode.l10n.t('Star which issue?'), node, selected), true, vscode.l10n.t('Starred')),
    'digest.unstar': async (node, selected) =>
      setStarred(await chosen(vscode.l10n.t('Remove the star of which issue?'), node, selected), false, vscode.l10n.t('Star removed')),
  };
}
