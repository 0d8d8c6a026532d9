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
  readonly #found: (name: string) => void;
  #words: string[] = [];
  #end = 0;

  /** `found` gets the words of a name in order with `_` between them, whatever signs joined them. */
  constructor(text: string, found: (name: string) => void) {
    this.#text = text;
    this.#found = found;
  }

  add(word: string, start: number, end: number): void {
    if (this.#words.length > 0 && !this.#isJoined(start)) this.finish();
    this.#words.push(word);
    this.#end = end;
  }

  /** To be called behind the last word. */
  finish(): void {
    const words = this.#words;
    this.#words = [];
    if (words.length < 2 || words.length > mostWords) return;
    const name = words.join('_');
    if (name.length <= longestName) this.#found(name);
  }

  #isJoined(start: number): boolean {
    const gap = start - this.#end;
    return (gap === 1 || gap === 2) && joints.test(this.#text.slice(this.#end, start));
  }
}

/** The name that a text is as a whole, signs around it aside; undefined when it is none. */
export function joinedWhole(text: string): string | undefined {
  const names: string[] = [];
  let count = 0;
  const joined = new JoinedWords(text, (name) => void names.push(name));
  eachWord(text, (word, start, end) => {
    count++;
    joined.add(word, start, end);
  });
  joined.finish();
  const [name] = names;
  return name?.split('_').length === count ? name : undefined;
}
