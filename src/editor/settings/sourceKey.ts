// What tells two sources of the setting apart. Pure; looks at no disk.

import { homedir } from 'node:os';
import { sep } from 'node:path';
import { movedTo, remoteKey } from '../../protocol/sourceAddress.js';
import type { SourceDefinition } from '../../protocol/sources.js';

/** Equal for two sources that mean the same; `~` is the home folder. */
export function sourceKey(source: SourceDefinition): string {
  return 'folder' in source ? `folder\n${withoutEnd(inHome(source.folder))}` : remoteKey(source);
}

/** The keys by which a source is known: that of its address, and where it has moved that of its first one. */
export function sourceKeys(source: SourceDefinition): readonly string[] {
  const first = 'was' in source ? source.was : undefined;
  return first === undefined ? [sourceKey(source)] : [sourceKey(source), sourceKey(movedTo(source, first))];
}

function withoutEnd(path: string): string {
  let end = path.length;
  while (end > 1 && (path[end - 1] === '/' || path[end - 1] === sep)) end -= 1;
  return path.slice(0, end);
}

function inHome(folder: string): string {
  return folder === '~' || folder.startsWith('~/') || folder.startsWith('~\\') ? homedir() + folder.slice(1) : folder;
}
