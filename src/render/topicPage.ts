// A topic as the content of the reader page's `<main>`: what it is, what the workspace uses of it, its versions, the sentences with
// figures, what is close to it, and the sections that name it by month. Every text is escaped; there is no markup of an issue in it.

import type { TopicPage, TopicRow, WorkspaceReason } from '../protocol/topics.js';
import type { TopicWords } from '../protocol/words.js';
import { hostOf, linkAddress } from './address.js';
import { escapeHtml } from './escapeHtml.js';
import { gatherParts } from './longText.js';
import { type ContentsLine, ownLine, renderContentsOf } from './pageContents.js';
import { fill, ownDirection, renderIcon, renderPart, someText } from './pagePart.js';
import { type FigureList, type MonthPart, renderFigures, renderMonths, renderMore, type TimelineSection } from './topicMentions.js';
import { TopicOffers } from './topicOffers.js';

/** What the page of a topic is made of. */
export interface TopicPageContent {
  readonly topic: TopicRow;
  readonly site?: string;
  /** `owner/name` on GitHub. */
  readonly repository?: string;
  /** Of a version: the topic that it is one of. */
  readonly family?: TopicRow;
  readonly isFollowed: boolean;
  /** What of it the workspace uses. */
  readonly uses: readonly WorkspaceReason[];
  readonly versions: readonly TopicRow[];
  readonly related: readonly TopicRow[];
  readonly figures: FigureList;
  readonly sections: readonly TimelineSection[];
  /** Sections that name it, in all, and of these the unread ones. */
  readonly total: number;
  readonly unread: number;
  /** Names this making of the page. */
  readonly round: number;
}

/** Anchors of the parts. Those of months begin otherwise. */
const figuresAnchor = 'figures';
const relatedAnchor = 'related';

/** Fewer parts can be seen without a list of them. */
const fewParts = 3;

/** Markup longer than this is laid out part by part as it comes into view. */
const longPage = 100_000;

export function renderTopicPage(content: TopicPageContent, words: TopicWords): TopicPage {
  const { topic, figures, related } = content;
  // The figures and the sections come first: what else is offered changes no number of theirs.
  const offers = new TopicOffers();
  const figuresList = renderFigures(figures, offers, words);
  const months = renderMonths(content, offers, words);
  const parts = [
    figuresList === '' ? '' : renderPart(figuresAnchor, 'section figures', heading(words.figures), figuresList),
    related.length === 0 ? '' : renderPart(relatedAnchor, 'section related', heading(words.related), renderTopics(related, offers)),
    renderTimeline(content, months, words),
  ];
  const lines = contentsOf(content, months, figuresList !== '', words);
  const contents = lines.length < fewParts ? '' : renderContentsOf(words.contents, lines);
  const text = parts.join('');
  const long = text.length > longPage ? ' data-long' : '';
  const shape = contents === '' ? 'issue topic is-single' : 'issue topic';
  const html =
    `<article class="${shape}" data-round="${content.round}"${long}>${renderHead(content, offers, words)}${contents}` +
    `<div class="text">${text}</div></article>`;
  return { topic, html, places: offers.places, topics: offers.topics };
}

function contentsOf(
  { related }: TopicPageContent,
  months: readonly MonthPart[],
  hasFigures: boolean,
  words: TopicWords,
): readonly ContentsLine[] {
  return [
    ...(hasFigures ? [ownLine(figuresAnchor, words.figures)] : []),
    ...(related.length > 0 ? [ownLine(relatedAnchor, words.related)] : []),
    ...months.map(({ anchor, title }) => ownLine(anchor, title)),
  ];
}

function heading(text: string): string {
  return `<h2${ownDirection}>${escapeHtml(text)}</h2>`;
}

function renderTimeline({ sections, figures, total }: TopicPageContent, months: readonly MonthPart[], words: TopicWords): string {
  if (months.length === 0) return `<p class="notice"${ownDirection}>${escapeHtml(words.nothing)}</p>`;
  const parts = months.map(({ anchor, title, html }) => renderPart(anchor, 'month', `<h3${ownDirection}>${escapeHtml(title)}</h3>`, html));
  const more = total > sections.length ? renderMore('mentions', figures.sentences.length + sections.length, words) : '';
  return `<section class="section timeline"${ownDirection}>${heading(words.mentions)}${gatherParts(parts)}${more}</section>`;
}

