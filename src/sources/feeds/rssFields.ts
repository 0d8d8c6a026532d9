// The fields of a channel or item of RSS and its extensions, written so that feedsmith reads them: each under the name that it
// knows, people and categories in one form. Which elements are channels and items is `rssMarkup.ts`'s part.

import { attribute, placeAttributes, placeWithin, type MarkupWriter, type Place } from './markupWriter.js';
import { htmlToLine, looksLikeHtml } from './plainTitle.js';
import { readConstruct } from './textConstruct.js';
import type { XmlElement } from '../xml/xmlTree.js';

/** Elements without a prefix that RSS has, and those of Atom, which get its prefix. */
const ownNames: ReadonlySet<string> = new Set(
  (
    'title link description pubdate guid author category comments enclosure source language copyright managingeditor webmaster ' +
    'lastbuilddate generator docs ttl image'
  ).split(' '),
);
const atomNames: ReadonlySet<string> = new Set(
  'content summary updated published modified issued created id contributor subtitle tagline rights logo icon'.split(' '),
);
const prefixes: ReadonlySet<string> = new Set('atom dc dcterms content media itunes googleplay sy source cc'.split(' '));
const otherNames: ReadonlyMap<string, string> = new Map([
  ['date', 'dc:date'],
  ['prism:publicationdate', 'dc:date'],
  // Atom 0.3 in RSS.
  ['atom:copyright', 'atom:rights'],
  ['creator', 'dc:creator'],
  ['dc:author', 'dc:creator'],
  ['subject', 'dc:subject'],
  ['encoded', 'content:encoded'],
  ['publicationdate', 'pubdate'],
  // Channel Definition Format, RSS's predecessor.
  ['abstract', 'description'],
]);
const constructs: ReadonlySet<string> = new Set(
  ['title', 'summary', 'content', 'subtitle', 'tagline', 'rights'].map((name) => `atom:${name}`),
);
const holders: ReadonlySet<string> = new Set(['image', 'media:group', 'media:content', 'itunes:owner']);
const people: ReadonlySet<string> = new Set([
  'author',
  'managingeditor',
  'webmaster',
  'dc:creator',
  'atom:author',
  'contributor',
  'atom:contributor',
]);
const imageNames: ReadonlySet<string> = new Set(['url', 'title', 'link', 'description', 'width', 'height']);

/** The scheme of categories in the words of Apple's directory, as other readers name it. */
const itunesScheme = 'http://www.itunes.com/';

/** Longer lines name nobody, and would keep feedsmith's search for addresses busy. */
const longestName = 500;

/** The name by which feedsmith knows an element; undefined when it means nothing here. */
export function fieldName(written: string): string | undefined {
  const other = otherNames.get(written);
  if (other !== undefined) return other;
  const colon = written.indexOf(':');
  if (colon < 0) return ownNames.has(written) ? written : atomNames.has(written) ? `atom:${written}` : undefined;
  return prefixes.has(written.slice(0, colon)) && /^[a-z][a-z-]*$/.test(written.slice(colon + 1)) ? written : undefined;
}

/** Writes a field of an item, or of a channel. */
export function writeField(writer: MarkupWriter, element: XmlElement, outer: Place): void {
  const name = fieldName(element.name);
  if (name === undefined) return;
  if (holders.has(name) && element.children.length > 0) writeHolder(writer, element, name, outer);
  // RDF's channel only refers to its image.
  else if (name === 'image') writeImage(writer, element, outer);
  else if (constructs.has(name)) writeConstruct(writer, element, name, outer);
  else if (people.has(name)) writePerson(writer, element, name, outer);
  else if (name === 'atom:source') writeSource(writer, element, outer);
  else if (name === 'link' || name === 'atom:link') writeLink(writer, element, name, outer);
  else if (name === 'itunes:category' || name === 'googleplay:category') writePodcastCategory(writer, element);
  else if (name === 'itunes:image' || name === 'itunes:link') writeItunesImage(writer, element, outer);
  else if (name.startsWith('dc:') && element.children.length > 0) writer.text(name, textWithin(element));
  else if (name === 'comments' && !isAddress(element.text)) return;
  else writer.leaf(element, name, outer);
}

/** Names of people and subjects may stand in elements of RDF. */
function textWithin(element: XmlElement): string {
  return element.text.trim() === '' ? element.children.map((child) => child.text).join(' ') : element.text;
}

/** `media:group`, `image` and the like: elements in elements, at most as deep as the tree is. */
function writeHolder(writer: MarkupWriter, element: XmlElement, name: string, outer: Place, depth = 0): void {
  const place = placeWithin(element, outer);
  writer.open(name, writer.attributesOf(element, place));
  for (const child of element.children) {
    const childName = name === 'image' && imageNames.has(child.name) ? child.name : fieldName(child.name);
    if (childName === undefined) continue;
    if (holders.has(childName) && child.children.length > 0 && depth < 4) writeHolder(writer, child, childName, place, depth + 1);
    else writer.leaf(child, childName, place);
  }
  writer.close(name);
}

