// Which files of a repository are wanted, and under which names they are kept on disk. Decisions only; a repository is
// somebody else's, and so are the names in it.

import { isIssueFile, isReadFolder } from '../folder/folder.js';

/** A file of the tree that is an issue by its name. */
export interface WantedFile {
  /** Name of its content. */
  readonly blob: string;
  /** Its path in the repository, below the wanted folder. */
  readonly path: string;
  /** Where it is kept, relative to the folder of the files, `/` between folders. */
  readonly place: string;
}

/** The folder that a setting means, as git writes it; undefined when it lies outside the repository. `''`: all of it. */
export function toRepositoryPath(written: string | undefined): string | undefined {
  const parts = (written ?? '').split('/').filter((part) => part !== '' && part !== '.');
  const isOutside = parts.some((part) => part === '..') || /^[a-z]:/i.test(parts[0] ?? '');
  return isOutside || /[\\\p{Cc}]/u.test(parts.join('/')) ? undefined : parts.join('/');
}

/** Whether a name may be a branch: the rules of git-check-ref-format, as far as they keep a name from being an option or a pattern. */
export function isBranchName(name: string): boolean {
  if (name === '' || name.length > 250 || name.startsWith('-') || name === '@' || /[\p{Cc} ~^:?*[\\]|\.\.|@\{/u.test(name)) return false;
  return name.split('/').every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.') && !part.endsWith('.lock'));
}

/** What repositories say about themselves by the customs of their hosts; none of it is news. */
function isAboutRepository(name: string): boolean {
  return /^(?:readme|licen[cs]e|copying|notice|authors|contributing|code[-_]of[-_]conduct|security|support|changelog)(?:[-.][\w.-]{0,20})?$/i.test(
    name,
  );
}

/** The wanted files of `git ls-tree -r -z`: plain files (no symlinks, no submodules) with an issue's name, in its order. */
export function listWanted(tree: string): readonly WantedFile[] {
  const taken = new Map<string, number>();
  return tree.split('\0').flatMap((entry): readonly WantedFile[] => {
    const [, blob, path] = /^100(?:644|664|755) blob ([0-9a-f]{40,64})\t([^]*)$/.exec(entry) ?? [];
    if (blob === undefined || path === undefined) return [];
    const parts = path.split('/');
    const name = parts.pop() ?? '';
    // Hidden folders are not read, and so neither `.git` nor `..` is ever a part of a place.
    if (!isIssueFile(name) || isAboutRepository(name) || !parts.every((part) => part !== '' && isReadFolder(part))) return [];
    return [{ blob, path, place: freePlace([...parts, name].map(toPlainName), taken) }];
  });
}

/** Names that Windows keeps for devices, whatever follows the first dot. */
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=$|\.)/i;

/** A name that every file system takes: each of our places can be written on each machine. */
function toPlainName(name: string): string {
  const plain = name
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    .replace(/[\p{Cc}\p{Cf}\uFFFD<>:"|?*\\]/gu, '_')
    .replace(/[. ](?=[. ]*$)/g, '_')
    .replace(deviceName, '_$&');
  return shorten(plain);
}

/** At most 200 bytes, the extension kept. */
function shorten(name: string): string {
  if (Buffer.byteLength(name) <= 200) return name;
  const extension = /\.[a-z]{1,9}$/i.exec(name)?.[0] ?? '';
  const start = Buffer.from(name)
    .subarray(0, 190 - extension.length)
    .toString('utf8')
    .replace(/\uFFFD$/, '');
  return `${start}${extension}`;
}

/** The path, or one beside it where a file system without case would take two for one. `taken`: how often each was wanted. */
function freePlace(parts: readonly string[], taken: Map<string, number>): string {
  const path = parts.join('/');
  const dot = path.lastIndexOf('.');
  const key = toKey(path);
  let count = taken.get(key) ?? 0;
  let place = path;
  for (; count > 0 && taken.has(toKey(place)); count++) place = `${path.slice(0, dot)}~${count + 1}${path.slice(dot)}`;
  taken.set(key, Math.max(count, 1));
  if (place !== path) taken.set(toKey(place), 1);
  return place;
}

function toKey(place: string): string {
  return place.normalize('NFC').toLowerCase();
}
