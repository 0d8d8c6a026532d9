// The Markdown lexer's tokens, typed: the lexer itself says only that a token has a type and a source text.

import { Lexer, type Links, type MarkedToken, type Token } from 'marked';

export type { Links, MarkedToken } from 'marked';

/** Every type the lexer makes without extensions, and we install none. */
const types: Readonly<Record<MarkedToken['type'], true>> = {
  blockquote: true,
  br: true,
  checkbox: true,
  code: true,
  codespan: true,
  def: true,
  del: true,
  em: true,
  escape: true,
  heading: true,
  hr: true,
  html: true,
  image: true,
  link: true,
  list: true,
  list_item: true,
  paragraph: true,
  space: true,
  strong: true,
  table: true,
  text: true,
};

function isMarked(token: Token): token is MarkedToken {
  return Object.hasOwn(types, token.type);
}

function createLexer(definitions: Links): Lexer {
  const lexer = new Lexer({ gfm: true });
  Object.assign(lexer.tokens.links, definitions);
  return lexer;
}

/** Top-level blocks only; what stands in them is not lexed. */
export function lexBlockTokens(markdown: string): readonly MarkedToken[] {
  return createLexer({}).blockTokens(markdown, []).filter(isMarked);
}

/** Blocks with everything in them. `definitions` resolve reference links whose definition stands elsewhere. */
export function lexAll(markdown: string, definitions: Links = {}): readonly MarkedToken[] {
  return createLexer(definitions).lex(markdown).filter(isMarked);
}

/** The text as one line of inline marks. */
export function lexInline(markdown: string, definitions: Links = {}): readonly MarkedToken[] {
  return createLexer(definitions).inlineTokens(markdown).filter(isMarked);
}

/** The tokens inside a token, of lists and tables too, in reading order. Empty for a token that only has text. */
export function childTokens(token: MarkedToken): readonly MarkedToken[] {
  if (token.type === 'list') return token.items;
  if (token.type === 'table') return tableRows(token).flat(2);
  return 'tokens' in token ? (token.tokens ?? []).filter(isMarked) : [];
}

/** The cells of a table row by row. */
export function tableRows(token: Extract<MarkedToken, { type: 'table' }>): readonly (readonly (readonly MarkedToken[])[])[] {
  return [token.header, ...token.rows].map((row) => row.map((cell) => cell.tokens.filter(isMarked)));
}
