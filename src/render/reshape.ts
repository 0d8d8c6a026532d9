// Turns any HTML into an article's markup: the elements that stay are kept, images become placeholders, media become links,
// formulas become text, and the words of everything else stay. It is not the wall against attacks: that is sanitise.ts.

import { Parser } from 'htmlparser2';
import { headingLevel, joinPieces, type MarkupPiece } from '../digest/article/markupPiece.js';
import { toAddress } from '../digest/links.js';
import { hostOf, imageAddress, linkAddress } from './address.js';
import { isTrackerPixel, keptAttributes, type Attributes } from './attributes.js';
import { isBeacon } from './beacons.js';
import { allowed, blocks, phrasing, renamed, silent } from './elements.js';
import { MarkupWriter, type OpenElement } from './markupWriter.js';
import { isMath, mathPart } from './mathText.js';
import { escapeSwallowing } from './swallowing.js';

/** Elements nested deeper than this are no article; what follows is shown as it is. */
const maxSourceDepth = 1_000;

/** The parser is fed piecewise so that hostile nesting is noticed before it costs. */
const chunkLength = 4_096;

export interface ReshapeOptions {
  /** Keeps only what may stand inside a line of text. */
  readonly isInline?: boolean;
  /** Absolute address that relative ones are seen from; without it they are no addresses. */
  readonly base?: string | undefined;
}

/** Where an image's address may stand, the best first. */
const imageSources = ['src', 'data-src', 'data-lazy-src', 'data-original'];

/** An element of the source that is open. */
interface Frame {
  readonly name: string;
  readonly elements: readonly OpenElement[];
  readonly isSilent: boolean;
  /** Text to write when it closes. */
  readonly after: string;
  /** How many elements have been opened right in it. */
  children: number;
  /** A film or sound that already has its link. */
  hasLink: boolean;
  /** A link's address and the words written before it: without words of its own nobody could see it. */
  readonly link?: { readonly address: string; readonly words: number };
}

/** Article markup from HTML. Linear in its length; applied to its own result it changes nothing. */
export function reshape(html: string, options: ReshapeOptions = {}): string {
  return joinPieces(reshapeToPieces(html, options));
}

/**
 * The same in pieces. All of it was written by our own lists of elements, attributes and schemes, so it may be stored; what is
 * shown goes through `sanitise` nevertheless.
 */
export function reshapeToPieces(html: string, options: ReshapeOptions = {}): readonly MarkupPiece[] {
  const shaper = new Shaper(options);
  const source = escapeSwallowing(html);
  for (let start = 0; start < source.length; start += chunkLength) {
    shaper.parser.write(source.slice(start, start + chunkLength));
    if (shaper.depth > maxSourceDepth) {
      return shaper.finishWith(source.slice(start + chunkLength));
    }
  }
  return shaper.finish(source);
}

class Shaper {
  readonly parser = new Parser(
    {
      onopentag: (name, attributes) => this.#open(name, attributes),
      onclosetag: (name) => this.#close(name),
      ontext: (text) => this.#text(text),
      oncomment: (comment) => this.#comment(comment),
      onprocessinginstruction: () => this.#reached(),
    },
    { decodeEntities: true },
  );
  readonly #writer = new MarkupWriter();
  readonly #frames: Frame[] = [];
  readonly #isInline: boolean;
  readonly #base: string | undefined;
  #silence = 0;
  #end = 0;
  #isEnding = false;

  constructor({ isInline = false, base }: ReshapeOptions) {
    this.#isInline = isInline;
    this.#base = base;
  }

  get depth(): number {
    return this.#frames.length;
  }

  /** A tag that the source never finished (no `>` up to its end) is text. */
  finish(source: string): readonly MarkupPiece[] {
    this.#isEnding = true;
    this.parser.end();
    this.#silence = 0;
    this.#writer.text(source.slice(this.#end));
    return this.#writer.finish();
  }

