// *Reset Local Data…*, *Show Log*, and trying again after a failure.

import * as vscode from 'vscode';
import type { Backend } from '../../protocol/backend.js';
import type { Handlers } from '../register.js';
import type { IssuesView } from '../tree/issuesView.js';

/** `supply` gives an empty library its bundled issues and folders. */
export function maintenanceCommands(
  backend: Backend,
  view: IssuesView,
  channel: vscode.LogOutputChannel,
  supply: (backend: Backend) => Promise<void>,
): Handlers {
  return {
    'digest.showLog': () => channel.show(true),
    'digest.retry': () => view.retry(),
    '_digest.dismissSalvage': () => backend.dismissSalvage(),
    'digest.resetLocalData': async () => {
      const reset = vscode.l10n.t('Delete Everything');
      const detail = vscode.l10n.t(
        'Deletes every issue in your library with its read marks, stars, notes and reading places, on this machine and for all windows. Files in your folders stay as they are and are read again. This cannot be undone.',
      );
      const answer = await vscode.window.showWarningMessage(
        vscode.l10n.t('Reset the local data of Digest?'),
        { modal: true, detail },
        reset,
      );
      if (answer === reset) {
        await backend.resetLocalData();
        await supply(backend);
        vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) The local data of Digest was deleted'), 4000);
      }
    },
  };
}
