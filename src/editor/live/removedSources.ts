// What was taken out of the setting last, so that it can be put back: kept in memory until the next removal.

import type { Credentials, SourceDefinition } from '../../protocol/sources.js';
import { credentialsKey } from '../../protocol/sourceAddress.js';
import { setContext } from '../register.js';
import { writeEntries, writtenEntries } from '../settings/settings.js';
import type { CredentialsStore } from './credentialsStore.js';
import { readEntry, removeEntries, restoreEntries } from '../settings/sourceEntries.js';

interface Removed {
  readonly entries: readonly { readonly index: number; readonly entry: unknown }[];
  readonly signedIn: readonly { readonly source: SourceDefinition; readonly credentials: Credentials }[];
}

const nothing: Removed = { entries: [], signedIn: [] };

export class RemovedSources {
  readonly #credentials: Pick<CredentialsStore, 'get' | 'set' | 'delete'>;
  #last = nothing;

  constructor(credentials: Pick<CredentialsStore, 'get' | 'set' | 'delete'>) {
    this.#credentials = credentials;
  }

  /** Takes sources and their secrets out, and makes `change` to the entries that are left, in one write of the setting. */
  async remove(
    sources: readonly SourceDefinition[],
    change: (kept: readonly unknown[]) => readonly unknown[] = (kept) => kept,
  ): Promise<void> {
    const before = writtenEntries('sources');
    const kept = removeEntries(before, sources);
    const left = change(kept);
    // First of all: VS Code may refuse it, and then nothing is removed.
    await writeEntries('sources', left);
    const signedIn = await this.#takeCredentials(sources, left);
    this.#last = { entries: before.flatMap((entry, index) => (kept.includes(entry) ? [] : [{ index, entry }])), signedIn };
    setContext('digest.canUndoRemoveSource', this.#last.entries.length > 0);
  }

  async undo(): Promise<void> {
    const { entries, signedIn } = this.#last;
    for (const { source, credentials } of signedIn) await this.#credentials.set(source, credentials);
    await writeEntries('sources', restoreEntries(writtenEntries('sources'), entries));
    this.#last = nothing;
    setContext('digest.canUndoRemoveSource', false);
  }

  /** Takes out the secrets of `sources`, but for those that an entry which is left has as well. */
  async #takeCredentials(sources: readonly SourceDefinition[], left: readonly unknown[]): Promise<Removed['signedIn']> {
    const needed = new Set(left.flatMap((entry) => readEntry(entry) ?? []).map(credentialsKey));
    const taken: { source: SourceDefinition; credentials: Credentials }[] = [];
    for (const source of sources) {
      const credentials = needed.has(credentialsKey(source)) ? undefined : await this.#credentials.get(source);
      if (!credentials) continue;
      taken.push({ source, credentials });
      await this.#credentials.delete(source);
    }
    return taken;
  }
}