  /** Ends here, with the rest of the source shown as it is. */
  finishWith(rest: string): readonly MarkupPiece[] {
    for (let frame = this.#frames.pop(); frame !== undefined; frame = this.#frames.pop()) {
      frame.elements.forEach((element) => this.#writer.close(element));
    }
    const element = this.#writer.open('pre', { class: 'as-is' });
    this.#writer.text(rest);
    if (element !== undefined) {
      this.#writer.close(element);
    }
    return this.#writer.finish();
  }

  #reached(): void {
    if (!this.#isEnding) {
      this.#end = this.parser.endIndex + 1;
    }
  }

  #text(text: string): void {
    this.#end = this.parser.endIndex + 1;
    if (this.#silence === 0) {
      this.#writer.text(text);
    }
  }

  /** Feeds carry their text in CDATA sections even where HTML knows none. */
  #comment(comment: string): void {
    this.#reached();
    const cdata = /^\[CDATA\[([^]*)\]\]$/.exec(comment)?.[1];
    if (cdata !== undefined && this.#silence === 0) {
      this.#writer.text(cdata);
    }
  }

  #open(name: string, attributes: Attributes): void {
    this.#reached();
    const parent = this.#frames.at(-1);
    if (parent !== undefined) {
      parent.children += 1;
    }
    const frame = this.#silence > 0 ? plainFrame(name) : this.#place(name, attributes, parent);
    this.#silence += frame.isSilent ? 1 : 0;
    this.#frames.push(frame);
  }

  #close(name: string): void {
    this.#reached();
    if (this.#frames.at(-1)?.name !== name) {
      return; // the parser also closes a tag that it never opened for us, at the very end
    }
    const frame = this.#frames.pop();
    this.#silence -= frame?.isSilent === true ? 1 : 0;
    if (frame?.link?.words === this.#writer.words && frame.elements.every((element) => this.#writer.isOpen(element))) {
      this.#writer.text(frame.link.address);
    }
    frame?.elements.toReversed().forEach((element) => this.#writer.close(element));
    if (this.#silence === 0 && frame !== undefined) {
      this.#writer.text(frame.after);
    }
  }

  /** Writes what an element becomes. */
  #place(name: string, attributes: Attributes, parent: Frame | undefined): Frame {
    switch (name) {
      case 'img':
        this.#image(attributes);
        return plainFrame(name);
      case 'area':
        this.#link(attributes['href'], attributes['alt']);
        return plainFrame(name);
      case 'input':
        this.#checkbox(attributes);
        return plainFrame(name);
      case 'iframe':
      case 'embed':
      case 'frame':
        this.#link(attributes['src'], attributes['title']);
        return plainFrame(name);
      case 'source':
      case 'video':
      case 'audio':
      case 'object':
        return this.#media(name, attributes, parent);
      default:
        return isMath(name) ? this.#math(name, parent) : this.#element(name, attributes);
    }
  }

  #element(given: string, attributes: Attributes): Frame {
    const heading = headingLevel(given) !== undefined;
    const name = renamed.get(given) ?? (blocks.has(given) ? 'div' : given);
    const isWanted = this.#isInline ? phrasing.has(name) : heading || allowed.has(name);
    const kept = isWanted ? keptAttributes(name, attributes, this.#base) : {};
    if (this.#isInline && !isWanted && (heading || allowed.has(name))) {
      this.#writer.text(' ');
    }
    // A link that leads nowhere is no link; a tag that is gone still says which way its text runs.
    const isBare = name === 'a' && kept['href'] === undefined;
    const original = name === 'a' ? this.#originalOf(attributes['href'], kept['href']) : undefined;
    const element = isWanted && !isBare ? this.#writer.open(name, kept, original) : undefined;
    const frame = plainFrame(given, element === undefined ? [] : [element]);
    return isBare || name !== 'a' ? frame : { ...frame, link: { address: kept['href'] ?? '', words: this.#writer.words } };
  }

  #math(name: string, parent: Frame | undefined): Frame {
    const isRepeat = name === 'annotation' && parent !== undefined && parent.children > 1;
    const part = mathPart(name, parent?.name, parent?.children ?? 0);
    this.#writer.text(part.before);
    const element = part.element === undefined ? undefined : this.#writer.open(part.element);
    return { ...plainFrame(name, element === undefined ? [] : [element]), after: part.after, isSilent: isRepeat };
  }

  #media(name: string, attributes: Attributes, parent: Frame | undefined): Frame {
    const isPart = name === 'source';
    const isOfMedia = parent?.name === 'video' || parent?.name === 'audio';
    const frame = isPart ? plainFrame(name) : this.#element(name, attributes);
    if (isPart ? isOfMedia && !parent.hasLink : true) {
      const hasLink = this.#link(attributes['src'] ?? attributes['data'], attributes['title']);
      (isPart && parent !== undefined ? parent : frame).hasLink ||= hasLink;
    }
    return frame;
  }

  #link(address = '', label = ''): boolean {
    const href = linkAddress(address, this.#base);
    if (href === undefined) {
      this.#writer.text(label);
      return false;
    }
    const original = this.#originalOf(address, href);
    this.#write('a', keptAttributes('a', { href, class: 'media' }), label.trim() === '' ? href : label, original);
    return true;
  }

  /** The address as it was given, when `kept` is what it leads to. */
  #originalOf(given: string | undefined, kept: string | undefined): string | undefined {
    if (given === undefined || kept === undefined || given === kept) {
      return undefined;
    }
    const original = toAddress(given, this.#base);
    return original === kept ? undefined : original;
  }

  /** The page never loads an image from elsewhere: its place, its words and its address are kept for whoever may. */
  #image(attributes: Attributes): void {
    const address = this.#imageAddress(attributes);
    const words = attributes['alt'] ?? '';
    const isTracker = isTrackerPixel(attributes) || (address !== undefined && isBeacon(address));
    if (isTracker || (address === undefined && words === '')) {
      this.#writer.text(words);
      return;
    }
    const name = words.trim() === '' && address !== undefined ? fileName(address) : words;
    const title = attributes['title'] ?? '';
    this.#write('span', keptAttributes('span', { class: 'image', 'data-image': address ?? '', title }), name);
  }

  /** The first address that is one: a page that loads its images late has a stand-in in `src`, often as `data:`. */
  #imageAddress(attributes: Attributes): string | undefined {
    for (const name of imageSources) {
      const address = imageAddress(attributes[name] ?? '', this.#base);
      if (address !== undefined) return address;
    }
    // Of several sizes the first: what is separated by spaces is an address and its width.
    return imageAddress(attributes['srcset']?.trim().split(/\s/, 1)[0]?.replace(/,$/, '') ?? '', this.#base);
  }

  #checkbox(attributes: Attributes): void {
    if (attributes['type']?.toLowerCase() === 'checkbox') {
      this.#write('span', { class: 'task' }, Object.hasOwn(attributes, 'checked') ? '\u2611' : '\u2610');
    }
  }

  #write(name: string, attributes: Attributes, text: string, original?: string): void {
    const element = this.#writer.open(name, attributes, original);
    this.#writer.text(text);
    if (element !== undefined) {
      this.#writer.close(element);
    }
  }
}

/** What an image without words is called: the last part of its address, else its host. */
function fileName(address: string): string {
  const path = address.split(/[?#]/, 1)[0] ?? '';
  const name = path.slice(path.lastIndexOf('/') + 1).slice(0, 80);
  return name === '' ? (hostOf(address) ?? address) : name;
}

function plainFrame(name: string, elements: readonly OpenElement[] = []): Frame {
  return { name, elements, isSilent: silent.has(name), after: '', children: 0, hasLink: false };
}
