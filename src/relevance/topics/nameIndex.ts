// All spellings of all topics as a tree of words, in which one walk over a text finds every name in it.

import type { TextWords } from '../../query/words.js';
import { type Spelling, spellingsOf } from './spelling.js';
import type { Topic } from './topic.js';

interface Node {
  next?: Map<string, Node>;
  spellings?: Spelling[];
}

/** A spelling that stands in a text, whatever it means there. */
export interface Match {
  readonly spelling: Spelling;
  /** Which words of the text it is. */
  readonly first: number;
  readonly last: number;
  /** Where it ends in the text; inside its last word where a version is written without a gap (`Qwen3`). */
  readonly end: number;
}

export class NameIndex {
  readonly #root: Node = {};
  readonly #firstWords = new Map<string, Node>();

  constructor(topics: Iterable<Topic>) {
    this.#root.next = this.#firstWords;
    for (const topic of topics) for (const spelling of spellingsOf(topic)) this.#add(spelling);
  }

  #add(spelling: Spelling): void {
    let node = this.#root;
    for (const word of spelling.words) {
      node.next ??= new Map();
      let next = node.next.get(word);
      if (!next) node.next.set(word, (next = {}));
      node = next;
    }
    (node.spellings ??= []).push(spelling);
  }

  /** Calls `found` for the names of a text, the longest at each place, none inside another. */
  eachMatch(text: TextWords, found: (matches: readonly Match[]) => void): void {
    const { words } = text;
    for (let first = 0; first < words.length; first++) {
      const word = words[first] ?? '';
      // Nearly every word ends here, so nothing is done before it.
      const node = this.#firstWords.get(word) ?? this.#withoutEnding(word);
      if (!node) continue;
      const matches = this.#longest(text, first);
      const [match] = matches;
      if (!match) continue;
      found(matches);
      first = match.last;
    }
  }

  /** The spellings that are exactly these words, in whatever case. */
  spellingsOf(words: readonly string[]): readonly Spelling[] {
    let node: Node | undefined = this.#root;
    for (const word of words) node = node?.next?.get(word);
    return node?.spellings ?? [];
  }

  /** `claudes` (from `Claude's`) and `qwen3`: the name ends inside the word. */
  #withoutEnding(word: string, next: ReadonlyMap<string, Node> = this.#firstWords): Node | undefined {
    const name = withoutEnding(word);
    return name === undefined ? undefined : next.get(name);
  }

  #longest(text: TextWords, first: number): readonly Match[] {
    let node: Node = this.#root;
    let longest: readonly Match[] = [];
    for (let at = first; at < text.words.length; at++) {
      const word = text.words[at] ?? '';
      const whole = node.next?.get(word);
      const shortened = node.next && this.#withoutEnding(word, node.next);
      const matches = [...matchesAt(text, whole, first, at, false), ...matchesAt(text, shortened, first, at, true)];
      if (matches.length > 0) longest = matches;
      // What goes on behind a possessive or a digit is no longer the name.
      if (!whole?.next) break;
      node = whole;
    }
    return longest;
  }
}

/** The word without a possessive or plural `s`, or without the digits that follow its letters; undefined when it has neither. */
function withoutEnding(word: string): string | undefined {
  const last = word.charCodeAt(word.length - 1);
  if (last === 0x73) return word.slice(0, -1);
  return /^(\D{2,})\d/.exec(word)?.[1];
}

/** Gaps of a spelling that a text may write in another way. */
const looseGaps: ReadonlyMap<string, RegExp> = new Map([
  [' ', /^(?:[ \t\u00a0]?[\n ]|[-\u2010\u2011])$/],
  ['-', /^[-\u2010\u2011 ]$/],
]);

function matchesAt(text: TextWords, node: Node | undefined, first: number, last: number, isShortened: boolean): readonly Match[] {
  return (node?.spellings ?? []).flatMap((spelling) => {
    const length = spelling.words.at(-1)?.length ?? 0;
    const start = text.starts[last] ?? 0;
    const end = isShortened ? start + length : (text.ends[last] ?? 0);
    if (isShortened && !mayEnd(spelling, text, end)) return [];
    return hasGaps(spelling, text, first) && hasCase(spelling, text, first) && isWhole(spelling, text, first, end)
      ? [{ spelling, first, last, end }]
      : [];
  });
}

/** Whether a name may end inside a word: before digits that are a version, before a possessive, before the `s` of a plural. */
function mayEnd({ topic, guard, isLower }: Spelling, { text }: TextWords, end: number): boolean {
  if (/\d/.test(text.charAt(end))) return topic.versions === true;
  if (/['\u2019]/.test(text.charAt(end))) return true;
  return guard === undefined && !isLower && text.charAt(end) === 's';
}

function hasGaps({ gaps }: Spelling, { text, starts, ends }: TextWords, first: number): boolean {
  return gaps.every((gap, index) => {
    const written = text.slice(ends[first + index], starts[first + index + 1]);
    return written === gap || looseGaps.get(gap)?.test(written) === true;
  });
}

function hasCase({ isExact, written }: Spelling, { text, starts }: TextWords, first: number): boolean {
  return !isExact || written.every((word, index) => text.startsWith(word, starts[first + index]));
}

/** What may follow a name with a hyphen without making another name of it. */
const suffixes =
  /^-(?:based|powered|compatible|native|like|style|backed|hosted|first|only|specific|driven|generated|ready|related|enabled|compliant)\b/i;

/** Signs that join words to one name, and what would be joined. */
const joinsBefore = /[\p{L}\p{N}_][-./_\\@:#]$|[@/\\]$/u;
const joinsBehind = /^(?:[-/_\\@#]|\.(?=\p{Ll})|:(?=\p{L}))[\p{L}\p{N}_]/u;

/**
 * Whether the name is a name by itself, not a piece of a longer one (`react-router`), of a path or an address. A name that is
 * written with capitals may be joined to other words (`OpenAI-compatible`, `pre-GPT`), but for being a piece of an address.
 */
function isWhole({ guard, topic }: Spelling, { text, starts }: TextWords, first: number, end: number): boolean {
  const start = starts[first] ?? 0;
  const written = text.slice(start, end);
  const before = text.slice(Math.max(0, start - 2), start);
  const behind = text.slice(end, end + 16);
  if (
    /^\.(?:com|ai|dev|org|io|net|app|js|ts|py|rs|md|json|toml)\b/.test(behind) ||
    /(?:[\w-]\.|:\/\/|[\p{L}\p{N}]@)$/u.test(text.slice(Math.max(0, start - 3), start))
  )
    return false;
  if (/^-\d|^@\d|^[:=]{1,2}\d/.test(behind)) return topic.versions === true || !behind.startsWith('-');
  if (suffixes.test(behind)) return !joinsBefore.test(before);
  if (guard === undefined && /\p{Lu}/u.test(written)) return !/[/\\]$/.test(before) || /\p{Lu}|\p{L}[/\\]$/u.test(before);
  return !joinsBefore.test(before) && !joinsBehind.test(behind);
}
