// The line about a text that is not as its author's page has it: only a beginning, or taken from that page.

import type { Issue } from '../digest/model.js';
import type { PageWords } from '../protocol/words.js';
import { linkAddress } from './address.js';
import { escapeHtml } from './escapeHtml.js';
import { ownDirection } from './pagePart.js';

/** Empty for a text that is whole. The button is there when the page has an address. */
export function renderExtent(issue: Issue, words: PageWords): string {
  if (issue.extent === undefined) return '';
  const hasText = issue.sections.length > 0 || issue.intro !== undefined || issue.tldr !== undefined;
  const says = `<span>${escapeHtml(hasText || issue.extent === 'extracted' ? words[issue.extent] : words.titleOnly)}</span>`;
  const canRead = issue.extent === 'excerpt' && issue.url !== undefined && linkAddress(issue.url) !== undefined;
  const button = canRead
    ? `<button type="button" class="read-full" data-action="readFullArticle">${escapeHtml(words.readFullArticle)}</button>`
    : '';
  return `<p class="extent"${ownDirection}>${says}${button}</p>`;
}
