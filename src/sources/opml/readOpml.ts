// A list of subscriptions (OPML 1 and 2, and what passes for it) → sources, each once, and what could not become one. Reads
// tags as they come, with no tree: lists are nested as deep as anybody likes. What is added to the setting is decided elsewhere.

import { ForwardSearch } from '../xml/forwardSearch.js';
import { largestText } from '../../digest/largestText.js';
import type { OpmlOutcome, OpmlReading, ProblemReason, SourceDefinition } from '../../protocol/sources.js';
import { cleanXml, decodeXml } from '../text/decodeXml.js';
import { XmlEntities } from '../xml/xmlEntities.js';
import { beginsTag, readStartTag, type StartTag } from '../xml/xmlTag.js';
import { identify } from '../identify.js';
import { credentialsIn, toWebAddress, withoutCredentials } from '../../protocol/sourceAddress.js';
import { deepestCategory, privateAttributes } from './privateAttributes.js';

/** An outline whose end has not come yet. */
interface OpenOutline {
  /** Category of the sources in it. */
  readonly category: string;
  readonly depth: number;
  /** What it is called, if it is nothing as long as nothing is in it. */
  readonly emptyName: string | undefined;
  hasChildren: boolean;
}

const endTagAt = /<\/\s*([^\s<>/]{1,40})/y;
const textAt = /[^<]{0,2000}/y;

/** More than anybody reads about, and enough to see what is wrong with a list. */
const mostBad = 1000;
const longestName = 300;
const longestCategory = 2000;

/** Never throws, and takes time in proportion to the length. Names are as the list has them: nothing was made safe for markup. */
export function readOpml(content: Uint8Array | string): OpmlOutcome {
  if (content.length > largestText) return failed('tooLarge', largestText);
  const source = typeof content === 'string' ? cleanXml(content) : decodeXml(content);
  if (source.trim() === '') return failed('empty');
  return new OpmlReader(source).read();
}

function failed(reason: ProblemReason, amount?: number): OpmlOutcome {
  return { outcome: 'failed', problem: amount === undefined ? { reason } : { reason, amount } };
}

class OpmlReader {
  readonly #source: string;
  readonly #entities = new XmlEntities();
  readonly #open: OpenOutline[] = [];
  readonly #sources = new Map<string, SourceDefinition>();
  readonly #bad: OpmlReading['bad'][number][] = [];
  /** Where the next of these stands, so that a document full of openers without an end is searched once. */
  readonly #search: ForwardSearch;
  #repeated = 0;
  #signInsLeftOut = 0;
  #title: string | undefined;
  /** The first of the elements that tells what the document is. */
  #root: 'opml' | 'outline' | 'html' | undefined;
  #hasEnded = false;

  constructor(source: string) {
    this.#source = source;
    this.#search = new ForwardSearch(this.#source);
  }

