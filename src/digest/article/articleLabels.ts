// The labels of an article's parts: those of digests, and names under which articles list what matters most.

import { toLabelKind, type LabelKind } from '../labels.js';
import type { MarkupPiece, TextPiece } from './markupPiece.js';
import { lineOfPieces } from './markupPiece.js';

/** `highlights`: means takeaways when a list follows, and nothing otherwise. */
export type ArticleLabel = LabelKind | 'highlights';

/** One line for each language, first English. */
const highlightWords: readonly string[] = [
  'highlights|key highlights|the highlights|at a glance|in brief|in a nutshell|key insights',
  'key findings|key learnings|what you need to know|the gist|the key points|the short version',
  'das wichtigste|das wichtigste in kürze|kernpunkte|auf einen blick|wichtige punkte|in kürze',
  "l'essentiel|temps forts|les temps forts|points forts|en un coup d'œil|ce qu'il faut retenir|en résumé",
  'lo más destacado|lo más importante|puntos destacados|destacados|de un vistazo|ideas clave',
  'najważniejsze|najważniejsze informacje|w pigułce|kluczowe informacje|co warto zapamiętać',
  'destaques|em destaque|principais destaques|principais aprendizados|resumo rápido',
  'in evidenza|punti salienti|i punti salienti|in breve|in sintesi',
  'hoogtepunten|in één oogopslag|kort samengevat|in het kort',
  'ハイライト|ポイント|この記事のポイント|今回のポイント|主な内容',
  '亮点|亮點|重点|重點|本期亮点|本文要点|主要内容|重点摘要|内容提要',
  '하이라이트|주요 내용|핵심 내용|주요 하이라이트|한눈에 보기',
];

const highlights: ReadonlySet<string> = new Set(highlightWords.flatMap((words) => words.split('|')));

const longestLabel = 60;

/** The label that a text is, with or without colon. */
export function toArticleLabel(text: string): ArticleLabel | undefined {
  if (text.length > longestLabel) return undefined;
  const kind = toLabelKind(text);
  if (kind !== undefined) return kind;
  const key = text
    .replace(/\p{Extended_Pictographic}|\p{Cf}|\ufe0f/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\s*[:：]$/, '')
    .replace(/[’]/g, "'")
    .toLowerCase();
  return highlights.has(key) ? 'highlights' : undefined;
}

/** A line that begins with a label. */
export interface LineLabel {
  /** Absent for a bold label that is not known. */
  readonly kind?: ArticleLabel;
  /** What follows the label in its line; well-formed. */
  readonly rest: readonly MarkupPiece[];
}

/** Words that a sentence may begin with, too: with a colon behind them they are labels only in bold. */
const proseOpeners: ReadonlySet<string> = new Set([
  'wnioski',
  'summary',
  '要点',
  '要點',
  '概要',
  'まとめ',
  '总结',
  '總結',
  '요약',
  'ポイント',
  '重点',
  '重點',
  'in brief',
]);

/**
 * A line that begins with a label: in bold, the colon inside or behind; plain, with a colon; or the label alone. An unknown
 * label counts in bold and with its colon only.
 */
export function labelOf(line: readonly MarkupPiece[]): LineLabel | undefined {
  const first = line.findIndex((piece) => piece.kind === 'text' && /\S/.test(piece.text));
  const text = line[first];
  if (text?.kind !== 'text') return undefined;
  const bold = line.slice(0, first).findLastIndex((piece) => piece.kind === 'open' && (piece.name === 'strong' || piece.name === 'b'));
  const bolded = bold < 0 ? undefined : boldLabelOf(line, bold);
  return bolded ?? plainLabelOf(line, first, text);
}

function boldLabelOf(line: readonly MarkupPiece[], bold: number): LineLabel | undefined {
  let depth = 0;
  let end = bold;
  let length = 0;
  for (; end < line.length; end++) {
    const piece = line[end];
    if (piece?.kind === 'open') depth++;
    else if (piece?.kind === 'close' && --depth === 0) break;
    else if (piece?.kind === 'text' && (length += piece.text.length) > 2 * longestLabel) return undefined;
  }
  const label = lineOfPieces(line.slice(bold, end));
  if (label.length > longestLabel) return undefined;
  const rest = balanced(line.slice(end + 1));
  const next = rest.findIndex((piece) => piece.kind === 'text' && /\S/.test(piece.text));
  const after = rest[next];
  const colon = after?.kind === 'text' ? /^\s*[:：]/.exec(after.text)?.[0] : undefined;
  const hasColon = colon !== undefined || /[:：]$/.test(label);
  const kind = toArticleLabel(label);
  if (kind === undefined) return hasColon ? { rest } : undefined;
  if (!hasColon && next >= 0) return undefined;
  return { kind, rest: after?.kind === 'text' && colon !== undefined ? rest.with(next, cut(after, colon.length)) : rest };
}

function plainLabelOf(line: readonly MarkupPiece[], first: number, text: TextPiece): LineLabel | undefined {
  const colon = text.text.slice(0, longestLabel).search(/[:：]/);
  const label = colon > 0 ? text.text.slice(0, colon).trim() : '';
  // A label holds nothing that is escaped: then its end is the same in the text and in the markup.
  if (label !== '' && text.markup.startsWith(text.text.slice(0, colon)) && !proseOpeners.has(label.toLowerCase())) {
    const kind = toArticleLabel(label);
    if (kind !== undefined) return { kind, rest: line.with(first, cut(text, colon + 1)) };
  }
  if (isLonger(line, longestLabel + 20)) return undefined;
  const kind = toArticleLabel(lineOfPieces(line));
  return kind === undefined ? undefined : { kind, rest: [] };
}

function isLonger(line: readonly MarkupPiece[], most: number): boolean {
  let length = 0;
  return line.some((piece) => piece.kind === 'text' && (length += piece.text.length) > most);
}

/** A text without its first `length` characters, none of which is escaped. */
function cut(text: TextPiece, length: number): TextPiece {
  return { kind: 'text', text: text.text.slice(length), markup: text.markup.slice(length) };
}

/** Without the end tags of elements that were opened before. */
function balanced(pieces: readonly MarkupPiece[]): readonly MarkupPiece[] {
  let depth = 0;
  return pieces.filter((piece) => {
    if (piece.kind === 'open') depth++;
    else if (piece.kind === 'close') {
      if (depth === 0) return false;
      depth--;
    }
    return true;
  });
}
