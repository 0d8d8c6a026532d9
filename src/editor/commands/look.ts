// *Show Essentials Only* and *Show Whole Issue*.

import type { ReaderLook } from '../reader/readerLook.js';
import type { HandlersOf } from '../register.js';

export function lookCommands(look: ReaderLook): HandlersOf<'digest.showEssentials' | 'digest.showWhole'> {
  return {
    'digest.showEssentials': () => look.showEssentials(true),
    'digest.showWhole': () => look.showEssentials(false),
  };
}
