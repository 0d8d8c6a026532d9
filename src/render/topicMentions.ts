// The sentences on the page of a topic: those with figures, and the sections that name it, by month. Sentences are plain text.

import type { TopicMention } from '../protocol/topics.js';
import type { TopicWords } from '../protocol/words.js';
import { escapeHtml } from './escapeHtml.js';
import { formatDay, formatMonth } from './pageDates.js';
import { ownDirection, sameWords } from './pagePart.js';
import { languageOfText } from './textLanguage.js';
import type { TopicOffers } from './topicOffers.js';
import { keepWhole } from './wholeWords.js';

/** Where a sentence stands. */
type Origin = Omit<TopicMention, 'sentence' | 'version'>;

/** A section that names the topic. */
export interface TimelineSection extends Origin {
  readonly sentences: readonly string[];
}

export interface FigureList {
  readonly sentences: readonly TopicMention[];
  readonly hasMore: boolean;
}

/** A month of the timeline: the content of its part. */
export interface MonthPart {
  readonly anchor: string;
  readonly title: string;
  readonly html: string;
}

/** Sentences with figures, each above the place that it comes from; empty when there are none. */
export function renderFigures({ sentences, hasMore }: FigureList, offers: TopicOffers, words: TopicWords): string {
  if (sentences.length === 0) return '';
  const items = sentences.map((mention) => {
    const title = escapeHtml(titleOf(mention));
    const open = offers.place(mention, `<span class="title"${language(titleOf(mention))}>${title}</span>`);
    return `<li>${renderSentence(mention.sentence)}<div class="origin">${open}${renderOrigin(mention, words)}</div></li>`;
  });
  const more = hasMore ? renderMore('figures', sentences.length, words) : '';
  return `<ul class="sentences">${items.join('')}</ul>${more}`;
}

/** The sections by month, in their order. */
export function renderMonths(
  { sections }: { readonly sections: readonly TimelineSection[] },
  offers: TopicOffers,
  words: TopicWords,
): readonly MonthPart[] {
  const months = Map.groupBy(sections, ({ day }) => day.slice(0, 7));
  return [...months].map(([month, named]) => ({
    anchor: `month-${month}`,
    title: formatMonth(`${month}-01`, words.locale) ?? month,
    html: `<ul class="sentences">${named.map((section) => renderSection(section, offers, words)).join('')}</ul>`,
  }));
}

function renderSection(section: TimelineSection, offers: TopicOffers, words: TopicWords): string {
  const title = titleOf(section);
  const unread = section.isRead ? '' : `<span class="unread" role="img" aria-label="${escapeHtml(words.unread)}"></span>`;
  const open = offers.place(section, `${unread}<span class="title"${language(title)}>${escapeHtml(title)}</span>`);
  // A tag has no sentence but the issue's title.
  const sentences = section.sentences.filter((text) => !sameWords(text, section.issueTitle) && !sameWords(text, title));
  return `<li><div class="origin">${open}${renderOrigin(section, words)}</div>${sentences.map(renderSentence).join('')}</li>`;
}

/** Asks for more of a list; `next` is the number that the first of them will have, for the keyboard to go on there. */
export function renderMore(list: 'figures' | 'mentions', next: number, words: TopicWords): string {
  return (
    `<button type="button" class="more" data-action="showMore" data-anchor="${list}" data-next="${next}"${ownDirection}>` +
    `${escapeHtml(words.more)}</button>`
  );
}

function titleOf({ sectionTitle, issueTitle }: Origin): string {
  return sectionTitle ?? issueTitle;
}

/** Day, source, and the issue where the title is that of a section. */
function renderOrigin({ day, sourceName, issueTitle, sectionTitle }: Origin, words: TopicWords): string {
  const date = formatDay(day, words.locale) ?? day;
  const issue = sectionTitle === undefined || sameWords(sectionTitle, issueTitle) ? [] : [issueTitle];
  const said = [sourceName, ...issue].map((text) => `<span${language(text)}>${escapeHtml(text)}</span>`);
  return `<p class="detail"><time datetime="${escapeHtml(day)}"${ownDirection}>${escapeHtml(date)}</time> · ${said.join(' · ')}</p>`;
}

function renderSentence(text: string): string {
  return `<p class="sentence"${language(text)}>${keepWhole(escapeHtml(text))}</p>`;
}

function language(text: string): string {
  return ` lang="${languageOfText(text) ?? ''}"${ownDirection}`;
}
