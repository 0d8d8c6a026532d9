// *Remove Source…* and its undo. The issues of a removed source stay in the library.

import * as vscode from 'vscode';
import type { HandlersOf } from '../../register.js';
import type { UndoOffer } from '../../undoOffer.js';
import type { RemovedSources } from '../removedSources.js';
import type { SourceNode } from '../sourceNodes.js';
import type { SourcesView } from '../sourcesView.js';
import { sourcesAtHand } from './sourceAtHand.js';

export function removeSourceCommands(
  view: SourcesView,
  removed: RemovedSources,
  offer: UndoOffer,
): HandlersOf<'digest.removeSource' | 'digest.undoRemoveSource'> {
  return {
    'digest.removeSource': async (node, selected) => {
      const sources = await sourcesAtHand(view, node, selected, vscode.l10n.t('Remove which sources? Their issues stay in your library.'));
      if (sources.length > 0) {
        await removed.remove(sources.map(({ status }) => status.definition));
        offer.show(removedWords(sources), 'digest.undoRemoveSource');
      }
    },
    'digest.undoRemoveSource': () => {
      offer.withdraw('digest.undoRemoveSource');
      return removed.undo();
    },
  };
}

function removedWords(sources: readonly SourceNode[]): string {
  const [first] = sources;
  return sources.length === 1 && first
    ? vscode.l10n.t('Removed “{0}”', first.status.name)
    : vscode.l10n.t('Removed {0} sources', sources.length);
}
