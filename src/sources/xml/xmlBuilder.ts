// Builds the tree of an XML document from its tags and texts as they come, and decides what a missing or mismatched end tag
// ends. It sees no signs of the document, only what `readXml.ts` cut out of it.

import { XmlScope } from './xmlNames.js';
import { endsText, isEntryName, isField, isFeedRoot, isHolder } from './xmlRoles.js';
import type { StartTag } from './xmlTag.js';
import { noAttributes, type XmlElement } from './xmlTree.js';

interface Open {
  /** What it stands in; the nameless root stands in nothing, and is never ended. */
  readonly outer: Open | undefined;
  readonly depth: number;
  readonly element: XmlElement;
  /** Its name as written, in lower case: how its end tag will be written. */
  readonly written: string;
  readonly scope: XmlScope;
  readonly isInFeed: boolean;
}

/** Feeds are five deep; deeper elements are counted, and not kept. */
const deepest = 60;

/** More entries are read of no feed: they begin with the newest, and a document of nothing but tags is no feed. */
const mostEntries = 50_000;

export class XmlBuilder {
  readonly root: XmlElement = toElement('', undefined, noAttributes, 0);
  readonly #decode: (text: string) => string;
  #top: Open = { outer: undefined, depth: 0, element: this.root, written: '', scope: new XmlScope(), isInFeed: false };
  /** Elements open beyond the deepest that is kept. */
  #beyond = 0;
  /** A text is being read: nothing in it is kept as an element. */
  #isInText = false;
  /** Elements of the text's own name, others with the name of a field, and quoted feeds and entries, that are open within the text. */
  #sameName = 0;
  readonly #innerFields = new Map<string, number>();
  #quoted = 0;
  #entries = 0;

  constructor(decode: (text: string) => string) {
    this.#decode = decode;
  }

  /** As written, in lower case, with its prefix. */
  get openName(): string {
    return this.#top.written;
  }

  /** Whether it takes no more: what follows is not read. */
  get isFull(): boolean {
    return this.#entries > mostEntries;
  }

  /** Whether an element is open. */
  get hasBegun(): boolean {
    return this.#top.outer !== undefined;
  }

  /** Text with its references resolved. */
  addText(text: string): void {
    this.#top.element.text += text;
  }

