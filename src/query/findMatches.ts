// Where the words of a query stand in a text: for snippets and for the marks in the page. Pure.

import type { TextCondition } from './query.js';
import { type Word, wordsOf } from './words.js';

/** Words side by side that are looked for in a text. */
export type SoughtText = Pick<TextCondition, 'words' | 'prefix' | 'joined'>;

/** A part of a text, in UTF-16 units; `end` is behind it. */
interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A match, and which of the texts that were sought it is. */
export interface Match extends TextRange {
  readonly index: number;
  /** It stands there as it was asked for: the last word whole, and a name joined by signs not as a part of a longer one. */
  readonly isWhole: boolean;
}

/** A sign that joins what stands before it to a word, or a word to what stands behind it. */
const goesOn = /^[-._/@:+#=~]{1,2}[\p{L}\p{N}]/u;
const cameFrom = /[\p{L}\p{N}][-._/@:+#=~]{1,2}$/u;

/** Every place of every sought text, in the order of the text. */
export function findMatches(text: string, sought: readonly SoughtText[]): readonly Match[] {
  if (!mayHave(text, sought)) return [];
  const words = wordsOf(text);
  const matches: Match[] = [];
  for (const [at, word] of words.entries()) {
    for (const [index, each] of sought.entries()) {
      const range = rangeAt(words, at, word, each);
      if (range) matches.push({ start: range.start, end: range.end, index, isWhole: range.isLastWhole && isAsWritten(text, range, each) });
    }
  }
  return matches;
}

// oxlint-disable-next-line no-control-regex -- all of ASCII
const english = /^[\u0000-\u007f]*$/;

/** Whether it is worth to cut the text into words: most texts have nothing of what is sought, and that is seen at a glance. */
function mayHave(text: string, sought: readonly SoughtText[]): boolean {
  // Apostrophes are no part of words, and folding makes other letters of some.
  if (!english.test(text) || text.includes("'")) return true;
  const lower = text.toLowerCase();
  return sought.some(({ words }) => lower.includes(words[0] ?? ''));
}

interface WordRange extends TextRange {
  readonly isLastWhole: boolean;
}

function rangeAt(words: readonly Word[], at: number, first: Word, { words: wanted, prefix }: SoughtText): WordRange | undefined {
  const lastIndex = wanted.length - 1;
  for (const [offset, word] of wanted.entries()) {
    const found = words[at + offset]?.text;
    if (found === word) continue;
    if (prefix === 'none' || offset < lastIndex || found?.startsWith(word) !== true) return undefined;
  }
  const last = words[at + lastIndex];
  return last && { start: first.start, end: last.end, isLastWhole: last.text === wanted[lastIndex] };
}

function isAsWritten(text: string, { start, end }: TextRange, { joined }: SoughtText): boolean {
  if (joined === undefined) return true;
  return !goesOn.test(text.slice(end, end + 4)) && !cameFrom.test(text.slice(Math.max(0, start - 4), start));
}
