// A short name for the words of an issue, by which a text that really changed is told from one that was only set anew. Dates,
// addresses, markup and the order of the parts do not count: a tracker in a link or a better parser is no news to a reader.

import type { Body, Issue } from '../../digest/model.js';

/** The same for two issues that show the same words equally often. Not for security. */
export function wordsHash(issue: Issue): string {
  const sum = { count: 0, a: 0, b: 0 };
  addWords(sum, issue.title, false);
  for (const text of [issue.tldr, issue.excerpt, ...issue.takeaways]) addWords(sum, text ?? '', false);
  if (issue.intro) addBody(sum, issue.intro);
  for (const section of issue.sections) {
    for (const text of [section.title, section.tldr, ...section.takeaways]) addWords(sum, text ?? '', false);
    addBody(sum, section.body);
    for (const link of section.links) addWords(sum, link.label, false);
  }
  for (const link of issue.links) addWords(sum, link.label, false);
  return [sum.count, sum.a, sum.b].map((number) => number.toString(36)).join('.');
}

interface Sum {
  count: number;
  a: number;
  b: number;
}

function addBody(sum: Sum, body: Body): void {
  addWords(sum, body.text, body.format === 'html');
}

/**
 * Adds the words of a text in one pass; sums do not depend on their order. What stands in a tag, between `](` and `)`, or after
 * `://` is no word.
 */
function addWords(sum: Sum, text: string, isHtml: boolean): void {
  let word = noWord;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f ? code !== noBreakSpace : kinds[code] === inWord) {
      word = Math.imul(word ^ code, 0x01000193);
      continue;
    }
    if (word !== noWord) addWord(sum, word);
    word = noWord;
    if (code <= 0x7f && kinds[code] === mayOpen) at = endOfGap(text, at, isHtml);
  }
  if (word !== noWord) addWord(sum, word);
}

const noWord = 0x811c9dc5 | 0;
const noBreakSpace = 0xa0;
const inWord = 1;
const mayOpen = 2;

/** What each ASCII character is: part of a word, the beginning of what is no word (`<`, `]`, `:`), or a gap. */
const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[a-z0-9]/i.test(character)) return inWord;
  return '<]:'.includes(character) ? mayOpen : 0;
});

/** The last place of the gap that begins at `at`. */
function endOfGap(text: string, at: number, isHtml: boolean): number {
  switch (text.charAt(at)) {
    case '<':
      return isHtml && /[a-z/!]/i.test(text[at + 1] ?? '') ? endAt(text, '>', at) : at;
    case ']':
      return text[at + 1] === '(' ? endAt(text, ')', at) : at;
    default:
      return text.startsWith('://', at) ? endOfAddress(text, at) : at;
  }
}

/** The place of the next `mark`, or the end of the text. */
function endAt(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? text.length : at;
}

function endOfAddress(text: string, from: number): number {
  let at = from;
  while (at + 1 < text.length && !' \t\n\r"\')<>'.includes(text.charAt(at + 1))) at++;
  return at;
}

function addWord(sum: Sum, word: number): void {
  sum.count += 1;
  sum.a = (sum.a + scatter(word, 0x85ebca6b)) >>> 0;
  sum.b = (sum.b + scatter(word, 0xcc9e2d51)) >>> 0;
}

/** Spreads the bits, so that words that differ in a letter do not cancel one another out in a sum. */
function scatter(hash: number, factor: number): number {
  let bits = Math.imul(hash ^ (hash >>> 16), factor);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
