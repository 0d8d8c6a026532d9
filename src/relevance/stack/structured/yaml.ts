// YAML as values with places. All scalars are texts, but for none: `3.10` is no number, `on` is no flag.

import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Pair, Scalar } from 'yaml';
import { Lines, withoutMark } from './lines.js';
import { at, deepest, type Entry, other, type Parsed, parseWith, type Value } from './value.js';

/** Without places in the words of errors: to find them takes long in a text that is full of errors. */
const settings = { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const;

/** The first document of the file. */
export function parseYaml(text: string): Parsed {
  return parseWith(withoutMark(text), (plain) => {
    const [document] = parseAllDocuments(plain, settings);
    if (!document) return { ok: false, reason: 'It is empty.' };
    const [error] = document.errors;
    if (error) return { ok: false, reason: error.message };
    return { ok: true, value: new YamlReader(new Lines(plain)).valueOf(document.contents, 0) };
  });
}

/** What stands under `key` of a table, or of the tables that it takes over (`<<: *name`). */
export function mergedAt(table: Value | undefined, key: string): Value | undefined {
  const own = at(table, key);
  if (own) return own;
  const taken = at(table, '<<');
  const sources = taken?.kind === 'list' ? taken.items : [taken];
  return sources.map((source) => at(source, key)).find((value) => value !== undefined);
}

class YamlReader {
  readonly #lines: Lines;
  /** What was named so far; an alias is the same value, so that many of them cost nothing. */
  readonly #named = new Map<string, Value>();

  constructor(lines: Lines) {
    this.#lines = lines;
  }

  valueOf(node: unknown, depth: number): Value {
    if (depth > deepest) return other;
    if (isAlias(node)) return this.#named.get(node.source) ?? other;
    if (!isMap(node) && !isSeq(node) && !isScalar(node)) return other;
    const value = this.#read(node, depth);
    if (node.anchor) this.#named.set(node.anchor, value);
    return value;
  }

  #read(node: unknown, depth: number): Value {
    if (isMap(node)) return { kind: 'table', entries: node.items.flatMap((pair) => this.#entryOf(pair, depth)) };
    if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => this.valueOf(item, depth + 1)) };
    if (!isScalar(node) || typeof node.value !== 'string') return other;
    return { kind: 'text', text: node.value, span: this.#spanOf(node) };
  }

  #entryOf({ key, value }: Pair, depth: number): readonly Entry[] {
    if (!isScalar(key) || typeof key.value !== 'string') return [];
    return [{ key: key.value, span: this.#spanOf(key), value: this.valueOf(value, depth + 1) }];
  }

  #spanOf({ range, type }: Scalar) {
    const [start, end] = range ?? [0, 0];
    const marks = type === Scalar.QUOTE_DOUBLE || type === Scalar.QUOTE_SINGLE ? 1 : 0;
    return this.#lines.spanOf(start + marks, end - marks);
  }
}
