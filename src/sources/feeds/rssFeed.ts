// RSS 0.9x to 2.0 and RDF → Feed: `rssMarkup.ts` prepares the document, feedsmith reads it, and here the fields of RSS and of
// its extensions come down to one shape.

import { parseRssFeed, type RssFeed } from 'feedsmith';
import {
  alternateOf,
  atomCategories,
  atomEnclosures,
  categoriesOf,
  constructText,
  constructTitle,
  enclosuresOf,
  firstText,
  foundText,
  languageOf,
  linkOf,
  mediaCategories,
  mediaEnclosures,
  mediaImage,
  otherLinks,
  present,
  syndicationPause,
  titleOf,
  type FeedLink,
  type RawCategory,
} from './entryParts.js';
import type { Feed, FeedEntry, FeedText } from './feed.js';
import { resolveId, webAddress } from './feedAddress.js';
import { toFeedDate } from './dates/feedDate.js';
import type { FeedRoot } from './feedRoot.js';
import { atomPeople, peopleOf, personOf, type RawPerson } from './people.js';
import { writeRss } from './rssMarkup.js';
import type { XmlDocument } from '../xml/xmlTree.js';

type Item = RssFeed.Item<string>;
type Channel = RssFeed.Feed<string>;

export function readRssFeed(document: XmlDocument, root: FeedRoot, address: string | undefined): Omit<Feed, 'isCutShort'> {
  const channel = parseRssFeed(writeRss(document, root.element, address));
  const { atom, dc, dcterms, itunes } = channel;
  const old = formerFields(itunes);
  const base = channel.xml?.base;
  const language = languageOf(channel.language, dc?.languages?.[0], channel.xml?.lang);
  const toDate = dateReader(language);
  return present({
    format: root.format,
    version: root.version,
    id: firstText(atom?.id),
    title: titleOf(channel.title, dc?.titles?.[0], itunes?.title) ?? constructTitle(atom?.title),
    description:
      foundText(channel.description, base) ??
      constructText(atom?.subtitle, base) ??
      foundText(firstText(dc?.descriptions?.[0], old.summary, old.subtitle), base),
    homePage: webAddress(channel.link) ?? alternateOf(atom?.links),
    self: webAddress(itunes?.newFeedUrl) ?? linkOf(atom?.links, 'self'),
    language,
    published: toDate(channel.pubDate, dc?.dates?.[0], dcterms?.issued?.[0], dcterms?.created?.[0]),
    updated: toDate(channel.lastBuildDate, atom?.updated, dcterms?.modified?.[0]),
    authors: peopleOf(channelPeople(channel)),
    categories: categoriesOf(channelCategories(channel)),
    rights:
      foundText(firstText(channel.copyright, dc?.rights?.[0], dcterms?.rights?.[0], channel.media?.copyright?.value), base) ??
      constructText(atom?.rights, base),
    generator: titleOf(channel.generator),
    image:
      webAddress(channel.image?.url) ??
      webAddress(itunes?.image) ??
      webAddress(firstText(atom?.logo, mediaImage(channel.media), atom?.icon)),
    pause: channel.ttl !== undefined && channel.ttl > 0 ? Math.round(channel.ttl * 60_000) : syndicationPause(channel.sy),
    entries: (channel.items ?? []).map((item) => toEntry(item, base, language)),
  });
}

/* oxlint-disable typescript/no-deprecated -- podcasts shall no longer use them, and old feeds have them */
function formerFields(itunes: Item['itunes'] & Channel['itunes']): {
  readonly owner: { readonly name?: string; readonly email?: string } | undefined;
  readonly keywords: readonly string[];
  readonly summary: string | undefined;
  readonly subtitle: string | undefined;
} {
  return { owner: itunes?.owner, keywords: itunes?.keywords ?? [], summary: itunes?.summary, subtitle: itunes?.subtitle };
}
/* oxlint-enable typescript/no-deprecated */

type DateReader = (...texts: readonly (string | undefined)[]) => string | undefined;

/** The first of some dates that can be read. */
function dateReader(language: string | undefined): DateReader {
  return (...texts) => {
    for (const text of texts) {
      const date = text === undefined ? undefined : toFeedDate(text, { language });
      if (date !== undefined) return date;
    }
    return undefined;
  };
}

function channelPeople({ managingEditor, dc, itunes, atom, webMaster, googleplay }: Channel): readonly (RawPerson | undefined)[] {
  const named = [
    toPerson(managingEditor),
    ...(dc?.creators ?? []).map(personOf),
    ...atomPeople(atom?.authors),
    ...(itunes?.author === undefined ? [] : [personOf(itunes.author)]),
  ];
  if (named.some((person) => person !== undefined)) return named;
  return [formerFields(itunes).owner, googleplay?.author === undefined ? undefined : { name: googleplay.author }, toPerson(webMaster)];
}

function toPerson(person: RssFeed.Person | undefined): RawPerson | undefined {
  if (person === undefined) return undefined;
  return person.email === undefined && person.link === undefined
    ? personOf(person.name)
    : { name: person.name, email: person.email, url: person.link };
}

