// *Refresh*, *Refresh Source*, *Stop Refresh*.

import * as vscode from 'vscode';
import type { Handlers } from '../../register.js';
import type { Refreshing } from '../refreshing.js';
import type { SourcesView } from '../sourcesView.js';
import { sourceAtHand } from './sourceAtHand.js';

export function refreshCommands(refreshing: Refreshing, view: SourcesView): Handlers {
  return {
    'digest.refresh': () => refreshing.run(),
    'digest.refreshSource': async (node) => {
      const source = await sourceAtHand(view, node, vscode.l10n.t('Refresh which source?'), isActive);
      if (source) {
        await refreshing.run([source.status.sourceId]);
      }
    },
    'digest.stopRefresh': () => refreshing.stop(),
  };
}

function isActive({ status }: { readonly status: { readonly definition: { readonly paused?: true } } }): boolean {
  return status.definition.paused !== true;
}
