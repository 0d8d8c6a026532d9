// One start tag of an XML document as feeds really have it: quotes missing, attributes repeated or without a value, a tag
// that never ends. It decides where the tag ends; what it stands in is not known here.

import { noAttributes } from './xmlTree.js';

export interface StartTag {
  readonly name: string;
  /** Raw values by names in lower case; the first of repeated ones counts. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly isEmpty: boolean;
  /** Position behind the tag. */
  readonly end: number;
}

/** No feed needs more; a hostile tag with 100,000 of them is read to its end, but not kept. */
const mostAttributes = 200;

const nameAt = /[^\s/<>="'][^\s/<>="']*/y;
const blankAt = /[\s/]*/y;
const bareValueAt = /[^\s<>"']*/y;

function isNameStart(code: number): boolean {
  // A letter, `_`, `:` or anything beyond ASCII: XML 1.0, 2.3.
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 58 || code > 127;
}

/** Whether the `<` at `position` may begin a start tag. */
export function beginsTag(source: string, position: number): boolean {
  return isNameStart(source.charCodeAt(position + 1));
}

/** The tag whose `<` stands at `position`; undefined when the document ends within it. */
export function readStartTag(source: string, position: number): StartTag | undefined {
  nameAt.lastIndex = position + 1;
  const name = nameAt.exec(source)?.[0] ?? '';
  let at = position + 1 + name.length;
  // Most tags are only a name.
  if (source.charCodeAt(at) === 62) return { name, attributes: noAttributes, isEmpty: false, end: at + 1 };
  let attributes: Map<string, string> | undefined;
  for (;;) {
    blankAt.lastIndex = at;
    blankAt.exec(source);
    at = blankAt.lastIndex;
    const code = source.charCodeAt(at);
    if (Number.isNaN(code)) return undefined;
    const end = code === 62 ? at + 1 : code === 60 ? at : 0;
    // A `<` where a name should be: the tag was never ended, and the next begins.
    if (end > 0) return { name, attributes: attributes ?? noAttributes, isEmpty: source.charCodeAt(at - 1) === 47, end };
    const attribute = readAttribute(source, at);
    if (attribute === undefined) return undefined;
    at = attribute.end;
    attributes ??= new Map();
    if (attribute.name !== '' && attributes.size < mostAttributes && !attributes.has(attribute.name)) {
      attributes.set(attribute.name, attribute.value);
    }
  }
}

interface Attribute {
  readonly name: string;
  readonly value: string;
  readonly end: number;
}

function readAttribute(source: string, position: number): Attribute | undefined {
  nameAt.lastIndex = position;
  const written = nameAt.exec(source)?.[0];
  // A stray quote or sign of equality is passed over.
  if (written === undefined) return { name: '', value: '', end: position + 1 };
  const name = written.toLowerCase();
  let at = position + written.length;
  while (isBlank(source.charCodeAt(at))) at++;
  if (source.charCodeAt(at) !== 61) return { name, value: '', end: at };
  at++;
  while (isBlank(source.charCodeAt(at))) at++;
  const quote = source[at];
  if (quote === undefined) return undefined;
  if (quote === '"' || quote === "'") {
    const close = source.indexOf(quote, at + 1);
    if (close < 0) return endUnquoted(source, name, at + 1);
    const value = source.slice(at + 1, close);
    // Markup in a value: its closing quote is missing, and the one that was found belongs to another tag.
    return value.includes('<') && /[/>]\s*<|=\s*$/.test(value.slice(0, 20_000))
      ? endUnquoted(source, name, at + 1)
      : { name, value, end: close + 1 };
  }
  return endUnquoted(source, name, at);
}

function isBlank(code: number): boolean {
  return code === 32 || code === 10 || code === 9 || code === 13;
}

function endUnquoted(source: string, name: string, position: number): Attribute {
  bareValueAt.lastIndex = position;
  const value = bareValueAt.exec(source)?.[0] ?? '';
  const end = position + value.length;
  // In `<br clear=all/>` the stroke belongs to the tag, in `<a href=/about/>` too, as far as XML goes.
  return source.charCodeAt(end) === 62 && value.endsWith('/') ? { name, value: value.slice(0, -1), end: end - 1 } : { name, value, end };
}
