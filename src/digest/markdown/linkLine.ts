// Reads what follows a `Link:` label: one or more links, bare addresses, or a label whose address is not given.

import { decodeHTML } from 'entities/decode';
import { findLinks, type WrittenLink } from '../inlineLinks.js';
import { childTokens, lexInline, type Links, type MarkedToken } from '../markdownTokens.js';
import { plainInline, textOfTokens } from '../plainText.js';
import { isTame } from '../tameMarkdown.js';

export interface LinkLine {
  /** In order. One without `href` has no address in the text. */
  readonly links: readonly { readonly label: string; readonly href?: string }[];
  /** What is not links: it stays in the body, as Markdown. Empty when everything was understood. */
  readonly rest: string;
}

const longestLabel = 300;
const separators = /^[\s|,;·•/&+–—‖¦-]*$/;

function toWritten(token: MarkedToken): WrittenLink | undefined {
  if (token.type !== 'link') return undefined;
  const { href, text, autolink } = token;
  return autolink ? { label: text, href } : { label: textOfTokens(childTokens(token)).replace(/\s+/g, ' '), href: decodeHTML(href) };
}

/** "Some title: https://…" and "Some title (https://…)": the words are the label of the one bare address. */
function readNamedAddress(tokens: readonly MarkedToken[]): LinkLine | undefined {
  const at = tokens.findIndex((token) => token.type === 'link');
  const link = tokens[at];
  const after = tokens.slice(at + 1);
  if (
    at < 1 ||
    link?.type !== 'link' ||
    !link.autolink ||
    after.some((token) => token.type !== 'text' || !/^\s*[)>\].]?\s*$/.test(token.raw))
  )
    return undefined;
  const before = tokens.slice(0, at);
  if (before.some((token) => token.type === 'html' || token.type === 'link' || token.raw.includes('\n'))) return undefined;
  const label = textOfTokens(before)
    .replace(/[\s:(<[–—-]+$/, '')
    .trim();
  return label === '' || label.length > longestLabel ? undefined : { links: [{ label, href: link.href }], rest: '' };
}

/** Links and separators from the start; what follows them on later lines is text. */
function readLeadingLinks(tokens: readonly MarkedToken[]): LinkLine | undefined {
  const links: WrittenLink[] = [];
  let used = 0;
  for (const token of tokens) {
    const link = toWritten(token);
    if (link) links.push(link);
    else if (token.type !== 'br' && !(token.type === 'text' && separators.test(token.raw))) break;
    used++;
  }
  if (links.length === 0) return undefined;
  const rest = tokens
    .slice(used)
    .map((token) => token.raw)
    .join('');
  const before = tokens
    .slice(0, used)
    .map((token) => token.raw)
    .join('');
  if (rest.trim() === '') return { links, rest: '' };
  // "[a](b) and more": the sentence stays whole. A new line below the links is a sentence of its own.
  if (/\n[ \t]*$/.test(before)) return { links, rest: rest.trim() };
  const lineEnd = rest.indexOf('\n');
  return lineEnd !== -1 && separators.test(rest.slice(0, lineEnd)) ? { links, rest: rest.slice(lineEnd).trim() } : undefined;
}

/** A label whose address was not given: the first line, or all when it is short enough to be one label. */
function readLabel(markdown: string): LinkLine | undefined {
  const end = markdown.indexOf('\n');
  const isShort = markdown.length <= 160;
  const label = plainInline(isShort || end === -1 ? markdown : markdown.slice(0, end)).replace(/^\[([^[\]]*)\]$/, '$1');
  if (!/[\p{L}\p{N}]/u.test(label) || label.length > longestLabel) return undefined;
  return { links: [{ label }], rest: isShort || end === -1 ? '' : markdown.slice(end).trim() };
}

/**
 * Reads the Markdown after a `Link:` label. Links are given as written; the caller resolves them. When the line holds more
 * than links, the whole of it comes back as `rest` beside the links in it.
 */
export function readLinkLine(markdown: string, definitions: Links): LinkLine {
  const text = markdown.trim();
  if (text === '') return { links: [], rest: '' };
  if (!isTame(text)) return { links: findLinks(text, definitions), rest: text };
  const tokens = lexInline(text, definitions);
  const understood = readLeadingLinks(tokens) ?? readNamedAddress(tokens);
  if (understood) return understood;
  const links = findLinks(text, definitions);
  const isPlain = links.length === 0 && tokens.every((token) => token.type !== 'image' && token.type !== 'html');
  return (isPlain ? readLabel(text) : undefined) ?? { links, rest: text };
}
