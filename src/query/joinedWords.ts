// Names that are several words without a space between them: `GLM-5`, `torch.linalg.solve_ex`, `@scope/pkg`. Each word of them can
// be found by itself; joined, they tell `GLM-5` from `GLM-5.1`. Pure.

import { eachWord } from './words.js';

/** What may stand between the words of a name. */
const joints = /^[-._/@:+#=~*\\]{1,2}$/;

/** More words, or longer ones, are no name but a path or an address. */
const mostWords = 6;
const longestName = 64;

/** Collects the names of a text while its words go by (`eachWord`). */
export class JoinedWords {
  readonly #text: string;
  readonly #found: (name: string, words: number) => void;
  #name = '';
  #words = 0;
  #end = 0;

  /** `found` gets each name, its words as they are compared and the signs between them as they are written. */
  constructor(text: string, found: (name: string, words: number) => void) {
    this.#text = text;
    this.#found = found;
  }

  add(word: string, start: number, end: number): void {
    const sign = this.#words > 0 ? this.#signBefore(start) : undefined;
    if (sign === undefined) this.finish();
    this.#name += (sign ?? '') + word;
    this.#words++;
    this.#end = end;
  }

  /** To be called behind the last word. */
  finish(): void {
    const name = this.#name;
    const words = this.#words;
    this.#name = '';
    this.#words = 0;
    if (words > 1 && words <= mostWords && name.length <= longestName) this.#found(name, words);
  }

  #signBefore(start: number): string | undefined {
    const gap = start - this.#end;
    if (gap !== 1 && gap !== 2) return undefined;
    const sign = this.#text.slice(this.#end, start);
    return joints.test(sign) ? sign : undefined;
  }
}

/** The name that a text is as a whole, signs around it aside; undefined when it is none. */
export function joinedWhole(text: string): string | undefined {
  let whole: string | undefined;
  let count = 0;
  let inName = 0;
  const joined = new JoinedWords(text, (name, words) => {
    whole = name;
    inName = words;
  });
  eachWord(text, (word, start, end) => {
    count++;
    joined.add(word, start, end);
  });
  joined.finish();
  return inName === count ? whole : undefined;
}
