// Finds the outline of a Markdown issue: which heading is its title, and which headings begin a section. The headings deeper
// than sections are part of a body.

import type { LabelKind } from '../labels.js';
import type { Block } from './markdownBlocks.js';
import { headingLabel } from './markdownBlocks.js';
import { plainInline } from '../plainText.js';

export interface Outline {
  /** The heading that is the title. */
  readonly title: Block | undefined;
  /** Headings up to this depth begin sections. */
  readonly depth: number;
}

const articleLabels: readonly LabelKind[] = ['tldr', 'summary', 'takeaways'];

/** Characters of text. */
const mostAboveTitle = 200;

type Heading = Extract<Block, { kind: 'heading' }>;

/** Compares titles by their letters and digits alone. */
function toComparable(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function hasWords(heading: Heading): boolean {
  return /[\p{L}\p{N}]/u.test(plainInline(heading.text)) || plainInline(heading.text) !== '';
}

/**
 * Headings whose own text (up to the next heading) has a structural label, counted by depth: an article is where its TLDR is.
 */
function countLabelled(blocks: readonly Block[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  let depth: number | undefined;
  for (const block of blocks) {
    if (block.kind === 'heading') depth = headingLabel(block) ? undefined : block.depth;
    else if (block.kind === 'label' && block.label && articleLabels.includes(block.label) && depth !== undefined) {
      counts.set(depth, (counts.get(depth) ?? 0) + 1);
      depth = undefined;
    }
  }
  return counts;
}

/** Only a logo, a badge or a line of furniture may stand above a title. */
function isAtTop(heading: Heading, blocks: readonly Block[]): boolean {
  let length = 0;
  for (const block of blocks) {
    if (block === heading) return true;
    length += block.raw.replace(/<[^<>]*>|\([^()\s]*\)/g, '').trim().length;
    if (length > mostAboveTitle) return false;
  }
  return false;
}

/**
 * `title` is the title that the front matter gives. A first-level heading is the title when it is the only one,
 * stands before all others, and says the same as the front matter (or that says nothing). Sections begin at the depth of the
 * first heading that is left; deeper when all the labels stand deeper.
 */
export function findOutline(blocks: readonly Block[], title: string | undefined): Outline {
  const headings = blocks.filter((block): block is Heading => block.kind === 'heading' && hasWords(block));
  const articles = headings.filter((heading) => !headingLabel(heading));
  const [first, ...others] = articles;
  const isLoneTop =
    first !== undefined &&
    first === headings[0] &&
    first.depth === 1 &&
    others.every((heading) => heading.depth > 1) &&
    isAtTop(first, blocks);
  const saysTitle = first !== undefined && title !== undefined && toComparable(title) === toComparable(plainInline(first.text));
  const isRepeat = saysTitle && first === headings[0] && first.depth === 1 && blocks[blocks.indexOf(first) + 1]?.kind === 'heading';
  // The only heading, with the labels of an article below, is that article; it may well be called as the issue.
  const isArticle = articles.length === 1 && title !== undefined && first && blocks[blocks.indexOf(first) + 1]?.kind === 'label';
  const isTitle = isRepeat || (isLoneTop && !isArticle && (title === undefined || saysTitle));
  const rest = isTitle || (isLoneTop && others.length > 0) ? others : articles;
  const depth = rest[0]?.depth ?? 6;
  const labelled = countLabelled(blocks);
  const deeper = [...labelled].find(([level, count]) => level > depth && count > 1)?.[0];
  const isDeeper = deeper !== undefined && !labelled.has(depth) && rest.some((heading) => heading.depth === depth);
  return { title: isTitle ? first : undefined, depth: isDeeper ? deeper : depth };
}
