// Marks many issues at once and can take it back, one action after the other: by a click on what the status bar says of the last
// one, or later by the command. Which issues are meant is the commands' business.

import * as vscode from 'vscode';
import type { Backend, MarkRange } from '../protocol/backend.js';
import { setContext } from './register.js';

/** Actions that can be taken back. */
const mostUndone = 10;

/** Milliseconds that the status bar offers to take the last one back. */
const offeredFor = 30_000;

const saidFor = 6_000;

export class BulkMarks implements vscode.Disposable {
  readonly #backend: Pick<Backend, 'markRange' | 'undoMarks'>;
  #item: vscode.StatusBarItem | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Moments of the actions that can be taken back, the last one at the end. */
  #marked: readonly number[] = [];

  constructor(backend: Pick<Backend, 'markRange' | 'undoMarks'>) {
    this.#backend = backend;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#item?.dispose();
  }

  /** Marks what is unread of a range read, and says how many that were. */
  async mark(range: MarkRange): Promise<void> {
    const { moment, count } = await this.#backend.markRange(range);
    if (count === 0) {
      vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t('Nothing unread')}`, saidFor);
      return;
    }
    this.#remember([...this.#marked, moment]);
    this.#offer(count);
  }

  /** Takes the last action back that was not taken back yet. */
  async undo(): Promise<void> {
    const moment = this.#marked.at(-1);
    if (moment === undefined) {
      return;
    }
    this.#hideOffer();
    const count = await this.#backend.undoMarks({ moment });
    this.#remember(this.#marked.filter((each) => each !== moment));
    const said = count === 1 ? vscode.l10n.t('1 issue unread again') : vscode.l10n.t('{0} issues unread again', count);
    vscode.window.setStatusBarMessage(`$(check) ${said}`, saidFor);
  }

  #remember(moments: readonly number[]): void {
    this.#marked = moments.slice(-mostUndone);
    setContext('digest.canUndoMarkAllRead', this.#marked.length > 0);
  }

  #offer(count: number): void {
    const item = (this.#item ??= vscode.window.createStatusBarItem('digest.undoMarkAllRead', vscode.StatusBarAlignment.Left));
    const said = count === 1 ? vscode.l10n.t('1 issue marked read') : vscode.l10n.t('{0} issues marked read', count);
    const undo = vscode.l10n.t('Undo');
    item.name = vscode.l10n.t('Digest: Undo Mark as Read');
    item.command = 'digest.undoMarkAllRead';
    item.text = `$(check-all) ${said} · ${undo}`;
    item.tooltip = vscode.l10n.t('Make them unread again');
    item.accessibilityInformation = { label: `${said}, ${undo}`, role: 'button' };
    item.show();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#hideOffer(), offeredFor);
  }

  #hideOffer(): void {
    clearTimeout(this.#timer);
    this.#item?.hide();
  }
}
