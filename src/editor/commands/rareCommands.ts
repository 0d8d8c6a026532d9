// Commands that most windows never run, all together: a bundle of its own that is loaded when the first of them is run, since each
// would make the start of every window larger.

import type { Extension } from 'vscode';
import type { Backend } from '../../protocol/backend.js';
import type { Log } from '../log.js';
import type { HandlersOf } from '../register.js';
import type { UndoOffer } from '../undoOffer.js';
import { folderCommands } from './folders.js';
import { gettingStartedCommands } from './gettingStarted.js';
import { importCommands } from './importing.js';
import type { AtHand } from './issueAtHand.js';
import { muteCommands } from './mutes.js';
import type { rareCommandIds } from './rareCommandIds.js';
import { readingStateCommands } from './readingState.js';
import { savedSearchCommands } from './savedSearches.js';

export interface RareCommandNeeds {
  readonly offer: UndoOffer;
  readonly extension: Extension<unknown>;
  readonly log: Log;
}

export function rareCommands(
  backend: Backend,
  atHand: AtHand,
  { offer, extension, log }: RareCommandNeeds,
): HandlersOf<(typeof rareCommandIds)[number]> {
  const { readers, view } = atHand;
  return {
    ...folderCommands(),
    ...gettingStartedCommands(extension.id),
    ...importCommands(backend, readers, view, log),
    ...muteCommands(backend, offer),
    ...readingStateCommands(backend),
    ...savedSearchCommands(offer),
  };
}
