// The commands that manage sources, all together: a bundle of its own that is loaded when the first of them is run, since most
// windows never run one.

import type { Backend } from '../../../protocol/backend.js';
import type { CredentialsStore } from '../credentialsStore.js';
import type { Refreshing } from '../refreshing.js';
import { RemovedSources } from '../removedSources.js';
import type { SourcesView } from '../sourcesView.js';
import type { sourceCommandIds } from '../sourceCommandIds.js';
import type { HandlersOf } from '../../register.js';
import type { UndoOffer } from '../../undoOffer.js';
import { addSourceCommands } from './addSource.js';
import { chooseSourcesCommands } from './chooseSources.js';
import { editSourceCommands } from './editSource.js';
import { opmlCommands } from './opml.js';
import { removeSourceCommands } from './removeSource.js';
import { signInCommands } from './signIn.js';
import { sourceHealthCommands } from './sourceHealth.js';

export interface SourceCommandParts {
  readonly backend: Backend;
  readonly credentials: CredentialsStore;
  readonly view: SourcesView;
  readonly refreshing: Refreshing;
  readonly offer: UndoOffer;
  /** Gives the worker the sources with their secrets. */
  readonly supply: () => Promise<void>;
}

export function createSourceCommands(parts: SourceCommandParts): HandlersOf<(typeof sourceCommandIds)[number]> {
  const { backend, credentials, view, refreshing, offer, supply } = parts;
  const removed = new RemovedSources(credentials);
  return {
    ...addSourceCommands(backend, parts),
    ...chooseSourcesCommands(backend, removed, offer),
    ...editSourceCommands(parts),
    ...opmlCommands(backend),
    ...removeSourceCommands(view, removed, offer),
    ...signInCommands(view, credentials, refreshing, supply),
    ...sourceHealthCommands(view, backend),
  };
}
