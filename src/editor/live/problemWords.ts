// What is wrong with a source, in full: one or two short sentences with the cause and what to do about it. The few words for
// a row stand in `problemLabels.ts`. Nothing is done here: `sourceActions.ts` offers what the sentence speaks of.

import { env, l10n } from 'vscode';
import type { ProblemReason, SourceNote, SourceProblem } from '../../protocol/sources.js';
import { durationWords } from './timeWords.js';

const megabyte = 1024 * 1024;

/** Said where a problem does not name the limit that was crossed. In bytes. */
const usualLimit = 20 * megabyte;

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

/** The cause, and what the person or Digest does about it where that can be said. */
type Said = readonly [cause: string, remedy?: string];

/** Cause and remedy of a problem. `name` is what the source is called, where it has a name. */
export function problemSentence(problem: SourceProblem, name?: string): string {
  const [cause, remedy] = say(problem, name);
  return remedy === undefined ? cause : `${cause} ${remedy}`;
}

/** The cause alone: for what is no source (yet), and so is neither tried again nor removed. */
export function problemCause(problem: SourceProblem, name?: string): string {
  return say(problem, name)[0];
}

function say(problem: SourceProblem, name: string | undefined): Said {
  const { amount } = problem;
  const facts: Facts = {
    host: problem.host ?? name ?? l10n.t('the server'),
    name: name ?? l10n.t('This source'),
    status: problem.status ?? 0,
    span: amount === undefined || amount <= 0 ? undefined : durationWords(amount * 1000, env.language),
    size: l10n.t('{0} MB', Math.max(1, Math.round((amount ?? usualLimit) / megabyte))),
    count: amount,
  };
  // A library that a newer Digest wrote may hold a reason that this one does not know.
  const isKnown = Object.hasOwn(sentences, problem.reason);
  const [cause, remedy]: Said = isKnown ? sentences[problem.reason](facts) : [l10n.t('{0} could not be read.', facts.name), showLog()];
  const detailed = problem.detail === undefined || problem.detail === '' ? cause : l10n.t('{0} (“{1}”)', cause, problem.detail);
  return remedy === undefined ? [detailed] : [detailed, remedy];
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

const again = (): string => l10n.t('It is tried again by itself.');
const proxySetting = (): string => l10n.t('Check “http.proxy” in the settings.');
const showLog = (): string => l10n.t('“Digest: Show Log” says more.');
const itsIssuesStay = (): string => l10n.t('What is in your library stays.');

const sentences: Readonly<Record<ProblemReason, (facts: Facts) => Said>> = {
  missing: ({ name }) => [
    l10n.t('The folder of {0} is not on this machine.', name),
    l10n.t('Check its path in the setting; its issues stay.'),
  ],
  notAFolder: ({ name }) => [l10n.t('The path of {0} is a file, not a folder.', name), l10n.t('Check it in the setting.')],
  noPermission: ({ name }) => [
    l10n.t('You may not read the folder of {0}.', name),
    l10n.t('Change its permissions, or choose another folder.'),
  ],
  unreadable: ({ name }) => [l10n.t('{0} cannot be read now.', name), `${again()} ${showLog()}`],

  offline: () => [l10n.t('This machine is offline.'), l10n.t('Reading goes on by itself once it has a connection.')],
  hostNotFound: ({ host }) => [l10n.t('There is no server named {0}.', host), l10n.t('Check the address for a typing error.')],
  refused: ({ host }) => [l10n.t('{0} refuses the connection.', host), l10n.t('The server may be down; it is tried again by itself.')],
  unreachable: ({ host }) => [l10n.t('There is no way to {0} from this network.', host), l10n.t('Check your connection or VPN.')],
  connectionLost: ({ host }) => [l10n.t('The connection to {0} broke off.', host), again()],
  timeout: ({ host, span }) => [
    span === undefined ? l10n.t('{0} took too long to answer.', host) : l10n.t('{0} did not finish its answer within {1}.', host, span),
    again(),
  ],
  tlsExpired: ({ host }) => [l10n.t('The certificate of {0} has expired.', host), l10n.t('Only the owner of the site can renew it.')],
  tlsSelfSigned: ({ host }) => [
    l10n.t('{0} signed its certificate itself.', host),
    l10n.t('If you trust it, add the certificate to this machine.'),
  ],
  tlsWrongHost: ({ host }) => [l10n.t('The certificate of {0} was made for another site.', host), l10n.t('Check the address.')],
  tlsFailed: ({ host }) => [l10n.t('No secure connection to {0} could be made.', host)],
  proxyFailed: ({ host }) => [l10n.t('The proxy did not connect to {0}.', host), proxySetting()],
  proxySignIn: ({ host }) => [l10n.t('The proxy asks you to sign in before it connects to {0}.', host), proxySetting()],

  signIn: ({ host }) => [l10n.t('{0} asks you to sign in.', host), l10n.t('“Sign In to Source…” keeps user and password on this machine.')],
  signInRefused: ({ host }) => [l10n.t('{0} refused the user name or the password.', host), l10n.t('Sign in again with others.')],
  forbidden: ({ host, status }) => [
    l10n.t('{0} does not let Digest read this address ({1}).', host, status === 0 ? 403 : status),
    l10n.t('Open it in the browser to see why.'),
  ],
  notFound: ({ host }) => [
    l10n.t('{0} has nothing at this address (404).', host),
    l10n.t('It may have moved: look at the site for its feed.'),
  ],
  gone: ({ host }) => [
    l10n.t('{0} says that this feed has ended for good (410).', host),
    l10n.t('You can remove the source; its issues stay.'),
  ],
  tooManyRequests: ({ host, span }) =>
    span === undefined
      ? [l10n.t('{0} asks for fewer requests (429).', host), l10n.t('It is read less often for a while.')]
      : [l10n.t('{0} asks to wait {1} before the next request (429).', host, span)],
  serverError: ({ host, status }) => [l10n.t('{0} has a failure of its own ({1}).', host, status === 0 ? '5xx' : status), again()],
  unexpectedStatus: ({ host, status }) => [
    status === 0
      ? l10n.t('{0} gave an answer that does not belong to a feed.', host)
      : l10n.t('{0} gave an answer that does not belong to a feed ({1}).', host, status),
  ],
  redirectLoop: ({ host }) => [l10n.t('{0} sends back and forth between the same addresses.', host)],
  tooManyRedirects: ({ host }) => [l10n.t('{0} leads on from address to address without an end.', host)],
  unsafeRedirect: ({ host }) => [
    l10n.t('{0} leads to an address that a web server may not lead to.', host),
    l10n.t('It was not followed.'),
  ],
  badAddress: ({ name }) => [l10n.t('The address of {0} is not a web address.', name), l10n.t('Correct it in the setting.')],

  tooLarge: ({ name, size }) => [
    l10n.t('{0} is larger than {1} and was not read.', name, size),
    l10n.t('The setting “digest.largestDownload” raises the limit.'),
  ],
  badCompression: ({ host }) => [l10n.t('What {0} sent is compressed in a broken way.', host)],
  empty: ({ host }) => [l10n.t('{0} sent an empty answer.', host), itsIssuesStay()],
  webPage: ({ name }) => [l10n.t('{0} is a web page, not a feed.', name), l10n.t('Digest can look for the feed of this page.')],
  opmlList: ({ name }) => [l10n.t('{0} is a list of feeds (OPML), not a feed.', name), l10n.t('Digest can import the list.')],
  errorMessage: ({ host }) => [l10n.t('{0} sent an error message in place of a feed.', host)],
  notAFeed: ({ name }) => [l10n.t('{0} is neither a feed nor a web page.', name), l10n.t('Digest can look for a feed there.')],
  malformed: ({ name }) => [l10n.t('{0} is so broken that no article could be read from it.', name)],

  noFeedFound: ({ name }) => [
    l10n.t('No feed was found on {0}.', name),
    l10n.t('Look on the site for a link named RSS or Feed, and add that address.'),
  ],
  severalFeeds: ({ name, count }) => [
    count === undefined ? l10n.t('{0} has several feeds.', name) : l10n.t('{0} has {1} feeds.', name, count),
    l10n.t('Choose the one that you want.'),
  ],

  gitNotInstalled: () => [l10n.t('Git is not installed on this machine.'), l10n.t('Install it from git-scm.com, then refresh.')],
  gitTooOld: () => [l10n.t('The git of this machine is too old.'), l10n.t('Update it from git-scm.com, then refresh.')],
  gitNotFound: ({ host }) => [l10n.t('{0} has no such repository, or it is not public.', host)],
  gitNeedsHttps: () => [l10n.t('Repositories are read over https only.'), l10n.t('Most hosts offer such an address beside the others.')],
  gitBranchMissing: ({ name }) => [l10n.t('The repository of {0} has no such branch.', name), l10n.t('Check “branch” in the setting.')],
  gitPathMissing: ({ name }) => [l10n.t('The repository of {0} has no such folder.', name), l10n.t('Check “path” in the setting.')],
  gitFailed: ({ name }) => [l10n.t('Git could not read the repository of {0}.', name), showLog()],
};
