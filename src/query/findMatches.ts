// Where the words of a query stand in a text: for snippets and for the marks in the page. Pure.

import type { TextCondition } from './query.js';
import { type Word, wordsOf } from './words.js';

/** Words side by side that are looked for in a text. */
export type SoughtText = Pick<TextCondition, 'words' | 'prefix' | 'joined'>;

/** A part of a text, in UTF-16 units; `end` is behind it. */
export interface TextRange {
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
  const words = wordsOf(text);
  return words.flatMap((_, at) =>
    sought.flatMap((each, index): readonly Match[] => {
      const range = rangeAt(words, at, each);
      return range ? [{ start: range.start, end: range.end, index, isWhole: range.isLastWhole && isAsWritten(text, range, each) }] : [];
    }),
  );
}

interface WordRange extends TextRange {
  readonly isLastWhole: boolean;
}

function rangeAt(words: readonly Word[], at: number, { words: wanted, prefix }: SoughtText): WordRange | undefined {
  for (const [offset, word] of wanted.entries()) {
    const found = words[at + offset]?.text;
    if (found === word) continue;
    const mayGoOn = prefix !== 'none' && offset === wanted.length - 1;
    if (!mayGoOn || found?.startsWith(word) !== true) return undefined;
  }
  const first = words[at];
  const last = words[at + wanted.length - 1];
  return first && last && { start: first.start, end: last.end, isLastWhole: last.text === wanted.at(-1) };
}

function isAsWritten(text: string, { start, end }: TextRange, { joined }: SoughtText): boolean {
  if (joined === undefined) return true;
  return !goesOn.test(text.slice(end, end + 4)) && !cameFrom.test(text.slice(Math.max(0, start - 4), start));
}
