// *Search…*: the quick pick that searches the library as the person types. What is found, and in which order, the worker says; the
// rows are made in `searchRows.ts`. A bundle of its own, loaded on demand.

import * as vscode from 'vscode';
import type { Backend, SearchAnswer } from '../../protocol/backend.js';
import { today } from '../days.js';
import type { Readers } from '../reader/readers.js';
import { type HandlersOf, runCommand } from '../register.js';
import type { IssuesView } from '../tree/issuesView.js';
import { rowsFor, type SearchRow } from './searchRows.js';

/** Results that are asked for with every key, and once the person wants more of them; another word narrows them down. */
const fewResults = 20;
const manyResults = 200;

/** Searches that are offered again, and where the window's state has them. */
const mostRecent = 3;
const recentKey = 'recentSearches';

export interface SearchSurroundings {
  readonly readers: Readers;
  readonly view: IssuesView;
  /** Keeps what led somewhere in this window. */
  readonly memory: vscode.Memento;
  /** The page that says how to search. */
  readonly help: vscode.Uri;
}

export function searchCommands(backend: Backend, { readers, view, memory, help }: SearchSurroundings): HandlersOf<'digest.search'> {
  return {
    'digest.search': async (given = '') => {
      const recent = recentIn(memory);
      const pick = new SearchPick(backend, given, recent);
      const chosen = await pick.done;
      const query = pick.query.trim();
      if (chosen?.type === 'place' && query !== '') {
        await memory.update(recentKey, [query, ...recent.filter((each) => each !== query)].slice(0, mostRecent));
      }
      switch (chosen?.type) {
        case 'place': {
          const { key, anchor, sought } = chosen;
          await readers.show(key, { anchor, sought, preserveFocus: false });
          await view.follow(key, anchor);
          break;
        }
        case 'save':
          await runCommand('digest.saveSearch', pick.query);
          break;
        case 'help':
          await vscode.commands.executeCommand('markdown.showPreview', help);
          break;
        case undefined:
          break;
      }
    },
  };
}

/** The latest first; what is kept may be of another version. */
function recentIn(memory: vscode.Memento): readonly string[] {
  const kept = memory.get<unknown>(recentKey);
  return Array.isArray(kept) ? kept.filter((query) => typeof query === 'string').slice(0, mostRecent) : [];
}

type Chosen = Extract<SearchRow['meaning'], { type: 'place' }> | { readonly type: 'save' } | { readonly type: 'help' } | undefined;

class SearchPick {
  /** What the person chose; undefined when they changed their mind. Rejects when the library does not answer. */
  readonly done: Promise<Chosen>;
  readonly #backend: Backend;
  readonly #pick = vscode.window.createQuickPick<SearchRow>();
  readonly #recent: readonly string[];
  #query: string;
  #limit = fewResults;
  #isAsking = false;
  /** Something else is wanted than what was asked for. */
  #isStale = false;

  constructor(backend: Backend, query: string, recent: readonly string[]) {
    this.#backend = backend;
    this.#query = query;
    this.#recent = recent;
    this.#prepare(query);
    const { promise, resolve, reject } = Promise.withResolvers<Chosen>();
    this.done = promise.finally(() => this.#pick.dispose());
    const ask = () => void this.#ask().catch(reject);
    this.#pick.onDidChangeValue(() => {
      this.#limit = fewResults;
      ask();
    });
    this.#pick.onDidTriggerButton((button) => resolve(button === saveButton ? { type: 'save' } : { type: 'help' }));
    this.#pick.onDidHide(() => resolve(undefined));
    this.#pick.onDidAccept(() => {
      const meaning = this.#pick.selectedItems[0]?.meaning;
      if (meaning?.type === 'query') {
        this.#pick.value = meaning.query;
        ask();
      } else if (meaning?.type === 'more') {
        this.#limit = manyResults;
        ask();
      } else if (meaning?.type === 'place') {
        resolve(meaning);
      }
    });
    this.#pick.show();
    ask();
  }

  /** What stands in the field, also after it is gone. */
  get query(): string {
    return this.#query;
  }

  #prepare(query: string): void {
    this.#pick.placeholder = vscode.l10n.t('Search issues: words, "exact phrase", -without, is:unread, source:name, after:7d …');
    this.#pick.matchOnDetail = true;
    this.#pick.buttons = [saveButton, helpButton];
    this.#pick.value = query;
    // Rows stay as they are ranked; VS Code would put those first whose label has what was typed. Not among the typed
    // properties of a quick pick: `test/e2e/search.e2e.ts` proves the order.
    Object.assign(this.#pick, { sortByLabel: false });
  }

  /** Asks for what stands in the field now. One question is on its way at a time: what was typed meanwhile comes next, without what it passed. */
  async #ask(): Promise<void> {
    this.#query = this.#pick.value;
    this.#isStale = true;
    if (this.#isAsking) return;
    this.#isAsking = true;
    this.#pick.busy = true;
    while (this.#isStale) {
      this.#isStale = false;
      await this.#show(this.#query, this.#limit);
    }
    this.#isAsking = false;
    this.#pick.busy = false;
  }

  async #show(query: string, limit: number): Promise<void> {
    const answer: SearchAnswer = await this.#backend.search({ query, limit, today: today(), isTyping: true });
    if (this.#isStale) return;
    const mayBeMore = limit < manyResults && answer.results.length >= limit;
    // Where more rows come, the person stays where they are.
    const at = limit > fewResults ? this.#pick.items.length - 1 : 0;
    this.#pick.items = rowsFor(query, answer, { recent: this.#recent, mayBeMore });
    const active = this.#pick.items[at];
    if (at > 0 && active) this.#pick.activeItems = [active];
  }
}

const saveButton: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('save'), tooltip: vscode.l10n.t('Save This Search…') };
const helpButton: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('question'), tooltip: vscode.l10n.t('How to Search') };
