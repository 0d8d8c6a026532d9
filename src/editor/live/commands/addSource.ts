// *Add Source…*: what the person chose in its quick pick is written into the setting and read at once.

import * as vscode from 'vscode';
import type { Backend } from '../../../protocol/backend.js';
import { kindOf, type Credentials, type SourceDefinition } from '../../../protocol/sources.js';
import type { AddressToAdd } from '../../ids.js';
import { runCommand, type HandlersOf } from '../../register.js';
import { readSettings, writeEntries, writtenEntries } from '../../settings/settings.js';
import type { CredentialsStore } from '../credentialsStore.js';
import { addressOf, movedTo } from '../../../protocol/sourceAddress.js';
import { sourceKey, sourceKeys } from '../../settings/sourceKey.js';
import { addEntries, described, replaceEntry } from '../../settings/sourceEntries.js';
import type { SourcesView } from '../sourcesView.js';
import type { AddChoice } from './addSourceChoice.js';
import { pickSourceToAdd } from './addSourcePick.js';
import { importList } from './opml.js';
import { pickCategory } from './pickCategory.js';
import { askCredentials } from './signIn.js';

/** What commands about single sources work with beside the backend. */
export interface SourceTools {
  readonly view: SourcesView;
  readonly credentials: CredentialsStore;
}

export function addSourceCommands(backend: Backend, tools: SourceTools): HandlersOf<'digest.addSource'> {
  return {
    'digest.addSource': async (given) => {
      const choice = await choose(backend, given);
      switch (choice?.action) {
        case undefined:
          return;
        case 'add':
          return add(backend, tools, choice, given?.replaces);
        case 'show':
          return showKnown(backend, tools.view, choice.source);
        case 'import':
          return importList(choice.list, given?.replaces);
        case 'folders':
          return runCommand('digest.chooseFolders');
        case 'catalogue':
          return runCommand('digest.chooseSources');
        case 'opml':
          return runCommand('digest.importOpml');
      }
    },
  };
}

/** What the person chose; signing in on the way leads back to the same address. */
async function choose(backend: Backend, given: AddressToAdd | undefined): Promise<Exclude<AddChoice, { action: 'signIn' }> | undefined> {
  const known = readSettings().sources.filter((source) => given?.replaces === undefined || sourceKey(source) !== sourceKey(given.replaces));
  let start: { readonly address?: string; readonly credentials?: Credentials } = given ? { address: given.address } : {};
  for (;;) {
    const choice = await pickSourceToAdd(backend, { ...start, known });
    if (choice?.action !== 'signIn') {
      return choice;
    }
    const credentials = await askCredentials(new URL(choice.address).host);
    if (!credentials) {
      return undefined;
    }
    start = { address: choice.address, credentials };
  }
}

async function add(
  backend: Backend,
  { credentials, view }: SourceTools,
  choice: Extract<AddChoice, { action: 'add' }>,
  replaces: SourceDefinition | undefined,
): Promise<void> {
  const inherited = replaces ? inPlaceOf(replaces, choice.source) : choice.source;
  const source = choice.isEdited ? await askDescription(inherited, choice.title) : inherited;
  if (!source) {
    return;
  }
  const entries = writtenEntries('sources');
  const { added, entries: extended } = addEntries(entries, [source]);
  if (!replaces && !added.length) {
    return showKnown(backend, view, source);
  }
  if (choice.credentials) {
    await credentials.set(source, choice.credentials);
  }
  await writeEntries('sources', replaces ? replaceEntry(entries, replaces, source) : extended);
  vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t('“{0}” added', source.name ?? choice.title)}`, 4000);
}

/** The new source with the name and category of the one whose place it takes, and with its issues where both are of one kind. */
function inPlaceOf(replaced: SourceDefinition, source: SourceDefinition): SourceDefinition {
  const successor = kindOf(source) === kindOf(replaced) ? movedTo(replaced, addressOf(source)) : source;
  return described(successor, { name: replaced.name, category: replaced.category });
}

/** Asks for name and category; undefined when the person changed their mind. */
async function askDescription(source: SourceDefinition, title: string): Promise<SourceDefinition | undefined> {
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Name of the source'),
    value: source.name ?? title,
    prompt: vscode.l10n.t('Leave it empty to use the name that the source gives itself.'),
  });
  const category = name === undefined ? undefined : await pickCategory(readSettings().sources, name || title, source.category);
  return name === undefined || category === undefined ? undefined : described(source, { name, category });
}

async function showKnown(backend: Pick<Backend, 'sourceStatus'>, view: SourcesView, source: SourceDefinition): Promise<void> {
  const key = sourceKey(source);
  const status = (await backend.sourceStatus()).find(({ definition }) => sourceKeys(definition).includes(key));
  vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t('“{0}” is already among your sources', status?.name ?? '')}`, 4000);
  await view.show(status?.sourceId);
}
