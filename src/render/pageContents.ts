// The table of contents. It lies beside the text on wide panels and folds above it on narrow ones; the page's script marks in it
// where the person is.

import type { Issue } from '../digest/model.js';
import { allLinks, anchors } from '../digest/model.js';
import type { PageWords } from '../protocol/words.js';
import { escapeHtml } from './escapeHtml.js';
import { gatherLines } from './longText.js';
import { idOf, ownDirection } from './pagePart.js';
import type { TakeawayPlaces } from './pageTakeaways.js';
import { languageAttribute } from './textLanguage.js';

/** Fewer sections than this can be seen without a list of them. */
const fewSections = 2;

/** A line of the contents. `attributes` are those of its text: language and direction. */
export interface ContentsLine {
  readonly anchor: string;
  readonly title: string;
  readonly attributes: string;
}

/** A line in words of ours. */
export function ownLine(anchor: string, title: string): ContentsLine {
  return { anchor, title, attributes: ownDirection };
}

/** The contents as navigation; empty when the issue has too few sections to need it. */
export function renderContents(issue: Issue, takeaways: TakeawayPlaces, words: PageWords): string {
  if (issue.sections.length < fewSections) return '';
  return renderContentsOf(words.contents, [
    ...(issue.tldr ? [ownLine(anchors.tldr, words.tldr)] : []),
    ...issue.sections.map(({ id, title }) => ({ anchor: id, title, attributes: languageAttribute(title, issue) })),
    ...(takeaways.hasOwnPart ? [ownLine(anchors.takeaways, words.takeaways)] : []),
    ...(allLinks(issue).length > 0 ? [ownLine(anchors.links, words.links)] : []),
  ]);
}

/** Lines as navigation of this name. */
export function renderContentsOf(name: string, lines: readonly ContentsLine[]): string {
  const list = gatherLines(lines.map(renderLine), 'ol');
  const content = `<details><summary${ownDirection}>${escapeHtml(name)}</summary>${list}</details>`;
  return `<nav class="contents" aria-label="${escapeHtml(name)}"${ownDirection}>${content}</nav>`;
}

function renderLine({ anchor, title, attributes }: ContentsLine): string {
  return `<li><a href="#${idOf(anchor)}" data-anchor="${escapeHtml(anchor)}"${attributes}>${escapeHtml(title)}</a></li>`;
}
