// Stored safe markup → its pieces again. Reads only what the sanitiser writes: lower-case tags, attributes in double quotes,
// everything closed. Whatever else stands there is text.

import { decodeHTML } from 'entities/decode';
import type { MarkupPiece } from './markupPiece.js';

const part = /<(\/?)([a-z][a-z\d]*)((?: [^<>]*)?)>|[^<]+|</g;
const attribute = / ([a-z][a-z-]*)(?:="([^"]*)")?/g;
const voids: ReadonlySet<string> = new Set(['br', 'hr', 'wbr', 'col']);
const noAttributes: Readonly<Record<string, string>> = {};

function attributesOf(text: string): Readonly<Record<string, string>> {
  if (text === '') return noAttributes;
  return Object.fromEntries([...text.matchAll(attribute)].map(([, name = '', value = '']) => [name, decodeHTML(value)]));
}

/** The pieces of safe markup; joined they are the markup. */
export function parseMarkup(markup: string): readonly MarkupPiece[] {
  const pieces: MarkupPiece[] = [];
  for (const [whole, slash, name, attributes = ''] of markup.matchAll(part)) {
    if (name === undefined) pieces.push({ kind: 'text', text: decodeHTML(whole), markup: whole });
    else if (slash === '/') pieces.push({ kind: 'close', name, markup: whole });
    else if (voids.has(name)) pieces.push({ kind: 'void', name, markup: whole });
    else pieces.push({ kind: 'open', name, markup: whole, attributes: attributesOf(attributes) });
  }
  return pieces;
}

/** Elements that stand on lines of their own, and cells of tables. */
const lineEnds: ReadonlySet<string> = new Set(
  'p div li ul ol h3 h4 h5 h6 tr td th table blockquote pre figure figcaption dl dt dd hr br details summary caption'.split(' '),
);

/** The text of safe markup as a person reads it, blocks on lines of their own. */
export function textOfMarkup(markup: string): string {
  let text = '';
  for (const [whole, , name] of markup.matchAll(part)) {
    if (name === undefined) text += whole;
    else if (lineEnds.has(name)) text += '\n';
  }
  return decodeHTML(text)
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
