// Gives the worker what the settings say about sources, together with the users and passwords that VS Code keeps for them.

import type { Backend } from '../../protocol/backend.js';
import { readSettings } from '../settings/settings.js';
import type { CredentialsStore } from './credentialsStore.js';

/** Done when the worker has them; what is new in the setting it reads of its own accord. */
export async function supplySources(backend: Pick<Backend, 'setSources'>, store: Pick<CredentialsStore, 'readAll'>): Promise<void> {
  await backend.setSources(await readSourceSettings(store));
}

/** What `Backend.setSources` takes, as it stands in the settings now. */
export async function readSourceSettings(store: Pick<CredentialsStore, 'readAll'>): Promise<Parameters<Backend['setSources']>[0]> {
  for (;;) {
    const settings = readSettings();
    const credentials = await store.readAll(settings.sources);
    const { sources, polling } = readSettings();
    // Changed meanwhile: whoever supplies the change may be done before us, and older settings must not come after it.
    if (JSON.stringify(sources) === JSON.stringify(settings.sources)) return { sources, polling, credentials };
  }
}
