// How the person wants pages to look: what the settings say, and whether only the essentials of issues are shown, which is
// remembered for all issues and windows.

import * as vscode from 'vscode';
import type { Look } from '../../protocol/reader.js';
import { setContext } from '../register.js';
import { onLookChanged, readSettings } from '../settings/settings.js';

/** Where the state has it. */
const essentialsPlace = 'showsEssentials';

export class ReaderLook implements vscode.Disposable {
  readonly #memory: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #watching = onLookChanged(() => this.#changed.fire());

  readonly onDidChange = this.#changed.event;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
    if (this.#isEssential) setContext('digest.showsEssentials', true);
  }

  get current(): Look {
    return { ...readSettings().look, isEssential: this.#isEssential };
  }

  async showEssentials(isWanted: boolean): Promise<void> {
    await this.#memory.update(essentialsPlace, isWanted);
    setContext('digest.showsEssentials', isWanted);
    this.#changed.fire();
  }

  dispose(): void {
    this.#watching.dispose();
    this.#changed.dispose();
  }

  get #isEssential(): boolean {
    return this.#memory.get<unknown>(essentialsPlace) === true;
  }
}
