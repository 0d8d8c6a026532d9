// Marks many issues at once and can take it back, one action after the other: the last one is offered in the status bar, and the
// command goes on further back. Which issues are meant is the commands' business.

import * as vscode from 'vscode';
import type { Backend, MarkRange } from '../protocol/backend.js';
import { setContext } from './register.js';
import type { UndoOffer } from './undoOffer.js';

/** Actions that can be taken back. */
const mostUndone = 10;

const saidFor = 6_000;

export class BulkMarks {
  readonly #backend: Pick<Backend, 'markRange' | 'undoMarks'>;
  readonly #offer: Pick<UndoOffer, 'show' | 'withdraw'>;
  /** Moments of the actions that can be taken back, the last one at the end. */
  #marked: readonly number[] = [];

  constructor(backend: Pick<Backend, 'markRange' | 'undoMarks'>, offer: Pick<UndoOffer, 'show' | 'withdraw'>) {
    this.#backend = backend;
    this.#offer = offer;
  }

  /** Marks what is unread of a range read, and says how many that were. */
  async mark(range: MarkRange): Promise<void> {
    const { moment, count } = await this.#backend.markRange(range);
    if (count === 0) {
      vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t('Nothing unread')}`, saidFor);
      return;
    }
    this.#remember([...this.#marked, moment]);
    const said = count === 1 ? vscode.l10n.t('Marked 1 issue read') : vscode.l10n.t('Marked {0} issues read', count);
    this.#offer.show(said, 'digest.undoMarkAllRead');
  }

  /** Takes the last action back that was not taken back yet. */
  async undo(): Promise<void> {
    const moment = this.#marked.at(-1);
    if (moment === undefined) {
      return;
    }
    this.#offer.withdraw('digest.undoMarkAllRead');
    const count = await this.#backend.undoMarks({ moment });
    this.#remember(this.#marked.filter((each) => each !== moment));
    const said = count === 1 ? vscode.l10n.t('1 issue unread again') : vscode.l10n.t('{0} issues unread again', count);
    vscode.window.setStatusBarMessage(`$(check) ${said}`, saidFor);
  }

  #remember(moments: readonly number[]): void {
    this.#marked = moments.slice(-mostUndone);
    setContext('digest.canUndoMarkAllRead', this.#marked.length > 0);
  }
}
