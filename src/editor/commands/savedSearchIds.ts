// The commands about saved searches that are loaded on demand, by name: they are registered at once.

import type { CommandId } from '../ids.js';

export const savedSearchIds = [
  'digest.editSearch',
  'digest.removeSearch',
  'digest.renameSearch',
  'digest.saveSearch',
  'digest.undoRemoveSearch',
  '_digest.editSearches',
] as const satisfies readonly CommandId[];
