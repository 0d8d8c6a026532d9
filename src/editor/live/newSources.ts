// What follows the adding of sources: their secrets reach the worker, then they are read at once, as the person expects.

import type { Backend } from '../../protocol/backend.js';
import type { SourceDefinition, SourceStatus } from '../../protocol/sources.js';
import type { CredentialsStore } from './credentialsStore.js';
import type { Refreshing } from './refreshing.js';
import { sourceKey } from './sourceAddress.js';

/** How often and after which pause the worker is asked whether it has the new set of sources. Pause in milliseconds. */
const patience = { tries: 25, pause: 200 };

/** Hands the worker the users and passwords of its sources. */
export async function supplyCredentials(
  backend: Pick<Backend, 'sourceStatus' | 'setCredentials'>,
  store: Pick<CredentialsStore, 'readAll'>,
): Promise<void> {
  await backend.setCredentials({ credentials: await store.readAll(await backend.sourceStatus()) });
}

/** Reads sources that have just been written into the setting. Done when each has been read or has failed. */
export async function refreshNew(
  backend: Pick<Backend, 'sourceStatus' | 'setCredentials'>,
  { refreshing, credentials }: { readonly refreshing: Refreshing; readonly credentials: CredentialsStore },
  added: readonly SourceDefinition[],
): Promise<void> {
  const keys = new Set(added.filter(({ paused }) => paused !== true).map(sourceKey));
  const listed = await whenListed(backend, keys);
  if (listed.length > 0) {
    await supplyCredentials(backend, credentials);
    await refreshing.run(listed.map(({ sourceId }) => sourceId));
  }
}

/** The worker takes on a changed setting a moment after it was written. */
async function whenListed(backend: Pick<Backend, 'sourceStatus'>, keys: ReadonlySet<string>): Promise<readonly SourceStatus[]> {
  let listed: readonly SourceStatus[] = [];
  for (let tries = 0; tries < patience.tries; tries += 1) {
    listed = (await backend.sourceStatus()).filter(({ definition }) => keys.has(sourceKey(definition)));
    if (listed.length >= keys.size) break;
    await new Promise((resolve) => setTimeout(resolve, patience.pause));
  }
  return listed;
}
