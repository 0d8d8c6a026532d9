// An article's safe markup → what an issue says: introduction, sections, TLDR, takeaways and links. Every word and every link
// of the markup stands in exactly one field; the words of labels are structure. Bodies are markup made of the given pieces only.

import { linkKey } from '../links.js';
import type { Body, Issue, Link, Section } from '../model.js';
import { SectionIds } from '../slug.js';
import type { ArticlePart } from './articlePart.js';
import { ArticleReader } from './articleReader.js';
import type { MarkupPiece } from './markupPiece.js';

/** The fields of an issue that its text gives. */
export type ArticleOutline = Pick<Issue, 'tldr' | 'intro' | 'sections' | 'takeaways' | 'links'>;

function toBody(part: ArticlePart): Body {
  return { format: 'html', text: part.body() };
}

/**
 * Cuts an article at its headings. Without headings it is one section named `title`; without any text there is none. `page` is
 * the article's own address: links to it are no links of the issue.
 */
export function toArticleOutline(pieces: readonly MarkupPiece[], title: string, page?: string): ArticleOutline {
  const reader = new ArticleReader(pieces, title, page);
  reader.read();
  const { front, closing } = reader;
  const ids = new SectionIds();
  const sections = reader.sections.map((part): Section => ({
    id: ids.next(part.title),
    title: part.title,
    ...(part.tldr === undefined ? {} : { tldr: part.tldr }),
    body: toBody(part),
    takeaways: part.takeaways,
    links: part.links,
  }));
  const isOneSection = sections.length === 0 && !front.isEmpty;
  const whole: readonly Section[] = isOneSection
    ? [{ id: ids.next(title), title, body: toBody(front), takeaways: [], links: front.links }]
    : sections;
  const links = new Map<string, Link>();
  for (const link of [...(isOneSection ? [] : front.links), ...closing.links])
    if (!links.has(linkKey(link))) links.set(linkKey(link), link);
  return {
    ...(front.tldr === undefined ? {} : { tldr: front.tldr }),
    ...(isOneSection || front.isEmpty ? {} : { intro: toBody(front) }),
    sections: whole,
    takeaways: front.takeaways,
    links: [...links.values()],
  };
}
