// Cuts a text into the words by which it is found, with their places in it. What is stored and what is asked go through this
// one rule. Pure.
//
// A word is a run of letters and digits, folded; an apostrophe inside is left out, and `c++` and `c#` keep their signs. Anything
// else parts words, so `torch.linalg.solve_ex` is four of them that stand side by side. Scripts without spaces between words
// (and Korean, which has endings) are cut into pairs of neighbouring characters, then the last character alone: two typed
// characters are enough to find any text that has them.

import { fold } from './fold.js';

/** A word as it is compared, and where it stands. */
export interface Word {
  readonly text: string;
  /** In UTF-16 units, as is `end`, which is behind it. Pairs of characters overlap. */
  readonly start: number;
  readonly end: number;
}

/** What is longer is no word that anybody types; its beginning is kept. */
const longestWord = 64;

const gap = 0;
const letter = 1;
const digit = 2;
const pairing = 3;
const mark = 4;
type Kind = typeof gap | typeof letter | typeof digit | typeof pairing | typeof mark;

const pairedScripts = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\u30fc]/u;

const kinds = new Map<number, Kind>();

function kindOf(code: number): Kind {
  if (code < 0x80) return asciiKinds[code] ?? gap;
  const known = kinds.get(code);
  if (known !== undefined) return known;
  const kind = findKind(String.fromCodePoint(code));
  kinds.set(code, kind);
  return kind;
}

function findKind(character: string): Kind {
  if (pairedScripts.test(character)) return pairing;
  if (/\p{N}/u.test(character)) return digit;
  if (/\p{L}/u.test(character)) return letter;
  return /[\p{M}\u00ad\u200c\u200d]/u.test(character) ? mark : gap;
}

const asciiKinds: readonly Kind[] = Array.from({ length: 0x80 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[a-z]/i.test(character)) return letter;
  return /\d/.test(character) ? digit : gap;
});

/** Calls `found` for each word of the text, in order. For long texts: makes no list. */
export function eachWord(text: string, found: (word: string, start: number, end: number) => void): void {
  let at = 0;
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0;
    const kind = kindOf(code);
    if (kind === pairing) at = pairs(text, at, found);
    else if (kind === letter || kind === digit) at = run(text, at, found);
    else at += code > 0xffff ? 2 : 1;
  }
}

/** A text with its words in order, in lists side by side: for texts that are read for more than one purpose. */
export interface TextWords {
  readonly text: string;
  readonly words: readonly string[];
  /** In UTF-16 units, as are `ends`, which are behind the words. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** The words of a text as lists. */
export function textWords(text: string): TextWords {
  const words: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  eachWord(text, (word, start, end) => {
    words.push(word);
    starts.push(start);
    ends.push(end);
  });
  return { text, words, starts, ends };
}

/** The words of a text, in order. */
export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  eachWord(text, (word, start, end) => void words.push({ text: word, start, end }));
  return words;
}

/**
 * The words to ask for, so that a text is found that goes on behind them. A single character of a script in pairs is the
 * beginning of a pair (`isBeginning`); at the end of a run it stands alone only where the text ends too.
 */
export function askedWords(text: string): { readonly words: readonly string[]; readonly isBeginning: boolean } {
  const words = wordsOf(text);
  const last = words.at(-1);
  const before = words.at(-2);
  const isSingle = last !== undefined && kindOf(text.codePointAt(last.start) ?? 0) === pairing;
  const isInPair = isSingle && before !== undefined && before.end > last.start;
  return { words: (isInPair ? words.slice(0, -1) : words).map((word) => word.text), isBeginning: isSingle && !isInPair };
}

/** Reads a run of letters and digits; gives where it ends. */
function run(text: string, start: number, found: (word: string, start: number, end: number) => void): number {
  let at = start;
  let isEnglish = true;
  let hasDigit = false;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) {
      const kind = asciiKinds[code];
      if (kind === letter) continue;
      if (kind === digit) {
        hasDigit = true;
        continue;
      }
      if (code === apostrophe && isApostrophe(text, at)) {
        isEnglish = false;
        continue;
      }
      break;
    }
    if (code === curlyApostrophe ? !isApostrophe(text, at) : !continuesRun(text, at)) break;
    isEnglish = false;
    if (code >= 0xd800 && code <= 0xdbff) at++;
  }
  if (!hasDigit) at = withSigns(text, at);
  const written = text.slice(start, Math.min(at, start + longestWord));
  const word = isEnglish ? written.toLowerCase() : fold(written).replace(/[^\p{L}\p{N}\p{M}+#]/gu, '');
  if (word !== '') found(word, start, at);
  return at;
}

const apostrophe = 0x27;
const curlyApostrophe = 0x2019;

function continuesRun(text: string, at: number): boolean {
  const kind = kindOf(text.codePointAt(at) ?? 0);
  return kind === letter || kind === digit || kind === mark;
}

/** Whether the character between two letters is an apostrophe and no quotation mark. */
function isApostrophe(text: string, at: number): boolean {
  return kindOf(text.codePointAt(at - 1) ?? 0) === letter && kindOf(text.codePointAt(at + 1) ?? 0) === letter;
}

/** The end of a word with the signs that belong to names of languages: `c++`, `f#`; `#12` behind a word is a number. */
function withSigns(text: string, end: number): number {
  const signs = text.startsWith('++', end) ? 2 : text[end] === '#' ? 1 : 0;
  const next = text.codePointAt(end + signs) ?? 0x20;
  return signs > 0 && kindOf(next) === gap && next !== 0x2b && next !== 0x23 ? end + signs : end;
}

/** Reads a run of a script without spaces; gives where it ends. */
function pairs(text: string, start: number, found: (word: string, start: number, end: number) => void): number {
  let at = start;
  let before: Word | undefined;
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0;
    const kind = kindOf(code);
    if (kind !== pairing && kind !== mark) break;
    let end = at + (code > 0xffff ? 2 : 1);
    // A mark belongs to the character before it.
    while (end < text.length && kindOf(text.charCodeAt(end)) === mark) end++;
    const word: Word = { text: fold(text.slice(at, Math.min(end, at + longestWord))), start: at, end };
    if (before) found(before.text + word.text, before.start, end);
    before = word;
    at = end;
  }
  if (before) found(before.text, before.start, before.end);
  return at;
}
