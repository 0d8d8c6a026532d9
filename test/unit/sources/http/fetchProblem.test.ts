// What errors of fetch mean: those of real servers with bad certificates, and as data all the others.

import tls from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fetchDocument } from '../../../../src/sources/http/fetchDocument.js';
import { fetchProblem } from '../../../../src/sources/http/fetchProblem.js';
import { type CertificateName, readAuthority } from '../../../servers/certificates.js';
import { startFeedServer } from '../../../servers/feedServer.js';
import { goodFeed } from '../../../servers/misbehaving.js';
import { transports } from './transports.js';

const never = new AbortController().signal;
const address = 'https://loom.example/feed';

function coded(code: string, message = 'it failed', more: object = {}): Error {
  return Object.assign(new Error(message), { code }, more);
}

function failed(cause: unknown): Error {
  return new TypeError('fetch failed', { cause });
}

function reasonOf(error: unknown, hasNetwork = true): string {
  return fetchProblem(error, address, () => hasNetwork).reason;
}

describe.each(transports)('a certificate through %s', (_name, createTransport) => {
  it.each([
    ['trusted', 'document'],
    ['expired', 'tlsExpired'],
    ['selfSigned', 'tlsSelfSigned'],
    ['wrongHost', 'tlsWrongHost'],
  ] satisfies [CertificateName, string][])('that is %s', async (certificate, expected) => {
    tls.setDefaultCACertificates([readAuthority()]);
    const server = await startFeedServer({ '/feed': goodFeed }, { certificate });
    onTestFinished(() => server.close());
    const outcome = await fetchDocument(server.url('/feed'), { transport: createTransport(), signal: never });
    expect(outcome.outcome === 'failed' ? outcome.problem.reason : outcome.outcome).toBe(expected);
  });

  it('is none where the server speaks http', async () => {
    const server = await startFeedServer({ '/feed': goodFeed });
    onTestFinished(() => server.close());
    const secure = server.url('/feed').replace('http:', 'https:');
    const outcome = await fetchDocument(secure, { transport: createTransport(), signal: never });
    expect(outcome).toMatchObject({ outcome: 'failed', problem: { reason: 'tlsFailed' } });
    expect(outcome.outcome === 'failed' && outcome.problem.detail).toMatch(/^[\w ]{5,40}$/);
  });
});

describe('an error', () => {
  it.each([
    ['ENOTFOUND', 'hostNotFound'],
    ['EAI_AGAIN', 'hostNotFound'],
    ['ECONNREFUSED', 'refused'],
    ['EHOSTUNREACH', 'unreachable'],
    ['ECONNRESET', 'connectionLost'],
    ['UND_ERR_SOCKET', 'connectionLost'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
    ['ETIMEDOUT', 'timeout'],
    ['CERT_HAS_EXPIRED', 'tlsExpired'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tlsSelfSigned'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tlsSelfSigned'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tlsFailed'],
    ['CERT_NOT_YET_VALID', 'tlsFailed'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tlsWrongHost'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tlsFailed'],
    ['EPROTO', 'tlsFailed'],
    ['Z_DATA_ERROR', 'badCompression'],
    ['ERR__ERROR_FORMAT_PADDING_1', 'badCompression'],
    ['HPE_INVALID_CONSTANT', 'connectionLost'],
    ['UND_ERR_HEADERS_OVERFLOW', 'connectionLost'],
    ['ERR_OPAQUE_REDIRECT', 'unexpectedStatus'],
    ['SOMETHING_ELSE', 'connectionLost'],
  ])('with %s is %s, however deep it lies', (code, reason) => {
    expect(reasonOf(coded(code))).toBe(reason);
    expect(reasonOf(failed(new Error('outer', { cause: coded(code) })))).toBe(reason);
  });

  it.each([
    ['ERR_NAME_NOT_RESOLVED', 'hostNotFound'],
    ['ERR_INTERNET_DISCONNECTED', 'offline'],
    ['ERR_CERT_DATE_INVALID', 'tlsExpired'],
    ['ERR_CERT_AUTHORITY_INVALID', 'tlsSelfSigned'],
    ['ERR_CERT_COMMON_NAME_INVALID', 'tlsWrongHost'],
    ['ERR_CERT_REVOKED', 'tlsFailed'],
    ['ERR_PROXY_CONNECTION_FAILED', 'proxyFailed'],
    ['ERR_CONTENT_DECODING_FAILED', 'badCompression'],
  ])('named %s as Chromium does is %s', (name, reason) => {
    expect(reasonOf(failed(new Error(`net::${name}`)))).toBe(reason);
  });

  it('without any network means offline, where a name or a way was missing', () => {
    expect(['ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH'].map((code) => reasonOf(failed(coded(code)), false))).toEqual(
      Array.from({ length: 3 }, () => 'offline'),
    );
    expect(reasonOf(failed(coded('ECONNREFUSED')), false)).toBe('refused');
  });

  it('of several addresses says what one of them answered', () => {
    const errors = [coded('ENETUNREACH'), coded('ECONNREFUSED')];
    expect(reasonOf(failed(Object.assign(new AggregateError(errors), { code: 'ENETUNREACH' })))).toBe('refused');
  });

  it('of a proxy is told from one of the server', () => {
    const tunnel = 'Proxy response (407) !== 200 when HTTP Tunneling';
    expect(fetchProblem(failed(coded('UND_ERR_ABORTED', tunnel)), address)).toEqual({
      reason: 'proxySignIn',
      host: 'loom.example',
      status: 407,
    });
    expect(reasonOf(failed(coded('UND_ERR_ABORTED', 'Proxy response (502) !== 200 when HTTP Tunneling')))).toBe('proxyFailed');
    expect(reasonOf(coded('ECONNRESET', 'tunneling socket could not be established, statusCode=407'))).toBe('proxySignIn');
    expect(reasonOf(failed(coded('ENOTFOUND', 'getaddrinfo', { hostname: 'proxy.corp' })))).toBe('proxyFailed');
    expect(reasonOf(failed(coded('ENOTFOUND', 'getaddrinfo', { hostname: 'loom.example' })))).toBe('hostNotFound');
    expect(reasonOf(failed(coded('ECONNREFUSED', 'connect', { port: 3128 })))).toBe('proxyFailed');
    expect(reasonOf(failed(coded('ECONNREFUSED', 'connect', { port: 443 })))).toBe('refused');
  });

  it('keeps a few words in one line, without secrets', () => {
    const message = `line\nof\0 http://eve:secret@loom.example/ ${'long '.repeat(200)}`;
    const { detail = '' } = fetchProblem(coded('EPROTO', message), address);
    expect(detail.startsWith('line of http://loom.example/ long')).toBe(true);
    expect(detail.length).toBeLessThanOrEqual(300);
  });

  it('gives no advice about Node', () => {
    const message = 'unable to verify the first certificate; if the root CA is installed locally, try running Node.js with --use-system-ca';
    const { detail } = fetchProblem(coded('UNABLE_TO_VERIFY_LEAF_SIGNATURE', message), address);
    expect(detail).toBe('unable to verify the first certificate');
  });

  it.each([undefined, null, 'text', 5, {}, { cause: 'text' }])('may be anything: %j', (error) => {
    expect(fetchProblem(error, address)).toMatchObject({ reason: 'connectionLost', host: 'loom.example' });
  });

  it('may have causes in a circle', () => {
    const error = new Error('round');
    error.cause = new AggregateError([error], 'round', { cause: error });
    expect(reasonOf(error)).toBe('connectionLost');
  });
});
