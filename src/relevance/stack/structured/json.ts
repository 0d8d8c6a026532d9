// JSON, with comments and with commas at ends, as values with places.

import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { Lines, withoutMark } from './lines.js';
import { deepest, type Entry, other, type Parsed, parseWith, type Value } from './value.js';

export function parseJson(text: string): Parsed {
  return parseWith(withoutMark(text), (plain) => {
    const errors: ParseError[] = [];
    const root = parseTree(plain, errors, { allowTrailingComma: true });
    const [error] = errors;
    if (error) return { ok: false, reason: `${printParseErrorCode(error.error)} at ${error.offset}` };
    if (!root) return { ok: false, reason: 'It is empty.' };
    return { ok: true, value: valueOf(root, new Lines(plain), 0) };
  });
}

function valueOf(node: Node, lines: Lines, depth: number): Value {
  if (depth > deepest) return other;
  const value: unknown = node.value;
  if (typeof value === 'string') return { kind: 'text', text: value, span: insideOf(node, lines) };
  if (typeof value === 'boolean') return { kind: 'flag', isTrue: value };
  const children = node.children ?? [];
  if (node.type === 'array') return { kind: 'list', items: children.map((item) => valueOf(item, lines, depth + 1)) };
  if (node.type !== 'object') return other;
  return { kind: 'table', entries: children.flatMap((property) => entryOf(property, lines, depth)) };
}

function entryOf({ children }: Node, lines: Lines, depth: number): readonly Entry[] {
  const [key, value] = children ?? [];
  if (!key || !value) return [];
  return [{ key: String(key.value), span: insideOf(key, lines), value: valueOf(value, lines, depth + 1) }];
}

/** Without the quotation marks. */
function insideOf({ offset, length }: Node, lines: Lines) {
  return lines.spanOf(offset + 1, offset + length - 1);
}
