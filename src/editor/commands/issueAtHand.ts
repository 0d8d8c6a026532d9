// Which issue a command means: the row it was called on, else the reader's, else the selected row's.
// Where there is none, the command itself asks or takes the newest.

import type { IssueKey } from '../../protocol/backend.js';
import type { Readers } from '../reader/readers.js';
import type { IssuesView } from '../tree/issuesView.js';
import { issueKeyOf, type TreeNode } from '../tree/nodes.js';

export interface AtHand {
  readonly readers: Readers;
  readonly view: IssuesView;
}

/** The issue at hand, without asking. */
export function issueAtHand({ readers, view }: AtHand, node?: TreeNode): IssueKey | undefined {
  return issueKeyOf(node) ?? readers.current?.key ?? view.selection.map(issueKeyOf).find((key) => key !== undefined);
}

/** The issues a command on rows means: every selected row when it was called on one of them, else the one row or the one at hand. */
export function issuesAtHand(atHand: AtHand, node?: TreeNode, selected?: readonly TreeNode[]): readonly IssueKey[] {
  const rows = selected?.length ? selected : node ? [node] : [];
  const keys = rows.map(issueKeyOf).filter((key) => key !== undefined);
  const single = rows.length ? undefined : issueAtHand(atHand);
  return single === undefined ? [...new Set(keys)] : [single];
}
