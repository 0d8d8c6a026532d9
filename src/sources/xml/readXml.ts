// Reads an XML document as feeds really are, in one pass and without ever failing: bare signs, broken CDATA and comments,
// junk around the root, bombs. What a wrong end tag ends is decided in `xmlBuilder.ts`; what the elements mean, elsewhere.

import { ForwardSearch } from './forwardSearch.js';
import { XmlBuilder } from './xmlBuilder.js';
import { XmlEntities } from './xmlEntities.js';
import { beginsTag, readStartTag } from './xmlTag.js';
import type { XmlDocument } from './xmlTree.js';

const endTagAt = /<\/\s*([^\s<>/]*)[^<>]*>?/y;
const endOfSubset = /\]\s*>/g;
const entryTag = /<\/?(?:[\w.-]{1,40}:)?(?:item|entry)(?=[\s/>])/gi;
const endOfFeed = /<\/(?:[\w.-]{1,40}:)?(?:rss|feed|rdf)\s*>[^<>]*$/i;

/** Never throws, and takes time in proportion to the length. */
export function readXml(source: string): XmlDocument {
  return new XmlReader(source).read();
}

class XmlReader {
  readonly #source: string;
  readonly #entities = new XmlEntities();
  readonly #builder = new XmlBuilder((text) => this.#entities.decode(text));
  /** Where the next of these stands, so that a document full of openers without an end is searched once. */
  readonly #search: ForwardSearch;
  #lastOpeners = { end: -1, opener: -1 };

  constructor(source: string) {
    this.#source = source;
    this.#search = new ForwardSearch(this.#source);
  }

  read(): XmlDocument {
    const { length } = this.#source;
    let at = 0;
    while (at < length && !this.#builder.isFull) {
      const next = this.#source.indexOf('<', at);
      const end = next < 0 ? length : next;
      if (end > at) this.#builder.addText(this.#entities.decode(this.#source.slice(at, end)));
      at = next < 0 ? end : this.#readMarkup(next);
    }
    this.#builder.end(Math.min(at, length));
    return { source: this.#source, root: this.#builder.root, expandOwn: (markup) => this.#entities.expandOwn(markup) };
  }

  /** Reads what the `<` at `at` begins; out comes the position behind it. */
  #readMarkup(at: number): number {
    const code = this.#source.charCodeAt(at + 1);
    if (code === 47) return this.#readEndTag(at);
    if (code === 33) return this.#readDeclaration(at);
    if (code === 63) return this.#skipTo('?>', at) ?? this.#skipTo('>', at) ?? this.#source.length;
    if (beginsTag(this.#source, at)) {
      const tag = readStartTag(this.#source, at);
      if (tag === undefined) return this.#source.length;
      this.#builder.startTag(tag, at);
      return tag.end;
    }
    this.#builder.addText('<');
    return at + 1;
  }

  #readEndTag(at: number): number {
    endTagAt.lastIndex = at;
    const [written = '', name = ''] = endTagAt.exec(this.#source) ?? [];
    const end = at + written.length;
    // An end tag that the document ends in did not arrive.
    if (!written.endsWith('>') && end >= this.#source.length) return end;
    if (name !== '') this.#builder.endTag(name, at);
    return Math.max(end, at + 2);
  }

  #readDeclaration(at: number): number {
    const source = this.#source;
    if (source.startsWith('<![CDATA[', at)) return this.#readCdata(at + 9);
    // A comment without an end is none: only its sign is passed over.
    if (source.startsWith('<!--', at)) return this.#skipTo('-->', at + 4) ?? at + 4;
    // A document type stands before everything; in the middle of a text such a sign is noise, and ends where markup begins.
    if (this.#builder.hasBegun) return this.#skipNoise(at + 2);
    const end = this.#search.next('>', at);
    const bracket = this.#search.next('[', at);
    const hasSubset = bracket >= 0 && bracket < end && /^<!doctype/i.test(source.slice(at, at + 9));
    if (!hasSubset) return end < 0 ? source.length : end + 1;
    const subset = this.#search.match(endOfSubset, bracket);
    if (subset.at > source.length) return end + 1;
    this.#entities.declare(source.slice(bracket + 1, subset.at));
    return subset.end;
  }

  /** Behind the next `>`, but not over a `<`. */
  #skipNoise(from: number): number {
    const end = this.#search.next('>', from);
    const opener = this.#search.next('<', from);
    if (end < 0 || (opener >= 0 && opener < end)) return opener < 0 ? this.#source.length : opener;
    return end + 1;
  }

  /** A section whose text begins at `start`. */
  #readCdata(start: number): number {
    const source = this.#source;
    const end = this.#search.next(']]>', start);
    if (end < 0) {
      // Either a generator forgot its end: then what follows counts as markup. Or the document was cut within it.
      if (endOfFeed.test(source.slice(-300))) return start;
      this.#builder.addText(source.slice(start));
      return source.length;
    }
    const opener = this.#search.next('<![CDATA[', start);
    if (opener < 0 || opener > end) {
      this.#builder.addText(source.slice(start, end));
      return end + 3;
    }
    // Others open first. If an entry ends or begins before one of them, this one's end was forgotten.
    const entry = this.#search.match(entryTag, start).at;
    if (entry < this.#lastOpener(end)) {
      const text = source.slice(start, entry);
      const own = text.indexOf(`</${this.#builder.openName}`);
      const length = own < 0 ? text.length : own;
      this.#builder.addText(text.slice(0, length));
      return start + length;
    }
    return this.#readNestedCdata(start, end);
  }

  /** Sections within a section, which XML does not know: the ends before the end tag of the text are all but the last text. */
  #readNestedCdata(start: number, firstEnd: number): number {
    const ends = [`</${this.#builder.openName}`, '</item', '</entry'].map((sign) => this.#search.next(sign, firstEnd));
    const tag = Math.min(...ends.filter((position) => position >= 0));
    let end = firstEnd;
    for (let next = this.#search.next(']]>', end + 3); next >= 0 && next < tag; next = this.#search.next(']]>', end + 3)) end = next;
    this.#builder.addText(this.#source.slice(start, end).replace(/<!\[CDATA\[|\]\]>/g, ''));
    return end + 3;
  }

  /** The last opener before the end of a section, which is looked for once. */
  #lastOpener(end: number): number {
    if (this.#lastOpeners.end !== end) this.#lastOpeners = { end, opener: this.#source.lastIndexOf('<![CDATA[', end) };
    return this.#lastOpeners.opener;
  }

  /** Behind the next `end`, if there is one. */
  #skipTo(end: string, from: number): number | undefined {
    const found = this.#search.next(end, from);
    return found < 0 ? undefined : found + end.length;
  }
}
