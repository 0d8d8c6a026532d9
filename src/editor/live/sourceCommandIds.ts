// The commands that are loaded on demand, by name: they are registered at once.

import type { CommandId } from '../ids.js';

export const sourceCommandIds = [
  'digest.addSource',
  'digest.addSuggestedSources',
  'digest.chooseSources',
  'digest.copySourceAddress',
  'digest.exportOpml',
  'digest.importOpml',
  'digest.moveSource',
  'digest.mute',
  'digest.muteLike',
  'digest.mutedIssues',
  'digest.openSourcePage',
  'digest.pauseSource',
  'digest.removeSource',
  'digest.renameSource',
  'digest.resumeSource',
  'digest.signIn',
  'digest.signOut',
  'digest.sourceHealth',
  'digest.undoMute',
  'digest.undoRemoveSource',
  'digest.updateSourceAddress',
  '_digest.editSources',
  '_digest.helpSource',
  '_digest.showSources',
] as const satisfies readonly CommandId[];