function renderHead(content: TopicPageContent, offers: TopicOffers, words: TopicWords): string {
  const { topic, isFollowed, versions, uses } = content;
  const name = isFollowed ? words.unfollow : words.follow;
  const follow = `<button type="button" class="follow" data-action="toggleFollow">${escapeHtml(name)}</button>`;
  const what = topic.what === undefined ? '' : `<p class="excerpt"${ownDirection}>${escapeHtml(topic.what)}</p>`;
  const used =
    uses.length === 0
      ? ''
      : `<div class="uses"><h2 class="small-label"${ownDirection}>${escapeHtml(words.workspace)}</h2>` +
        `<ul>${uses.map((use) => renderUse(use, offers, words)).join('')}</ul></div>`;
  const named =
    versions.length === 0
      ? ''
      : `<div class="versions"><h2 class="small-label"${ownDirection}>${escapeHtml(words.versions)}</h2>${renderTopics(versions, offers)}</div>`;
  return (
    `<header class="head"${ownDirection}><div class="kicker"><p class="category"${ownDirection}>${escapeHtml(words.kinds[topic.kind])}</p>` +
    `${follow}</div><h1${someText}>${escapeHtml(topic.name)}</h1>${renderFacts(content, offers, words)}${what}` +
    `${used}${named}</header>`
  );
}

function renderFacts({ site, repository, family, total, unread }: TopicPageContent, offers: TopicOffers, words: TopicWords): string {
  const items = [
    ...(family ? [offers.topic(family.id, escapeHtml(fill(words.allVersions, family.name)))] : []),
    ...(total > 0 ? [`<span${ownDirection}>${escapeHtml(fill(words.counts, total, unread))}</span>`] : []),
    ...renderLink(site, (address) => hostOf(address) ?? address),
    ...renderLink(repository === undefined ? undefined : `https://github.com/${repository}`, () => repository ?? ''),
  ];
  return items.length === 0 ? '' : `<ul class="facts">${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}

function renderLink(raw: string | undefined, name: (address: string) => string): readonly string[] {
  const address = raw === undefined ? undefined : linkAddress(raw);
  if (address === undefined) return [];
  return [`<a href="${escapeHtml(address)}" rel="noreferrer"${someText}>${escapeHtml(name(address))}${renderIcon('open')}</a>`];
}

function renderUse({ topic, entry, behind }: WorkspaceReason, offers: TopicOffers, words: TopicWords): string {
  const version = entry.installed ?? entry.range;
  // The workspace calls it by its package or its model id; a topic of another name is said by what the file has.
  const name = entry.ecosystem === 'model' ? entry.name : version === undefined ? entry.name : `${entry.name} ${version}`;
  const file = entry.path.slice(entry.path.lastIndexOf('/') + 1);
  const more = entry.files > 1 ? ` ${escapeHtml(fill(words.moreFiles, entry.files - 1))}` : '';
  const said = `<span title="${escapeHtml(entry.path)}"${ownDirection}>${escapeHtml(fill(words.usedIn, name, file))}${more}</span>`;
  if (!behind) return `<li>${said}</li>`;
  const { releases, breaking } = behind;
  const far = [
    fill(releases === 1 ? words.behindOne : words.behind, releases),
    ...(breaking === 0 ? [] : [fill(breaking === 1 ? words.breakingOne : words.breaking, breaking)]),
  ].join(', ');
  const place = { key: behind.key, ...(behind.anchor === undefined ? {} : { anchor: behind.anchor }) };
  return `<li>${said} · ${offers.place(place, escapeHtml(`${far} (${topic.name} ${behind.newest})`))}</li>`;
}

function renderTopics(topics: readonly TopicRow[], offers: TopicOffers): string {
  const items = topics.map(({ id, name }) => `<li>${offers.topic(id, `<span${someText}>${escapeHtml(name)}</span>`)}</li>`);
  return `<ul class="topics">${items.join('')}</ul>`;
}
