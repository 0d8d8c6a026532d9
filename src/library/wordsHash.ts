// A short name for the words of an issue, by which a text that really changed is told from one that was only set anew. Dates,
// addresses, markup and the order of the parts do not count: a tracker in a link or a better parser is no news to a reader.

import type { Body, Issue } from '../digest/model.js';

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

/** Adds the words of a text in one pass. What stands in a tag, between `](` and `)`, or after `://` is no word. */
function addWords(sum: Sum, text: string, isHtml: boolean): void {
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (isHtml && code === lessThan && isTagStart(text.charCodeAt(at + 1))) at = after(text, '>', at);
    else if (code === bracket && text.charCodeAt(at + 1) === parenthesis) at = after(text, ')', at);
    else if (code === colon && text.startsWith('://', at)) at = endOfAddress(text, at);
    else if (isWordCode(code)) at = addWord(sum, text, at);
    else at++;
  }
}

const lessThan = 0x3c;
const bracket = 0x5d;
const parenthesis = 0x28;
const colon = 0x3a;

/** Past the next `mark`, or the end of the text. */
function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? text.length : at + 1;
}

function endOfAddress(text: string, from: number): number {
  let at = from;
  while (at < text.length && !addressEnds.has(text.charCodeAt(at))) at++;
  return at;
}

/** Blank, line breaks, `"`, `'`, `)`, `<`, `>`. */
const addressEnds: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d, 0x22, 0x27, 0x29, 0x3c, 0x3e]);

function isTagStart(code: number): boolean {
  return isLetter(code) || code === 0x2f || code === 0x21;
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

/** ASCII letters and digits, and everything beyond ASCII but the no-break space. */
function isWordCode(code: number): boolean {
  return isLetter(code) || (code >= 0x30 && code <= 0x39) || (code > 0x7f && code !== 0xa0);
}

/** Adds the word that begins at `at`; gives where it ends. Sums do not depend on the order of the words. */
function addWord(sum: Sum, text: string, at: number): number {
  let a = 0x811c9dc5;
  let b = 0x1b873593;
  let end = at;
  for (let code = text.charCodeAt(end); end < text.length && isWordCode(code); code = text.charCodeAt(++end)) {
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x5bd1e995);
  }
  sum.count += 1;
  sum.a = (sum.a + scatter(a)) >>> 0;
  sum.b = (sum.b + scatter(b)) >>> 0;
  return end;
}

/** Spreads the bits, so that words that differ in a letter do not cancel one another out in a sum. */
function scatter(hash: number): number {
  let bits = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
