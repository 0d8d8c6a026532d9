// What the formats have in common: people, categories, files, texts and links of an entry, from what feedsmith read.
// Each format picks its own fields and their precedence.

import type { AtomFeed, RssFeed } from 'feedsmith';
import type { FeedCategory, FeedEnclosure, FeedEntry, FeedText } from './feed.js';
import { webAddress } from './feedAddress.js';
import { htmlToLine, looksLikeHtml, toLine } from './plainTitle.js';

export type FeedLink = FeedEntry['links'][number];

/** feedsmith's view of Media RSS is that of RSS, which its Atom reader shares. */
export type Media = NonNullable<RssFeed.Item<string>['media']>;
type AtomLink = AtomFeed.Link<string>;

/** The fields that are there: what is undefined is absent. */
type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

export function present<T extends object>(fields: T): Present<T>;
export function present(fields: object): object {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) kept[name] = value;
  return kept;
}

export function firstText(...texts: readonly (string | undefined)[]): string | undefined {
  for (const text of texts) {
    const trimmed = text?.trim();
    if (trimmed !== undefined && trimmed !== '') return trimmed;
  }
  return undefined;
}

/** BCP 47 writes a language with `-`, programs also with `_`. */
export function languageOf(...texts: readonly (string | undefined)[]): string | undefined {
  return firstText(...texts)?.replace(/^([a-z]{2,3})_(?=[a-z]{2,4}\b)/i, '$1-');
}

/** A title whose notation nobody declared → one line of plain text. */
export function titleOf(...texts: readonly (string | undefined)[]): string | undefined {
  for (const text of texts) {
    const line = text === undefined ? '' : looksLikeHtml(text) ? htmlToLine(text) : toLine(text);
    if (line !== '') return line;
  }
  return undefined;
}

/** A text of Atom as a title. Its notation was declared. */
export function constructTitle(text: { readonly value?: string; readonly type?: string } | undefined): string | undefined {
  if (text?.value === undefined) return undefined;
  const line = text.type === 'html' ? htmlToLine(text.value) : toLine(text.value);
  return line === '' ? undefined : line;
}

/** A text whose notation nobody declared. */
export function foundText(value: string | undefined, base: string | undefined): FeedText | undefined {
  const text = value?.trim() ?? '';
  if (text === '') return undefined;
  return present({ format: looksLikeHtml(text) ? ('html' as const) : ('text' as const), value: text, base });
}

/** A text of Atom, written by `atomMarkup.ts` with its notation and base. */
export function constructText(
  text: { readonly value?: string; readonly type?: string; readonly xml?: { readonly base?: string } } | undefined,
  outer: string | undefined,
): FeedText | undefined {
  const value = text?.value?.trim() ?? '';
  if (value === '') return undefined;
  return present({ format: text?.type === 'html' ? ('html' as const) : ('text' as const), value, base: text?.xml?.base ?? outer });
}

export interface RawCategory {
  readonly name?: string | undefined;
  readonly term?: string | undefined;
  readonly scheme?: string | undefined;
}

/** Categories, each once. */
export function categoriesOf(raw: readonly RawCategory[]): readonly FeedCategory[] {
  const categories = new Map<string, FeedCategory>();
  const names = new Set<string>();
  for (const { name, term, scheme } of raw) {
    const shown = titleOf(name, term);
    if (shown === undefined) continue;
    const lower = shown.toLowerCase();
    const key = JSON.stringify([lower, scheme ?? '']);
    // A keyword that repeats a category says nothing new.
    if (scheme === undefined && names.has(lower)) continue;
    names.add(lower);
    if (!categories.has(key)) categories.set(key, present({ name: shown, term: firstText(term), scheme: firstText(scheme) }));
  }
  return [...categories.values()];
}

export function atomCategories(categories: readonly AtomFeed.Category[] = []): readonly RawCategory[] {
  return categories.map(({ term, label, scheme }) => ({ name: label ?? term, term, scheme }));
}

export interface RawEnclosure {
  readonly url?: string | undefined;
  readonly type?: string | undefined;
  readonly length?: number | undefined;
  readonly title?: string | undefined;
}

