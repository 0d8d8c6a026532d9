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
  /** Which looks of words (`lookOf`) some first word has. */
  readonly #looks = new Uint8Array(looks);

  constructor(topics: Iterable<Topic>) {
    this.#root.next = this.#firstWords;
    for (const topic of topics) for (const spelling of spellingsOf(topic)) this.#add(spelling);
  }

  #add(spelling: Spelling): void {
    let node = this.#root;
    const [first = ''] = spelling.words;
    this.#looks[lookOf(first, first.length)] = 1;
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
    const declines = polish.test(text.text);
    for (let first = 0; first < words.length; first++) {
      // Nearly every word ends here, so little is done before it.
      const word = words[first] ?? '';
      if (!declines && !this.#mayBegin(word)) continue;
      const node = this.#firstWords.get(word);
      const whole = node ? longest(text, first, node, declines) : none;
      const matches = whole.length > 0 ? whole : inflected(text, first, first, this.#firstWords, declines);
      const [match] = matches;
      if (!match) continue;
      found(matches);
      first = match.last;
    }
  }

  /** Whether some name may begin with the word, or with what it is without an English ending. */
  #mayBegin(word: string): boolean {
    const { length } = word;
    if (this.#looks[lookOf(word, length)] === 1) return true;
    const last = word.charCodeAt(length - 1);
    if (last === 0x73) return this.#looks[lookOf(word, length - 1)] === 1 || this.#looks[lookOf(word, length - 2)] === 1;
    return last >= 0x30 && last <= 0x39;
  }

  /** The spellings that are exactly these words, in whatever case. */
  spellingsOf(words: readonly string[]): readonly Spelling[] {
    let node: Node | undefined = this.#root;
    for (const word of words) node = node?.next?.get(word);
    return node?.spellings ?? [];
  }
}

/** How many looks there are. */
const looks = 1 << 15;

/** The first letters and the length of a word, in so few bits that to compare them costs nothing. */
function lookOf(word: string, length: number): number {
  return (word.charCodeAt(0) & 31) | ((word.charCodeAt(1) & 31) << 5) | (Math.min(length, 31) << 10);
}

const none: readonly Match[] = [];

/** The longest spellings that begin at a word whose node this is. */
function longest(text: TextWords, first: number, begin: Node, declines: boolean): readonly Match[] {
  const { words } = text;
  let node = begin;
  let matches = node.spellings ? matchesAt(text, node, first, first, undefined) : none;
  for (let last = first + 1; node.next && last < words.length; last++) {
    const next = node.next.get(words[last] ?? '');
    if (!next) {
      const longer = inflected(text, first, last, node.next, declines);
      return longer.length > 0 ? longer : matches;
    }
    node = next;
    const longer = node.spellings ? matchesAt(text, node, first, last, undefined) : none;
    if (longer.length > 0) matches = longer;
  }
  return matches;
}

/** The spellings whose word at `last` has an ending in the text; in Polish the words behind it may be declined as well. */
function inflected(text: TextWords, first: number, last: number, next: ReadonlyMap<string, Node>, declines: boolean): readonly Match[] {
  for (const stem of stemsOf(text.words[last] ?? '', declines)) {
    const node = next.get(stem);
    if (!node) continue;
    const after = declines && node.next ? inflected(text, first, last + 1, node.next, declines) : none;
    const matches = after.length > 0 ? after : matchesAt(text, node, first, last, stem);
    if (matches.length > 0) return matches;
  }
  return none;
}

const noStems: readonly string[] = [];

/** What a word may be without its ending: `Claude's` and `GPUs` (both end in `s` here), `boxes`, `qwen3`, and Polish cases. */
function stemsOf(word: string, declines: boolean): readonly string[] {
  const last = word.charCodeAt(word.length - 1);
  const english =
    last === 0x73
      ? [word.slice(0, -1), ...(word.endsWith('es') ? [word.slice(0, -2)] : [])]
      : last >= 0x30 && last <= 0x39
        ? [/^\D{2,}(?=\d)/.exec(word)?.[0] ?? '']
        : noStems;
  return declines ? [...english, ...polishStems(word)] : english;
}

/** Cases of Polish, folded: `Slacka`, `Vercelem`; `Figmy`, `Canvie` of names that end in `a`. */
const polishEndings = ['a', 'u', 'em', 'iem', 'owi', 'ie', 'ow', 'y', 'i', 'e', 'om', 'ami', 'ach'] as const;

function polishStems(word: string): readonly string[] {
  return polishEndings.flatMap((ending) => {
    if (!word.endsWith(ending) || word.length <= ending.length + 2) return [];
    const stem = word.slice(0, -ending.length);
    return ending === 'a' ? [stem] : [stem, `${stem}a`];
  });
}

/** Letters that only Polish has, or hardly any other language that is written about software in. */
const polish = /[ąęłśźż]/;

