// Writes a feed of the RSS family for feedsmith: RSS 0.9x to 2.0, and RDF as the RSS that it amounts to (feedsmith's own RDF
// reader gives only entries that the table of contents names). Elements of Atom without a prefix get it.

import { webAddress } from './feedAddress.js';
import { innerMarkup } from './innerMarkup.js';
import { MarkupWriter, attribute, placeAttributes, placeWithin, type Place } from './markupWriter.js';
import { looksLikeHtml } from './plainTitle.js';
import { readConstruct } from './textConstruct.js';
import { childOf, type XmlDocument, type XmlElement } from './xmlTree.js';

/** Elements without a prefix that RSS has, and those of other formats that are not Atom's. */
const ownNames: ReadonlySet<string> = new Set(
  (
    'title link description pubdate guid author category comments enclosure source language copyright ' +
    'managingeditor webmaster lastbuilddate generator docs ttl image'
  ).split(' '),
);
const atomNames: ReadonlySet<string> = new Set(
  'content summary updated published modified issued created id contributor subtitle tagline rights logo icon'.split(' '),
);
const prefixes: ReadonlySet<string> = new Set(['atom', 'dc', 'dcterms', 'content', 'media', 'itunes', 'googleplay', 'sy', 'source', 'cc']);
const otherNames: ReadonlyMap<string, string> = new Map([
  ['date', 'dc:date'],
  ['prism:publicationdate', 'dc:date'],
  ['creator', 'dc:creator'],
  ['subject', 'dc:subject'],
  ['encoded', 'content:encoded'],
  ['pubdate', 'pubdate'],
  ['publicationdate', 'pubdate'],
]);
const constructs: ReadonlySet<string> = new Set(
  ['title', 'summary', 'content', 'subtitle', 'tagline', 'rights'].map((name) => `atom:${name}`),
);
const bodies: readonly string[] = ['xhtml:body', 'body', 'fullitem', 'xhtml:div', 'div'];
const holders: ReadonlySet<string> = new Set(['image', 'media:group', 'media:content', 'itunes:owner', 'itunes:category']);

export function writeRss(document: XmlDocument, root: XmlElement, address: string | undefined): string {
  const writer = new MarkupWriter(document);
  const channels = root.name === 'channel' ? [root] : root.children.filter(({ name }) => name === 'channel');
  const around = channels.reduce(
    (place, channel) => placeWithin(channel, place),
    placeWithin(root, { base: address, language: undefined }),
  );
  const isDeclared = [root, ...channels].some(({ attributes }) => attributes.has('xml:base'));
  const link = webAddress(
    channels.map((channel) => childOf(channel, 'link')?.text).find((text) => text !== undefined && text.trim() !== ''),
  );
  // Nothing in RSS says what relative addresses are seen from; the site's own address serves more feeds than the feed's.
  const place: Place = isDeclared || link === undefined ? around : { ...around, base: link };
  writer.open('rss', attribute('version', '2.0') + placeAttributes(place));
  // With an attribute, since feedsmith gives up on a channel with nothing in it.
  writer.open('channel', attribute('xml:id', 'channel'));
  const entries: XmlElement[] = [];
  for (const parent of root.name === 'channel' ? [root] : [root, ...root.children.filter(({ name }) => name === 'channel')]) {
    for (const child of parent.children) {
      if (isEntry(child)) entries.push(child);
      else if (child.name === 'items') entries.push(...child.children.filter((item) => isEntry(item)));
      else if (parent !== root || root.name === 'channel' || child.name === 'image')
        writeField(writer, child, child.name === 'link' ? around : place);
    }
  }
  for (const entry of inDocumentOrder(entries)) writeEntry(writer, entry, place);
  writer.close('channel');
  writer.close('rss');
  return writer.toString();
}

function isEntry({ name, isWhole }: XmlElement): boolean {
  return isWhole && (name === 'item' || name === 'entry' || name === 'atom:entry');
}

function inDocumentOrder(entries: readonly XmlElement[]): readonly XmlElement[] {
  return entries.toSorted((a, b) => a.innerStart - b.innerStart);
}

