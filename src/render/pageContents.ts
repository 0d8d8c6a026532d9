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

/** The contents as navigation; empty when the issue has too few sections to need it. */
export function renderContents(issue: Issue, takeaways: TakeawayPlaces, words: PageWords): string {
  if (issue.sections.length < fewSections) return '';
  const lines = [
    issue.tldr ? renderLine(anchors.tldr, words.tldr, ownDirection) : '',
    ...issue.sections.map((section) => renderLine(section.id, section.title, languageAttribute(section.title, issue))),
    takeaways.hasOwnPart ? renderLine(anchors.takeaways, words.takeaways, ownDirection) : '',
    allLinks(issue).length > 0 ? renderLine(anchors.links, words.links, ownDirection) : '',
  ];
  const name = escapeHtml(words.contents);
  const list = `<details><summary${ownDirection}>${name}</summary>${gatherLines(lines, 'ol')}</details>`;
  return `<nav class="contents" aria-label="${name}"${ownDirection}>${list}</nav>`;
}

function renderLine(anchor: string, title: string, attributes: string): string {
  return `<li><a href="#${idOf(anchor)}" data-anchor="${escapeHtml(anchor)}"${attributes}>${escapeHtml(title)}</a></li>`;
}
