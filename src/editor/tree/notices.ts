// What is wrong, in words: the state of the library and of the folder sources as rows at the top of the tree.

import * as vscode from 'vscode';
import type { FolderProblem, ImportProblem, LibraryStatus, SourceStatus } from '../../protocol/backend.js';
import type { NoticeNode } from './nodes.js';

/** The row that stands in place of the tree while the library cannot be used. */
export function libraryNotice(status: Exclude<LibraryStatus, { state: 'ready' }>): NoticeNode {
  switch (status.state) {
    case 'unsupported':
      return {
        kind: 'notice',
        id: 'library',
        text: vscode.l10n.t('This editor is too old for the library'),
        detail: vscode.l10n.t('Digest needs the SQLite of VS Code 1.104 or later. Update the editor, then reload. ({0})', status.detail),
        action: 'reload',
      };
    case 'newer':
      return {
        kind: 'notice',
        id: 'library',
        text: vscode.l10n.t('The library belongs to a newer Digest'),
        detail: vscode.l10n.t(
          'Another window runs a later version. Reload this window to use it too; nothing was changed. ({0})',
          status.detail,
        ),
        action: 'reload',
      };
    case 'broken':
      return {
        kind: 'notice',
        id: 'library',
        text: vscode.l10n.t('The library cannot be opened'),
        detail: vscode.l10n.t('Click to try again. “Digest: Reset Local Data…” starts a new library. ({0})', status.detail),
        action: 'retry',
      };
  }
}

/** The row that stands in place of the tree when asking the library failed unexpectedly. */
export function failureNotice(detail: string): NoticeNode {
  return {
    kind: 'notice',
    id: 'failure',
    text: vscode.l10n.t('The library did not answer'),
    detail: vscode.l10n.t('Click to try again. “Digest: Show Log” says more. ({0})', detail),
    action: 'retry',
  };
}

/** A row for each source that has a problem, and for each entry of the setting that is not a source. */
export function sourceNotices(statuses: readonly SourceStatus[], badSources: readonly string[]): readonly NoticeNode[] {
  return [
    ...badSources.map((written, index): NoticeNode => ({
      kind: 'notice',
      id: `setting:${index}`,
      text: vscode.l10n.t('A source in the settings is not understood'),
      detail: vscode.l10n.t('Expected { "folder": "path" }, found {0}. Click to open the setting.', written),
      action: 'openSources',
    })),
    ...statuses.flatMap((status) => [...folderNotice(status), ...failedFiles(status)]),
  ];
}

/** Why a text did not become an issue: one sentence that names it. */
export function importSentence(name: string, problem: ImportProblem): string {
  switch (problem) {
    case 'empty':
      return vscode.l10n.t('{0} is empty.', name);
    case 'binary':
      return vscode.l10n.t('{0} is not a text file.', name);
    case 'tooLarge':
      return vscode.l10n.t('{0} is larger than 20 MB.', name);
    case 'unreadable':
      return vscode.l10n.t('{0} cannot be read.', name);
  }
}

function folderNotice({ sourceId, name, folder, problem }: SourceStatus): readonly NoticeNode[] {
  if (!problem) {
    return [];
  }
  return [
    {
      kind: 'notice',
      id: `source:${sourceId}`,
      text: vscode.l10n.t('{0}: {1}', name, folderWords(problem)),
      detail: vscode.l10n.t('{0}. Its issues stay in your library. Click to open the setting.', folder),
      action: 'openSources',
    },
  ];
}

function failedFiles({ sourceId, name, failed }: SourceStatus): readonly NoticeNode[] {
  if (!failed.length) {
    return [];
  }
  const shown = failed.slice(0, 10).map((file) => importSentence(file.name, file.problem));
  return [
    {
      kind: 'notice',
      id: `files:${sourceId}`,
      text:
        failed.length === 1
          ? vscode.l10n.t('{0}: 1 file could not be read', name)
          : vscode.l10n.t('{0}: {1} files could not be read', name, failed.length),
      detail: [...shown, ...(failed.length > shown.length ? ['…'] : [])].join('\n'),
      action: 'retry',
    },
  ];
}

function folderWords(problem: FolderProblem): string {
  switch (problem) {
    case 'missing':
      return vscode.l10n.t('folder not found');
    case 'notAFolder':
      return vscode.l10n.t('not a folder');
    case 'noPermission':
      return vscode.l10n.t('no permission to read the folder');
    case 'unreadable':
      return vscode.l10n.t('folder cannot be read');
  }
}
