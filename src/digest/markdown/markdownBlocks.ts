// Cuts Markdown into the blocks the issue parser works with, on top of the Markdown lexer: headings, rules, labelled
// paragraphs, lists, definitions and the rest. Put together, the blocks' `raw` are the text again; what a block means to
// an issue is decided in `markdownForm.ts`.

import { matchBoldLabel, toLabelKind, type LabelKind } from '../labels.js';
import { lexBlockTokens, type MarkedToken } from '../markdownTokens.js';
import { isShallow } from '../tameMarkdown.js';

export type Block =
  | { readonly kind: 'heading'; readonly raw: string; readonly depth: number; readonly text: string }
  /** A paragraph, or part of one, that begins with a bold label. `label` is absent when the label is not a known one. */
  | { readonly kind: 'label'; readonly raw: string; readonly label: LabelKind | undefined; readonly rest: string }
  | { readonly kind: 'definition'; readonly raw: string; readonly tag: string; readonly href: string; readonly title: string | undefined }
  | { readonly kind: 'rule' | 'paragraph' | 'list' | 'other'; readonly raw: string };

const heading = /^ {0,3}#{1,6}(?:[ \t]|$)/;

/** Cuts at the label lines that the lexer would take into the paragraph, list, quote, table or markup above them. */
function cutAtLabels(raw: string, first: number, widest: RegExp): readonly string[] {
  const lines = raw.split('\n');
  const pieces: string[] = [];
  let piece: string[] = [];
  lines.forEach((line, index) => {
    if (index >= first && widest.test(line) && matchBoldLabel(line)) {
      pieces.push(`${piece.join('\n')}\n`);
      piece = [];
    }
    piece.push(line);
  });
  return [...pieces, piece.join('\n')];
}

function paragraphBlocks(raw: string): readonly Block[] {
  return cutAtLabels(raw, 1, /^ {0,3}(?:\*\*|__)/).map((piece) => {
    const end = piece.indexOf('\n');
    const line = end === -1 ? piece : piece.slice(0, end);
    const match = matchBoldLabel(line);
    if (!match) return { kind: 'paragraph', raw: piece };
    const rest = `${match.rest}${end === -1 ? '' : piece.slice(end)}`.trim();
    return { kind: 'label', raw: piece, label: match.kind, rest };
  });
}

/**
 * Whether a line with a rule below it is meant as a heading. CommonMark takes any text above `---` for one; in digests the
 * rule mostly ends a section and the blank line is missing. So: one short line without a final mark and without a link.
 */
function isUnderlinedHeading(text: string, underline: string): boolean {
  if (text.includes('\n') || matchBoldLabel(text) || underline.length < 3) return false;
  const longest = underline.startsWith('=') ? 200 : underline.length > 3 ? 120 : 60;
  return text.length <= longest && !/(?:[.,;:…]|\]\([^)]*\))["'”»*_)]*$/.test(text) && !(underline === '---' && /[?!]$/.test(text));
}

type TokenOf<Type extends MarkedToken['type']> = Extract<MarkedToken, { type: Type }>;

function headingBlocks(token: TokenOf<'heading'>): readonly Block[] {
  const { raw, depth, text } = token;
  if (heading.test(raw)) return [{ kind: 'heading', raw, depth, text }];
  const underline = /\n {0,3}([=-]+)[ \t]*\n*$/.exec(raw);
  const line = underline?.[1] ?? '';
  if (underline && isUnderlinedHeading(text, line)) return [{ kind: 'heading', raw, depth, text }];
  const above = raw.slice(0, underline?.index ?? raw.length);
  // Too short for a rule, or meant as anything: kept as text, so escaped, or it would make a heading of the paragraph.
  if (!line.startsWith('-') || line.length < 3) return paragraphBlocks(`${above}\n\\${line}\n`);
  return [...paragraphBlocks(`${above}\n\n`), { kind: 'rule', raw: `${line}\n` }];
}

interface OpenBlock {
  readonly closer: string;
  readonly isBreak: (line: string) => boolean;
}

function isHeadingLine(line: string): boolean {
  return /^#{1,6} \S/.test(line);
}

/** In code a single hash is a comment. */
function isIssueLine(line: string): boolean {
  return /^#{2,6} \S/.test(line) || Boolean(matchBoldLabel(line)?.kind);
}