function writeEntry(writer: MarkupWriter, entry: XmlElement, outer: Place): void {
  const place = placeWithin(entry, outer);
  // A base of the text itself is written at the entry: the addresses beside the text are absolute by then.
  const text = entry.children.find(
    ({ name, attributes }) => attributes.has('xml:base') && /^(?:description|content:encoded|xhtml:body|body)$/.test(name),
  );
  const own: Place = { base: (text === undefined ? place : placeWithin(text, place)).base, language: entry.attributes.get('xml:lang') };
  writer.open('item', attribute('xml:id', 'entry') + placeAttributes(own));
  const about = entry.attributes.get('rdf:about') ?? entry.attributes.get('about');
  if (childOf(entry, 'guid') === undefined && about !== undefined) writer.text('guid', about, attribute('ispermalink', 'false'));
  for (const child of entry.children) writeField(writer, child, place);
  const body = childOf(entry, 'content:encoded', 'encoded') === undefined ? childOf(entry, ...bodies) : undefined;
  if (body !== undefined) {
    // Its markup may be written out, or escaped as text.
    const isEscaped = body.children.length === 0;
    writer.text('content:encoded', isEscaped ? body.text : innerMarkup(writer.document, body, true));
  }
  writer.close('item');
}

/** The name by which feedsmith knows an element; undefined when it means nothing here. */
function nameOf(written: string): string | undefined {
  const colon = written.indexOf(':');
  if (colon < 0) return ownNames.has(written) ? written : atomNames.has(written) ? `atom:${written}` : otherNames.get(written);
  if (!prefixes.has(written.slice(0, colon)) || !/^[a-z][a-z-]*$/.test(written.slice(colon + 1))) return otherNames.get(written);
  return written;
}

function writeField(writer: MarkupWriter, element: XmlElement, outer: Place): void {
  const name = nameOf(element.name);
  if (name === undefined) return;
  if (holders.has(name) && element.children.length > 0) writeHolder(writer, element, name, outer);
  else if (constructs.has(name)) writeConstruct(writer, element, name, outer);
  else if (/^(?:atom:)?(?:author|contributor)$/.test(name) && element.children.length > 0) writePerson(writer, element, name, outer);
  else if (name === 'atom:source') writeSource(writer, element, outer);
  else if (name === 'link' || name === 'atom:link') writeLink(writer, element, name, outer);
  else if (name.startsWith('dc:') && element.children.length > 0) writer.text(name, element.text + innerText(element));
  else writer.leaf(element, name, outer);
}

/** Names of people and subjects may stand in elements of RDF. */
function innerText(element: XmlElement): string {
  return element.text.trim() === '' ? element.children.map((child) => child.text).join(' ') : '';
}

/** `media:group`, `image` and the like: elements in elements, at most as deep as the tree is. */
function writeHolder(writer: MarkupWriter, element: XmlElement, name: string, outer: Place, depth = 0): void {
  const place = placeWithin(element, outer);
  writer.open(name, writer.attributesOf(element, place));
  for (const child of element.children) {
    const childName =
      name === 'image' && /^(?:url|title|link|description|width|height)$/.test(child.name) ? child.name : nameOf(child.name);
    if (childName === undefined) continue;
    if (holders.has(childName) && child.children.length > 0 && depth < 4) writeHolder(writer, child, childName, place, depth + 1);
    else writer.leaf(child, childName, place);
  }
  writer.close(name);
}

function writeConstruct(writer: MarkupWriter, element: XmlElement, name: string, outer: Place): void {
  if (!element.isWhole) return;
  const { format, value, place } = readConstruct(writer.document, element, outer);
  // Without a type in RSS it is a text like RSS's own, whose notation has to be found out.
  const type = format === 'text' && !element.attributes.has('type') && looksLikeHtml(value) ? 'html' : format;
  if (value !== '') writer.text(name, value, attribute('type', type) + placeAttributes(place));
}

/** People with their name and address in elements are Atom's, whatever the document calls them. */
function writePerson(writer: MarkupWriter, element: XmlElement, name: string, outer: Place): void {
  const full = name.startsWith('atom:') ? name : `atom:${name}`;
  writer.open(full);
  for (const child of element.children) {
    const local = child.name.slice(child.name.indexOf(':') + 1);
    if (/^(?:name|email|uri|url)$/.test(local)) writer.leaf(child, `atom:${local}`, outer);
  }
  writer.close(full);
}

function writeSource(writer: MarkupWriter, element: XmlElement, outer: Place): void {
  const place = placeWithin(element, outer);
  writer.open('atom:source');
  for (const child of element.children) {
    const name = nameOf(child.name);
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
