// What hovering a row of the view *Issues* shows: counts and titles of a group, the query of a search, the beginning of a text.

import * as vscode from 'vscode';
import type { Backend, IssueRow } from '../../protocol/backend.js';
import { previewWords } from '../words.js';
import { asWritten } from '../asWritten.js';
import { anchorOf, issueKeyOf, type ShelfNode, type TreeNode } from './nodes.js';
import type { TreeContents } from './treeContents.js';

/** Titles in the hover of a group. */
const previewedIssues = 8;

/** The hover of a row; undefined where the row says it all. `spoken` is what a screen reader says of it. */
export async function rowPreview(
  backend: Pick<Backend, 'preview'>,
  node: TreeNode,
  contents: Pick<TreeContents, 'rowOf' | 'firstIssuesOf'>,
  spoken: string,
): Promise<vscode.MarkdownString | undefined> {
  if (node.kind === 'group' || node.kind === 'search') {
    return shelfPreview(node, contents, spoken);
  }
  const key = issueKeyOf(node);
  if (key === undefined) {
    return undefined;
  }
  const anchor = anchorOf(node);
  const text = await backend.preview({ key, words: previewWords(), ...(anchor ? { anchor } : {}) });
  if (text === undefined) {
    return undefined;
  }
  const extent = node.kind === 'issue' ? extentWords(contents.rowOf(node)) : undefined;
  return new vscode.MarkdownString(extent === undefined ? text : `${text}\n\n*${asWritten(extent)}*`);
}

/** The counts of a group or a search, and the titles of its first issues. */
async function shelfPreview(
  node: ShelfNode,
  contents: Pick<TreeContents, 'firstIssuesOf'>,
  spoken: string,
): Promise<vscode.MarkdownString> {
  const preview = new vscode.MarkdownString(asWritten(spoken));
  const { rows, total } = await contents.firstIssuesOf(node, previewedIssues);
  for (const { title } of rows) {
    preview.appendMarkdown(`\n- ${asWritten(title)}`);
  }
  return total > rows.length ? preview.appendMarkdown('\n- …') : preview;
}

/** Whether the text of an issue is all that its page has; nothing to say where it is. */
function extentWords({ extent, url }: IssueRow): string | undefined {
  switch (extent) {
    case 'excerpt':
      return url === undefined
        ? vscode.l10n.t('This is an excerpt.')
        : vscode.l10n.t('This is an excerpt. “Read Full Article” takes the rest from its page.');
    case 'extracted':
      return vscode.l10n.t('The text was taken from its web page.');
    case undefined:
      return undefined;
  }
}
