// What is done with topics: following them, and going through their news. A bundle of its own that is loaded when the first of these
// commands is run.

import type { Backend } from '../../../protocol/backend.js';
import type { HandlersOf } from '../../register.js';
import type { UndoOffer } from '../../undoOffer.js';
import type { Workspace } from '../../workspace/registerWorkspace.js';
import { followCommands } from './follow.js';
import { newsCommands } from './news.js';
import type { topicCommandIds } from './topicCommandIds.js';

export function topicCommands(
  backend: Backend,
  workspace: Pick<Workspace, 'used'>,
  offer: UndoOffer,
): HandlersOf<(typeof topicCommandIds)[number]> {
  return { ...followCommands(backend, offer), ...newsCommands(backend, workspace) };
}
