// The commands of `sourceCommands.ts` by name: they are registered at once and loaded on demand.

import type { CommandId } from '../ids.js';

export const sourceCommandIds = [
  'digest.addSource',
  'digest.addSuggestedSources',
  'digest.chooseSources',
  'digest.copySourceAddress',
  'digest.exportOpml',
  'digest.importOpml',
  'digest.moveSource',
  'digest.openSourcePage',
  'digest.pauseSource',
  'digest.removeSource',
  'digest.renameSource',
  'digest.resumeSource',
  'digest.signIn',
  'digest.signOut',
  'digest.sourceHealth',
  'digest.undoRemoveSource',
  'digest.updateSourceAddress',
  '_digest.editSources',
  '_digest.helpSource',
  '_digest.showSources',
] as const satisfies readonly CommandId[];
