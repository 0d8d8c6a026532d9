// *Choose Folders…*: the folder sources of the settings as a list that can be added to and taken from.

import { homedir } from 'node:os';
import { basename, sep } from 'node:path';
import * as vscode from 'vscode';
import type { HandlersOf } from '../register.js';
import { editSetting, readFolders, writeEntries, writtenEntries } from '../settings/settings.js';
import { withoutIcons } from '../quickPickText.js';

interface FolderItem extends vscode.QuickPickItem {
  /** Its entry in the setting; absent on the rows that do something. */
  readonly entry?: unknown;
  readonly run?: () => Promise<void>;
}

export function folderCommands(): HandlersOf<'digest.chooseFolders'> {
  return {
    'digest.chooseFolders': async () => {
      if (readFolders().length) {
        await manageFolders();
      } else {
        await addFolders();
      }
    },
  };
}

async function manageFolders(): Promise<void> {
  const pick = vscode.window.createQuickPick<FolderItem>();
  const remove = { iconPath: new vscode.ThemeIcon('trash'), tooltip: vscode.l10n.t('Stop Watching This Folder') };
  const refresh = () => {
    pick.items = [
      { label: vscode.l10n.t('Add Folder…'), iconPath: new vscode.ThemeIcon('add'), run: addFolders },
      { label: vscode.l10n.t('Edit in settings.json'), iconPath: new vscode.ThemeIcon('json'), run: () => editSetting('sources') },
      { label: vscode.l10n.t('Watched folders'), kind: vscode.QuickPickItemKind.Separator },
      ...readFolders().map(({ entry, source }) => ({
        entry,
        label: withoutIcons(source.name ?? basename(source.folder)),
        description: withoutIcons(source.folder),
        iconPath: new vscode.ThemeIcon('folder'),
        buttons: [remove],
      })),
    ];
  };
  refresh();
  pick.placeholder = vscode.l10n.t('Folders whose Markdown and text files are issues');
  pick.matchOnDescription = true;
  const chosen = await new Promise<FolderItem | undefined>((resolve, reject) => {
    pick.onDidTriggerItemButton(({ item }) => {
      writeEntries(
        'sources',
        writtenEntries('sources').filter((entry) => JSON.stringify(entry) !== JSON.stringify(item.entry)),
      ).then(refresh, reject);
    });
    pick.onDidAccept(() => {
      if (pick.selectedItems[0]?.run) {
        resolve(pick.selectedItems[0]);
        pick.hide();
      }
    });
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  }).finally(() => pick.dispose());
  await chosen?.run?.();
}

async function addFolders(): Promise<void> {
  const uris = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    canSelectMany: true,
    // A remote window would browse the other machine; folders are watched where Digest runs.
    defaultUri: vscode.Uri.file(homedir()),
    openLabel: vscode.l10n.t('Watch'),
    title: vscode.l10n.t('Choose folders of this computer whose Markdown and text files are issues'),
  });
  const known = new Set(readFolders().map(({ source }) => source.folder));
  const elsewhere = uris?.find(({ scheme }) => scheme !== 'file');
  if (elsewhere) {
    const said = vscode.l10n.t('“{0}” is on another machine. Digest watches folders of the computer that it runs on.', elsewhere.path);
    void vscode.window.showWarningMessage(said);
  }
  const chosen = (uris ?? []).filter(({ scheme }) => scheme === 'file');
  const added = chosen.map(({ fsPath }) => underHome(fsPath)).filter((folder) => !known.has(folder));
  if (added.length) {
    await writeEntries('sources', [...writtenEntries('sources'), ...added.map((folder) => ({ folder }))]);
  }
}

/** A path under the home folder as the setting writes it, so that settings can be shared between machines. */
function underHome(path: string): string {
  const home = homedir();
  return path.startsWith(home + sep) ? `~${path.slice(home.length)}` : path;
}
