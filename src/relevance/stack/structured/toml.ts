// TOML as values with places: tables that are written in several pieces (headers, dotted keys) are one.

import { type AST, parseTOML } from 'toml-eslint-parser';
import { Lines, withoutMark } from './lines.js';
import { deepest, type Entry, other, type Parsed, parseWith, type Value } from './value.js';

export function parseToml(text: string): Parsed {
  return parseWith(withoutMark(text), (plain) => {
    const reader = new TomlReader(new Lines(plain));
    const root = new OpenTable();
    for (const piece of parseTOML(plain, { tomlVersion: '1.1' }).body[0].body) {
      if (piece.type === 'TOMLKeyValue') reader.put(root, piece, 0);
      else reader.putTable(root, piece);
    }
    return { ok: true, value: root.value };
  });
}

/** A table that later pieces of the file may add to. */
class OpenTable {
  readonly #entries: Entry[] = [];
  /** Of an array of tables, the last: that is the one that is added to. */
  readonly #inner = new Map<string, OpenTable>();
  readonly #lists = new Map<string, Value[]>();
  readonly value: Value = { kind: 'table', entries: this.#entries };

  add(entry: Entry): void {
    this.#entries.push(entry);
  }

  inner(key: string, span: Entry['span']): OpenTable {
    const known = this.#inner.get(key);
    if (known) return known;
    const made = new OpenTable();
    this.#inner.set(key, made);
    this.add({ key, span, value: made.value });
    return made;
  }

  /** A further table in the array of tables at `key`. */
  next(key: string, span: Entry['span']): OpenTable {
    const made = new OpenTable();
    this.#inner.set(key, made);
    const list = this.#lists.get(key);
    if (list) {
      list.push(made.value);
    } else {
      const items = [made.value];
      this.#lists.set(key, items);
      this.add({ key, span, value: { kind: 'list', items } });
    }
    return made;
  }
}

type Key = AST.TOMLKey['keys'][number];

class TomlReader {
  readonly #lines: Lines;

  constructor(lines: Lines) {
    this.#lines = lines;
  }

  put(table: OpenTable, { key, value }: AST.TOMLKeyValue, depth: number): void {
    const last = key.keys.at(-1);
    if (!last) return;
    const place = this.#open(table, key.keys.slice(0, -1));
    place.add({ key: nameOf(last), span: this.#spanOf(last), value: this.#valueOf(value, depth + 1) });
  }

  putTable(root: OpenTable, { kind, key, body }: AST.TOMLTable): void {
    const last = key.keys.at(-1);
    if (!last) return;
    const outer = this.#open(root, key.keys.slice(0, -1));
    const table = kind === 'array' ? outer.next(nameOf(last), this.#spanOf(last)) : outer.inner(nameOf(last), this.#spanOf(last));
    for (const pair of body) this.put(table, pair, 0);
  }

  #open(table: OpenTable, keys: readonly Key[]): OpenTable {
    let place = table;
    for (const key of keys) place = place.inner(nameOf(key), this.#spanOf(key));
    return place;
  }

  #valueOf(node: AST.TOMLContentNode, depth: number): Value {
    if (depth > deepest) return other;
    if (node.type === 'TOMLArray') return { kind: 'list', items: node.elements.map((item) => this.#valueOf(item, depth + 1)) };
    if (node.type === 'TOMLInlineTable') {
      const table = new OpenTable();
      for (const pair of node.body) this.put(table, pair, depth);
      return table.value;
    }
    if (node.kind === 'boolean') return { kind: 'flag', isTrue: node.value };
    if (node.kind !== 'string') return other;
    const marks = node.multiline ? 3 : 1;
    return { kind: 'text', text: node.value, span: this.#lines.spanOf(node.range[0] + marks, node.range[1] - marks) };
  }

  #spanOf(key: Key) {
    const marks = key.type === 'TOMLQuoted' ? 1 : 0;
    return this.#lines.spanOf(key.range[0] + marks, key.range[1] - marks);
  }
}

function nameOf(key: Key): string {
  return key.type === 'TOMLQuoted' ? key.value : key.name;
}
