// Where a version stands in a tag or in a title, and what is named before it. What follows from a version is not decided here.

import type { Ecosystem } from '../stack/stackModel.js';

/** A tag or title in its parts. */
export interface NamedVersion {
  /** Without a leading `v`. */
  readonly version: string;
  /** The package or product that is named before it, as it is written there; absent when there is none. */
  readonly name?: string;
  /** The name is a package's for certain, and no word of a title. */
  readonly isPackage?: true;
  /** `py-1.2`, `js-v2.0`: the registry that it is for, where a repository serves several. */
  readonly ecosystem?: Ecosystem;
}

/** No tag of a release is longer; titles are read by their beginning. */
const longestTag = 200;
const longestTitle = 300;
const longestVersion = 80;

/** Numbers (some are days), then the marks of PEP 440, of semver, and of a build. Every repetition is bounded: tags are strangers' texts. */
const versionForm =
  /^(?:(v)\.?)?((?:\d{1,4}!)?\d{1,9}(?:\.\d{1,14}){0,5})((?:[-_.]?(?:alpha|beta|preview|pre|post|dev|rev|rc|[abcr])[-_.]?\d{0,14}){0,3})(-[\da-z][\da-z.-]*)?(\+[\da-z][\da-z._-]*)?$/i;
/** `01.05.2026` is a day. */
const dayForm = /^\d{1,2}\.\d{1,2}\.(?:19|20)\d{2}$/;

/** The version that `text` is as a whole, without its `v`. A number alone is one only after a `v`. */
export function toVersion(text: string): string | undefined {
  if (text.length > longestVersion) return undefined;
  const match = versionForm.exec(text);
  if (!match) return undefined;
  const [, v, numbers = '', marks = '', pre = '', build = ''] = match;
  const isPlain = /[.!]/.test(numbers) || v !== undefined;
  return isPlain && !dayForm.test(numbers) ? numbers + marks + pre + build : undefined;
}

/** Words of a tag that say only that it is a release's. */
const releaseNames: ReadonlySet<string> = new Set(['release', 'releases', 'rel', 'version', 'ver', 'v', 'tag', 'tags', 'stable', 'refs']);
const languages: ReadonlyMap<string, Ecosystem> = new Map([
  ...['py', 'python', 'pypi'].map((name) => [name, 'pypi'] as const),
  ...['rs', 'rust', 'crate', 'cargo'].map((name) => [name, 'cargo'] as const),
  ...['js', 'ts', 'node', 'nodejs', 'npm', 'javascript', 'typescript'].map((name) => [name, 'npm'] as const),
  ...['go', 'golang'].map((name) => [name, 'go'] as const),
]);

/** The version that a tag ends with, and the package that it names. */
export function readTag(tag: string): NamedVersion | undefined {
  if (tag.length > longestTag) return undefined;
  // `==` and `@` say for certain where the name ends, and a version may hold every other separator itself.
  const sure = Math.max(tag.lastIndexOf('=='), tag.lastIndexOf('@'));
  if (sure > 0) return named(tag.slice(0, sure), toVersion(tag.slice(sure).replace(/^(?:==|@)/, '')));
  for (const { index } of tag.matchAll(/(?<=^|[-_/:])[v\d]/gi)) {
    const version = toVersion(tag.slice(index));
    if (version !== undefined) return named(tag.slice(0, index), version);
  }
  // `go1.24.3`: the name ends where the number begins.
  const letters = /^[a-z]{2,20}(?=\d+\.)/i.exec(tag)?.[0];
  return letters === undefined ? undefined : named(letters, toVersion(tag.slice(letters.length)));
}

function named(before: string, version: string | undefined): NamedVersion | undefined {
  if (version === undefined) return undefined;
  const parts = before
    .replace(/[-_/:]+$/, '')
    .split('/')
    .filter((part) => part !== '' && !releaseNames.has(part.toLowerCase()));
  const name = parts.join('/');
  if (name === '') return { version };
  const ecosystem = languages.get(name.toLowerCase());
  return ecosystem === undefined ? { version, name, isPackage: true } : { version, ecosystem };
}

/** Words of a title that name nothing; months stand in dates. */
const titleWords: ReadonlySet<string> = new Set(
  (
    'a an and announcing are available bugfix changelog chore crate final first for here hotfix in introducing is latest maintenance major ' +
    'minor new notes now of official out patch published release released ' +
    'releases stable tag the update updated ver version what what’s whats ' +
    'january february march april may june july august september october november december'
  ).split(' '),
);
/** What may follow a version in a title that begins with it: `3.13 reasons to upgrade` is none. */
const headWords: ReadonlySet<string> = new Set(
  'alpha and available beta from has is now on pre-release preview rc release released'.split(' '),
);
/** Punctuation around a word. What makes an amount of a number (`$`, `%`) stays, and then it is no version. */
const marksAround = /^[^\p{L}\p{N}\p{Sc}@]+|[^\p{L}\p{N}%+]+$/gu;
const mostWords = 12;

/** The first version that a title names, and what it names before it. */
export function readTitle(title: string): NamedVersion | undefined {
  const words = title.slice(0, longestTitle).split(/\s+/).filter(Boolean).slice(0, mostWords);
  for (const [index, word] of words.entries()) {
    const found = readTag(word.replace(marksAround, ''));
    if (found === undefined) continue;
    const before = words
      .slice(0, index)
      .map((each) => each.replace(marksAround, ''))
      .filter((each) => each !== '' && !isEmptyWord(each.toLowerCase()));
    if (index === 0 && found.name === undefined && !isHead(word, words[1])) return undefined;
    const { name: inWord, isPackage, ...rest } = found;
    // `GPT-5.5` is a word with a version; `name@1.2` and `name==1.2` are written of packages only.
    if (isPackage && before.length === 0 && /@|==/.test(word)) return found;
    const name = [...before, ...(inWord === undefined ? [] : [inWord])].join(' ');
    return { ...rest, ...(name === '' ? {} : { name }) };
  }
  return undefined;
}

/** A word that names nothing: also a number or date, and the mark of a commit (`chore(release)`). */
function isEmptyWord(word: string): boolean {
  return titleWords.has(word.replaceAll("'", '’')) || word.includes('(') || !/\p{L}/u.test(word);
}

/** Whether a version at the beginning stands for itself, and does not count what follows. */
function isHead(word: string, next: string | undefined): boolean {
  if (next === undefined || /^\W*v/i.test(word) || word.split('.').length > 2 || /[^\p{L}\p{N}]$/u.test(word)) return true;
  return /^[^\p{L}\p{N}]/u.test(next) || headWords.has(next.toLowerCase());
}
