// One spelling of a topic, prepared for being compared with the words of a text.

import { askedWords, type Word, wordsOf } from '../../query/words.js';
import type { Guard, Topic } from './topic.js';
import { readVersion } from './version.js';

export interface Spelling {
  readonly topic: Topic;
  /** As it is compared (`query/words.ts`). */
  readonly words: readonly string[];
  /** The words as they are written, for those whose case counts. */
  readonly written: readonly string[];
  /** What stands between its words. */
  readonly gaps: readonly string[];
  /** Signs of the name before its first word and behind its last one, where words have none: `.NET`, `humans&`. */
  readonly lead: string;
  readonly tail: string;
  readonly isExact: boolean;
  /** It is written without capital letters, like an identifier. */
  readonly isLower: boolean;
  /** What its ambiguity asks for beside it; `blocked` is a phrase that only looks like the name. */
  readonly guard?: Guard | 'blocked';
  /** What has to stand beside it, the maker's name among it; absent where its case is enough. Made when it is first asked for. */
  readonly near?: () => Evidence;
}

/** Words and phrases as they are compared, each with its plural. */
export interface Evidence {
  readonly words: readonly string[];
  /** Their words parted by spaces, a space at both ends. */
  readonly phrases: readonly string[];
}

/** Of so many characters a name is easily something else. */
const shortName = 3;

/** Undefined for what has no word that could be found. */
function toSpelling(topic: Topic, text: string, guard?: Guard | 'blocked'): Spelling | undefined {
  const asked = askedWords(text).words.length;
  const words = wordsOf(text).slice(0, asked);
  if (words.length === 0) return undefined;
  return {
    topic,
    words: words.map((word) => word.text),
    written: words.map(({ start, end }) => text.slice(start, end)),
    gaps: gapsOf(text, words),
    lead: text.slice(0, words[0]?.start).trim(),
    tail: text.slice(words.at(-1)?.end).trim(),
    isExact: guard === 'blocked' ? false : (guard?.case ?? text.length <= shortName),
    isLower: !/\p{Lu}/u.test(text),
    ...(guard === undefined ? {} : { guard }),
    ...(isPlain(text, guard) ? {} : { near: once(() => toEvidence(guard.near ?? [], topic, words)) }),
  };
}

/** Needs nothing beside it: no guard, none but its case, or a name like an identifier (`agent-browser`), which is no phrase. */
function isPlain(text: string, guard: Guard | 'blocked' | undefined): guard is undefined | 'blocked' {
  return guard === undefined || guard === 'blocked' || guard.near === undefined || /^[a-z\d]+(?:[-_/][a-z\d]+)+$/.test(text);
}

/** What stands beside a name as evidence; the words of the name itself are none. */
function toEvidence(near: readonly string[], { by }: Topic, own: readonly Word[]): Evidence {
  const ownWords = new Set(own.map((word) => word.text));
  const phrases = [...near, ...(by === undefined ? [] : [by.replaceAll('-', ' ')])]
    .map((phrase) => wordsOf(phrase).map((word) => word.text))
    .filter((words) => words.some((word) => !ownWords.has(word)))
    .flatMap((words) => [words.join(' '), `${words.join(' ')}s`]);
  return {
    words: phrases.filter((phrase) => !phrase.includes(' ')),
    phrases: phrases.filter((phrase) => phrase.includes(' ')).map((phrase) => ` ${phrase} `),
  };
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function gapsOf(text: string, words: readonly Word[]): readonly string[] {
  return words.slice(1).map((word, index) => text.slice(words[index]?.end ?? 0, word.start));
}

/** All spellings under which a topic is found: its name, its aliases, and those names of its packages that mean nothing else. */
export function spellingsOf(topic: Topic): readonly Spelling[] {
  const guards = new Map(topic.ambiguous?.map((guard) => [guard.text, guard]));
  const texts = new Set([topic.name, ...(topic.aliases ?? []), ...guards.keys(), ...distinctPackages(topic)]);
  const names = [...texts].filter((text) => !isWithVersion(topic, text, texts)).map((text) => toSpelling(topic, text, guards.get(text)));
  const blocked = [...guards.values()].flatMap(({ not = [] }) => not.map((text) => toSpelling(topic, text, 'blocked')));
  return [...names, ...blocked].filter((spelling) => spelling !== undefined);
}

/** `Kimi K2` beside `Kimi`, `Claude 3.7 Sonnet` beside `Claude Sonnet`: the version is read from the text, it is no part of the name. */
function isWithVersion({ versions }: Topic, text: string, others: ReadonlySet<string>): boolean {
  if (versions !== true) return false;
  if (others.has(text.replace(/ \d[\d.]*(?= )/, '')) && / \d[\d.]* /.test(text)) return true;
  return [...others].some(
    (other) => text.length > other.length && text.startsWith(other) && readVersion(text, other.length)?.end === text.length,
  );
}

/** Names of packages that no sentence would use for anything else: they have a sign inside. */
function distinctPackages({ packages, repository }: Topic): readonly string[] {
  const names = [...(packages?.npm ?? []), ...(packages?.pypi ?? []), ...(packages?.cargo ?? []), ...(packages?.go ?? [])];
  return [...names, ...(repository === undefined ? [] : [repository])].filter((name) => /[a-z\d][-_/.][a-z\d]/i.test(name));
}
