// What is wrong with a source, in full: one or two short sentences with the cause and what to do about it. The few words for
// a row stand in `problemLabels.ts`. Nothing is done here: `sourceActions.ts` offers what the sentence speaks of.

import { env, l10n } from 'vscode';
import type { ProblemReason, SourceNote, SourceProblem } from '../../protocol/sources.js';
import { durationWords } from './timeWords.js';

/** What a sentence is made of; each is there, and says something, whatever the problem brought along. */
interface Facts {
  /** The server, else the source, else *the server*. */
  readonly host: string;
  /** The source, else *This source*. */
  readonly name: string;
  readonly status: number;
  /** The amount as a span, as a size, as a count. */
  readonly span: string | undefined;
  readonly size: string;
  readonly count: number | undefined;
}

/** One or two sentences about a problem. `name` is what the source is called, where it has a name. */
export function problemSentence(problem: SourceProblem, name?: string): string {
  const { amount } = problem;
  const facts: Facts = {
    host: problem.host ?? name ?? l10n.t('the server'),
    name: name ?? l10n.t('This source'),
    status: problem.status ?? 0,
    span: amount === undefined || amount <= 0 ? undefined : durationWords(amount * 1000, env.language),
    size: l10n.t('{0} MB', Math.max(1, Math.round((amount ?? 20_000_000) / 1_000_000))),
    count: amount,
  };
  // A library that a newer Digest wrote may hold a reason that this one does not know.
  const known = Object.hasOwn(sentences, problem.reason);
  const sentence = known ? sentences[problem.reason](facts) : l10n.t('{0} could not be read. “Digest: Show Log” says more.', facts.name);
  return problem.detail === undefined || problem.detail === '' ? sentence : l10n.t('{0} (“{1}”)', sentence, problem.detail);
}

/** A sentence about a source that works, but not as one would expect. */
export function noteSentence(note: SourceNote): string {
  switch (note) {
    case 'cutShort':
      return l10n.t('The feed was cut short on its way; every article that arrived whole is there.');
    case 'noArticles':
      return l10n.t('The feed holds no articles now. What is in your library stays.');
  }
}

