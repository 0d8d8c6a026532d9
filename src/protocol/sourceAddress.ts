// Addresses of sources: when two mean the same source, the same without its secrets, a source at another address. Host and
// worker must agree on it. Pure: nothing is requested and no disk is looked at.

import { stripTrackers } from '../digest/trackers.js';
import type { Credentials, FolderSource, SourceDefinition } from './sources.js';

/** What the setting gives as the address, whatever its kind. */
export function addressOf(source: SourceDefinition): string {
  if ('feed' in source) return source.feed;
  if ('site' in source) return source.site;
  return 'git' in source ? source.git : source.folder;
}

/** The same source at another address. */
function withAddress(source: SourceDefinition, address: string): SourceDefinition {
  if ('feed' in source) return { ...source, feed: address };
  if ('site' in source) return { ...source, site: address };
  return 'git' in source ? { ...source, git: address } : { ...source, folder: address };
}

/** The same source at the address that it has moved to: it remembers the first one, under which its issues are kept. */
export function movedTo(source: SourceDefinition, address: string): SourceDefinition {
  if ('folder' in source || 'git' in source) return withAddress(source, address);
  const { was = addressOf(source), ...rest } = source;
  return was === address ? withAddress(rest, address) : { ...withAddress(rest, address), was };
}

/** The source as it may be written into settings, logs and exports. */
export function withoutSecrets(source: SourceDefinition): SourceDefinition {
  if ('folder' in source) return source;
  const clean = withAddress(source, withoutCredentials(addressOf(source)));
  return 'was' in clean && clean.was !== undefined ? { ...clean, was: withoutCredentials(clean.was) } : clean;
}

/** Sources that are somewhere else than on this machine. */
export type RemoteSource = Exclude<SourceDefinition, FolderSource>;

/** Equal for two sources that mean the same, whatever else they say of themselves. See `sourceAddressKey` for addresses. */
export function remoteKey(source: RemoteSource): string {
  const key = sourceAddressKey(addressOf(source));
  return 'git' in source
    ? ['git', key.replace(/\.git$/, ''), withoutSlashes(source.path ?? ''), source.branch ?? ''].join('\n')
    : `web\n${key}`;
}

/** The address that a source's user and password belong to: no other path, scheme or host gets them. */
export function credentialsKey(source: SourceDefinition): string {
  const address = withoutCredentials(addressOf(source));
  return URL.canParse(address) ? new URL(address).href : address;
}

/**
 * What a person typed or pasted as an absolute http(s) address: `feed:https://…` and `feed://…` (the scheme that browsers
 * once used for feeds) are understood, and `example.org/news` without a scheme is read as https, as http where it is this
 * machine or an address in numbers, which seldom have a certificate. The fragment is dropped,
 * user and password stay. Undefined when it is no web address.
 */
export function toWebAddress(text: string): string | undefined {
  const bare = text
    .trim()
    .replace(/^feed:(?=https?:)/i, '')
    .replace(/^feed:\/\//i, 'http://');
  const hasScheme = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(bare);
  // Only what looks like a name with a dot, or the machine itself, is completed: a word or a path is no address.
  const isHost = /^(?:[^\s/?#@:]+\.[^\s/?#@:.]+|localhost|\[[0-9a-f:.]+\])(?::\d+)?(?:[/?#]|$)/i.test(bare);
  const isBare = /^(?:localhost|[\d.]+|\[[0-9a-f:.]+\])(?:[:/?#]|$)/i.test(bare);
  const address = hasScheme ? bare : `${isBare ? 'http' : 'https'}://${bare}`;
  if ((!hasScheme && !isHost) || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  url.hash = '';
  return url.href;
}

/** The address without user and password. A text that is no address is given back as it came. */
export function withoutCredentials(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  if (url.username === '' && url.password === '') return address;
  url.username = '';
  url.password = '';
  return url.href;
}

/** User and password that stand in the address; undefined when there are none. */
export function credentialsIn(address: string): Credentials | undefined {
  if (!URL.canParse(address)) return undefined;
  const { username, password } = new URL(address);
  return username === '' && password === '' ? undefined : { user: decode(username), password: decode(password) };
}

/**
 * A key that is equal for addresses of one source: scheme (http, https, `feed:`), case of the host, default port, user and
 * password, slashes at the end, fragment, click counters and needless percent-encoding make no difference. Not an address.
 */
export function sourceAddressKey(address: string): string {
  const web = toWebAddress(address);
  if (web === undefined) return address.trim();
  const { hostname, port, pathname, search } = new URL(stripTrackers(web));
  const host = hostname.replace(/\.$/, '');
  const place = port === '' || port === '443' || port === '80' ? host : `${host}:${port}`;
  const query = search
    .slice(1)
    .split('&')
    .filter((part) => part !== '')
    .map(plainly)
    .join('&');
  return `${place}${withoutSlashes(plainly(pathname))}${query === '' ? '' : `?${query}`}`;
}

/** Percent-encoding in one form: letters, digits and `-._~` bare, the rest with upper-case digits (RFC 3986, 6.2.2). */
function plainly(text: string): string {
  return text.replace(/%[0-9a-f]{2}/gi, (code) => {
    const character = String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return /[A-Za-z0-9\-._~]/.test(character) ? character : code.toUpperCase();
  });
}

function withoutSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path[end - 1] === '/') end--;
  return path.slice(0, end);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    // A lone percent sign in a password is meant as it stands.
    if (error instanceof URIError) return text;
    throw error;
  }
}
