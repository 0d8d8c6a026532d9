// *Read Full Article*: takes the whole article of an excerpt from its page, on the person's wish only.

import * as vscode from 'vscode';
import type { Backend, FullArticleOutcome } from '../../protocol/backend.js';
import { openLink } from '../openLink.js';
import type { HandlersOf } from '../register.js';
import { problemCause } from '../live/problemWords.js';
import { issueAtHand, type AtHand } from './issueAtHand.js';
import { pickPlace } from './pickIssue.js';

export function fullArticleCommands(backend: Backend, atHand: AtHand): HandlersOf<'digest.readFullArticle'> {
  return {
    'digest.readFullArticle': async (node) => {
      const key =
        issueAtHand(atHand, node) ?? (await pickPlace(backend, vscode.l10n.t('Read the full article of which issue?'), 'issues'))?.key;
      const outline = key === undefined ? undefined : await backend.outline({ key });
      if (key === undefined || !outline) {
        return;
      }
      const { issue } = outline;
      if (issue.extent !== 'excerpt') {
        void vscode.window.showInformationMessage(vscode.l10n.t('“{0}” is whole already.', issue.title));
        return;
      }
      const outcome = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Reading the full article…') },
        () => backend.readFullArticle({ key }),
      );
      if (outcome.outcome === 'extracted') {
        await atHand.readers.show(key, { preserveFocus: false });
      } else {
        await sayWhy(outcome, issue);
      }
    },
  };
}

async function sayWhy(
  outcome: Exclude<FullArticleOutcome, { outcome: 'extracted' }>,
  { title, url }: { readonly title: string; readonly url?: string },
): Promise<void> {
  const openOriginal = vscode.l10n.t('Open Original');
  const said =
    outcome.outcome === 'nothingFound'
      ? vscode.l10n.t('No article was found on the page of “{0}”.', title)
      : vscode.l10n.t('The page of “{0}” could not be read. {1}', title, problemCause(outcome.problem, hostOf(url)));
  const answer =
    url === undefined ? await vscode.window.showWarningMessage(said) : await vscode.window.showWarningMessage(said, openOriginal);
  if (answer === openOriginal && url !== undefined) {
    await openLink(url);
  }
}

function hostOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).host : undefined;
}
