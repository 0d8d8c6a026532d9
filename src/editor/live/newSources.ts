// Users and passwords on their way to the worker, and a source that was added together with them. What else is new in the
// setting is read by the worker of its own accord.

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

/** Reads a source that was written into the setting a moment ago and needs its user and password. */
export async function readWithCredentials(
  backend: Pick<Backend, 'sourceStatus' | 'setCredentials'>,
  { refreshing, credentials }: { readonly refreshing: Refreshing; readonly credentials: CredentialsStore },
  source: SourceDefinition,
): Promise<void> {
  const listed = await whenListed(backend, sourceKey(source));
  if (listed) {
    await supplyCredentials(backend, credentials);
    await refreshing.run([listed.sourceId]);
  }
}

/** The worker takes on a changed setting a moment after it was written. */
async function whenListed(backend: Pick<Backend, 'sourceStatus'>, key: string): Promise<SourceStatus | undefined> {
  for (let tries = 0; tries < patience.tries; tries += 1) {
    const listed = (await backend.sourceStatus()).find(({ definition }) => sourceKey(definition) === key);
    if (listed) return listed;
    await new Promise((resolve) => setTimeout(resolve, patience.pause));
  }
  return undefined;
}
