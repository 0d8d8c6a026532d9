// Writes a feed of the RSS family for feedsmith: RSS 0.9x to 2.0, and RDF as the RSS that it amounts to (feedsmith's own RDF
// reader gives only the entries that the table of contents names). How a field is written stands in `rssFields.ts`.

import { webAddress } from './feedAddress.js';
import { innerMarkup } from '../xml/innerMarkup.js';
import { MarkupWriter, attribute, placeAttributes, placeWithin, type Place } from './markupWriter.js';
import { fieldName, writeField } from './rssFields.js';
import { childOf, type XmlDocument, type XmlElement } from '../xml/xmlTree.js';

const bodies: readonly string[] = ['xhtml:body', 'body', 'fullitem', 'xhtml:div', 'div'];
const contents: readonly string[] = ['content:encoded', 'encoded', 'atom:content', 'content'];

export function writeRss(document: XmlDocument, root: XmlElement, address: string | undefined): string {
  const writer = new MarkupWriter(document);
  const channels = root.name === 'channel' ? [root] : root.children.filter(({ name }) => name === 'channel');
  const around = channels.reduce(
    (place, channel) => placeWithin(channel, place),
    // HTML's name for the language is seen here too.
    placeWithin(root, { base: address, language: root.attributes.get('lang')?.trim() }),
  );
  const isDeclared = [root, ...channels].some(({ attributes }) => attributes.has('xml:base'));
  const link = webAddress(
    channels.map((channel) => childOf(channel, 'link')?.text).find((text) => text !== undefined && text.trim() !== ''),
  );
  // Nothing in RSS says what relative addresses are seen from; the site's own address serves more feeds than the feed's.
  const place: Place = isDeclared || link === undefined ? around : { ...around, base: link };
  // With an attribute at each, since feedsmith gives up on what has nothing in it.
  writer.open('rss', attribute('version', '2.0') + attribute('xml:id', 'rss') + placeAttributes(place));
  writer.open('channel', attribute('xml:id', 'channel'));
  for (const channel of channels) writeChannel(writer, channel, { around, place });
  if (root.name !== 'channel') for (const child of root.children) if (child.name === 'image') writeField(writer, child, place);
  for (const entry of entriesOf(root, channels)) writeEntry(writer, entry, place);
  writer.close('channel');
  writer.close('rss');
  return writer.toString();
}

function writeChannel(
  writer: MarkupWriter,
  channel: XmlElement,
  { around, place }: { readonly around: Place; readonly place: Place },
): void {
  const href = channel.attributes.get('href');
  if (href !== undefined && childOf(channel, 'link') === undefined) writer.address('link', href, around);
  for (const child of channel.children) {
    if (isEntryName(child.name) || child.name === 'items') continue;
    // feedsmith knows no `author` of a channel.
    if (child.name === 'author' && child.children.length === 0) writeField(writer, { ...child, name: 'dc:creator' }, place);
    else writeField(writer, child, child.name === 'link' ? around : place);
  }
}

function isEntryName(name: string): boolean {
  return name === 'item' || name === 'entry' || name === 'atom:entry';
}

/** Entries that arrived whole, wherever the versions of RSS have them, in the order of the document or RDF's table. */
function entriesOf(root: XmlElement, channels: readonly XmlElement[]): readonly XmlElement[] {
  const lists = channels.flatMap(({ children }) => children.filter(({ name }) => name === 'items'));
  const parents = [...new Set([root, ...channels, ...lists])];
  const entries = parents.flatMap(({ children }) => children.filter(({ name, isWhole }) => isWhole && isEntryName(name)));
  const order = new Map<string, number>();
  for (const list of lists) for (const resource of resourcesOf(list)) if (!order.has(resource)) order.set(resource, order.size);
  const place = (entry: XmlElement): number => order.get(aboutOf(entry) ?? '') ?? Infinity;
  return entries.toSorted((a, b) => {
    const [first, second] = [place(a), place(b)];
    return first === second ? a.innerStart - b.innerStart : first - second;
  });
}

/** RSS 1.0, 5.3.5: the order of the entries. */
function resourcesOf(list: XmlElement): readonly string[] {
  return list.children.flatMap((sequence) =>
    sequence.children.flatMap(({ attributes }) => attributes.get('rdf:resource') ?? attributes.get('resource') ?? []),
  );
}

function aboutOf({ attributes }: XmlElement): string | undefined {
  return attributes.get('rdf:about') ?? attributes.get('about');
}

function writeEntry(writer: MarkupWriter, entry: XmlElement, outer: Place): void {
  const place = placeWithin(entry, outer);
  // A base of the text itself is written at the entry: the addresses beside the text are absolute by then.
  const text = entry.children.find(
    ({ name, attributes }) => attributes.has('xml:base') && /^(?:description|abstract|content:encoded|xhtml:body|body)$/.test(name),
  );
  const own: Place = { base: (text === undefined ? place : placeWithin(text, place)).base, language: entry.attributes.get('xml:lang') };
  writer.open('item', attribute('xml:id', 'entry') + placeAttributes(own));
  const about = aboutOf(entry);
  if (about !== undefined && childOf(entry, 'guid') === undefined) writer.text('guid', about, attribute('ispermalink', 'false'));
  writeAttributes(writer, entry, place);
  const second = secondText(entry);
  for (const child of entry.children) if (child !== second) writeField(writer, child, place);
  writeBody(writer, entry, second);
  writer.close('item');
}

/** Channel Definition Format has the address and the date of an entry as attributes. */
function writeAttributes(writer: MarkupWriter, { attributes }: XmlElement, place: Place): void {
  const [href, modified] = [attributes.get('href'), attributes.get('lastmod')];
  if (href !== undefined) writer.address('link', href, place);
  if (modified !== undefined) writer.text('atom:updated', modified);
}

/** With both a description and a summary, the first is the summary and the second the text. */
function secondText(entry: XmlElement): XmlElement | undefined {
  if (childOf(entry, ...contents) !== undefined) return undefined;
  const [first, ...others] = entry.children.filter(({ name, isWhole }) => isWhole && (name === 'description' || name === 'summary'));
  return others.find(({ name }) => name !== first?.name);
}

/** The full text, where it stands in none of the usual elements. */
function writeBody(writer: MarkupWriter, entry: XmlElement, second: XmlElement | undefined): void {
  const body = second ?? (childOf(entry, ...contents) === undefined ? childOf(entry, ...bodies) : undefined);
  if (body === undefined) return;
  // Its markup may be written out, or escaped as text.
  writer.text(
    'content:encoded',
    body.children.length === 0 ? body.text : innerMarkup(writer.document, body, fieldName(body.name) === undefined),
  );
}