const sentences: Readonly<Record<ProblemReason, (facts: Facts) => string>> = {
  missing: ({ name }) => l10n.t('The folder of {0} is not on this machine. Check its path in the setting; its issues stay.', name),
  notAFolder: ({ name }) => l10n.t('The path of {0} is a file, not a folder. Check it in the setting.', name),
  noPermission: ({ name }) => l10n.t('You may not read the folder of {0}. Change its permissions, or choose another folder.', name),
  unreadable: ({ name }) => l10n.t('The folder of {0} cannot be read now. It is tried again by itself.', name),

  offline: () => l10n.t('This machine is offline. Reading goes on by itself once it has a connection.'),
  hostNotFound: ({ host }) => l10n.t('There is no server named {0}. Check the address for a typing error.', host),
  refused: ({ host }) => l10n.t('{0} refuses the connection. The server may be down; it is tried again by itself.', host),
  unreachable: ({ host }) => l10n.t('There is no way to {0} from this network. Check your connection or VPN.', host),
  connectionLost: ({ host }) => l10n.t('The connection to {0} broke off. It is tried again by itself.', host),
  timeout: ({ host, span }) =>
    span === undefined
      ? l10n.t('{0} took too long to answer. It is tried again by itself.', host)
      : l10n.t('{0} did not finish its answer within {1}. It is tried again by itself.', host, span),
  tlsExpired: ({ host }) => l10n.t('The certificate of {0} has expired. Only the owner of the site can renew it.', host),
  tlsSelfSigned: ({ host }) => l10n.t('{0} signed its certificate itself. If you trust it, add the certificate to this machine.', host),
  tlsWrongHost: ({ host }) => l10n.t('The certificate of {0} was made for another site. Check the address.', host),
  tlsFailed: ({ host }) => l10n.t('No secure connection to {0} could be made.', host),
  proxyFailed: ({ host }) => l10n.t('The proxy did not connect to {0}. Check “http.proxy” in the settings.', host),
  proxySignIn: ({ host }) => l10n.t('The proxy asks you to sign in before it connects to {0}. Check “http.proxy” in the settings.', host),

  signIn: ({ host }) => l10n.t('{0} asks you to sign in. “Sign In to Source…” keeps user and password on this machine.', host),
  forbidden: ({ host }) => l10n.t('{0} does not let Digest read this address (403). Open it in the browser to see why.', host),
  notFound: ({ host }) => l10n.t('{0} has nothing at this address (404). It may have moved: look at the site for its feed.', host),
  gone: ({ host }) => l10n.t('{0} says that this feed has ended for good (410). You can remove the source; its issues stay.', host),
  tooManyRequests: ({ host, span }) =>
    span === undefined
      ? l10n.t('{0} asks for fewer requests (429). It is read less often for a while.', host)
      : l10n.t('{0} asks to wait {1} before the next request (429).', host, span),
  serverError: ({ host, status }) =>
    l10n.t('{0} has a failure of its own ({1}). It is tried again by itself.', host, status === 0 ? '5xx' : status),
  unexpectedStatus: ({ host, status }) =>
    status === 0
      ? l10n.t('{0} gave an answer that does not belong to a feed.', host)
      : l10n.t('{0} gave an answer that does not belong to a feed ({1}).', host, status),
  redirectLoop: ({ host }) => l10n.t('{0} sends back and forth between the same addresses.', host),
  tooManyRedirects: ({ host }) => l10n.t('{0} leads on from address to address without an end.', host),
  unsafeRedirect: ({ host }) => l10n.t('{0} leads to an address that a web server may not lead to. It was not followed.', host),
  badAddress: ({ name }) => l10n.t('The address of {0} is not a web address. Correct it in the setting.', name),

  tooLarge: ({ name, size }) => l10n.t('{0} is larger than {1} and was not read.', name, size),
  badCompression: ({ host }) => l10n.t('What {0} sent is compressed in a broken way.', host),
  empty: ({ host }) => l10n.t('{0} sent an empty answer. What is in your library stays.', host),
  webPage: ({ name }) => l10n.t('{0} is a web page, not a feed. Digest can look for the feed of this page.', name),
  opmlList: ({ name }) => l10n.t('{0} is a list of feeds (OPML), not a feed. Digest can import the list.', name),
  errorMessage: ({ host }) => l10n.t('{0} sent an error message in place of a feed.', host),
  notAFeed: ({ name }) => l10n.t('{0} is neither a feed nor a web page.', name),
  malformed: ({ name }) => l10n.t('{0} is so broken that no article could be read from it.', name),

  noFeedFound: ({ name }) => l10n.t('No feed was found on {0}. Look on the site for a link named RSS or Feed, and add that address.', name),
  severalFeeds: ({ name, count }) =>
    count === undefined
      ? l10n.t('{0} has several feeds. Choose the one that you want.', name)
      : l10n.t('{0} has {1} feeds. Choose the one that you want.', name, count),

  gitNotInstalled: () => l10n.t('Git is not installed on this machine. Install it from git-scm.com, then refresh.'),
  gitTooOld: () => l10n.t('The git of this machine is too old. Update it from git-scm.com, then refresh.'),
  gitNotFound: ({ host }) => l10n.t('{0} has no such repository, or it is not public.', host),
  gitBranchMissing: ({ name }) => l10n.t('The repository of {0} has no such branch. Check “branch” in the setting.', name),
  gitPathMissing: ({ name }) => l10n.t('The repository of {0} has no such folder. Check “path” in the setting.', name),
  gitFailed: ({ name }) => l10n.t('Git could not read the repository of {0}. “Digest: Show Log” says more.', name),
};