/** A fence, comment or raw element that the text never closes: what would close it. */
function toOpenBlock(token: MarkedToken): OpenBlock | undefined {
  if (token.type === 'code') {
    const fence = /^ {0,3}(`{3,}|~{3,})/.exec(token.raw)?.[1];
    if (!fence) return undefined;
    const lines = token.raw.trimEnd().split('\n');
    const last = (lines.at(-1) ?? '').trim();
    if (lines.length > 1 && last.length >= fence.length && last === fence.charAt(0).repeat(last.length)) return undefined;
    return { closer: fence, isBreak: isIssueLine };
  }
  if (token.type !== 'html') return undefined;
  if (token.raw.startsWith('<!--')) return token.raw.includes('-->') ? undefined : { closer: '-->', isBreak: isHeadingLine };
  const name = /^ {0,3}<(script|style|pre|textarea)\b/i.exec(token.raw)?.[1];
  const isOpen = name && !token.raw.toLowerCase().includes(`</${name.toLowerCase()}>`);
  return isOpen ? { closer: `</${name}>`, isBreak: isHeadingLine } : undefined;
}

/** Splits a block that is never closed where the issue visibly goes on. Out: the block closed, and the text after it. */
function cutOpenBlock(raw: string, open: OpenBlock): { readonly block: Block; readonly rest: string } | undefined {
  const lines = raw.split('\n');
  const end = lines.findIndex((line, index) => index > 0 && open.isBreak(line));
  if (end === -1) return undefined;
  const kept = lines.slice(0, end).join('\n').trimEnd();
  return { block: { kind: 'other', raw: `${kept}\n${open.closer}\n\n` }, rest: lines.slice(end).join('\n') };
}

/** A definition that only looks like one (a footnote, a speaker's name) would vanish when shown: it is made text. */
function definitionBlock(token: TokenOf<'def'>): Block {
  const isAddress = /^(?:https?:|mailto:|\/|\.{1,2}\/|#.)/i.test(token.href) || /^[\w@%~-]+[/.][\w@%~./-]*(?:[?#]\S*)?$/.test(token.href);
  if (token.tag.startsWith('^') || !isAddress) return { kind: 'paragraph', raw: token.raw.replace('[', '\\[') };
  return { kind: 'definition', raw: token.raw, tag: token.tag, href: token.href, title: token.title };
}

/** Blocks that swallow the line below them when no blank line is between. */
const greedy: readonly string[] = ['list', 'blockquote', 'table', 'html'];

function tokenBlocks(token: MarkedToken): readonly Block[] {
  if (token.type === 'heading') return headingBlocks(token);
  if (token.type === 'hr') return [{ kind: 'rule', raw: token.raw }];
  if (token.type === 'def') return [definitionBlock(token)];
  if (token.type === 'paragraph' || token.type === 'text') return paragraphBlocks(token.raw);
  if (!greedy.includes(token.type)) return [{ kind: 'other', raw: token.raw }];
  const [own = '', ...after] = cutAtLabels(token.raw, 1, /^ ?(?:\*\*|__)/);
  const block: Block = { kind: token.type === 'list' ? 'list' : 'other', raw: own };
  // Each piece begins with its label and holds no other: this goes one level deep, however many there are.
  return after.length === 0 ? [block] : [block, ...after.flatMap(lexBlocks)];
}

/** Lexes text that is known to be shallow. */
function lexBlocks(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let rest: string | undefined = text;
  while (rest !== undefined) {
    const tokens: readonly MarkedToken[] = lexBlockTokens(rest);
    const last = tokens.at(-1);
    const open = last && toOpenBlock(last);
    const cut = open && cutOpenBlock(last.raw, open);
    for (const token of cut ? tokens.slice(0, -1) : tokens) {
      const previous = blocks.at(-1);
      if (token.type !== 'space') for (const block of tokenBlocks(token)) blocks.push(block);
      else if (previous) blocks[blocks.length - 1] = { ...previous, raw: previous.raw + token.raw };
    }
    if (cut) blocks.push(cut.block);
    rest = cut?.rest;
  }
  return blocks;
}

interface Stretch {
  readonly isWild: boolean;
  readonly text: string;
}

/** Separates the paragraphs that nest too deep for the lexer from the text around them. Code in fences may be what it likes. */
function toStretches(text: string): readonly Stretch[] {
  if (isShallow(text)) return [{ isWild: false, text }];
  const stretches: { isWild: boolean; lines: string[] }[] = [];
  let fence: string | undefined;
  let start = true;
  for (const line of text.split('\n')) {
    const mark: string | undefined = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    const isEdge: boolean = !fence && (line.trim() === '' || heading.test(line));
    if (fence ? mark?.startsWith(fence) : mark) fence = fence ? undefined : mark;
    const current = stretches.at(-1);
    const isWild = !fence && !isEdge && !isShallow(line);
    if (!current || (isEdge && current.isWild)) stretches.push({ isWild, lines: [line] });
    else if (isWild && !current.isWild) {
      // The whole paragraph goes: its lines belong together.
      const from = start ? current.lines.length : current.lines.findLastIndex((one) => one.trim() === '') + 1;
      stretches.push({ isWild: true, lines: [...current.lines.splice(from), line] });
    } else current.lines.push(line);
    start = isEdge;
  }
  return stretches.map(({ isWild, lines }) => ({ isWild, text: `${lines.join('\n')}\n` }));
}

/** The lexer overflows on a paragraph of very many lines; that must not cost the reader the text. */
function blocksOrText(text: string): readonly Block[] {
  try {
    return lexBlocks(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [{ kind: 'other', raw: `${text}\n` }];
  }
}

/** The blocks of a Markdown text, in order. `text` has `\n` line ends. */
export function toBlocks(text: string): readonly Block[] {
  return toStretches(text).flatMap((stretch): readonly Block[] =>
    stretch.isWild ? [{ kind: 'other', raw: `${stretch.text}\n` }] : blocksOrText(stretch.text),
  );
}

/** A heading that is nothing but a known label. */
export function headingLabel(block: Block): LabelKind | undefined {
  return block.kind === 'heading' ? toLabelKind(block.text) : undefined;
}

/** The top items of a list block, each as Markdown without its mark; nested lists stay inside their item. */
export function listItems(raw: string): readonly string[] {
  if (!isShallow(raw)) return [raw.trim()];
  return lexBlockTokens(raw).flatMap((token) => {
    if (token.type !== 'list') return token.raw.trim() === '' ? [] : [token.raw.trim()];
    return token.items.map((item) => `${item.task ? (item.checked ? '[x] ' : '[ ] ') : ''}${item.text.trim()}`);
  });
}

/** The number an ordered list starts with. */
export function listStart(raw: string): number | undefined {
  const found = /^ {0,3}(\d{1,9})[.)]\s/.exec(raw);
  return found ? Number(found[1]) : undefined;
}
