// Blocks of code on the page: a frame with the language's name and a button that copies, and colours where somebody gives them.
// Works on markup that was sanitised before; it adds our own elements around what is there.

import type { PageWords } from '../protocol/words.js';
import { languageOf, shownLanguage } from './codeLanguages.js';
import { escapeHtml } from './escapeHtml.js';
import { renderIcon } from './pagePart.js';

/** Markup of a code in the colours of its language, made of escaped text and spans of ours; undefined when it is not known. */
export type ColourCode = (code: string, language: string) => string | undefined;

/**
 * A grammar may need time that grows with the square of a block's length, where a hostile text asks for it: so blocks of one issue are
 * coloured until the squares of their lengths, in characters, come to this. That is one block of 20,000, or two hundred usual ones.
 */
const mostEffort = 20_000 ** 2;

const block = /<pre((?: [^>]*)?)>([^]*?)<\/pre>/g;

/** The anchor of the block at `index` (from 0). No section's id has a colon. */
function codeAnchor(index: number): string {
  return `code:${index + 1}`;
}

/** The markup of an issue's text with each block of code in its frame. */
export function frameCode(text: string, words: PageWords, colour?: ColourCode): string {
  let count = 0;
  let effort = 0;
  return text.replace(block, (whole: string, attributes: string, content: string) => {
    if (!isCode(attributes, content)) return whole;
    const anchor = codeAnchor(count++);
    const [, before = '', code = '', after = ''] = /^(\s*<code(?: [^>]*)?>)?([^]*?)(<\/code>\s*)?$/.exec(content) ?? [];
    const language = languageOf(before) ?? languageOf(attributes);
    const isColourable = language !== undefined && effort + code.length ** 2 <= mostEffort && isPlain(code);
    const colours = isColourable ? colour?.(plainCode(code), language) : undefined;
    if (colours !== undefined) effort += code.length ** 2;
    const name = language === undefined ? '' : `<span class="language">${escapeHtml(shownLanguage(language))}</span>`;
    const shape = language === undefined ? 'code' : 'code is-named';
    return (
      `<div class="${shape}"><div class="code-head" dir="ltr">${name}${renderCopy(anchor, words)}</div>` +
      `<pre${attributes}>${before}${colours ?? code}${after}</pre></div>`
    );
  });
}

/** The code of the block at `anchor` as text; undefined when the markup of the page has no such block. */
export function codeAt(html: string, anchor: string): string | undefined {
  const index = Number(/^code:([1-9]\d{0,5})$/.exec(anchor)?.[1]) - 1;
  let count = 0;
  for (const [, attributes = '', content = ''] of html.matchAll(block)) {
    if (isCode(attributes, content) && count++ === index) return plainCode(content).replace(/^\n|\n$/g, '');
  }
  return undefined;
}

/** Whether any text of an issue may have a block whose language is named: only then the colours are worth loading. */
export function namesLanguage(texts: readonly string[]): boolean {
  return texts.some((text) => /(?:```|~~~)[ \t]*[a-z]|language-[a-z]/i.test(text));
}

/** Text that no parser could take is none, nor is a block around another. */
function isCode(attributes: string, content: string): boolean {
  return !attributes.includes('as-is') && !content.includes('<pre');
}

/** Nothing stands in it that has to stay: the author's own links, marks and line breaks do, spans without a meaning do not. */
function isPlain(code: string): boolean {
  return !/<(?!\/?span(?: (?:dir|lang)="[^"]*")*>)/.test(code);
}

function plainCode(markup: string): string {
  return markup
    .replace(/<br(?: \/)?>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|amp);/g, (_, name: string) => characters[name] ?? '');
}

const characters: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };

function renderCopy(anchor: string, words: PageWords): string {
  return (
    `<button type="button" class="copy" data-action="copyCode" data-anchor="${anchor}" data-done="${escapeHtml(words.copied)}"` +
    ` aria-label="${escapeHtml(words.copyCode)}" title="${escapeHtml(words.copy)}">${renderIcon('copy')}</button>`
  );
}
