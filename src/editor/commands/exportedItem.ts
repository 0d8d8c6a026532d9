// What the status bar says after an export: where the file is, and *Open*. It goes by itself after a while.

import { homedir } from 'node:os';
import { relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { withoutIcons } from '../quickPickText.js';
import { toCommand } from '../register.js';

/** Milliseconds that it stands. */
const shownFor = 30_000;

let shown: vscode.Disposable | undefined;

/** Says that `uri` was written. Takes the place of what was said of the file before. */
export function showExported(uri: vscode.Uri): void {
  shown?.dispose();
  const item = vscode.window.createStatusBarItem('exported', vscode.StatusBarAlignment.Left);
  const open = vscode.l10n.t('Open');
  item.name = vscode.l10n.t('Digest: Export');
  item.text = `$(check) ${withoutIcons(vscode.l10n.t('Exported to {0}', folderOf(uri)))} · ${open}`;
  item.tooltip = uri.fsPath;
  item.command = toCommand('_digest.openExported', open, uri);
  item.accessibilityInformation = { label: `${vscode.l10n.t('Exported to {0}', uri.fsPath)}, ${open}`, role: 'button' };
  item.show();
  const timer = setTimeout(() => item.dispose(), shownFor);
  shown = {
    dispose: () => {
      clearTimeout(timer);
      item.dispose();
    },
  };
}

/** Opens a file that was written: a page in the browser where there is one beside the file, everything else in an editor. */
export async function openExported(uri: vscode.Uri): Promise<void> {
  const isPage = /\.html?$/i.test(uri.path);
  const isBeside = uri.scheme === 'file' && vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined;
  await (isPage && isBeside ? vscode.env.openExternal(uri) : vscode.commands.executeCommand('vscode.open', uri));
}

/** The folder of a file, as a person would write it. */
function folderOf(uri: vscode.Uri): string {
  const folder = vscode.Uri.joinPath(uri, '..').fsPath;
  const inHome = relative(homedir(), folder);
  if (inHome === '') return '~';
  return inHome.startsWith('..') || inHome === folder ? folder : `~${sep}${inHome}`;
}
