// *Remove Source…* and its undo. The issues of a removed source stay in the library.

import * as vscode from 'vscode';
import type { Backend } from '../../../protocol/backend.js';
import type { Credentials } from '../../../protocol/sources.js';
import { setContext, type HandlersOf } from '../../register.js';
import { writeSources, writtenSources } from '../../settings.js';
import type { CredentialsStore } from '../credentialsStore.js';
import { removeEntries, restoreEntries } from '../sourceEntries.js';
import type { SourceNode } from '../sourceNodes.js';
import type { SourceTools } from './addSource.js';
import { sourcesAtHand } from './sourceAtHand.js';

/** What undo needs; kept in memory until the next removal. */
interface Removed {
  readonly entries: readonly { readonly index: number; readonly entry: unknown }[];
  readonly signedIn: readonly { readonly source: SourceNode; readonly credentials: Credentials }[];
}

export function removeSourceCommands(
  backend: Pick<Backend, 'forgetSource'>,
  { view, credentials }: SourceTools,
): HandlersOf<'digest.removeSource' | 'digest.undoRemoveSource'> {
  let removed: Removed = { entries: [], signedIn: [] };
  return {
    'digest.removeSource': async (node, selected) => {
      const sources = await sourcesAtHand(view, node, selected, vscode.l10n.t('Remove which sources? Their issues stay in your library.'));
      if (!sources.length) {
        return;
      }
      const before = writtenSources();
      const kept = removeEntries(
        before,
        sources.map(({ status }) => status.definition),
      );
      const signedIn = await takeCredentials(credentials, sources);
      await writeSources(kept);
      for (const { status } of sources) {
        await backend.forgetSource({ sourceId: status.sourceId });
      }
      removed = { entries: before.flatMap((entry, index) => (kept.includes(entry) ? [] : [{ index, entry }])), signedIn };
      setContext('digest.canUndoRemoveSource', removed.entries.length > 0);
      vscode.window.setStatusBarMessage(`$(check) ${removedWords(sources)}`, 6000);
    },
    'digest.undoRemoveSource': async () => {
      const { entries, signedIn } = removed;
      removed = { entries: [], signedIn: [] };
      setContext('digest.canUndoRemoveSource', false);
      for (const { source, credentials: kept } of signedIn) await credentials.set(source.status.definition, kept);
      await writeSources(restoreEntries(writtenSources(), entries));
    },
  };
}

/** Takes the secrets of sources out of the store. */
async function takeCredentials(store: CredentialsStore, sources: readonly SourceNode[]): Promise<Removed['signedIn']> {
  const taken: { source: SourceNode; credentials: Credentials }[] = [];
  for (const source of sources) {
    const credentials = await store.get(source.status.definition);
    if (credentials) {
      taken.push({ source, credentials });
      await store.delete(source.status.definition);
    }
  }
  return taken;
}

function removedWords(sources: readonly SourceNode[]): string {
  const [first] = sources;
  return sources.length === 1 && first
    ? vscode.l10n.t('“{0}” removed. “Digest: Undo Remove Source” brings it back.', first.status.name)
    : vscode.l10n.t('{0} sources removed. “Digest: Undo Remove Source” brings them back.', sources.length);
}
