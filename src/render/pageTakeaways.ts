// The boxes of takeaways: a section's own stand in it, the issue's at the end. Each takeaway stands on the page once.

import type { Issue, Section } from '../digest/model.js';
import { allTakeaways, anchors, takeawayAnchor } from '../digest/model.js';
import type { PageWords } from '../protocol/words.js';
import { renderBody } from './body.js';
import { escapeHtml } from './escapeHtml.js';
import { idOf, ownDirection, renderIcon, renderPart, someText } from './pagePart.js';
import { languageAttribute } from './textLanguage.js';
import { keepWhole } from './wholeWords.js';

/** Where the takeaways of an issue stand. */
export interface TakeawayPlaces {
  /** Number of the first takeaway of each section that has some, from 0 in `allTakeaways`. */
  readonly starts: ReadonlyMap<Section, number>;
  /** Number of the first takeaway of the issue as a whole. */
  readonly issueStart: number;
  /** Whether there is a part of its own at the end; else the only section that has takeaways holds the anchor. */
  readonly hasOwnPart: boolean;
}

export function placeTakeaways(issue: Issue): TakeawayPlaces {
  const starts = new Map<Section, number>();
  let next = 0;
  for (const section of issue.sections) {
    if (section.takeaways.length > 0) starts.set(section, next);
    next += section.takeaways.length;
  }
  return { starts, issueStart: next, hasOwnPart: issue.takeaways.length > 0 || starts.size > 1 };
}

/** The takeaways of a section, in a box; empty when it has none. */
export function renderSectionTakeaways(section: Section, issue: Issue, places: TakeawayPlaces, words: PageWords): string {
  const start = places.starts.get(section);
  if (start === undefined) return '';
  const id = places.hasOwnPart ? '' : ` id="${idOf(anchors.takeaways)}"`;
  const head = renderBoxHead('h3', section.takeaways.length, section.id, words);
  return `<div${id} class="takeaways">${head}${renderList(section.takeaways, start, issue, words)}</div>`;
}

/**
 * The takeaways of the issue as a whole. Where sections have their own, the box leads to them instead of repeating them, and
 * *Copy All* means them too.
 */
export function renderIssueTakeaways(issue: Issue, places: TakeawayPlaces, words: PageWords): string {
  if (!places.hasOwnPart) return '';
  const own = issue.takeaways.length > 0 ? renderList(issue.takeaways, places.issueStart, issue, words) : '';
  const head = renderBoxHead('h2', allTakeaways(issue).length, anchors.takeaways, words);
  return renderPart(anchors.takeaways, 'takeaways', head, own + renderIndex(places));
}

function renderBoxHead(level: 'h2' | 'h3', count: number, anchor: string, words: PageWords): string {
  const copyAll = count > 1 ? renderCopyAll(anchor, words) : '';
  return `<div class="box-head"><${level}${ownDirection}>${escapeHtml(words.takeaways)}</${level}>${copyAll}</div>`;
}

function renderCopyAll(anchor: string, words: PageWords): string {
  return (
    `<button type="button" class="copy-all" data-action="copyTakeaways" data-anchor="${escapeHtml(anchor)}"` +
    ` data-done="${escapeHtml(words.copied)}">${renderIcon('copy')}<span class="label">${escapeHtml(words.copyAll)}</span></button>`
  );
}

function renderList(takeaways: readonly string[], start: number, issue: Issue, words: PageWords): string {
  const rows = takeaways.map((text, index) => {
    const anchor = takeawayAnchor(start + index);
    const body = keepWhole(renderBody({ format: 'markdown', text }));
    return `<li id="${idOf(anchor)}"${ownDirection}><div class="takeaway"${languageAttribute(text, issue)}>${body}</div>${renderCopy(anchor, words)}</li>`;
  });
  return `<ul>${rows.join('')}</ul>`;
}

function renderCopy(anchor: string, words: PageWords): string {
  return (
    `<button type="button" class="copy" data-action="copyTakeaways" data-anchor="${anchor}" data-done="${escapeHtml(words.copied)}"` +
    ` aria-label="${escapeHtml(words.copyTakeaway)}" title="${escapeHtml(words.copy)}">${renderIcon('copy')}</button>`
  );
}

/** Lines that lead to the sections' own boxes. */
function renderIndex(places: TakeawayPlaces): string {
  if (places.starts.size === 0) return '';
  const lines = [...places.starts].map(([section, start]) => {
    const anchor = takeawayAnchor(start);
    const count = `<span class="count">${section.takeaways.length}</span>`;
    return `<li><a href="#${idOf(anchor)}" data-anchor="${anchor}"${someText}>${escapeHtml(section.title)}</a>${count}</li>`;
  });
  return `<ul class="index">${lines.join('')}</ul>`;
}
