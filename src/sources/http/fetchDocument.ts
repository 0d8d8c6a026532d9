// One document from the web: request, redirects, limits, and what is wrong in each case. Decides nothing about when to ask
// again and knows nothing of feeds but their media types.

import type { Credentials, SourceProblem } from '../../protocol/sources.js';
import { credentialsIn, toWebAddress, withoutCredentials } from '../../protocol/sourceAddress.js';
import { addressHeader, conditions, retryMoment, statusProblem, type Validators, validatorsOf } from './answer.js';
import { fetchProblem } from './fetchProblem.js';
import { mayLeadTo } from './privateAddress.js';
import { readBody } from './readBody.js';
import type { RequestQueue } from './requestQueue.js';
import { createTimeLimit, type TimeLimit } from './timeLimit.js';
import type { Transport, TransportResponse } from './transport.js';

interface FetchLimits {
  /** Size of the document after decompression. */
  readonly bytes: number;
  /** Milliseconds in all: every request of a chain of redirects with its body, without the wait for a turn in the queue. */
  readonly time: number;
  readonly redirects: number;
}

const defaultFetchLimits: FetchLimits = { bytes: 20 * 1024 * 1024, time: 30_000, redirects: 10 };

export interface FetchOptions {
  readonly transport: Transport;
  readonly signal: AbortSignal;
  /** Value of the Accept header; by default what a feed reader takes. */
  readonly accept?: string;
  /** Of the document that is kept; absent when the whole document is wanted whatever happens. */
  readonly validators?: Validators;
  /** Sent to one origin and nowhere else. They win over those in the address. */
  readonly credentials?: Credentials;
  /** The address whose origin the credentials belong to; by default the one that is fetched. */
  readonly credentialsFor?: string;
  readonly limits?: Partial<FetchLimits>;
  /** Each request of the chain waits for its turn here. */
  readonly queue?: RequestQueue;
  /** A person waits for it: it goes ahead in the queue. */
  readonly isUrgent?: boolean;
  readonly now?: () => number;
}

export type FetchOutcome =
  | {
      readonly outcome: 'document';
      readonly bytes: Uint8Array;
      readonly contentType?: string;
      /** Where it came from in the end, without user, password and fragment. */
      readonly address: string;
      /** Where permanent redirects lead; kept only after the document proved good. */
      readonly permanentAddress?: string;
      /** None of a document that was cut short, so that the next request gets it whole. */
      readonly validators: Validators;
      readonly isCutShort: boolean;
      readonly contentLocation?: string;
    }
  | { readonly outcome: 'notModified'; readonly permanentAddress?: string }
  | {
      readonly outcome: 'failed';
      readonly problem: SourceProblem;
      /** Not before this moment (milliseconds since 1970), says the server. */
      readonly retryAt?: number;
    };

/** What is different for each document. */
type DocumentRequest = Omit<FetchOptions, 'transport' | 'queue' | 'now'>;

/** `fetchDocument` with the way to the network, its queue and the limits already given. */
export type FetchDocument = (address: string, request: DocumentRequest) => Promise<FetchOutcome>;

const acceptedTypes =
  'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, ' +
  'application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.6, */*;q=0.5';

/** Names the program and nothing of the person: no version of the editor, no system, no address. */
export const userAgent = 'Digest/1 (feed reader; extension of Visual Studio Code)';

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const permanentStatuses: ReadonlySet<number> = new Set([301, 308]);

/** The request that is next in a chain of redirects. */
interface Hop {
  /** Without user, password and fragment. */
  readonly address: string;
  /** Where all permanent redirects from the first request on have led. */
  readonly permanent: string;
  /** Whether every redirect so far was permanent. */
  readonly isPermanent: boolean;
}

/**
 * Fetches a document by GET. No cookie is sent or kept, so a page that redirects to itself until it sees one is a loop.
 *
 * - A redirect to another scheme than http and https, or from a public address to a private one, is not followed. One from
 *   https to http is followed but never called permanent, since anybody on the way can answer there.
 * - Rejects with the signal's reason when `signal` is aborted; every other failure is an outcome.
 */
export async function fetchDocument(address: string, options: FetchOptions): Promise<FetchOutcome> {
  options.signal.throwIfAborted();
  const web = toWebAddress(address);
  if (web === undefined) return { outcome: 'failed', problem: { reason: 'badAddress' } };
  const limits = { ...defaultFetchLimits, ...options.limits };
  const start = withoutCredentials(web);
  const secret = secretOf(web, options);
  const timeLimit = createTimeLimit(limits.time, options.signal);
  let hop: Hop = { address: start, permanent: start, isPermanent: true };
  try {
    const seen = new Set<string>();
    for (;;) {
      if (seen.has(hop.address)) return failed({ reason: 'redirectLoop', host: new URL(hop.address).host });
      if (seen.size > limits.redirects) return failed({ reason: 'tooManyRedirects', host: new URL(start).host, amount: limits.redirects });
      seen.add(hop.address);
      const step = await request(hop, { options, limits, timeLimit, start, secret });
      if ('outcome' in step) return step;
      hop = step;
    }
  } catch (error) {
    options.signal.throwIfAborted();
    const { host } = new URL(hop.address);
    if (timeLimit.isOver) return failed({ reason: 'timeout', host, amount: Math.round(limits.time / 1000) });
    return failed(fetchProblem(error, hop.address));
  } finally {
    timeLimit.dispose();
  }
}

