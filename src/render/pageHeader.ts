// The head of the page: category, title, the line of facts, the star, and the room for the person's note.

import { allTakeaways, type Issue } from '../digest/model.js';
import type { IssueRow } from '../protocol/backend.js';
import type { ImagesWanted } from '../protocol/images.js';
import type { PageWords } from '../protocol/words.js';
import { hostOf, linkAddress } from './address.js';
import { escapeHtml } from './escapeHtml.js';
import { formatDay } from './pageDates.js';
import { renderImageCount } from './pageImages.js';
import { fill, ownDirection, renderIcon, someText } from './pagePart.js';
import { languageAttribute } from './textLanguage.js';

/** What the page says about an issue beyond its text. An `IssueRow` with the reading time will do. */
export interface PageFacts extends Pick<IssueRow, 'day' | 'sourceName' | 'isStarred' | 'isMissing'> {
  /** Reading time of the whole issue in minutes; 0 when it has no text. */
  readonly minutes: number;
  /** When images are loaded; absent where none can be, as in a file. */
  readonly images?: ImagesWanted;
}

/** The same with what is known when the text has been rendered. */
interface HeadFacts extends PageFacts {
  readonly imageCount?: number;
}

const manyAuthors = 6;

/** Characters of a title that is set smaller than others: as large as they are it would fill the first screen. */
const longTitle = 64;

export function renderHeader(issue: Issue, facts: HeadFacts, words: PageWords): string {
  const category = issue.category ? `<p class="category"${someText}>${escapeHtml(issue.category)}</p>` : '';
  const excerpt = issue.excerpt ? `<p class="excerpt"${languageAttribute(issue.excerpt, issue)}>${escapeHtml(issue.excerpt)}</p>` : '';
  const missing = facts.isMissing ? `<p class="notice">${escapeHtml(words.missing)}</p>` : '';
  return (
    `<header class="head"${ownDirection}><div class="kicker">${category}${renderStar(facts.isStarred, words)}</div>` +
    `<h1${issue.title.length > longTitle ? ' class="is-long"' : ''}${languageAttribute(issue.title, issue)}>${escapeHtml(issue.title)}</h1>${renderFacts(issue, facts, words)}${excerpt}${missing}${renderNoEssentials(issue, words)}<div class="note"></div></header>`
  );
}

/** Whether anything of the issue is left where only its TLDR and takeaways are shown. */
export function hasEssentials(issue: Issue): boolean {
  return issue.tldr !== undefined || issue.sections.some(({ tldr }) => tldr !== undefined) || allTakeaways(issue).length > 0;
}

/** Says why the whole issue is there although only essentials are wanted; the style sheet shows it only then. */
function renderNoEssentials(issue: Issue, words: PageWords): string {
  return hasEssentials(issue) ? '' : `<p class="no-essentials">${escapeHtml(words.noEssentials)}</p>`;
}

function renderStar(isStarred: boolean, words: PageWords): string {
  const name = escapeHtml(words.star);
  return (
    `<button type="button" class="star" data-action="toggleStar" aria-pressed="${isStarred}" aria-label="${name}" title="${name}">` +
    `${renderIcon('star')}</button>`
  );
}

/** What the page's script needs to offer a note. The field and the note itself are never part of the markup. */
function renderAddNote(words: PageWords): string {
  const texts = `data-note="${escapeHtml(words.note)}" data-hint="${escapeHtml(words.noteHint)}" data-left="${escapeHtml(words.noteLeft)}"`;
  return `<button type="button" class="add-note" data-action="addNote" ${texts}>${escapeHtml(words.addNote)}</button>`;
}

function renderFacts(issue: Issue, facts: HeadFacts, words: PageWords): string {
  const day = facts.day ?? issue.published?.slice(0, 10);
  const date = day === undefined ? undefined : formatDay(day, words.locale);
  const original = issue.url === undefined ? undefined : linkAddress(issue.url);
  const images = renderImageCount(facts.imageCount ?? 0, facts.images ?? 'never', words);
  const items = [
    date === undefined ? escapeHtml(words.noDate) : `<time datetime="${escapeHtml(day ?? '')}"${ownDirection}>${escapeHtml(date)}</time>`,
    ...renderUpdated(issue, day, words),
    `<span${someText}>${escapeHtml(facts.sourceName)}</span>`,
    ...renderAuthors(issue),
    ...(facts.minutes > 0 ? [`<span${ownDirection}>${escapeHtml(fill(words.minutes, facts.minutes))}</span>`] : []),
    ...(original === undefined ? [] : [renderOriginal(original, words)]),
    renderAddNote(words),
    ...(images === '' ? [] : [images]),
  ];
  return `<ul class="facts">${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}

/** The day of the last change, when it is another one than that of publication. */
function renderUpdated(issue: Issue, published: string | undefined, words: PageWords): readonly string[] {
  const day = issue.updated?.slice(0, 10);
  const date = day === undefined || day === published ? undefined : formatDay(day, words.locale);
  if (day === undefined || date === undefined) return [];
  return [`<time datetime="${escapeHtml(day)}"${ownDirection}>${escapeHtml(fill(words.updated, date))}</time>`];
}

/** Those who wrote it, in one line; where there are many, the first of them. */
function renderAuthors({ authors = [] }: Issue): readonly string[] {
  if (authors.length === 0) return [];
  const names = authors.length > manyAuthors ? `${authors.slice(0, manyAuthors).join(', ')}, …` : authors.join(', ');
  return [`<span class="authors"${someText}>${escapeHtml(names)}</span>`];
}

function renderOriginal(address: string, words: PageWords): string {
  const host = escapeHtml(hostOf(address) ?? address);
  return `<a href="${escapeHtml(address)}" rel="noreferrer" title="${host}">${escapeHtml(words.source)}${renderIcon('open')}</a>`;
}
