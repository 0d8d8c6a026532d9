// What came of an import of sources: a few words in the status bar, and where something was left out a list that says what.

import * as vscode from 'vscode';
import { kindOf, type OpmlReading, type SourceDefinition } from '../../../protocol/sources.js';
import { addressOf } from '../../../protocol/sourceAddress.js';
import { kindIcon } from '../sourceItem.js';
import { withoutIcons } from '../../quickPickText.js';

export interface SourcesImport {
  readonly list: OpmlReading;
  readonly added: readonly SourceDefinition[];
  /** Those of the list that were there before. */
  readonly known: readonly SourceDefinition[];
}

/** Done when the person has closed the list, where there is one. */
export async function reportImport(imported: SourcesImport): Promise<void> {
  const { list, known } = imported;
  const said = importWords(imported);
  vscode.window.setStatusBarMessage(`$(check) ${said}`, 6000);
  if (known.length + list.bad.length + list.repeated + (list.signInsLeftOut ?? 0) > 0 || list.isCutShort) {
    await vscode.window.showQuickPick(reportItems(imported), {
      title: vscode.l10n.t('Import of Sources'),
      placeHolder: said,
      matchOnDescription: true,
    });
  }
}

/** "12 added · 3 already there · 1 not understood". */
export function importWords({ list, added, known }: SourcesImport): string {
  return [
    vscode.l10n.t('{0} added', added.length),
    ...(known.length ? [vscode.l10n.t('{0} already there', known.length)] : []),
    ...(list.repeated ? [vscode.l10n.t('{0} twice in the list', list.repeated)] : []),
    ...(list.bad.length ? [vscode.l10n.t('{0} not understood', list.bad.length)] : []),
    ...(list.signInsLeftOut ? [vscode.l10n.t('{0} to sign in to: passwords of lists are left out', list.signInsLeftOut)] : []),
    ...(list.isCutShort ? [vscode.l10n.t('the list was cut short')] : []),
  ].join(' · ');
}

/** What was left out first: it is what the list is opened for. */
function reportItems({ list, added, known }: SourcesImport): readonly vscode.QuickPickItem[] {
  const bad = list.bad.map(({ text, reason }) => ({
    label: withoutIcons(text || vscode.l10n.t('A line without a name')),
    description: reason === 'noAddress' ? vscode.l10n.t('gives no address') : vscode.l10n.t('its address is no web address'),
    iconPath: new vscode.ThemeIcon('warning'),
  }));
  return [
    ...(bad.length ? [separator(vscode.l10n.t('Not understood')), ...bad] : []),
    ...(known.length ? [separator(vscode.l10n.t('Already there')), ...sourceItems(known)] : []),
    ...(added.length ? [separator(vscode.l10n.t('Added')), ...sourceItems(added)] : []),
  ];
}

function separator(label: string): vscode.QuickPickItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function sourceItems(sources: readonly SourceDefinition[]): readonly vscode.QuickPickItem[] {
  return sources.map((source) => ({
    label: withoutIcons(source.name ?? addressOf(source)),
    ...(source.name === undefined ? {} : { description: withoutIcons(addressOf(source)) }),
    iconPath: new vscode.ThemeIcon(kindIcon(kindOf(source))),
  }));
}
