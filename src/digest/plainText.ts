// Markdown as the text a person reads: no marks, character references resolved. For titles, labels, the clipboard, previews
// and word counts. It makes no markup.

import { decodeHTML } from 'entities/decode';
import { childTokens, lexAll, lexInline, tableRows, type Links, type MarkedToken } from './markdownTokens.js';
import { isTame } from './tameMarkdown.js';

/** A token still to be read, or text that stands between tokens. */
type Step = MarkedToken | string;

function stepsOf(token: MarkedToken): readonly Step[] {
  if (token.type === 'table') {
    return tableRows(token).flatMap((row): readonly Step[] => [
      ...row.flatMap((cell, index): readonly Step[] => (index > 0 ? ['\t', ...cell] : cell)),
      '\n',
    ]);
  }
  return token.type === 'image' || (token.type === 'link' && token.autolink) ? [] : childTokens(token);
}

const blockTypes: readonly string[] = ['paragraph', 'heading', 'blockquote', 'list', 'code', 'table'];
const silentTypes: readonly string[] = ['hr', 'def', 'checkbox', 'list', 'table'];

function isBlock(token: MarkedToken, hasSteps: boolean): boolean {
  return (
    blockTypes.includes(token.type) || (token.type === 'html' && 'block' in token && token.block) || (token.type === 'text' && hasSteps)
  );
}

/** Text of a token that has no tokens inside. In code and after a backslash, character references are not resolved. */
function ownText(token: MarkedToken): string {
  if (silentTypes.includes(token.type)) return '';
  if (token.type === 'html') return decodeHTML(token.raw.replace(/<(?:!--[^]*?(?:-->|$)|[/!?]?[a-z][^<>]*>)/gi, ' '));
  if (token.type === 'br') return '\n';
  if (token.type === 'space') return '\n\n';
  const text = 'text' in token ? token.text : token.raw;
  return token.type === 'code' || token.type === 'codespan' || token.type === 'escape' || token.type === 'link' ? text : decodeHTML(text);
}

/** Text of the tokens, blocks on lines of their own. A walk with a stack of its own: depth is the input's, not ours. */
export function textOfTokens(tokens: readonly MarkedToken[]): string {
  const parts: string[] = [];
  const stack: Step[] = [...tokens].reverse();
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    if (typeof step === 'string') {
      parts.push(step);
      continue;
    }
    const steps = stepsOf(step);
    if (isBlock(step, steps.length > 0)) stack.push('\n');
    for (const inner of steps.toReversed()) stack.push(inner);
    if (steps.length === 0) parts.push(ownText(step));
  }
  return parts
    .join('')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Markdown → the text as read. Hostile Markdown comes back as it is. */
export function plainText(markdown: string): string {
  if (!/[\\*_~`[\]<>&#|\n-]/.test(markdown)) return markdown.trim();
  return isTame(markdown) ? textOfTokens(lexAll(markdown)) : markdown.trim();
}

/** Markdown of one line (a heading, a label) → plain text on one line. Block marks such as `1.` or `#` are text here. */
export function plainInline(markdown: string, definitions: Links = {}): string {
  const line = markdown.trim();
  if (!isTame(line)) return line.replace(/\s+/g, ' ');
  return textOfTokens(lexInline(line, definitions)).replace(/\s+/g, ' ').trim();
}

/** The first words of a Markdown text: its first line as plain text, at most `max` characters, cut between words. */
export function firstWords(markdown: string, max: number): string {
  const [line = ''] = plainText(markdown.slice(0, max * 8 + 2000)).split('\n', 1);
  const text = line.replace(/\s+/g, ' ').trim();
  if (text.length <= max) return text;
  const cut = text.lastIndexOf(' ', max);
  return text.slice(0, cut > max / 2 ? cut : max).replace(/[\s,;:\ud800-\udbff]+$/, '');
}
