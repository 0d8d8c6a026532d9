// Gives back the relative addresses of a feed that came without its address, as the feed writes them. It resolves none.

import { present } from './entryParts.js';
import type { Feed, FeedEntry, FeedPerson, FeedText } from './feed.js';
import { noAddress } from './feedAddress.js';

export function asWritten(feed: Feed): Feed {
  return present({
    ...feed,
    id: written(feed.id),
    homePage: written(feed.homePage),
    self: written(feed.self),
    image: written(feed.image),
    description: withoutBase(feed.description),
    rights: withoutBase(feed.rights),
    authors: feed.authors.map(toPerson),
    entries: feed.entries.map(toEntry),
  });
}

function toEntry(entry: FeedEntry): FeedEntry {
  return present({
    ...entry,
    guid: written(entry.guid),
    url: written(entry.url),
    authors: entry.authors.map(toPerson),
    enclosures: entry.enclosures.map((file) => ({ ...file, url: written(file.url) })),
    content: withoutBase(entry.content),
    summary: withoutBase(entry.summary),
    links: entry.links.map((link) => ({ ...link, url: written(link.url) })),
    rights: withoutBase(entry.rights),
    source: entry.source === undefined ? undefined : present({ ...entry.source, url: written(entry.source.url) }),
  });
}

function toPerson(person: FeedPerson): FeedPerson {
  return present({ ...person, url: written(person.url) });
}

function withoutBase(text: FeedText | undefined): FeedText | undefined {
  return text?.base?.startsWith(noAddress) === true ? { format: text.format, value: text.value } : text;
}

function written(address: string): string;
function written(address: string | undefined): string | undefined;
function written(address: string | undefined): string | undefined {
  return address?.startsWith(noAddress) === true ? address.slice(noAddress.length) : address;
}
