// A web page from outside → a page that the extractor can be given: bounded in size, elements and depth, without scripts,
// styles and comments, with one head and one body. It keeps what tells an article from its surroundings and judges none of it.

import { Parser } from 'htmlparser2';
import { escapeHtml } from '../render/escapeHtml.js';

/** UTF-16 units. */
const largestPage = 5_000_000;
/** Elements, and characters of text that have to be escaped: the extractor takes seconds for so many. The longest articles have 40,000. */
const mostParts = 50_000;
/** Elements nested deeper lose their tags: the extractor recurses. */
const deepest = 150;
const mostAttributes = 30;
const longestAttribute = 8_000;
const chunkLength = 65_536;

export interface TamePage {
  readonly html: string;
  /** What the page says that its relative addresses are seen from, as written. */
  readonly base?: string;
}

/** Left out with their content. */
const silent: ReadonlySet<string> = new Set('script style template svg canvas noembed noframes'.split(' '));
const voids: ReadonlySet<string> = new Set('area br col embed hr img input source track wbr'.split(' '));
/** There is one of each, and it is ours. */
const frame: ReadonlySet<string> = new Set(['html', 'head', 'body']);

class PageTamer {
  readonly parser = new Parser({
    onopentag: (name, attributes) => this.#open(name, attributes),
    onclosetag: (name) => this.#close(name),
    ontext: (text) => this.#text(text),
  });
  base: string | undefined;
  /** Elements and escaped characters so far. */
  parts = 0;
  #head = '';
  #title: string | undefined;
  readonly #body: string[] = [];
  /** The names of what is open; `undefined` for what was not written. */
  readonly #stack: (string | undefined)[] = [];
  #depth = 0;
  #silence = 0;
  #isInTitle = false;

  finish(): string {
    this.parser.end();
    const title = this.#title === undefined ? '' : `<title>${escapeHtml(this.#title)}</title>`;
    return `<!doctype html><html><head>${title}${this.#head}</head><body>${this.#body.join('')}</body></html>`;
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.parts++;
    const isWritten = this.#silence === 0 && this.#begin(name, attributes);
    if (silent.has(name)) this.#silence++;
    if (voids.has(name)) return;
    this.#stack.push(isWritten ? name : undefined);
    if (isWritten) this.#depth++;
  }

  /** Writes the start tag; false when the element stays out. */
  #begin(name: string, attributes: Readonly<Record<string, string>>): boolean {
    if (name === 'base') this.base ??= attributes['href'];
    if (name === 'meta' && attributes['content'] !== undefined) this.#head += `<meta${written(attributes)}>`;
    if (name === 'title' && this.#title === undefined) {
      this.#title = '';
      this.#isInTitle = true;
    }
    const isOut = silent.has(name) || frame.has(name) || name === 'base' || name === 'meta' || name === 'link' || name === 'title';
    if (isOut || this.#depth >= deepest || !/^[a-z][a-z\d-]{0,40}$/.test(name)) return false;
    this.#body.push(`<${name}${written(attributes)}>`);
    return true;
  }

  #close(name: string): void {
    if (name === 'title') this.#isInTitle = false;
    if (voids.has(name)) return;
    const open = this.#stack.pop();
    if (silent.has(name) && this.#silence > 0) this.#silence--;
    if (open === undefined) return;
    this.#depth--;
    this.#body.push(`</${open}>`);
  }

  #text(text: string): void {
    if (this.#isInTitle) this.#title += text;
    else if (this.#silence === 0) {
      if (/[&<]/.test(text)) this.parts += text.split(/[&<]/).length;
      this.#body.push(escapeHtml(text));
    }
  }
}

function written(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .filter(([name, value]) => /^[a-z][a-z\d:-]{0,40}$/.test(name) && !name.startsWith('on') && value.length <= longestAttribute)
    .slice(0, mostAttributes)
    .map(([name, value]) => ` ${name}="${escapeHtml(value)}"`)
    .join('');
}

/** Undefined when the page is too large or has too many parts to be looked at. */
export function tamePage(html: string): TamePage | undefined {
  if (html.length > largestPage) return undefined;
  const tamer = new PageTamer();
  for (let start = 0; start < html.length; start += chunkLength) {
    tamer.parser.write(html.slice(start, start + chunkLength));
    if (tamer.parts > mostParts) return undefined;
  }
  const page = tamer.finish();
  return { html: page, ...(tamer.base === undefined ? {} : { base: tamer.base }) };
}
