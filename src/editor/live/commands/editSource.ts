// What changes or shows one source: its name, category and address, pausing it, its page, its address on the clipboard.

import * as vscode from 'vscode';
import type { SourceDefinition } from '../../../protocol/sources.js';
import { copyText } from '../../clipboard.js';
import { openLink } from '../../openLink.js';
import type { HandlersOf } from '../../register.js';
import { editSetting, readSettings, writeEntries, writtenEntries } from '../../settings/settings.js';
import { addressOf, movedTo, withoutCredentials } from '../../../protocol/sourceAddress.js';
import type { CredentialsStore } from '../credentialsStore.js';
import { described, replaceEntry } from '../../settings/sourceEntries.js';
import { webPageOf } from '../sourceItem.js';
import { newAddressOf, type SourceNode, type SourcesNode } from '../sourceNodes.js';
import type { SourceTools } from './addSource.js';
import { pickCategory } from './pickCategory.js';
import { sourceAtHand, sourcesAtHand } from './sourceAtHand.js';

export function editSourceCommands({
  view,
  credentials,
}: Pick<SourceTools, 'view' | 'credentials'>): HandlersOf<
  | 'digest.renameSource'
  | 'digest.moveSource'
  | 'digest.pauseSource'
  | 'digest.resumeSource'
  | 'digest.updateSourceAddress'
  | 'digest.openSourcePage'
  | 'digest.copySourceAddress'
  | '_digest.editSources'
> {
  return {
    'digest.renameSource': async (node) => {
      const source = await sourceAtHand(view, node, vscode.l10n.t('Rename which source?'));
      const name = source && (await askName(source));
      if (source && name !== undefined) {
        await replaceSource(source.status.definition, described(source.status.definition, { name }));
      }
    },
    'digest.moveSource': async (node) => {
      const source = await sourceAtHand(view, node, vscode.l10n.t('Move which source?'));
      const category = source && (await pickCategory(readSettings().sources, source.status.name, source.status.definition.category));
      if (source && category !== undefined) {
        await replaceSource(source.status.definition, described(source.status.definition, { category }));
      }
    },
    'digest.pauseSource': async (node, selected) =>
      pause(await sourcesAtHand(view, node, selected, vscode.l10n.t('Pause which sources?'), (each) => !isPaused(each)), true),
    'digest.resumeSource': async (node, selected) =>
      pause(await sourcesAtHand(view, node, selected, vscode.l10n.t('Resume which sources?'), isPaused), false),
    'digest.updateSourceAddress': async (node) => {
      const source = await sourceAtHand(view, node, vscode.l10n.t('Update the address of which source?'), hasMoved);
      const address = source && newAddressOf(source.status);
      if (source && address !== undefined) {
        await updateAddress(credentials, source.status.definition, withoutCredentials(address));
      }
    },
    'digest.openSourcePage': async (node) => {
      const source = await sourceAtHand(
        view,
        node,
        vscode.l10n.t('Open the web page of which source?'),
        (each) => webPageOf(each) !== undefined,
      );
      const page = source && webPageOf(source);
      if (page !== undefined) {
        await openLink(page);
      }
    },
    'digest.copySourceAddress': async (node) => {
      const source = await sourceAtHand(view, node, vscode.l10n.t('Copy the address of which source?'));
      if (source) {
        await copyText(withoutCredentials(source.status.address), vscode.l10n.t('Address copied'));
      }
    },
    '_digest.editSources': () => editSetting('sources'),
  };
}

function isPaused({ status }: SourceNode): boolean {
  return status.definition.paused === true;
}

function hasMoved({ status }: SourceNode): boolean {
  return newAddressOf(status) !== undefined;
}

/** The new name; empty for what the source calls itself, undefined when the person changed their mind. */
async function askName({ status }: Extract<SourcesNode, { kind: 'source' }>): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Rename “{0}”', status.name),
    value: status.definition.name ?? status.name,
    prompt: vscode.l10n.t('Leave it empty to use the name that the source gives itself.'),
  });
}

async function replaceSource(from: SourceDefinition, to: SourceDefinition): Promise<void> {
  await writeEntries('sources', replaceEntry(writtenEntries('sources'), from, to));
}

async function pause(sources: readonly SourceNode[], isPaused: boolean): Promise<void> {
  let entries = writtenEntries('sources');
  for (const { status } of sources) {
    const { paused: _, ...active } = status.definition;
    entries = replaceEntry(entries, status.definition, isPaused ? { ...active, paused: true } : active);
  }
  if (sources.length) {
    await writeEntries('sources', entries);
  }
}

/** Writes where a source has moved. Its user and password go with it within one origin; another one has to ask for them. */
async function updateAddress(credentials: CredentialsStore, source: SourceDefinition, address: string): Promise<void> {
  const moved = movedTo(source, address);
  const secret = new URL(address).origin === new URL(addressOf(source)).origin ? await credentials.get(source) : undefined;
  if (secret) {
    await credentials.set(moved, secret);
  }
  await replaceSource(source, moved);
  vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t('Address updated')}`, 4000);
  if (secret) {
    await credentials.delete(source);
  }
}
