// The address of a source: which one it is, the same without user and password, and whether two mean the same source.
// Pure; looks at neither network nor disk. The library has ids of its own, made in the worker.

import { homedir } from 'node:os';
import { sep } from 'node:path';
import type { Credentials, SourceDefinition } from '../../protocol/sources.js';

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

/** An address parted from the user and password written into it, which belong into SecretStorage and nowhere else. */
export function splitSecrets(address: string): { readonly address: string; readonly credentials?: Credentials } {
  if (!URL.canParse(address)) return { address };
  const url = new URL(address);
  if (url.username === '' && url.password === '') return { address };
  const credentials = { user: decoded(url.username), password: decoded(url.password) };
  url.username = '';
  url.password = '';
  return { address: url.href, credentials };
}

/** The source as it may be written into settings, logs and exports. */
export function withoutSecrets(source: SourceDefinition): SourceDefinition {
  if ('folder' in source) return source;
  const written = addressOf(source);
  const { address } = splitSecrets(written);
  const clean = address === written ? source : withAddress(source, address);
  return 'was' in clean ? { ...clean, was: splitSecrets(clean.was ?? '').address } : clean;
}

/**
 * Equal for two sources that mean the same: http and https, the case of the host, a slash or a fragment at the end and
 * campaign parameters make no difference, nor does `~` for the home folder.
 */
export function sourceKey(source: SourceDefinition): string {
  if ('folder' in source) return `folder:${withoutEnd(inHome(source.folder))}`;
  if ('git' in source) {
    const repository = webKey(source.git).replace(/\.git$/, '');
    return ['git', repository, withoutEnd(source.path ?? ''), source.branch ?? ''].join(':');
  }
  return `web:${webKey(addressOf(source))}`;
}

function webKey(address: string): string {
  if (!URL.canParse(address)) return address;
  const { host, pathname, searchParams } = new URL(address);
  const query = new URLSearchParams([...searchParams].filter(([name]) => !name.startsWith('utm_'))).toString();
  return host + withoutEnd(pathname) + (query === '' ? '' : `?${query}`);
}

function withoutEnd(path: string): string {
  let end = path.length;
  while (end > 1 && (path[end - 1] === '/' || path[end - 1] === sep)) end -= 1;
  return path === '/' ? '' : path.slice(0, end);
}

function inHome(folder: string): string {
  return folder === '~' || folder.startsWith('~/') || folder.startsWith('~\\') ? homedir() + folder.slice(1) : folder;
}

/** Percent signs that encode nothing stay as they are. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