interface Chain {
  readonly options: FetchOptions;
  readonly secret: Secret | undefined;
  readonly limits: FetchLimits;
  readonly timeLimit: TimeLimit;
  readonly start: string;
}

/** One request of the chain in its turn: what came of it in the end, or where it leads. */
async function request(hop: Hop, chain: Chain): Promise<FetchOutcome | Hop> {
  const { options, timeLimit, secret } = chain;
  const leave = await options.queue?.enter(hop.address, timeLimit.signal, options.isUrgent);
  timeLimit.run();
  try {
    const headers = {
      'user-agent': userAgent,
      accept: options.accept ?? acceptedTypes,
      ...conditions(options.validators),
      ...(secret?.origin === new URL(hop.address).origin ? { authorization: secret.authorization } : {}),
    };
    const response = await options.transport({ url: hop.address, headers }, timeLimit.signal);
    if (response.status === 200 || response.status === 203) return await readDocument(response, hop, chain);
    await closeBody(response);
    return readHead(response, hop, chain);
  } finally {
    timeLimit.pause();
    leave?.();
  }
}

async function readDocument({ headers, body }: TransportResponse, hop: Hop, { limits, start, timeLimit }: Chain): Promise<FetchOutcome> {
  const { host } = new URL(hop.address);
  const isEncoded = headers.has('content-encoding');
  const length = isEncoded ? undefined : /^\d{1,15}$/.exec(headers.get('content-length')?.trim() ?? '')?.[0];
  if (Number(length ?? 0) > limits.bytes) {
    await closeBody({ body });
    return failed({ reason: 'tooLarge', host, amount: limits.bytes });
  }
  const read = await readBody(body, { limit: limits.bytes, address: hop.address, signal: timeLimit.signal });
  if (!read.ok) return failed(read.problem);
  const isCutShort = read.isCutShort;
  const contentType = headers.get('content-type');
  const contentLocation = addressHeader(headers, 'content-location', hop.address);
  return {
    outcome: 'document',
    bytes: read.bytes,
    ...(contentType === undefined ? {} : { contentType }),
    address: hop.address,
    ...permanentAddress(hop, start),
    validators: isCutShort ? {} : validatorsOf(headers),
    isCutShort,
    ...(contentLocation && isWebScheme(contentLocation.protocol) ? { contentLocation: withoutCredentials(contentLocation.href) } : {}),
  };
}

/** An answer whose body does not matter. */
function readHead({ status, headers }: TransportResponse, hop: Hop, { options, start }: Chain): FetchOutcome | Hop {
  const { host } = new URL(hop.address);
  if (redirectStatuses.has(status)) {
    const target = addressHeader(headers, 'location', hop.address);
    if (target) return follow(hop, target, permanentStatuses.has(status));
  }
  const isConditional = Object.keys(conditions(options.validators)).length > 0;
  if (status === 304 && isConditional) return { outcome: 'notModified', ...permanentAddress(hop, start) };
  const now = options.now?.() ?? Date.now();
  const retryAt = retryMoment(headers, now);
  const problem = statusProblem(status, host);
  if (retryAt === undefined) return failed(problem);
  return { ...failed({ ...problem, amount: Math.max(0, Math.round((retryAt - now) / 1000)) }), retryAt };
}

function follow(hop: Hop, target: URL, isPermanentStatus: boolean): FetchOutcome | Hop {
  const { host } = new URL(hop.address);
  target.hash = '';
  // Whoever redirects has no business to say who we are there.
  target.username = '';
  target.password = '';
  const address = target.href;
  if (!isWebScheme(target.protocol)) return failed({ reason: 'unsafeRedirect', host, detail: target.protocol.slice(0, 40) });
  if (!mayLeadTo(hop.address, address)) return failed({ reason: 'unsafeRedirect', host, detail: target.host });
  const isDowngrade = hop.address.startsWith('https:') && target.protocol === 'http:';
  const isPermanent = hop.isPermanent && isPermanentStatus && !isDowngrade;
  return { address, permanent: isPermanent ? address : hop.permanent, isPermanent };
}

function permanentAddress({ permanent }: Hop, start: string): { readonly permanentAddress?: string } {
  return permanent === start ? {} : { permanentAddress: permanent };
}

function isWebScheme(protocol: string): boolean {
  return protocol === 'http:' || protocol === 'https:';
}

/** Ends the body of an answer unread, which frees its connection. */
async function closeBody({ body }: Pick<TransportResponse, 'body'>): Promise<void> {
  await body[Symbol.asyncIterator]().return?.();
}

/** Basic authentication with UTF-8 (RFC 7617), and the one origin that may see it. */
interface Secret {
  readonly origin: string;
  readonly authorization: string;
}

function secretOf(address: string, { credentials, credentialsFor = address }: FetchOptions): Secret | undefined {
  const { user, password } = credentials ?? credentialsIn(address) ?? {};
  const home = toWebAddress(credentials ? credentialsFor : address);
  if (user === undefined || password === undefined || home === undefined) return undefined;
  const authorization = `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
  return { origin: new URL(home).origin, authorization };
}

function failed(problem: SourceProblem): Extract<FetchOutcome, { readonly outcome: 'failed' }> {
  return { outcome: 'failed', problem };
}
