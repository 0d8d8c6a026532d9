// Plain text of a feed → what an issue says: Markdown that shows the text as it was written. A text that clearly is Markdown
// (an issue of this family, release notes) is read as that.

import { escapeMarkdown } from '../escapeMarkdown.js';
import { findLinks } from '../inlineLinks.js';
import { matchBoldLabel } from '../labels.js';
import { linkKey, toLink } from '../links.js';
import { allTakeaways, type Link } from '../model.js';
import { parseIssue } from '../parseIssue.js';
import { SectionIds } from '../slug.js';
import type { ArticleOutline } from './articleOutline.js';

/** Enough of a long text to tell. */
const sample = 100_000;
/** A Markdown issue with more parts of one kind than this was cut by no hand: it stays one text. */
const mostParts = 2_000;

/** Whether a text is Markdown beyond doubt: two `##` headings on lines of their own, or one with a bold label of a digest. */
export function isClearlyMarkdown(text: string): boolean {
  if (!text.includes('#')) return false;
  let headings = 0;
  let labels = 0;
  let above = '';
  for (const line of text.slice(0, sample).split('\n', 4_000)) {
    if (/^#{2,6} +\S/.test(line) && above.trim() === '') headings++;
    else if (matchBoldLabel(line)?.kind !== undefined) labels++;
    above = line;
  }
  return headings > 1 || (headings > 0 && labels > 0);
}

/** Lines that a document set in from its margin, and so broke at its own width: without the margin, and as one paragraph each. */
function unwrapped(text: string): string | undefined {
  const lines = text.trim().split('\n');
  const margins = lines.slice(1).flatMap((line) => (line.trim() === '' ? [] : [line.length - line.trimStart().length]));
  const least = margins.reduce((width, margin) => Math.min(width, margin), Number.POSITIVE_INFINITY);
  return margins.length > 0 && least >= 2 ? lines.map((line) => line.trim()).join('\n') : undefined;
}

/** Lines stay lines; spaces that Markdown would take for code are kept by no-break spaces. */
function toMarkdown(text: string): string {
  const wrapped = unwrapped(text);
  if (wrapped !== undefined) return escapeMarkdown(wrapped.replace(/\n{3,}/g, '\n\n'));
  return escapeMarkdown(text.replace(/\r\n?/g, '\n').replace(/\n{3,}/g, '\n\n'))
    .split(/\n[ \t]*\n/)
    .map((paragraph) =>
      paragraph
        .split('\n')
        .map((line) => line.replace(/^\s{1,40}/, (space) => '\u00a0'.repeat(space.length)).trimEnd())
        .join('  \n'),
    )
    .join('\n\n')
    .trim();
}

function linksOf(markdown: string, page: string | undefined): readonly Link[] {
  const links = new Map<string, Link>();
  for (const { label, href } of findLinks(markdown)) {
    const link = toLink(label, href, page);
    if (link.url !== undefined && link.url !== page && !links.has(linkKey(link))) links.set(linkKey(link), link);
  }
  return [...links.values()];
}

/** `page` is the article's own address. A text without words gives no section. */
export function toTextOutline(text: string, title: string, page?: string): ArticleOutline {
  const parsed = isClearlyMarkdown(text)
    ? parseIssue(`---\ntitle: ${JSON.stringify(title)}\n---\n\n${text}`, { form: 'markdown', ...(page === undefined ? {} : { url: page }) })
    : undefined;
  if (parsed?.ok && parsed.issue.sections.length <= mostParts && allTakeaways(parsed.issue).length <= mostParts) {
    const { tldr, intro, sections, takeaways, links } = parsed.issue;
    return { ...(tldr === undefined ? {} : { tldr }), ...(intro === undefined ? {} : { intro }), sections, takeaways, links };
  }
  const markdown = toMarkdown(text);
  const section = {
    id: new SectionIds().next(title),
    title,
    body: { format: 'markdown', text: markdown },
    takeaways: [],
    links: linksOf(markdown, page),
  } as const;
  return { sections: markdown === '' ? [] : [section], takeaways: [], links: [] };
}
