// Character and entity references of XML text → characters. HTML's names count without a declaration, as feeds use them so;
// a document's own entities count within tight bounds, and nothing outside of the document is ever read.

import { decodeHTMLStrict } from 'entities/decode';

/** All that a document's own entities may add to it, in characters: names and phrases, but no bomb. */
const mostExpanded = 100_000;
const mostEntities = 200;
const mostOfOne = 5_000;

const declaration = /<!ENTITY\s+([A-Za-z_][\w.-]{0,60})\s+(?:"([^"]{0,5000})"|'([^']{0,5000})')\s*>/g;
const reference = /&([A-Za-z_][\w.-]{0,60});/g;
const predefined: readonly string[] = ['amp', 'lt', 'gt', 'quot', 'apos'];
/** Beyond this the internal subset of a document type is no longer read. */
const mostSubset = 200_000;

export class XmlEntities {
  readonly #values = new Map<string, string>();
  #left = mostExpanded;

  /**
   * Learns the general text entities of an internal subset. Parameter entities and those with `SYSTEM` or `PUBLIC` are
   * passed over, so that their references stay as they are written.
   */
  declare(subset: string): void {
    for (const [, name = '', double, single] of subset.slice(0, mostSubset).matchAll(declaration)) {
      if (this.#values.size >= mostEntities) return;
      // XML 1.0, 4.2: the first declaration counts; 4.6: the five of XML mean what they mean.
      if (!this.#values.has(name) && !predefined.includes(name))
        this.#values.set(name, this.decode(double ?? single ?? '').slice(0, mostOfOne));
    }
  }

  /** References → characters; what is no reference (a bare `&`, an unknown name) stays as it is. */
  decode(text: string): string {
    if (!text.includes('&')) return text;
    if (this.#values.size === 0) return decodeReferences(text);
    let decoded = '';
    let from = 0;
    for (const match of text.matchAll(reference)) {
      const value = this.#expand(match[1] ?? '');
      if (value === undefined) continue;
      decoded += decodeReferences(text.slice(from, match.index)) + value;
      from = match.index + match[0].length;
    }
    return decoded + decodeReferences(text.slice(from));
  }

  /** Only the document's own entities, for text that stays markup. */
  expandOwn(markup: string): string {
    if (this.#values.size === 0 || !markup.includes('&')) return markup;
    return markup.replace(reference, (written, name: string) => this.#expand(name) ?? written);
  }

  #expand(name: string): string | undefined {
    const value = this.#values.get(name);
    if (value === undefined || value.length > this.#left) return undefined;
    this.#left -= value.length;
    return value;
  }
}

/** As `decodeHTMLStrict`; text that is escaped HTML, the most of many feeds, is read in a fifth of the time. */
function decodeReferences(text: string): string {
  // None of the three makes a new `&`, and `&amp;lt;` holds no `&lt;`.
  const plain = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"');
  if (!plain.includes('&')) return plain;
  return /&(?!amp;)/.test(plain) ? decodeHTMLStrict(plain) : plain.replaceAll('&amp;', '&');
}
