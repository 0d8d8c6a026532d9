// A file that a command reads from where the person says, or writes where they say.

import { homedir } from 'node:os';
import * as vscode from 'vscode';

interface GivenFile {
  readonly name: string;
  /** Absent when it is too large to be read. */
  readonly content?: Uint8Array;
}

interface FileWords {
  readonly title: string;
  /** Names of kinds of files with their endings. */
  readonly filters: Readonly<Record<string, string[]>>;
}

/** A file or the clipboard, as the person chooses; undefined when they changed their mind. A file of more bytes than `largest` is not read. */
export async function pickFileOrClipboard(question: string, words: FileWords, largest: number): Promise<GivenFile | undefined> {
  const choices = [
    { label: vscode.l10n.t('File…'), iconPath: new vscode.ThemeIcon('files'), read: () => readFile(words, largest) },
    { label: vscode.l10n.t('Clipboard'), iconPath: new vscode.ThemeIcon('clippy'), read: readClipboard },
  ];
  return (await vscode.window.showQuickPick(choices, { placeHolder: question }))?.read();
}

async function readFile({ title, filters }: FileWords, largest: number): Promise<GivenFile | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title,
      openLabel: vscode.l10n.t('Import'),
      filters: { ...filters, [vscode.l10n.t('All files')]: ['*'] },
    })) ?? [];
  if (!uri) return undefined;
  const name = fileName(uri);
  const { size } = await vscode.workspace.fs.stat(uri);
  return size > largest ? { name } : { name, content: await vscode.workspace.fs.readFile(uri) };
}

async function readClipboard(): Promise<GivenFile> {
  return { name: vscode.l10n.t('The clipboard'), content: new TextEncoder().encode(await vscode.env.clipboard.readText()) };
}

/** Asks where a file should go; `suggested` is its name at first. Gives undefined when the person changed their mind. */
export async function askWhereTo(
  { title, filters }: FileWords,
  suggested: string,
  folder = vscode.Uri.file(homedir()),
): Promise<vscode.Uri | undefined> {
  return vscode.window.showSaveDialog({
    title,
    saveLabel: vscode.l10n.t('Export'),
    filters,
    defaultUri: vscode.Uri.joinPath(folder, suggested),
  });
}

/** Writes a file and gives whether it could be written; where not, the person is told. */
export async function writeText(uri: vscode.Uri, text: string): Promise<boolean> {
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    return true;
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError)) throw error;
    void vscode.window.showWarningMessage(notWritten(fileName(uri), error));
    return false;
  }
}

function notWritten(name: string, { code, message }: vscode.FileSystemError): string {
  if (code === 'NoPermissions') return vscode.l10n.t('{0} could not be written: you have no permission to write there.', name);
  // VS Code has no code for it: the system's own name of the error stands in the message alone.
  if (/\bENOSPC\b/.test(message)) return vscode.l10n.t('{0} could not be written: the disk is full.', name);
  return vscode.l10n.t('{0} could not be written.', name);
}

export function fileName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1) || uri.path;
}
