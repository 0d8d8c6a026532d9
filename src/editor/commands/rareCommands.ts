// Commands that most windows never run, all together: a bundle of its own that is loaded when the first of them is run, since each
// would make the start of every window larger.

import type { Backend } from '../../protocol/backend.js';
import type { Log } from '../log.js';
import type { HandlersOf } from '../register.js';
import type { UndoOffer } from '../undoOffer.js';
import { folderCommands } from './folders.js';
import { importCommands } from './importing.js';
import type { AtHand } from './issueAtHand.js';
import { muteCommands } from './mutes.js';
import type { rareCommandIds } from './rareCommandIds.js';
import { readingStateCommands } from './readingState.js';
import { savedSearchCommands } from './savedSearches.js';

export function rareCommands(
  backend: Backend,
  { readers, view }: AtHand,
  offer: UndoOffer,
  log: Log,
): HandlersOf<(typeof rareCommandIds)[number]> {
  return {
    ...folderCommands(),
    ...importCommands(backend, readers, view, log),
    ...muteCommands(backend, offer),
    ...readingStateCommands(backend),
    ...savedSearchCommands(offer),
  };
}
