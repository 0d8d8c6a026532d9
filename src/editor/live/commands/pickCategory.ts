// The quick pick of a category: one that is used already, a new one as typed, or none.

import * as vscode from 'vscode';
import type { SourceDefinition } from '../../../protocol/sources.js';
import { categoriesOf, categoryPath } from '../../settings/sourceEntries.js';
import { withoutIcons } from '../../quickPickText.js';

interface CategoryItem extends vscode.QuickPickItem {
  readonly category: string;
}

/** The category chosen for a source; empty for none, undefined when the person changed their mind. */
export function pickCategory(sources: readonly SourceDefinition[], name: string, current?: string): Promise<string | undefined> {
  const categories = categoriesOf(sources);
  const pick = vscode.window.createQuickPick<CategoryItem>();
  pick.title = vscode.l10n.t('Category of “{0}”', name);
  pick.placeholder = vscode.l10n.t('Choose a category, or type a new one; a slash puts one into another');
  const update = () => {
    const typed = categoryPath(pick.value).join('/');
    const isNew = typed !== '' && !categories.includes(typed);
    pick.items = [
      ...(isNew ? [{ category: typed, label: withoutIcons(typed), description: vscode.l10n.t('new category'), alwaysShow: true }] : []),
      ...categories.map((category) => ({
        category,
        label: withoutIcons(category),
        ...(category === current ? { description: vscode.l10n.t('now') } : {}),
      })),
      { category: '', label: vscode.l10n.t('No category'), ...(current === undefined ? { description: vscode.l10n.t('now') } : {}) },
    ];
  };
  update();
  return new Promise<string | undefined>((resolve) => {
    pick.onDidChangeValue(update);
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (chosen) {
        resolve(chosen.category);
        pick.hide();
      }
    });
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  }).finally(() => pick.dispose());
}
