// How this window shows its issues: kept for the window, and what was chosen last for windows that have chosen nothing.

import type * as vscode from 'vscode';
import { type ListView, toListView } from '../../protocol/listView.js';

/** Where both states have it. */
const place = 'issuesView';

export class ViewMemory {
  readonly #window: vscode.Memento;
  readonly #everywhere: vscode.Memento;
  #view: ListView | undefined;

  constructor(window: vscode.Memento, everywhere: vscode.Memento) {
    this.#window = window;
    this.#everywhere = everywhere;
  }

  get view(): ListView {
    return (this.#view ??= toListView(this.#window.get(place) ?? this.#everywhere.get(place)));
  }

  async choose(changes: Partial<ListView>): Promise<void> {
    this.#view = { ...this.view, ...changes };
    await Promise.all([this.#window.update(place, this.#view), this.#everywhere.update(place, this.#view)]);
  }
}
