// The commands of `rareCommands.ts` by name: they are registered at once and loaded on demand.

import type { CommandId } from '../ids.js';

export const rareCommandIds = [
  'digest.chooseFolders',
  'digest.editSearch',
  'digest.exportReadingState',
  'digest.getStarted',
  'digest.importIssue',
  'digest.importReadingState',
  'digest.mute',
  'digest.mutedIssues',
  'digest.muteLike',
  'digest.openAsDigest',
  'digest.removeSearch',
  'digest.renameSearch',
  'digest.saveSearch',
  'digest.undoMute',
  'digest.undoRemoveSearch',
  '_digest.editSearches',
] as const satisfies readonly CommandId[];
