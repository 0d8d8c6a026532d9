// The words of a body without its markup, fast enough for every keystroke. What it leaves of Markdown's own signs parts words and
// does no harm to a search; text for people is made in `digest/plainText.ts`.

import { textOfMarkup } from '../../digest/article/parseMarkup.js';
import type { Body } from '../../digest/model.js';

/** The text of a body, without the addresses of its links. */
export function bodyText({ format, text }: Body): string {
  return format === 'html' ? textOfMarkup(text) : markdownText(text);
}

/** Markdown without the addresses of links and images, comments and tags. */
export function markdownText(markdown: string): string {
  let text = '';
  let from = 0;
  for (;;) {
    const at = markdown.indexOf('](', from);
    const end = at === -1 ? -1 : markdown.indexOf(')', at);
    if (end === -1) break;
    // An address has no line break; what looks like one and has is text.
    const isAddress = !markdown.slice(at, end).includes('\n');
    text += isAddress ? `${markdown.slice(from, at)}] ` : markdown.slice(from, end + 1);
    from = end + 1;
  }
  return (from === 0 ? markdown : text + markdown.slice(from)).replace(/<[/!a-z][^<>]*>/gi, ' ');
}