  read(): OpmlOutcome {
    const { length } = this.#source;
    for (let at = this.#source.indexOf('<'); at >= 0 && at < length && this.#root !== 'html'; at = this.#source.indexOf('<', at)) {
      at = this.#readMarkup(at);
    }
    if (this.#root === 'html') return failed('webPage');
    if (this.#root === undefined) return failed('malformed');
    const isCutShort = !this.#hasEnded && (this.#root === 'opml' || this.#open.length > 0);
    while (this.#open.length > 0) this.#close(isCutShort);
    const title = this.#title;
    return {
      outcome: 'read',
      list: {
        ...(title === undefined || title === '' ? {} : { title }),
        sources: [...this.#sources.values()],
        repeated: this.#repeated,
        ...(this.#signInsLeftOut > 0 ? { signInsLeftOut: this.#signInsLeftOut } : {}),
        bad: this.#bad,
        isCutShort,
      },
    };
  }

  /** Reads what the `<` at `at` begins; out comes the position behind it. */
  #readMarkup(at: number): number {
    const source = this.#source;
    if (source.startsWith('<!--', at)) return this.#behind('-->', at + 4);
    if (source.startsWith('<![CDATA[', at)) return this.#behind(']]>', at + 9);
    if (source.startsWith('<!', at)) return this.#readDoctype(at);
    endTagAt.lastIndex = at;
    const endOf = endTagAt.exec(source)?.[1]?.toLowerCase();
    if (endOf !== undefined) return this.#readEndTag(endOf, endTagAt.lastIndex);
    if (!beginsTag(source, at)) return at + 1;
    const tag = readStartTag(source, at);
    if (tag === undefined) return source.length;
    this.#readStart(tag);
    return tag.end;
  }

  /** Behind the next `end`; behind the opener alone when there is none. */
  #behind(end: string, from: number): number {
    const found = this.#search.next(end, from);
    return found < 0 ? from : found + end.length;
  }

  #readDoctype(at: number): number {
    const end = this.#behind('>', at + 2);
    const head = this.#source.slice(at, Math.min(end, at + 1000));
    if (/^<!doctype\s+html\b/i.test(head)) this.#root ??= 'html';
    const bracket = /^<!doctype/i.test(head) ? head.indexOf('[') : -1;
    const subsetEnd = bracket < 0 ? -1 : this.#search.next(']', at + bracket);
    if (subsetEnd < 0) return end;
    this.#entities.declare(this.#source.slice(at + bracket + 1, subsetEnd));
    return subsetEnd + 1;
  }

  #readEndTag(name: string, position: number): number {
    if (name === 'outline' && this.#open.length > 0) this.#close();
    if (name === 'opml') this.#hasEnded = true;
    return position;
  }

  #readStart(tag: StartTag): void {
    const name = tag.name.toLowerCase();
    if (name === 'opml' || name === 'outline' || name === 'html') this.#root ??= name;
    if (name === 'title' && !tag.isEmpty && this.#open.length === 0) {
      textAt.lastIndex = tag.end;
      this.#title ??= this.#clean(textAt.exec(this.#source)?.[0] ?? '').slice(0, longestName);
    }
    if (name === 'outline') this.#readOutline(tag);
  }

  #readOutline({ attributes, isEmpty }: StartTag): void {
    const value = (name: string): string | undefined => this.#clean(attributes.get(name) ?? '') || undefined;
    const name = (value('text') ?? value('title'))?.slice(0, longestName);
    const parent = this.#open.at(-1);
    if (parent) parent.hasChildren = true;
    const isSource = this.#readSource(value, name, parent?.category ?? '');
    const depth = (parent?.depth ?? 0) + 1;
    this.#open.push({
      category: toInner(parent?.category ?? '', name, depth),
      depth,
      emptyName: isSource || attributes.size === 0 ? undefined : (name ?? value('htmlurl') ?? value('url') ?? ''),
      hasChildren: false,
    });
    if (isEmpty) this.#close();
  }

  /** Whether the outline means a source, good or bad. */
  #readSource(value: (name: string) => string | undefined, name: string | undefined, nested: string): boolean {
    const kind = value(privateAttributes.kind);
    const isOurs = kind === 'git' || kind === 'site';
    const written = isOurs ? value('url') : (value('xmlurl') ?? (isFeedType(value('type')) ? value('url') : undefined));
    if (written === undefined) return false;
    const address = toAddress(written);
    if (address === undefined || (kind === 'git' && !address.startsWith('https:'))) {
      this.#addBad(name ?? written, 'badAddress');
      return true;
    }
    if (credentialsIn(toWebAddress(written) ?? written) !== undefined) this.#signInsLeftOut++;
    const category = value(privateAttributes.category) ?? (nested === '' ? firstCategory(value('category')) : nested);
    const [path, branch] = [value(privateAttributes.path), value(privateAttributes.branch)];
    const isGiven = value(privateAttributes.name) !== 'own';
    const isNamed = isGiven && name !== undefined && name !== written && name !== address;
    const options = {
      ...(isNamed ? { name } : {}),
      ...(category === undefined ? {} : { category }),
      ...(value(privateAttributes.paused) === 'true' ? ({ paused: true } as const) : {}),
    };
    const first = toAddress(value(privateAttributes.was) ?? '');
    const was = first === undefined ? {} : { was: first };
    const git = { git: address, ...(path === undefined ? {} : { path }), ...(branch === undefined ? {} : { branch }) };
    this.#add(
      kind === 'git'
        ? { ...git, ...options }
        : kind === 'site'
          ? { site: address, ...was, ...options }
          : { feed: address, ...was, ...options },
    );
    return true;
  }

  #add(definition: SourceDefinition): void {
    const { id } = identify(definition);
    if (this.#sources.has(id)) this.#repeated++;
    else this.#sources.set(id, definition);
  }

  #addBad(text: string, reason: 'noAddress' | 'badAddress'): void {
    if (this.#bad.length < mostBad) this.#bad.push({ text: withoutCredentials(text).slice(0, longestName), reason });
  }

  /** `isCutOff`: by the end of the document. What would have been in it is not known then. */
  #close(isCutOff = false): void {
    const closed = this.#open.pop();
    if (closed?.emptyName !== undefined && !closed.hasChildren && !isCutOff) this.#addBad(closed.emptyName, 'noAddress');
  }

  /** References resolved, without blanks around and line breaks in it. */
  #clean(raw: string): string {
    return this.#entities
      .decode(raw)
      .replace(/\p{Cc}/gu, ' ')
      .trim();
  }
}

function isFeedType(type: string | undefined): boolean {
  return type !== undefined && /^(?:rss|atom|rdf|feed|json)/i.test(type);
}

/** As it is written if it is an http(s) address; what can be made of it else. Never with user and password. */
function toAddress(written: string): string | undefined {
  const isPlain = /^https?:\/\//i.test(written) && URL.canParse(written);
  const address = isPlain ? written : toWebAddress(written);
  return address === undefined ? undefined : withoutCredentials(address);
}

/** Category of what stands in an outline of that name. Beyond some depth it is that of the outline around it. */
function toInner(category: string, name: string | undefined, depth: number): string {
  const levels = (name ?? '').split('/').map((level) => level.trim());
  const path = [category, ...levels].filter((level) => level !== '').join('/');
  return depth > deepestCategory || path.length > longestCategory ? category : path;
}

/** The attribute `category` lists paths that begin with a slash, and tags (OPML 2.0). */
function firstCategory(list: string | undefined): string | undefined {
  const first = (list ?? '').split(',').find((part) => part.trim() !== '');
  return toInner('', first, 1) || undefined;
}
