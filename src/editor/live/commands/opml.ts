// *Import OPML…* from a file or the clipboard, and *Export OPML…*. A list is read in the worker and written into the setting
// at once; what was not added is said line by line.

import { homedir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { largestText } from '../../../digest/largestText.js';
import type { Backend } from '../../../protocol/backend.js';
import type { OpmlReading, SourceDefinition } from '../../../protocol/sources.js';
import type { HandlersOf } from '../../register.js';
import { readSettings, writeEntries, writtenEntries } from '../../settings/settings.js';
import { problemCause } from '../problemWords.js';
import { addEntries, removeEntries } from '../../settings/sourceEntries.js';
import { reportImport } from './importReport.js';

export function opmlCommands(backend: Pick<Backend, 'readOpml' | 'writeOpml'>): HandlersOf<'digest.importOpml' | 'digest.exportOpml'> {
  return {
    'digest.importOpml': async () => {
      const given = await pickList();
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
      const uri = await vscode.window.showSaveDialog({
        title: vscode.l10n.t('Export your sources as OPML'),
        saveLabel: vscode.l10n.t('Export'),
        filters: { OPML: ['opml', 'xml'] },
        defaultUri: vscode.Uri.file(join(homedir(), 'digest-sources.opml')),
      });
      if (uri) {
        const text = await backend.writeOpml({ sources, title: vscode.l10n.t('Digest') });
        await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
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

/** The list that the person names; its content is absent when it is too large to be one. */
async function pickList(): Promise<{ readonly name: string; readonly content?: Uint8Array } | undefined> {
  const choices = [
    { label: vscode.l10n.t('File…'), iconPath: new vscode.ThemeIcon('files'), read: fromFile },
    { label: vscode.l10n.t('Clipboard'), iconPath: new vscode.ThemeIcon('clippy'), read: fromClipboard },
  ];
  const chosen = await vscode.window.showQuickPick(choices, { placeHolder: vscode.l10n.t('Import a list of feeds (OPML) from where?') });
  return chosen?.read();
}

async function fromFile(): Promise<{ readonly name: string; readonly content?: Uint8Array } | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Import a list of feeds (OPML)'),
      openLabel: vscode.l10n.t('Import'),
      filters: { OPML: ['opml', 'xml'], [vscode.l10n.t('All files')]: ['*'] },
    })) ?? [];
  if (!uri) {
    return undefined;
  }
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const { size } = await vscode.workspace.fs.stat(uri);
  return size > largestText ? { name } : { name, content: await vscode.workspace.fs.readFile(uri) };
}

async function fromClipboard(): Promise<{ readonly name: string; readonly content: Uint8Array }> {
  return { name: vscode.l10n.t('The clipboard'), content: new TextEncoder().encode(await vscode.env.clipboard.readText()) };
}
