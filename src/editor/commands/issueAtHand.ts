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

/** The issue at hand, without asking; none while a topic is being read: a row that was selected before is not meant then. */
export function issueAtHand({ readers, view }: AtHand, node?: TreeNode): IssueKey | undefined {
  const { current } = readers;
  const isElsewhere = current?.topic !== undefined && current.isActive;
  return issueKeyOf(node) ?? current?.key ?? (isElsewhere ? undefined : selectedIssue(view));
}

/** The issue of the first selected row that has one. */
export function selectedIssue(view: IssuesView): IssueKey | undefined {
  return view.selection.map(issueKeyOf).find((key) => key !== undefined);
}

/** The issues a command on rows means: every selected row when it was called on one of them, else the one row or the one at hand. */
export function issuesAtHand(atHand: AtHand, node?: TreeNode, selected?: readonly TreeNode[]): readonly IssueKey[] {
  const rows = selected?.length ? selected : node ? [node] : [];
  const keys = rows.map(issueKeyOf).filter((key) => key !== undefined);
  const single = rows.length ? undefined : issueAtHand(atHand);
  return single === undefined ? [...new Set(keys)] : [single];
}
