// Plain text issues: text copied from the page of an issue, and any other plain text. Bodies become Markdown that shows the
// text as it was written.

import { escapeMarkdown } from '../escapeMarkdown.js';
import type { IssueDraft } from '../issueDraft.js';
import { countOf } from '../labels.js';
import { PartDraft, type LinkContext } from '../partDraft.js';
import { readHead } from './textHead.js';
import { areLinks, isLinkText, isTooLong, LinkList, namedAddresses, readLink } from './textLinks.js';
import { toListLines, toMarkdownLines } from './textMarkdown.js';
import { TextOutline } from './textOutline.js';
import { toLine, toUnits, type Unit } from './textUnits.js';

/** Lists the link of a line. False when the line has to stay in the text. */
function addLinkTo(part: PartDraft, line: string): boolean {
  const { label, href } = readLink(line);
  return part.addLink(label, href);
}

class TextReader {
  readonly front: PartDraft;
  readonly closing: PartDraft;
  readonly sections: PartDraft[] = [];
  readonly #units: readonly Unit[];
  readonly #outline: TextOutline;
  readonly #context: LinkContext;
  /** Sections have their own TLDR or summary: then takeaways are theirs too. */
  readonly #hasArticles: boolean;
  readonly #hasOneList: boolean;
  #part: PartDraft;
  #pending: string | undefined;

