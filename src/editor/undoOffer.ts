// The one item of the status bar that offers to take back what was just done. What can be taken back, and for how long a command
// still can, is the business of who offers it.

import * as vscode from 'vscode';
import { withoutIcons } from './quickPickText.js';

/** Commands that take something back. */
export type UndoCommand =
  | 'digest.undoMarkAllRead'
  | 'digest.undoMute'
  | 'digest.undoRemoveSearch'
  | 'digest.undoRemoveSource'
  | 'digest.undoUnfollowTopic';

/** Milliseconds that an offer stands. */
export const offeredFor = 30_000;

export class UndoOffer implements vscode.Disposable {
  #item: vscode.StatusBarItem | undefined;
  #timer: NodeJS.Timeout | undefined;
  #offered: UndoCommand | undefined;

  dispose(): void {
    clearTimeout(this.#timer);
    this.#item?.dispose();
  }

  /** Says what was done; a click runs `command`. Takes the place of what was offered before. */
  show(said: string, command: UndoCommand): void {
    const item = (this.#item ??= vscode.window.createStatusBarItem('undo', vscode.StatusBarAlignment.Left));
    const undo = vscode.l10n.t('Undo');
    item.name = vscode.l10n.t('Digest: Undo');
    item.command = command;
    item.text = `$(discard) ${withoutIcons(said)} · ${undo}`;
    item.tooltip = vscode.l10n.t('Take it back');
    item.accessibilityInformation = { label: `${said}, ${undo}`, role: 'button' };
    item.show();
    this.#offered = command;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#hide(), offeredFor);
  }

  /** What `command` takes back is taken back, or about to be: it is offered no more. */
  withdraw(command: UndoCommand): void {
    if (this.#offered === command) this.#hide();
  }

  #hide(): void {
    clearTimeout(this.#timer);
    this.#offered = undefined;
    this.#item?.hide();
  }
}
