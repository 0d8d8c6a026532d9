// What an article's text becomes on a page: Markdown or HTML → safe markup. The only way in for text that others wrote.

import type { Body } from '../digest/model.js';
import { lineToHtml, markdownToHtml } from './markdown.js';
import { sanitise } from './sanitise.js';

/** Safe markup of a body: blocks, with headings from `h3` down, so that the page's own headings stay its outline. */
export function renderBody(body: Body): string {
  return sanitise(body.format === 'markdown' ? markdownToHtml(body.text) : body.text);
}

/** Safe markup of one line of Markdown: nothing that could not stand inside a paragraph. */
export function renderInline(markdown: string): string {
  return sanitise(lineToHtml(markdown), { isInline: true });
}
