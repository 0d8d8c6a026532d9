// Finds the links in a piece of Markdown, in reading order, as the Markdown lexer sees them. Images are not links.
// Nothing is resolved or filtered here: that is `links.ts`.

import { decodeHTML } from 'entities/decode';
import { childTokens, lexAll, type Links, type MarkedToken } from './markdownTokens.js';
import { textOfTokens } from './plainText.js';
import { isTame } from './tameMarkdown.js';

/** A link as written: label as plain text, address unresolved. */
export interface WrittenLink {
  readonly label: string;
  readonly href: string;
}

const tag = /<(\/?)([a-z][a-z0-9]*)\b([^<>]*)>/gi;
const hrefAttribute = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/i;

type LinkToken = Extract<MarkedToken, { type: 'link' }>;

/** Collects links from tokens; a raw `<a href>` is open until its end tag, also over several tokens. */
class LinkCollector {
  readonly links: WrittenLink[] = [];
  #open: { readonly href: string; label: string } | undefined;

  /** In a block of markup no Markdown is read, so its bare addresses are picked up here. */
  addMarkup(raw: string, isBlock: boolean): void {
    const addText = (text: string): void => {
      if (this.#open || !isBlock) this.addText(text);
      else for (const link of scanLinks(text)) this.links.push(link);
    };
    let at = 0;
    for (const found of raw.matchAll(tag)) {
      addText(raw.slice(at, found.index));
      at = found.index + found[0].length;
      if (found[2]?.toLowerCase() !== 'a') continue;
      this.#close();
      const href = found[1] ? undefined : hrefAttribute.exec((found[3] ?? '').slice(0, 8192));
      const address = href?.[1] ?? href?.[2] ?? href?.[3];
      if (address !== undefined) this.#open = { href: decodeHTML(address), label: '' };
    }
    addText(raw.slice(at));
  }

  addText(text: string): void {
    if (this.#open) this.#open.label += decodeHTML(text);
  }

  addLink(token: LinkToken): void {
    if (token.autolink) this.links.push({ label: token.text, href: token.href });
    else this.links.push({ label: textOfTokens(childTokens(token)), href: decodeHTML(token.href) });
  }

  #close(): void {
    if (this.#open) this.links.push({ label: this.#open.label.replace(/\s+/g, ' ').trim(), href: this.#open.href });
    this.#open = undefined;
  }

  finish(): readonly WrittenLink[] {
    this.#close();
    return this.links;
  }
}

function collect(tokens: readonly MarkedToken[]): readonly WrittenLink[] {
  const collector = new LinkCollector();
  const stack = [...tokens].reverse();
  for (let token = stack.pop(); token; token = stack.pop()) {
    if (token.type === 'link') collector.addLink(token);
    else if (token.type === 'html') collector.addMarkup(token.raw, 'block' in token && token.block);
    else if (token.type !== 'image' && token.type !== 'code' && token.type !== 'def') {
      const children = childTokens(token);
      if (children.length === 0) collector.addText('text' in token ? token.text : '');
      for (const child of children.toReversed()) stack.push(child);
    }
  }
  return collector.finish();
}

const bareAddress = /https?:\/\/[^\s<>"`\]|\\]{1,4096}/gi;

/** Without the punctuation that ends the sentence, and a closing bracket that the address did not open. */
export function trimAddress(address: string): string {
  let open = 0;
  for (const char of address) open += char === '(' ? 1 : char === ')' ? -1 : 0;
  let end = address.length;
  while (end > 0) {
    const last = address.charAt(end - 1);
    if (last === ')' && open < 0) open++;
    else if (!".,;:!?'*_~…".includes(last)) break;
    end--;
  }
  return address.slice(0, end);
}

/** Links of a piece that is too wild for the lexer: `[label](address)` and bare addresses, in one pass. */
function scanLinks(text: string): readonly WrittenLink[] {
  const links: WrittenLink[] = [];
  for (const { 0: found, index } of text.matchAll(bareAddress)) {
    const href = trimAddress(found.slice(0, 2048));
    let label = href;
    if (text.startsWith('](', index - 2)) {
      const open = text.lastIndexOf('[', index - 2);
      if (open !== -1 && index - open < 400) label = text.slice(open + 1, index - 2);
    }
    links.push({ label, href });
  }
  return links;
}

/**
 * The links of a piece of Markdown. `definitions` are the reference definitions of the whole document, so that a link may
 * use one that stands elsewhere.
 */
export function findLinks(markdown: string, definitions: Links = {}): readonly WrittenLink[] {
  if (!/[[<@]|https?:|www\./i.test(markdown)) return [];
  if (!isTame(markdown)) return scanLinks(markdown);
  return collect(lexAll(markdown, definitions));
}