  constructor(units: readonly Unit[], context: LinkContext) {
    this.#units = units;
    this.#context = context;
    const external = units.findLast((unit) => unit.label?.kind === 'externalLinks');
    this.#outline = new TextOutline(units, external && countOf(external.lines[0] ?? ''));
    this.#hasArticles = units.some((unit, index) => {
      const label = unit.label?.kind;
      const above = units[index - 1];
      return (label === 'tldr' || label === 'summary') && above !== undefined && this.#outline.role(above) === 'heading';
    });
    this.#hasOneList = units.filter((unit) => unit.label?.kind === 'takeaways').length === 1;
    this.front = new PartDraft('', context);
    this.closing = new PartDraft('', context);
    this.#part = this.front;
  }

  read(): void {
    for (let index = 0; index < this.#units.length;) index = this.#take(index);
  }

  #take(index: number): number {
    const unit = this.#units[index];
    if (!unit) return this.#units.length;
    if (unit.kind === 'label') return this.#takeLabel(unit, index);
    const role = this.#outline.role(unit);
    if (role === 'heading') this.#open(unit.kind === 'bullet' ? (unit.lines[0] ?? '').trim() : toLine(unit));
    else if (role === 'lostLink') for (const line of unit.isWrapped ? [toLine(unit)] : unit.lines) this.#part.addLink(line);
    else return this.#takeText(index);
    return index + 1;
  }

  #open(title: string): void {
    this.#pending = undefined;
    this.#part = new PartDraft(title, this.#context);
    this.sections.push(this.#part);
  }

  /** The part that text belongs to: below the takeaways of the issue it makes a section of its own. */
  #text(): PartDraft {
    if (this.#pending !== undefined) this.#open(this.#pending);
    return this.#part;
  }

  #isListed(index: number): boolean {
    const unit = this.#units[index];
    return unit?.kind === 'bullet' && this.#outline.role(unit) === 'text';
  }

  #keepText(unit: Unit): void {
    const part = this.#text();
    for (const { label, href } of namedAddresses(unit.lines)) part.addLink(label, href);
    part.keep(`${toMarkdownLines(unit)}\n\n`);
  }

  #takeText(index: number): number {
    const unit = this.#units[index];
    if (unit?.kind !== 'bullet') {
      if (unit) this.#keepText(unit);
      return index + 1;
    }
    let end = index;
    while (this.#isListed(end)) end++;
    const bullets = this.#units.slice(index, end);
    const lines = toListLines(bullets);
    this.#text().keep(`${lines.join('\n')}\n\n`);
    return end;
  }

  #takeLabel(unit: Unit, index: number): number {
    switch (unit.label?.kind) {
      case 'tldr':
        return this.#takeTldr(unit, index);
      case 'summary':
        // In a note or a chat it is the first word of what somebody says.
        if (unit.text !== '' && !this.#hasArticles) return this.#takeAside(unit, index);
        if (unit.text !== '') this.#text().keep(`${toMarkdownLines(unit)}\n\n`);
        else if (!this.#hasArticles) this.#open(toLine({ ...unit, text: unit.lines[0] ?? '' }).replace(/[:：]$/, ''));
        return index + 1;
      case 'takeaways':
        return this.#takeTakeaways(unit, index);
      case 'link':
        return this.#takeLink(unit, index);
      case 'externalLinks':
        return this.#takeExternalLinks(unit, index);
      case 'aside':
      case undefined:
        return this.#takeAside(unit, index);
    }
  }

  /** A label that is no field stays in the text, in bold as in Markdown. */
  #takeAside(unit: Unit, index: number): number {
    const [first = ''] = unit.lines;
    const colon = first.search(/[:：]/);
    const label = first
      .slice(0, colon === -1 ? undefined : colon)
      .replace(/[*_]/g, '')
      .trim();
    this.#text().keep(`**${escapeMarkdown(label)}:** ${toMarkdownLines(unit)}`.trimEnd() + '\n\n');
    return index + 1;
  }

  #isText(index: number): boolean {
    const unit = this.#units[index];
    return unit !== undefined && unit.kind !== 'label' && this.#outline.role(unit) === 'text';
  }

  /** A TLDR beside its label is one paragraph; below it, all up to the next heading or label. Summary: all up to it. */
  #takeTldr(unit: Unit, index: number): number {
    let end = index + 1;
    while (this.#isText(end)) end++;
    const next = this.#units[end];
    const isBeforeSummary = next?.label?.kind === 'summary';
    const isBeforeHeading = next !== undefined && this.#outline.role(next) === 'heading';
    const isWhole = isBeforeSummary || (unit.text === '' && isBeforeHeading && this.#part === this.front);
    const stop = isWhole ? end : unit.text === '' ? Math.min(end, index + 2) : index + 1;
    const part = this.#pending === undefined ? this.#part : this.front;
    if (part.tldr !== undefined || (unit.text === '' && stop === index + 1)) return this.#takeAside(unit, index);
    const draft = new PartDraft('', this.#context);
    const reader = this.#part;
    this.#part = draft;
    if (unit.text !== '') draft.keep(`${toMarkdownLines(unit)}\n\n`);
    for (let at = index + 1; at < stop;) at = Math.min(stop, this.#takeText(at));
    this.#part = reader;
    part.setTldr(draft.body());
    return stop;
  }

  /**
   * Takeaways of the issue: copied from a heading the label has no colon. A label of an article has one; so may the only one
   * of an issue whose sections are no articles.
   */
  #isWide(unit: Unit): boolean {
    return !unit.label?.hasColon || (this.#hasOneList && !this.#hasArticles && this.sections.length > 1);
  }

  #takeTakeaways(unit: Unit, index: number): number {
    const part = this.#isWide(unit) || this.#pending !== undefined ? this.front : this.#part;
    const end = this.#outline.takeawaysEnd(index);
    if (end === index + 1 && unit.text === '') return this.#takeAside(unit, index);
    if (unit.text !== '') part.addTakeaway(toMarkdownLines(unit));
    const units = this.#units.slice(index + 1, end);
    const hasBullets = units.some((one) => one.kind === 'bullet');
    // The first line of a copied selection often lost its indentation: it says nothing about the level.
    const top = units.slice(1).reduce((least, one) => (one.kind === 'bullet' ? Math.min(least, one.indent) : least), 1000);
    units.forEach((one, at) => {
      if (hasBullets && one.kind !== 'bullet') part.keep(`${toMarkdownLines(one)}\n\n`);
      else if (one.kind === 'bullet' && one.indent > top + 1 && at > 0)
        part.extendTakeaway(`- ${toMarkdownLines(one).replaceAll('\n', '\n  ')}`, '\n');
      else if (one.kind === 'bullet' || one.isWrapped) part.addTakeaway(toMarkdownLines(one));
      else for (const line of one.lines) part.addTakeaway(escapeMarkdown(line.trim()));
    });
    if (part === this.front && this.#part !== this.front) this.#pending = (unit.lines[0] ?? '').replace(/[*_]|[:：]\s*$/g, '').trim();
    return end;
  }

  #takeLink(unit: Unit, index: number): number {
    const part = this.#pending === undefined ? this.#part : this.closing;
    const next = this.#units[index + 1];
    const isBelow = unit.text === '' && next?.kind === 'text' && isLinkText(next);
    if (unit.text === '' && next?.kind === 'bullet') return this.#takeLinkList(unit, index);
    const from = isBelow ? next : unit;
    // Below the label each line may be a link; beside it one is, and lines after it are text.
    const lines = from.isWrapped ? [toLine(from)] : from.text.split('\n');
    const links = isBelow && areLinks(lines) ? lines : lines.slice(0, 1);
    if (links.some((line) => line === '' || isTooLong(readLink(line)))) return this.#takeAside(unit, index);
    const kept = [...links.filter((line) => !addLinkTo(part, line)), ...lines.slice(links.length)];
    if (kept.length > 0) this.#text().keep(`${escapeMarkdown(kept.join('\n'))}\n\n`);
    return index + (isBelow ? 2 : 1);
  }

  /** Bullets below "Links:", when each of them holds an address. */
  #takeLinkList(unit: Unit, index: number): number {
    let end = index + 1;
    while (this.#units[end]?.kind === 'bullet') end++;
    const links = this.#units.slice(index + 1, end).map((one) => readLink(toLine(one)));
    if (links.some(({ href }) => href === undefined)) return this.#takeAside(unit, index);
    const part = this.#pending === undefined ? this.#part : this.closing;
    for (const { label, href } of links) if (!part.addLink(label, href)) this.#text().keep(`${escapeMarkdown(label)}\n\n`);
    return end;
  }

  /** The list at the end of the page: labels, addresses, or labels with their address on the next line. */
  #takeExternalLinks(unit: Unit, index: number): number {
    const most = countOf(unit.lines[0] ?? '') ?? Number.POSITIVE_INFINITY;
    const list = new LinkList(most);
    if (unit.text !== '') list.take(toLine(unit));
    const rest: string[] = [];
    let end = index + 1;
    for (let next = this.#units[end]; next && next.kind !== 'label' && rest.length === 0; next = this.#units[++end]) {
      const lines = next.isWrapped || next.kind === 'bullet' ? [toLine(next)] : next.lines.map((line) => line.trim());
      const taken = lines.findIndex((line) => !list.take(line));
      if (taken === 0) break;
      if (taken > 0) for (const line of lines.slice(taken)) rest.push(line);
    }
    for (const { label, href } of list.links) this.#addExternal(label, href);
    this.#pending = (unit.lines[0] ?? '').replace(/\(\d+\)|[*_]|[:：]\s*$/g, '').trim();
    if (rest.length > 0) this.#text().keep(`${escapeMarkdown(rest.join('\n')).replaceAll('\n', '  \n')}\n\n`);
    return end;
  }

  /** A link that a section has already, without its address, gets it; one that stands nowhere is the issue's. */
  #addExternal(label: string, href: string | undefined): void {
    const parts = [this.front, ...this.sections];
    if (parts.some((part) => part.knowsLink(label, href))) return;
    this.closing.addLink(label, href);
  }
}

/** Reads plain text. `base` is the address of the page it comes from. */
export function readText(text: string, base: string | undefined): IssueDraft {
  const units = toUnits(text);
  const { used, above, ...known } = readHead(units, text);
  const rest = units.filter((unit) => !used.has(unit) && !above.has(unit));
  const reader = new TextReader(rest, { definitions: {}, base });
  for (const unit of units) if (above.has(unit)) reader.front.keep(`${toMarkdownLines(unit)}\n\n`);
  reader.read();
  const { front, sections, closing } = reader;
  return { ...known, front, sections, closing };
}
