// *Export as HTML…* and *Export as Markdown…*: the issue at hand as a file where the person says. The status bar then says where it
// is, with *Open*; nothing opens by itself.

import * as vscode from 'vscode';
import { exportName } from '../../digest/exportName.js';
import type { Backend, IssueKey } from '../../protocol/backend.js';
import { today } from '../days.js';
import { askWhereTo, writeText } from '../givenFile.js';
import type { HandlersOf } from '../register.js';
import type { TreeNode } from '../tree/nodes.js';
import { pageWords } from '../words.js';
import { openExported, showExported } from './exportedItem.js';
import { issueAtHand, type AtHand } from './issueAtHand.js';
import { pickPlace } from './pickIssue.js';

type ExportCommand = 'digest.exportHtml' | 'digest.exportMarkdown' | '_digest.openExported';

interface Form {
  readonly title: string;
  readonly filters: Readonly<Record<string, string[]>>;
  readonly ending: string;
  /** The file; undefined when there is no such issue any more. */
  readonly write: (key: IssueKey) => Promise<string | undefined>;
}

/** `extensionUri` leads to the style sheet of exported files. */
export function exportCommands(backend: Backend, atHand: AtHand, extensionUri: vscode.Uri): HandlersOf<ExportCommand> {
  /** Where the last file went: the next one is likely to go there too. */
  let folder: vscode.Uri | undefined;
  const exportAs = async (form: Form, node?: TreeNode) => {
    const key = issueAtHand(atHand, node) ?? (await pickPlace(backend, vscode.l10n.t('Export which issue?'), 'issues'))?.key;
    const found = key === undefined ? undefined : await backend.issue({ key, today: today() });
    if (!found) return;
    const { title, day } = found.row;
    const uri = await askWhereTo(form, exportName(title, day, form.ending), folder);
    const text = uri && (await form.write(found.row.key));
    if (uri && text !== undefined && (await writeText(uri, text))) {
      folder = vscode.Uri.joinPath(uri, '..');
      showExported(uri);
    }
  };
  const html: Form = {
    title: vscode.l10n.t('Export as HTML'),
    filters: { HTML: ['html', 'htm'] },
    ending: 'html',
    write: async (key) => {
      const sheet = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist', 'export.css'));
      return backend.asHtml({ key, words: pageWords(), sheet: new TextDecoder().decode(sheet) });
    },
  };
  const markdown: Form = {
    title: vscode.l10n.t('Export as Markdown'),
    filters: { Markdown: ['md', 'markdown'] },
    ending: 'md',
    write: (key) => backend.asMarkdown({ key, words: pageWords() }),
  };
  return {
    'digest.exportHtml': (node) => exportAs(html, node),
    'digest.exportMarkdown': (node) => exportAs(markdown, node),
    '_digest.openExported': openExported,
  };
}
