// *Import OPML…* from a file or the clipboard, and *Export OPML…*. A list is read in the worker and written into the setting
// at once; what was not added is said line by line.

import * as vscode from 'vscode';
import { largestText } from '../../../digest/largestText.js';
import type { Backend } from '../../../protocol/backend.js';
import type { OpmlReading, SourceDefinition } from '../../../protocol/sources.js';
import { askWhereTo, pickFileOrClipboard, writeText } from '../../givenFile.js';
import type { HandlersOf } from '../../register.js';
import { readSettings, writeEntries, writtenEntries } from '../../settings/settings.js';
import { problemCause } from '../problemWords.js';
import { addEntries, removeEntries } from '../../settings/sourceEntries.js';
import { reportImport } from './importReport.js';

const filters = { OPML: ['opml', 'xml'] };

export function opmlCommands(backend: Pick<Backend, 'readOpml' | 'writeOpml'>): HandlersOf<'digest.importOpml' | 'digest.exportOpml'> {
  return {
    'digest.importOpml': async () => {
      const question = vscode.l10n.t('Import a list of feeds (OPML) from where?');
      const title = vscode.l10n.t('Import a list of feeds (OPML)');
      const given = await pickFileOrClipboard(question, { title, filters }, largestText);
      if (!given) {
        return;
      }
      if (given.content === undefined) {
        void vscode.window.showWarningMessage(vscode.l10n.t('{0} is larger than {1} MB.', given.name, Math.round(largestText / 1_000_000)));
        return;
      }
      const outcome = await backend.readOpml({ content: given.content });
      if (outcome.outcome === 'failed') {
        void vscode.window.showWarningMessage(problemCause(outcome.problem, given.name));
        return;
      }
      await importList(outcome.list);
    },
    'digest.exportOpml': async () => {
      const { sources } = readSettings();
      const uri = await askWhereTo({ title: vscode.l10n.t('Export your sources as OPML'), filters }, 'digest-sources.opml');
      if (!uri) {
        return;
      }
      const text = await backend.writeOpml({ sources, title: vscode.l10n.t('Digest') });
      if (await writeText(uri, text)) {
        vscode.window.setStatusBarMessage(`$(check) ${exportedWords(sources)}`, 6000);
      }
    },
  };
}

function exportedWords(sources: readonly SourceDefinition[]): string {
  const folders = sources.filter((source) => 'folder' in source).length;
  const count = sources.length - folders;
  const said = count === 1 ? vscode.l10n.t('1 source exported') : vscode.l10n.t('{0} sources exported', count);
  return folders === 0 ? said : `${said} · ${vscode.l10n.t('folders of this machine were left out')}`;
}

/** Adds the sources of a list with one write of the setting and says what came of it. */
export async function importList(list: OpmlReading, replaces?: SourceDefinition): Promise<void> {
  const { entries, added, known } = addEntries(removeEntries(writtenEntries('sources'), replaces ? [replaces] : []), list.sources);
  if (added.length || replaces) {
    await writeEntries('sources', entries);
  }
  await reportImport({ list, added, known });
}
