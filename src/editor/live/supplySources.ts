// Gives the worker what the settings say about sources, together with the users and passwords that VS Code keeps for them.

import type { Backend } from '../../protocol/backend.js';
import { readSettings } from '../settings.js';
import type { CredentialsStore } from './credentialsStore.js';

/** Done when the worker has them; what is new in the setting it reads of its own accord. */
export async function supplySources(backend: Pick<Backend, 'setSources'>, store: Pick<CredentialsStore, 'readAll'>): Promise<void> {
  const { sources, polling } = readSettings();
  await backend.setSources({ sources, polling, credentials: await store.readAll(sources) });
}
