// What an article's text becomes on a page: Markdown or HTML → safe markup. The only way in for text that others wrote.
// A part of it that no parser should be given is shown as it is.

import type { Body } from '../digest/model.js';
import { splitAtHostile } from '../digest/nesting.js';
import { escapeHtml } from './escapeHtml.js';
import { lineToHtml, markdownToHtml } from './markdown.js';
import { sanitise } from './sanitise.js';

/** Safe markup of a body: blocks, with headings from `h3` down, so that the page's own headings stay its outline. */
export function renderBody(body: Body): string {
  return sanitise(body.format === 'markdown' ? renderMarkdown(body.text) : body.text);
}

/** Safe markup of one line of Markdown: nothing that could not stand inside a paragraph. */
export function renderInline(markdown: string): string {
  const isParsable = splitAtHostile(markdown).every((part) => part.isParsable);
  return sanitise(isParsable ? orAsItIs(markdown, lineToHtml, escapeHtml) : escapeHtml(markdown), { isInline: true });
}

function renderMarkdown(markdown: string): string {
  return splitAtHostile(markdown)
    .map(({ text, isParsable }) => (isParsable ? orAsItIs(text, markdownToHtml, renderAsItIs) : renderAsItIs(text)))
    .join('\n');
}

function renderAsItIs(text: string): string {
  return `<pre class="as-is">${escapeHtml(text)}</pre>`;
}

/** An overflow or the parser's own guard against endless loops must not cost the reader the text. */
function orAsItIs(text: string, render: (text: string) => string, asItIs: (text: string) => string): string {
  try {
    return render(text);
  } catch (error) {
    if (error instanceof Error) {
      return asItIs(text);
    }
    throw error;
  }
}
