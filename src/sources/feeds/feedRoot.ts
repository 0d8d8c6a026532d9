// Finds the feed in a document, whatever stands around it, and says which format and version it is. Where there is none, it
// says what the document seems to be instead.

import type { SourceProblem } from '../../protocol/sources.js';
import type { FeedFormat } from './feed.js';
import { childOf, type XmlDocument, type XmlElement } from '../xml/xmlTree.js';

export interface FeedRoot {
  readonly element: XmlElement;
  readonly format: Exclude<FeedFormat, 'json'>;
  readonly version?: string;
}

/** Elements around a feed are few, of a page without one many. */
const mostSearched = 5_000;

export function findRoot(document: XmlDocument): FeedRoot | undefined {
  const roots = inOrder(document.root);
  const element =
    roots.find(({ name, children }) => (name === 'rss' || name === 'rdf:rdf' || name === 'rdf') && children.length > 0) ??
    roots.find(({ name }) => name === 'atom:feed' || name === 'feed') ??
    roots.find(({ name, children }) => name === 'channel' && children.length > 0) ??
    roots.find((root) => (root.name === 'atom:entry' || root.name === 'entry') && childOf(root, 'title', 'atom:title') !== undefined) ??
    roots.find(({ name }) => name === 'rss' || name === 'rdf:rdf');
  if (element === undefined) return undefined;
  const { name } = element;
  if (name === 'rdf:rdf' || name === 'rdf') return { element, format: 'rdf', ...rdfVersion(element) };
  if (name === 'rss' || name === 'channel') return { element, format: 'rss', ...declaredVersion(element) };
  return { element, format: 'atom', ...atomVersion(element) };
}

/** The elements of a document, nearer ones first; nothing within a feed. */
function inOrder(root: XmlElement): readonly XmlElement[] {
  const found: XmlElement[] = [...root.children];
  for (let at = 0; at < found.length && found.length < mostSearched; at++) {
    const element = found[at];
    if (element === undefined || /^(?:rss|rdf:rdf|(?:atom:)?feed|channel)$/.test(element.name)) continue;
    for (const child of element.children) found.push(child);
  }
  return found;
}

function declaredVersion({ attributes }: XmlElement): { readonly version?: string } {
  const version = attributes.get('version')?.trim() ?? '';
  return version === '' ? {} : { version };
}

/** RSS 1.0 and 0.90 are told apart by the namespace of what stands in them. */
function rdfVersion(element: XmlElement): { readonly version?: string } {
  for (const { namespace = '' } of element.children) {
    if (/purl\.org\/rss\/1\.0/i.test(namespace)) return { version: '1.0' };
    if (/netscape\.com/i.test(namespace)) return { version: '0.90' };
  }
  return {};
}

/** RFC 4287 has no version attribute; 0.3 had one. */
function atomVersion(element: XmlElement): { readonly version?: string } {
  const { namespace = '' } = element;
  if (/w3\.org\/2005\/atom/i.test(namespace)) return { version: '1.0' };
  const declared = declaredVersion(element);
  return declared.version === undefined && /purl\.org\/atom\/ns/i.test(namespace) ? { version: '0.3' } : declared;
}

/** What a document that is no feed seems to be. */
export function problemOf(document: XmlDocument): SourceProblem {
  const names = new Set(inOrder(document.root).map(({ name }) => name.slice(name.indexOf(':') + 1)));
  const [first] = document.root.children;
  if (first === undefined && /^\s*<(?:\?xml|rss|rdf|feed)/i.test(document.source.slice(0, 1000))) return { reason: 'malformed' };
  if (names.has('opml')) return { reason: 'opmlList' };
  if (/<!doctype\s+html|<html[\s>]/i.test(document.source.slice(0, 5_000)) || ['html', 'head', 'body'].some((name) => names.has(name))) {
    return { reason: 'webPage', ...detail(pageTitle(document.source)) };
  }
  if (names.has('urlset') || names.has('sitemapindex')) return { reason: 'notAFeed', detail: 'sitemap' };
  const name = first?.name.slice(first.name.indexOf(':') + 1) ?? '';
  if (name === 'svg') return { reason: 'notAFeed', detail: 'SVG' };
  const isMessage = ['error', 'errors', 'fault', 'exception', 'message', 'response'].some((word) => names.has(word));
  if (isMessage) return { reason: 'errorMessage', ...detail(messageOf(document.root)) };
  if (first !== undefined && htmlFragment.has(name)) return { reason: 'webPage' };
  return { reason: 'notAFeed', detail: first === undefined ? 'text' : 'XML' };
}

const htmlFragment: ReadonlySet<string> = new Set(
  'a b br center div font form h1 h2 h3 iframe img meta p script span style table title'.split(' '),
);

function detail(text: string | undefined): { readonly detail?: string } {
  const line = text?.replace(/\s+/g, ' ').trim().slice(0, 300) ?? '';
  return line === '' ? {} : { detail: line };
}

function pageTitle(source: string): string | undefined {
  return /<title(?:\s[^<>]{0,200})?>([^<]{1,300})/i.exec(source.slice(0, 100_000))?.[1];
}

function messageOf(root: XmlElement): string | undefined {
  const queue: XmlElement[] = [root];
  for (let at = 0; at < queue.length && at < 100; at++) {
    const element = queue[at];
    if (element === undefined) continue;
    if (/(?:^|:)(?:message|faultstring|error|description|title)$/.test(element.name) && element.text.trim() !== '') return element.text;
    for (const child of element.children) queue.push(child);
  }
  return undefined;
}
