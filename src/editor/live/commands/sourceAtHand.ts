// Which source a command means: the row it was called on, else one that the person chooses.

import * as vscode from 'vscode';
import type { SourceNode, SourcesNode } from '../sourceNodes.js';
import type { SourcesView } from '../sourcesView.js';

interface SourceItem extends vscode.QuickPickItem {
  readonly node: SourceNode;
}

/** The source of a row, else one that the person chooses among those that `fits`. */
export async function sourceAtHand(
  view: SourcesView,
  node: SourcesNode | undefined,
  placeholder: string,
  fits: (node: SourceNode) => boolean = () => true,
): Promise<SourceNode | undefined> {
  if (node?.kind === 'source') {
    return node;
  }
  const [chosen] = await pickSources(view, placeholder, fits, false);
  return chosen;
}

/** Every selected source when the command was called on one of them, else the one row, else those that the person chooses. */
export async function sourcesAtHand(
  view: SourcesView,
  node: SourcesNode | undefined,
  selected: readonly SourcesNode[] | undefined,
  placeholder: string,
  fits: (node: SourceNode) => boolean = () => true,
): Promise<readonly SourceNode[]> {
  const rows = (selected?.length ? selected : node ? [node] : []).filter((row) => row.kind === 'source');
  return rows.length ? rows : pickSources(view, placeholder, fits, true);
}

async function pickSources(
  view: SourcesView,
  placeholder: string,
  fits: (node: SourceNode) => boolean,
  isMany: boolean,
): Promise<readonly SourceNode[]> {
  const { toSourcePick } = await import('../sourceItem.js');
  const items = (await view.nodes()).filter(fits).map((node): SourceItem => ({ node, ...toSourcePick(node) }));
  if (!items.length) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no such source.'));
    return [];
  }
  const options: vscode.QuickPickOptions = { placeHolder: placeholder, matchOnDescription: true, matchOnDetail: true };
  if (isMany) {
    const chosen = await vscode.window.showQuickPick(items, { ...options, canPickMany: true });
    return chosen?.map(({ node }) => node) ?? [];
  }
  const chosen = await vscode.window.showQuickPick(items, options);
  return chosen ? [chosen.node] : [];
}
