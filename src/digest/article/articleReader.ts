// Walks the blocks of an article in order and puts each into the one part and field it belongs to. What is not understood
// stays in the body. The rules are those of Markdown issues (`markdown/markdownForm.ts`), stricter where prose is concerned.

import type { ArticleLabel, LineLabel } from './articleLabels.js';
import { toBlocks, type Block } from './articleBlocks.js';
import { findDepth } from './articleDepth.js';
import { linksIn, onlyLinksIn } from './articleLinks.js';
import { ArticlePart } from './articlePart.js';
import { endOf, isBlank, textOfPieces, type MarkupPiece } from './markupPiece.js';
import type { Link } from '../model.js';

/** A TLDR is short: of a longer text only the first block is one. Characters. */
const longestTldr = 1_500;
/** Paragraphs that are takeaways without a list. */
const mostParagraphs = 12;
const longestLead = 300;
/** An article of more headings or takeaways than this is none that anybody cut by hand: the rest stays text. */
const mostSections = 2_000;
const mostTakeaways = 2_000;

const bullet = /^\s*[•◦▪‣·–—●*-]\s+/;

/** The content of each item of a list. Text that stands between items is an item. */
function itemsOf(list: readonly MarkupPiece[]): readonly (readonly MarkupPiece[])[] {
  const items: (readonly MarkupPiece[])[] = [];
  for (let index = 1; index < list.length - 1;) {
    const piece = list[index];
    const end = piece?.kind === 'open' ? endOf(list, index) : index + 1;
    items.push(piece?.kind === 'open' && piece.name === 'li' ? list.slice(index + 1, end - 1) : list.slice(index, end));
    index = end;
  }
  return items.filter((item) => !isBlank(item));
}

/** A line without the bullet that somebody typed; undefined when it has none. */
function withoutBullet(line: readonly MarkupPiece[]): readonly MarkupPiece[] | undefined {
  const first = line.findIndex((piece) => piece.kind === 'text' && /\S/.test(piece.text));
  const text = line[first];
  const mark = text?.kind === 'text' ? bullet.exec(text.text)?.[0] : undefined;
  if (text?.kind !== 'text' || mark === undefined) return undefined;
  return line.with(first, { kind: 'text', text: text.text.slice(mark.length), markup: text.markup.slice(mark.length) });
}

export class ArticleReader {
  readonly front: ArticlePart;
  readonly closing: ArticlePart;
  readonly sections: ArticlePart[] = [];
  readonly #blocks: readonly Block[];
  readonly #page: string | undefined;
  readonly #level: number;
  readonly #title: Block | undefined;
  readonly #tldrHeadings: number;
  #takeaways = 0;
  /** Where text goes now. */
  #part: ArticlePart;
  /** The heading of a field of the whole issue, in case text follows that is none of its own. */
  #pending: Block | undefined;

