// Finds the outline of an article: which heading only repeats its title, and which headings begin a section. Headings inside
// quotes, tables and lists are none here: they are part of those blocks.

import type { Block } from './articleBlocks.js';
import type { ArticleLabel } from './articleLabels.js';

export interface ArticleDepth {
  /** The heading that is the article's title. */
  readonly title: Block | undefined;
  /** Headings up to this level begin sections. */
  readonly level: number;
}

const structural: ReadonlySet<ArticleLabel | undefined> = new Set<ArticleLabel | undefined>(['tldr', 'summary', 'takeaways']);

/** The letters of English and the signs of typography, which Unicode turns into no letter and no digit. */
// oxlint-disable-next-line no-control-regex -- any sign is one that does not count
const english = /^[\u0000-\u007f\u00a0\u2000-\u206f]*$/;

/** Titles by their letters and digits alone. */
export function toComparable(title: string): string {
  if (english.test(title))
    return title
      .toLowerCase()
      .replace(/[^a-z\d]+/g, ' ')
      .trim();
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Headings whose own text, up to the next heading, has a label: how many there are at each level. */
function countLabelled(blocks: readonly Block[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  let level = 0;
  for (const block of blocks) {
    const isLabel = structural.has(block.label?.kind);
    if (block.kind === 'heading' && !isLabel) level = block.level;
    else if (level > 0 && isLabel) {
      counts.set(level, (counts.get(level) ?? 0) + 1);
      level = 0;
    }
  }
  return counts;
}

/**
 * The first heading is the title when it says the same as `title` and is no article of its own. Sections begin at the highest level that has several
 * headings, else at the highest there is; at a deeper one when the labels of digests (TLDR, takeaways) stand below those only.
 */
export function findDepth(blocks: readonly Block[], title: string): ArticleDepth {
  const headings = blocks.filter((block) => block.kind === 'heading');
  const [first] = headings;
  // With the labels of a digest right below, a heading among its like is an article that the issue is called after.
  const others = headings.filter((block) => block !== first && block.label === undefined);
  const isAlone = first !== undefined && others.length > 0 && others.every((block) => block.level > first.level);
  const isArticle = first !== undefined && !isAlone && structural.has(blocks[first.index + 1]?.label?.kind);
  const isTitle = first !== undefined && !isArticle && toComparable(first.title) === toComparable(title);
  const rest = (isTitle ? headings.slice(1) : headings).filter((block) => block.label === undefined);
  const counts = new Map<number, number>();
  for (const { level } of rest) counts.set(level, (counts.get(level) ?? 0) + 1);
  const levels = [...counts.keys()].sort((a, b) => a - b);
  const level = levels.find((one) => (counts.get(one) ?? 0) > 1) ?? levels[0] ?? 6;
  const labelled = rest.length > 1 ? countLabelled(blocks) : new Map<number, number>();
  const deeper = levels.find((one) => one > level && (labelled.get(one) ?? 0) > 1);
  return { title: isTitle ? first : undefined, level: deeper !== undefined && !labelled.has(level) ? deeper : level };
}
