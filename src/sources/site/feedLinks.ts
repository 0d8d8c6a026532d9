// The feeds that a web page names: by `link rel=alternate`, else by links that look like feeds. Reads the page's markup as
// it came; nothing of it is shown or requested here.

import { decodeText } from '../text/decodeText.js';
import { mayLeadTo } from '../http/privateAddress.js';
import { sourceAddressKey, withoutCredentials } from '../../protocol/sourceAddress.js';
import { scanTags, type Tag } from './scanTags.js';

export interface FeedLink {
  /** Absolute http(s) address without user and password. */
  readonly address: string;
  /** It says that it is of what readers wrote. */
  readonly isOfComments: boolean;
}

const feedTypes: ReadonlySet<string> = new Set([
  'application/rss+xml',
  'text/rss+xml',
  'application/rss',
  'application/x-rss+xml',
  'application/atom+xml',
  'text/atom+xml',
  'application/rdf+xml',
  'application/feed+json',
]);

/** Types that name no feed by themselves: the title or the address has to say it. */
const vagueTypes: ReadonlySet<string> = new Set(['application/json', 'application/xml', 'text/xml']);

/** A path that ends like that of a feed, or a host that serves nothing else. */
const feedPath = /(?:^|[/._-])(?:rss|atom|feeds?|rdf)(?:\.(?:xml|json|rss|atom|rdf|php|aspx))?\/?$|\.(?:rss|atom|rdf)$|\/index\.xml$/i;
const feedHost = /^(?:feeds\d?|rss)\./i;

const mostLinks = 40;
const mostAnchors = 5000;
const longestAddress = 4000;
const longestTitle = 200;

/** Links of the page in its order, feeds of comments last, each address once. `address` is where the page came from. */
export function feedLinks(html: string | Uint8Array, address: string): readonly FeedLink[] {
  const text = typeof html === 'string' ? html : toText(html);
  const { base, links, anchors } = scan(text);
  const from = base !== undefined && URL.canParse(base, address) ? new URL(base, address).href : address;
  const named = toFeedLinks(links, from, address);
  const found = named.length > 0 ? named : toFeedLinks(anchors.filter(looksLikeFeed), from, address);
  return [...found.filter(({ isOfComments }) => !isOfComments), ...found.filter(({ isOfComments }) => isOfComments)];
}

interface Scanned {
  readonly base: string | undefined;
  readonly links: readonly RawLink[];
  readonly anchors: readonly RawLink[];
}

interface RawLink {
  readonly href: string;
  /** What the page calls it. */
  readonly title: string;
}

function toText(bytes: Uint8Array): string {
  const decoded = decodeText(bytes);
  return decoded.ok ? decoded.text : '';
}

function scan(html: string): Scanned {
  let base: string | undefined;
  const links: RawLink[] = [];
  const anchors: { href: string; title: string }[] = [];
  let open: { href: string; title: string } | undefined;
  scanTags(html, ['base', 'link', 'a'], {
    onOpen: (tag) => {
      const href = tag.attributes.get('href')?.trim();
      if (!href || href.length > longestAddress) return;
      if (tag.name === 'base') base ??= href;
      if (tag.name === 'link' && links.length < mostLinks) links.push(...toLink(tag, href));
      if (tag.name !== 'a' || anchors.length >= mostAnchors) return;
      open = { href, title: '' };
      anchors.push(open);
    },
    onText: (text) => {
      if (open && open.title.length < longestTitle) open.title += text.slice(0, longestTitle);
    },
    onClose: (name) => {
      if (name === 'a') open = undefined;
    },
  });
  return { base, links, anchors };
}

function toLink({ attributes }: Tag, href: string): readonly RawLink[] {
  const rel = attributes.get('rel')?.toLowerCase().split(/\s+/, 20) ?? [];
  if (!rel.includes('alternate') && !rel.includes('feed')) return [];
  const type = attributes.get('type')?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const title = attributes.get('title') ?? '';
  if (feedTypes.has(type)) return [{ href, title }];
  const saysFeed = /\b(?:rss|atom|feed)\b/i.test(title.slice(0, longestTitle)) || looksLikeFeed({ href, title: '' });
  const isFeed = rel.includes('feed') ? type === '' || vagueTypes.has(type) : vagueTypes.has(type) && saysFeed;
  return isFeed ? [{ href, title }] : [];
}

/** `feed:` addresses, paths and hosts as feeds have them, or a link whose whole text is its format. */
function looksLikeFeed({ href, title }: RawLink): boolean {
  if (/^feed:/i.test(href)) return true;
  if (!URL.canParse(href, 'https://page.invalid/')) return false;
  const { hostname, pathname, protocol } = new URL(href, 'https://page.invalid/');
  if (protocol !== 'http:' && protocol !== 'https:') return false;
  return feedPath.test(pathname) || feedHost.test(hostname) || /^(?:rss|atom|(?:rss|atom|json) feed)$/i.test(title.trim());
}

function toFeedLinks(links: readonly RawLink[], base: string, page: string): readonly FeedLink[] {
  const found = new Map<string, FeedLink>();
  for (const { href, title } of links) {
    const plain = href.replace(/^feed:(?=https?:)/i, '').replace(/^feed:\/\//i, 'http://');
    if (!URL.canParse(plain, base)) continue;
    const url = new URL(plain, base);
    url.hash = '';
    // A public page has no say about what stands on this machine or in its network.
    if ((url.protocol !== 'http:' && url.protocol !== 'https:') || !mayLeadTo(page, url.href)) continue;
    const key = sourceAddressKey(url.href);
    if (found.has(key) || found.size >= mostLinks) continue;
    const isOfComments = /\/comments\/(?:feed|default)\b/i.test(url.href) || /\bcomments\b/i.test(title.slice(0, longestTitle));
    found.set(key, { address: withoutCredentials(url.href), isOfComments });
  }
  return [...found.values()];
}
