// The only way out: opens an address outside through VS Code. http, https and mailto only, whoever asks.

import * as vscode from 'vscode';

const schemes = ['http:', 'https:', 'mailto:'];

/** Whether an address may be opened at all. */
function canOpen(url: string): boolean {
  return URL.canParse(url) && schemes.includes(new URL(url).protocol);
}

/** Opens the address in the person's browser or mail program; VS Code asks first where it does not trust the host. */
export async function openLink(url: string): Promise<void> {
  if (!canOpen(url)) {
    void vscode.window.showWarningMessage(vscode.l10n.t('Digest opens web and mail addresses only.'));
    return;
  }
  await vscode.env.openExternal(vscode.Uri.parse(url, true));
}
