// Writes an Atom feed for feedsmith: 0.3 and 1.0, or a single entry as a feed of one. Texts are written in the notation that
// was found (`html` or `text`), XHTML without its `div`, base64 decoded.

import { resolveId } from './feedAddress.js';
import { MarkupWriter, attribute, placeAttributes, placeWithin, type Place } from './markupWriter.js';
import { looksLikeHtml } from './plainTitle.js';
import { partName } from './rssFields.js';
import { readConstruct, type TextConstruct } from './textConstruct.js';
import type { XmlDocument, XmlElement } from '../xml/xmlTree.js';

const constructs: ReadonlySet<string> = new Set(['title', 'subtitle', 'tagline', 'summary', 'rights', 'copyright', 'description']);
const leaves: ReadonlySet<string> = new Set(
  (
    'id link category generator icon logo updated modified published issued created guid pubdate language ' +
    'itunes:image itunes:author itunes:keywords itunes:new-feed-url'
  ).split(' '),
);
const prefixes: ReadonlySet<string> = new Set(['dc', 'dcterms', 'media', 'sy', 'cc', 'googleplay']);
const otherNames: ReadonlyMap<string, string> = new Map([
  ['copyright', 'rights'],
  ['description', 'summary'],
  ['guid', 'id'],
  ['pubdate', 'published'],
]);

export function writeAtom(document: XmlDocument, root: XmlElement, address: string | undefined): string {
  const writer = new MarkupWriter(document);
  const isEntryAlone = bareName(root) === 'entry';
  const outside: Place = { base: address, language: root.attributes.get('lang')?.trim() };
  const place = isEntryAlone ? outside : placeWithin(root, outside);
  // feedsmith takes a feed for one by its namespace.
  writer.open('feed', attribute('xmlns', 'http://www.w3.org/2005/Atom') + attribute('xml:id', 'feed') + placeAttributes(place));
  for (const child of isEntryAlone ? [root] : root.children) {
    if (bareName(child) !== 'entry' && bareName(child) !== 'item') writeField(writer, child, place);
    else if (child.isWhole) writeEntry(writer, child, place);
  }
  writer.close('feed');
  return writer.toString();
}

function writeEntry(writer: MarkupWriter, entry: XmlElement, outer: Place): void {
  const place = placeWithin(entry, outer);
  writer.open('entry', attribute('xml:id', 'entry') + placeAttributes({ ...place, language: entry.attributes.get('xml:lang') }));
  const updated = entry.children.findLast((child) => bareName(child) === 'updated');
  for (const child of entry.children) {
    // Of several dates of a change the last counts.
    if (!isContent(child) && (child === updated || bareName(child) !== 'updated')) writeField(writer, child, place);
  }
  const contents = entry.children.filter((child) => child.isWhole && isContent(child));
  // 0.3 allowed several contents, the same article in several notations.
  const read = contents.map((content) => ({ content, text: textOf(writer, content, place) }));
  const best =
    read.find(({ text }) => text.format === 'html' && text.value !== '') ?? read.find(({ text }) => text.value !== '') ?? read[0];
  if (best !== undefined) writeContent(writer, best.content, best.text);
  writer.close('entry');
}

function isContent(element: XmlElement): boolean {
  const name = bareName(element);
  return name === 'content' || name === 'content:encoded' || name === 'xhtml:body' || name === 'xhtml:div';
}

function textOf(writer: MarkupWriter, content: XmlElement, outer: Place): TextConstruct {
  const text = readConstruct(writer.document, content, outer);
  // RSS's element has no type.
  return bareName(content) === 'content:encoded' && looksLikeHtml(text.value) ? { ...text, format: 'html' } : text;
}

function writeContent(writer: MarkupWriter, content: XmlElement, { value, format, place }: TextConstruct): void {
  const source = content.attributes.get('src');
  if (value === '' && source === undefined) return;
  const attributes = source === undefined ? attribute('type', format) : writer.attributesOf(content, place);
  writer.text('content', value, attributes + placeAttributes(place));
}

/** Atom's own elements without their prefix, as feedsmith knows them. */
function bareName({ name }: XmlElement): string {
  return name.startsWith('atom:') ? name.slice(5) : name;
}

function writeField(writer: MarkupWriter, element: XmlElement, outer: Place): void {
  const name = bareName(element);
  const known = otherNames.get(name) ?? name;
  if (constructs.has(name)) writeConstruct(writer, element, known, outer);
  else if (name === 'author' || name === 'contributor') writePerson(writer, element, name, outer);
  else if (name === 'source') writeHolder(writer, element, name, outer);
  else if (known === 'id' && element.isWhole) writer.text('id', resolveId(element.text.trim(), placeWithin(element, outer).base));
  else if (name === 'category' && !element.attributes.has('term') && element.text.trim() !== '') {
    writer.open('category', attribute('term', element.text.trim()) + writer.attributesOf(element, outer));
    writer.close('category');
  } else if (leaves.has(name)) writer.leaf(element, known, outer);
  else if (prefixes.has(name.slice(0, Math.max(0, name.indexOf(':'))))) writeExtension(writer, element, outer);
}

function writeConstruct(writer: MarkupWriter, element: XmlElement, name: string, outer: Place): void {
  if (!element.isWhole) return;
  const { format, value, place } = readConstruct(writer.document, element, outer);
  if (value !== '') writer.text(name, value, attribute('type', format) + placeAttributes(place));
}

/** A person's name may also be the text of the element itself. */
function writePerson(writer: MarkupWriter, element: XmlElement, name: string, outer: Place): void {
  const place = placeWithin(element, outer);
  writer.open(name);
  const parts = element.children.filter((child) => /^(?:name|email|uri|url|homepage)$/.test(bareName(child)));
  if (element.text.trim() !== '' && !parts.some((child) => bareName(child) === 'name')) writer.text('name', element.text.trim());
  for (const child of parts) writer.leaf(child, partName(child.name), place);
  writer.close(name);
}

function writeHolder(writer: MarkupWriter, element: XmlElement, name: string, outer: Place): void {
  const place = placeWithin(element, outer);
  writer.open(name);
  for (const child of element.children) if (bareName(child) !== 'source') writeField(writer, child, place);
  writer.close(name);
}

function writeExtension(writer: MarkupWriter, element: XmlElement, outer: Place, depth = 0): void {
  const { name, children } = element;
  if (!/^[a-z]+:[a-z][a-z-]*$/.test(name)) return;
  const isHolder = (name === 'media:group' || name === 'media:content') && children.length > 0;
  if (!isHolder || depth > 3) {
    writer.leaf(element, name, outer);
    return;
  }
  const place = placeWithin(element, outer);
  writer.open(name, writer.attributesOf(element, place));
  for (const child of children) writeExtension(writer, child, place, depth + 1);
  writer.close(name);
}
