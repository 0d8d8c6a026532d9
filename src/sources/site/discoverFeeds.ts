// Address → feeds: the address itself, what its page names, what is known of such sites, what is usual. Fetching and parsing
// are the caller's; nothing is kept.

import type { SourceProblem } from '../../protocol/sources.js';
import type { Feed } from '../feeds/feed.js';
import type { FetchOutcome } from '../http/fetchDocument.js';
import { sourceAddressKey, toWebAddress, withoutCredentials } from '../../protocol/sourceAddress.js';
import { feedLinks } from './feedLinks.js';
import { knownFeeds, usualPaths } from './knownSites.js';

interface FoundFeed {
  /** Where to ask for it from now on: what was asked, or where that has moved to for good. */
  readonly address: string;
  readonly feed: Feed;
}

export type Discovery =
  /** At least one. */
  | { readonly outcome: 'found'; readonly feeds: readonly FoundFeed[] }
  /** The address is that of a list of subscriptions. */
  | { readonly outcome: 'opml'; readonly bytes: Uint8Array }
  | { readonly outcome: 'failed'; readonly problem: SourceProblem; readonly retryAt?: number };

export interface DiscoveryTools {
  /** Credentials belong to the origin of the first address: a page may name feeds anywhere. */
  readonly fetch: (address: string, signal: AbortSignal) => Promise<FetchOutcome>;
  readonly parse: (
    bytes: Uint8Array,
    context: { readonly address: string; readonly contentType?: string; readonly isCutShort: boolean },
  ) => { readonly ok: true; readonly feed: Feed } | { readonly ok: false; readonly problem: SourceProblem };
}

/** Requests of one discovery under way at a time. */
const atOnce = 3;
const mostTried = 12;

/**
 * Finds the feeds of an address. Feeds with the same articles (the same in RSS and Atom) are one, and feeds of comments
 * count only where there is nothing else. Rejects when `signal` is aborted; every other failure is an outcome.
 */
export async function discover(address: string, tools: DiscoveryTools, signal: AbortSignal): Promise<Discovery> {
  const start = toWebAddress(address);
  if (start === undefined) return { outcome: 'failed', problem: { reason: 'badAddress' } };
  const first = await look({ address: start }, tools, signal);
  if (first.ok) return { outcome: 'found', feeds: [first.found] };
  if (first.opml) return { outcome: 'opml', bytes: first.opml };
  const failure: Discovery = { outcome: 'failed', ...first.failure };
  // A server that turns programs away from its pages may give them its feeds.
  const isClosedPage = ['forbidden', 'notFound', 'unexpectedStatus'].includes(first.failure.problem.reason);
  if (!first.page && !isClosedPage) return failure;

  const page = first.page?.address ?? withoutCredentials(start);
  const named = first.page ? feedLinks(first.page.bytes, page) : [];
  const candidates = [...named.filter(({ isOfComments }) => !isOfComments), ...knownFeeds(page).map((known) => ({ address: known }))];
  const tries = [candidates, named.filter(({ isOfComments }) => isOfComments)];
  const problems: SourceProblem[] = [];
  for (const links of tries) {
    const looks = await lookAtAll(unique(links, start).slice(0, mostTried), tools, signal);
    const feeds = distinct(looks.flatMap((each) => (each.ok ? each.found : [])));
    if (feeds.length > 0) return { outcome: 'found', feeds };
    problems.push(...looks.flatMap((each) => (each.ok ? [] : each.failure.problem)));
  }
  if (!first.page) return failure;
  const usual = await firstOf(unique(toLinks(usualPaths(page)), start, named), tools, signal);
  if (usual) return { outcome: 'found', feeds: [usual] };
  // What the page names as its feed is it, even when it cannot be had at the moment.
  const [problem] = named.length > 0 ? problems : [];
  return { outcome: 'failed', problem: problem ?? { reason: 'noFeedFound', host: new URL(page).host } };
}

interface Candidate {
  readonly address: string;
}

type Look =
  | { readonly ok: true; readonly found: FoundFeed }
  | {
      readonly ok: false;
      readonly failure: { readonly problem: SourceProblem; readonly retryAt?: number };
      readonly page?: { readonly bytes: Uint8Array; readonly address: string };
      readonly opml?: Uint8Array;
    };

/** Fetches and parses one address. */
async function look({ address }: Candidate, { fetch, parse }: DiscoveryTools, signal: AbortSignal): Promise<Look> {
  const fetched = await fetch(address, signal);
  if (fetched.outcome === 'failed') {
    const { problem, retryAt } = fetched;
    return { ok: false, failure: { problem, ...(retryAt === undefined ? {} : { retryAt }) } };
  }
  // Nothing was said about an older version, so this is no answer; `fetchDocument` never gives it here.
  if (fetched.outcome === 'notModified') return { ok: false, failure: { problem: { reason: 'unexpectedStatus', status: 304 } } };
  const { bytes, contentType, isCutShort, contentLocation, permanentAddress } = fetched;
  const context = { address: contentLocation ?? fetched.address, isCutShort, ...(contentType === undefined ? {} : { contentType }) };
  const parsed = parse(bytes, context);
  if (parsed.ok) {
    return { ok: true, found: { address: withoutCredentials(permanentAddress ?? address), feed: parsed.feed } };
  }
  const { problem } = parsed;
  const failure = { problem: problem.host === undefined ? { ...problem, host: new URL(fetched.address).host } : problem };
  if (problem.reason === 'opmlList') return { ok: false, failure, opml: bytes };
  return problem.reason === 'webPage' ? { ok: false, failure, page: { bytes, address: fetched.address } } : { ok: false, failure };
}

/** All of them, a few at a time, in their order. */
async function lookAtAll(links: readonly Candidate[], tools: DiscoveryTools, signal: AbortSignal): Promise<readonly Look[]> {
  const looks: Look[] = [];
  for (let at = 0; at < links.length; at += atOnce) {
    looks.push(...(await Promise.all(links.slice(at, at + atOnce).map((link) => look(link, tools, signal)))));
  }
  return looks;
}

/** The first in order that is a feed; the rest are not asked for. */
async function firstOf(links: readonly Candidate[], tools: DiscoveryTools, signal: AbortSignal): Promise<FoundFeed | undefined> {
  for (let at = 0; at < links.length; at += atOnce) {
    const found = (await lookAtAll(links.slice(at, at + atOnce), tools, signal)).find((each) => each.ok);
    if (found) return found.found;
  }
  return undefined;
}

function toLinks(addresses: readonly string[]): readonly Candidate[] {
  return addresses.map((address) => ({ address }));
}

/** Each address once, and none of those that were tried already. */
function unique(links: readonly Candidate[], start: string, tried: readonly Candidate[] = []): readonly Candidate[] {
  const seen = new Set([start, ...tried.map(({ address }) => address)].map(sourceAddressKey));
  return links.filter(({ address }) => {
    const key = sourceAddressKey(address);
    return !seen.has(key) && Boolean(seen.add(key));
  });
}

/** Without feeds that bring the same articles as an earlier one. */
function distinct(feeds: readonly FoundFeed[]): readonly FoundFeed[] {
  const seen = new Set<string>();
  return feeds.filter(({ address, feed }) => {
    const articles = feed.entries
      .slice(0, 5)
      .map(({ url, title, guid }) => (url === undefined ? (title ?? guid ?? '') : sourceAddressKey(url)));
    const key = articles.length === 0 ? sourceAddressKey(address) : articles.join('\n');
    return !seen.has(key) && Boolean(seen.add(key));
  });
}
