// *Choose Sources…* and *Add Suggested Sources*: the built-in catalogue, which the worker holds.

import * as vscode from 'vscode';
import type { Backend } from '../../../protocol/backend.js';
import type { CatalogueEntry, SourceDefinition } from '../../../protocol/sources.js';
import type { HandlersOf } from '../../register.js';
import type { UndoOffer } from '../../undoOffer.js';
import { readSettings, writeEntries, writtenEntries } from '../../settings/settings.js';
import { sourceKey, sourceKeys } from '../../settings/sourceKey.js';
import type { RemovedSources } from '../removedSources.js';
import { addEntries } from '../../settings/sourceEntries.js';
import { withoutIcons } from '../../quickPickText.js';

interface CatalogueItem extends vscode.QuickPickItem {
  readonly source?: SourceDefinition;
}

export function chooseSourcesCommands(
  backend: Pick<Backend, 'catalogue'>,
  removed: RemovedSources,
  offer: UndoOffer,
): HandlersOf<'digest.chooseSources' | 'digest.addSuggestedSources'> {
  return {
    'digest.chooseSources': async () => {
      const catalogue = await backend.catalogue();
      const before = new Set(readSettings().sources.flatMap(sourceKeys));
      const chosen = await vscode.window.showQuickPick(toItems(catalogue, before), {
        canPickMany: true,
        title: vscode.l10n.t('Choose Sources'),
        placeHolder: vscode.l10n.t('Ticked sources are read; nothing else is requested'),
        matchOnDescription: true,
        matchOnDetail: true,
      });
      if (chosen) {
        const wanted = chosen.flatMap(({ source }) => (source ? [source] : []));
        const keys = new Set(wanted.map(sourceKey));
        const unticked = catalogue.map(toSource).filter((source) => before.has(sourceKey(source)) && !keys.has(sourceKey(source)));
        const count = await change(removed, wanted, unticked);
        if (count > 0) offer.show(removedWords(count), 'digest.undoRemoveSource');
      }
    },
    'digest.addSuggestedSources': async () => {
      const suggested = (await backend.catalogue()).filter(({ isSuggested }) => isSuggested).map(toSource);
      await change(removed, suggested, []);
    },
  };
}

/** One write of the setting: the wanted ones that are not there yet are added, the unticked ones taken out. Gives how many those were. */
async function change(
  removed: RemovedSources,
  wanted: readonly SourceDefinition[],
  unticked: readonly SourceDefinition[],
): Promise<number> {
  const { added } = addEntries(writtenEntries('sources'), wanted);
  if (!added.length && !unticked.length) {
    vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t('Your sources stay as they are')}`, 4000);
    return 0;
  }
  const extend = (entries: readonly unknown[]): readonly unknown[] => addEntries(entries, wanted).entries;
  if (unticked.length) await removed.remove(unticked, extend);
  else await writeEntries('sources', extend(writtenEntries('sources')));
  if (added.length) vscode.window.setStatusBarMessage(`$(check) ${addedWords(added.length)}`, 4000);
  return unticked.length;
}

function addedWords(count: number): string {
  return count === 1 ? vscode.l10n.t('1 source added') : vscode.l10n.t('{0} sources added', count);
}

function removedWords(count: number): string {
  return count === 1 ? vscode.l10n.t('Removed 1 source') : vscode.l10n.t('Removed {0} sources', count);
}

function toItems(catalogue: readonly CatalogueEntry[], known: ReadonlySet<string>): readonly CatalogueItem[] {
  const byCategory = Map.groupBy(catalogue, ({ category }) => category);
  return [...byCategory].flatMap(([category, entries]) => [
    { label: withoutIcons(category), kind: vscode.QuickPickItemKind.Separator },
    ...entries.map((entry): CatalogueItem => {
      const source = toSource(entry);
      return {
        source,
        label: withoutIcons(entry.title),
        description: new URL(entry.feed).host,
        picked: known.has(sourceKey(source)),
        ...(entry.note === undefined ? {} : { detail: withoutIcons(entry.note) }),
      };
    }),
  ]);
}

function toSource({ feed, title, category }: CatalogueEntry): SourceDefinition {
  return { feed, name: title, category };
}
