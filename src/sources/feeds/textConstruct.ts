// Texts of Atom: which notation the element declares, in Atom 1.0 and in 0.3, and its value in that notation. Addresses in it
// are left as they are; its base is told beside it.

import { Buffer } from 'node:buffer';
import { decodeXml } from '../text/decodeXml.js';
import { innerMarkup, withoutDiv } from '../xml/innerMarkup.js';
import { placeWithin, type Place } from './markupWriter.js';
import type { XmlDocument, XmlElement } from '../xml/xmlTree.js';

export interface TextConstruct {
  readonly format: 'html' | 'text';
  readonly value: string;
  readonly place: Place;
}

/** RFC 4287, 3.1 and 4.1.3, and the drafts of 0.3 with their `mode`. */
export function readConstruct(document: XmlDocument, element: XmlElement, outer: Place): TextConstruct {
  const type = (element.attributes.get('type') ?? '').trim().toLowerCase();
  const mode = (element.attributes.get('mode') ?? '').trim().toLowerCase();
  const place = placeWithin(element, outer);
  const [first] = element.children;
  if (mode === 'base64' || isBase64(type, mode, element)) return fromBase64(element.text, type, place);
  if (type === 'xhtml' || type === 'application/xhtml+xml' || (mode === 'xml' && first !== undefined)) {
    if (first === undefined) return { format: 'html', value: element.text.trim(), place };
    // A `div` may have a base and a language of its own.
    return { format: 'html', value: withoutDiv(innerMarkup(document, element, true)), place: placeWithin(first, place) };
  }
  // Elements in it though none were announced: markup that was never escaped.
  if (first !== undefined)
    return { format: 'html', value: withoutDiv(innerMarkup(document, element, false)), place: placeWithin(first, place) };
  const isHtml = type === 'html' || type === 'text/html' || type.endsWith('+xml') || type.endsWith('/xml');
  return { format: isHtml ? 'html' : 'text', value: element.text.trim(), place };
}

/** RFC 4287, 4.1.3.3: content of any other media type is base64. Feeds also say `application/…` of plain markup. */
function isBase64(type: string, mode: string, element: XmlElement): boolean {
  if (mode !== '' || !type.includes('/') || /^text\/|[+/]xml$/.test(type) || element.children.length > 0) return false;
  return /^[A-Za-z\d+/=\s]+$/.test(element.text.slice(0, 10_000));
}

function fromBase64(text: string, type: string, place: Place): TextConstruct {
  const bytes = Buffer.from(text, 'base64');
  // Pictures and programs are no text.
  if (bytes.includes(0) || /^(?:image|audio|video)\//.test(type)) return { format: 'text', value: '', place };
  const value = decodeXml(bytes).trim();
  const isHtml = /html|xml/.test(type) || (!type.startsWith('text/') && /<[a-z!/]/i.test(value));
  return { format: isHtml ? 'html' : 'text', value, place };
}
