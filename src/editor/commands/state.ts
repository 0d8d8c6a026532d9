// Read, unread, star. Marks of many issues at once are in `bulkMarks.ts`.

import * as vscode from 'vscode';
import type { Backend } from '../../protocol/backend.js';
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
  return {
    'digest.markRead': async (node, selected) =>
      backend.setRead({ keys: await chosen(vscode.l10n.t('Mark which issue read?'), node, selected), isRead: true }),
    'digest.markUnread': async (node, selected) =>
      backend.setRead({ keys: await chosen(vscode.l10n.t('Mark which issue unread?'), node, selected), isRead: false }),
    'digest.star': async (node, selected) =>
      backend.setStarred({ keys: await chosen(vscode.l10n.t('Star which issue?'), node, selected), isStarred: true }),
    'digest.unstar': async (node, selected) =>
      backend.setStarred({ keys: await chosen(vscode.l10n.t('Remove the star of which issue?'), node, selected), isStarred: false }),
  };
}