/** Gaps of a spelling that a text may write in another way. */
const looseGaps: ReadonlyMap<string, RegExp> = new Map([
  [' ', /^(?:[ \t\u00a0]?[\n ]|[-\u2010\u2011])$/],
  ['-', /^[-\u2010\u2011 ]$/],
]);

function matchesAt(text: TextWords, node: Node, first: number, last: number, stem: string | undefined): readonly Match[] {
  return (node.spellings ?? []).flatMap((spelling) => {
    const start = text.starts[last] ?? 0;
    const endOfWord = text.ends[last] ?? 0;
    const isVersion = stem !== undefined && /\d/.test(text.text.charAt(start + stem.length));
    const end = isVersion ? start + stem.length : endOfWord;
    if (stem !== undefined && !mayEnd(spelling, text, last, stem, isVersion)) return [];
    return hasGaps(spelling, text, first) && hasCase(spelling, text, first) && isWhole(spelling, text, first, end)
      ? [{ spelling, first, last, end }]
      : [];
  });
}

/**
 * Whether a name may end inside a word: before digits that are a version, before a possessive; before the `s` of a plural where it
 * is written in capitals or is more than one word (`canvas` is no plural of Canva); before a Polish ending where it is written with
 * a capital.
 */
function mayEnd(
  { topic, written, isLower }: Spelling,
  { text, starts, ends }: TextWords,
  last: number,
  stem: string,
  isVersion: boolean,
): boolean {
  if (isVersion) return topic.versions === true;
  const start = starts[last] ?? 0;
  const ending = text.slice(start + stem.length, ends[last]);
  if (/^['\u2019]/.test(ending)) return true;
  const word = written.at(-1) ?? '';
  if (ending === 's' || ending === 'es') return !isLower && text.startsWith(word, start) && (written.length > 1 || /\p{Lu}$/u.test(word));
  return polish.test(text) && /^\p{Lu}/u.test(text.charAt(start)) && stem.length > 2;
}

/** Names like identifiers (`agent-framework`) are written in one way only. */
function hasGaps({ gaps, isLower }: Spelling, { text, starts, ends }: TextWords, first: number): boolean {
  return gaps.every((gap, index) => {
    const written = text.slice(ends[first + index], starts[first + index + 1]);
    return written === gap || (!(isLower && gap === '-') && looseGaps.get(gap)?.test(written) === true);
  });
}

/** The last letter may have become another one before an ending. */
function hasCase({ isExact, written }: Spelling, { text, starts }: TextWords, first: number): boolean {
  return !isExact || written.every((word, index) => text.startsWith(word.length > 3 ? word.slice(0, -1) : word, starts[first + index]));
}

/** What may follow a name with a hyphen without making another name of it; Polish declines names in capitals so. */
const suffixes =
  /^-(?:based|powered|compatible|native|like|style|backed|hosted|first|only|specific|driven|generated|ready|related|enabled|compliant|a|u|em|iem|owi|ie|ów|y|i|om|ami|ach)(?![\p{L}\p{N}])/iu;

/** Signs that join words to one name, and what would be joined. */
const joinsBefore = /[\p{L}\p{N}_][-./_\\@:#]$|[@/\\]$/u;
const joinsBehind = /^(?:[-/_\\@#]|\.(?=\p{Ll})|:(?=\p{L}))[\p{L}\p{N}_]/u;

/** What makes an address or a file's name of a name: `openai.com`, `https://x`, `me@x`. */
const domainEnd = /^\.(?:com|ai|dev|org|io|net|app|js|ts|py|rs|md|json|toml)\b/;
const inAddress = /(?:[\w-]\.|:\/\/|[\p{L}\p{N}]@)$/u;

/**
 * Whether the name is a name by itself, not a piece of a longer one (`react-router`), of a path or an address. A name that is
 * written with capitals may be joined to other words (`OpenAI-compatible`, `pre-GPT`), but for being a piece of an address.
 */
function isWhole({ guard, topic, lead, tail }: Spelling, { text, starts }: TextWords, first: number, endOfWords: number): boolean {
  const startOfWords = starts[first] ?? 0;
  if (!text.startsWith(tail, endOfWords) || !text.endsWith(lead, startOfWords)) return false;
  const start = startOfWords - lead.length;
  const end = endOfWords + tail.length;
  const before = text.slice(Math.max(0, start - 3), start);
  const behind = text.slice(end, end + 16);
  if (domainEnd.test(behind) || inAddress.test(before)) return false;
  // `MiniMax M2` in `MiniMax M2.5`.
  if (/^\.\d/.test(behind) && /\d$/.test(text.slice(start, end))) return false;
  if (/^-[vVRKM]?\d|^@\d|^[:=]{1,2}\d/.test(behind)) return topic.versions === true || !behind.startsWith('-');
  if (suffixes.test(behind)) return !joinsBefore.test(before);
  const isCapital = guard === undefined && /\p{Lu}/u.test(text.slice(start, end));
  return isCapital ? !/[^\p{L}][/\\]$/u.test(before) : !joinsBefore.test(before) && !joinsBehind.test(behind);
}
