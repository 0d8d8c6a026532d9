// Markdown issues: essays with `##` sections, one labelled block after the other, and any other Markdown. Walks the blocks
// of the text in order and puts each into the one field it belongs to; what is not understood stays in the body.

import type { IssueDraft } from '../issueDraft.js';
import type { LabelKind } from '../labels.js';
import { readLinkLine } from './linkLine.js';
import { headingLabel, listItems, listStart, toBlocks, type Block } from './markdownBlocks.js';
import type { Links } from '../markdownTokens.js';
import { settleBlocks } from './markdownHabits.js';
import { findOutline } from './markdownOutline.js';
import { PartDraft, type LinkContext } from '../partDraft.js';
import { plainInline } from '../plainText.js';
import { matchDateLine } from '../published.js';
import { usedReferences, type Definition } from '../references.js';

type HeadingBlock = Extract<Block, { kind: 'heading' }>;
type LabelBlock = Extract<Block, { kind: 'label' }>;

const bulletLine = /^\s*[•◦▪‣·–—●]\s+/;

/** A paragraph whose every line begins with a typed bullet, which Markdown does not know as a list. */
function splitTypedBullets(paragraph: string): readonly string[] {
  const lines = paragraph.trim().split('\n');
  if (!lines[0] || !bulletLine.test(lines[0])) return [paragraph.trim()];
  const items: string[] = [];
  for (const line of lines) {
    if (bulletLine.test(line)) items.push(line.replace(bulletLine, ''));
    else items[items.length - 1] += `\n${line}`;
  }
  return items;
}

class MarkdownReader {
  readonly front: PartDraft;
  readonly closing: PartDraft;
  readonly sections: PartDraft[] = [];
  readonly #blocks: readonly Block[];
  readonly #context: LinkContext;
  readonly #depth: number;
  readonly #title: Block | undefined;
  readonly #tldrHeadings: number;
  /** Where text goes now. */
  #part: PartDraft;
  /** After an issue-wide heading: the heading, in case text follows that is none of its own. */
  #pending: HeadingBlock | undefined;

  constructor(blocks: readonly Block[], context: LinkContext, title: string | undefined) {
    const outline = findOutline(blocks, title);
    this.#blocks = blocks;
    this.#context = context;
    this.#depth = outline.depth;
    this.#title = outline.title;
    this.#tldrHeadings = blocks.filter((block) => headingLabel(block) === 'tldr').length;
    this.front = new PartDraft('', context);
    this.closing = new PartDraft('', context);
    this.#part = this.front;
  }

  get title(): string | undefined {
    return this.#title?.kind === 'heading' ? plainInline(this.#title.text, this.#context.definitions) : undefined;
  }

  read(): void {
    for (let index = 0; index < this.#blocks.length;) index = this.#take(index);
  }

  #at(index: number): Block {
    const block = this.#blocks[index];
    if (!block) throw new RangeError(`No block ${index}`);
    return block;
  }

  /** Handles the block at `index`, and those that belong to it. Out: the index of the next block. */
  #take(index: number): number {
    const block = this.#at(index);
    if (block.kind === 'heading') return this.#takeHeading(block, index);
    if (block.kind === 'label') return this.#takeLabel(block, index);
    if (block.kind === 'definition') this.#keepDefinition(block, index);
    else if (block.kind !== 'rule') this.#text().keep(block.raw, index);
    else if (!this.#pending) this.#part.keepRule(block.raw, index);
    return index + 1;
  }

  /** A definition that no link uses is a link that nobody sees: it is listed with its name. */
  #keepDefinition(block: Extract<Block, { kind: 'definition' }>, index: number): void {
    this.#part.keepDefinition(block.raw, index);
    if (!this.#context.used?.has(block.tag)) this.#part.addLink(block.title ?? block.tag, block.href);
  }

  /** The part that text belongs to. Text below an issue-wide heading that is none of its own makes a section of its own. */
  #text(): PartDraft {
    if (this.#pending) this.#open(plainInline(this.#pending.text, this.#context.definitions));
    return this.#part;
  }

  #open(title: string): void {
    this.#pending = undefined;
    this.#part = new PartDraft(title, this.#context);
    this.sections.push(this.#part);
  }

  #takeHeading(block: HeadingBlock, index: number): number {
    if (block === this.#title) {
      this.front.findLinksIn(block.text);
      return index + 1;
    }
    const label = headingLabel(block);
    const next = label ? this.#takeLabelHeading(block, label, index) : undefined;
    if (next !== undefined) return next;
    const title = plainInline(block.text, this.#context.definitions);
    if (block.depth > this.#depth || title === '') {
      this.#text().keep(block.raw, index);
      return index + 1;
    }
    this.#open(title);
    this.#part.findLinksIn(block.text);
    return index + 1;
  }

