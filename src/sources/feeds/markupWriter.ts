// Writes the elements of a feed as XML that feedsmith reads without loss: usual names and prefixes, no document type, every
// text escaped once, every address absolute. Which elements a format needs is `rssMarkup.ts`'s and `atomMarkup.ts`'s part.

import { noAddress, resolveAddress, resolveBase } from './feedAddress.js';
import { innerMarkup } from '../xml/innerMarkup.js';
import type { XmlDocument, XmlElement } from '../xml/xmlTree.js';

/** Attributes that mean something to feedsmith; names of the document's own choice are never written. */
const attributeNames: readonly string[] = (
  'href rel type title length hreflang term scheme label src url domain ispermalink uri version isdefault medium ' +
  'filesize role text duration rdf:resource resource'
).split(' ');
const addressNames: ReadonlySet<string> = new Set(['href', 'src', 'url', 'uri', 'rdf:resource', 'resource']);
const addressElements: ReadonlySet<string> = new Set(
  'link url uri icon logo comments docs image itunes:new-feed-url homepage wfw:commentrss wfw:comment'.split(' '),
);

export interface Place {
  /** What relative addresses are seen from. */
  readonly base: string | undefined;
  readonly language: string | undefined;
}

/** The place inside an element (XML Base; XML 1.0, 2.12). */
export function placeWithin(element: XmlElement, outer: Place): Place {
  const base = element.attributes.get('xml:base');
  const language = element.attributes.get('xml:lang');
  if (base === undefined && language === undefined) return outer;
  return { base: resolveBase(base, outer.base), language: language === undefined ? outer.language : language.trim() };
}

export class MarkupWriter {
  readonly document: XmlDocument;
  readonly #parts: string[] = [];

  constructor(document: XmlDocument) {
    this.document = document;
  }

  toString(): string {
    return this.#parts.join('');
  }

  open(name: string, attributes = ''): void {
    this.#parts.push('<', name, attributes, '>');
  }

  close(name: string): void {
    this.#parts.push('</', name, '>');
  }

  text(name: string, value: string, attributes = ''): void {
    this.#parts.push('<', name, attributes, '>', escapeText(value), '</', name, '>');
  }

  /** An element that is text, under a name that feedsmith knows. An empty one without attributes is left away. */
  leaf(element: XmlElement, name: string, outer: Place): void {
    if (!element.isWhole) return;
    const place = placeWithin(element, outer);
    const attributes = this.attributesOf(element, place);
    const value = this.contentOf(element).trim();
    if (value === '' && attributes === '') return;
    this.text(
      name,
      addressElements.has(localName(name)) || addressElements.has(name) ? resolveAddress(value, place.base) : value,
      attributes,
    );
  }

  /** Text of an element; with elements in it, markup. */
  contentOf(element: XmlElement): string {
    return element.children.length > 0 ? innerMarkup(this.document, element, false) : element.text;
  }

  /** An element that is an address. */
  address(name: string, written: string, { base }: Place): void {
    this.text(name, resolveAddress(written, base));
  }

  addressAttribute(name: string, written: string, { base }: Place): string {
    return attribute(name, resolveAddress(written, base));
  }

  attributesOf(element: XmlElement, place: Place): string {
    if (element.attributes.size === 0) return '';
    let written = '';
    for (const name of attributeNames) {
      const value = element.attributes.get(name);
      if (value === undefined) continue;
      if (!addressNames.has(name)) written += attribute(name, value);
      // An empty reference means the document itself (RFC 3986, 4.4), of use only where a feed says where it lives.
      else if (value.trim() === '' && element.attributes.get('rel') === 'self' && place.base !== noAddress)
        written += attribute(name, place.base ?? '');
      else written += attribute(name, resolveAddress(value, place.base));
    }
    return written;
  }
}

/** What texts in an element are seen from, for `FeedText.base`; and so that feedsmith leaves out no entry as empty. */
export function placeAttributes({ base, language }: Place): string {
  return (
    (base === undefined ? '' : attribute('xml:base', base)) +
    (language === undefined || language === '' ? '' : attribute('xml:lang', language))
  );
}

export function attribute(name: string, value: string): string {
  return ` ${name}="${value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')}"`;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** CDATA where it is shorter to read; feedsmith takes comments out before it looks for CDATA, so none may stand in it. */
function escapeText(value: string): string {
  if (!/[&<]/.test(value)) return value;
  if (value.length > 30 && !value.includes(']]>') && !value.includes('<!--')) return `<![CDATA[${value}]]>`;
  return value.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
