// The commands that mark many issues of the view read: all of them, a group, above or below a row; and their undo.

import * as vscode from 'vscode';
import type { Backend } from '../../protocol/backend.js';
import type { BulkMarks } from '../bulkMarks.js';
import { today } from '../days.js';
import type { HandlersOf } from '../register.js';
import { unreadNews } from '../topics/unreadNews.js';
import { groupKeyOf, type TreeNode } from '../tree/nodes.js';
import { issueAtHand, type AtHand } from './issueAtHand.js';
import { pickPlace } from './pickIssue.js';

type BulkCommand =
  | 'digest.markAllRead'
  | 'digest.markGroupRead'
  | 'digest.markAboveRead'
  | 'digest.markBelowRead'
  | 'digest.undoMarkAllRead';

export function bulkMarkCommands(backend: Backend, atHand: AtHand, marks: BulkMarks): HandlersOf<BulkCommand> {
  const markBeside = async (of: 'above' | 'below', placeholder: string, node: TreeNode | undefined) => {
    const key = issueAtHand(atHand, node) ?? (await pickPlace(backend, placeholder, 'issues'))?.key;
    if (key !== undefined) {
      await marks.mark({ of, key, view: atHand.view.listView });
      atHand.view.dropKept();
    }
  };
  return {
    'digest.markAllRead': async () => {
      await marks.mark({ of: 'all' });
      atHand.view.dropKept();
    },
    'digest.markGroupRead': async (node) => {
      if (node.kind === 'group' || node.kind === 'search') {
        await marks.mark({ of: 'group', group: groupKeyOf(node), today: today(), view: atHand.view.listView });
        atHand.view.dropKept();
      } else if (node.kind === 'workspace' || node.kind === 'followed' || node.kind === 'topic') {
        await marks.mark({ of: 'keys', keys: await unreadNews(backend, node) });
        atHand.view.dropKept();
      }
    },
    'digest.markAboveRead': (node) => markBeside('above', vscode.l10n.t('Mark everything above which issue read?'), node),
    'digest.markBelowRead': (node) => markBeside('below', vscode.l10n.t('Mark everything below which issue read?'), node),
    'digest.undoMarkAllRead': () => marks.undo(),
  };
}
