// What the head of an answer says: whether there is a document, what is wrong, when to come again. Reads no body.

import type { ProblemReason, SourceProblem } from '../../protocol/sources.js';

/** Marks of a version of a document, for the next request (RFC 9110, 8.8). Kept in the library, given back unread. */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

type Headers = ReadonlyMap<string, string>;

/** A server may send us away for a day at most: one that errs by years would never be asked again. */
const longestWait = 24 * 60 * 60 * 1000;

const longestHeader = 2000;

const statusReasons: ReadonlyMap<number, ProblemReason> = new Map<number, ProblemReason>([
  [204, 'empty'],
  [205, 'empty'],
  [401, 'signIn'],
  [402, 'forbidden'],
  [403, 'forbidden'],
  [404, 'notFound'],
  [407, 'proxySignIn'],
  [410, 'gone'],
  [429, 'tooManyRequests'],
]);

/** What is wrong with an answer that is neither document nor redirect. */
export function statusProblem(status: number, host: string): SourceProblem {
  const reason = statusReasons.get(status) ?? (status >= 500 && status < 600 ? 'serverError' : 'unexpectedStatus');
  return { reason, host, status };
}

/** Moment of `Retry-After` in milliseconds since 1970: seconds or a date (RFC 9110, 10.2.3), never more than a day ahead. */
export function retryMoment(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim().slice(0, 100) ?? '';
  const moment = /^\d+$/.test(value) ? now + Number(value) * 1000 : /^[A-Za-z]/.test(value) ? Date.parse(value) : Number.NaN;
  return moment > now ? Math.min(moment, now + longestWait) : undefined;
}

export function validatorsOf(headers: Headers): Validators {
  const [etag, lastModified] = [toHeaderValue(headers.get('etag')), toHeaderValue(headers.get('last-modified'))];
  return { ...(etag === undefined ? {} : { etag }), ...(lastModified === undefined ? {} : { lastModified }) };
}

/** The headers of a conditional request. What could not be sent as a header is left out. */
export function conditions(validators: Validators | undefined): Readonly<Record<string, string>> {
  const [etag, lastModified] = [toHeaderValue(validators?.etag), toHeaderValue(validators?.lastModified)];
  return {
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
  };
}

function toHeaderValue(value: string | undefined): string | undefined {
  const text = value?.trim();
  return text && text.length <= longestHeader && /^[\x20-\x7e\x80-\xff]+$/.test(text) ? text : undefined;
}

/** A header that holds an address, seen from the address that sent it. Its bytes are UTF-8 where they are not ASCII. */
export function addressHeader(headers: Headers, name: string, from: string): URL | undefined {
  const value = headers.get(name);
  if (value === undefined || value.length > 16_384) return undefined;
  const text = /[^\0-\xff]/.test(value) ? value : Buffer.from(value, 'latin1').toString('utf8');
  return URL.canParse(text.trim(), from) ? new URL(text.trim(), from) : undefined;
}
