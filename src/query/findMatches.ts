// Where the words of a query stand in a text: for snippets and for the marks in the page. Pure.

import type { TextCondition } from './query.js';
import { type Word, wordsOf } from './words.js';

/** Words side by side that are looked for in a text. */
export type SoughtText = Pick<TextCondition, 'words' | 'prefix'>;

/** A part of a text, in UTF-16 units; `end` is behind it. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A match, and which of the texts that were sought it is. */
export interface Match extends TextRange {
  readonly index: number;
  /** Every word stands there whole, none only as a beginning. */
  readonly isWhole: boolean;
}

/** Every place of every sought text, in the order of the text. */
export function findMatches(text: string, sought: readonly SoughtText[]): readonly Match[] {
  const words = wordsOf(text);
  return words.flatMap((_, at) =>
    sought.flatMap((each, index): readonly Match[] => {
      const match = matchAt(words, at, each);
      return match ? [{ ...match, index }] : [];
    }),
  );
}

function matchAt(
  words: readonly Word[],
  at: number,
  { words: wanted, prefix }: SoughtText,
): (TextRange & { readonly isWhole: boolean }) | undefined {
  for (const [offset, word] of wanted.entries()) {
    const found = words[at + offset]?.text;
    if (found === word) continue;
    const mayGoOn = prefix !== 'none' && offset === wanted.length - 1;
    if (!mayGoOn || found?.startsWith(word) !== true) return undefined;
  }
  const first = words[at];
  const last = words[at + wanted.length - 1];
  return first && last && { start: first.start, end: last.end, isWhole: last.text === wanted.at(-1) };
}
