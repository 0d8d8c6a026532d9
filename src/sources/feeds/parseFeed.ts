// Bytes → Feed, or why not: decoding, repair, feedsmith, one shape. The only entry of this folder for documents; it never
// throws, whatever the bytes are, and fetches nothing.

import { DetectError, MalformedError, ParseError } from 'feedsmith';
import type { SourceProblem } from '../../protocol/sources.js';
import { asWritten } from './asWritten.js';
import { readAtomFeed } from './atomFeed.js';
import { cleanXml, decodeXml } from '../text/decodeXml.js';
import { languageOf } from './entryParts.js';
import type { Feed } from './feed.js';
import { noAddress, webAddress } from './feedAddress.js';
import { findRoot, problemOf } from './feedRoot.js';
import { readJsonFeed } from './jsonFeed.js';
import { readJson } from './readJson.js';
import { readRssFeed } from './rssFeed.js';
import { readXml } from '../xml/readXml.js';
import { sniffBinary } from './sniff.js';

export interface FeedContext {
  /** What relative addresses are seen from when the document says nothing: Content-Location, else where it was fetched. */
  readonly address?: string;
  /** The HTTP header of that name. */
  readonly contentType?: string;
  /** The HTTP header of that name, for a feed that names no language. */
  readonly contentLanguage?: string;
  /** The body is known not to have arrived whole. */
  readonly isCutShort?: boolean;
}

export type FeedOutcome = { readonly ok: true; readonly feed: Feed } | { readonly ok: false; readonly problem: SourceProblem };

/** Reads RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed 1 and 1.1. A text is taken as already decoded. */
export function parseFeed(body: Uint8Array | string, context: FeedContext = {}): FeedOutcome {
  if (typeof body !== 'string') {
    const binary = sniffBinary(body);
    if (binary !== undefined) return { ok: false, problem: { reason: 'notAFeed', detail: binary } };
  }
  const text = typeof body === 'string' ? cleanXml(body) : decodeXml(body, context.contentType);
  const start = text.search(/\S/);
  if (start < 0) return { ok: false, problem: { reason: 'empty' } };
  const address = webAddress(context.address) ?? noAddress;
  const outcome = (isJson(text, start) ? parseJson(text, address) : undefined) ?? parseXml(text, address);
  if (!outcome.ok) return outcome;
  const language = languageOf(outcome.feed.language, context.contentLanguage?.split(',')[0]);
  const isCutShort = outcome.feed.isCutShort || context.isCutShort === true;
  const feed: Feed = { ...outcome.feed, ...(language === undefined ? {} : { language }), isCutShort };
  return { ok: true, feed: address === noAddress ? asWritten(feed) : feed };
}

function isJson(text: string, start: number): boolean {
  const sign = text[start];
  return sign === '{' || sign === '[' || /^\/[/*]/.test(text.slice(start, start + 2)) || /^null\s*$/.test(text.slice(start, start + 100));
}

function parseJson(text: string, address: string): FeedOutcome | undefined {
  const reading = readJson(text);
  if (reading === undefined)
    return /[<]/.test(text.slice(0, 5000)) ? undefined : { ok: false, problem: { reason: 'malformed', detail: 'JSON' } };
  const outcome = readJsonFeed(reading.value, address);
  return outcome.ok ? { ok: true, feed: { ...outcome.feed, isCutShort: reading.isCutShort } } : outcome;
}

function parseXml(text: string, address: string): FeedOutcome {
  const document = readXml(text);
  const root = findRoot(document);
  if (root === undefined) return { ok: false, problem: problemOf(document) };
  try {
    const feed = root.format === 'atom' ? readAtomFeed(document, root, address) : readRssFeed(document, root, address);
    return { ok: true, feed: { ...feed, isCutShort: !root.element.isWhole } };
  } catch (error) {
    // feedsmith throws at what it does not take for a feed, such as a root with nothing in it. Anything else is a bug.
    if (!(error instanceof DetectError || error instanceof MalformedError || error instanceof ParseError)) throw error;
    return { ok: false, problem: { reason: 'malformed', detail: error.message.slice(0, 300) } };
  }
}