  /** A heading that is a label. Undefined when it is nothing but a heading here. */
  #takeLabelHeading(block: HeadingBlock, label: LabelKind, index: number): number | undefined {
    const isWide = block.depth <= this.#depth;
    const end = this.#regionEnd(index + 1, false);
    switch (label) {
      case 'tldr':
        return this.#takeTldrHeading(block, isWide, index, end);
      case 'summary':
        // "## Summary" below the TLDR of an article is its text; else it is a section that happens to be called so.
        if (isWide && (this.#part === this.front || this.#pending || !this.#part.isEmpty)) return undefined;
        if (this.#part === this.front) return undefined;
        return index + 1;
      case 'takeaways': {
        const part = isWide || this.#part === this.front ? this.front : this.#part;
        if (isWide) this.#pending = block;
        const before = part.takeaways.length;
        const next = this.#takeTakeaways(part, '', index + 1, end);
        if (part.takeaways.length > before) return next;
        this.#pending = undefined;
        return undefined;
      }
      case 'link':
      case 'externalLinks':
        return this.#takeLinkHeading(block, label, isWide, index, end);
      case 'aside':
        return undefined;
    }
  }

  #takeTldrHeading(block: HeadingBlock, isWide: boolean, index: number, end: number): number | undefined {
    const isFirst = this.front.tldr === undefined && (this.sections.length === 0 || this.#tldrHeadings === 1);
    const part = isWide && isFirst ? this.front : this.#part;
    const text = this.#rawOf(index + 1, end);
    if ((part === this.front && !isFirst) || !part.setTldr(text)) return undefined;
    this.#keepDefinitions(index + 1, end);
    if (isWide && part === this.front && this.sections.length > 0) this.#pending = block;
    return end;
  }

  #takeLinkHeading(block: HeadingBlock, label: LabelKind, isWide: boolean, index: number, end: number): number | undefined {
    if (end === index + 1 || this.#blocks[end]?.kind === 'paragraph') return undefined;
    const lines = this.#linkLines(index + 1, end);
    if (!lines || (label === 'link' && isWide && this.sections.length > 0 && lines.some(({ href }) => href === undefined)))
      return undefined;
    const part = isWide ? this.closing : this.#part;
    for (const { label: name, href } of lines) if (!part.addLink(name, href)) part.keep(href ? `[${name}](${href})` : name);
    if (isWide) this.#pending = block;
    return end;
  }

  #takeLabel(block: LabelBlock, index: number): number {
    const end = this.#regionEnd(index + 1, true);
    switch (block.label) {
      case 'tldr':
        return this.#takeTldr(block, index, end);
      case 'summary':
        if (block.rest !== '') this.#text().keep(`${block.rest}\n\n`);
        return index + 1;
      case 'takeaways': {
        const part = this.#pending ? this.front : this.#part;
        const before = part.takeaways.length;
        const next = this.#takeTakeaways(part, block.rest, index + 1, end);
        if (part.takeaways.length > before) return next;
        part.keep(block.raw, index);
        return index + 1;
      }
      case 'link':
      case 'externalLinks':
        return this.#takeLink(block, index, end);
      case 'aside':
      case undefined:
        this.#text().keep(block.raw, index);
        return index + 1;
    }
  }

  /** `**TLDR:**` and its paragraph; everything up to `**Summary:**` when that follows. */
  #takeTldr(block: LabelBlock, index: number, end: number): number {
    const next = this.#blocks[end];
    const isBeforeSummary =
      (next?.kind === 'label' && next.label === 'summary') || (next?.kind === 'heading' && headingLabel(next) === 'summary');
    const own = block.rest === '' ? Math.min(index + 2, end) : index + 1;
    const stop = isBeforeSummary ? end : own;
    const text = [block.rest, this.#rawOf(index + 1, stop)].filter((one) => one !== '').join('\n\n');
    if (!this.#text().setTldr(text)) {
      this.#part.keep(block.raw, index);
      return index + 1;
    }
    this.#keepDefinitions(index + 1, stop);
    return stop;
  }

  /**
   * Takeaways from `start` to `end`: the items of the first list and of lists that go on counting; without a list each
   * paragraph. What else stands there is text. Out: the index after them.
   */
  #takeTakeaways(part: PartDraft, lead: string, start: number, end: number): number {
    let firstList = start;
    while (firstList < end && this.#blocks[firstList]?.kind !== 'list') firstList++;
    if (firstList === end) return this.#takeProse(part, lead, start, end);
    if (lead !== '') part.keep(`${lead}\n\n`);
    for (let index = start; index < firstList; index++) this.#take(index);
    for (let index = firstList; index < end; index++) {
      const block = this.#at(index);
      const next = this.#blocks.slice(index + 1, Math.min(end, index + 6)).find((one) => one.kind === 'list');
      const isCounting = next !== undefined && listStart(next.raw) === part.takeaways.length + 1;
      if (
        block.kind === 'list' &&
        (this.#blocks[index - 1]?.kind === 'list' || index === firstList || listStart(block.raw) === part.takeaways.length + 1)
      ) {
        for (const item of listItems(block.raw)) part.addTakeaway(item);
      } else if ((block.kind === 'paragraph' || block.kind === 'other') && isCounting) part.extendTakeaway(block.raw);
      else return index;
    }
    return end;
  }

  #takeProse(part: PartDraft, lead: string, start: number, end: number): number {
    for (const text of splitTypedBullets(lead)) part.addTakeaway(text);
    for (let index = start; index < end; index++) {
      const block = this.#at(index);
      if ((block.kind !== 'paragraph' && block.kind !== 'label') || this.#isOnlyLinks(block.raw)) return index;
      for (const text of splitTypedBullets(block.raw)) part.addTakeaway(text);
    }
    return end;
  }

  #takeLink(block: LabelBlock, index: number, end: number): number {
    const part = this.#pending ? this.closing : this.#part;
    if (block.rest === '') {
      const next = this.#blocks[index + 1];
      const lines = index + 1 < end && next ? this.#linkLines(index + 1, index + 2) : undefined;
      if (!lines || lines.every(({ href }) => href === undefined)) {
        this.#text().keep(block.raw, index);
        return index + 1;
      }
      for (const { label, href } of lines) if (!part.addLink(label, href)) part.keep(href ? `[${label}](${href})\n\n` : `${label}\n\n`);
      return index + 2;
    }
    const line = readLinkLine(block.rest, this.#context.definitions);
    let refused = false;
    for (const { label, href } of line.links) {
      if (line.rest === block.rest) continue;
      if (!part.addLink(label, href)) refused = true;
    }
    const rest = refused ? block.rest : line.rest;
    if (rest !== '') this.#text().keep(`${rest}\n\n`);
    return index + 1;
  }

  /** The links of a list or paragraph that holds nothing else. */
  #linkLines(start: number, end: number): readonly { readonly label: string; readonly href?: string }[] | undefined {
    const found: { readonly label: string; readonly href?: string }[] = [];
    for (const block of this.#blocks.slice(start, end)) {
      if (block.kind !== 'list' && block.kind !== 'paragraph') return undefined;
      const lines = block.kind === 'list' ? listItems(block.raw) : block.raw.trim().split('\n');
      for (const line of lines) {
        const read = line.includes('\n') ? undefined : readLinkLine(line, this.#context.definitions);
        if (!read || read.rest !== '') return undefined;
        found.push(...read.links);
      }
    }
    return found.length > 0 ? found : undefined;
  }

  #isOnlyLinks(markdown: string): boolean {
    const line = readLinkLine(markdown, this.#context.definitions);
    return line.rest === '' && line.links.length > 0 && line.links.every(({ href }) => href !== undefined);
  }

  /** Index of the next heading, rule or label from `start`. Labels that are not known end a labelled block only. */
  #regionEnd(start: number, atAnyLabel: boolean): number {
    for (let index = start; index < this.#blocks.length; index++) {
      const block = this.#at(index);
      if (block.kind === 'heading' || block.kind === 'rule' || (block.kind === 'label' && (atAnyLabel || block.label))) return index;
    }
    return this.#blocks.length;
  }

  #rawOf(start: number, end: number): string {
    const raws = this.#blocks.slice(start, end).map((block) => (block.kind === 'definition' ? '\n' : block.raw));
    return raws
      .join('')
      .replace(/^(?:[ \t]*\n)+/, '')
      .trimEnd();
  }

