// *Source Health*: how every source does, worst first, and what can be done about it.

import * as vscode from 'vscode';
import { runCommand, type HandlersOf } from '../../register.js';
import { helpSource, offerActions } from '../sourceActions.js';
import { sourceIcon } from '../sourceItem.js';
import { byHealth, type SourceNode } from '../sourceNodes.js';
import type { SourcesView } from '../sourcesView.js';
import { countWords, healthSentences, stateWords, timeFacts } from '../sourceWords.js';
import { withoutIcons } from '../../quickPickText.js';
import type { Backend } from '../../../protocol/backend.js';
import type { LibrarySize } from '../../../protocol/libraryStatus.js';
import { editSetting, readSettings } from '../../settings/settings.js';
import { goneWords, lastRetentionWords, retentionSentence, sizeFacts, sizeLabel } from '../sizeWords.js';

interface HealthItem extends vscode.QuickPickItem {
  readonly node?: SourceNode;
  readonly isLibrary?: boolean;
}

export function sourceHealthCommands(
  view: Pick<SourcesView, 'nodes' | 'show'>,
  backend: Pick<Backend, 'librarySize'>,
): HandlersOf<'digest.sourceHealth' | '_digest.helpSource' | '_digest.showSources'> {
  return {
    'digest.sourceHealth': async (node) => {
      const chosen = node?.kind === 'source' ? node : await pickByHealth(await view.nodes(), await backend.librarySize());
      if (chosen) {
        await offerActions(chosen);
      }
    },
    '_digest.helpSource': helpSource,
    '_digest.showSources': () => view.show(),
  };
}

async function pickByHealth(nodes: readonly SourceNode[], size: LibrarySize | undefined): Promise<SourceNode | undefined> {
  if (!nodes.length && !size) {
    await runCommand('_digest.showSources');
    return undefined;
  }
  const byId = new Map(nodes.map((node) => [node.status.sourceId, node]));
  const sorted = byHealth(
    nodes.map(({ status }) => status),
    vscode.env.language,
  );
  const now = Date.now();
  const items = sorted.flatMap(({ sourceId }): readonly HealthItem[] => {
    const node = byId.get(sourceId);
    return node ? [toItem(node, now)] : [];
  });
  const library: readonly HealthItem[] = size
    ? [
        { label: vscode.l10n.t('Your library'), kind: vscode.QuickPickItemKind.Separator },
        {
          isLibrary: true,
          label: sizeLabel(size),
          description: goneWords(size),
          detail: sizeFacts(size, now).join(' · '),
          iconPath: new vscode.ThemeIcon('library'),
        },
        {
          isLibrary: true,
          label: vscode.l10n.t('Retention'),
          description: lastRetentionWords(size, now),
          detail: retentionSentence(readSettings().rules.retention),
          iconPath: new vscode.ThemeIcon('archive'),
        },
      ]
    : [];
  const chosen = await vscode.window.showQuickPick<HealthItem>([...items, ...library], {
    title: vscode.l10n.t('Source Health'),
    placeHolder: nodes.length
      ? vscode.l10n.t('Choose a source to see what can be done')
      : vscode.l10n.t('No sources yet; choose a row to set what your library keeps'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen?.isLibrary) await editSetting('retention');
  return chosen?.node;
}

function toItem(node: SourceNode, now: number): HealthItem {
  const { status } = node;
  const counts = countWords(status);
  const state = stateWords(status);
  return {
    node,
    label: withoutIcons(status.name),
    description: withoutIcons(state === counts ? counts : `${state} · ${counts}`),
    detail: withoutIcons([...healthSentences(status).slice(0, 1), ...timeFacts(status, now)].join(' · ')),
    iconPath: sourceIcon(node),
  };
}
