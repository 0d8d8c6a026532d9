// *Get Started*: opens the walkthrough of the manifest, whose steps tick themselves off as they are done.

import * as vscode from 'vscode';
import { setContext, type HandlersOf } from '../register.js';

/** `extensionId` names whose walkthrough it is. */
export function gettingStartedCommands(extensionId: string): HandlersOf<'digest.getStarted'> {
  return {
    'digest.getStarted': async () => {
      setContext('digest.isInUse', true);
      await vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extensionId}#start`, false);
    },
  };
}