/** Files, each address once; a length that is none is left away. */
export function enclosuresOf(raw: readonly RawEnclosure[]): readonly FeedEnclosure[] {
  const files = new Map<string, FeedEnclosure>();
  for (const { url: written, type, length, title } of raw) {
    const url = webAddress(written);
    if (url === undefined) continue;
    const known = files.get(url);
    const size = length !== undefined && Number.isSafeInteger(length) && length >= 0 ? length : undefined;
    files.set(
      url,
      present({ url, type: known?.type ?? firstText(type), length: known?.length ?? size, title: known?.title ?? titleOf(title) }),
    );
  }
  return [...files.values()];
}

/** Media RSS, `media:category`: without a scheme it has this one. */
const mediaScheme = 'http://search.yahoo.com/mrss/category_schema';

export function mediaCategories(media: Media | undefined): readonly RawCategory[] {
  return (media?.categories ?? []).map(({ name, label, scheme }) => ({ name: label ?? name, term: name, scheme: scheme ?? mediaScheme }));
}

/** What a file is, where only its `medium` is told. */
const mediaTypes: ReadonlyMap<string, string> = new Map(['image', 'audio', 'video'].map((medium) => [medium, `${medium}/*`]));

/** What Media RSS holds, groups included, and the torrents of it. */
export function mediaEnclosures(media: Media | undefined): readonly RawEnclosure[] {
  const contents = [...(media?.contents ?? []), ...(media?.groups ?? []).flatMap((group) => group.contents ?? [])];
  return [
    ...contents.map(({ url, type, medium, fileSize, title }) => ({
      url,
      type: type ?? mediaTypes.get(medium ?? ''),
      length: fileSize,
      title: title?.value,
    })),
    ...(media?.peerLinks ?? []).map(({ href, type }) => ({ url: href, type })),
  ];
}

export function mediaImage(media: Media | undefined): string | undefined {
  return media?.thumbnails?.[0]?.url ?? media?.groups?.[0]?.thumbnails?.[0]?.url ?? media?.contents?.[0]?.thumbnails?.[0]?.url;
}

export function atomEnclosures(links: readonly AtomLink[] = []): readonly RawEnclosure[] {
  return links.filter(({ rel }) => relOf(rel) === 'enclosure').map(({ href, type, length, title }) => ({ url: href, type, length, title }));
}

/** The kind of a link; without one it is the page itself (RFC 4287, 4.2.7.2). IANA's names may be written as addresses. */
function relOf(rel: string | undefined): string {
  const name =
    rel
      ?.trim()
      .toLowerCase()
      .replace(/^https?:\/\/www\.iana\.org\/assignments\/relation\//, '') ?? '';
  return name === '' ? 'alternate' : name;
}

/** The page of an entry or a feed: among alternates the HTML one before others. */
export function alternateOf(links: readonly AtomLink[] = []): string | undefined {
  const alternates = links.filter(({ rel, href }) => relOf(rel) === 'alternate' && webAddress(href) !== undefined);
  const page = alternates.find(({ type }) => type === undefined || /html/i.test(type)) ?? alternates[0];
  return webAddress(page?.href);
}

export function linkOf(links: readonly AtomLink[] = [], rel: string): string | undefined {
  return webAddress(links.find((link) => relOf(link.rel) === rel && webAddress(link.href) !== undefined)?.href);
}

/** Links beside the page's own and the files: related, via, replies. */
export function otherLinks(links: readonly AtomLink[] = [], page: string | undefined): readonly FeedLink[] {
  return links.flatMap(({ href, rel: written, title, type }) => {
    const url = webAddress(href);
    const rel = relOf(written);
    if (url === undefined || rel === 'enclosure' || (rel === 'alternate' && url === page)) return [];
    return [present({ url, rel, title: titleOf(title), type: firstText(type) })];
  });
}

/** `sy:updatePeriod` and `sy:updateFrequency` as a pause in milliseconds. */
export function syndicationPause(
  sy: { readonly updatePeriod?: string; readonly updateFrequency?: number } | undefined,
): number | undefined {
  const hours = new Map([
    ['hourly', 1],
    ['daily', 24],
    ['weekly', 168],
    ['monthly', 730],
    ['yearly', 8766],
  ]).get(sy?.updatePeriod?.trim().toLowerCase() ?? '');
  const frequency = sy?.updateFrequency ?? 1;
  return hours === undefined || !(frequency > 0) ? undefined : Math.round((hours * 3_600_000) / frequency);
}