  constructor(pieces: readonly MarkupPiece[], title: string, page: string | undefined) {
    this.#blocks = toBlocks(pieces);
    this.#page = page;
    const depth = findDepth(this.#blocks, title);
    const sections = this.#blocks.filter(({ kind, level }) => kind === 'heading' && level <= depth.level).length;
    this.#level = sections > mostSections ? 0 : depth.level;
    this.#title = depth.title;
    this.#tldrHeadings = this.#blocks.filter(({ kind, label }) => kind === 'heading' && label?.kind === 'tldr').length;
    this.front = new ArticlePart('', page);
    this.closing = new ArticlePart('', page);
    this.#part = this.front;
  }

  read(): void {
    for (let index = 0; index < this.#blocks.length;) index = this.#take(index);
  }

  /** Handles the block at `index`, and those that belong to it. Out: the index of the next block. */
  #take(index: number): number {
    const block = this.#at(index);
    if (block.kind === 'heading') return this.#takeHeading(block, index);
    const { label } = block;
    const next = label?.kind === undefined ? undefined : this.#takeLabel(label, label.kind, index);
    if (next !== undefined) return next;
    if (block.kind !== 'rule' || !this.#pending) this.#text().keep(block);
    return index + 1;
  }

  #at(index: number): Block {
    const block = this.#blocks[index];
    if (!block) throw new RangeError(`No block ${index}`);
    return block;
  }

  /** The part that text belongs to. Below a field of the whole issue it makes a section of its own, once sections have begun. */
  #text(): ArticlePart {
    if (this.#pending && this.sections.length > 0) this.#open(this.#pending);
    this.#pending = undefined;
    return this.#part;
  }

  #open(heading: Block): void {
    this.#pending = undefined;
    this.#part = new ArticlePart(heading.title, this.#page);
    this.sections.push(this.#part);
    this.#part.findLinksIn(heading.pieces);
  }

  #takeHeading(block: Block, index: number): number {
    if (block === this.#title) {
      this.front.findLinksIn(block.pieces);
      return index + 1;
    }
    const label = block.label?.kind;
    const next = label === undefined ? undefined : this.#takeLabelHeading(block, label, index);
    if (next !== undefined) return next;
    if (block.level > this.#level) this.#text().keep(block);
    else this.#open(block);
    return index + 1;
  }

  /** A heading that is a label. Undefined when it is nothing but a heading here. */
  #takeLabelHeading(block: Block, label: ArticleLabel, index: number): number | undefined {
    const isWide = block.level <= this.#level || this.#part === this.front;
    const end = this.#regionEnd(index + 1, false);
    switch (label) {
      case 'tldr':
        return this.#takeTldrHeading(block, isWide, index, end);
      case 'summary':
        if (this.#part !== this.front && !this.#pending && this.#part.isEmpty && this.#part.tldr !== undefined) return index + 1;
        return isWide && this.sections.length === 0 ? this.#takeTldrHeading(block, true, index, end) : undefined;
      case 'takeaways':
      case 'highlights':
        return this.#takeTakeawaysHeading(block, label, isWide, index, end);
      case 'link':
      case 'externalLinks':
        return this.#takeLinksHeading(block, isWide, index, end);
      case 'aside':
        return undefined;
    }
  }

  #takeTldrHeading(block: Block, isWide: boolean, index: number, end: number): number | undefined {
    const isFirst = this.front.tldr === undefined && (this.sections.length === 0 || this.#tldrHeadings === 1);
    const part = isWide && isFirst ? this.front : this.#part;
    if ((part === this.front && !isFirst) || end === index + 1) return undefined;
    const region = this.#blocks.slice(index + 1, end);
    const length = region.reduce((sum, one) => sum + textOfPieces(one.pieces).length, 0);
    const stop = length <= longestTldr ? end : index + 2;
    if (!part.setTldr(this.#piecesOf(index + 1, stop))) return undefined;
    if (isWide && part === this.front) this.#pending = block;
    return stop;
  }

  #takeTakeawaysHeading(block: Block, label: ArticleLabel, isWide: boolean, index: number, end: number): number | undefined {
    const part = isWide ? this.front : this.#part;
    let list = index + 1;
    const lead = this.#blocks[list];
    if (lead?.kind === 'line' && list + 1 < end && textOfPieces(lead.pieces).length <= longestLead) list++;
    if (list < end && this.#areTooMany(list, end)) return undefined;
    if (list >= end || this.#at(list).kind !== 'list')
      return label === 'takeaways' ? this.#takeProse(block, part, isWide, index, end) : undefined;
    if (isWide) this.#pending = block;
    // Words between the heading and the list are text.
    if (list > index + 1 && lead) this.#text().keep(lead);
    if (isWide && this.#part === this.front) this.#pending = block;
    return this.#takeLists(part, list, end);
  }

  /** The lists that stand one below the other from `start` on. */
  #listsAt(start: number, end: number): readonly Block[] {
    let stop = start;
    while (stop < end && this.#at(stop).kind === 'list') stop++;
    return this.#blocks.slice(start, stop);
  }

  /** Whether the lists from `start` on hold more items than there may be takeaways. */
  #areTooMany(start: number, end: number): boolean {
    const items = this.#listsAt(start, end).reduce((sum, { pieces }) => sum + itemsOf(pieces).length, 0);
    return this.#takeaways + items > mostTakeaways;
  }

  #takeLists(part: ArticlePart, start: number, end: number): number {
    const lists = this.#listsAt(start, end);
    for (const item of lists.flatMap(({ pieces }) => itemsOf(pieces))) {
      part.addTakeaway(item);
      this.#takeaways++;
    }
    return start + lists.length;
  }

  /** Takeaways as paragraphs: only when nothing else stands below the heading. */
  #takeProse(block: Block, part: ArticlePart, isWide: boolean, index: number, end: number): number | undefined {
    const region = this.#blocks.slice(index + 1, end);
    if (region.length === 0 || region.length > mostParagraphs || region.some((one) => one.kind !== 'line' || one.label)) return undefined;
    if (this.#takeaways + region.length > mostTakeaways) return undefined;
    for (const one of region) part.addTakeaway(withoutBullet(one.pieces) ?? one.pieces);
    this.#takeaways += region.length;
    if (isWide) this.#pending = block;
    return end;
  }

  #takeLinksHeading(block: Block, isWide: boolean, index: number, end: number): number | undefined {
    const links = this.#onlyLinks(index + 1, end);
    if (links === undefined || !(isWide ? this.closing : this.#part).addLinks(links)) return undefined;
    if (isWide) this.#pending = block;
    return end;
  }

  /** A line that begins with a label. Undefined when it is nothing but text here. */
  #takeLabel(label: LineLabel, kind: ArticleLabel, index: number): number | undefined {
    const end = this.#regionEnd(index + 1, true);
    switch (kind) {
      case 'tldr':
        return this.#takeTldr(label, index, end);
      case 'summary':
        return this.#takeSummary(label, index, end);
      case 'takeaways':
      case 'highlights':
        return this.#takeTakeaways(label, kind, index, end);
      case 'link':
      case 'externalLinks':
        return this.#takeLinks(label, index, end);
      case 'aside':
        return undefined;
    }
  }

  /** A TLDR and its paragraph or list; everything up to *Summary:* when that follows. */
  #takeTldr(label: LineLabel, index: number, end: number): number | undefined {
    const nextKind = this.#blocks[end]?.label?.kind;
    const own = isBlank(label.rest) ? Math.min(index + 2, end) : index + 1;
    const stop = nextKind === 'summary' ? end : own;
    return this.#text().setTldr([...label.rest, ...this.#piecesOf(index + 1, stop)]) ? stop : undefined;
  }

  /** Before all sections a summary is the TLDR; in a section it is its text, without the label. */
  #takeSummary(label: LineLabel, index: number, end: number): number | undefined {
    const part = this.#text();
    if (part === this.front && part.tldr === undefined) return this.#takeTldr(label, index, end);
    if (part === this.front) return undefined;
    if (!isBlank(label.rest)) part.keep({ ...this.#at(index), pieces: label.rest });
    return index + 1;
  }

  #takeTakeaways(label: LineLabel, kind: ArticleLabel, index: number, end: number): number | undefined {
    const part = this.#pending ? this.front : this.#part;
    if (index + 1 < end && this.#at(index + 1).kind === 'list') {
      if (this.#areTooMany(index + 1, end)) return undefined;
      if (!isBlank(label.rest)) part.keep({ ...this.#at(index), pieces: label.rest });
      return this.#takeLists(part, index + 1, end);
    }
    if (kind === 'highlights') return undefined;
    const hasRoom = this.#takeaways < mostTakeaways;
    const hasOwn = hasRoom && !isBlank(label.rest) && part.addTakeaway(withoutBullet(label.rest) ?? label.rest);
    if (hasOwn) this.#takeaways++;
    let next = index + 1;
    for (; next < end && this.#takeaways < mostTakeaways; next++) {
      const line = this.#at(next).kind === 'line' ? withoutBullet(this.#at(next).pieces) : undefined;
      if (line === undefined) break;
      part.addTakeaway(line);
      this.#takeaways++;
    }
    return hasOwn || next > index + 1 ? next : undefined;
  }

  #takeLinks(label: LineLabel, index: number, end: number): number | undefined {
    const isAlone = isBlank(label.rest);
    if (isAlone && index + 1 >= end) return undefined;
    const links = isAlone ? this.#onlyLinks(index + 1, index + 2) : onlyLinksIn(label.rest, this.#page);
    const part = this.#pending ? this.closing : this.#part;
    if (links === undefined || !part.addLinks(links)) return undefined;
    return isAlone ? index + 2 : index + 1;
  }

  /** The links of lists and lines that hold nothing else. */
  #onlyLinks(start: number, end: number): readonly Link[] | undefined {
    const found: Link[] = [];
    for (const block of this.#blocks.slice(start, end)) {
      const items = block.kind === 'list' ? itemsOf(block.pieces) : block.kind === 'line' ? [block.pieces] : [[]];
      for (const item of items) {
        const links = onlyLinksIn(item, this.#page);
        if (links === undefined || links.length !== linksIn(item, undefined).length) return undefined;
        found.push(...links);
      }
    }
    return found.length > 0 ? found : undefined;
  }

  /** Index of the next heading, rule or label from `start`. Labels that are not known end a labelled block only. */
  #regionEnd(start: number, atAnyLabel: boolean): number {
    for (let index = start; index < this.#blocks.length; index++) {
      const { kind, label } = this.#at(index);
      if (kind === 'heading' || kind === 'rule' || (atAnyLabel ? label !== undefined : label?.kind !== undefined)) return index;
    }
    return this.#blocks.length;
  }

  /** The content of blocks, each as a block of its own. */
  #piecesOf(start: number, end: number): readonly MarkupPiece[] {
    return this.#blocks.slice(start, end).flatMap((block) => [...paragraphStart, ...block.pieces, ...paragraphEnd]);
  }
}

const paragraphStart: readonly MarkupPiece[] = [{ kind: 'open', name: 'p', markup: '<p>', attributes: {} }];
const paragraphEnd: readonly MarkupPiece[] = [{ kind: 'close', name: 'p', markup: '</p>' }];
