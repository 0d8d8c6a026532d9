// Gets a page the image that it asked for, or says in few words why there is none. Loaded when the first image is asked for.

import * as vscode from 'vscode';
import type { Backend, IssueKey } from '../../protocol/backend.js';
import type { ImageContent, ImageOutcome, ImagesWanted } from '../../protocol/images.js';
import type { ProblemReason } from '../../protocol/sources.js';
import type { PageWords } from '../../protocol/words.js';

/** What the page is told: the image, or why not. */
export type ImageAnswer =
  | { readonly image: ImageContent; readonly broken: string }
  /** `again`: the name of the button, where another try may help. */
  | { readonly says: string; readonly again?: string };

/** The image at an anchor of the page of an issue, which was rendered with these words. */
export async function imageFor(
  backend: Pick<Backend, 'image' | 'render'>,
  key: IssueKey,
  anchor: string,
  rendered: { readonly words: PageWords; readonly images: ImagesWanted },
): Promise<ImageAnswer> {
  let found = await backend.image({ key, anchor });
  if (found.outcome === 'forgotten') {
    // The worker has started anew since the page was made.
    await backend.render({ key, ...rendered });
    found = await backend.image({ key, anchor });
  }
  return toAnswer(found);
}

function toAnswer(found: ImageOutcome): ImageAnswer {
  const again = vscode.l10n.t('Try Again');
  switch (found.outcome) {
    case 'image':
      return { image: found.image, broken: vscode.l10n.t('The image is damaged.') };
    case 'failed':
      return isFinal(found.problem.reason)
        ? { says: failureWords(found.problem.reason) }
        : { says: failureWords(found.problem.reason), again };
    case 'refused':
      return { says: refusalWords(found.reason) };
    case 'unknown':
    case 'forgotten':
      return { says: vscode.l10n.t('Nothing is known of this image.'), again };
  }
}

/** Whether asking again would get the same answer. */
function isFinal(reason: ProblemReason): boolean {
  return reason === 'unsafeRedirect' || reason === 'badAddress' || reason === 'tooLarge';
}

function refusalWords(reason: 'notAnImage' | 'tooBig' | 'tracker'): string {
  switch (reason) {
    case 'notAnImage':
      return vscode.l10n.t('What came is no image.');
    case 'tooBig':
      return vscode.l10n.t('The image is too large.');
    case 'tracker':
      return vscode.l10n.t('Not shown: it only counts readers.');
  }
}

function failureWords(reason: ProblemReason): string {
  const notReached = vscode.l10n.t('The server was not reached.');
  const notThere = vscode.l10n.t('The image is no longer there.');
  const notGiven = vscode.l10n.t('The server does not give this image.');
  const notSafe = vscode.l10n.t('Not loaded: its address is not safe.');
  const known: Partial<Record<ProblemReason, string>> = {
    offline: vscode.l10n.t('You are offline.'),
    hostNotFound: notReached,
    refused: notReached,
    unreachable: notReached,
    timeout: vscode.l10n.t('The server took too long.'),
    notFound: notThere,
    gone: notThere,
    signIn: notGiven,
    forbidden: notGiven,
    tooManyRequests: vscode.l10n.t('The server wants a pause.'),
    tooLarge: vscode.l10n.t('The image is too large.'),
    unsafeRedirect: notSafe,
    badAddress: notSafe,
  };
  return known[reason] ?? vscode.l10n.t('The image could not be loaded.');
}
