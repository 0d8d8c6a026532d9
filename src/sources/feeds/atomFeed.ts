// Atom 0.3 and 1.0 → Feed: `atomMarkup.ts` prepares the document, feedsmith reads it, and here its fields come down to one
// shape.

import { parseAtomFeed, type AtomFeed } from 'feedsmith';
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
} from './entryParts.js';
import { writeAtom } from './atomMarkup.js';
import type { Feed, FeedEntry } from './feed.js';
import { webAddress } from './feedAddress.js';
import { toFeedDate } from './dates/feedDate.js';
import type { FeedRoot } from './feedRoot.js';
import { atomPeople, peopleOf, personOf } from './people.js';
import type { XmlDocument } from '../xml/xmlTree.js';

export function readAtomFeed(document: XmlDocument, root: FeedRoot, address: string | undefined): Omit<Feed, 'isCutShort'> {
  const feed = parseAtomFeed(writeAtom(document, root.element, address));
  const { dc, itunes } = feed;
  const base = feed.xml?.base;
  const language = languageOf(feed.xml?.lang, dc?.languages?.[0]);
  return present({
    format: root.format,
    version: root.version,
    id: firstText(feed.id),
    title: constructTitle(feed.title) ?? titleOf(dc?.titles?.[0]),
    description: constructText(feed.subtitle, base) ?? foundText(dc?.descriptions?.[0], base),
    homePage: alternateOf(feed.links),
    self: webAddress(itunes?.newFeedUrl) ?? linkOf(feed.links, 'self'),
    language,
    updated: firstDate(language, feed.updated, dc?.dates?.[0]),
    authors: peopleOf([...atomPeople(feed.authors), ...(dc?.creators ?? []).map(personOf)]),
    categories: categoriesOf([...atomCategories(feed.categories), ...(dc?.subjects ?? []).map((name) => ({ name, term: name }))]),
    rights: constructText(feed.rights, base) ?? foundText(dc?.rights?.[0], base),
    generator: titleOf(feed.generator?.text),
    image: webAddress(firstText(feed.logo, feed.icon, itunes?.image, mediaImage(feed.media))),
    pause: syndicationPause(feed.sy),
    entries: (feed.entries ?? []).map((entry) => toEntry(entry, base, language)),
  });
}

function firstDate(language: string | undefined, ...texts: readonly (string | undefined)[]): string | undefined {
  for (const text of texts) {
    const date = text === undefined ? undefined : toFeedDate(text, { language });
    if (date !== undefined) return date;
  }
  return undefined;
}

function toEntry(entry: AtomFeed.Entry<string>, outerBase: string | undefined, feedLanguage: string | undefined): FeedEntry {
  const { dc, dcterms, media, source, content } = entry;
  const base = entry.xml?.base ?? outerBase;
  const language = languageOf(entry.xml?.lang, dc?.languages?.[0]);
  const alternate = alternateOf(entry.links);
  // An article that lives elsewhere (RFC 4287, 4.1.3.2) is a page to open, or a file.
  const remote = webAddress(content?.src);
  const isRemotePage = remote !== undefined && (content?.type === undefined || /html|^text\//i.test(content.type));
  const url = alternate ?? (isRemotePage ? remote : undefined);
  return present({
    guid: firstText(entry.id, dc?.identifiers?.[0]),
    title: constructTitle(entry.title) ?? titleOf(dc?.titles?.[0], media?.title?.value, media?.groups?.[0]?.title?.value),
    url,
    published: firstDate(language ?? feedLanguage, entry.published, dc?.dates?.[0], dcterms?.issued?.[0], dcterms?.created?.[0]),
    updated: firstDate(language ?? feedLanguage, entry.updated, dcterms?.modified?.[0]),
    authors: authorsOf(entry),
    categories: categoriesOf([
      ...atomCategories(entry.categories),
      ...(dc?.subjects ?? []).map((name) => ({ name, term: name })),
      ...mediaCategories(media),
    ]),
    enclosures: enclosuresOf([
      ...atomEnclosures(entry.links),
      ...(remote !== undefined && !isRemotePage ? [{ url: remote, type: content?.type }] : []),
      ...mediaEnclosures(media),
    ]),
    content: constructText(content, base),
    summary:
      constructText(entry.summary, base) ??
      foundText(firstText(dc?.descriptions?.[0], media?.description?.value, media?.groups?.[0]?.description?.value), base),
    links: otherLinks(entry.links, url),
    language,
    rights: constructText(entry.rights, base) ?? foundText(firstText(dc?.rights?.[0], dcterms?.rights?.[0]), base),
    source: sourceOf(source),
  });
}

/** An entry without authors has those of the feed it was taken from (RFC 4287, 4.2.1). */
function authorsOf({ authors, dc, source }: AtomFeed.Entry<string>): FeedEntry['authors'] {
  const own = peopleOf([...atomPeople(authors), ...(dc?.creators ?? []).map(personOf)]);
  return own.length > 0 ? own : peopleOf(atomPeople(source?.authors));
}

function sourceOf(source: AtomFeed.Source<string> | undefined): FeedEntry['source'] {
  const title = constructTitle(source?.title);
  const url = linkOf(source?.links, 'self') ?? alternateOf(source?.links);
  return title === undefined && url === undefined ? undefined : present({ title, url });
}
