// Plain text issues: text copied from the page of an issue, and any other plain text. Bodies become Markdown that shows the
// text as it was written.

import { escapeMarkdown } from './escapeMarkdown.js';
import { trimAddress } from './inlineLinks.js';
import type { IssueDraft } from './issueDraft.js';
import { countOf } from './labels.js';
import { PartDraft, type LinkContext } from './partDraft.js';
import { readHead } from './textHead.js';
import { TextOutline } from './textOutline.js';
import { toLine, toUnits, type Unit } from './textUnits.js';

/** Lines of a unit as Markdown. Breaks that were only the width of a window are soft, others are kept. */
function toMarkdownLines(unit: Unit): string {
  const lines = escapeMarkdown(unit.text).split('\n');
  if (unit.isWrapped || unit.kind !== 'text') return lines.join('\n');
  // Columns are kept by no-break spaces: four spaces would be code.
  return lines.map((line) => line.replace(/^\s{1,40}/, (space) => '\u00a0'.repeat(space.length)).trimEnd()).join('  \n');
}

function numberOf(unit: Unit): { readonly value: number; readonly mark: string } | undefined {
  const found = /^\s*(\d{1,3})([.)])/.exec(unit.lines[0] ?? '');
  return found ? { value: Number(found[1]), mark: found[2] ?? '.' } : undefined;
}

/** Bullets as a Markdown list. Numbers that Markdown would count differently are kept as text. */
function toListLines(bullets: readonly Unit[]): readonly string[] {
  const indents = [...new Set(bullets.map((one) => one.indent))].toSorted((a, b) => a - b).slice(0, 8);
  const first = bullets[0] && numberOf(bullets[0])?.value;
  const isCounted = indents.length === 1 && first !== undefined && bullets.every((one, index) => numberOf(one)?.value === first + index);
  return bullets.map((one) => {
    const level = '  '.repeat(
      Math.max(
        0,
        indents.findLastIndex((indent) => indent <= one.indent),
      ),
    );
    const number = numberOf(one);
    const mark = isCounted && number ? `${number.value}.` : '-';
    const text = toMarkdownLines(one).replaceAll('\n', `\n${level}${' '.repeat(mark.length + 1)}`);
    return number && !isCounted ? `${level}- ${number.value}\\${number.mark} ${text}` : `${level}${mark} ${text}`;
  });
}

const address = /(?:https?:\/\/|www\.)\S+/i;

/** "Label", "Label https://…", "Label (https://…)" or an address alone. */
function readLink(line: string): { readonly label: string; readonly href?: string } {
  const found = address.exec(line);
  if (!found) return { label: line };
  const href = trimAddress(found[0]);
  const label = `${line.slice(0, found.index)} ${line.slice(found.index + href.length)}`
    .replace(/[\s()<>[\]|:–—-]+$/, '')
    .replace(/^[\s()<>[\]|]+/, '')
    .trim();
  const url = /^www\./i.test(href) ? `http://${href}` : href;
  return { label: /[\p{L}\p{N}]/u.test(label) ? label : href, href: url };
}

/** Lists the link of a line. False when the line has to stay in the text. */
function addLinkTo(part: PartDraft, line: string): boolean {
  const { label, href } = readLink(line);
  return part.addLink(label, href);
}

/** A text below "Link:" that can be the link. */
function isLinkText(unit: Unit): boolean {
  const line = toLine(unit);
  return address.test(line) || (line.length <= 200 && !/[.!?]$/.test(line));
}

/** "example.org" or "example.org/page": the page shows it below the label. It is no address: none is made of it. */
const hostLine = /^(?:[\p{L}\p{N}-]{1,63}\.)+\p{L}{2,24}(?:\/\S*)?$/u;

/** Takes one line of the list of links. False when it is none, or one more than there are. */
function takeLine(found: { label: string; href?: string }[], line: string, most: number): boolean {
  const link = readLink(line);
  const last = found.at(-1);
  if (link.href !== undefined && link.href === link.label && last && last.href === undefined) {
    last.href = link.href;
    return true;
  }
  if (last && hostLine.test(line)) {
    found.push(link);
    return true;
  }
  if (
    found.filter(({ label }) => !hostLine.test(label)).length >= most ||
    line.length > 300 ||
    (link.href === undefined && /[.!]["'”)]*$/.test(line))
  )
    return false;
  found.push(link);
  return true;
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

  #takeText(index: number): number {
    const unit = this.#units[index];
    if (unit?.kind !== 'bullet') {
      if (unit) this.#text().keep(`${toMarkdownLines(unit)}\n\n`);
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
    const links = isBelow && lines.every((line) => address.test(line)) ? lines : lines.slice(0, 1);
    if (links.some((line) => line === '' || line.length > 300)) return this.#takeAside(unit, index);
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
    const found: { label: string; href?: string }[] = unit.text === '' ? [] : [readLink(toLine(unit))];
    const rest: string[] = [];
    let end = index + 1;
    for (let next = this.#units[end]; next && next.kind !== 'label' && rest.length === 0; next = this.#units[++end]) {
      const lines = next.isWrapped || next.kind === 'bullet' ? [toLine(next)] : next.lines.map((line) => line.trim());
      const taken = lines.findIndex((line) => !takeLine(found, line, most));
      if (taken === 0) break;
      if (taken > 0) for (const line of lines.slice(taken)) rest.push(line);
    }
    for (const { label, href } of found) this.#addExternal(label, href);
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
