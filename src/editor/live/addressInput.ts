// What a person types or pastes as a source, as an address that can be looked at. Pure: nothing is requested here.

import type { Credentials, SourceDefinition } from '../../protocol/sources.js';
import { credentialsIn, toWebAddress, withoutCredentials } from '../../protocol/sourceAddress.js';

export interface TypedSource {
  /** What is looked at: a web address without user and password, or a folder. */
  readonly address: string;
  /** User and password that stood in the address. */
  readonly credentials?: Credentials;
  /** What it is by its form alone, for adding it without looking. */
  readonly guess: SourceDefinition;
  /** The same place as a git repository, where the host is known for them and the address does not say so. */
  readonly repository?: string;
}

/** Hosts whose pages at `/owner/name` are git repositories. */
const gitHosts: ReadonlySet<string> = new Set(['github.com', 'gitlab.com', 'codeberg.org', 'bitbucket.org']);

/** Undefined when the text is no address of any kind. */
export function readTypedSource(text: string): TypedSource | undefined {
  const typed = text
    .trim()
    .replace(/^[<"'`]+/, '')
    .replace(/[>"'`]+$/, '')
    .trim();
  if (typed === '') return undefined;
  const folder = folderOf(typed);
  if (folder !== undefined) return { address: folder, guess: { folder } };
  const web = webAddressOf(typed);
  if (web === undefined) return undefined;
  const address = withoutCredentials(web);
  const credentials = credentialsIn(web);
  const repository = repositoryOf(new URL(address));
  const isGit = new URL(address).pathname.endsWith('.git') && address.startsWith('https:');
  return {
    address,
    guess: isGit ? { git: address } : { feed: address },
    ...(credentials ? { credentials } : {}),
    ...(repository === undefined || isGit ? {} : { repository }),
  };
}

function folderOf(typed: string): string | undefined {
  if (/^~(?:[/\\]|$)/.test(typed) || /^(?:\/(?!\/)|[A-Za-z]:[/\\]|\\\\)/.test(typed)) return typed;
  if (!/^file:/i.test(typed) || !URL.canParse(typed)) return undefined;
  return safelyDecoded(new URL(typed).pathname).replace(/^\/(?=[A-Za-z]:)/, '');
}

/** `git@host:path` means a web address, too. */
function webAddressOf(typed: string): string | undefined {
  if (/\s/.test(typed)) return undefined;
  const ssh = /^(?:ssh:\/\/)?git@([^:/]+)[:/](?!\d+\/)(.+)$/i.exec(typed);
  return toWebAddress(ssh ? `https://${ssh[1]}/${ssh[2]}` : typed.replace(/^git\+(?=https?:)/i, ''));
}

function repositoryOf({ hostname, pathname, protocol }: URL): string | undefined {
  const [owner, name] = pathname.split('/').filter((part) => part !== '');
  const host = hostname.replace(/^www\./, '');
  return protocol === 'https:' && gitHosts.has(host) && owner !== undefined && name !== undefined
    ? `https://${host}/${owner}/${name}.git`
    : undefined;
}

function safelyDecoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}
