// What is wrong with a source in two or three words, for its row. The sentence stands in `problemWords.ts`.

import { l10n } from 'vscode';
import type { ProblemReason, SourceProblem } from '../../protocol/sources.js';

/** A few words about a problem, in lower case, without a full stop. */
export function problemLabel(problem: SourceProblem): string {
  // A library that a newer Digest wrote may hold a reason that this one does not know.
  if (!Object.hasOwn(labels, problem.reason)) return l10n.t('cannot be read');
  const label = labels[problem.reason]();
  return problem.status === undefined ? label : l10n.t('{0} ({1})', label, problem.status);
}

const labels: Readonly<Record<ProblemReason, () => string>> = {
  missing: () => l10n.t('folder not found'),
  notAFolder: () => l10n.t('not a folder'),
  noPermission: () => l10n.t('no permission to read the folder'),
  unreadable: () => l10n.t('cannot be read'),
  offline: () => l10n.t('offline'),
  hostNotFound: () => l10n.t('server not found'),
  refused: () => l10n.t('connection refused'),
  unreachable: () => l10n.t('server out of reach'),
  connectionLost: () => l10n.t('connection lost'),
  timeout: () => l10n.t('no answer in time'),
  tlsExpired: () => l10n.t('certificate expired'),
  tlsSelfSigned: () => l10n.t('certificate self-signed'),
  tlsWrongHost: () => l10n.t('certificate of another site'),
  tlsFailed: () => l10n.t('no secure connection'),
  proxyFailed: () => l10n.t('proxy failed'),
  proxySignIn: () => l10n.t('proxy asks to sign in'),
  signIn: () => l10n.t('asks to sign in'),
  signInRefused: () => l10n.t('refused user or password'),
  forbidden: () => l10n.t('access denied'),
  notFound: () => l10n.t('nothing at this address'),
  gone: () => l10n.t('ended for good'),
  tooManyRequests: () => l10n.t('asks to wait'),
  serverError: () => l10n.t('server failure'),
  unexpectedStatus: () => l10n.t('unexpected answer'),
  redirectLoop: () => l10n.t('redirects in a circle'),
  tooManyRedirects: () => l10n.t('too many redirects'),
  unsafeRedirect: () => l10n.t('unsafe redirect'),
  badAddress: () => l10n.t('not a web address'),
  tooLarge: () => l10n.t('too large'),
  badCompression: () => l10n.t('broken compression'),
  empty: () => l10n.t('empty answer'),
  webPage: () => l10n.t('a web page, not a feed'),
  opmlList: () => l10n.t('a list of feeds'),
  errorMessage: () => l10n.t('error message, not a feed'),
  notAFeed: () => l10n.t('not a feed'),
  malformed: () => l10n.t('broken feed'),
  noFeedFound: () => l10n.t('no feed found'),
  severalFeeds: () => l10n.t('several feeds, choose one'),
  gitNotInstalled: () => l10n.t('git is not installed'),
  gitTooOld: () => l10n.t('git is too old'),
  gitNotFound: () => l10n.t('no such repository'),
  gitNeedsHttps: () => l10n.t('git over https only'),
  gitBranchMissing: () => l10n.t('no such branch'),
  gitPathMissing: () => l10n.t('no such folder in the repository'),
  gitFailed: () => l10n.t('git failed'),
};
