// *Keyboard Shortcuts…*: the keys of Digest in VS Code's own list, where they can be changed.

import * as vscode from 'vscode';
import type { HandlersOf } from '../register.js';

export function keyCommands(extensionId: string): HandlersOf<'digest.showKeys'> {
  return {
    'digest.showKeys': () => vscode.commands.executeCommand('workbench.action.openGlobalKeybindings', `@ext:${extensionId}`),
  };
}
