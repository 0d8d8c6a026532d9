// One part of an issue while it is put together: the text before the first section, or a section. It keeps text in order,
// lists each link once, and drops the rules that only separate parts.

import type { Links } from './markdownTokens.js';
import { findLinks } from './inlineLinks.js';
import { linkKey, toLink } from './links.js';
import type { Link } from './model.js';

/** What links need to be resolved: the definitions of the document and the page it comes from. */
export interface LinkContext {
  readonly definitions: Links;
  /** Definitions that a link uses. */
  readonly used?: ReadonlySet<string>;
  readonly base?: string | undefined;
}

interface Kept {
  raw: string;
  readonly isRule: boolean;
  /** Position in the document, to know what was next to what. Undefined for text that was cut out of a block. */
  readonly index: number | undefined;
}

export class PartDraft {
  readonly title: string;
  readonly takeaways: string[] = [];
  readonly #context: LinkContext;
  readonly #kept: Kept[] = [];
  readonly #links = new Map<string, Link>();
  /** Addresses whose label stands nowhere but in the list of links. */
  readonly #listed = new Set<string>();
  /** Addresses as written in the text: the same one again needs no second look. */
  readonly #found = new Set<string>();
  #tldr: string | undefined;

  constructor(title: string, context: LinkContext) {
    this.title = title;
    this.#context = context;
  }

  get tldr(): string | undefined {
    return this.#tldr;
  }

  get links(): readonly Link[] {
    return [...this.#links.values()];
  }

  get isEmpty(): boolean {
    return this.#kept.every((kept) => kept.isRule);
  }

  /** Takes a block into the body as it came. Its links are listed too. */
  keep(raw: string, index?: number): void {
    if (raw.trim() === '') return;
    this.#add({ raw, isRule: false, index });
    this.findLinksIn(raw);
  }

  /** A definition: kept, but what it defines is listed where it is used. */
  keepDefinition(raw: string, index: number): void {
    this.#add({ raw, isRule: false, index });
  }

  keepRule(raw: string, index: number): void {
    if (!this.#kept.at(-1)?.isRule) this.#add({ raw, isRule: true, index });
  }

  /** Sets the TLDR. False when there is one already. */
  setTldr(markdown: string): boolean {
    if (this.#tldr !== undefined || markdown.trim() === '') return false;
    this.#tldr = markdown.trim();
    this.findLinksIn(markdown);
    return true;
  }

  addTakeaway(markdown: string): void {
    if (markdown.trim() === '') return;
    this.takeaways.push(markdown.trim());
    this.findLinksIn(markdown);
  }

  /** Goes on with the last takeaway, in a paragraph of its own or right below. */
  extendTakeaway(markdown: string, separator = '\n\n'): void {
    const last = this.takeaways.pop();
    this.takeaways.push(last === undefined ? markdown.trim() : `${last}${separator}${markdown.trim()}`);
    this.findLinksIn(markdown);
  }

  /** Lists the links of a text that is kept elsewhere in the part. */
  findLinksIn(markdown: string): void {
    for (const { label, href } of findLinks(markdown, this.#context.definitions)) {
      if (href.startsWith('#') || href === '' || this.#found.has(href)) continue;
      this.#found.add(href);
      const link = toLink(label, href, this.#context.base);
      const key = linkKey(link);
      if (link.label !== '' && !this.#links.has(key)) this.#links.set(key, link);
    }
  }

  /**
   * Lists a link whose label stands nowhere else. Its label is preferred to that of the same address in running text. False
   * when the address is listed with another label already: then the caller keeps the text.
   */
  addLink(label: string, href?: string): boolean {
    const link = toLink(label, href, this.#context.base);
    if (link.label === '') return true;
    const key = linkKey(link);
    if (this.#listed.has(key)) return this.#links.get(key)?.label === link.label;
    this.#listed.add(key);
    this.#links.set(key, link);
    // An address that is not taken has to stay readable.
    return href === undefined || link.url !== undefined;
  }

  /**
   * Whether the part lists this link. One that it lists by its label alone gets the address that the text gives later: the
   * label must be the same.
   */
  knowsLink(label: string, href?: string): boolean {
    const link = toLink(label, href, this.#context.base);
    if (!link.url) return [...this.#links.values()].some((one) => one.label === link.label);
    const known = this.#links.get(linkKey(link));
    if (known) return known.label === link.label || link.label === link.url;
    const bare = this.#links.get(`label:${link.label}`);
    if (!bare) return false;
    const links = [...this.#links.values()].map((one) => (one === bare ? link : one));
    this.#links.clear();
    for (const one of links) this.#links.set(linkKey(one), one);
    return true;
  }

  /** The body: blocks that were neighbours as they came, a blank line where something was taken out between them. */
  body(): string {
    const first = this.#kept.findIndex((kept) => !kept.isRule);
    const last = this.#kept.findLastIndex((kept) => !kept.isRule);
    return this.#kept
      .slice(Math.max(first, 0), last + 1)
      .map((kept) => kept.raw)
      .join('')
      .replace(/^(?:[ \t]*\n)+/, '')
      .trimEnd();
  }

  #add(kept: Kept): void {
    const previous = this.#kept.at(-1);
    const areNeighbours = previous?.index !== undefined && previous.index + 1 === kept.index;
    if (previous && !areNeighbours) previous.raw = `${previous.raw.trimEnd()}\n\n`;
    else if (previous && !previous.raw.endsWith('\n')) previous.raw += '\n';
    this.#kept.push(kept);
  }
}
