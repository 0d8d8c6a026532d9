// What is done with an issue beyond reading it: its takeaways, links and text taken elsewhere. A bundle of its own that is loaded
// when the first of these commands is run.

import type { Extension } from 'vscode';
import type { Backend } from '../../protocol/backend.js';
import type { HandlersOf } from '../register.js';
import { copyCommands } from './copy.js';
import { exportCommands } from './exporting.js';
import { fullArticleCommands } from './fullArticle.js';
import type { AtHand } from './issueAtHand.js';
import type { issueCommandIds } from './issueCommandIds.js';
import { linkCommands } from './links.js';
import { takeawayCommands } from './takeaways.js';

export function issueCommands(
  backend: Backend,
  atHand: AtHand,
  { id, extensionUri }: Extension<unknown>,
): HandlersOf<(typeof issueCommandIds)[number]> {
  return {
    ...copyCommands(backend, atHand),
    ...exportCommands(backend, atHand, extensionUri),
    ...fullArticleCommands(backend, atHand),
    ...linkCommands(backend, atHand, id),
    ...takeawayCommands(backend, atHand),
  };
}
