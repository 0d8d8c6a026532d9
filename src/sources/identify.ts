// What a declared source is: its id, its address, what it is called before it has told its own name. The id is the same for
// the same source however its address was written, so that two windows, and the same source twice, mean one.

import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { basename } from 'node:path';
import { kindOf, type SourceDefinition, type SourceKindName } from '../protocol/sources.js';
import { folderSourceId, resolveFolder } from './folder/folder.js';
import { remoteKey, sourceAddressKey, withoutCredentials } from '../protocol/sourceAddress.js';

export interface SourceIdentity {
  readonly kind: SourceKindName;
  readonly id: string;
  /** Absolute folder, or address without user and password. */
  readonly address: string;
  /** The name given to it, else what its address suggests. */
  readonly name: string;
  readonly isNamed: boolean;
}

/** `home`: what `~` and relative folders are seen from. */
export function identify(definition: SourceDefinition, home: string = homedir()): SourceIdentity {
  const { address, key, suggested } = addressOf(definition, home);
  const kind = kindOf(definition);
  const id = kind === 'folder' ? folderSourceId(address) : `${kind}-${shortHash(key)}`;
  return { kind, id, address, name: definition.name ?? suggested, isNamed: definition.name !== undefined };
}

interface Address {
  readonly address: string;
  readonly key: string;
  readonly suggested: string;
}

function addressOf(definition: SourceDefinition, home: string): Address {
  if ('folder' in definition) {
    const address = resolveFolder(definition.folder, home);
    return { address, key: address, suggested: basename(address) || address };
  }
  if ('git' in definition) {
    const address = withoutCredentials(definition.git);
    return { address, key: remoteKey(definition), suggested: nameOfRepository(address) };
  }
  const address = withoutCredentials('feed' in definition ? definition.feed : definition.site);
  // A source that has moved is the one that it was: its issues would all come a second time otherwise.
  const key = sourceAddressKey(definition.was ?? address);
  return { address, key, suggested: placeOf(address) };
}

function nameOfRepository(address: string): string {
  const path = new URL(address).pathname.replace(/\/+$/, '').replace(/\.git$/, '');
  return path.slice(path.lastIndexOf('/') + 1) || hostOf(address);
}

/** Longer places say no more in a row of a tree. */
const longestPlace = 60;

/** Host and path: several sources of one host are told apart until they have told their names. */
function placeOf(address: string): string {
  const { pathname, search } = new URL(address);
  return `${hostOf(address)}${pathname.replace(/\/+$/, '')}${search}`.slice(0, longestPlace);
}

function hostOf(address: string): string {
  return new URL(address).host.replace(/^www\./, '');
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10);
}
