// The only way out: opens an address outside through VS Code. http, https and mailto only, whoever asks.

import * as vscode from 'vscode';
import { copyText } from './clipboard.js';

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

/** Opens a link; one without an address says so and offers its label, since the label is what a search needs. */
export async function openOrOfferLabel({ label, url }: { readonly label: string; readonly url?: string }): Promise<void> {
  if (url !== undefined) {
    await openLink(url);
    return;
  }
  const copyLabel = vscode.l10n.t('Copy Label');
  const said = vscode.l10n.t('The issue gives no address for “{0}”.', label);
  if ((await vscode.window.showInformationMessage(said, copyLabel)) === copyLabel) {
    await copyText(label, vscode.l10n.t('Label copied'));
  }
}
