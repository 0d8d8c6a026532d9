// The words, strings and signs of a source in JavaScript or TypeScript; comments, numbers, templates and regular expressions are
// passed over. In markup (JSX) a mark of a text may be taken for one of code: at worst the line, or a template, is lost.

export interface Token {
  readonly kind: 'word' | 'string' | 'sign';
  /** Of a string what stands inside, as it is written. */
  readonly text: string;
  /** Of a string where its inside starts. */
  readonly start: number;
}

/** Words behind which a `/` begins a regular expression; behind any other it divides. */
const beforeValues = new Set('return typeof case in of delete void throw new else do await yield instanceof'.split(' '));

export function tokensOf(text: string): readonly Token[] {
  return new Tokens(text).read();
}

class Tokens {
  readonly #text: string;
  readonly #found: Token[] = [];
  /** For each template that code stands in: how many braces are open in that code. */
  readonly #templates: number[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): readonly Token[] {
    const word = /[\p{L}\p{N}_$]+/uy;
    while (this.#at < this.#text.length) {
      word.lastIndex = this.#at;
      const found = word.exec(this.#text)?.[0];
      if (found === undefined) this.#readSign(this.#text.charAt(this.#at));
      else this.#add('word', found, this.#at, this.#at + found.length);
    }
    return this.#found;
  }

  #add(kind: Token['kind'], text: string, start: number, next: number): void {
    this.#found.push({ kind, text, start });
    this.#at = next;
  }

  #readSign(sign: string): void {
    if (/\s/.test(sign)) this.#at += 1;
    else if (sign === '"' || sign === "'") this.#readString(sign);
    else if (sign === '`') this.#skipTemplate(this.#at + 1);
    else if (sign === '/') this.#readSlash();
    else if (sign === '{' || sign === '}') this.#readBrace(sign);
    else this.#add('sign', sign, this.#at, this.#at + 1);
  }

  #readString(mark: string): void {
    const start = this.#at + 1;
    const end = this.#endOfLineItem(start, (character) => character === mark);
    this.#add('string', this.#text.slice(start, end), start, end + 1);
  }

  #readSlash(): void {
    const next = this.#text.charAt(this.#at + 1);
    if (next === '/') this.#at = this.#behind('\n', this.#at);
    else if (next === '*') this.#at = this.#behind('*/', this.#at + 2);
    else if (this.#canBeginValue()) this.#skipExpression();
    else this.#add('sign', '/', this.#at, this.#at + 1);
  }

  #canBeginValue(): boolean {
    const last = this.#found.at(-1);
    if (!last) return true;
    if (last.kind === 'string') return false;
    return last.kind === 'word' ? beforeValues.has(last.text) : !')]}'.includes(last.text);
  }

  #skipExpression(): void {
    let isInClass = false;
    const end = this.#endOfLineItem(this.#at + 1, (character) => {
      if (character === '[') isInClass = true;
      if (character === ']') isInClass = false;
      return character === '/' && !isInClass;
    });
    // A sign stands for it: what follows divides.
    this.#add('sign', ')', this.#at, end + 1);
  }

  #readBrace(sign: '{' | '}'): void {
    const open = this.#templates.at(-1);
    if (open === 0 && sign === '}') {
      this.#templates.pop();
      this.#skipTemplate(this.#at + 1);
      return;
    }
    if (open !== undefined) this.#templates[this.#templates.length - 1] = open + (sign === '{' ? 1 : -1);
    this.#add('sign', sign, this.#at, this.#at + 1);
  }

  /** To the end of a template, or to code in it. */
  #skipTemplate(start: number): void {
    let at = start;
    for (; at < this.#text.length; at += 1) {
      const character = this.#text.charAt(at);
      if (character === '`') {
        this.#add('sign', ')', at, at + 1);
        return;
      }
      if (character === '\\') at += 1;
      if (character === '$' && this.#text.charAt(at + 1) === '{') {
        this.#templates.push(0);
        this.#add('sign', '(', at, at + 2);
        return;
      }
    }
    this.#at = this.#text.length;
  }

  /** Where what began on this line ends: before its mark, or before the end of the line. */
  #endOfLineItem(start: number, isEnd: (character: string) => boolean): number {
    let at = start;
    for (; at < this.#text.length; at += 1) {
      const character = this.#text.charAt(at);
      if (character === '\\') at += 1;
      else if (character === '\n' || isEnd(character)) return at;
    }
    return this.#text.length;
  }

  #behind(mark: string, start: number): number {
    const found = this.#text.indexOf(mark, start);
    return found < 0 ? this.#text.length : found + mark.length;
  }
}
