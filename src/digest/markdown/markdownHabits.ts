// Settles blocks that could be two things by the habits of the document they stand in: text right above a rule, and labels
// that lost their bold. It cuts no Markdown by itself; `markdownBlocks.ts` does.

import { matchPlainLabel, type LabelKind } from '../labels.js';
import type { Block } from './markdownBlocks.js';

type HeadingBlock = Extract<Block, { kind: 'heading' }>;

const marked = /^ {0,3}#/;

const rule = /\n {0,3}---[ \t]*\n*$/;

/** The document marks its headings with `#`, and underlines none in a way that is no rule. */
function hasMarkedHeadings(blocks: readonly Block[]): boolean {
  const headings = blocks.filter((block) => block.kind === 'heading');
  return (
    headings.some(({ raw, depth }) => depth > 1 && marked.test(raw)) && headings.every(({ raw }) => marked.test(raw) || rule.test(raw))
  );
}

/** "text\n---" as what it mostly is in a document that marks its headings with `#`: the end of a section, a blank line missing. */
function toTextAndRule(block: HeadingBlock): readonly Block[] {
  const underline = rule.exec(block.raw);
  if (!underline || marked.test(block.raw)) return [block];
  return [
    { kind: 'paragraph', raw: `${block.raw.slice(0, underline.index)}\n\n` },
    { kind: 'rule', raw: '---\n\n' },
  ];
}

const structural: readonly (LabelKind | undefined)[] = ['tldr', 'summary', 'takeaways', 'link'];

function plainLabel(line: string): LabelKind | undefined {
  const label = /^ {0,3}\S/.test(line) ? matchPlainLabel(line) : undefined;
  return label?.hasColon && structural.includes(label.kind) ? label.kind : undefined;
}

/** A paragraph cut at the lines that begin with a label. */
function cutAtPlainLabels(raw: string): readonly Block[] {
  const pieces: string[][] = [];
  for (const line of raw.split('\n')) {
    if (pieces.length === 0 || plainLabel(line)) pieces.push([line]);
    else pieces.at(-1)?.push(line);
  }
  return pieces.map((lines, index) => {
    const piece = lines.join('\n') + (index < pieces.length - 1 ? '\n' : '');
    const [first = '', ...rest] = lines;
    const label = plainLabel(first);
    if (!label) return { kind: 'paragraph', raw: piece };
    return { kind: 'label', raw: piece, label, rest: [matchPlainLabel(first)?.rest ?? '', ...rest].join('\n').trim() };
  });
}

/** A list, and the labelled lines that the lexer took into its last item for want of a blank line. */
function cutListAtPlainLabel(raw: string): readonly Block[] {
  const lines = raw.split('\n');
  const at = lines.findIndex((line, index) => index > 0 && /^\S/.test(line) && matchPlainLabel(line)?.hasColon);
  if (at === -1) return [{ kind: 'list', raw }];
  return [{ kind: 'list', raw: `${lines.slice(0, at).join('\n')}\n` }, ...cutAtPlainLabels(lines.slice(at).join('\n'))];
}

const linkLine = /^ {0,3}[*_]{0,3}[^:：]{1,20}[:：][*_]{0,3}\s*(?:\[|<?https?:)/i;

/** The labels of an issue without their bold: two kinds of them, or one above a link. Else it is a word and a colon as anywhere. */
function hasPlainLabels(blocks: readonly Block[]): boolean {
  const found = new Set<LabelKind>();
  for (const block of blocks) {
    const line = block.kind === 'paragraph' ? (block.raw.split('\n', 1)[0] ?? '') : '';
    const label = plainLabel(line);
    if (label) found.add(label);
    if (found.size > 1 || (label === 'link' && linkLine.test(line))) return true;
  }
  return false;
}

/** The blocks of one document, settled. */
export function settleBlocks(blocks: readonly Block[]): readonly Block[] {
  const isMarked = hasMarkedHeadings(blocks);
  const isPlain = hasPlainLabels(blocks);
  if (!isMarked && !isPlain) return blocks;
  return blocks.flatMap((block) => {
    if (isMarked && block.kind === 'heading') return toTextAndRule(block);
    if (isPlain && block.kind === 'list') return cutListAtPlainLabel(block.raw);
    return isPlain && block.kind === 'paragraph' ? cutAtPlainLabels(block.raw) : [block];
  });
}
