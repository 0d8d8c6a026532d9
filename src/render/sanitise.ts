// The wall between what an article says and what a page shows: the one configuration of the sanitiser.
// Everything that is shown went through here last. It knows elements and attributes, not Markdown.

import sanitizeHtml from 'sanitize-html';
import { classes } from './attributes.js';
import { allowed, phrasing, voids } from './elements.js';
import { reshape, type ReshapeOptions } from './reshape.js';

const options: sanitizeHtml.IOptions = {
  allowedTags: [...allowed],
  allowedAttributes: {
    '*': ['dir', 'lang'],
    a: ['href', 'title', 'rel'],
    abbr: ['title'],
    col: ['align', 'colspan'],
    details: ['open'],
    dfn: ['title'],
    li: ['value'],
    ol: ['start', 'reversed', 'type'],
    span: ['data-image', 'title'],
    td: ['align', 'colspan', 'rowspan', 'scope'],
    th: ['align', 'colspan', 'rowspan', 'scope'],
    time: ['datetime'],
  },
  allowedClasses: { '*': [...classes], code: ['language-*'], pre: ['language-*'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesAppliedToAttributes: ['href', 'data-image'],
  allowProtocolRelative: false,
  parseStyleAttributes: false,
  disallowedTagsMode: 'discard',
  // Its own list lacks `wbr` and `col`, which it would close by an end tag that HTML does not have.
  selfClosing: [...voids],
  nestingLimit: 120,
};

const inlineOptions: sanitizeHtml.IOptions = { ...options, allowedTags: [...phrasing] };

/**
 * Safe markup from any HTML: no script, style, event, form, frame or media, no address but http, https and mailto, no
 * `src`, `id` or `name`, and no class but ours. Words outside scripts and styles are kept, in order. Applied to its own
 * result it changes nothing.
 */
export function sanitise(html: string, { isInline = false }: ReshapeOptions = {}): string {
  return sanitizeHtml(reshape(html, { isInline }), isInline ? inlineOptions : options);
}
