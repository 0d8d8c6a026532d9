// Writes well-formed markup: every element it opens is closed, in order, and nested as HTML parsers would nest it.
// It escapes whatever it is given and gives it in pieces; which elements and attributes are wanted is its callers' business.

import { headingLevel, type ClosePiece, type MarkupPiece, type OpenPiece } from '../digest/article/markupPiece.js';
import { closedBy, tableParents, voids } from './elements.js';
import { escapeHtml } from './escapeHtml.js';

/** Elements nested deeper than this are left out; their words stay. */
const maxDepth = 100;

/** An element that has been opened. */
export interface OpenElement {
  readonly name: string;
}

const topLevel = 3;
const bottomLevel = 6;
const noAttributes: Readonly<Record<string, string>> = {};

/** Tags without attributes are all alike: one piece for each name that the lists of elements allow. */
const plainOpens = new Map<string, OpenPiece>();
const closes = new Map<string, ClosePiece>();

export class MarkupWriter {
  readonly #pieces: MarkupPiece[] = [];
  /** Where headings are opened and closed: their level is known when all of them are. */
  readonly #headings: number[] = [];
  readonly #stack: OpenElement[] = [];
  #words = 0;

  /** How many pieces of text have been written that are not blank. */
  get words(): number {
    return this.#words;
  }

  text(text: string): void {
    if (text !== '') {
      this.#words += /\S/.test(text) ? 1 : 0;
      const isPlain = !special.test(text);
      const clean = isPlain ? text : text.replace(controls, '');
      const markup = isPlain ? text : escapeHtml(clean);
      const last = this.#pieces.at(-1);
      // The parser gives a text in parts where a character reference stands in it.
      if (last?.kind === 'text')
        this.#pieces[this.#pieces.length - 1] = { kind: 'text', text: last.text + clean, markup: last.markup + markup };
      else this.#pieces.push({ kind: 'text', text: clean, markup });
    }
  }

  /**
   * Opens an element; undefined when it cannot stand here or holds nothing, and then there is nothing to close. `original` is
   * a link's address as the source gave it, when it is another one than its `href`.
   */
  open(wanted: string, attributes: Readonly<Record<string, string>> = noAttributes, original?: string): OpenElement | undefined {
    const name = this.#makeRoom(wanted);
    if (this.#stack.length >= maxDepth) {
      return undefined;
    }
    if (voids.has(name)) {
      this.#pieces.push({ kind: 'void', name, markup: `<${name}${attributesOf(attributes)}>` });
      return undefined;
    }
    this.#noteHeading(name);
    this.#pieces.push(openPiece(name, attributes, original));
    const element = { name };
    this.#stack.push(element);
    return element;
  }

  /** Closes an element with all that is open in it; nothing when it is closed already. */
  close(element: OpenElement): void {
    const index = this.#stack.lastIndexOf(element);
    const closed = index < 0 ? [] : this.#stack.splice(index);
    for (const { name } of closed.reverse()) {
      this.#noteHeading(name);
      this.#pieces.push(closePiece(name));
    }
  }

  isOpen(element: OpenElement): boolean {
    return this.#stack.includes(element);
  }

  /** Closes what is open and gives the markup. The highest heading becomes an `h3`, the others keep their distance to it. */
  finish(): readonly MarkupPiece[] {
    const [first] = this.#stack;
    if (first !== undefined) {
      this.close(first);
    }
    let highest = bottomLevel;
    for (const index of this.#headings) {
      highest = Math.min(highest, levelOf(this.#pieces[index]));
    }
    for (const index of this.#headings) {
      const piece = this.#pieces[index];
      const written = Math.min(levelOf(piece) + topLevel - highest, bottomLevel);
      if (piece?.kind === 'open') {
        this.#pieces[index] = { ...piece, markup: `<h${written}${attributesOf(piece.attributes)}>` };
      } else if (piece?.kind === 'close') {
        this.#pieces[index] = { ...piece, markup: `</h${written}>` };
      }
    }
    return this.#pieces;
  }

  #noteHeading(name: string): void {
    if (headingLevel(name) !== undefined) {
      this.#headings.push(this.#pieces.length);
    }
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
    const ended = closedBy.get(headingLevel(name) === undefined ? name : 'h3');
    for (let last = this.#stack.at(-1); last !== undefined && isClosedBy(ended, last.name); last = this.#stack.at(-1)) {
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

// oxlint-disable-next-line no-control-regex -- characters that no text should hold and some parsers stumble over
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;
/** These, and what is escaped. */
// oxlint-disable-next-line no-control-regex -- as above
const special = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff&<>"]/;

function isClosedBy(ended: ReadonlySet<string> | undefined, name: string): boolean {
  return ended?.has(headingLevel(name) === undefined ? name : 'h3') ?? false;
}

function levelOf(piece: MarkupPiece | undefined): number {
  return (piece === undefined || piece.kind === 'text' ? undefined : headingLevel(piece.name)) ?? bottomLevel;
}

function openPiece(name: string, attributes: Readonly<Record<string, string>>, original: string | undefined): OpenPiece {
  const written = attributesOf(attributes);
  if (written !== '') {
    const piece: OpenPiece = { kind: 'open', name, markup: `<${name}${written}>`, attributes };
    return original === undefined ? piece : { ...piece, original };
  }
  const known = plainOpens.get(name) ?? { kind: 'open', name, markup: `<${name}>`, attributes: noAttributes };
  plainOpens.set(name, known);
  return known;
}

function closePiece(name: string): ClosePiece {
  const known = closes.get(name) ?? { kind: 'close', name, markup: `</${name}>` };
  closes.set(name, known);
  return known;
}

function attributesOf(attributes: Readonly<Record<string, string>>): string {
  let written = '';
  for (const name in attributes) {
    const value = attributes[name] ?? '';
    written += value === '' ? ` ${name}` : ` ${name}="${escapeHtml(value)}"`;
  }
  return written;
}
