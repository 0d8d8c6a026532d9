// Why a text did not become an issue, in words: of a file that was imported, and of one in a folder that is watched.

import * as vscode from 'vscode';
import type { ImportProblem } from '../protocol/sources.js';

/** One sentence that names the text. */
export function importSentence(name: string, problem: ImportProblem): string {
  switch (problem) {
    case 'empty':
      return vscode.l10n.t('{0} is empty.', name);
    case 'binary':
      return vscode.l10n.t('{0} is not a text file.', name);
    case 'tooLarge':
      return vscode.l10n.t('{0} is larger than 20 MB.', name);
    case 'unreadable':
      return vscode.l10n.t('{0} cannot be read.', name);
  }
}
