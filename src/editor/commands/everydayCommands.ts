// The commands that stand ready when a window has started. Those that most windows never run are in `rareCommands.ts`, those about
// sources in `live/commands/sourceCommands.ts`; both are loaded on demand, as `searching.ts` is.

import type { Backend } from '../../protocol/backend.js';
import type { BulkMarks } from '../bulkMarks.js';
import type { ReaderLook } from '../reader/readerLook.js';
import type { Handlers } from '../register.js';
import { bulkMarkCommands } from './bulkMarks.js';
import { copyCommands } from './copy.js';
import { fullArticleCommands } from './fullArticle.js';
import type { AtHand } from './issueAtHand.js';
import { keyCommands } from './keys.js';
import { linkCommands } from './links.js';
import { lookCommands } from './look.js';
import { noteCommands } from './note.js';
import { readingCommands } from './reading.js';
import { stateCommands } from './state.js';
import { takeawayCommands } from './takeaways.js';
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
    ...copyCommands(backend, atHand),
    ...fullArticleCommands(backend, atHand),
    ...keyCommands(extensionId),
    ...linkCommands(backend, atHand, extensionId),
    ...noteCommands(backend, atHand),
    ...lookCommands(look),
    ...readingCommands(backend, readers, view),
    ...stateCommands(backend, atHand),
    ...takeawayCommands(backend, atHand),
    ...treeViewCommands(atHand),
    ...wayCommands(backend, atHand),
  };
}
