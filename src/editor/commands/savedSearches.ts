// Saved searches: keeping a query under a name, changing, renaming and removing it, and its undo. Written to the setting
// `digest.searches`; what a search finds is the business of the tree and the library.

import * as vscode from 'vscode';
import { type HandlersOf, setContext } from '../register.js';
import { changeSearch, indexOf, isTooLong, mostSearches, nameProblem, readSearches, type SavedSearch } from '../settings/savedSearch.js';
import { editSetting, writeEntries, writtenEntries } from '../settings/settings.js';
import type { TreeNode } from '../tree/nodes.js';
import { withoutIcons } from '../quickPickText.js';
import type { UndoOffer } from '../undoOffer.js';

/** Milliseconds that the status bar says what was done. */
const saidFor = 6000;

/** What a name is at most that is made from a query. */
const longestProposal = 40;

type SavedSearchCommand =
  | 'digest.saveSearch'
  | 'digest.editSearch'
  | 'digest.renameSearch'
  | 'digest.removeSearch'
  | 'digest.undoRemoveSearch'
  | '_digest.editSearches';

export function savedSearchCommands(offer: UndoOffer): HandlersOf<SavedSearchCommand> {
  let removed: { readonly entry: unknown; readonly index: number } | undefined;
  const remember = (entry: typeof removed): void => {
    removed = entry;
    setContext('digest.canUndoRemoveSearch', entry !== undefined);
  };
  return {
    'digest.saveSearch': saveSearch,
    'digest.editSearch': async (node) => {
      const search = await searchAtHand(node, vscode.l10n.t('Edit which search?'));
      const query = search && (await askQuery(search.query));
      if (search && query !== undefined && query !== search.query) {
        await writeEntries('searches', changeSearch(writtenEntries('searches'), search.name, { query }));
      }
    },
    'digest.renameSearch': async (node) => {
      const search = await searchAtHand(node, vscode.l10n.t('Rename which search?'));
      const name = search && (await askName(search.name, search.name));
      if (search && name !== undefined && name !== search.name) {
        await writeEntries('searches', changeSearch(writtenEntries('searches'), search.name, { name }));
      }
    },
    'digest.removeSearch': async (node) => {
      const search = await searchAtHand(node, vscode.l10n.t('Remove which search? What it finds stays in your library.'));
      const entries = writtenEntries('searches');
      const index = search ? indexOf(entries, search.name) : -1;
      if (search && index >= 0) {
        await writeEntries(
          'searches',
          entries.filter((_, each) => each !== index),
        );
        remember({ entry: entries[index], index });
        offer.show(vscode.l10n.t('Removed “{0}”', search.name), 'digest.undoRemoveSearch');
      }
    },
    'digest.undoRemoveSearch': async () => {
      if (removed) {
        offer.withdraw('digest.undoRemoveSearch');
        const { entry, index } = removed;
        await writeEntries('searches', writtenEntries('searches').toSpliced(index, 0, entry));
        remember(undefined);
      }
    },
    '_digest.editSearches': () => editSetting('searches'),
  };
}

/** Keeps a query under a name that the person gives it; asks for the query too where there is none, or one that is too long. */
async function saveSearch(given?: unknown): Promise<void> {
  // A menu may hand over something of its own.
  const proposed = typeof given === 'string' ? given.trim() : '';
  const query = proposed === '' || isTooLong(proposed) ? await askQuery(proposed) : proposed;
  const name = query === undefined ? undefined : await askName(query.slice(0, longestProposal));
  if (query !== undefined && name !== undefined) {
    const search: SavedSearch = { name, query };
    await writeEntries('searches', [...writtenEntries('searches'), search]);
    say(vscode.l10n.t('“{0}” is saved at the top of the view of issues.', name));
  }
}

/** The search whose row a command was called on, else the one that the person picks; undefined when there is none. */
async function searchAtHand(node: TreeNode | undefined, placeholder: string): Promise<SavedSearch | undefined> {
  if (node?.kind === 'search') {
    return node.search;
  }
  const { searches } = readSearches(writtenEntries('searches'));
  if (searches.length === 0) {
    say(vscode.l10n.t('There is no saved search.'));
    return undefined;
  }
  const rows = searches.map((search) => ({ label: withoutIcons(search.name), description: withoutIcons(search.query), search }));
  return (await vscode.window.showQuickPick(rows, { placeHolder: placeholder, matchOnDescription: true }))?.search;
}

async function askQuery(value: string): Promise<string | undefined> {
  const query = await vscode.window.showInputBox({
    title: vscode.l10n.t('Query of the Search'),
    prompt: vscode.l10n.t('Words, "exact phrases", -without, this OR that, is:unread, source:name, tag:name, after:2026-04-01'),
    value,
    ignoreFocusOut: true,
    validateInput: (text) =>
      isTooLong(text) ? vscode.l10n.t('That is too long.') : text.trim() === '' ? vscode.l10n.t('Say what to look for.') : undefined,
  });
  return query?.trim();
}

/** `own` is the name that it has already. */
async function askName(value: string, own?: string): Promise<string | undefined> {
  const entries = writtenEntries('searches');
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Name of the Search'),
    prompt: vscode.l10n.t('It stands at the top of the view of issues.'),
    value,
    ignoreFocusOut: true,
    validateInput: (text) => nameWords(nameProblem(entries, text, own)),
  });
  return name?.trim();
}

function nameWords(problem: ReturnType<typeof nameProblem>): string | undefined {
  switch (problem) {
    case 'many':
      return vscode.l10n.t('Digest reads {0} searches, and you have as many. Remove one first.', mostSearches);
    case 'empty':
      return vscode.l10n.t('Give it a name.');
    case 'long':
      return vscode.l10n.t('That is too long.');
    case 'taken':
      return vscode.l10n.t('Another search has this name.');
    case undefined:
      return undefined;
  }
}

function say(words: string): void {
  vscode.window.setStatusBarMessage(`$(check) ${words}`, saidFor);
}
