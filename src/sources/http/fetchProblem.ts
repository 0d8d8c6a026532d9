// An error of `fetch` → what is wrong, as data. Puts nothing into words and decides nothing about trying again.

import { networkInterfaces } from 'node:os';
import type { ProblemReason, SourceProblem } from '../../protocol/sources.js';

/** Codes of Node, OpenSSL and undici, and the names of Chromium (`net::ERR_…`), which VS Code's fetch may give instead. */
const reasons: ReadonlyMap<string, ProblemReason> = new Map<string, ProblemReason>([
  ['ERR_INTERNET_DISCONNECTED', 'offline'],
  ['ENOTFOUND', 'hostNotFound'],
  ['EAI_AGAIN', 'hostNotFound'],
  ['EAI_NODATA', 'hostNotFound'],
  ['EAI_NONAME', 'hostNotFound'],
  ['ENODATA', 'hostNotFound'],
  ['ESERVFAIL', 'hostNotFound'],
  ['ERR_NAME_NOT_RESOLVED', 'hostNotFound'],
  ['ECONNREFUSED', 'refused'],
  ['ERR_CONNECTION_REFUSED', 'refused'],
  ['EHOSTUNREACH', 'unreachable'],
  ['ENETUNREACH', 'unreachable'],
  ['EHOSTDOWN', 'unreachable'],
  ['ENETDOWN', 'unreachable'],
  ['EADDRNOTAVAIL', 'unreachable'],
  ['EACCES', 'unreachable'],
  ['EPERM', 'unreachable'],
  ['ERR_ADDRESS_UNREACHABLE', 'unreachable'],
  ['ERR_NETWORK_ACCESS_DENIED', 'unreachable'],
  ['ECONNRESET', 'connectionLost'],
  ['ECONNABORTED', 'connectionLost'],
  ['EPIPE', 'connectionLost'],
  ['UND_ERR_SOCKET', 'connectionLost'],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'connectionLost'],
  ['ERR_STREAM_PREMATURE_CLOSE', 'connectionLost'],
  ['ERR_CONNECTION_RESET', 'connectionLost'],
  ['ERR_CONNECTION_CLOSED', 'connectionLost'],
  ['ERR_EMPTY_RESPONSE', 'connectionLost'],
  ['ERR_NETWORK_CHANGED', 'connectionLost'],
  ['ERR_CONTENT_LENGTH_MISMATCH', 'connectionLost'],
  ['ERR_INCOMPLETE_CHUNKED_ENCODING', 'connectionLost'],
  ['ETIMEDOUT', 'timeout'],
  ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
  ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
  ['UND_ERR_BODY_TIMEOUT', 'timeout'],
  ['ERR_CONNECTION_TIMED_OUT', 'timeout'],
  ['ERR_TIMED_OUT', 'timeout'],
  ['CERT_HAS_EXPIRED', 'tlsExpired'],
  ['ERR_CERT_DATE_INVALID', 'tlsExpired'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tlsSelfSigned'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'tlsSelfSigned'],
  ['ERR_CERT_AUTHORITY_INVALID', 'tlsSelfSigned'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tlsWrongHost'],
  ['ERR_CERT_COMMON_NAME_INVALID', 'tlsWrongHost'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tlsFailed'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'tlsFailed'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tlsFailed'],
  ['HOSTNAME_MISMATCH', 'tlsWrongHost'],
  ['EPROTO', 'tlsFailed'],
  ['ERR_PROXY_AUTH_REQUESTED', 'proxySignIn'],
  ['ERR_PROXY_CONNECTION_FAILED', 'proxyFailed'],
  ['ERR_TUNNEL_CONNECTION_FAILED', 'proxyFailed'],
  ['ERR_PROXY_CERTIFICATE_INVALID', 'proxyFailed'],
  ['ERR_NO_SUPPORTED_PROXIES', 'proxyFailed'],
  ['ERR_MANDATORY_PROXY_CONFIGURATION_FAILED', 'proxyFailed'],
  ['ERR_CONTENT_DECODING_FAILED', 'badCompression'],
  ['ERR_INVALID_URL', 'badAddress'],
  ['ERR_UNSAFE_PORT', 'badAddress'],
  ['ERR_DISALLOWED_URL_SCHEME', 'badAddress'],
  ['ERR_OPAQUE_REDIRECT', 'unexpectedStatus'],
]);

/** Families of codes. Node's brotli reports `ERR_` and libbrotli's name (`_ERROR_FORMAT_…`), its zstd `ZSTD_…`. */
const families: readonly (readonly [RegExp, ProblemReason])[] = [
  [/^Z_|^ERR__ERROR_|^ZSTD_|^ERR_ZSTD|^ERR_BROTLI/, 'badCompression'],
  [/^ERR_SSL_|^ERR_TLS_|^ERR_CERT_|^ERR_BAD_SSL|^CERT_|^CRL_|^ERR_OSSL/, 'tlsFailed'],
  [/^ERR_PROXY_|^ERR_SOCKS_/, 'proxyFailed'],
  [/^HPE_|^UND_ERR_|^ERR_/, 'connectionLost'],
];

/** Reasons whose sentence gains from the error's own words. */
const withDetail: ReadonlySet<ProblemReason> = new Set<ProblemReason>([
  'tlsFailed',
  'proxyFailed',
  'badCompression',
  'badAddress',
  'connectionLost',
  'unexpectedStatus',
]);

const mostCauses = 20;
const longestDetail = 300;

/** What is read of an error; one that crossed the relay has the same properties. */
interface ErrorFacts {
  readonly message: string;
  readonly code?: string;
  /** What a name that could not be resolved was, and where a connection was tried: with a proxy, not the server's own. */
  readonly hostname?: string;
  readonly port?: number;
}

/**
 * What an error means that `fetch` rejected with, or that a body ended with. `address` is what was asked for, without user
 * and password; `hasNetwork` tells whether the machine has any connection at all.
 */
export function fetchProblem(error: unknown, address: string, hasNetwork: () => boolean = hasInterface): SourceProblem {
  const chain = listCauses(error);
  const { host, hostname } = new URL(address);
  const proxy = proxyProblem(chain, address);
  if (proxy) return { ...proxy, host };
  const known = chain.map((facts) => ({ facts, reason: reasonOf(facts) })).filter(({ reason }) => reason !== undefined);
  // Of several addresses of one host, the one that answered something tells more than the one without a way to it.
  const told = known.find(({ reason }) => reason !== 'unreachable') ?? known[0];
  let reason = told?.reason ?? 'connectionLost';
  if ((reason === 'hostNotFound' || reason === 'unreachable') && hostname !== 'localhost' && !hasNetwork()) reason = 'offline';
  const detail = withDetail.has(reason) ? tidy((told?.facts ?? chain.at(-1))?.message ?? '') : '';
  return { reason, host, ...(detail === '' ? {} : { detail }) };
}

/** The error, its causes and the errors it gathers, outermost first; one that only gathers others is left out. */
function listCauses(error: unknown): readonly ErrorFacts[] {
  const found: ErrorFacts[] = [];
  const open: unknown[] = [error];
  for (let index = 0; index < open.length && index < mostCauses; index++) {
    const each = open[index];
    if (typeof each !== 'object' || each === null) continue;
    const property = (name: string): unknown => Reflect.get(each, name);
    const [message, code, hostname, port, cause, errors] = ['message', 'code', 'hostname', 'port', 'cause', 'errors'].map(property);
    if (cause !== undefined) open.push(cause);
    if (Array.isArray(errors) && errors.length > 0) {
      open.push(...(errors.slice(0, mostCauses) as readonly unknown[]));
      continue;
    }
    found.push({
      message: typeof message === 'string' ? message : '',
      ...(typeof code === 'string' ? { code } : {}),
      ...(typeof hostname === 'string' ? { hostname } : {}),
      ...(typeof port === 'number' ? { port } : {}),
    });
  }
  return found;
}

function reasonOf({ code, message }: ErrorFacts): ProblemReason | undefined {
  // Chromium's errors have no code of their own.
  const name = code ?? /^net::(ERR_[A-Z_]{1,60})/.exec(message)?.[1];
  // Ports that no browser asks (mail, X11): undici has a message for it and no code.
  if (name === undefined) return message === 'bad port' ? 'badAddress' : undefined;
  return reasons.get(name) ?? families.find(([pattern]) => pattern.test(name))?.[1];
}

/**
 * Whether it was the proxy that failed: a name or port that is not the server's own could not be reached, or the tunnel was
 * refused. The refusal has no code in undici and in the agents of VS Code, so here alone the words of an error count.
 */
function proxyProblem(chain: readonly ErrorFacts[], address: string): SourceProblem | undefined {
  const { hostname, port, protocol } = new URL(address);
  const ownPort = Number(port === '' ? (protocol === 'https:' ? 443 : 80) : port);
  for (const facts of chain) {
    const status = /^Proxy response \((\d{3})\)|tunnel\w{0,3} socket.{0,60}statusCode=(\d{3})/i.exec(facts.message.slice(0, 200));
    if (status) return (status[1] ?? status[2]) === '407' ? { reason: 'proxySignIn', status: 407 } : proxyFailed(facts);
    const isElsewhere = facts.hostname !== undefined && facts.hostname.toLowerCase() !== hostname.toLowerCase();
    if (facts.code === 'ENOTFOUND' && isElsewhere) return proxyFailed(facts);
    if (facts.code === 'ECONNREFUSED' && facts.port !== undefined && facts.port !== ownPort) return proxyFailed(facts);
  }
  return undefined;
}

function proxyFailed({ message }: ErrorFacts): SourceProblem {
  return { reason: 'proxyFailed', detail: tidy(message) };
}

/** A few words in one line, without what stands before an `@` in an address. */
function tidy(message: string): string {
  return (
    message
      .slice(0, 2000)
      // Node's advice to whoever starts it.
      .replace(/; if the root CA is installed locally.*$/, '')
      .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
      .replace(/\/\/[^\s/@]{1,500}@/g, '//')
      .trim()
      // OpenSSL's line for its developers: of `…:SSL routines:function:reason:file:line:` the reason is for people.
      .replace(/^[\dA-F]+:error:[\dA-F]+:[^:]*:[^:]*:([^:]*):.*$/, '$1')
      .slice(0, longestDetail)
  );
}

function hasInterface(): boolean {
  return Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal) ?? false);
}