  startTag(tag: StartTag, position: number): void {
    const name = this.#top.scope.elementName(tag.name);
    if (this.#isInText && !this.#leavesText(name, position)) {
      this.#withinText(tag, name);
      return;
    }
    if (isEntryName(name)) {
      // An empty entry within an entry is a slip of a generator; the one around it goes on.
      if (tag.isEmpty && isEntryName(this.#top.element.name)) return;
      this.#returnToFeed(position);
      this.#entries++;
      if (this.isFull) return;
    }
    if (this.#top.depth >= deepest) {
      if (!tag.isEmpty) this.#beyond++;
      return;
    }
    this.#push(tag);
    if (tag.isEmpty) this.#pop(tag.end);
  }

  endTag(writtenName: string, position: number): void {
    const written = writtenName.toLowerCase();
    const local = written.slice(written.indexOf(':') + 1);
    const isOuter = isEntryName(local) || isFeedRoot(local) || local === 'rdf';
    if (this.#isInText && this.#endsWithinText(written, local, isOuter)) return;
    if (this.#beyond > 0 && !isOuter) {
      this.#beyond--;
      return;
    }
    const open = this.#findOpen(written, local, isOuter);
    if (open !== undefined) this.#popThrough(open, position);
    // The end of another field, that is not open: it was written in place of the text's own.
    else if (this.#isInText && !isOuter) this.#pop(position);
  }

  /** The document ends: what is still open is not whole. */
  end(position: number): void {
    for (let open: Open | undefined = this.#top; open !== undefined; open = open.outer) open.element.innerEnd = position;
  }

  #push(tag: StartTag): void {
    const top = this.#top;
    const { scope: outer, element: parent, isInFeed } = top;
    const scope = tag.attributes.size === 0 ? outer : outer.within(tag.attributes);
    const name = scope.elementName(tag.name);
    const written = tag.name.toLowerCase();
    const namespace = scope.addressOf(written.includes(':') ? written.slice(0, written.indexOf(':')) : '');
    const element = toElement(name, namespace, this.#toAttributes(tag.attributes, scope), tag.end);
    parent.children.push(element);
    const isInside = isInFeed || isFeedRoot(name) || isEntryName(name);
    this.#top = { outer: top, depth: top.depth + 1, element, written, scope, isInFeed: isInside };
    this.#isInText = isInFeed && !isHolder(name);
    this.#sameName = 0;
    this.#quoted = 0;
    this.#innerFields.clear();
  }

  #pop(position: number): void {
    const { outer, element } = this.#top;
    if (outer === undefined) return;
    element.innerEnd = position;
    element.isWhole = true;
    this.#top = outer;
    this.#isInText = false;
    this.#beyond = 0;
  }

  #popThrough(last: Open, position: number): void {
    while (this.#top.depth >= last.depth) this.#pop(position);
  }

  #toAttributes(raw: ReadonlyMap<string, string>, scope: XmlScope): ReadonlyMap<string, string> {
    if (raw.size === 0) return raw;
    const attributes = new Map<string, string>();
    for (const [name, value] of raw) attributes.set(scope.attributeName(name), this.#decode(value));
    return attributes;
  }

  /** Whether a start tag within a text shows that the text's own end is missing; then it is ended. */
  #leavesText(name: string, position: number): boolean {
    if (this.#quoted > 0) return false;
    const text = this.#top.element.name;
    const parent = this.#top.outer?.element.name ?? '';
    const isDirect = isEntryName(parent) || isFeedRoot(parent);
    // In an extension of an entry, which has a prefix and of which nothing is known, another entry is quoted.
    const isExtension = this.#top.written.includes(':') && !isField(text);
    const isNextEntry = isEntryName(name) && !(isExtension && isEntryName(parent));
    if (!isNextEntry && !(isDirect && endsText(text, name))) return false;
    this.#pop(position);
    return true;
  }

  #withinText(tag: StartTag, name: string): void {
    const { element, written, scope } = this.#top;
    // The first element tells whether there is markup at all, and is the `div` of Atom's XHTML.
    if (element.children.length === 0) {
      const inner = tag.attributes.size === 0 ? scope : scope.within(tag.attributes);
      const child = toElement(inner.elementName(tag.name), undefined, this.#toAttributes(tag.attributes, inner), tag.end);
      element.children.push(child);
    }
    if (tag.isEmpty) return;
    if (tag.name.toLowerCase() === written) this.#sameName++;
    else if (isField(name)) this.#countInner(name, 1);
    if (isFeedRoot(name) || isFeedRoot(tag.name.toLowerCase()) || isEntryName(name)) this.#quoted++;
  }

  /** Whether an end tag is a matter of the text that is being read alone. */
  #endsWithinText(written: string, local: string, isOuter: boolean): boolean {
    if (written === this.#top.written) {
      if (this.#sameName-- > 0) return true;
      this.#quoted = 0;
      return false;
    }
    if (this.#quoted > 0) {
      if (isFeedRoot(local) || isEntryName(local)) this.#quoted--;
      return true;
    }
    if (isOuter || this.#top.element.name.slice(this.#top.element.name.indexOf(':') + 1) === local) return false;
    const name = this.#top.scope.elementName(written);
    return !isField(name) || this.#countInner(name, -1) >= 0;
  }

  #countInner(name: string, step: number): number {
    const count = (this.#innerFields.get(name) ?? 0) + step;
    this.#innerFields.set(name, Math.max(0, count));
    return count;
  }

  /** Which open element an end tag means: the nearest of its name, but no field reaches beyond its entry. */
  #findOpen(written: string, local: string, isOuter: boolean): Open | undefined {
    for (let open = this.#top; open.outer !== undefined; open = open.outer) {
      const { name } = open.element;
      if (open.written === written || name.slice(name.indexOf(':') + 1) === local) return open;
      if (isEntryName(name) && !isOuter) return undefined;
    }
    return undefined;
  }

  /** Entries stand in a feed and in nothing else: one that begins ends what is open there, whose end tags are missing. */
  #returnToFeed(position: number): void {
    let inner: Open | undefined;
    for (let open = this.#top; open.outer !== undefined; open = open.outer) {
      const { name } = open.element;
      if (isFeedRoot(name) || name === 'items') {
        if (inner !== undefined) this.#popThrough(inner, position);
        return;
      }
      inner = open;
    }
  }
}

function toElement(name: string, namespace: string | undefined, attributes: ReadonlyMap<string, string>, start: number): XmlElement {
  return { name, namespace, attributes, children: [], text: '', innerStart: start, innerEnd: start, isWhole: false };
}
