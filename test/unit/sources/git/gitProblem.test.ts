// What git and the curl in it complain about, as data. The messages are those of git 2.31 to 2.50 with OpenSSL, GnuTLS,
// Schannel and Apple's own; what failing servers on this machine bring about is in `gitFailures.test.ts`.

import { describe, expect, it } from 'vitest';
import { toDetail, toGitProblem } from '../../../../src/sources/git/gitProblem.js';

const address = 'https://git.example/team/news.git';
const request = { address, hasCredentials: false };
const host = 'git.example';

/** As git says what curl says. */
function curl(message: string): string {
  return `fatal: unable to access '${address}/': ${message}\n`;
}

describe('toGitProblem', () => {
  it.each([
    ['Could not resolve host: git.example', { reason: 'hostNotFound', host }],
    ['Could not resolve proxy: proxy.example', { reason: 'proxyFailed', host }],
    ['Received HTTP code 407 from proxy after CONNECT', { reason: 'proxySignIn', host }],
    ['CONNECT tunnel failed, response 407', { reason: 'proxySignIn', host }],
    ['CONNECT tunnel failed, response 502', { reason: 'proxyFailed', host }],
    ['Failed to connect to proxy.example port 3128 after 3 ms: Connection refused', { reason: 'proxyFailed', host }],
    ['Failed to connect to git.example port 443 after 3 ms: Connection refused', { reason: 'refused', host }],
    ["Failed to connect to git.example port 443 after 3 ms: Couldn't connect to server", { reason: 'unreachable', host }],
    ['Failed to connect to git.example port 443: Network is unreachable', { reason: 'unreachable', host }],
    ['Failed to connect to git.example port 443 after 130000 ms: Connection timed out', { reason: 'timeout', host }],
    ['Operation too slow. Less than 1000 bytes/sec transferred the last 30 seconds', { reason: 'timeout', host }],
    ['SSL certificate problem: certificate has expired', { reason: 'tlsExpired', host }],
    ['SSL certificate problem: self-signed certificate', { reason: 'tlsSelfSigned', host }],
    ['SSL certificate problem: self signed certificate in certificate chain', { reason: 'tlsSelfSigned', host }],
    ["SSL: no alternative certificate subject name matches target host name 'git.example'", { reason: 'tlsWrongHost', host }],
    ["SSL: certificate subject name (x) does not match target hostname 'git.example'", { reason: 'tlsWrongHost', host }],
    ['schannel: SNI or certificate check failed: SEC_E_WRONG_PRINCIPAL (0x80090322)', { reason: 'tlsWrongHost', host }],
    ['server certificate verification failed. CAfile: none CRLfile: none', { reason: 'tlsFailed', host }],
    ['GnuTLS recv error (-110): The TLS connection was non-properly terminated.', { reason: 'connectionLost', host }],
    ['OpenSSL SSL_read: SSL_ERROR_SYSCALL, errno 104', { reason: 'connectionLost', host }],
    ['gnutls_handshake() failed: Handshake failed', { reason: 'tlsFailed', host }],
    ['Empty reply from server', { reason: 'connectionLost', host }],
    ['Recv failure: Connection reset by peer', { reason: 'connectionLost', host }],
    ['Protocol "http" not supported or disabled in libcurl', { reason: 'unsafeRedirect', host }],
    ['The requested URL returned error: 403', { reason: 'forbidden', host, status: 403 }],
    ['The requested URL returned error: 429', { reason: 'tooManyRequests', host, status: 429 }],
    ['The requested URL returned error: 503', { reason: 'serverError', host, status: 503 }],
    ['The requested URL returned error: 418', { reason: 'unexpectedStatus', host, status: 418 }],
    ['The requested URL returned error: 301', { reason: 'unsafeRedirect', host, status: 301 }],
  ])('understands: %s', (message, problem) => {
    expect(toGitProblem(curl(message), request)).toEqual(problem);
  });

  it.each([
    [`fatal: repository '${address}/' not found`, { reason: 'gitNotFound', host, status: 404 }],
    [`fatal: ${address}/info/refs not valid: is this a git repository?`, { reason: 'gitNotFound', host }],
    ["fatal: could not read Username for 'https://git.example': terminal prompts disabled", { reason: 'gitNotFound', host, status: 401 }],
    [`fatal: Authentication failed for '${address}/'`, { reason: 'gitNotFound', host, status: 401 }],
    ["fatal: couldn't find remote ref HEAD", { reason: 'empty', host }],
    [
      'error: RPC failed; curl 18 transfer closed with outstanding read data remaining\nfatal: early EOF',
      { reason: 'connectionLost', host },
    ],
    ['error: RPC failed; HTTP 502 curl 22 The requested URL returned error: 502', { reason: 'serverError', host, status: 502 }],
    ['fatal: the remote end hung up unexpectedly', { reason: 'connectionLost', host }],
  ])('understands git: %s', (errors, problem) => {
    expect(toGitProblem(errors, request)).toEqual(problem);
  });

  it('asks for other credentials where there were some', () => {
    const problem = { reason: 'signIn', host, status: 401 };
    const signedIn = { address, hasCredentials: true };
    expect(toGitProblem(`fatal: Authentication failed for '${address}/'`, signedIn)).toEqual(problem);
    expect(toGitProblem("fatal: could not read Username for 'https://git.example': terminal prompts disabled", signedIn)).toEqual(problem);
    expect(toGitProblem(curl('The requested URL returned error: 403'), signedIn)).toEqual({ ...problem, status: 403 });
  });

  it('names the branch that is not there', () => {
    expect(toGitProblem("fatal: couldn't find remote ref refs/heads/next", { ...request, branch: 'next' })).toEqual({
      reason: 'gitBranchMissing',
      detail: 'next',
    });
  });

  it('does not believe what the server says about itself', () => {
    const errors =
      "remote: fatal: couldn't find remote ref HEAD\rremote: certificate has expired\nwarning: self-signed certificate\nfatal: bad thing happened\n";
    expect(toGitProblem(errors, request)).toEqual({ reason: 'gitFailed', host, detail: 'bad thing happened' });
  });
});

describe('toDetail', () => {
  it('says it in few words, without addresses, folders and signs that do something', () => {
    const lines = ['error: first', "fatal: cannot open '/home/somebody/files/a.pack' from https://me:secret@git.example/x \u001b[31mred"];
    expect(toDetail(lines)).toBe("cannot open '…' from …  [31mred");
    expect(toDetail(['fatal: C:\\Users\\somebody\\x.lock exists'])).toBe('… exists');
    expect(toDetail([`fatal: ${'long '.repeat(200)}`])).toHaveLength(300);
    expect(toDetail([])).toBe('');
  });

  it.each([
    ['slashes', `fatal: ${'/'.repeat(200_000)}`],
    ['letters', `fatal: ${'a'.repeat(200_000)}`],
    ['half addresses', `fatal: ${'http:/'.repeat(40_000)}`],
  ])('takes its time in proportion to %s', { timeout: 10_000 }, (_name, line) => {
    expect(toDetail([line]).length).toBeLessThanOrEqual(300);
  });
});
