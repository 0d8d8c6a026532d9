// *Edit Note…*: opens the issue with its note ready to be written in. The note itself is the page's and `reader/notes.ts`' business.

import * as vscode from 'vscode';
import type { Backend } from '../../protocol/backend.js';
import type { HandlersOf } from '../register.js';
import { issueAtHand, type AtHand } from './issueAtHand.js';
import { pickPlace } from './pickIssue.js';

export function noteCommands(backend: Backend, atHand: AtHand): HandlersOf<'digest.editNote'> {
  return {
    'digest.editNote': async (node) => {
      const key = issueAtHand(atHand, node) ?? (await pickPlace(backend, vscode.l10n.t('Edit the note of which issue?'), 'issues'))?.key;
      if (key === undefined) {
        return;
      }
      const panel = await atHand.readers.show(key, { preserveFocus: false });
      panel?.editNote();
    },
  };
}
