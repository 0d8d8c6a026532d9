// Reads JSON as feeds really are: with comments, trailing commas, control characters in strings, or cut short. Of a document
// that was cut it keeps every member and item that arrived whole, of one with a broken item the others. What the members mean
// is `jsonFeed.ts`'s part.

export interface JsonReading {
  readonly value: unknown;
  readonly isCutShort: boolean;
}

/** Never throws; undefined when it is not JSON at all. */
export function readJson(written: string): JsonReading | undefined {
  const text = withoutControls(written);
  const strict = tryParse(text);
  if (strict !== undefined) return { value: strict.value, isCutShort: false };
  return new JsonRepair(text).read();
}

/**
 * Without the escapes of control characters, which a feed of XML cannot have either: SQLite ends a text at a NUL. What a backslash
 * stands before is passed over with it, so that an escaped backslash begins no escape.
 */
function withoutControls(text: string): string {
  return control.test(text) ? text.replace(anyEscape, (written) => (control.test(written) ? '' : written)) : text;
}

const control = /\\(?:u00(?:0[0-8e-f]|1[\da-f])|b)/i;
const anyEscape = /\\(?:u[\da-f]{4}|[^])/gi;

function tryParse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    // Not JSON as it stands, which is an answer.
    return undefined;
  }
}

/** Deeper than any feed; what is deeper is not repaired. */
const deepest = 500;

const stringAt = /"(?:[^"\\\n\r]|\\[^])*"/y;
const looseStringAt = /"(?:[^"\\]|\\[^])*"/y;
const blankAt = /(?:\s|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*\*\/)*/y;
const wordAt = /[^\s,:[\]{}"/]+/y;
const literal = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

class JsonRepair {
  readonly #text: string;
  #out: string[] = [];
  /** The brackets that close what is open, outermost first. */
  readonly #open: string[] = [];
  /** How much of the output, and which brackets, make a whole document: the last place where a member or item had ended. */
  #whole: { readonly length: number; readonly open: readonly string[] } | undefined;
  /** Where in the output the list of items begins, and where each of them ends. */
  #items: { readonly start: number; readonly ends: number[]; isOpen: boolean } | undefined;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): JsonReading | undefined {
    this.#skipBlank();
    if (this.#text[this.#at] !== '{' && this.#text[this.#at] !== '[') return undefined;
    while (this.#at < this.#text.length) {
      if (!this.#step()) break;
      if (this.#open.length === 0) return this.#parse(this.#out.length, [], false);
    }
    if (this.#whole === undefined) return undefined;
    return this.#parse(this.#whole.length, this.#whole.open, true);
  }

  /** The first tokens, closed. If they are no JSON, what stands before the items and those items that are. */
  #parse(length: number, open: readonly string[], isCutShort: boolean): JsonReading | undefined {
    const parsed = tryParse(this.#out.slice(0, length).join('') + open.toReversed().join(''));
    if (parsed !== undefined) return { value: parsed.value, isCutShort };
    if (this.#items === undefined) return undefined;
    const head = tryParse(`${this.#out.slice(0, this.#items.start).join('')}[]}`)?.value;
    const items: unknown[] = [];
    let start = this.#items.start + 1;
    for (const end of this.#items.ends) {
      const item = tryParse(this.#out.slice(start, end).join('').replace(/^,/, ''));
      if (item !== undefined) items.push(item.value);
      start = end;
    }
    return { value: { version: '1', ...(typeof head === 'object' ? head : {}), items }, isCutShort };
  }

  /** One token; false when the document ends in it, or goes deeper than is read. */
  #step(): boolean {
    this.#skipBlank();
    const sign = this.#text[this.#at];
    if (sign === undefined) return false;
    if (sign === '{' || sign === '[') {
      if (this.#open.length >= deepest) return false;
      if (this.#open.length === 1 && /^"items"$/i.test(this.#out.at(-2) ?? ''))
        this.#items ??= { start: this.#out.length, ends: [], isOpen: true };
      this.#open.push(sign === '{' ? '}' : ']');
      this.#out.push(sign);
      this.#at++;
      this.#note();
    } else if (sign === '}' || sign === ']') {
      this.#at++;
      this.#close(sign);
    } else if (sign === ',') {
      this.#at++;
      this.#separate();
    } else if (sign === ':') {
      this.#at++;
      this.#out.push(':');
    } else return sign === '"' ? this.#readString() : this.#readWord();
    return true;
  }

  #close(sign: string): void {
    // A bracket of the other kind closes nothing.
    if (this.#open.at(-1) !== sign) return;
    if (this.#out.at(-1) === ',') this.#out.pop();
    this.#open.pop();
    this.#out.push(sign);
    if (this.#open.length === 2 && this.#items?.isOpen === true) this.#items.ends.push(this.#out.length);
    if (this.#open.length === 1 && this.#items !== undefined) this.#items.isOpen = false;
    this.#note();
  }

  /** A comma ends a member or an item, unless there is none before it. */
  #separate(): void {
    const last = this.#out.at(-1);
    if (last === ',' || last === '{' || last === '[') return;
    if (last === ':') this.#out.push('null');
    this.#note();
    this.#out.push(',');
  }

  /** Only places near the root are kept: an item that did not arrive whole is no item. */
  #note(): void {
    if (this.#open.length <= 2 && this.#out.at(-1) !== ':') this.#whole = { length: this.#out.length, open: [...this.#open] };
  }

  #readString(): boolean {
    stringAt.lastIndex = this.#at;
    looseStringAt.lastIndex = this.#at;
    const written = stringAt.exec(this.#text)?.[0] ?? looseStringAt.exec(this.#text)?.[0];
    if (written === undefined) return false;
    this.#at += written.length;
    // oxlint-disable-next-line no-control-regex -- line ends and the like, which strings of JSON must not hold as they are
    const escaped = written.replace(/[\0-\x1f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
    this.#out.push(tryParse(escaped) === undefined ? JSON.stringify(escaped.slice(1, -1)) : escaped);
    return true;
  }

  #readWord(): boolean {
    wordAt.lastIndex = this.#at;
    const word = wordAt.exec(this.#text)?.[0];
    if (word === undefined) {
      this.#at++;
      return true;
    }
    this.#at += word.length;
    // A number or word that the document ends in may be a part of one.
    if (this.#at >= this.#text.length) return false;
    this.#out.push(literal.test(word) ? word : this.#text[this.#at] === ':' ? JSON.stringify(word) : 'null');
    return true;
  }

  #skipBlank(): void {
    blankAt.lastIndex = this.#at;
    blankAt.exec(this.#text);
    this.#at = Math.max(this.#at, blankAt.lastIndex);
  }
}
