// The item of the status bar that counts unread news about followed topics. A bundle of its own: it is there on demand only.

import * as vscode from 'vscode';

export class FollowedItem implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('followed', vscode.StatusBarAlignment.Left);

  dispose(): void {
    this.#item.dispose();
  }

  /** Nothing is shown where nothing is unread. */
  show(unread: number): void {
    const said =
      unread === 1
        ? vscode.l10n.t('1 unread section about topics that you follow')
        : vscode.l10n.t('{0} unread sections about topics that you follow', unread);
    this.#item.name = vscode.l10n.t('Digest: Followed Topics');
    this.#item.text = `$(bell) ${unread}`;
    this.#item.tooltip = said;
    this.#item.accessibilityInformation = { label: said, role: 'button' };
    this.#item.command = 'digest.followedNews';
    if (unread > 0) this.#item.show();
    else this.#item.hide();
  }
}
