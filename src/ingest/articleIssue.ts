// An entry of a feed → an issue of kind `article`. Its markup is made safe here, before anything is stored; nothing is fetched.

import type { ArticleOutline } from '../digest/article/articleOutline.js';
import { categoryFromTags, toKnownCategory } from '../digest/category.js';
import { uniqueTags } from '../digest/frontMatter.js';
import { toArticleId } from '../digest/issueId.js';
import { linkKey, toAddress, toLink, withoutTracking } from '../digest/links.js';
import type { Issue, Link } from '../digest/model.js';
import type { Feed, FeedEntry, FeedPerson } from '../sources/feeds/feed.js';
import type { ExtractedArticle } from './extractArticle.js';
import {
  isBrokenOff,
  isCutOff,
  readArticleText,
  saysMore,
  toArticleText,
  toBody,
  toMarkdownField,
  toOutline,
  type ArticleText,
} from './articleText.js';

/** A summary of at most so many characters is one; a longer one is a text. */
const longestSummary = 400;
/** A feed that gives only a summary of so few characters has more on its page. */
const shortText = 600;
const longestTitle = 80;
const longestName = 200;
/** Every list carries titles and addresses whole: what is longer is a text, or no address that a browser would open. */
const longestGivenTitle = 1_000;
const longestAddress = 8_000;

/** Other links of an entry that lead a reader further. */
const furtherLinks: ReadonlySet<string> = new Set(['related', 'via', 'comments', 'replies']);

/** The texts of an entry in their parts. */
interface Texts {
  readonly article: ArticleText | undefined;
  /** Something that the article does not say. */
  readonly summary: ArticleText | undefined;
  readonly isExcerpt: boolean;
}

/**
 * The issue that `entry` of `feed` is. Its text is the content, else the summary. A summary beside a content stands where the
 * content does not say the same: a short one as TLDR (as excerpt, where the text has a TLDR of its own), a long one before the
 * text. Pictures are no links, an enclosed picture neither.
 */
export function toArticleIssue(given: FeedEntry, feed: Feed): Issue {
  const entry = withShortTitle(given);
  const url = entry.url === undefined || entry.url.length > longestAddress ? undefined : withoutTracking(asMeant(entry.url));
  const page = url ?? feed.homePage ?? feed.self;
  const { article, summary, isExcerpt } = readTexts(entry, page);
  const title = toTitle(entry, article, url);
  const outline: ArticleOutline = article === undefined ? { sections: [], takeaways: [], links: [] } : toOutline(article, title, url);
  const tags = uniqueTags(entry.categories.map(({ name }) => name.replace(/\s+/g, ' ').trim()).filter((name) => name !== ''));
  const category = categoryOf(tags);
  const authors = namesOf(entry, feed);
  return {
    id: toArticleId(entry.guid ?? url ?? `${title}\n${entry.published ?? ''}`),
    kind: 'article',
    title,
    ...(entry.published === undefined ? {} : { published: entry.published }),
    ...(entry.updated === undefined || entry.updated === entry.published ? {} : { updated: entry.updated }),
    ...(category === undefined ? {} : { category }),
    tags,
    ...withSummary(outline, summary),
    links: allOf([...outline.links, ...linksBeside(entry)], outline, url),
    ...(url === undefined ? {} : { url }),
    ...(authors.length === 0 ? {} : { authors }),
    ...(isExcerpt && url !== undefined ? { extent: 'excerpt' } : {}),
  };
}

/**
 * The issue with the article that was found in its page. What its excerpt says beyond that becomes its TLDR. Undefined when
 * the page says no more than the issue.
 */
export function toExtractedIssue(issue: Issue, article: ExtractedArticle): Issue | undefined {
  const text = readArticleText({ format: 'html', value: article.html, base: article.base }, issue.url);
  const before = issue.sections.map((section) => toArticleText(section.body));
  const known = before.map((one) => one.text).join('\n');
  if (text.text.length <= known.length) return undefined;
  const outline = toOutline(text, issue.title, issue.url);
  const [only, ...others] = before;
  // The beginning that a feed cuts off is no summary of the article.
  const isSummary = only !== undefined && others.length === 0 && !isBrokenOff(known, true) && known !== '';
  const summary = isSummary && saysMore(known, text.text, issue.title) ? only : undefined;
  const { tldr, excerpt, intro: _intro, sections: _sections, takeaways: _takeaways, links, ...kept } = issue;
  const fields = withSummary(outline, summary);
  const byline = article.byline?.slice(0, longestName);
  return {
    ...kept,
    ...fields,
    ...(tldr === undefined || fields.tldr !== undefined ? {} : { tldr }),
    ...(excerpt === undefined || fields.excerpt !== undefined ? {} : { excerpt }),
    links: allOf([...outline.links, ...links], outline, issue.url),
    ...(issue.authors === undefined && byline !== undefined ? { authors: [byline] } : {}),
    extent: 'extracted',
  };
}

/** An entry whose title is a text has it as its summary, unless it has one. */
function withShortTitle(entry: FeedEntry): FeedEntry {
  const { title, summary } = entry;
  if (title === undefined || title.length <= longestGivenTitle) return entry;
  return { ...entry, title: shortened(title.replace(/\s+/g, ' ').trim()), summary: summary ?? { format: 'text', value: title } };
}

