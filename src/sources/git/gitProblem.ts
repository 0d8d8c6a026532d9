// What git complains about → why the source gives nothing new. Reads the English messages of git and of the curl in it; a
// message that is not known is told in its own words, without addresses and folders.

import { isIP } from 'node:net';
import type { ProblemReason, SourceProblem } from '../../protocol/sources.js';

export interface GitRequest {
  /** https, without user and password. */
  readonly address: string;
  readonly hasCredentials: boolean;
  /** Absent: the branch that the repository itself names. */
  readonly branch?: string;
}

/** Words of a message, lower case, and what they mean. The first that fits counts. */
const meanings: readonly (readonly [RegExp, ProblemReason])[] = [
  [/could not resolve proxy|proxy connect aborted|from proxy after connect|connect tunnel failed/, 'proxyFailed'],
  [/could not resolve host/, 'hostNotFound'],
  [/certificate has expired|certificate is expired|cert_expired/, 'tlsExpired'],
  [/self[ -]signed certificate|untrusted_root/, 'tlsSelfSigned'],
  [/does not match target host ?name|no alternative certificate subject name|wrong_principal/, 'tlsWrongHost'],
  [/gnutls recv error|non-properly terminated|unexpected eof|ssl_error_syscall|ssl_read|schannel: server closed/, 'connectionLost'],
  [/certificate|\bssl\b|\btls\b|gnutls|schannel/, 'tlsFailed'],
  [/operation too slow|timed out|timeout/, 'timeout'],
  [/connection refused/, 'refused'],
  [/network is unreachable|no route to host|failed to connect|couldn't connect/, 'unreachable'],
  [/not supported or disabled in libcurl|transport '[a-z]+' not allowed/, 'unsafeRedirect'],
  [/maximum \(\d+\) redirects/, 'tooManyRedirects'],
  [
    /empty reply|connection (?:was )?reset|recv failure|early eof|hung up|unexpected disconnect|transfer closed|curl 18|curl 56/,
    'connectionLost',
  ],
  [/not valid: is this a git repository|repository '[^']*' not found/, 'gitNotFound'],
  [/could not read (?:username|password)|authentication failed/, 'signIn'],
];

/** What is wrong after a fetch failed with these messages. */
export function toGitProblem(errors: string, request: GitRequest): SourceProblem {
  const lines = complaints(errors);
  const text = lines.join('\n').toLowerCase();
  const { branch } = request;
  const { host, hostname } = new URL(request.address);
  if (text.includes("couldn't find remote ref")) {
    return branch === undefined ? { reason: 'empty', host } : { reason: 'gitBranchMissing', detail: branch };
  }
  const status = Number(/requested url returned error: (\d{3})|rpc failed; http (\d{3})/.exec(text)?.slice(1).find(Boolean));
  if (status) return { reason: reasonOfStatus(status, request.hasCredentials), host, status };
  const reason = meanings.find(([words]) => words.test(text))?.[1] ?? 'gitFailed';
  if (reason === 'gitFailed') return { reason, host, detail: toDetail(lines) };
  if (reason === 'signIn') return { reason: reasonOfStatus(401, request.hasCredentials), host, status: 401 };
  if (reason === 'gitNotFound' && text.includes("' not found")) return { reason, host, status: 404 };
  if (reason === 'proxyFailed' && /\b407\b/.test(text)) return { reason: 'proxySignIn', host };
  if ((reason === 'refused' || reason === 'unreachable') && isOnTheWay(text, hostname)) return { reason: 'proxyFailed', host };
  return { reason, host };
}

function reasonOfStatus(status: number, hasCredentials: boolean): ProblemReason {
  const known = new Map<number, ProblemReason>([
    // GitHub asks to sign in whether a repository is private or not there at all.
    [401, hasCredentials ? 'signIn' : 'gitNotFound'],
    [403, hasCredentials ? 'signIn' : 'forbidden'],
    [404, 'gitNotFound'],
    [407, 'proxySignIn'],
    [410, 'gone'],
    [429, 'tooManyRequests'],
  ]);
  const other = status >= 500 ? 'serverError' : status >= 300 && status < 400 ? 'unsafeRedirect' : 'unexpectedStatus';
  return known.get(status) ?? other;
}

/** git's own complaints. What the server says (`remote:`) is not among them: it could pretend anything. */
function complaints(errors: string): readonly string[] {
  const lines = errors.split(/[\r\n]/).map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('remote:') && !line.startsWith('warning:'));
}

/** Whether the connection that failed was one to another host than the repository's: to a proxy. */
function isOnTheWay(text: string, hostname: string): boolean {
  const tried = /failed to connect to (\S{1,255})/.exec(text)?.[1];
  // The address of the host itself may stand for its name.
  const own = hostname.toLowerCase().replace(/^\[|\]$/g, '');
  return tried !== undefined && tried !== own && (isIP(tried) === 0 || isIP(own) !== 0);
}

/** The first complaint as plain words: no address (it may hold a secret), no folder of this machine. */
export function toDetail(lines: readonly string[]): string {
  const line = lines.find((line) => line.startsWith('fatal:')) ?? lines[0] ?? '';
  return line
    .replace(/^(?:fatal|error): /, '')
    .replace(/[a-z]{1,20}:\/\/[^\s'"]*/gi, '…')
    .replace(/(?:\/|[A-Z]:\\)[^\s'":]*[/\\][^\s'":]*/g, '…')
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, 300);
}
