// Every failure has a sentence and a label of its own, in words, whatever the problem brought along.
import { describe, expect, it, vi } from 'vitest';
import { problemLabel } from '../../../../src/editor/live/problemLabels.js';
import { noteSentence, problemCause, problemSentence } from '../../../../src/editor/live/problemWords.js';
import type { ProblemReason, SourceProblem } from '../../../../src/protocol/sources.js';

vi.mock('vscode', () => import('../fakeVscode.js'));

// The compiler asks for every reason here.
const reasons: Readonly<Record<ProblemReason, true>> = {
  missing: true,
  notAFolder: true,
  noPermission: true,
  unreadable: true,
  offline: true,
  hostNotFound: true,
  refused: true,
  unreachable: true,
  connectionLost: true,
  timeout: true,
  tlsExpired: true,
  tlsSelfSigned: true,
  tlsWrongHost: true,
  tlsFailed: true,
  proxyFailed: true,
  proxySignIn: true,
  signIn: true,
  signInRefused: true,
  forbidden: true,
  notFound: true,
  gone: true,
  tooManyRequests: true,
  serverError: true,
  unexpectedStatus: true,
  redirectLoop: true,
  tooManyRedirects: true,
  unsafeRedirect: true,
  badAddress: true,
  tooLarge: true,
  badCompression: true,
  empty: true,
  webPage: true,
  opmlList: true,
  errorMessage: true,
  notAFeed: true,
  malformed: true,
  noFeedFound: true,
  severalFeeds: true,
  gitNotInstalled: true,
  gitTooOld: true,
  gitNotFound: true,
  gitNeedsHttps: true,
  gitBranchMissing: true,
  gitPathMissing: true,
  gitFailed: true,
};
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the record above
const all = Object.keys(reasons) as readonly ProblemReason[];

describe('problemSentence', () => {
  it('has a whole sentence for each reason, none twice', () => {
    const sentences = all.map((reason) => problemSentence({ reason }, 'Quiet Weekly'));
    expect(new Set(sentences).size).toBe(all.length);
    expect(sentences.filter((sentence) => !/^\p{Lu}[^{}]{20,}\.$/u.test(sentence))).toEqual([]);
    expect(sentences.filter((sentence) => /undefined|NaN|\b0\b/.test(sentence))).toEqual([]);
  });

  it('stays whole without a name and with every number', () => {
    const bare: readonly SourceProblem[] = all.flatMap((reason) => [{ reason }, { reason, host: 'h.example', status: 503, amount: 90 }]);
    expect(bare.map((problem) => problemSentence(problem)).filter((sentence) => /undefined|NaN|\{\d\}/.test(sentence))).toEqual([]);
  });

  it('names the server, the number, the wait and the limit', () => {
    const sentences = [
      problemSentence({ reason: 'serverError', host: 'news.example', status: 503 }),
      problemSentence({ reason: 'forbidden', host: 'news.example', status: 402 }),
      problemSentence({ reason: 'tooManyRequests', host: 'news.example', amount: 300 }),
      problemSentence({ reason: 'tooLarge', amount: 20 * 1024 * 1024 }, 'Quiet Weekly'),
      problemSentence({ reason: 'severalFeeds', amount: 3 }, 'Quiet Weekly'),
    ];
    expect(sentences).toEqual([
      'news.example has a failure of its own (503). It is tried again by itself.',
      'news.example does not let Digest read this address (402). Open it in the browser to see why.',
      'news.example asks to wait 5 minutes before the next request (429).',
      'Quiet Weekly is larger than 20 MB and was not read. The setting “digest.largestDownload” raises the limit.',
      'Quiet Weekly has 3 feeds. Choose the one that you want.',
    ]);
  });

  it('adds what the server or git said', () => {
    expect(problemSentence({ reason: 'malformed', detail: 'line 3' }, 'A')).toBe(
      'A is so broken that no article could be read from it. (“line 3”)',
    );
  });

  it('leaves the remedy away where there is no source', () => {
    expect(problemCause({ reason: 'refused', host: 'news.example' })).toBe('news.example refuses the connection.');
    expect(new Set(all.map((reason) => problemCause({ reason }))).size).toBe(all.length);
  });

  it('says something of a reason that only a later version knows', () => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a library may hold that a newer version wrote
    const later = { reason: 'constructor' } as unknown as SourceProblem;
    expect(problemSentence(later, 'A')).toContain('A could not be read');
    expect(problemLabel(later)).toBe('cannot be read');
  });
});

describe('problemLabel', () => {
  it('has a few words for each reason, none twice', () => {
    const labels = all.map((reason) => problemLabel({ reason }));
    expect(new Set(labels).size).toBe(all.length);
    expect(labels.filter((label) => label.length > 35 || label.endsWith('.'))).toEqual([]);
  });

  it('gives the status where there is one', () => {
    expect(problemLabel({ reason: 'notFound', status: 404 })).toBe('nothing at this address (404)');
  });
});

describe('noteSentence', () => {
  it('tells the notes apart', () => {
    expect(noteSentence('cutShort')).not.toBe(noteSentence('noArticles'));
  });
});