function readTexts(entry: FeedEntry, page: string | undefined): Texts {
  const content = entry.content && readArticleText(entry.content, page);
  const summary = entry.summary && readArticleText(entry.summary, page);
  const hasContent = content !== undefined && content.text.trim() !== '';
  // Some feeds give the whole text as the description and its beginning as the content.
  const isTurned = hasContent && summary !== undefined && isCutOff(content, false) && summary.text.length > content.text.length * 1.5;
  const article = hasContent && !isTurned ? content : summary;
  const other = hasContent ? (isTurned ? content : summary) : undefined;
  if (article === undefined || article.text.trim() === '') return { article: undefined, summary: undefined, isExcerpt: true };
  const isSummary = !hasContent;
  // A description that only says the title again says nothing.
  const isRepeat = isSummary && !saysMore(article.text, '', entry.title ?? '') && entry.title !== undefined && linkless(article);
  const isMore = other !== undefined && other.text.trim() !== '' && saysMore(other.text, article.text, entry.title ?? '');
  return {
    article: isRepeat ? undefined : article,
    summary: isMore ? other : undefined,
    isExcerpt: isRepeat || isCutOff(article, isSummary) || (isSummary && article.text.length < shortText),
  };
}

function linkless({ pieces }: ArticleText): boolean {
  return pieces?.every((piece) => piece.kind !== 'open' || (piece.name !== 'a' && piece.name !== 'span')) ?? true;
}

/** The fields of the text with the summary in the one that is free. */
function withSummary(
  outline: ArticleOutline,
  summary: ArticleText | undefined,
): Omit<ArticleOutline, 'links'> & { readonly excerpt?: string } {
  const { tldr, intro, sections, takeaways } = outline;
  const fields = { sections, takeaways, ...(tldr === undefined ? {} : { tldr }), ...(intro === undefined ? {} : { intro }) };
  if (summary === undefined) return fields;
  const text = summary.text.replace(/\s+/g, ' ').trim();
  if (text.length <= longestSummary && tldr === undefined) return { ...fields, tldr: toMarkdownField(summary) };
  if (text.length <= longestSummary) return { ...fields, excerpt: text };
  const body = toBody(summary);
  if (intro === undefined) return { ...fields, intro: body };
  return body.format === intro.format
    ? { ...fields, intro: { ...body, text: `${body.text}\n\n${intro.text}` } }
    : { ...fields, excerpt: text };
}

/** The title; where there is none the first words of the text, which stay where they are. */
function toTitle(entry: FeedEntry, article: ArticleText | undefined, url: string | undefined): string {
  const given = entry.title?.replace(/\s+/g, ' ').trim();
  if (given !== undefined && given !== '') return given;
  const line = article?.text.split('\n').find((one) => /[\p{L}\p{N}]/u.test(one)) ?? '';
  const words = shortened(line.slice(0, 2_000).replace(/\s+/g, ' ').trim());
  return words || entry.enclosures.map((file) => file.title?.trim()).find((title) => title) || (url ?? 'Untitled');
}

function shortened(text: string): string {
  if (text.length <= longestTitle) return text;
  const cut = text.lastIndexOf(' ', longestTitle);
  return `${text.slice(0, cut > longestTitle / 2 ? cut : longestTitle).replace(/[\s,;:\ud800-\udbff]+$/, '')}…`;
}

/** Some systems escape their addresses twice: no address means `&amp;`. */
function asMeant(address: string): string {
  return address.replaceAll('&amp;', '&');
}

/** A category that we know, one that the tags point to, else the feed's own first word for it. */
function categoryOf(tags: readonly string[]): string | undefined {
  const known = tags.map(toKnownCategory).find((each) => each !== undefined);
  const derived = known ?? categoryFromTags(tags);
  return derived === 'General' && known === undefined ? tags[0] : derived;
}

/** Who wrote it. Atom and JSON Feed say that the feed's authors wrote what names nobody. */
function namesOf(entry: FeedEntry, feed: Feed): readonly string[] {
  const isShared = entry.authors.length === 0 && entry.source === undefined && (feed.format === 'atom' || feed.format === 'json');
  const names = (isShared ? feed.authors : entry.authors).map(toName).filter((name) => name !== '');
  return [...new Set(names)];
}

function toName({ name, email }: FeedPerson): string {
  return (name ?? email ?? '').replace(/\s+/g, ' ').trim().slice(0, longestName);
}

/** Files beside the article, and where it points further. */
function linksBeside(entry: FeedEntry): readonly Link[] {
  const files = entry.enclosures.filter(({ type }) => type?.toLowerCase().startsWith('image/') !== true);
  const links = entry.links.filter(({ rel }) => furtherLinks.has(rel.toLowerCase()));
  return [
    ...files.map(({ url, title }) => toLink(title ?? fileName(url), url)),
    ...links.map(({ url, title }) => toLink(title ?? hostOf(url), url)),
  ];
}

function fileName(address: string): string {
  const path = URL.canParse(address) ? new URL(address).pathname : '';
  return path.slice(path.lastIndexOf('/') + 1) || hostOf(address);
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host.replace(/^www\./, '') : address;
}

/** Each address once, and none that a section has or that is the article itself. */
function allOf(links: readonly Link[], outline: ArticleOutline, url: string | undefined): readonly Link[] {
  const found = new Map<string, Link>();
  const known = new Set(links.length === 0 ? [] : outline.sections.flatMap((section) => section.links.map(linkKey)));
  for (const link of links) {
    const isUsable = link.url !== undefined && link.url !== url && toAddress(link.url) !== undefined;
    if (isUsable && !known.has(linkKey(link)) && !found.has(linkKey(link))) found.set(linkKey(link), link);
  }
  return [...found.values()];
}
