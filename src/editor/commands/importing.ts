// *Import Issue…* from files, the clipboard or the active editor, and *Open as Digest*. What was imported is shown.

import * as vscode from 'vscode';
import { largestText } from '../../digest/largestText.js';
import type { Backend, ImportItem, ImportOutcome } from '../../protocol/backend.js';
import { fileName } from '../givenFile.js';
import { importSentence } from '../importSentence.js';
import type { Log } from '../log.js';
import type { Readers } from '../reader/readers.js';
import type { HandlersOf } from '../register.js';
import type { IssuesView } from '../tree/issuesView.js';

/** Why a file did not even reach the parser, in the form of its answer. */
type Unread = Extract<ImportOutcome, { outcome: 'failed' }>;

export function importCommands(
  backend: Backend,
  readers: Readers,
  view: IssuesView,
  log: Log,
): HandlersOf<'digest.importIssue' | 'digest.openAsDigest'> {
  const importItems = async (items: readonly (ImportItem | Unread)[]) => {
    const outcomes = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Importing…') },
      () => backend.import({ items: items.filter((item) => 'content' in item) }),
    );
    const unread = items.filter((item) => 'outcome' in item);
    await report([...outcomes, ...unread], readers, view, log);
  };
  return {
    'digest.importIssue': async () => {
      const source = await pickSource();
      const items = source && (await source());
      if (items?.length) {
        await importItems(items);
      }
    },
    'digest.openAsDigest': async (resource, selected) => {
      const many: readonly unknown[] = Array.isArray(selected) ? selected : [resource];
      const uris = many.filter((uri) => uri instanceof vscode.Uri);
      const items = uris.length ? await readFiles(uris) : await fromActiveEditor();
      if (items.length) {
        await importItems(items);
      }
    },
  };
}

type Source = () => Promise<readonly (ImportItem | Unread)[]>;

async function pickSource(): Promise<Source | undefined> {
  const editor = vscode.window.activeTextEditor;
  const choices: (vscode.QuickPickItem & { source: Source })[] = [
    {
      label: vscode.l10n.t('Files…'),
      description: vscode.l10n.t('Markdown or text files'),
      iconPath: new vscode.ThemeIcon('files'),
      source: fromFiles,
    },
    {
      label: vscode.l10n.t('Clipboard'),
      description: vscode.l10n.t('A copied page or Markdown'),
      iconPath: new vscode.ThemeIcon('clippy'),
      source: fromClipboard,
    },
  ];
  if (editor) {
    const description = vscode.workspace.asRelativePath(editor.document.uri);
    choices.push({
      label: vscode.l10n.t('Active Editor'),
      description,
      iconPath: new vscode.ThemeIcon('file-text'),
      source: fromActiveEditor,
    });
  }
  return (await vscode.window.showQuickPick(choices, { placeHolder: vscode.l10n.t('Import an issue from where?') }))?.source;
}

async function fromFiles(): Promise<readonly (ImportItem | Unread)[]> {
  const uris = await vscode.window.showOpenDialog({
    canSelectMany: true,
    openLabel: vscode.l10n.t('Import'),
    title: vscode.l10n.t('Import issues from Markdown or text files'),
    filters: { [vscode.l10n.t('Markdown and text')]: ['md', 'markdown', 'txt'], [vscode.l10n.t('All files')]: ['*'] },
  });
  return readFiles(uris ?? []);
}

async function fromClipboard(): Promise<readonly ImportItem[]> {
  return [{ name: vscode.l10n.t('The clipboard'), content: await vscode.env.clipboard.readText() }];
}

async function fromActiveEditor(): Promise<readonly ImportItem[]> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a Markdown or text file first.'));
    return [];
  }
  return [{ name: fileName(document.uri), content: document.getText() }];
}

/** Reads files through VS Code, so that they may be on a remote machine. One that cannot be read becomes its own failure. */
function readFiles(uris: readonly vscode.Uri[]): Promise<readonly (ImportItem | Unread)[]> {
  return Promise.all(
    uris.map(async (uri): Promise<ImportItem | Unread> => {
      const name = fileName(uri);
      try {
        const { size } = await vscode.workspace.fs.stat(uri);
        if (size > largestText) {
          return { outcome: 'failed', name, problem: 'tooLarge' };
        }
        return { name, content: await vscode.workspace.fs.readFile(uri) };
      } catch (error) {
        if (error instanceof vscode.FileSystemError) {
          return { outcome: 'failed', name, problem: 'unreadable' };
        }
        throw error;
      }
    }),
  );
}

async function report(outcomes: readonly ImportOutcome[], readers: Readers, view: IssuesView, log: Log): Promise<void> {
  const failed = outcomes.filter((outcome) => outcome.outcome === 'failed');
  const imported = outcomes.filter((outcome) => outcome.outcome !== 'failed');
  const [first] = imported;
  if (first) {
    vscode.window.setStatusBarMessage(`$(check) ${importedWords(imported)}`, 4000);
    await readers.show(first.key, { preserveFocus: false });
    await view.follow(first.key, undefined);
  }
  for (const { name, problem } of failed) {
    log.warn('import', `${name}: ${problem}`);
  }
  const [firstFailed] = failed;
  if (firstFailed) {
    const sentence = importSentence(firstFailed.name, firstFailed.problem);
    const others = failed.length - 1;
    void vscode.window.showWarningMessage(others ? vscode.l10n.t('{0} {1} more could not be imported.', sentence, others) : sentence);
  }
}

function importedWords(imported: readonly Exclude<ImportOutcome, Unread>[]): string {
  const [first] = imported;
  if (imported.length > 1 || !first) {
    return vscode.l10n.t('{0} issues imported', imported.length);
  }
  switch (first.outcome) {
    case 'added':
      return vscode.l10n.t('Issue imported');
    case 'updated':
      return vscode.l10n.t('Issue updated');
    case 'unchanged':
      return vscode.l10n.t('Already in your library, unchanged');
  }
}
