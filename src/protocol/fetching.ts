// What worker and extension host say about single requests over the network: only the host's main thread has the `fetch`
// that knows the person's proxy and certificates. Messages and their run-time checks; nothing is requested here.

/** Worker → host. */
export type FetchCall =
  | { readonly type: 'fetch'; readonly id: number; readonly url: string; readonly headers: readonly HeaderPair[] }
  /** So many more bytes of the body may be sent. */
  | { readonly type: 'credit'; readonly id: number; readonly bytes: number }
  /** The rest is not wanted: nothing more is sent for this id. */
  | { readonly type: 'abort'; readonly id: number };

/** Host → worker. `head` comes once, then chunks, then `end`; or `failure` at any time. */
export type FetchReply =
  | { readonly type: 'head'; readonly id: number; readonly status: number; readonly headers: readonly HeaderPair[] }
  | { readonly type: 'chunk'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly type: 'end'; readonly id: number }
  | { readonly type: 'failure'; readonly id: number; readonly error: FetchErrorData };

/** Name in lower case, value. */
type HeaderPair = readonly [string, string];

/** Bytes of a body that may be on their way to the worker unread. */
export const initialCredit = 512 * 1024;

/** An error as data: structured clone would lose its code, its causes and the errors that it gathers. */
export interface FetchErrorData {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly hostname?: string;
  readonly port?: number;
  readonly cause?: FetchErrorData;
  readonly errors?: readonly FetchErrorData[];
}

/** Code of the error that stands for a redirect whose target `fetch` keeps to itself. */
export const opaqueRedirect = 'ERR_OPAQUE_REDIRECT';

const deepestCause = 8;
const mostErrors = 8;
const longestMessage = 2000;

/** The error with all that `fetchProblem` reads of it. Causes that go in circles are cut. */
export function toErrorData(error: unknown, depth = 0): FetchErrorData {
  if (typeof error !== 'object' || error === null) return { name: 'Error', message: String(error).slice(0, longestMessage) };
  const property = (name: string): unknown => Reflect.get(error, name);
  const text = (name: string): string | undefined => {
    const value = property(name);
    return typeof value === 'string' ? value.slice(0, longestMessage) : undefined;
  };
  const [code, hostname, port, cause, errors] = [text('code'), text('hostname'), property('port'), property('cause'), property('errors')];
  const isDeep = depth >= deepestCause;
  return {
    name: text('name') ?? 'Error',
    message: text('message') ?? '',
    ...(code === undefined ? {} : { code }),
    ...(hostname === undefined ? {} : { hostname }),
    ...(typeof port === 'number' ? { port } : {}),
    ...(cause === undefined || cause === null || isDeep ? {} : { cause: toErrorData(cause, depth + 1) }),
    ...(Array.isArray(errors) && !isDeep ? { errors: errors.slice(0, mostErrors).map((each) => toErrorData(each, depth + 1)) } : {}),
  };
}

/** The message as one of the worker's, or undefined. */
export function parseFetchCall(data: unknown): FetchCall | undefined {
  if (!isRecord(data)) return undefined;
  const { type, id, url, headers, bytes } = data;
  if (!isId(id)) return undefined;
  if (type === 'fetch' && typeof url === 'string' && isHeaders(headers)) return { type, id, url, headers };
  if (type === 'credit' && isId(bytes)) return { type, id, bytes };
  return type === 'abort' ? { type, id } : undefined;
}

/** The message as one of the host's, or undefined. */
export function parseFetchReply(data: unknown): FetchReply | undefined {
  if (!isRecord(data)) return undefined;
  const { type, id, status, headers, bytes, error } = data;
  if (!isId(id)) return undefined;
  if (type === 'head' && isId(status) && isHeaders(headers)) return { type, id, status, headers };
  if (type === 'chunk' && bytes instanceof Uint8Array) return { type, id, bytes };
  if (type === 'end') return { type, id };
  // Read like any error: what is missing in it is left out.
  return type === 'failure' && isRecord(error) ? { type, id, error: toErrorData(error) } : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isId(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isHeaders(value: unknown): value is readonly HeaderPair[] {
  return Array.isArray(value) && value.every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every(isText));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
