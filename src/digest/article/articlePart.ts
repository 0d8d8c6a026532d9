// One part of an article while it is put together: the text before its first heading, or a section. It keeps blocks in order
// and lists each address once.

import { linkKey } from '../links.js';
import type { Link } from '../model.js';
import { writeBlocks, type Block } from './articleBlocks.js';
import { linksIn } from './articleLinks.js';
import { toArticleMarkdown } from './articleMarkdown.js';
import type { MarkupPiece } from './markupPiece.js';

export class ArticlePart {
  readonly title: string;
  readonly takeaways: string[] = [];
  readonly #page: string | undefined;
  readonly #blocks: Block[] = [];
  readonly #links = new Map<string, Link>();
  #tldr: string | undefined;

  constructor(title: string, page: string | undefined) {
    this.title = title;
    this.#page = page;
  }

  get tldr(): string | undefined {
    return this.#tldr;
  }

  get links(): readonly Link[] {
    return [...this.#links.values()];
  }

  get isEmpty(): boolean {
    return this.#blocks.every((block) => block.kind === 'rule');
  }

  /** Takes a block into the body. Rules that would begin it are left out. */
  keep(block: Block): void {
    if (block.kind === 'rule' && (this.#blocks.length === 0 || this.#blocks.at(-1)?.kind === 'rule')) return;
    this.#blocks.push(block);
    this.findLinksIn(block.pieces);
  }

  /** Sets the TLDR. False when there is one already, or nothing to be one. */
  setTldr(pieces: readonly MarkupPiece[]): boolean {
    const markdown = this.#tldr === undefined ? toArticleMarkdown(pieces) : '';
    if (markdown === '') return false;
    this.#tldr = markdown;
    this.findLinksIn(pieces);
    return true;
  }

  /** False when nothing is to be seen of it. */
  addTakeaway(pieces: readonly MarkupPiece[]): boolean {
    const markdown = toArticleMarkdown(pieces);
    if (markdown === '') return false;
    this.takeaways.push(markdown);
    this.findLinksIn(pieces);
    return true;
  }

  findLinksIn(pieces: readonly MarkupPiece[]): void {
    for (const link of linksIn(pieces, this.#page)) if (!this.#links.has(linkKey(link))) this.#links.set(linkKey(link), link);
  }

  /** Lists links whose labels stand nowhere else. False, and nothing done, when one is listed with another label already. */
  addLinks(links: readonly Link[]): boolean {
    const labels = new Map<string, string>();
    for (const link of links) {
      const known = this.#links.get(linkKey(link))?.label ?? labels.get(linkKey(link));
      if (known !== undefined && known !== link.label) return false;
      labels.set(linkKey(link), link.label);
    }
    for (const link of links) this.#links.set(linkKey(link), link);
    return true;
  }

  /** The body as markup that is well-formed on its own. Rules that end it are left out. */
  body(): string {
    const end = this.#blocks.findLastIndex((block) => block.kind !== 'rule');
    return writeBlocks(this.#blocks.slice(0, end + 1));
  }
}
