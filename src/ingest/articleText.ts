// The texts of a feed's entry, sanitised and read: which one is the article, what the other one is good for, and whether the
// feed gave only the beginning. No fields of an issue beyond its text are made here.

import { toComparable } from '../digest/article/articleDepth.js';
import { toArticleOutline, type ArticleOutline } from '../digest/article/articleOutline.js';
import { joinPieces, type MarkupPiece } from '../digest/article/markupPiece.js';
import { toArticleMarkdown } from '../digest/article/articleMarkdown.js';
import { isClearlyMarkdown, toTextOutline } from '../digest/article/textArticle.js';
import { escapeMarkdown } from '../digest/escapeMarkdown.js';
import type { Body } from '../digest/model.js';
import { plainText } from '../digest/plainText.js';
import { reshapeToPieces } from '../render/reshape.js';
import type { FeedText } from '../sources/feeds/feed.js';

/** A text that was read. */
export interface ArticleText {
  /** What a person reads, lines as they come. */
  readonly text: string;
  /** Absent for plain text. */
  readonly pieces?: readonly MarkupPiece[];
}

/** Blocks end a line of text. */
const lineEnds: ReadonlySet<string> = new Set('p div li ul ol h1 h2 h3 h4 h5 h6 tr table blockquote pre figure dt dd hr br'.split(' '));
/** Elements of markup that is nothing but lines. */
const lineNames: ReadonlySet<string> = new Set(['p', 'div', 'br']);

/** The text in `text`, its markup made safe; `page` is what relative addresses are seen from when the text names no base. */
export function readArticleText({ format, value, base }: FeedText, page: string | undefined): ArticleText {
  if (format === 'text') return { text: value };
  const pieces = reshapeToPieces(value, { base: base ?? page });
  const text = linesOf(pieces);
  // Markdown that a feed escaped into markup.
  const isOnlyLines = text.includes('#') && pieces.every((piece) => piece.kind === 'text' || lineNames.has(piece.name));
  return isOnlyLines && isClearlyMarkdown(text) ? { text } : { text, pieces };
}

/** A stored body as a text that was read. */
export function toArticleText(body: Body): ArticleText {
  return body.format === 'html' ? readArticleText({ format: 'html', value: body.text }, undefined) : { text: plainText(body.text) };
}

function linesOf(pieces: readonly MarkupPiece[]): string {
  let text = '';
  for (const piece of pieces) {
    if (piece.kind === 'text') text += piece.text;
    else if (piece.kind !== 'open' && lineEnds.has(piece.name)) text += '\n';
  }
  return text.trim();
}

export function toOutline({ text, pieces }: ArticleText, title: string, page: string | undefined): ArticleOutline {
  return pieces === undefined ? toTextOutline(text, title, page) : toArticleOutline(pieces, title, page);
}

/** The text as Markdown, for a short field. */
export function toMarkdownField({ text, pieces }: ArticleText): string {
  return pieces === undefined ? escapeMarkdown(text.trim()) : toArticleMarkdown(pieces);
}

/** The text as a body, whole. */
export function toBody({ text, pieces }: ArticleText): Body {
  return pieces === undefined ? { format: 'markdown', text: escapeMarkdown(text.trim()) } : { format: 'html', text: joinPieces(pieces) };
}

const ellipsis = /\s*(?:\[?\s*(?:…|\.{3,4})\s*\]?|\(…\))\s*$/;

/** Cheap: what every ellipsis ends with. */
const mayBeEllipsis = /[….\])]$/;

const moreWords =
  'read more|read on|read the full|read the rest|read full|continue reading|keep reading|full story|more…|weiterlesen|mehr lesen|weiter lesen|' +
  'lire la suite|lire plus|en savoir plus|leer más|seguir leyendo|sigue leyendo|czytaj dalej|czytaj więcej|więcej|ler mais|continue lendo|' +
  'leia mais|leggi tutto|continua a leggere|leggi di più|lees meer|lees verder|続きを読む|続きを見る|もっと読む|阅读全文|阅读更多|閱讀全文|繼續閱讀|' +
  '더 보기|더보기|계속 읽기|читать далее';
const readMore = new RegExp(`(?:${moreWords})[^\\p{L}\\p{N}]{0,10}(?:[\\p{L}\\p{N}]+[^\\p{L}\\p{N}]{0,10}){0,4}$`, 'iu');
/** The line that a widespread blogging system puts below an excerpt. */
const postLine = /\n[ \t]{0,20}The post [^\n]{1,400} appeared first on [^\n]{1,300}$/;

function withoutPostLine(end: string): string {
  return end.includes(' appeared first on ') ? end.replace(postLine, '') : end;
}

/** A text without what stands at its end for the rest of it: an ellipsis, *Read more*. */
function withoutTail(text: string): string {
  const start = Math.max(0, text.length - 900);
  const end = withoutPostLine(text.slice(start).trimEnd()).trimEnd().replace(readMore, '').trimEnd();
  return text.slice(0, start) + (mayBeEllipsis.test(end) ? end.replace(ellipsis, '') : end);
}

/** Whether `summary` says something that neither `title` nor the article says. */
export function saysMore(summary: string, article: string, title: string): boolean {
  const body = withoutTail(summary);
  const isCut = body.length < summary.trimEnd().length;
  const whole = toComparable(body);
  // The last word may have been cut in two.
  const said = isCut ? whole.slice(0, Math.max(0, whole.lastIndexOf(' '))) : whole;
  if (said === '' || whole === toComparable(title)) return false;
  if (toComparable(article.slice(0, summary.length + 200)).includes(said)) return false;
  // Cheap: where one of its longer words is missing, the whole of it is.
  const words = said.split(' ', 40).sort((a, b) => b.length - a.length);
  const rest = article.slice(0, 100_000);
  const folded = rest.toLowerCase();
  if (words.slice(0, 5).some((word) => /^[a-z]{4,}$/.test(word) && !folded.includes(word))) return true;
  return !toComparable(rest).includes(said);
}

/** Whether the text ends in the middle of what it says. A bare `…` counts only where `isSummary`. */
export function isBrokenOff(text: string, isSummary: boolean): boolean {
  const end = endOf(text);
  return /\[\s*(?:…|\.{3,4})\s*\]$|\(…\)$/.test(end) || (isSummary && /(?:…|\.{3})$/.test(end));
}

function endOf(text: string): string {
  return withoutPostLine(text.slice(-900)).trimEnd().slice(-120);
}

/** Whether the text ends as texts do that go on elsewhere. A bare `…` counts only where `isSummary`. */
export function isCutOff({ text, pieces }: ArticleText, isSummary: boolean): boolean {
  if (isBrokenOff(text, isSummary)) return true;
  // Only as a link: a sentence may end in these words.
  return readMore.test(endOf(text)) && (pieces?.slice(-12).some((piece) => piece.kind === 'close' && piece.name === 'a') ?? false);
}
