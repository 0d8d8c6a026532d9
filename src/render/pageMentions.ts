// The place at the end of the page for what other issues have in common with this one. It comes empty, with the words that the page's
// script needs to fill it: what stands there is asked for once the page is painted.

import type { PageWords } from '../protocol/words.js';
import { escapeHtml } from './escapeHtml.js';
import { ownDirection } from './pagePart.js';

export function renderMentionsPlace(words: PageWords): string {
  const texts = { heading: words.mentions, own: words.ownPage, more: words.moreMentions };
  const data = Object.entries(texts).map(([name, text]) => ` data-${name}="${escapeHtml(text)}"`);
  return `<section class="mentions" hidden${data.join('')}${ownDirection}></section>`;
}