/** An image that is only an address. */
function writeImage(writer: MarkupWriter, element: XmlElement, outer: Place): void {
  const address = element.text.trim() === '' ? element.attributes.get('url') : element.text;
  if (address === undefined || !element.isWhole) return;
  writer.open('image');
  writer.address('url', address, outer);
  writer.close('image');
}

function writeConstruct(writer: MarkupWriter, element: XmlElement, name: string, outer: Place): void {
  if (!element.isWhole) return;
  const { format, value, place } = readConstruct(writer.document, element, outer);
  // Without a type in RSS it is a text like RSS's own, whose notation has to be found out.
  const type = format === 'text' && !element.attributes.has('type') && looksLikeHtml(value) ? 'html' : format;
  if (value !== '') writer.text(name, value, attribute('type', type) + placeAttributes(place));
}

/**
 * People with their name and address in elements are Atom's, whatever the document calls them. Others are a text, which may
 * be marked up: feedsmith would take the tags for addresses in brackets.
 */
function writePerson(writer: MarkupWriter, element: XmlElement, name: string, outer: Place): void {
  const parts = element.children.filter((child) => /(?:^|:)(?:name|email|uri|url|homepage)$/.test(child.name));
  if (parts.length > 0) {
    const local = name.endsWith('contributor') ? 'atom:contributor' : 'atom:author';
    writer.open(local);
    for (const child of parts) writer.leaf(child, `atom:${partName(child.name)}`, outer);
    writer.close(local);
    return;
  }
  const text = (name === 'dc:creator' ? textWithin(element) : writer.contentOf(element)).trim();
  const line = withoutMarkup(withoutMarkup(text)).slice(0, longestName);
  if (!element.isWhole || line === '' || name.startsWith('atom:') || name === 'contributor') return;
  // feedsmith looks for addresses in an author, and sets blanks round brackets even where there are none.
  writer.text(name === 'author' && !/@|:\/\//.test(line) ? 'dc:creator' : name, line);
}

/** Names are escaped twice now and then. */
function withoutMarkup(text: string): string {
  return looksLikeHtml(text) ? htmlToLine(text) : text;
}

/** Atom 0.3 drafts and others have several names for a person's page. */
export function partName(name: string): string {
  const local = name.slice(name.indexOf(':') + 1);
  return local === 'homepage' || local === 'url' ? 'uri' : local;
}

function writeSource(writer: MarkupWriter, element: XmlElement, outer: Place): void {
  const place = placeWithin(element, outer);
  writer.open('atom:source');
  for (const child of element.children) {
    const name = fieldName(child.name);
    if (name === 'title' || name === 'atom:title') writeConstruct(writer, child, 'atom:title', place);
    else if (name === 'atom:id' || name === 'atom:link') writer.leaf(child, name, place);
  }
  writer.close('atom:source');
}

/** RSS's link is text; one with `href` is Atom's, one with `rdf:resource` RDF's. */
function writeLink(writer: MarkupWriter, element: XmlElement, name: string, outer: Place): void {
  const resource = element.attributes.get('rdf:resource') ?? element.attributes.get('resource');
  const hasText = element.text.trim() !== '';
  if (!hasText && resource !== undefined) writer.text('link', resource);
  else writer.leaf(element, name === 'link' && !hasText && element.attributes.has('href') ? 'atom:link' : name, outer);
}

/** A number of comments, and words about them, are no address of theirs. */
function isAddress(text: string): boolean {
  const written = text.trim();
  return /^https?:/i.test(written) || !/\s|^\d*$/.test(written);
}

/** As categories of RSS, since feedsmith knows them for channels only; those within one too. */
function writePodcastCategory(writer: MarkupWriter, element: XmlElement): void {
  const within = element.children.flatMap((child) => [child, ...child.children]);
  for (const { name, attributes, text } of [element, ...within]) {
    const label = (attributes.get('text') ?? text).trim();
    if (label === '') continue;
    if (name === 'itunes:category') writer.text('category', label, attribute('domain', itunesScheme));
    else if (name === 'googleplay:category') writer.text('category', label);
  }
}

/** The image is an attribute `href`; also seen: `url`, or a link of the kind `image`. */
function writeItunesImage(writer: MarkupWriter, element: XmlElement, outer: Place): void {
  const { attributes } = element;
  const address = attributes.get('href') ?? attributes.get('url') ?? element.text.trim();
  if (element.name === 'itunes:link' && attributes.get('rel') !== 'image') return;
  if (address !== '') writer.text('itunes:image', '', writer.addressAttribute('href', address, outer));
}
