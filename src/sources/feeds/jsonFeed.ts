// JSON Feed 1 and 1.1 → Feed, whatever its version string: only the members that the format knows are shown to feedsmith,
// under a version that it accepts.

import { parseJsonFeed, type JsonFeed } from 'feedsmith';
import type { SourceProblem } from '../../protocol/sources.js';
import { categoriesOf, enclosuresOf, firstText, languageOf, present, titleOf } from './entryParts.js';
import type { Feed, FeedEntry, FeedText } from './feed.js';
import { resolveAddress, webAddress } from './feedAddress.js';
import { toFeedDate } from './dates/feedDate.js';
import { peopleOf } from './people.js';
import { toLine } from './plainTitle.js';

type Members = ReadonlyMap<string, unknown>;
type Item = JsonFeed.Item<string>;

const feedNames: readonly string[] = 'title home_page_url feed_url description icon favicon language authors author'.split(' ');
const itemNames: readonly string[] = (
  'id url external_url title content_html content_text summary image banner_image date_published date_modified ' +
  'tags authors author language attachments'
).split(' ');

export type JsonFeedOutcome =
  | { readonly ok: true; readonly feed: Omit<Feed, 'isCutShort'> }
  | { readonly ok: false; readonly problem: SourceProblem };

export function readJsonFeed(value: unknown, address: string | undefined): JsonFeedOutcome {
  const members = membersOf(value);
  if (members === undefined || !isFeed(members)) return { ok: false, problem: problemOf(members) };
  const items = itemsOf(members.get('items'));
  // With a comment, since feedsmith gives up on a feed with nothing in it.
  const feed = parseJsonFeed({ version: 'https://jsonfeed.org/version/1.1', user_comment: '-', ...pick(members, feedNames), items });
  const base = webAddress(feed.home_page_url) ?? webAddress(feed.feed_url) ?? address;
  return {
    ok: true,
    feed: present({
      format: 'json' as const,
      version: versionOf(members.get('version')),
      title: titleOf(feed.title),
      description: plainText(feed.description, base),
      homePage: absolute(feed.home_page_url, address),
      self: absolute(feed.feed_url, address),
      language: languageOf(feed.language),
      authors: peopleOf(feed.authors ?? []),
      categories: [],
      image: absolute(feed.icon, base) ?? absolute(feed.favicon, base),
      entries: (feed.items ?? []).map((item) => toEntry(item, base, firstText(feed.language))),
    }),
  };
}

/** Members by their names in lower case; a name that stands twice counts as first written. */
function membersOf(value: unknown): Members | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const members = new Map<string, unknown>();
  for (const [name, member] of Object.entries(value)) {
    const lower = name.toLowerCase();
    if (!members.has(lower)) members.set(lower, member);
  }
  return members;
}

/** Only known names, so that none of a hostile document's becomes one of an object's own. */
function pick(members: Members, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => members.has(name)).map((name) => [name, members.get(name)]));
}

/** The items, in whatever holds them. */
function itemsOf(value: unknown): readonly Record<string, unknown>[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : typeof value === 'object' && value !== null ? itemsOfObject(value) : [];
  return list.flatMap((item) => {
    const members = membersOf(item);
    return members === undefined ? [] : [pick(members, itemNames)];
  });
}

/** An object in place of the list: one item, or a list with names (`{"0": …}`). */
function itemsOfObject(value: object): readonly unknown[] {
  const members = membersOf(value);
  return members !== undefined && itemNames.some((name) => members.has(name)) ? [value] : Object.values(value);
}

function isFeed(members: Members): boolean {
  const version = members.get('version');
  if (typeof version === 'string' && /json\s*feed/i.test(version)) return true;
  const items = members.get('items');
  if (members.has('feed_url') || members.has('home_page_url')) return true;
  return items !== undefined && (typeof members.get('title') === 'string' || members.has('version') || members.has('description'));
}

function versionOf(version: unknown): string | undefined {
  if (typeof version === 'number') return String(version);
  return typeof version === 'string' ? /(\d+(?:\.\d+)?)\/?\s*$/.exec(version.slice(-100))?.[1] : undefined;
}

function problemOf(members: Members | undefined): SourceProblem {
  if (members === undefined) return { reason: 'notAFeed', detail: 'JSON' };
  for (const name of ['error', 'errors', 'message', 'detail', 'error_description', 'fault']) {
    const told = members.get(name);
    if (told === undefined || told === null || told === false) continue;
    const inner = membersOf(Array.isArray(told) ? told[0] : told);
    const text = [told, inner?.get('message'), members.get('message'), inner?.get('detail')].find(
      (candidate) => typeof candidate === 'string',
    );
    return { reason: 'errorMessage', ...(typeof text === 'string' && text.trim() !== '' ? { detail: toLine(text).slice(0, 300) } : {}) };
  }
  return { reason: 'notAFeed', detail: 'JSON' };
}

function absolute(written: string | undefined, base: string | undefined): string | undefined {
  return written === undefined ? undefined : webAddress(resolveAddress(written, base));
}

function plainText(value: string | undefined, base: string | undefined): FeedText | undefined {
  return value === undefined ? undefined : present({ format: 'text' as const, value, base });
}

function toEntry(item: Item, base: string | undefined, feedLanguage: string | undefined): FeedEntry {
  const url = absolute(item.url, base) ?? absolute(item.external_url, base) ?? webAddress(item.id);
  const external = absolute(item.external_url, base);
  const language = languageOf(item.language);
  const toDate = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : toFeedDate(text, { language: language ?? feedLanguage });
  const html = firstText(item.content_html);
  return present({
    guid: firstText(item.id),
    title: item.title === undefined ? undefined : titleOf(item.title),
    url,
    published: toDate(item.date_published),
    updated: toDate(item.date_modified),
    authors: peopleOf(item.authors ?? []),
    categories: categoriesOf((item.tags ?? []).map((name) => ({ name, term: name }))),
    enclosures: enclosuresOf(
      (item.attachments ?? []).map(({ url, mime_type, size_in_bytes, title }) => ({
        url: absolute(url, base),
        type: mime_type,
        length: size_in_bytes,
        title,
      })),
    ),
    content: html === undefined ? plainText(firstText(item.content_text), base) : present({ format: 'html' as const, value: html, base }),
    summary: plainText(firstText(item.summary), base),
    links: external === undefined || external === url ? [] : [{ url: external, rel: 'related' }],
    language,
  });
}
