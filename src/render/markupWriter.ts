// Writes well-formed markup: every element it opens is closed, in order, and nested as HTML parsers would nest it.
// It escapes whatever it is given; which elements and attributes are wanted is its callers' business.

import { closedBy, tableParents, voids } from './elements.js';
import { escapeHtml } from './escapeHtml.js';

/** Elements nested deeper than this are left out; their words stay. */
const maxDepth = 100;

/** An element that has been opened. */
export interface OpenElement {
  readonly name: string;
}

interface OpenHeading extends OpenElement {
  readonly level: number;
}

/** A heading's tag, whose level is known when all headings are. */
interface HeadingTag {
  readonly level: number;
  readonly before: string;
  readonly after: string;
}

const topLevel = 3;
const bottomLevel = 6;

export class MarkupWriter {
  readonly #pieces: (string | HeadingTag)[] = [];
  readonly #stack: (OpenElement | OpenHeading)[] = [];
  #words = 0;

  /** How many pieces of text have been written that are not blank. */
  get words(): number {
    return this.#words;
  }

  text(text: string): void {
    if (text !== '') {
      this.#words += /\S/.test(text) ? 1 : 0;
      // oxlint-disable-next-line no-control-regex -- characters that no text should hold and some parsers stumble over
      this.#pieces.push(escapeHtml(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '')));
    }
  }

  /** Opens an element; undefined when it cannot stand here or holds nothing, and then there is nothing to close. */
  open(wanted: string, attributes: Readonly<Record<string, string>> = {}): OpenElement | undefined {
    const name = this.#makeRoom(wanted);
    if (this.#stack.length >= maxDepth) {
      return undefined;
    }
    const end = `${attributesOf(attributes)}>`;
    if (voids.has(name)) {
      this.#pieces.push(`<${name}${end}`);
      return undefined;
    }
    const level = /^h[1-6]$/.test(name) ? Number(name[1]) : undefined;
    this.#pieces.push(level === undefined ? `<${name}${end}` : { before: '<h', level, after: end });
    const element = level === undefined ? { name } : { name, level };
    this.#stack.push(element);
    return element;
  }

  /** Closes an element with all that is open in it; nothing when it is closed already. */
  close(element: OpenElement): void {
    const index = this.#stack.lastIndexOf(element);
    const closed = index < 0 ? [] : this.#stack.splice(index);
    for (const one of closed.reverse()) {
      this.#pieces.push('level' in one ? { before: '</h', level: one.level, after: '>' } : `</${one.name}>`);
    }
  }

  isOpen(element: OpenElement): boolean {
    return this.#stack.includes(element);
  }

  /** Closes what is open and gives the markup. The highest heading becomes an `h3`, the others keep their distance to it. */
  finish(): string {
    const [first] = this.#stack;
    if (first !== undefined) {
      this.close(first);
    }
    const levels = this.#pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.level]));
    const shift = topLevel - levels.reduce((lowest, level) => Math.min(lowest, level), bottomLevel);
    return this.#pieces
      .map((piece) => (typeof piece === 'string' ? piece : `${piece.before}${Math.min(piece.level + shift, bottomLevel)}${piece.after}`))
      .join('');
  }

  /** Closes what cannot stay open around a new element, and says what the element becomes where it stands. */
  #makeRoom(name: string): string {
    const parents = tableParents.get(name);
    if (parents !== undefined) {
      return this.#makeRoomInTable(name, parents);
    }
    if (name === 'a') {
      this.#closeNearest('a');
    }
    const closes = closedBy.get(/^h[1-6]$/.test(name) ? 'h3' : name);
    for (let last = this.#stack.at(-1); last !== undefined && isClosedBy(closes, last.name); last = this.#stack.at(-1)) {
      this.close(last);
    }
    return name;
  }

  #makeRoomInTable(name: string, parents: ReadonlySet<string>): string {
    const table = this.#stack.findLastIndex((element) => element.name === 'table');
    if (table < 0) {
      return name === 'col' ? 'wbr' : 'div';
    }
    const parent = this.#stack.findLastIndex((element, index) => index >= table && parents.has(element.name));
    const next = this.#stack[(parent < 0 ? table : parent) + 1];
    if (next !== undefined) {
      this.close(next);
    }
    if (parent < 0) {
      this.open('tr');
    }
    return name;
  }

  #closeNearest(name: string): void {
    const element = this.#stack.findLast((one) => one.name === name);
    if (element !== undefined) {
      this.close(element);
    }
  }
}

function isClosedBy(closes: ReadonlySet<string> | undefined, name: string): boolean {
  return closes?.has(/^h[1-6]$/.test(name) ? 'h3' : name) ?? false;
}

function attributesOf(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => (value === '' ? ` ${name}` : ` ${name}="${escapeHtml(value)}"`))
    .join('');
}
