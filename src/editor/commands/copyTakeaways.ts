// Takeaways to the clipboard, from a command as from a button of the page.

import * as vscode from 'vscode';
import type { Outline } from '../../protocol/backend.js';
import { copyText } from '../clipboard.js';
import { readSettings } from '../settings/settings.js';
import { takeawaysText } from './takeawayText.js';

/** Copies takeaways in the format of the setting; all of the issue when `indexes` is not given. Gives the sentence that says so. */
export async function copyTakeaways(outline: Outline, indexes?: readonly number[]): Promise<string> {
  const count = indexes?.length ?? outline.takeaways.length;
  const said = count === 1 ? vscode.l10n.t('Takeaway copied') : vscode.l10n.t('{0} takeaways copied', count);
  await copyText(takeawaysText(outline, readSettings().copyFormat, indexes), said);
  return said;
}
