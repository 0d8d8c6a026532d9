// The commands that stand ready when a window has started: those by which one finds one's way and marks. What is done with an
// issue is in `issueCommands.ts`, what most windows never do in `rareCommands.ts`, what is about sources in
// `live/commands/sourceCommands.ts`; all three are loaded on demand, as `searching.ts` is.

import type { Backend } from '../../protocol/backend.js';
import type { BulkMarks } from '../bulkMarks.js';
import type { ReaderLook } from '../reader/readerLook.js';
import type { Handlers } from '../register.js';
import { bulkMarkCommands } from './bulkMarks.js';
import type { AtHand } from './issueAtHand.js';
import { keyCommands } from './keys.js';
import { lookCommands } from './look.js';
import { noteCommands } from './note.js';
import { readingCommands } from './reading.js';
import { stateCommands } from './state.js';
import { treeViewCommands } from './treeViews.js';
import { wayCommands } from './ways.js';

export function everydayCommands(
  backend: Backend,
  atHand: AtHand & { readonly look: ReaderLook },
  marks: BulkMarks,
  extensionId: string,
): Handlers {
  const { readers, view, look } = atHand;
  return {
    ...bulkMarkCommands(backend, atHand, marks),
    ...keyCommands(extensionId),
    ...noteCommands(backend, atHand),
    ...lookCommands(look),
    ...readingCommands(backend, readers, view),
    ...stateCommands(backend, atHand),
    ...treeViewCommands(atHand),
    ...wayCommands(backend, atHand),
  };
}
