// Addresses and links as the model holds them: which schemes are taken, redirects unwrapped, each address once.
// Finding links in Markdown is `inlineLinks.ts`.

import type { Link } from './model.js';
import { unwrapTracking } from './redirects.js';
import { stripTrackers } from './trackers.js';

export { unwrapTracking } from './redirects.js';

/** The address that a reader wants: out of its tracking redirect, and without parameters that only count readers. */
export function withoutTracking(address: string): string {
  return stripTrackers(unwrapTracking(address));
}

/** An address that the URL parser would leave as it is: no need to ask it. Hosts of numbers and encoded names are not among them. */
const plainAddress = /^https:\/\/(?:(?!xn--)[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.){1,8}(?!xn--)[a-z]{2,20}(?:\/[\w\-.~/?&=%#+,;:@!()*]*)?$/;

const schemes = new Set(['http:', 'https:', 'mailto:']);

/**
 * UTF-16 units of an address that others are seen from. Each of them costs as much again, and may become as long: a feed of
 * 90 kB, half of it such an address, took seconds and hundreds of megabytes.
 */
const longestBase = 2_000;

/**
 * The absolute address that `href` names, seen from the page `base` when it is relative. Nothing for any scheme but http,
 * https and mailto, and for a relative address without a base or with one that is longer than any site's.
 */
export function toAddress(href: string, base?: string): string | undefined {
  if (href.length < 2_000 && plainAddress.test(href)) return href;
  const text = href.trim();
  if (text === '' || text.length > 32_768) return undefined;
  const absolute = text.startsWith('//') ? `https:${text}` : text;
  if (URL.canParse(absolute)) {
    const url = new URL(absolute);
    if (!schemes.has(url.protocol)) return undefined;
    // Kept as written; only what the URL parser itself would repair is taken from it. "http:foo" is no absolute address.
    if (url.protocol !== 'mailto:' && !/^https?:\/\//i.test(absolute)) return undefined;
    return /[\s<>"\\]|^https?:\/{3}/i.test(absolute) ? url.href : absolute;
  }
  if (!base || base.length > longestBase || /^[a-z][a-z0-9+.-]*:/i.test(text) || !URL.canParse(text, base)) return undefined;
  const resolved = new URL(text, base);
  return schemes.has(resolved.protocol) ? resolved.href : undefined;
}

/** A link of the model. `label` is plain text; a bare address is its own label. */
export function toLink(label: string, href: string | undefined, base?: string): Link {
  const address = href === undefined ? undefined : toAddress(href, base);
  const text = label.replace(/\s+/g, ' ').trim() || (address ?? href ?? '').trim();
  if (!address) return { label: text };
  const url = withoutTracking(address);
  return url === address ? { label: text, url } : { label: text, url, original: address };
}

/** What tells two links apart: the address, or the label when there is none. */
export function linkKey(link: Link): string {
  return link.url ?? `label:${link.label}`;
}
