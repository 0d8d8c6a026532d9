// The form in which web addresses are compared: which page an address means, however it is written. Never shown, never requested.

import { withoutTracking } from './links.js';

/** Parameters that say where a reader came from. Some sites mean more by them, so an address that is shown keeps them. */
const origins: ReadonlySet<string> = new Set(['at_campaign', 'at_medium', 'cmpid', 'ncid', 'ref_src', '_ga', '_gl']);

export interface CanonicalLink {
  /** Without scheme, `www.`, trackers, closing slash and fragment. */
  readonly page: string;
  /** Empty where there is none, or where it names a page of its own. */
  readonly fragment: string;
}

/** The page that an address means and the place in it; undefined for what is no web address. Nothing is requested. */
export function canonicalLink(address: string): CanonicalLink | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(withoutTracking(address));
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  const fragment = url.hash.slice(1);
  // `#/…` and `#!…` name a page of an application, not a place in one.
  const isPage = /^[!/]/.test(fragment);
  return { page: withoutOrigin(url) + (isPage ? `#${fragment}` : ''), fragment: isPage ? '' : fragment };
}

function withoutOrigin(url: URL): string {
  const query = parametersOf(url)
    .filter(([name, value]) => !isOrigin(name.toLowerCase(), value))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join('&');
  let end = url.pathname.length;
  while (end > 0 && url.pathname[end - 1] === '/') end--;
  const path = url.pathname.slice(0, end).replace(/%[0-9a-f]{2}/gi, (escaped) => escaped.toUpperCase());
  return `${url.host.replace(/^www\./, '')}${path}${query === '' ? '' : `?${query}`}`;
}

/** Most addresses have none, and to ask for them costs as much as all the rest. */
function parametersOf(url: URL): readonly (readonly [string, string])[] {
  return url.search === '' ? [] : [...url.searchParams.entries()];
}

function isOrigin(name: string, value: string): boolean {
  return origins.has(name) || (name === 'source' && value.startsWith('rss'));
}