  /** Definitions among blocks that became a field go on standing in the part, where links can use them. */
  #keepDefinitions(start: number, end: number): void {
    for (let index = start; index < end; index++) {
      const block = this.#at(index);
      if (block.kind === 'definition') this.#keepDefinition(block, index);
    }
  }
}

function definitionsOf(blocks: readonly Block[]): Links {
  const definitions = new Map<string, Links[string]>();
  for (const block of blocks) {
    if (block.kind === 'definition') {
      if (!definitions.has(block.tag)) definitions.set(block.tag, { href: block.href, title: block.title ?? null });
    }
  }
  return Object.fromEntries(definitions);
}

/** The date of a line on top that is there to give it. The line stays where it is. */
function publishedOf(blocks: readonly Block[]): string | undefined {
  for (const { kind, raw } of blocks.slice(0, 4)) {
    const date = kind === 'paragraph' && raw.length <= 200 ? matchDateLine(plainInline(raw))?.date : undefined;
    if (date) return date;
  }
  return undefined;
}

/** Reads a Markdown text without its front matter. `title` is the front matter's, `base` the page's address. */
export function readMarkdown(text: string, title: string | undefined, base: string | undefined): IssueDraft {
  const blocks = settleBlocks(toBlocks(text));
  const links = definitionsOf(blocks);
  const definitions = new Map<string, Definition>();
  for (const block of blocks) if (block.kind === 'definition' && !definitions.has(block.tag)) definitions.set(block.tag, block);
  const used =
    definitions.size === 0
      ? new Set<string>()
      : usedReferences(blocks.flatMap((block) => (block.kind === 'definition' ? [] : [block.raw])));
  const reader = new MarkdownReader(blocks, { definitions: links, used, base }, title);
  reader.read();
  const { front, sections, closing } = reader;
  const published = publishedOf(blocks);
  return {
    ...(reader.title === undefined ? {} : { title: reader.title }),
    ...(published === undefined ? {} : { published }),
    front,
    sections,
    closing,
    references: { links, definitions },
  };
}