function channelCategories({ categories = [], dc, itunes, atom, media }: Channel): readonly RawCategory[] {
  return [
    ...categories.map(({ name, domain }) => ({ name, term: name, scheme: domain })),
    ...(dc?.subjects ?? []).map((name) => ({ name, term: name })),
    ...atomCategories(atom?.categories),
    ...formerFields(itunes).keywords.map((name) => ({ name })),
    ...mediaCategories(media),
  ];
}

function toEntry(item: Item, outerBase: string | undefined, feedLanguage: string | undefined): FeedEntry {
  const { atom, dc, dcterms, itunes, media } = item;
  const base = item.xml?.base ?? outerBase;
  const language = languageOf(item.xml?.lang, dc?.languages?.[0]);
  const toDate = dateReader(language ?? feedLanguage);
  const guid = firstText(item.guid?.value, atom?.id, dc?.identifiers?.[0]);
  const permalink = permalinkOf(item, base);
  const url = webAddress(item.link) ?? alternateOf(atom?.links) ?? permalink;
  const { content, summary } = textsOf(item, base);
  return present({
    guid,
    title: titleOf(item.title) ?? constructTitle(atom?.title) ?? titleOf(dc?.titles?.[0], itunes?.title, media?.title?.value),
    url,
    published: toDate(
      item.pubDate,
      dc?.dates?.[0],
      atom?.published,
      dcterms?.issued?.[0],
      dcterms?.created?.[0],
      dcterms?.available?.[0],
      dcterms?.dates?.[0],
    ),
    updated: toDate(atom?.updated, dcterms?.modified?.[0]),
    authors: peopleOf(itemPeople(item)),
    categories: categoriesOf(itemCategories(item)),
    enclosures: enclosuresOf([...(item.enclosures ?? []), ...atomEnclosures(atom?.links), ...mediaEnclosures(media)]),
    content,
    summary,
    links: [...commentsOf(item), ...otherLinks(atom?.links, url)],
    language,
    rights: foundText(firstText(dc?.rights?.[0], dcterms?.rights?.[0], media?.copyright?.value), base) ?? constructText(atom?.rights, base),
    source: sourceOf(item),
  });
}

/** A guid is the article's address unless it says that it is none (RSS 2.0); a relative one only if it says that it is. */
function permalinkOf({ guid }: Item, base: string | undefined): string | undefined {
  if (guid?.value === undefined || guid.isPermaLink === false) return undefined;
  return webAddress(guid.isPermaLink === true ? resolveId(guid.value.trim(), base) : guid.value);
}

function textsOf(
  { description, content, atom, dc, itunes, media, googleplay, sourceNs }: Item,
  base: string | undefined,
): { readonly content: FeedText | undefined; readonly summary: FeedText | undefined } {
  const old = formerFields(itunes);
  const full = foundText(content?.encoded, base) ?? constructText(atom?.content, base);
  const summary =
    foundText(description, base) ??
    constructText(atom?.summary, base) ??
    foundText(
      firstText(
        dc?.descriptions?.[0],
        old.summary,
        googleplay?.description,
        old.subtitle,
        media?.description?.value,
        media?.groups?.[0]?.description?.value,
        sourceNs?.markdown,
      ),
      base,
    );
  return { content: full, summary };
}

function itemPeople({ authors = [], dc, atom, itunes, media, googleplay, dcterms }: Item): readonly (RawPerson | undefined)[] {
  const named = [...authors.map(toPerson), ...(dc?.creators ?? []).map(personOf), ...atomPeople(atom?.authors)];
  if (named.length > 0) return named;
  const others = [
    ...(dcterms?.creators ?? []),
    itunes?.author,
    googleplay?.author,
    ...(media?.credits ?? []).filter(({ role }) => role === 'author').map(({ value }) => value),
  ];
  return others.slice(0, 20).map((name) => ({ name }));
}

function itemCategories({ categories = [], dc, atom, itunes, media }: Item): readonly RawCategory[] {
  return [
    ...categories.map(({ name, domain }) => ({ name, term: name, scheme: domain })),
    ...(dc?.subjects ?? []).map((name) => ({ name, term: name })),
    ...atomCategories(atom?.categories),
    ...mediaCategories(media),
    ...[...formerFields(itunes).keywords, ...(media?.keywords ?? [])].map((name) => ({ name })),
  ];
}

function commentsOf({ comments }: Item): readonly FeedLink[] {
  const url = webAddress(comments);
  return url === undefined ? [] : [{ url, rel: 'comments' }];
}

function sourceOf({ source, atom }: Item): FeedEntry['source'] {
  const title = titleOf(source?.title) ?? constructTitle(atom?.source?.title);
  const url = webAddress(source?.url) ?? linkOf(atom?.source?.links, 'self') ?? alternateOf(atom?.source?.links);
  return title === undefined && url === undefined ? undefined : present({ title, url });
}
