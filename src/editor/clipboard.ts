// Copying, with a word in the status bar that says so: never a notification.

import * as vscode from 'vscode';

/** How long the status bar says what was copied, in milliseconds. */
const shownFor = 3000;

export async function copyText(text: string, said: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(`$(check) ${said}`, shownFor);
}
