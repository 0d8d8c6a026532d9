// *Mark All as Read* of a source.

import * as vscode from 'vscode';
import type { BulkMarks } from '../../bulkMarks.js';
import type { HandlersOf } from '../../register.js';
import type { SourcesView } from '../sourcesView.js';
import { sourceAtHand } from './sourceAtHand.js';

export function markSourceCommands(view: SourcesView, marks: BulkMarks): HandlersOf<'digest.markSourceRead'> {
  return {
    'digest.markSourceRead': async (node) => {
      const source = await sourceAtHand(view, node, vscode.l10n.t('Mark all issues of which source read?'));
      if (source) {
        await marks.mark({ of: 'source', sourceId: source.status.sourceId });
      }
    },
  };
}
