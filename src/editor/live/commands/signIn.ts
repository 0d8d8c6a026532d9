// *Sign In to Source…* and *Sign Out of Source*. What is typed goes into SecretStorage and to the source, nowhere else.

import * as vscode from 'vscode';
import type { Credentials } from '../../../protocol/sources.js';
import type { HandlersOf } from '../../register.js';
import type { CredentialsStore } from '../credentialsStore.js';
import type { Refreshing } from '../refreshing.js';
import type { SourceNode } from '../sourceNodes.js';
import type { SourcesView } from '../sourcesView.js';
import { sourceAtHand } from './sourceAtHand.js';

/** `supply` hands the worker what the store holds; done when the worker has it. */
export function signInCommands(
  view: SourcesView,
  credentials: CredentialsStore,
  refreshing: Refreshing,
  supply: () => Promise<void>,
): HandlersOf<'digest.signIn' | 'digest.signOut'> {
  return {
    'digest.signIn': async (node) => {
      const source = await sourceAtHand(view, node, vscode.l10n.t('Sign in to which source?'), canSignIn);
      const given = source && (await askCredentials(source.status.name));
      if (source && given) {
        await credentials.set(source.status.definition, given);
        await supply();
        await refreshing.run([source.status.sourceId]);
      }
    },
    'digest.signOut': async (node) => {
      const source = await sourceAtHand(view, node, vscode.l10n.t('Sign out of which source?'), ({ isSignedIn }) => isSignedIn);
      if (source) {
        await credentials.delete(source.status.definition);
        await supply();
        vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t('Signed out of “{0}”', source.status.name)}`, 4000);
      }
    },
  };
}

/** Asks for user and password; undefined when the person changed their mind. An empty user is right where a token is enough. */
export async function askCredentials(name: string): Promise<Credentials | undefined> {
  const title = vscode.l10n.t('Sign in to “{0}”', name);
  const user = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('User name. Leave it empty if the source only wants a token.'),
    ignoreFocusOut: true,
  });
  if (user === undefined) {
    return undefined;
  }
  const password = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Password or token. It is kept in the secret storage of this machine.'),
    password: true,
    ignoreFocusOut: true,
  });
  return password === undefined ? undefined : { user, password };
}

function canSignIn({ status }: SourceNode): boolean {
  return status.kind !== 'folder';
}
