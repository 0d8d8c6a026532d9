// What is done with topics: following them, looking them up, and going through their news. A bundle of its own that is loaded when the first of these
// commands is run.

import type { Backend } from '../../../protocol/backend.js';
import type { Readers } from '../../reader/readers.js';
import type { HandlersOf } from '../../register.js';
import type { UndoOffer } from '../../undoOffer.js';
import type { Workspace } from '../../workspace/registerWorkspace.js';
import { followCommands } from './follow.js';
import { newsCommands } from './news.js';
import { showCommands } from './show.js';
import type { topicCommandIds } from './topicCommandIds.js';

export interface TopicCommandNeeds {
  readonly workspace: Pick<Workspace, 'used'>;
  readonly offer: UndoOffer;
  readonly readers: Readers;
}

export function topicCommands(
  backend: Backend,
  { workspace, offer, readers }: TopicCommandNeeds,
): HandlersOf<(typeof topicCommandIds)[number]> {
  return { ...followCommands(backend, offer), ...newsCommands(backend, workspace), ...showCommands(backend, readers) };
}
